import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.domain.audit import verify_chain
from claims.domain.health import record_worker_seen
from claims.enums import Role
from claims.errors import StoreFull
from claims.models import Article, Membership
from claims.store.blobs import BlobStore
from tests.factories import make_article, make_claim, make_desk, make_search_job, make_snapshot, make_user

pytestmark = pytest.mark.django_db
MARK = re.compile(r'<mark( id="[\w-]+")?><a href="/claims/(clm_\w+)">(.*?)</mark>', re.DOTALL)


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(client, desk):
    user = make_user(desk)
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def living_worker():
    record_worker_seen()


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def errors_of(answer):
    return {field: list(errors) for field, errors in answer.context["form"].errors.items()}


def test_pasted_text_becomes_a_queued_article(client, desk, reviewer):
    answer = client.post("/articles/new", {"text": "Prices rose by 4 per cent.", "name": "A leaflet"})
    article = Article.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/articles/{article.public_id}")
    assert (article.desk, article.submitted_by, article.job_state) == (desk, reviewer, "queued")
    assert (article.submitted_name, article.submitted_type) == ("A leaflet", "text/plain")
    assert verify_chain().events == 1
    assert list(map(str, client.get(answer.url).context["messages"])) == ["Saved. The article is being read."]


def test_address_becomes_a_queued_article(client, desk, reviewer):
    client.post("/articles/new", {"url": " https://Example.com/a?utm_source=x "})
    assert [article.url for article in Article.objects.all()] == ["https://example.com/a"]


def test_file_becomes_a_queued_article(client, desk, reviewer):
    upload = SimpleUploadedFile("report.PDF", b"%PDF-1.4 something", content_type="application/octet-stream")
    client.post("/articles/new", {"file": upload})
    article = Article.objects.get()
    assert (article.submitted_name, article.submitted_type) == ("report.PDF", "application/pdf")


def test_the_same_text_again_leads_to_the_article_that_is_there(client, desk, reviewer):
    first = client.post("/articles/new", {"text": "Prices rose."})
    second = client.post("/articles/new", {"text": "Prices rose."}, follow=True)
    assert second.redirect_chain == [(first.url, 302)]
    assert Article.objects.count() == 1
    *_, message = map(str, second.context["messages"])
    assert re.fullmatch(r"Already known: handed in on .+ UTC, 0 claims so far\.", message)


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({}, "url", "Give the address of the article, paste its text, or choose a file."),
        ({"text": "  \n "}, "url", "Give the address of the article, paste its text, or choose a file."),
        ({"url": "https://a.example/", "text": "b"}, "text", "Give one of the three"),
        ({"url": "ftp://example.com/a"}, "url", ""),
        ({"url": "not an address"}, "url", ""),
        ({"url": "http://127.0.0.1/secret"}, "url", "http://127.0.0.1/secret is not fetched: "),
        ({"url": "http://[::ffff:10.0.0.1]/"}, "url", ""),
        ({"text": "a\x00b"}, "text", "Null characters are not allowed."),
        ({"url": "https://a.example/", "desk": "dsk_unknown"}, "desk", "Select a valid choice."),
    ],
)
def test_bad_input_is_named_at_its_field_and_kept(client, desk, reviewer, given, field, message):
    answer = client.post("/articles/new", given)
    assert answer.status_code == 422
    errors = errors_of(answer)
    assert list(errors) == [field]
    assert errors[field][0].startswith(message)
    assert errors[field][0]
    shown = answer.content.decode()
    assert shown.count('id="problems"') == 1
    assert not given.get("url") or f'value="{given["url"]}"' in shown
    assert Article.objects.count() == 0


def test_typed_text_is_kept_when_the_address_is_bad(client, desk, reviewer):
    answer = client.post("/articles/new", {"url": "ftp://x", "text": "My <b>long</b> text", "name": "N"})
    assert "My &lt;b&gt;long&lt;/b&gt; text</textarea>" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("photo.png", b"\x89PNG", "photo.png is not text, Markdown, HTML or PDF; choose another file."),
        ("large.txt", b"a" * 2001, "large.txt is larger than 0 MB. Hand in a smaller part."),
        ("empty.txt", b"", "There is no text in it. Paste the text of the article."),
    ],
)
def test_file_that_cannot_be_used_is_refused(client, desk, reviewer, settings, name, body, message):
    settings.MAX_BYTES = 2000
    answer = client.post("/articles/new", {"file": SimpleUploadedFile(name, body)})
    assert answer.status_code == 422
    assert [message for messages in errors_of(answer).values() for message in messages] == [message]


def test_full_disk_is_said_and_the_text_is_kept(client, desk, reviewer, monkeypatch):
    def put(self, body):
        raise StoreFull("The disk is full; free some room and try again.")

    monkeypatch.setattr(BlobStore, "put", put)
    answer = client.post("/articles/new", {"text": "My long text"})
    assert (answer.status_code, errors_of(answer)) == (
        507,
        {"__all__": ["The disk is full; free some room and try again."]},
    )
    assert "My long text</textarea>" in answer.content.decode()
    assert Article.objects.count() == 0


def test_text_over_the_limit_is_refused_in_words(client, desk, reviewer, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client.post("/articles/new", {"text": "x" * 2000})
    assert answer.status_code == 400
    assert "The request could not be read" in answer.content.decode()


def test_reader_may_not_add_an_article(client, desk):
    client.force_login(make_user(desk, role=Role.READER))
    answer = client.post("/articles/new", {"text": "Prices rose."})
    assert answer.status_code == 403
    assert "To add an article on City desk you need to be" in answer.content.decode()
    assert Article.objects.count() == 0


def test_reader_is_told_before_anything_is_typed(client, desk):
    client.force_login(make_user(desk, role=Role.READER))
    answer = client.get("/articles/new")
    assert (answer.status_code, '<form method="post" action="/articles/new"' in answer.content.decode()) == (403, False)


def test_only_desks_that_take_articles_are_offered(client, desk, reviewer):
    Membership.objects.create(desk=make_desk(name="Read only"), user=reviewer, role=Role.READER)
    assert list(client.get("/articles/new").context["form"].desks) == [desk.public_id]


def test_person_without_a_desk_is_told_so(client):
    client.force_login(make_user())
    answer = client.get("/articles/new")
    assert answer.status_code == 403
    assert "You are not on a desk yet" in answer.content.decode()


def test_bookmark_can_fill_in_the_address(client, desk, reviewer):
    assert 'value="https://a.example/"' in client.get("/articles/new?url=https://a.example/").content.decode()


def test_reader_marks_each_claim_once_with_a_link(client, desk, reviewer):
    article = make_article(desk, text="Few came.\nOne fell. Two rose.")
    rose, fell = make_claim(article, quote="Two rose."), make_claim(article, quote="One fell.")
    shown = client.get(f"/articles/{article.public_id}").content.decode()
    found = [(anchor, public_id, words_of(inner)) for anchor, public_id, inner in MARK.findall(shown)]
    assert found == [
        (' id="mark-1"', fell.public_id, "Claim 1One fell."),
        (' id="mark-2"', rose.public_id, "Claim 2Two rose."),
    ]


def test_overlapping_claims_are_split_and_both_linked(client, desk, reviewer):
    article = make_article(desk, text="One fell and two rose.")
    whole, part = make_claim(article, quote="One fell and two rose."), make_claim(article, quote="two rose")
    shown = client.get(f"/articles/{article.public_id}").content.decode()
    found = [(public_id, words_of(inner)) for _, public_id, inner in MARK.findall(shown)]
    assert found == [
        (whole.public_id, "Claim 1One fell and"),
        (whole.public_id, "Claim 2two rosealso claim 2"),
        (whole.public_id, "."),
    ]
    assert f'class="chip" href="/claims/{part.public_id}"' in shown


def left_out_of(client, article):
    """Each group of sentences that were left out: its summary, its quotes, and what is said of the rest."""
    shown = client.get(f"/articles/{article.public_id}").content.decode()
    section = re.search(r'<section [^>]*id="left-out".*?</section>', shown, re.DOTALL).group()
    return [
        (
            re.search("<summary>(.*?)</summary>", group).group(1),
            re.findall('<q lang="en" dir="auto">(.*?)</q>', group),
            [words_of(rest) for rest in re.findall('<p class="meta">(.*?)</p>', group)],
        )
        for group in re.findall("<details.*?</details>", section, re.DOTALL)
    ]


def test_left_out_sentences_stand_under_their_reason(client, desk, reviewer):
    left = [
        {"quote": "Will it last?", "start": 0, "end": 13, "reason": "a question"},
        {"quote": "It is sad.", "start": 14, "end": 24, "reason": "an opinion"},
        {"quote": "Who knows?", "start": 25, "end": 35, "reason": "a question"},
    ]
    article = make_article(desk, text="Will it last? It is sad. Who knows? One fell.", left_out=left)
    assert left_out_of(client, article) == [
        ("2 questions", ["Will it last?", "Who knows?"], []),
        ("1 opinion", ["It is sad."], []),
    ]


def test_of_thousands_of_left_out_sentences_the_rest_is_counted_and_is_in_the_api(client, desk, reviewer):
    left = [{"quote": f"Line {n}?", "start": n, "end": n + 1, "reason": "a question"} for n in range(3000)]
    article = make_article(desk, text="One fell.", left_out=left)
    ((summary, quotes, rest),) = left_out_of(client, article)
    assert (summary, quotes[0], quotes[-1], rest) == (
        "3000 questions",
        "Line 0?",
        "Line 99?",
        ["and 2900 more; they are in the API"],
    )
    shown = client.get(f"/articles/{article.public_id}").content.decode()
    address = re.search('<a class="target" href="([^"]+)">they are in the API', shown).group(1)
    assert client.get(address).json()["left_out"] == left


def test_article_with_nothing_left_out_has_no_such_heading(client, desk, reviewer):
    article = make_article(desk, text="One fell.")
    assert left_out_of(client, article) == []
    assert "Left out" not in client.get(f"/articles/{article.public_id}").content.decode()


def test_reader_says_what_read_the_article_and_how_points_are_given(client, desk, reviewer):
    article = make_article(desk, text="One fell.", reading_engine="rules 2", reading_note="Read in part.")
    shown = client.get(f"/articles/{article.public_id}").content.decode()
    assert '<p class="warning">Read in part.</p>' in shown
    assert f'Read by rules 2. <a class="target" href="/desks/{desk.public_id}/worthiness">' in shown


def steps_of(client, article):
    page = client.get(f"/articles/{article.public_id}").context["page"]
    return [(step.name, step.state) for step in page.steps]


def test_steps_tell_how_far_the_reading_is(client, desk, reviewer):
    waiting = make_article(desk, snapshot=None, job_state="queued")
    assert steps_of(client, waiting) == [
        ("Fetched", "waiting"),
        ("Kept", "waiting"),
        ("Read", "waiting"),
        ("Claims", "waiting"),
        ("Sources", "waiting"),
    ]
    read = make_article(desk, text="One fell.")
    claim = make_claim(read, quote="One fell.")
    make_search_job(claim, outcome="pending", asked_at=None, job_state="queued")
    done = [("Fetched", "done"), ("Kept", "done"), ("Read", "done"), ("Claims", "done")]
    assert steps_of(client, read) == [*done, ("Sources", "under way")]
    claim.search_jobs.update(outcome="could_not_look", asked_at=read.created_at, job_state="failed", job_error="down")
    assert steps_of(client, read) == [*done, ("Sources", "done")]
    sources = client.get(f"/articles/{read.public_id}").context["page"].steps[-1]
    assert sources.fact == "no page came up · 1 search could not look"


def test_failed_reading_says_why_and_can_be_retried(client, desk, reviewer):
    article = make_article(desk, snapshot=None, job_state="failed", job_attempts=5, job_error="The host is gone.")
    shown = client.get(f"/articles/{article.public_id}").content.decode()
    assert "The host is gone." in shown
    assert f'action="/jobs/{article.public_id}/retry"' in shown
    answer = client.post(f"/jobs/{article.public_id}/retry", {"next": f"/articles/{article.public_id}"})
    article.refresh_from_db()
    assert answer.url == f"/articles/{article.public_id}"
    assert (article.job_state, article.job_attempts, article.job_error) == ("queued", 0, "")


def test_absent_worker_is_said_while_work_waits(client, desk, reviewer):
    article = make_article(desk, snapshot=None, job_state="queued")
    assert "No worker is running" not in client.get(f"/articles/{article.public_id}").content.decode()
    cache.clear()
    assert "No worker is running (never seen)" in client.get(f"/articles/{article.public_id}").content.decode()
    settled = make_article(desk)
    assert "No worker is running" not in client.get(f"/articles/{settled.public_id}").content.decode()


def test_live_fragment_is_not_sent_twice(client, desk, reviewer):
    article = make_article(desk, text="One fell.")
    address = f"/articles/{article.public_id}/live"
    first = client.get(address)
    assert (first.status_code, first["Cache-Control"]) == (200, "private, no-cache")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    make_claim(article, quote="One fell.")
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_long_text_is_shown_in_parts_and_a_claim_leads_to_its_part(client, desk, reviewer):
    text = "\n".join(f"Line {number} of a very long text." for number in range(8000)) + "\nOne fell."
    article = make_article(desk, text=text)
    claim = make_claim(article, quote="One fell.")
    first = client.get(f"/articles/{article.public_id}").context["page"]
    at_claim = client.get(f"/articles/{article.public_id}?claim={claim.public_id}").context["page"]
    assert (first.part, first.parts, at_claim.part) == (1, 3, 3)
    assert (first.claim_count, first.claims) == (1, ())
    assert [marked.claim for marked in at_claim.claims] == [claim]
    assert len(client.get(f"/articles/{article.public_id}?part=99999").context["page"].paragraphs) > 0


def test_list_beside_a_part_holds_its_claims_numbered_from_the_top_of_the_text(client, desk, reviewer):
    text = "One fell.\n" + "\n".join(f"Line {number} of a long text." for number in range(6000)) + "\nTwo rose."
    article = make_article(desk, text=text)
    rose, fell = make_claim(article, quote="Two rose."), make_claim(article, quote="One fell.")
    for part, claim, number in ((1, fell, 1), (2, rose, 2)):
        answer = client.get(f"/articles/{article.public_id}?part={part}")
        (marked,) = answer.context["page"].claims
        assert (marked.claim, marked.number) == (claim, number)
        assert f"1 of them in part {part} of the text" in answer.content.decode()


def test_part_without_claims_says_so(client, desk, reviewer):
    text = "One fell.\n" + "\n".join(f"Line {number} of a long text." for number in range(6000))
    article = make_article(desk, text=text)
    make_claim(article, quote="One fell.")
    shown = client.get(f"/articles/{article.public_id}?part=2").content.decode()
    assert "None in this part of the text." in shown


def test_article_whose_copy_has_no_text_says_so(client, desk, reviewer):
    article = make_article(desk, snapshot=make_snapshot(text="", is_source=False))
    assert (
        "No text could be read from the stored copy." in client.get(f"/articles/{article.public_id}").content.decode()
    )


def test_demo_article_is_marked(client, desk, reviewer):
    article = make_article(desk, is_demo=True)
    for address in ("/articles", f"/articles/{article.public_id}"):
        assert '<strong class="demo-mark">DEMO</strong> <' in client.get(address).content.decode()
