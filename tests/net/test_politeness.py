import time
from datetime import UTC, datetime

import pytest

from claims.errors import BadInput
from claims.net.politeness import (
    is_unreachable,
    product_token,
    read_robots,
    retry_after_seconds,
    robots_origin,
    robots_text,
    robots_url,
)

AGENT = "Workbench/1.0 (+https://example.org/bot)"
ROBOTS = b"""\xef\xbb\xbfUser-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 2

User-agent: Workbench
Disallow: /news # not for us
"""


@pytest.mark.parametrize(
    ("path", "agent", "may_fetch"),
    [
        ("/", "Other/2", True),
        ("/private/a", "Other/2", False),
        ("/private/open/a", "Other/2", True),
        ("/a.pdf", "Other/2", False),
        ("/a.pdf?x", "Other/2", True),
        ("/news/1", "Other/2", True),
        ("/news/1", AGENT, False),
        ("/private/a", AGENT, True),
        ("/robots.txt", AGENT, True),
    ],
)
def test_rules_are_those_of_the_most_specific_group(path: str, agent: str, may_fetch: bool) -> None:
    assert read_robots(ROBOTS, 200).may_fetch(f"https://example.com{path}", agent) is may_fetch


def test_crawl_delay_is_read_for_its_group() -> None:
    rules = read_robots(ROBOTS, 200)
    assert (rules.crawl_delay("Other/2"), rules.crawl_delay(AGENT)) == (2.0, None)


@pytest.mark.parametrize(
    ("asked", "delay"),
    [
        ("2", 2.0),
        ("0.5", 0.5),
        ("0", 0.0),
        ("60", 60.0),
        ("61", 60.0),
        ("86400", 60.0),
        ("1e9", 60.0),
        ("-5", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
    ],
)
def test_crawl_delay_is_at_most_a_minute(asked: str, delay: float | None) -> None:
    rules = read_robots(f"User-agent: *\nCrawl-delay: {asked}\n".encode(), 200)
    assert rules.crawl_delay(AGENT) == delay


@pytest.mark.parametrize("status", [0, 404, 503])
def test_without_rules_there_is_no_crawl_delay(status: int) -> None:
    assert read_robots(b"User-agent: *\nCrawl-delay: 5\n", status).crawl_delay(AGENT) is None


@pytest.mark.parametrize(
    ("body", "status", "text"),
    [
        (b"\xef\xbb\xbfUser-agent: *\n", 200, "User-agent: *\n"),
        (b"Disallow: /a\x00b\n", 200, "Disallow: /ab\n"),
        (b"\xff", 200, "\N{REPLACEMENT CHARACTER}"),
        (b"Not found", 404, ""),
        (b"Sorry", 503, ""),
    ],
)
def test_only_an_answer_has_a_text_to_keep(body: bytes, status: int, text: str) -> None:
    assert robots_text(body, status) == text


@pytest.mark.parametrize(
    ("status", "is_away"), [(0, True), (500, True), (503, True), (599, True), (200, False), (404, False), (429, False)]
)
def test_only_silence_and_server_errors_leave_open_what_a_host_wants(status: int, is_away: bool) -> None:
    assert is_unreachable(status) is is_away


@pytest.mark.parametrize(
    ("status", "may_fetch"),
    [
        (200, False),
        (301, True),
        (304, True),
        (401, True),
        (404, True),
        (429, True),
        (500, False),
        (503, False),
        (0, False),
    ],
)
def test_status_decides_as_rfc_9309_says(status: int, may_fetch: bool) -> None:
    rules = read_robots(b"User-agent: *\nDisallow: /", status)
    assert rules.may_fetch("https://example.com/a", AGENT) is may_fetch


@pytest.mark.parametrize(
    "body", [b"", b"<html>Not found</html>", b"\x00\xff\xfe" * 99, b"Disallow: /", b"User-agent\n\n:"]
)
def test_rules_that_cannot_be_read_forbid_nothing(body: bytes) -> None:
    assert read_robots(body, 200).may_fetch("https://example.com/a", AGENT) is True


def test_only_the_first_500_kib_are_read() -> None:
    filler = b"# " + b"x" * 97 + b"\n"
    head = b"User-agent: *\nDisallow: /early\n"
    count = (500 * 1024 - len(head)) // len(filler)
    body = head + filler * count + b"Disallow: /cut" + filler * 99_000 + b"Disallow: /late\n"
    rules = read_robots(body, 200)
    verdicts = [rules.may_fetch(f"https://example.com/{path}", AGENT) for path in ("early", "cut", "late")]
    assert verdicts == [False, True, True]


def test_last_line_is_dropped_when_it_is_cut_in_half() -> None:
    head = b"User-agent: *\nDisallow: /a\n"
    body = head + b"#" * (500 * 1024 - len(head) - 12) + b"\nDisallow: /everything-but-this\n"
    assert read_robots(body, 200).may_fetch("https://example.com/", AGENT) is True


def test_pattern_with_many_wildcards_is_matched_in_linear_time() -> None:
    rules = read_robots(b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"b$", 200)
    started = time.process_time()
    assert rules.may_fetch("https://example.com/" + "a" * 8000, AGENT) is True
    assert time.process_time() - started < 0.5


def test_robots_url_belongs_to_scheme_host_and_port() -> None:
    urls = ["HTTPS://Example.com/a?b", "http://example.com:8080", "http://[2606:4700::1]/a"]
    assert [robots_url(url) for url in urls] == [
        "https://example.com/robots.txt",
        "http://example.com:8080/robots.txt",
        "http://[2606:4700::1]/robots.txt",
    ]
    assert [robots_origin(url) for url in urls] == [
        "https://example.com",
        "http://example.com:8080",
        "http://[2606:4700::1]",
    ]
    with pytest.raises(BadInput):
        robots_url("urn:isbn:0")


@pytest.mark.parametrize(
    ("user_agent", "token"), [(AGENT, "Workbench"), (" my-bot_x/2", "my-bot_x"), ("42", "42"), ("", "")]
)
def test_product_token_is_the_name_before_the_version(user_agent: str, token: str) -> None:
    assert product_token(user_agent) == token


NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("999999999", 86_400.0),
        ("9" * 5000, 86_400.0),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 14:00:30 +0200", 30.0),
        ("Sunday, 22-Nov-26 12:00:30 GMT", 30.0),
        ("Sun Nov 22 12:00:30 2026", 30.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400.0),
        ("Sun, 22 Nov 2026 11:59:59 GMT", None),
        ("Sun, 22 Nov 2026 25:61:00 GMT", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_read_and_clamped(value: str, seconds: float | None) -> None:
    assert retry_after_seconds(value, now=NOW) == seconds
