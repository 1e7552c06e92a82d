"""The gate as a whole: no way through the fetcher to an address that is not public, whatever a host answers."""

import contextlib
import socket
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import FetchError, FetchFailed, FetchRefused
from claims.net import client
from claims.net.client import Fetcher, FetchLimits
from claims.net.politeness import robots_url
from claims.net.wire import Wire
from tests.net.hostile import HostileServer, Script, answer, redirect
from tests.net.test_addresses import Case, is_later, read_cases

LATER = {case.url: case for case in read_cases() if is_later(case)}

# What each redirect row of the case file answers with, as its own words describe it.
REDIRECTS: dict[str, Script] = {
    "302-loopback": redirect("http://127.0.0.1/"),
    "307-metadata": redirect("http://169.254.169.254/", status="307 Temporary Redirect"),
    "301-name": redirect("http://inside.test/", status="301 Moved Permanently"),
    "302-file": redirect("file:///etc/passwd"),
    "302-gopher": redirect("gopher://127.0.0.1:6379/_"),
    "302-backslash": redirect("http://169.254.169.254\\@httpbin.org/"),
    "302-relative-slashslash": redirect("//127.0.0.1/"),
    "302-port": redirect("http://example.com:6379/"),
    "loop": redirect("/loop-back"),
    "chain-21": redirect("/chain/1"),
    "robots-redirect-private": redirect("http://127.0.0.1/"),
    "webhook-302": redirect("http://127.0.0.1/"),
}
REDIRECT_CODES = {
    "302-loopback": "private_address",
    "307-metadata": "private_address",
    "301-name": "private_address",
    "302-file": "bad_scheme",
    "302-gopher": "bad_scheme",
    "302-backslash": "bad_url",
    "302-relative-slashslash": "private_address",
    "302-port": "bad_port",
    "loop": "too_many_redirects",
    "chain-21": "too_many_redirects",
}
# A page may ask a browser to go on; this fetcher reads what is there and goes nowhere.
STAYS = {
    "meta-refresh-loopback": answer(b'<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">'),
    "refresh-header": answer(b"", headers={"Refresh": "0;url=http://127.0.0.1/"}),
}
# Links found inside a page or a feed are judged like any address that somebody typed.
LINKS = {
    "enclosure-private": "http://10.0.0.1/",
    "canonical-private": "http://10.0.0.1/",
    "oembed-private": "http://10.0.0.1/oembed",
}
# test_client.py has the tests for these, by name of the row.
ELSEWHERE = {"http://proxyenv.example/", "http://netrc.example/", "http://redir.example/302-cross-origin-auth"}
# Nothing here runs scripts, loads sub-resources or parses XML: the rows belong to whatever does.
NOT_OURS = {
    "http://redir.example/js-location",
    "http://page.example/iframe-metadata",
    "http://page.example/css-import",
    "http://page.example/svg-xxe",
    "http://feed.example/xxe",
}


def row_name(url: str) -> str:
    return url.rpartition("/")[2]


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the fetcher tried to connect to, instead of connecting."""
    tried: list[str] = []

    def refuse(address: str, port: int, *, wire: Wire) -> socket.socket:
        tried.append(address)
        raise FetchFailed("No network in this test.", code="connect_failed")

    monkeypatch.setattr(client, "connected_socket", refuse)
    return tried


def resolving(*answers: tuple[str, ...]) -> Callable[[str, int], tuple[str, ...]]:
    """A resolver that gives one answer after another, the last one for ever."""
    left = list(answers)
    return lambda host, port: left.pop(0) if len(left) > 1 else left[0]


def code_of(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    return caught.value.code


def redirecting_fetcher(*, max_redirects: int = 5) -> Fetcher:
    table = {"inside.test": ("10.0.0.1",), "example.com": ("93.184.216.34",)}
    return Fetcher(
        user_agent="T/1",
        limits=FetchLimits(total_seconds=5.0, max_redirects=max_redirects),
        resolver=lambda host, port: table.get(host, ("127.0.0.1",)),
        allowed_private_hosts=frozenset({"redir.example"}),
    )


def test_every_later_case_is_replayed_or_named() -> None:
    rebinds = {url for url, case in LATER.items() if case.kind == "rebind"}
    named = {row_name(url) for url in set(LATER) - rebinds - ELSEWHERE - NOT_OURS}
    assert named == set(REDIRECTS) | set(STAYS) | set(LINKS)
    assert set(LATER) >= ELSEWHERE | NOT_OURS


@pytest.mark.parametrize("name", REDIRECT_CODES)
def test_redirect_is_judged_like_the_first_address(name: str) -> None:
    chain = {f"/chain/{number}": redirect(f"/chain/{number + 1}") for number in range(1, 22)}
    with HostileServer({f"/{name}": REDIRECTS[name], "/loop-back": redirect("/loop"), **chain}) as server:
        code = code_of(redirecting_fetcher(), server.url(f"/{name}", host="redir.example"))
    assert code == REDIRECT_CODES[name]
    assert len(server.requests) == (6 if code == "too_many_redirects" else 1)


@pytest.mark.parametrize("name", STAYS)
def test_refresh_is_not_followed(name: str) -> None:
    with HostileServer({f"/{name}": STAYS[name]}) as server:
        page = redirecting_fetcher().fetch(server.url(f"/{name}", host="redir.example"))
    assert (page.status, len(page.hops), server.paths()) == (200, 1, [f"/{name}"])


def test_robots_goes_through_the_same_gate() -> None:
    with HostileServer({"/robots.txt": REDIRECTS["robots-redirect-private"]}) as server:
        url = robots_url(server.url("/page", host="redir.example"))
        assert code_of(redirecting_fetcher(), url) == "private_address"


def test_redirects_can_be_forbidden_altogether() -> None:
    with HostileServer({"/hook": REDIRECTS["webhook-302"]}) as server:
        url = server.url("/hook", host="redir.example")
        assert code_of(redirecting_fetcher(max_redirects=0), url) == "too_many_redirects"


@pytest.mark.parametrize("url", LINKS.values())
def test_link_to_a_private_address_is_refused(url: str, connects: list[str]) -> None:
    assert code_of(Fetcher(user_agent="T/1"), url) == "private_address"
    assert connects == []


@pytest.mark.parametrize("case", [case for case in LATER.values() if case.kind == "rebind"], ids=lambda case: case.why)
def test_name_that_changes_its_answer_is_judged_anew_each_time(case: Case, connects: list[str]) -> None:
    fetcher = Fetcher(user_agent="T/1", resolver=resolving(*case.answers))
    # Looked up once: the connection goes to the very address that was judged.
    assert code_of(fetcher, case.url) == "connect_failed"
    assert code_of(fetcher, case.url) == "private_address"
    assert connects == ["93.184.216.34"]


BAD_ADDRESSES = (
    "127.0.0.1", "10.1.2.3", "100.64.0.1", "169.254.169.254", "172.16.0.1", "192.168.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3f57:fdf2", "::127.0.0.1", "2606:4700::5efe:127.0.0.1", "fe80::1%lo",
)  # fmt: skip
BAD_NUMBERS = [0x7F000001, 0x0A000001, 0xA9FEA9FE, 0xC0A80101, 0, 0xFFFFFFFF]


@st.composite
def numeric_hosts(draw: st.DrawFn) -> str:
    """A forbidden IPv4 address in one of the many ways that inet_aton reads."""
    number = draw(st.sampled_from(BAD_NUMBERS))
    count = draw(st.integers(1, 4))
    octets = number.to_bytes(4, "big")
    values = [*octets[: count - 1], int.from_bytes(octets[count - 1 :], "big")]
    spell = st.sampled_from([str, hex, lambda value: f"0{value:o}", lambda value: f"0x00{value:X}"])
    digits = ".".join(draw(spell)(value) for value in values)
    wide = str.maketrans("0123456789.", "０１２３４５６７８９。")
    return draw(st.sampled_from([digits, digits + ".", digits.upper(), digits.translate(wide)]))


WRAPPERS = [
    "http://{}/",
    "http://{}:80/",
    "HTTP://{}",
    "http://a@{}/",
    "http://{}\\@example.com/",
    "//{}/",
    "http://{}#@a.b/",
]


@settings(max_examples=400, deadline=None)
@given(host=numeric_hosts(), wrapper=st.sampled_from(WRAPPERS))
def test_no_spelling_of_a_forbidden_address_is_connected_to(host: str, wrapper: str) -> None:
    assert attempts(wrapper.format(host), ("93.184.216.34",)) == []


@settings(max_examples=400, deadline=None)
@given(
    host=st.text(st.characters(codec="utf-8"), max_size=20) | st.from_regex(r"[a-z0-9.\-_]{1,20}", fullmatch=True),
    good=st.lists(st.just("93.184.216.34"), max_size=2),
    bad=st.sampled_from(BAD_ADDRESSES),
)
def test_no_name_that_leads_to_a_forbidden_address_is_connected_to(host: str, good: list[str], bad: str) -> None:
    assert attempts(f"http://{host}/", (*good, bad)) in ([], [host])


def attempts(url: str, addresses: tuple[str, ...]) -> list[str]:
    """Addresses that a fetch tried to connect to when every name resolves to ``addresses``."""
    tried: list[str] = []

    def refuse(address: str, port: int, *, wire: Wire) -> socket.socket:
        tried.append(address)
        raise FetchFailed("No network in this test.", code="connect_failed")

    fetcher = Fetcher(user_agent="T/1", resolver=lambda host, port: addresses)
    with pytest.MonkeyPatch.context() as patch, contextlib.suppress(FetchRefused, FetchFailed):
        patch.setattr(client, "connected_socket", refuse)
        fetcher.fetch(url)
    return tried
