import errno
import socket
import time
from collections.abc import Sequence

import pytest

from claims.errors import FetchError, FetchFailed
from claims.net.client import Fetcher, FetchLimits
from tests.net.hostile import HostileServer, Script, answer, raw
from tests.net.internet import LoopbackInternet, resolving

GOOD, OTHER, DEAF, CLOSED = "93.184.216.34", "93.184.216.35", "93.184.216.36", "93.184.216.37"
GOOD_V6, NO_ROUTE_V6 = "2606:4700::1", "2606:4700::2"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


class PatchyInternet(LoopbackInternet):
    """Some addresses refuse, some never answer, and some lead nowhere from here."""

    def answer_to(self, connection: socket.socket, address: str) -> None:
        if address == DEAF:
            time.sleep(connection.gettimeout() or 0)
            raise TimeoutError
        if address == NO_ROUTE_V6:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")
        super().answer_to(connection, address)


def ask(addresses: Sequence[str], *, connect_seconds: float = 0.6) -> tuple[str, list[str]]:
    """The address that answered or the code of the failure, and every address that was tried."""
    with PatchyInternet(resolving(addresses), carried=(GOOD, OTHER, GOOD_V6)) as net:
        limits = FetchLimits(connect_seconds=connect_seconds)
        fetcher = Fetcher(user_agent="T/1", limits=limits, resolver=resolving(addresses))
        try:
            return fetcher.fetch("http://many.example/").hops[-1].address, net.connects
        except FetchError as error:
            return error.code, net.connects


@pytest.mark.parametrize(
    ("addresses", "answered", "tried"),
    [
        ([GOOD, OTHER], GOOD, [GOOD]),
        ([CLOSED, OTHER], OTHER, [CLOSED, OTHER]),
        ([DEAF, GOOD], GOOD, [DEAF, GOOD]),
        ([NO_ROUTE_V6, GOOD], GOOD, [NO_ROUTE_V6, GOOD]),
        # One family that leads nowhere does not use up the tries.
        ([NO_ROUTE_V6] * 6 + [CLOSED, GOOD], GOOD, [NO_ROUTE_V6, CLOSED, NO_ROUTE_V6, GOOD]),
        ([CLOSED, GOOD_V6], GOOD_V6, [CLOSED, GOOD_V6]),
        ([CLOSED, CLOSED], "connect_failed", [CLOSED, CLOSED]),
        ([CLOSED, DEAF], "timeout", [CLOSED, DEAF]),
        # More than four would each get too little time.
        ([CLOSED] * 5 + [GOOD], "connect_failed", [CLOSED] * 4),
        # One bad address refuses all of them, also when a good one would have answered first.
        ([GOOD, "10.0.0.1"], "private_address", []),
    ],
)
def test_addresses_of_a_name_are_tried_until_one_answers(addresses: list[str], answered: str, tried: list[str]) -> None:
    assert ask(addresses) == (answered, tried)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_all_tries_together_take_no_longer_than_connecting_may(count: int) -> None:
    started = time.monotonic()
    assert ask([DEAF] * count) == ("timeout", [DEAF] * count)
    assert 0.5 < time.monotonic() - started < 2


def headers_of(size: int) -> Script:
    """An answer whose headers are so long in all, names, signs and line ends included."""
    fixed = len(b"Content-Type: text/html\r\nContent-Length: 2\r\n")
    lines = b""
    while size - fixed - len(lines) > 2000:
        lines += b"X-A: " + b"a" * 993 + b"\r\n"
    lines += b"X-B: " + b"b" * (size - fixed - len(lines) - 7) + b"\r\n"
    return raw(OK, b"Content-Length: 2\r\n", lines, b"\r\nok")


@pytest.mark.parametrize("limit", [1000, 8000, 64_000])
def test_headers_may_be_as_long_as_the_limit_and_no_longer(limit: int) -> None:
    scripts = {"/as-long": headers_of(limit), "/longer": headers_of(limit + 1)}
    with HostileServer(scripts) as server:
        fetcher = Fetcher(
            user_agent="T/1",
            limits=FetchLimits(max_header_bytes=limit),
            resolver=resolving(["127.0.0.1"]),
            allowed_private_hosts=frozenset({"site.test"}),
        )
        assert fetcher.fetch(server.url("/as-long")).body == b"ok"
        with pytest.raises(FetchFailed, match=rf"larger than {limit} bytes\.$") as caught:
            fetcher.fetch(server.url("/longer"))
    assert (caught.value.code, caught.value.can_retry) == ("bad_answer", False)


def test_no_encodings_allowed_means_that_none_is_asked_for() -> None:
    with HostileServer({"/": answer(b"plain")}) as server:
        fetcher = Fetcher(
            user_agent="T/1",
            limits=FetchLimits(max_encodings=0),
            resolver=resolving(["127.0.0.1"]),
            allowed_private_hosts=frozenset({"site.test"}),
        )
        assert fetcher.fetch(server.url("/")).body == b"plain"
    assert "accept-encoding: identity\r\n" in server.requests[0].lower()
