import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.errors import FetchError, FetchFailed, FetchRefused
from claims.net.client import Fetcher, FetchLimits
from tests.net.hostile import (
    AUTHORITY,
    CERTIFICATE,
    HostileServer,
    Script,
    answer,
    drip,
    endless,
    gzip_bomb,
    packed,
    raw,
    redirect,
    reset_after,
    silence,
)

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MEGABYTE = 1_000_000
LOOPBACK = {"site.test": ["127.0.0.1"], "other.test": ["127.0.0.1"], "inside.test": ["10.0.0.1"]}
# Ample for a busy machine; what is expected to run out of time gets little of it.
LIMITS = FetchLimits(connect_seconds=5.0, first_byte_seconds=5.0, total_seconds=10.0, max_bytes=MEGABYTE)
SHORT = FetchLimits(connect_seconds=5.0, first_byte_seconds=0.4, total_seconds=1.0, max_bytes=MEGABYTE)


def look_up(host: str, port: int) -> list[str]:
    return LOOPBACK.get(host, [])


def fetcher(*, limits: FetchLimits = LIMITS, ca_file: str | None = None) -> Fetcher:
    return Fetcher(
        user_agent="WorkbenchTest/1.0",
        limits=limits,
        resolver=look_up,
        allowed_private_hosts=frozenset({"site.test", "other.test"}),
        ca_file=ca_file,
    )


def failure(script: Script, *, limits: FetchLimits = LIMITS) -> FetchError:
    with HostileServer({"/": script}) as server, pytest.raises(FetchError) as caught:
        fetcher(limits=limits).fetch(server.url("/"))
    return caught.value


def gzip_headers(encoding: str = "gzip") -> Mapping[str, str]:
    return {"Content-Encoding": encoding}


def test_page_comes_back_with_its_http_facts() -> None:
    script = answer(b"<p>Hello", headers={"Content-Type": "Text/HTML; Charset='UTF-8'", "ETag": '"a"', "X-A": "1"})
    with HostileServer({"/a": script}) as server:
        page = fetcher().fetch(server.url("/a?b=c#d"))
        assert (page.requested_url, page.final_url) == (server.url("/a?b=c#d"), server.url("/a?b=c"))
        assert [(hop.url, hop.status, hop.location, hop.address) for hop in page.hops] == [
            (server.url("/a?b=c"), 200, "", "127.0.0.1")
        ]
    assert (page.status, page.reason, page.body) == (200, "OK", b"<p>Hello")
    assert (page.content_type, page.charset, page.header("etag")) == ("text/html", "utf-8", '"a"')
    assert page.header("not-there") == ""
    assert abs((datetime.now(UTC) - page.fetched_at).total_seconds()) < 5
    assert 0 < page.elapsed_seconds < 1


def test_request_says_who_asks_and_nothing_more() -> None:
    with HostileServer({"/": answer()}) as server:
        fetcher().fetch(server.url("/"), accept="text/plain", headers={"If-None-Match": '"a"', "Host": "evil.example"})
    lines = sorted(server.requests[0].strip().lower().split("\r\n"))
    assert lines == [
        "accept-encoding: gzip, identity",
        "accept: text/plain",
        "connection: close",
        "get / http/1.1",
        f"host: site.test:{server.port}",
        'if-none-match: "a"',
        "user-agent: workbenchtest/1.0",
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("404 Not Found", 404),
        ("500 Oops", 500),
        ("999 Request denied", 999),
        ("304 Not Modified", 304),
        ("204 No Content", 204),
        ("300 Multiple Choices", 300),
    ],
)
def test_status_is_returned_for_the_caller_to_judge(status: str, expected: int) -> None:
    with HostileServer({"/": answer(b"", status=status)}) as server:
        assert fetcher().fetch(server.url("/")).status == expected


def test_body_of_an_error_page_is_kept_whatever_its_type() -> None:
    with HostileServer({"/": answer(b"x", status="404 Not Found", headers={"Content-Type": "image/png"})}) as server:
        assert fetcher().fetch(server.url("/")).body == b"x"


@pytest.mark.parametrize(
    ("script", "body"),
    [
        pytest.param(answer(packed(b"text"), headers=gzip_headers()), b"text", id="gzip"),
        pytest.param(answer(packed(b"text"), headers=gzip_headers("X-GZIP, identity")), b"text", id="x-gzip"),
        pytest.param(answer(packed(b"text", times=2), headers=gzip_headers("gzip, gzip")), b"text", id="two layers"),
        pytest.param(answer(packed(b"a") + packed(b"b"), headers=gzip_headers()), b"ab", id="two members"),
        pytest.param(answer(packed(b"a") + b"\0\0pad", headers=gzip_headers()), b"a", id="padding after the member"),
        pytest.param(answer(b"", headers=gzip_headers()), b"", id="nothing at all, said to be gzip"),
        pytest.param(answer(b"text", headers=gzip_headers("identity")), b"text", id="identity"),
        pytest.param(raw(OK, b"\r\n", b"until the end"), b"until the end", id="no length"),
        pytest.param(raw(OK, b"Content-Length: 4\r\n\r\ntextmore"), b"text", id="more than the length"),
        pytest.param(raw(OK, b"Content-Length: 4\r\nContent-Length: 4\r\n\r\ntext"), b"text", id="same length twice"),
        pytest.param(
            raw(OK, b"Transfer-Encoding: chunked\r\n\r\n", b"2\r\nte\r\n2;a=b\r\nxt\r\n0\r\n\r\n"), b"text", id="chunks"
        ),
        pytest.param(
            raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 3, OK, b"Content-Length: 4\r\n\r\ntext"), b"text", id="continue"
        ),
    ],
)
def test_body_is_read_and_unpacked(script: Script, body: bytes) -> None:
    with HostileServer({"/": script}) as server:
        assert fetcher().fetch(server.url("/")).body == body


def test_five_megabytes_of_binary_come_back_as_they_are() -> None:
    body = bytes(range(256)) * 20_000
    limits = FetchLimits(max_bytes=6 * MEGABYTE)
    with HostileServer({"/": answer(body, headers={"Content-Type": "application/octet-stream"})}) as server:
        page = fetcher(limits=limits).fetch(server.url("/"))
    assert (page.content_type, page.body == body) == ("application/octet-stream", True)


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("script", "code", "can_retry"),
    [
        pytest.param(answer(gzip_bomb(50), headers=gzip_headers()), "too_large", False, id="gzip bomb"),
        pytest.param(
            answer(packed(gzip_bomb(50)), headers=gzip_headers("gzip, gzip")), "too_large", False, id="bomb in a bomb"
        ),
        pytest.param(
            answer(zlib.compress(b"text"), headers=gzip_headers("deflate")), "bad_encoding", False, id="deflate"
        ),
        pytest.param(answer(b"\x0b\x02\x80text\x03", headers=gzip_headers("br")), "bad_encoding", False, id="br"),
        pytest.param(answer(b"text", headers=gzip_headers("zstd")), "bad_encoding", False, id="zstd"),
        pytest.param(
            answer(packed(b"x", times=100), headers=gzip_headers(", ".join(["gzip"] * 100))),
            "bad_encoding",
            False,
            id="a hundred layers",
        ),
        pytest.param(
            answer(packed(b"x", times=3), headers=gzip_headers("gzip,gzip,gzip")),
            "bad_encoding",
            False,
            id="three layers",
        ),
        pytest.param(answer(b"plain text", headers=gzip_headers()), "bad_encoding", False, id="lying gzip"),
        pytest.param(answer(packed(b"text" * 999)[:-20], headers=gzip_headers()), "truncated", True, id="cut gzip"),
        pytest.param(raw(OK, b"Content-Length: 2000000000\r\n\r\n"), "too_large", False, id="two declared gigabytes"),
        pytest.param(endless(OK + b"\r\n", b"x" * 65_536), "too_large", False, id="endless body"),
        pytest.param(endless(CHUNKED, b"400\r\n" + b"x" * 1024 + b"\r\n"), "too_large", False, id="endless chunks"),
        pytest.param(endless(CHUNKED, b"1\r\nx\r\n" * 9999), "too_large", False, id="endless tiny chunks"),
        pytest.param(endless(CHUNKED + b"0\r\n", b"X: y\r\n" * 9999), "too_large", False, id="endless trailers"),
        pytest.param(endless(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 65_536), "bad_answer", False, id="one huge header"),
        pytest.param(
            raw(b"HTTP/1.1 200 OK\r\n", *(b"X-%d: y\r\n" % number for number in range(10_000)), b"\r\n"),
            "bad_answer",
            False,
            id="ten thousand headers",
        ),
        pytest.param(
            endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 999), "bad_answer", False, id="endless continuations"
        ),
        pytest.param(raw(b"HTTP/1.1 103 Early Hints\r\n\r\n"), "bad_answer", False, id="only hints"),
        pytest.param(
            raw(OK, b"Content-Length: 4\r\nContent-Length: 5\r\n\r\ntext"), "bad_answer", False, id="two lengths"
        ),
        pytest.param(raw(OK, b"Content-Length: -4\r\n\r\ntext"), "bad_answer", False, id="negative length"),
        pytest.param(raw(OK, b"Content-Length: 4x\r\n\r\ntext"), "bad_answer", False, id="length that is no number"),
        pytest.param(raw(CHUNKED, b"ZZZ\r\ntext\r\n"), "bad_answer", False, id="chunk that is no number"),
        pytest.param(raw(CHUNKED, b"-5\r\ntext\r\n"), "bad_answer", False, id="negative chunk"),
        pytest.param(raw(CHUNKED, b"4\r\nte"), "truncated", True, id="cut chunk"),
        pytest.param(raw(CHUNKED, b"4\r\ntext\r\n"), "truncated", True, id="no last chunk"),
        pytest.param(raw(OK, b"X: a\x00b\r\n\r\n"), "bad_answer", False, id="NUL in a header"),
        pytest.param(raw(b"HTTP/1.1 0 Zero\r\n\r\n"), "bad_answer", False, id="status 0"),
        pytest.param(raw(b"HTTP/1.1 OK fine\r\n\r\n"), "bad_answer", False, id="status in words"),
        pytest.param(raw(b"HTTP/1.1 1000 Much\r\n\r\n"), "bad_answer", False, id="status 1000"),
        pytest.param(raw(b"<p>HTTP/0.9 has no head</p>\r\n"), "bad_answer", False, id="HTTP/0.9"),
        pytest.param(raw(b""), "truncated", True, id="no answer"),
        pytest.param(raw(OK, b"Content-Length: 1000\r\n\r\n", b"x" * 500), "truncated", True, id="half a body"),
        pytest.param(reset_after(OK + b"Content-Length: 1000\r\n\r\nx"), "truncated", True, id="reset in the middle"),
        pytest.param(silence(), "timeout", True, id="silence"),
        pytest.param(drip(b"H", b"T", b"T", seconds=0.1), "timeout", True, id="slow status line"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", seconds=0.1), "timeout", True, id="slow headers"),
        pytest.param(drip(OK + b"\r\n", b"x", seconds=0.1), "timeout", True, id="slow body"),
        pytest.param(drip(CHUNKED, b"1\r\nx\r\n", seconds=0.1), "timeout", True, id="slow chunks"),
        pytest.param(drip(CHUNKED, b"1", seconds=0.1), "timeout", True, id="slow chunk size"),
        pytest.param(redirect("/"), "too_many_redirects", False, id="redirect to itself"),
        pytest.param(redirect("/" + "a" * 100_000), "bad_answer", False, id="redirect to 100 KB"),
        pytest.param(redirect("/" + "a" * 10_000), "too_long", False, id="redirect to 10 KB"),
        pytest.param(redirect("http://[::1"), "bad_url", False, id="redirect to half an address"),
        pytest.param(redirect("http://10.0.0.1/"), "private_address", False, id="redirect inward"),
        pytest.param(answer(b"x", headers={"Content-Type": "video/mp4"}), "bad_type", False, id="video"),
    ],
)
def test_hostile_answer_ends_in_its_named_error(script: Script, code: str, can_retry: bool) -> None:
    started = time.monotonic()
    error = failure(script, limits=SHORT if code == "timeout" else LIMITS)
    assert (error.code, error.can_retry) == (code, can_retry)
    assert str(error).endswith(".")
    assert "site.test" in str(error) or "10.0.0.1" in str(error) or "[::1" in str(error)
    assert time.monotonic() - started < 5


def test_bomb_takes_no_more_memory_than_its_limit() -> None:
    limits = FetchLimits(total_seconds=10.0, max_bytes=5 * MEGABYTE)
    bomb = gzip_bomb(400)
    tracemalloc.start()
    try:
        error = failure(answer(bomb, headers=gzip_headers()), limits=limits)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert error.code == "too_large"
    assert peak < 10 * MEGABYTE


def test_refused_type_is_refused_before_its_body() -> None:
    started = time.monotonic()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 900000\r\n\r\n"
    error = failure(drip(head, b"x", seconds=0.3))
    assert (type(error), error.code) == (FetchRefused, "bad_type")
    assert time.monotonic() - started < 5


def test_types_to_refuse_are_the_callers_choice() -> None:
    with HostileServer({"/": answer(b"x", headers={"Content-Type": "image/png"})}) as server:
        assert fetcher().fetch(server.url("/"), refused_types=()).body == b"x"


def test_closed_port_is_a_failure_that_may_pass() -> None:
    with HostileServer({}) as server:
        url = server.url("/")
    with pytest.raises(FetchFailed) as caught:
        fetcher().fetch(url)
    assert (caught.value.code, caught.value.can_retry) == ("connect_failed", True)


def test_host_without_address_is_named() -> None:
    with pytest.raises(FetchFailed, match=r"“gone\.test” has no address") as caught:
        fetcher().fetch("https://gone.test/")
    assert caught.value.code == "dns_failed"


def test_redirects_are_followed_and_written_down() -> None:
    scripts = {"/a": redirect("b?x=1", status="301 Moved"), "/end/c%20d%E9": answer(b"end")}
    with HostileServer(scripts) as server:
        # A space and a Latin-1 letter, as careless hosts send them.
        scripts["/b"] = redirect(f"//other.test:{server.port}/end/./c d\xe9#fragment")
        page = fetcher().fetch(server.url("/a"))
        last = server.url("/end/c%20d%E9", host="other.test")
        assert [(hop.url, hop.status, hop.location) for hop in page.hops] == [
            (server.url("/a"), 301, server.url("/b?x=1")),
            (server.url("/b?x=1"), 302, server.url("/end/./c%20d%E9#fragment", host="other.test")),
            (last, 200, ""),
        ]
    assert (page.final_url, page.body) == (last, b"end")


def test_redirect_chain_may_be_as_long_as_the_limit_and_no_longer() -> None:
    scripts = {f"/{number}": redirect(f"/{number + 1}") for number in range(6)} | {"/6": answer(b"end")}
    with HostileServer(scripts) as server:
        assert len(fetcher().fetch(server.url("/1")).hops) == 6
        with pytest.raises(FetchFailed) as caught:
            fetcher().fetch(server.url("/0"))
    assert caught.value.code == "too_many_redirects"
    assert server.paths()[-6:] == ["/0", "/1", "/2", "/3", "/4", "/5"]


def test_total_time_covers_all_redirects_together() -> None:
    def slow_redirect(location: str) -> Script:
        def script(connection: socket.socket, is_over: threading.Event) -> None:
            is_over.wait(0.3)
            redirect(location)(connection, is_over)

        return script

    scripts = {f"/{number}": slow_redirect(f"/{number + 1}") for number in range(6)}
    started = time.monotonic()
    with HostileServer(scripts) as server, pytest.raises(FetchFailed) as caught:
        fetcher(limits=SHORT).fetch(server.url("/0"))
    assert caught.value.code == "timeout"
    assert time.monotonic() - started < 5


def test_credentials_stay_with_the_origin_they_were_given_for() -> None:
    secrets = {"Authorization": "Bearer s3cret", "Cookie": "a=b", "X-Api-Key": "s3cret", "Accept-Language": "uk"}
    scripts = {"/same": redirect("/away"), "/end": answer()}
    with HostileServer(scripts) as server:
        scripts["/away"] = redirect(server.url("/end", host="other.test"))
        fetcher().fetch(server.url("/same"), headers=secrets)
    seen = [
        sorted(line.partition(":")[0].lower() for line in request.strip().split("\r\n")[1:])
        for request in server.requests
    ]
    usual = ["accept", "accept-encoding", "accept-language", "connection", "host", "user-agent"]
    with_secrets = sorted([*usual, "authorization", "cookie", "x-api-key"])
    assert seen == [with_secrets, with_secrets, usual]


def test_proxy_and_netrc_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine site.test login a password s3cret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with HostileServer({"/": answer(b"direct")}) as server:
        assert fetcher().fetch(server.url("/")).body == b"direct"
    assert "authorization" not in server.requests[0].lower()


def test_tls_is_checked_against_the_name_while_connecting_to_the_judged_address() -> None:
    with HostileServer({"/": answer(b"secure")}, certificate=CERTIFICATE) as server:
        page = fetcher(ca_file=str(AUTHORITY)).fetch(server.url("/"))
        assert (page.body, page.hops[0].address) == (b"secure", "127.0.0.1")
        with pytest.raises(FetchFailed, match=r"certificate of the host “other\.test”") as caught:
            fetcher(ca_file=str(AUTHORITY)).fetch(server.url("/", host="other.test"))
        assert (caught.value.code, caught.value.can_retry) == ("tls_failed", False)
        with pytest.raises(FetchFailed) as caught:
            fetcher().fetch(server.url("/"))
        assert (caught.value.code, caught.value.can_retry) == ("tls_failed", False)


@pytest.mark.parametrize("script", [drip(b"H", seconds=0.1), drip(OK + b"\r\n", b"x", seconds=0.1), silence()])
def test_time_limits_hold_under_tls(script: Script) -> None:
    started = time.monotonic()
    with HostileServer({"/": script}, certificate=CERTIFICATE) as server, pytest.raises(FetchFailed) as caught:
        fetcher(limits=SHORT, ca_file=str(AUTHORITY)).fetch(server.url("/"))
    assert caught.value.code == "timeout"
    assert time.monotonic() - started < 5


def test_plain_server_behind_a_secure_address_is_a_tls_failure() -> None:
    def answer_in_plain() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.recv(65_536)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer_in_plain)
        thread.start()
        with pytest.raises(FetchFailed) as caught:
            fetcher().fetch(f"https://site.test:{listener.getsockname()[1]}/")
        thread.join(timeout=5)
    assert (caught.value.code, caught.value.can_retry) == ("tls_failed", True)


def test_body_is_sent_and_the_answer_comes_back() -> None:
    script = answer(b'{"ok": true}', headers={"Content-Type": "application/json"})
    with HostileServer({"/hook": script}) as server:
        page = fetcher().send(
            server.url("/hook"),
            body=b'{"a":\n1}',
            content_type="application/json; charset=utf-8",
            headers={
                "X-Signature": "v1,abc",
                "Content-Type": "text/evil",
                "Content-Length": "1",
                "Host": "evil.example",
            },
        )
        hops = [(hop.url, hop.status, hop.location) for hop in page.hops]
        assert (page.status, page.body, hops) == (200, b'{"ok": true}', [(server.url("/hook"), 200, "")])
        head, _, body = server.requests[0].partition("\r\n\r\n")
    assert sorted(head.lower().split("\r\n")) == [
        "accept-encoding: gzip, identity",
        "accept: application/json",
        "connection: close",
        "content-length: 8",
        "content-type: application/json; charset=utf-8",
        f"host: site.test:{server.port}",
        "post /hook http/1.1",
        "user-agent: workbenchtest/1.0",
        "x-signature: v1,abc",
    ]
    assert body == '{"a":\n1}'


@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect"])
@pytest.mark.parametrize("location", ["/elsewhere", "http://10.0.0.1/", "http://[::1", "file:///etc/passwd"])
def test_redirect_of_something_sent_is_the_answer(status: str, location: str) -> None:
    script = answer(b"moved", status=status, headers={"Location": location})
    with HostileServer({"/hook": script}) as server:
        page = fetcher().send(server.url("/hook"), body=b"{}", content_type="application/json")
    assert (page.status, page.header("location"), page.body) == (int(status[:3]), location, b"moved")
    assert (len(page.hops), server.paths()) == (1, ["/hook"])


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://10.0.0.1/", "private_address"),
        ("http://inside.test/", "private_address"),
        ("http://site.test:22/", "bad_port"),
        ("http://a:b@site.test/", "credentials_in_url"),
        ("file:///etc/passwd", "bad_scheme"),
        ("http://gone.test/", "dns_failed"),
    ],
)
def test_what_is_sent_goes_through_the_same_gate(url: str, code: str) -> None:
    strict = Fetcher(user_agent="T/1", resolver=look_up)
    with pytest.raises(FetchError) as caught:
        strict.send(url, body=b"{}", content_type="application/json")
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (answer(gzip_bomb(50), headers=gzip_headers()), "too_large"),
        (endless(OK + b"\r\n", b"x" * 65_536), "too_large"),
        (silence(), "timeout"),
        (drip(OK + b"\r\n", b"x", seconds=0.1), "timeout"),
        (raw(b""), "truncated"),
        (raw(b"HTTP/1.1 OK fine\r\n\r\n"), "bad_answer"),
    ],
)
def test_answer_to_something_sent_is_held_to_the_same_limits(script: Script, code: str) -> None:
    limits = SHORT if code == "timeout" else LIMITS
    with HostileServer({"/": script}) as server, pytest.raises(FetchError) as caught:
        fetcher(limits=limits).send(server.url("/"), body=b"{}", content_type="application/json")
    assert caught.value.code == code


@pytest.mark.parametrize("certificate", [None, CERTIFICATE])
def test_receiver_that_reads_nothing_cannot_hold_up_the_sender(certificate: Path | None) -> None:
    def deaf(connection: socket.socket, is_over: threading.Event) -> None:
        is_over.wait(10)

    sender, started = fetcher(limits=SHORT, ca_file=str(AUTHORITY)), time.monotonic()
    with HostileServer({}, certificate=certificate, on_connect=deaf) as server, pytest.raises(FetchFailed) as caught:
        sender.send(server.url("/"), body=bytes(50 * MEGABYTE), content_type="text/plain")
    assert caught.value.code == "timeout"
    assert time.monotonic() - started < 5


def test_private_host_is_reached_only_when_the_operator_named_it(caplog: pytest.LogCaptureFixture) -> None:
    with HostileServer({"/": answer(b"inside")}) as server:
        named = Fetcher(user_agent="T/1", resolver=look_up, allowed_private_hosts=frozenset({"127.0.0.1"}))
        with caplog.at_level("INFO", logger="claims.net.client"):
            assert named.fetch(server.url("/", host="127.0.0.1")).body == b"inside"
        assert len(caplog.records) == 1
        # A name that leads to the same address was not named.
        stranger = Fetcher(
            user_agent="T/1",
            resolver=look_up,
            allowed_private_hosts=frozenset({"127.0.0.1"}),
            allowed_ports=frozenset({server.port}),
        )
        with pytest.raises(FetchRefused) as caught:
            stranger.fetch(server.url("/", host="site.test"))
    assert caught.value.code == "private_address"
    assert len(server.requests) == 1


def test_one_fetcher_serves_sixteen_threads() -> None:
    scripts = {f"/{number}": answer(str(number).encode() * 5000) for number in range(16)}
    shared = fetcher()
    barrier = threading.Barrier(16)

    def fetch_in_step(number: int) -> list[bytes]:
        barrier.wait(timeout=5)
        return [shared.fetch(server.url(f"/{number}")).body for _ in range(5)]

    with HostileServer(scripts) as server, ThreadPoolExecutor(16) as pool:
        bodies = list(pool.map(fetch_in_step, range(16)))
    assert bodies == [[str(number).encode() * 5000] * 5 for number in range(16)]
