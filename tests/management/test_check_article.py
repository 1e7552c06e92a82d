"""`manage.py check_article`: what a person sees, what a program reads, and every input that cannot be used."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.domain.audit import verify_chain
from claims.domain.desk import ensure_first_desk, terminal_user
from claims.domain.health import record_worker_seen
from claims.errors import FetchFailed, StoreFull
from claims.models import Article, Claim, Evidence, Snapshot
from claims.net.client import Fetcher
from claims.pipeline.receive_article import receive_text
from claims.providers import registry
from claims.store.blobs import BlobStore
from tests.factories import make_claim
from tests.management.words import TEAPOT
from tests.pipeline.site import BLOCK_PAGE, SENTENCES, Site, make_html
from tests.text.pdf_writer import write_pdf

pytestmark = pytest.mark.django_db

URL = "https://news.example.org/mines"


@pytest.fixture
def site(monkeypatch):
    """Everything that is fetched in the test comes from here."""
    cache.clear()
    site = Site()
    monkeypatch.setattr(registry, "fetcher", lambda: site)
    return site


def check(source, *options):
    """What the command prints."""
    out = io.StringIO()
    call_command("check_article", str(source), "--inline", *options, stdout=out)
    return out.getvalue()


def report_of(source):
    return json.loads(check(source, "--json"))


def failure(source, *options):
    """The one line and the exit code of a run that fails."""
    with pytest.raises(CommandError) as caught:
        check(source, *options)
    message = str(caught.value)
    assert len(message.splitlines()) == 1, message
    assert "Traceback" not in message
    return message, caught.value.returncode


def test_a_file_becomes_claims_that_stand_where_they_say(tmp_path):
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    report = report_of(path)
    text = report["article"]["text"]
    assert {claim["quote"] for claim in report["claims"]} == set(SENTENCES)
    assert [text[claim["start"] : claim["end"]] for claim in report["claims"]] == [
        claim["quote"] for claim in report["claims"]
    ]
    assert report["article"]["title"] == "Mines for Ukraine"


def test_an_address_is_fetched_and_read(site):
    site.put(URL, make_html())
    report = report_of(URL)
    assert (report["article"]["url"], len(report["claims"])) == (URL, 2)


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n\n".join(SENTENCES).encode())))
    assert len(report_of("-")["claims"]) == 2


def test_for_a_person_the_report_is_lines(tmp_path):
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    lines = check(path).splitlines()
    assert lines[:2] == ["Mines for Ukraine  [en]", "2 claims proposed, 1 sentence left out."]
    assert [line.partition(". ")[2] for line in lines if line[:2] in ("1.", "2.")].count(f"“{SENTENCES[0]}”") == 1
    assert "   Said by: The Washington Post (added)" in lines


def test_checking_the_same_file_again_adds_nothing_and_says_the_same(tmp_path):
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    first = report_of(path)
    assert report_of(path) == first
    assert (Article.objects.count(), Snapshot.objects.count(), Claim.objects.count()) == (1, 1, 2)


def test_a_file_in_an_old_encoding_is_read(tmp_path):
    path = tmp_path / "old.txt"
    words = "“The fund paid €4,500 to 120 families in 2019,” the minister said — naïve or not, 12% more than in 2018."
    path.write_bytes(words.encode("cp1252"))
    assert report_of(path)["article"]["text"].strip() == words


def test_an_article_in_a_language_that_is_read_in_part_says_so(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(
        "Die Regierung hat im Jahr 2023 genau 4500 Wohnungen gebaut. Das teilte das Ministerium am Montag mit, "
        "und die Opposition widersprach der Darstellung sofort und mit vielen Worten im Parlament."
    )
    report = report_of(path)
    assert report["article"]["language"] == "de"
    assert [claim["quantities"][0]["value"] for claim in report["claims"]] == [4500]
    assert report["note"].startswith("This language is read for sentences, figures and dates only")


def test_a_pdf_of_300_pages_is_read_whole(tmp_path):
    path = tmp_path / "long.pdf"
    path.write_bytes(write_pdf([[f"In {1700 + page} the harbour had {page + 5} ships."] for page in range(300)]))
    report = report_of(path)
    assert "In 1999 the harbour had 304 ships." in report["article"]["text"]
    assert len(report["claims"]) > 200


def test_a_file_whose_name_is_no_text_is_read(tmp_path):
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("\n\n".join(SENTENCES))
    assert len(report_of(path)["claims"]) == 2


# ---------------------------------------------------------------- what cannot be used

NOT_A_SOURCE = " is neither a file nor an address that begins with http:// or https://."


def test_a_text_in_the_place_of_a_name_is_wrong_usage_in_one_short_line():
    told, code = failure("One line.\n\n" + "word " * 100)
    assert (told.startswith("One line. word word"), told.endswith(f"…{NOT_A_SOURCE}"), code) == (True, True, 2)
    assert len(told) < 200


@pytest.mark.parametrize("source", ["mines in the news", "news.example.org/mines", "no-such-file.txt", "mailto:a@b.c"])
def test_what_is_neither_file_nor_address_is_wrong_usage(source):
    assert failure(source) == (f"{source}{NOT_A_SOURCE}", 2)
    assert Article.objects.count() == 0


REFUSED_ADDRESSES = [
    ("gopher://news.example.org/a", "The address “gopher://news.example.org/a” uses gopher:"),
    ("http://127.0.0.1/", "http://127.0.0.1/ is not fetched: 127.0.0.1 is not on the public Internet"),
    ("http://[::ffff:10.0.0.1]/", "http://[::ffff:10.0.0.1]/ is not fetched: ::ffff:"),
    ("http://2130706433/", "The address “http://2130706433/” has a host that is neither a name nor a plain address"),
    ("https://ada:secret@example.org/", "The address “https://…@example.org/” carries a user name or password"),
]


@pytest.mark.parametrize(("url", "message"), REFUSED_ADDRESSES, ids=[url for url, _ in REFUSED_ADDRESSES])
def test_an_address_that_is_never_fetched_is_refused_before_anything_is_written(url, message):
    told, code = failure(url)
    assert (told.startswith(message), code, Article.objects.count()) == (True, 1, 0)


def assert_no_half_row():
    """What could not be read is one article with the reason, and nothing else."""
    article = Article.objects.get()
    assert (article.snapshot, article.job_error != "") == (None, True)
    assert (Snapshot.objects.count(), Claim.objects.count(), Evidence.objects.count()) == (0, 0, 0)
    assert verify_chain().faults == ()


def resolve_inside(host, port):
    return ["10.20.30.40"]


def resolve_nothing(host, port):
    return []


@pytest.mark.parametrize(
    ("resolver", "message"),
    [
        (resolve_nothing, "The host “nowhere.example” has no address; check the spelling."),
        (
            resolve_inside,
            "The host “nowhere.example” was refused: 10.20.30.40 is not on the public Internet",
        ),
    ],
    ids=["dead host", "a name for a private address"],
)
def test_a_host_that_cannot_or_must_not_be_reached_is_named(monkeypatch, resolver, message):
    cache.clear()
    monkeypatch.setattr(registry, "fetcher", lambda: Fetcher(user_agent="test", resolver=resolver))
    told, code = failure("https://nowhere.example/news")
    assert (told.startswith(f"The article could not be read: {message}"), code) == (True, 1)
    assert_no_half_row()


UNREADABLE_PAGES = [
    ("404", {"status": 404}, "news.example.org answered with status 404."),
    ("500", {"status": 500}, "news.example.org answered with status 500."),
    ("an empty page", {"body": b" \n"}, "There is nothing to read: the page or file is empty."),
    ("5 MB of binary", {"body": bytes(range(256)) * 20_000}, "This is not text: it looks like binary data"),
]


@pytest.mark.parametrize(
    ("answer", "message"), [case[1:] for case in UNREADABLE_PAGES], ids=[case[0] for case in UNREADABLE_PAGES]
)
def test_a_page_that_cannot_be_read_is_one_clear_line_and_no_half_row(site, answer, message):
    site.put(URL, **answer)
    told, code = failure(URL)
    assert (told.startswith(f"The article could not be read: {message}"), code) == (True, 1)
    assert_no_half_row()


def test_a_host_that_stops_answering_is_one_clear_line(site):
    site.fail(URL, FetchFailed("The host “news.example.org” stopped answering.", code="timeout"))
    assert failure(URL) == ("The article could not be read: The host “news.example.org” stopped answering.", 1)
    assert_no_half_row()


def test_a_page_that_robots_txt_closes_says_what_to_do_instead(site):
    site.put("https://news.example.org/robots.txt", b"User-agent: *\nDisallow: /\n")
    told, code = failure(URL)
    assert (told.endswith("Paste its text instead."), code) == (True, 1)


def test_a_block_page_is_no_article(site):
    site.put(URL, BLOCK_PAGE)
    told, code = failure(URL)
    assert (told.startswith("The article could not be read: This is not an article but: block page"), code) == (True, 1)
    assert Claim.objects.count() == 0


UNREAD = "The article could not be read: "
UNREADABLE_FILES = [
    ("empty", b"", "There is no text in it. Paste the text of the article."),
    ("white", b" \n\t\n", "There is no text in it. Paste the text of the article."),
    (
        "binary",
        bytes(range(256)) * 20_000,
        "The article could not be read: This is not text: it looks like binary data",
    ),
    (
        "zip",
        b"PK\x03\x04" + b"\x00" * 100,
        "The article could not be read: This is not text: it looks like a ZIP archive",
    ),
    (
        "png",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        "The article could not be read: This is not text: it looks like a PNG",
    ),
    ("pdf", b"%PDF-1.7\nand no more", "The article could not be read: "),
]


@pytest.mark.parametrize(
    ("body", "message"), [case[1:] for case in UNREADABLE_FILES], ids=[case[0] for case in UNREADABLE_FILES]
)
def test_a_file_that_cannot_be_read_is_one_clear_line_and_no_half_row(tmp_path, body, message):
    path = tmp_path / "file.txt"
    path.write_bytes(body)
    told, code = failure(path)
    assert (told.startswith(message), code, Snapshot.objects.count()) == (True, 1, 0)


def test_a_file_over_the_limit_is_refused(tmp_path, settings):
    settings.MAX_BYTES = 1_000_000
    path = tmp_path / "file.txt"
    path.write_bytes(b"word " * 300_000)
    assert failure(path) == ("It is larger than 1 MB. Hand in a smaller part.", 1)
    assert Article.objects.count() == 0


def test_a_full_disk_is_one_clear_line_and_no_row(tmp_path, monkeypatch):
    def full(self, body):
        raise StoreFull("The disk is full; free some room and try again.")

    monkeypatch.setattr(BlobStore, "put", full)
    path = tmp_path / "file.txt"
    path.write_text("Some text.")
    told, code = failure(path)
    assert (told, code) == (f"{path} could not be read: The disk is full; free some room and try again.", 1)
    assert Article.objects.count() == 0


def test_an_article_that_failed_is_tried_again_when_it_is_asked_for_again(site):
    site.put(URL, status=404)
    failure(URL)
    site.put(URL, make_html())
    assert len(report_of(URL)["claims"]) == 2


def test_work_that_another_process_holds_is_waited_for(tmp_path):
    """The other process was stopped in the middle: its lease runs out, and the work is done here."""
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    desk = ensure_first_desk()
    article, _ = receive_text(desk, by=terminal_user(desk), body=path.read_bytes(), content_type="text/html")
    [_held] = Article.objects.lease([article.pk], seconds=0.5)
    out, err = io.StringIO(), io.StringIO()
    call_command("check_article", str(path), "--inline", "--json", stdout=out, stderr=err)
    assert len(json.loads(out.getvalue())["claims"]) == 2
    assert err.getvalue() == "Another process is at work on this article. Waiting for it …\n"


# ---------------------------------------------------------------- with workers


def test_without_a_worker_the_command_says_how_to_do_without(tmp_path):
    cache.clear()
    path = tmp_path / "file.txt"
    path.write_text("Some text.")
    with pytest.raises(CommandError) as caught:
        call_command("check_article", str(path))
    assert str(caught.value) == (
        "No worker is running. Start the stack with `make run`, or add --inline to do the work here."
    )
    assert Article.objects.count() == 0


@pytest.fixture
def with_worker(monkeypatch):
    """A worker was seen, and its bells ring nowhere."""
    cache.clear()
    record_worker_seen()
    monkeypatch.setattr("claims.tasks.Bell.apply_async", lambda *args, **options: None)


def test_an_article_that_workers_have_finished_is_shown(with_worker, tmp_path):
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    first = report_of(path)
    out = io.StringIO()
    call_command("check_article", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue()) == first


def test_an_article_that_nobody_came_to_in_time_says_so(with_worker, tmp_path):
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    err = io.StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("check_article", str(path), "--timeout", "0", stderr=err)
    assert str(caught.value) == "The article could not be read: nothing is read after 0 s; ask again in a moment."
    assert err.getvalue() == ""


def test_what_there_is_after_the_time_is_shown(with_worker, tmp_path):
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    check(path)
    make_claim(Article.objects.get(), quote=SENTENCES[1], job_state="queued")
    out, err = io.StringIO(), io.StringIO()
    call_command("check_article", str(path), "--timeout", "0", stdout=out, stderr=err)
    assert out.getvalue().splitlines()[0] == "Mines for Ukraine  [en]"
    assert err.getvalue() == "Still at work after 0 s, and goes on. This is what there is.\n"


def test_progress_is_told_while_others_work(with_worker, tmp_path):
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    check(path)
    make_claim(Article.objects.get(), quote=SENTENCES[1], job_state="queued")
    err = io.StringIO()
    call_command("check_article", str(path), "--timeout", "0.1", stdout=io.StringIO(), stderr=err)
    assert err.getvalue().splitlines()[0].startswith("3 claims · ")


# ---------------------------------------------------------------- exit codes of the real program


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """A fresh installation of its own, as a terminal would have it."""
    folder = tmp_path_factory.mktemp("installation")
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    environment |= {"DATA_DIR": str(folder / "data"), "PROVIDERS": "library"}

    def manage(*arguments, stdout=subprocess.PIPE, **changes):
        return subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=environment | changes,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )

    assert manage("migrate", "-v0").returncode == 0
    return manage


def test_the_program_ends_with_0_when_it_is_done(installation, tmp_path):
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    done = installation("check_article", str(path), "--inline", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["claims"]) == 2


def test_the_program_ends_with_1_and_one_line_when_the_article_cannot_be_read(installation, tmp_path):
    path = tmp_path / "image.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    done = installation("check_article", str(path), "--inline")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CommandError: The article could not be read: This is not text: it looks like a PNG image.\n"


def test_the_program_ends_with_2_and_one_line_when_it_is_used_wrongly(installation):
    done = installation("check_article", "no-such-file", "--inline")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"CommandError: no-such-file{NOT_A_SOURCE}\n"


def test_a_reader_that_leaves_early_sees_no_traceback(installation, tmp_path):
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    reading, writing = os.pipe()
    os.close(reading)
    done = installation("check_article", str(path), "--inline", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


def test_an_unknown_provider_is_one_line(installation, tmp_path):
    path = tmp_path / "mines.html"
    path.write_bytes(make_html())
    done = installation("check_article", str(path), "--inline", PROVIDERS="teapot")
    assert (done.returncode, done.stderr) == (
        1,
        f"CommandError: {TEAPOT}\n",
    )
