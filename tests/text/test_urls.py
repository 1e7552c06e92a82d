import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import BadInput
from claims.text.urls import ascii_host, canonical_url, parse_web_address, publisher_of, shown_host, shown_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://Example.COM", "https://example.com/"),
        (" HTTPS://EXAMPLE.com:443/A?b=C#d \n", "https://example.com/A?b=C"),
        ("http://example.com:443/", "http://example.com:443/"),
        ("http://example.com.:80/", "http://example.com/"),
        ("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4"),
        ("http://[2606:4700:0:0::1]/", "http://[2606:4700::1]/"),
        ("https://example.com/a/./b/../c/", "https://example.com/a/c/"),
        ("https://example.com/../../a", "https://example.com/a"),
        ("https://example.com/a/..", "https://example.com/"),
        ("https://example.com/a/%2e%2E/b", "https://example.com/b"),
        ("https://example.com/a//b", "https://example.com/a//b"),
        ("https://example.com/%7euser/%c3%a9%2F", "https://example.com/~user/%C3%A9%2F"),
        ("https://example.com/100%", "https://example.com/100%25"),
        ("https://example.com/%%34%31", "https://example.com/%2541"),
        ("https://example.com/wiki/Mine_(disambiguation)", "https://example.com/wiki/Mine_(disambiguation)"),
        ("https://example.com/?", "https://example.com/"),
        ("https://example.com/?utm_source=a&id=7&fbclid=b", "https://example.com/?id=7"),
        ("https://example.com/?UTM_Medium=a&gclid=b", "https://example.com/"),
        ("https://example.com/?b=2&a=1&b=3", "https://example.com/?b=2&a=1&b=3"),
        ("https://example.com/?q=a+b&u=http://x.y/?z", "https://example.com/?q=a+b&u=http://x.y/?z"),
        ("https://example.com/?a[]=1|2", "https://example.com/?a%5B%5D=1%7C2"),
        ("https://example.com/?utmost=1&gclid_x=2", "https://example.com/?utmost=1&gclid_x=2"),
        ("urn:isbn:0451450523", "urn:isbn:0451450523"),
    ],
)
def test_canonical_url_is_the_one_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@given(
    path=st.text("ab/.%2eE4C1~é |?&=#[]", max_size=30).filter(lambda text: " " not in text),
    host=st.sampled_from(["example.com", "EXAMPLE.com.", "bücher.example", "[::1]", "8.8.8.8"]),
)
def test_canonical_url_applied_twice_changes_nothing(path: str, host: str) -> None:
    once = canonical_url(f"http://{host}/{path}")
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "bad_url"),
        ("example.com/a", "bad_url"),
        ("http://", "bad_url"),
        ("http://exa mple.com/", "bad_url"),
        ("http://example.com\\a", "bad_url"),
        ("http://a..b/", "bad_url"),
        ("http://-a.example/", "bad_url"),
        ("http://127.1/", "bad_url"),
        ("http://xn--a/", "bad_url"),
        ("http://[::1%25lo]/", "bad_url"),
        ("mailto:a@example.com", "bad_scheme"),
        ("file:///etc/passwd", "bad_scheme"),
        ("https://a:b@example.com/", "credentials_in_url"),
        ("https://example.com:65536/", "bad_port"),
        ("https://example.com/" + "a" * 9000, "too_long"),
    ],
)
def test_address_that_cannot_be_read_is_bad_input(url: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        canonical_url(url)
    assert (caught.value.code, caught.value.field) == (code, "url")


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://en.wikipedia.org/wiki/Mine", "wikipedia.org"),
        ("https://www.gov.uk/guidance", "www.gov.uk"),
        ("https://alice.github.io/", "alice.github.io"),
        ("https://www.пример.рф/", "xn--e1afmkfd.xn--p1ai"),
        ("http://localhost:8000/", "localhost"),
        ("http://wiki.intranet.unknowntld/", "wiki.intranet.unknowntld"),
        ("http://127.0.0.1/", "127.0.0.1"),
        ("http://[2606:4700::1]/", "2606:4700::1"),
        ("urn:isbn:0451450523", ""),
        ("file:///a", ""),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_publisher_is_the_registrable_domain_or_the_host(url: str, publisher: str) -> None:
    assert publisher_of(url) == publisher


@given(st.from_regex(r"[0-9a-fA-FxXoO.]{1,20}", fullmatch=True))
def test_host_that_the_system_would_read_as_a_number_is_a_plain_address_or_refused(name: str) -> None:
    try:
        host = ascii_host(name)
    except ValueError:
        return
    try:
        packed = socket.inet_aton(host)
    except OSError:
        return
    assert socket.inet_ntoa(packed) == host


def test_parts_are_what_a_request_needs() -> None:
    address = parse_web_address("https://Example.com:8443/a b".replace(" ", "%20") + "?c=d#e")
    assert (address.scheme, address.host, address.port) == ("https", "example.com", 8443)
    assert (address.request_target, address.url) == ("/a%20b?c=d", "https://example.com:8443/a%20b?c=d")


def test_shown_url_hides_credentials_and_control_characters() -> None:
    assert shown_url("http://user:pass@a.b/\x1b[2J") == "http://…@a.b/�[2J"
    assert len(shown_url("http://a.b/" + "c" * 999)) == 121


@pytest.mark.parametrize("part", ["%", "%41", "../", "a/../", "&utm_x=1", "é", ".", "@", "?a=b&"])
def test_longest_address_is_read_in_no_time(part: str) -> None:
    url = "http://example.com/" + (part * 8000)[:4000]
    started = time.process_time()
    canonical_url(url)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("host", ["a" * 8000, "a." * 4000, "é" * 4000, "é." * 2000, "xn--" * 2000, "1." * 4000])
def test_longest_host_is_refused_in_no_time(host: str) -> None:
    started = time.process_time()
    with pytest.raises(BadInput):
        parse_web_address(f"http://{host}/")
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        pytest.param("xn--pple-43d.com", "аpple.com (xn--pple-43d.com)", id="homoglyph-host"),
        pytest.param("xn--b1amnebsh.xn--p1ai", "новости.рф (xn--b1amnebsh.xn--p1ai)", id="one script"),
        pytest.param("example.org", "example.org", id="ascii"),
        pytest.param("xn--.org", "xn--.org", id="not a name"),
        pytest.param("", "", id="none"),
    ],
)
def test_host_in_other_letters_is_shown_with_what_it_is_sent_as(host, shown):
    assert shown_host(host) == shown
