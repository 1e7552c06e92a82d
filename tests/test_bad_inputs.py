"""Every row of `tests/cases/bad_inputs.tsv` is held by a test; the rows that are nobody else's are tested here."""

import csv
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import escape

from claims.domain.desk import create_api_token
from claims.errors import FetchFailed
from claims.net.client import Fetcher
from claims.pipeline.capture import check_status, visitor
from claims.providers import registry
from tests.factories import make_article, make_claim, make_desk, make_evidence, make_snapshot, make_user
from tests.net.hostile import HostileServer, Script, answer, raw, redirect
from tests.net.internet import resolving

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases" / "bad_inputs.tsv"

HERE = "tests/test_bad_inputs.py"
MEMORY = "tests/net/test_memory.py::test_hostile_answer_ends_named_and_within_its_memory"
PAGES = "tests/text/test_extraction_process.py::test_hostile_page_ends_named_and_within_its_memory"
DETECTION = "tests/text/test_detection.py"
URLS = "tests/text/test_urls.py"
POLITE = "tests/net/test_politeness.py"
FEEDS = "tests/text/test_feeds.py"
READING = "tests/text/test_extraction.py"
BODY = "tests/api/test_body.py"
AGAIN = "tests/api/test_idempotency.py"
DOWNLOAD = "tests/api/test_download.py"
NOT_AS_DESCRIBED = f"{BODY}::test_body_that_is_not_as_described_is_400"

NETWORK_ROWS = (
    "gzip-bomb", "br-bomb", "zstd-bomb", "deflate-bomb", "stacked-encodings", "drain-bomb", "lying-encoding",
    "truncated-gzip", "endless-body", "slowloris-head", "slowloris-body", "silent-accept", "syn-blackhole",
    "rst-midway", "short-content-length", "long-content-length", "dup-content-length", "cl-and-te", "bad-chunk",
    "huge-header", "many-headers", "header-nul", "no-status", "informational-flood", "redirect-loop",
    "redirect-to-self-cookie", "redirect-100k-location", "mime-lie", "video-2gb",
)  # fmt: skip
PAGE_ROWS = (
    "million-rows", "img-regex", "bidi-controls", "zero-width-claim", "utf16-no-bom", "iso-2022-jp",
    "overlong-utf8", "pdf-bomb", "pdf-js", "zip-slip", "zip-bomb", "image-bomb", "svg-script",
)  # fmt: skip
# Row -> the test that holds it; without brackets all cases of a test, which must be there at least once.
HELD_BY: dict[str, str] = {
    **{row: f"{MEMORY}[{row}]" for row in NETWORK_ROWS},
    **{row: f"{PAGES}[{row}]" for row in PAGE_ROWS},
    "one-sentence-5mb": f"{DETECTION}::test_a_sentence_without_an_end_is_cut[one-sentence-5mb]",
    "100k-sentences": f"{DETECTION}::test_a_hundred_thousand_sentences_are_each_judged[100k-sentences]",
    "emoji-rtl": f"{DETECTION}::test_offsets_count_code_points_in_every_script[emoji-rtl]",
    "prompt-injection": f"{DETECTION}::test_a_text_that_gives_orders_is_read_like_any_other[prompt-injection]",
    "homoglyph-host": f"{URLS}::test_host_in_other_letters_is_shown_with_what_it_is_sent_as[homoglyph-host]",
    "status-999": f"{HERE}::test_status_that_is_no_page_is_an_http_error[status-999]",
    "204-304-body": f"{HERE}::test_status_that_is_no_page_is_an_http_error[204-304-body]",
    "retry-after-huge": f"{POLITE}::test_retry_after_is_read_and_clamped",
    "retry-after-date-past": f"{POLITE}::test_retry_after_is_read_and_clamped",
    "429-storm": "tests/pipeline/test_fetch_captures.py::test_a_host_that_wants_to_be_left_alone_is_and_no_other",
    "robots-redirect-loop": f"{HERE}::test_robots_that_lead_in_circles_are_no_rules[robots-redirect-loop]",
    "robots-500": f"{POLITE}::test_status_decides_as_rfc_9309_says",
    "robots-huge": f"{POLITE}::test_only_the_first_500_kib_are_read",
    "robots-redos": f"{POLITE}::test_pattern_with_many_wildcards_is_matched_in_linear_time",
    **{
        row: f"{HERE}::test_what_a_page_holds_stays_text[{row}]"
        for row in (
            "xss-title",
            "xss-snapshot",
            "xss-meta-refresh",
            "xss-form-post",
            "xss-serviceworker",
            "json-script",
        )
    },
    **{
        row: f"{FEEDS}::test_entities_are_refused_before_anything_unfolds[{row}]"
        for row in ("billion-laughs", "xxe-file", "xml-quadratic")
    },
    "feed-1m-items": f"{FEEDS}::test_a_million_items_are_read_as_a_stream[feed-1m-items]",
    "feed-future-date": f"{FEEDS}::test_impossible_dates_count_as_none_and_leave_the_order_alone[feed-future-date]",
    "feed-dup-guid": "tests/domain/test_feed.py::test_items_that_share_a_guid_are_all_kept[feed-dup-guid]",
    "deep-nesting": f"{READING}::test_pages_that_stop_parsers_are_refused",
    "attr-flood": "tests/text/test_prescan.py::test_tag_with_200_000_attributes_is_refused",
    "entity-flood": f"{READING}::test_flood_of_entities_is_read",
    "unclosed-tags": "tests/text/test_prescan.py::test_a_million_open_inline_tags_are_refused",
    "nul-bytes": f"{READING}::test_signs_that_no_database_takes_are_gone",
    "lone-surrogates": f"{READING}::test_signs_that_no_database_takes_are_gone",
    "empty-200": f"{READING}::test_empty_body_is_empty",
    "soft-404": f"{READING}::test_saved_page_gets_its_quality",
    "consent-wall": f"{READING}::test_saved_page_gets_its_quality",
    "js-only": f"{READING}::test_saved_page_gets_its_quality",
    "base-href": "tests/text/test_page_facts.py::test_canonical_url_is_absolute_and_of_the_web",
    "charset-mismatch": f"{READING}::test_words_come_out_right_whatever_the_encoding",
    "charset-unknown": f"{READING}::test_words_come_out_right_whatever_the_encoding",
    "utf7": f"{READING}::test_utf7_stays_what_it_is",
    "pdf-loop": "tests/text/test_pdf.py::test_page_tree_that_bites_its_tail_is_damaged",
    "pdf-100k-pages": "tests/text/test_pdf.py::test_pages_over_the_limit_are_left_and_it_says_so",
    "pdf-encrypted": "tests/text/test_pdf.py::test_pdf_with_a_password_is_refused",
    "xss-link-javascript": "tests/web/views/test_snapshot.py::test_only_web_addresses_become_links",
    "10mb-one-line": "tests/text/test_segments.py::test_spans_of_a_hostile_megabyte_take_seconds",
    "redos-claim": f"{DETECTION}::test_detect_reads_a_hostile_megabyte_in_seconds",
    "idor-org": "tests/api/test_access.py::test_row_of_another_desk_is_not_there",
    "mass-assign": f"{BODY}::test_undeclared_field_is_refused",
    "filter-leak": "tests/api/test_noun.py::test_parameter_that_is_not_declared_is_400",
    "ordering-leak": "tests/api/test_noun.py::test_order_that_is_not_offered_is_400",
    "cursor-tamper": "tests/api/test_base.py::test_cursor_that_is_not_ours_is_400",
    "page-size-1e9": "tests/api/test_base.py::test_page_size_is_capped",
    "deep-json": NOT_AS_DESCRIBED,
    "dup-keys": NOT_AS_DESCRIBED,
    "nan-json": NOT_AS_DESCRIBED,
    "big-json": f"{BODY}::test_body_over_the_limit_is_refused_before_it_is_read",
    "nul-json": f"{BODY}::test_every_field_refuses_what_is_not_its_text",
    "csrf": "tests/api/test_authentication.py::test_session_writes_only_with_the_csrf_token",
    "login-brute": "tests/web/test_sign_in.py::test_guessing_is_stopped_for_a_while_even_with_other_headers",
    "token-in-db": "tests/api/test_authentication.py::test_database_holds_no_secret",
    "token-in-logs": f"{HERE}::test_logs_hold_no_secret[token-in-logs]",
    "csv-injection": f"{DOWNLOAD}::test_table_holds_no_formula_and_is_read_back_as_it_was[csv-injection]",
    "filename-header": f"{DOWNLOAD}::test_file_is_named_after_its_title_and_nothing_else_is_said[filename-header]",
    "idempotent-replay": f"{AGAIN}::test_same_request_at_the_same_time_makes_one[idempotent-replay]",
    "host-header": f"{HERE}::test_name_that_is_not_ours_is_refused[host-header]",
}
# Rows that no test holds yet, each with the reason below.
NOT_YET: dict[str, str] = {
    "md-injection": "there are no mails and no webhooks yet",
    "webhook-replay": "there are no webhooks yet",
    "webhook-slow": "there are no webhooks yet; a fetcher's send keeps to the limits of a fetch",
}


def row_ids() -> list[str]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return [row["id"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.fixture(scope="module")
def collected() -> frozenset[str]:
    """Ids of all tests in the files that the table names, and each without its case."""
    files = sorted({node.partition("::")[0] for node in HELD_BY.values()})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    nodes = [line for line in done.stdout.splitlines() if "::" in line]
    return frozenset(nodes) | {node.partition("[")[0] for node in nodes}


def test_every_row_is_held_by_a_test_or_says_why_not() -> None:
    rows = row_ids()
    assert (len(rows), len(set(rows))) == (110, 110)
    assert set(HELD_BY) & set(NOT_YET) == set()
    assert sorted({*HELD_BY, *NOT_YET}) == sorted(rows)


def test_row_that_says_not_yet_is_carried_by_no_test() -> None:
    """A test carries a row by naming it; then the row belongs into the table above."""
    sources = [path.read_text() for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)]
    assert [row for row in NOT_YET if any(f'"{row}"' in source for source in sources)] == []


@pytest.mark.parametrize("row", sorted(HELD_BY))
def test_the_test_that_holds_a_row_is_there(row: str, collected: frozenset[str]) -> None:
    assert HELD_BY[row] in collected


# ---------------------------------------------------------------- rows that are nobody else's


def fetcher() -> Fetcher:
    """One that may visit the hostile server."""
    hosts = frozenset({"site.test"})
    return Fetcher(user_agent="T/1", resolver=resolving(["127.0.0.1"]), allowed_private_hosts=hosts)


@pytest.mark.parametrize(
    ("script", "code"),
    [
        pytest.param(answer(b"no", status="999 Request denied"), ("http_error", True), id="status-999"),
        pytest.param(raw(b"HTTP/1.1 304 Not Modified\r\n\r\ntext"), ("http_error", False), id="204-304-body"),
    ],
)
def test_status_that_is_no_page_is_an_http_error(script: Script, code: tuple[str, bool]) -> None:
    with HostileServer({"/": script}) as server:
        page = fetcher().fetch(server.url("/"))
    with pytest.raises(FetchFailed) as caught:
        check_status(page)
    assert (caught.value.code, caught.value.can_retry) == code
    assert str(caught.value) == f"site.test answered with status {page.status}."


@pytest.mark.parametrize("row", ["robots-redirect-loop"])
def test_robots_that_lead_in_circles_are_no_rules(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with HostileServer({"/robots.txt": redirect("/robots.txt")}) as server:
        monkeypatch.setattr(registry, "fetcher", fetcher)
        found = visitor().fetch_rules(server.url(""))
    assert (found.status, found.rules.may_fetch(server.url("/page"), "T/1")) == (404, True)
    assert server.paths() == ["/robots.txt"] * 6


# Row -> markup, and the part of it that must never stand in a page of ours as it is.
HOSTILE_MARKUP = {
    "xss-title": ("</title><script>alert(1)</script>", "</title><script>alert"),
    "xss-snapshot": ("<script>document.title = document.cookie</script><img src=x onerror=alert(1)>", "<img src=x"),
    "xss-meta-refresh": (
        '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
        '<meta http-equiv="refresh"',
    ),
    "xss-form-post": (
        '<form id=f method=post action="/api/v1/articles"></form><svg onload="f.submit()">',
        "<svg onload",
    ),
    "xss-serviceworker": ("<script>navigator.serviceWorker.register('/x.js')</script>", "<script>navigator"),
    "json-script": ('{"a": "</script><script>alert(1)</script>"}', "</script><script>alert"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("row", HOSTILE_MARKUP)
def test_what_a_page_holds_stays_text(row: str) -> None:
    """Pages of others are shown as words: their markup is never part of ours, and their bytes are served by nothing."""
    markup, sign = HOSTILE_MARKUP[row]
    desk = make_desk()
    snapshot = make_snapshot(text=f"{markup} Nine schools were opened. {markup}", title=markup)
    claim = make_claim(make_article(desk, snapshot=snapshot), quote=markup)
    make_evidence(claim, snapshot=snapshot, exact=f"{markup} Nine schools were opened.")
    client = Client()
    client.force_login(make_user(desk))
    places = ["", f"claims/{claim.public_id}", f"articles/{claim.article.public_id}", f"snapshots/{snapshot.public_id}"]
    shown = [client.get(f"/{place}") for place in places]
    assert [escape(sign) in page.content.decode() for page in shown] == [True] * len(places)
    for page in shown:
        assert (page.status_code, page["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert sign not in page.content.decode()
        assert "'unsafe-inline'" not in page["Content-Security-Policy"]
        assert page["X-Content-Type-Options"] == "nosniff"
    for place in (f"snapshots/{snapshot.public_id}", f"snapshots/{snapshot.public_id}/text"):
        told = client.get(f"/api/v1/{place}")
        assert (told.status_code, told["X-Content-Type-Options"]) == (200, "nosniff")
        assert told["Content-Type"].partition(";")[0] in {"application/json", "text/plain"}


@pytest.mark.django_db
@pytest.mark.parametrize("row", ["token-in-logs"])
def test_logs_hold_no_secret(row: str, caplog: pytest.LogCaptureFixture) -> None:
    cache.clear()
    user = make_user(make_desk(), username="olena")
    user.set_password("correct horse battery")
    user.save()
    caplog.set_level(logging.DEBUG)
    _, secret = create_api_token(user, by=user, name="tests", scopes=["read"], days=1)
    for header in (f"Bearer {secret}", f"Bearer {secret}x", f"Basic {secret}"):
        Client().get("/api/v1/claims", headers={"Authorization": header})
        Client().post("/api/v1/articles", b"{", content_type="application/json", headers={"Authorization": header})
    for password in ("correct horse battery", "wrong horse battery"):
        Client().post("/sign-in", {"username": "olena", "password": password})
    assert caplog.records
    said = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert [word for word in (secret, secret[-20:], "horse battery") if word in said] == []


@pytest.mark.django_db
@pytest.mark.parametrize("row", ["host-header"])
def test_name_that_is_not_ours_is_refused(row: str) -> None:
    for place in ("/", "/sign-in", "/api/v1/claims", "/livez"):
        page = Client().get(place, headers={"Host": "evil.example"})
        assert page.status_code == 400
        assert "evil.example" not in page.content.decode()
