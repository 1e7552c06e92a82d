import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from claims.errors import FetchFailed
from claims.net.resolver import SystemResolver, system_resolver


def found(*addresses: str) -> list[Any]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in addresses]


def test_loopback_literal_is_found_without_a_name_service() -> None:
    assert system_resolver("127.0.0.1", 80) == ["127.0.0.1"]


def test_addresses_keep_their_order_and_stand_once() -> None:
    resolver = SystemResolver(look_up=lambda *_, **__: found("8.8.4.4", "8.8.8.8", "8.8.4.4"))
    assert resolver("a.test", 80) == ["8.8.4.4", "8.8.8.8"]


NO_ADDRESS = "The host “a.test” has no address right now. Check its spelling, or whether this machine is online."
NO_ANSWER = "The host “a.test” could not be looked up: the name service did not answer; try again later."


@pytest.mark.parametrize(
    ("error", "can_retry", "message"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), False, NO_ADDRESS),
        (socket.gaierror(socket.EAI_AGAIN, "later"), True, NO_ANSWER),
        (OSError(24, "too many open files"), True, NO_ANSWER),
        (UnicodeError("label too long"), False, NO_ADDRESS),
    ],
)
def test_failure_says_whether_asking_again_can_help(error: Exception, can_retry: bool, message: str) -> None:
    def look_up(*_: Any, **__: Any) -> list[Any]:
        raise error

    with pytest.raises(FetchFailed) as caught:
        SystemResolver(look_up=look_up)("a.test", 80)
    assert (caught.value.code, caught.value.can_retry, str(caught.value)) == ("dns_failed", can_retry, message)


def test_hanging_look_up_ends_in_time_and_takes_one_thread_for_each_name() -> None:
    is_over = threading.Event()
    asked: list[str] = []

    def look_up(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        is_over.wait(10)
        return found("8.8.8.8")

    resolver = SystemResolver(timeout_seconds=0.2, max_in_flight=3, look_up=look_up)

    def code_for(host: str) -> str:
        with pytest.raises(FetchFailed) as caught:
            resolver(host, 80)
        assert caught.value.can_retry
        return caught.value.code

    started = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(code_for, ["a.test", "b.test"] * 4))
    codes.append(code_for("c.test"))
    # Three names hang now: a fourth is told so at once instead of getting a thread of its own.
    codes.append(code_for("d.test"))
    assert time.monotonic() - started < 1.5
    assert (codes, sorted(asked)) == (["dns_failed"] * 10, ["a.test", "b.test", "c.test"])
    is_over.set()
    deadline = time.monotonic() + 5
    while any(t.name == "look-up" for t in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert resolver("d.test", 80) == ["8.8.8.8"]
