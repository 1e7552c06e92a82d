"""The gate as a whole: every row of the case file is fetched for real, and judged on the connections it leads to."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import BadInput, ExtractionError, FetchError
from claims.net import client
from claims.net.client import FetchedPage, Fetcher, FetchLimits
from claims.net.politeness import robots_url
from claims.text.extraction_process import Extractor
from claims.text.feeds import parse_feed
from tests.net.hostile import HostileServer, Script, answer, raw, redirect
from tests.net.internet import LoopbackInternet, NoInternet, resolving
from tests.net.spellings import Attempt, draw_attempt, is_public
from tests.net.test_addresses import Case, read_cases

PUBLIC = "93.184.216.34"
PROXY_SETTINGS = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
SECRETS = {"Authorization": "Bearer s3cret", "Cookie": "a=s3cret", "X-Api-Key": "s3cret"}

# What each redirect row of the case file answers with, as its own words describe it, and how that must end.
REDIRECTS: dict[str, tuple[Script, str]] = {
    "302-loopback": (redirect("http://127.0.0.1/"), "private_address"),
    "307-metadata": (redirect("http://169.254.169.254/", status="307 Temporary Redirect"), "private_address"),
    "301-name": (redirect("http://inside.test/", status="301 Moved Permanently"), "private_address"),
    "302-file": (redirect("file:///etc/passwd"), "bad_scheme"),
    "302-gopher": (redirect("gopher://127.0.0.1:6379/_"), "bad_scheme"),
    "302-backslash": (redirect("http://169.254.169.254\\@httpbin.org/"), "bad_url"),
    "302-relative-slashslash": (redirect("//127.0.0.1/"), "private_address"),
    "302-port": (redirect("http://example.com:6379/"), "bad_port"),
    "loop": (redirect("/loop-back"), "too_many_redirects"),
    "chain-21": (redirect("/chain/1"), "too_many_redirects"),
}
LOOPS = {
    "/loop-back": redirect("/loop"),
    **{f"/chain/{number}": redirect(f"/chain/{number + 1}") for number in range(1, 22)},
}
WORDS = b"<p>Forty-one schools were opened in the county last year, the council said in its report on Monday.</p>" * 9
# What a browser would follow or load. The trap stands for the address inside; nothing may ever knock there.
PAGES: dict[str, str] = {
    "meta-refresh-loopback": '<html><head><meta http-equiv="refresh" content="0;url={trap}"></head>',
    "refresh-header": "<html>",
    "js-location": '<html><head><script>location="{trap}"; document.location.href="{trap}"</script></head>',
    "iframe-metadata": '<html><body><iframe src="{trap}"></iframe><img src="{trap}"><object data="{trap}"></object>',
    "css-import": '<html><head><style>@import url({trap});</style><link rel="stylesheet" href="{trap}"></head>',
    "canonical-private": '<html><head><link rel="canonical" href="{trap}"><base href="{trap}"></head>',
    "oembed-private": '<html><head><link rel="alternate" type="application/json+oembed" href="{trap}"></head>',
}
DOCUMENTS: dict[str, tuple[str, str]] = {
    "svg-xxe": (
        "image/svg+xml",
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "{file}"><!ENTITY y SYSTEM "{trap}">]>'
        '<svg xmlns="http://www.w3.org/2000/svg"><text>&x;&y;</text></svg>',
    ),
    "xxe": (
        "application/rss+xml",
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{trap}"><!ENTITY y SYSTEM "{file}">]>'
        "<rss><channel><item><title>&x;&y;</title></item></channel></rss>",
    ),
}

CASES = read_cases()
ELSEWHERE = {"inside.test": ["10.0.0.1"], "example.com": [PUBLIC], "elsewhere.test": [PUBLIC]}
# How a row is told from its name; the other rows go by their class.
BY_NAME = {
    **dict.fromkeys(REDIRECTS, "redirect"),
    **dict.fromkeys(PAGES, "page"),
    **dict.fromkeys(DOCUMENTS, "document"),
}


def row_name(case: Case) -> str:
    return case.url.rpartition("/")[2]


def way_of(case: Case) -> str:
    """Which of the ways below judges a row."""
    own_ways = {"allow", "rebind", "env", "leak", "webhook"}
    if row_name(case) == "robots-redirect-private":
        return "robots"
    if row_name(case) == "enclosure-private":
        return "link"
    return case.kind if case.kind in own_ways else BY_NAME.get(row_name(case), "address")


def carried_for(case: Case) -> set[str]:
    """What the small Internet of a row reaches: for a row to be allowed, all that its name leads to."""
    literal = urlsplit(case.url).hostname if case.expected == "allow" else None
    named = [address for look in case.answers for address in look] if case.expected == "allow" else []
    return {PUBLIC, *named, *([literal] if literal else [])}


def internet(case: Case, scripts: dict[str, Script] | None = None) -> LoopbackInternet:
    return LoopbackInternet(
        resolving(*case.answers, table=ELSEWHERE if case.expected == "block" else None),
        carried=carried_for(case),
        scripts=scripts,
    )


def outcome(step: Callable[[], FetchedPage]) -> str:
    """The status of what came back, or the code of why nothing did."""
    try:
        return str(step().status)
    except FetchError as error:
        return error.code


def seen_by(net: NoInternet, *outcomes: str) -> tuple[str, ...]:
    """What a row is judged on: how each request ended, then every address that was connected to, in order."""
    return (*outcomes, *net.connects, *net.names_asked_elsewhere)


# ------------------------------------------------- the ways to judge: what was seen, and what must have been


def judge_allow(case: Case) -> bool:
    with internet(case) as net:
        seen = seen_by(net, outcome(lambda: net.fetcher().fetch(case.url)))
    # The first address of those that the name has answers, so it is the only one that was tried.
    return seen == ("200", *(case.answers[0][:1] or [urlsplit(case.url).hostname]))


def judge_address(case: Case) -> bool:
    with internet(case) as net:
        seen = seen_by(net, outcome(lambda: net.fetcher().fetch(case.url)))
    refusals = {"bad_url", "bad_scheme", "bad_port", "credentials_in_url", "too_long", "private_address", "dns_failed"}
    return seen[0] in refusals and seen[1:] == ()


def judge_rebind(case: Case) -> bool:
    with internet(case) as net:
        fetcher = net.fetcher()
        first = outcome(lambda: fetcher.fetch(case.url))
        seen = seen_by(net, first, outcome(lambda: fetcher.fetch(case.url)))
    # Looked up once for each request: the first goes to the address that was judged, the second is judged anew.
    return seen == ("200", "private_address", PUBLIC)


def judge_redirect(case: Case) -> bool:
    script, code = REDIRECTS[row_name(case)]
    with internet(case, {f"/{row_name(case)}": script, **LOOPS}) as net:
        seen = seen_by(net, outcome(lambda: net.fetcher().fetch(case.url)))
    return seen == (code, *[PUBLIC] * (6 if code == "too_many_redirects" else 1))


def judge_robots(case: Case) -> bool:
    with internet(case, {"/robots.txt": redirect("http://127.0.0.1/")}) as net:
        seen = seen_by(net, outcome(lambda: net.fetcher().fetch(robots_url(case.url))))
    return seen == ("private_address", PUBLIC)


def judge_webhook(case: Case) -> bool:
    with internet(case, {"/webhook-302": redirect("http://127.0.0.1/", status="307 Temporary Redirect")}) as net:
        fetcher = net.fetcher()
        sent = outcome(lambda: fetcher.send(case.url, body=b"{}", content_type="application/json"))
        seen = seen_by(net, sent)
    # A redirect is the receiver's answer; a name that leads inward now is refused at each delivery.
    return seen == (("307", PUBLIC) if row_name(case) else ("private_address",))


def judge_leak(case: Case) -> bool:
    away = f"http://elsewhere.test/{row_name(case)}-end"
    with internet(case, {f"/{row_name(case)}": redirect(away)}) as net:
        seen = seen_by(net, outcome(lambda: net.fetcher().fetch(case.url, headers=SECRETS)))
    told = ["s3cret" in request for request in net.server.requests]
    return (seen, told) == (("200", PUBLIC, PUBLIC), [True, False])


def judge_env(case: Case) -> bool:
    with TemporaryDirectory() as folder, HostileServer({}) as proxy, pytest.MonkeyPatch.context() as patch:
        netrc = Path(folder, "netrc")
        netrc.write_text("machine netrc.example login a password s3cret\n")
        patch.setenv("NETRC", str(netrc))
        for name in PROXY_SETTINGS:
            patch.setenv(name, f"http://127.0.0.1:{proxy.port}/")
        with internet(case) as net:
            seen = seen_by(net, outcome(lambda: net.fetcher().fetch(case.url)))
        told = "authorization" in net.server.requests[0].lower()
    return (seen, told, proxy.accepted) == (("200", PUBLIC), False, 0)


def judge_link(case: Case) -> bool:
    """A feed's link is read as it stands, and refused like one that somebody typed."""
    feed = (
        '<rss version="2.0"><channel><title>A</title><item><title>B</title><link>http://10.0.0.1/</link>'
        "</item></channel></rss>"
    )
    script = answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})
    with internet(case, {f"/{row_name(case)}": script}) as net:
        page = net.fetcher().fetch(case.url)
        (found,) = parse_feed(page.body, url=case.url).items
        seen = seen_by(net, outcome(lambda: net.fetcher().fetch(found.url)))
    return (found.url, *seen) == ("http://10.0.0.1/", "private_address", PUBLIC)


def judge_page(case: Case) -> bool:
    """Fetched and read for real; then what the page names is asked for, as if somebody had clicked it."""
    with HostileServer({}, otherwise=answer(b"s3cret")) as trap:
        address = f"http://127.0.0.1:{trap.port}/"
        body = PAGES[row_name(case)].replace("{trap}", address).encode() + WORDS
        script = answer(body, headers={"Refresh": f"0;url={address}"})
        with internet(case, {f"/{row_name(case)}": script}) as net:
            text = text_of(net.fetcher().fetch(case.url))
            seen = seen_by(net, outcome(lambda: net.fetcher().fetch("http://127.0.0.1/")))
    return ("Forty-one schools" in text, trap.accepted, seen) == (True, 0, ("private_address", PUBLIC))


def judge_document(case: Case) -> bool:
    """An entity is never looked up: not by whoever reads pages, not by whoever reads feeds, and not as a picture."""
    content_type, document = DOCUMENTS[row_name(case)]
    with TemporaryDirectory() as folder, HostileServer({}, otherwise=answer(b"s3cret")) as trap:
        file = Path(folder, "inside")
        file.write_text("s3cret")
        body = document.replace("{trap}", f"http://127.0.0.1:{trap.port}/").replace("{file}", file.as_uri()).encode()
        script = answer(body, headers={"Content-Type": content_type})
        with internet(case, {f"/{row_name(case)}": script}) as net:
            as_page = outcome(lambda: net.fetcher().fetch(case.url))
            page = net.fetcher().fetch(case.url, refused_types=())
            seen = seen_by(net)
        is_open = "s3cret" in text_of(page) or not is_refused_feed(page.body, url=case.url)
    expected = "bad_type" if content_type.startswith("image/") else "200"
    return (as_page, is_open, trap.accepted, seen) == (expected, False, 0, (PUBLIC, PUBLIC))


WAYS: dict[str, Callable[[Case], bool]] = {
    "address": judge_address,
    "allow": judge_allow,
    "document": judge_document,
    "env": judge_env,
    "leak": judge_leak,
    "link": judge_link,
    "page": judge_page,
    "rebind": judge_rebind,
    "redirect": judge_redirect,
    "robots": judge_robots,
    "webhook": judge_webhook,
}


def text_of(page: FetchedPage) -> str:
    """What our own reader makes of a page, in its child; "" for what it does not read."""
    try:
        return EXTRACTOR.extract(page.body, content_type=page.content_type, url=page.final_url).text
    except ExtractionError:
        return ""


def is_refused_feed(body: bytes, *, url: str) -> bool:
    try:
        parse_feed(body, url=url)
    except BadInput:
        return True
    return False


EXTRACTOR = Extractor()


@pytest.fixture(scope="module")
def judged() -> Iterator[dict[str, bool]]:
    """Whether each row of the file ended as it must, by its address."""
    yield {case.url: WAYS[way_of(case)](case) for case in CASES}
    EXTRACTOR.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{way_of(case)}: {case.url[:60]}")
def test_row_ends_as_the_file_says(case: Case, judged: dict[str, bool]) -> None:
    assert judged[case.url]


def test_every_row_is_judged_and_every_way_is_needed(judged: dict[str, bool]) -> None:
    counted = Counter(case.expected for case in CASES if judged[case.url])
    assert counted == {"block": 215, "allow": 34}
    assert (len(CASES), {way_of(case) for case in CASES}) == (249, set(WAYS))


def test_a_gate_that_is_open_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rig itself: with the judgement taken out, the rows that rest on it are connected to, and do not pass."""
    monkeypatch.setattr(client, "judge_addresses", lambda host, addresses, **_: tuple(addresses))
    rows = {way: next(case for case in CASES if way_of(case) == way) for way in ("address", "redirect", "rebind")}
    assert {way: WAYS[way](case) for way, case in rows.items()} == dict.fromkeys(rows, False)


def test_redirects_can_be_forbidden_altogether() -> None:
    with LoopbackInternet(resolving([PUBLIC]), carried=[PUBLIC], scripts={"/": redirect("/again")}) as net:
        fetcher = Fetcher(user_agent="T/1", limits=FetchLimits(max_redirects=0), resolver=resolving([PUBLIC]))
        seen = seen_by(net, outcome(lambda: fetcher.fetch("http://site.test/")))
    assert seen == ("too_many_redirects", PUBLIC)


# ------------------------------------------------- spellings that nobody thought of


def test_no_spelling_of_an_address_leads_inside() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=3000, deadline=None)
    @given(random=st.randoms(use_true_random=False))
    def attempt(random: Random) -> None:
        drawn = draw_attempt(random)
        how, connects = followed(drawn)
        assert [address for address in connects if not is_public(address)] == []
        seen[how] += 1
        seen["connected"] += bool(connects)

    attempt()
    # It shows something only where much gets through to the seam and much is refused for different reasons.
    assert seen["connected"] > 100
    assert {"private_address", "bad_url", "bad_scheme", "credentials_in_url"} <= set(seen)


@settings(max_examples=300, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_no_spelling_of_a_redirect_leads_inside(random: Random) -> None:
    drawn = draw_attempt(random)
    sent = drawn.url.encode("utf-8", "surrogatepass").replace(b"\r\n", b"").replace(b"\n", b"")
    head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + sent + b"\r\n\r\n"
    resolver = resolving(*drawn.looks, table={"start.test": [PUBLIC]})
    with LoopbackInternet(resolver, carried=[PUBLIC], scripts={"/start": raw(head)}) as net:
        outcome(lambda: net.fetcher().fetch("http://start.test/start"))
    assert [address for address in net.connects if not is_public(address)] == []
    assert net.connects[0] == PUBLIC


def followed(drawn: Attempt) -> tuple[str, list[str]]:
    """How a fetch ended, and what it tried to connect to, with no network behind."""
    with NoInternet(resolving(*drawn.looks)) as net:
        fetcher = net.fetcher()
        how = outcome(lambda: fetcher.fetch(drawn.url))
        outcome(lambda: fetcher.send(drawn.url, body=b"", content_type="text/plain"))
    assert net.names_asked_elsewhere == []
    return how, net.connects
