"""Names to addresses, without ever hanging: the system's own look-up has no time limit, so it gets one here."""

import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from claims.errors import FetchFailed

# The system's resolver gives each name server 5 s by default; a page is not waited for longer than one such try.
_TIMEOUT_SECONDS = 5.0
# Look-ups that may be under way at once in one process. Past it the network is broken, and threads would only pile up.
_MAX_IN_FLIGHT = 32
# Answers of the name service that stay the same on asking again.
_FINAL_ANSWERS = frozenset({socket.EAI_NONAME, socket.EAI_FAIL, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class Resolver(Protocol):
    """Looks up the IP addresses of a host, in the order in which to try them."""

    def __call__(self, host: str, port: int) -> Sequence[str]: ...


class _Lookup:
    """One question to the name service, shared by everyone who asks it at the same time."""

    def __init__(self) -> None:
        self.is_done = threading.Event()
        self.addresses: list[str] = []
        self.error: OSError | UnicodeError | None = None


class SystemResolver:
    """The operating system's resolver with a time limit; one thread for each name asked about, and not one more."""

    def __init__(
        self,
        *,
        timeout_seconds: float = _TIMEOUT_SECONDS,
        max_in_flight: int = _MAX_IN_FLIGHT,
        look_up: Callable[..., list[Any]] = socket.getaddrinfo,
    ) -> None:
        self._timeout_seconds = timeout_seconds
        self._max_in_flight = max_in_flight
        self._look_up = look_up
        self._lock = threading.Lock()
        self._in_flight: dict[tuple[str, int], _Lookup] = {}

    def __call__(self, host: str, port: int) -> list[str]:
        """IP addresses of a host. Raises FetchFailed (dns_failed)."""
        lookup = self._join(host, port)
        if not lookup.is_done.wait(self._timeout_seconds):
            raise FetchFailed(
                f"Looking up the host “{host}” took longer than {self._timeout_seconds:g} s; try again later.",
                code="dns_failed",
            )
        if lookup.error is not None:
            raise _lookup_failure(host, lookup.error)
        return lookup.addresses

    def _join(self, host: str, port: int) -> _Lookup:
        with self._lock:
            pending = self._in_flight.get((host, port))
            if pending is not None:
                return pending
            if len(self._in_flight) >= self._max_in_flight:
                raise FetchFailed(
                    f"The host “{host}” was not looked up: the name service is not answering; try again later.",
                    code="dns_failed",
                )
            lookup = self._in_flight[host, port] = _Lookup()
        # A daemon: a look-up that never returns must not keep the process from ending.
        threading.Thread(target=self._answer, args=(host, port, lookup), name="look-up", daemon=True).start()
        return lookup

    def _answer(self, host: str, port: int, lookup: _Lookup) -> None:
        try:
            answers = self._look_up(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
            lookup.addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except (OSError, UnicodeError) as error:
            lookup.error = error
        finally:
            with self._lock:
                del self._in_flight[host, port]
            lookup.is_done.set()


def _lookup_failure(host: str, error: OSError | UnicodeError) -> FetchFailed:
    is_final = isinstance(error, UnicodeError) or error.errno in _FINAL_ANSWERS
    if is_final:
        # A machine without a network may be told the same as one that asks for a name that nobody has.
        message = f"The host “{host}” has no address right now. Check its spelling, or whether this machine is online."
    else:
        message = f"The host “{host}” could not be looked up: the name service did not answer; try again later."
    return FetchFailed(message, code="dns_failed", can_retry=not is_final)


system_resolver = SystemResolver()
