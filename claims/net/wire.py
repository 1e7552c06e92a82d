"""One exchange on the wire: sockets that count what they receive and never wait past their time.

A time limit for each read is not enough: a host that sends one byte now and then never trips it. So the limits are
kept where every byte passes, under HTTP and under TLS, whatever the library above is doing: status line, headers,
chunk sizes or body.
"""

import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from claims.errors import FetchFailed
from claims.net.encoding import too_large

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

# What the buffered reader above takes from the socket at a time: so much of the body may arrive with the headers.
_READ_AHEAD_BYTES = io.DEFAULT_BUFFER_SIZE
# Chunked transfer in tiny chunks may double a body on the wire, and more than that is an attack.
_MAX_WIRE_FACTOR = 2
# Addresses of one name that are tried: each gets its share of the time, and a fifth would get too little to answer in.
_MAX_ADDRESSES_TRIED = 4
# With the time used up an address still gets a moment, for what refuses at once; 0 would mean not to wait for it.
_LEAST_CONNECT_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much time and room one fetch may take, all redirects included; bytes are counted after decompression."""

    connect_seconds: float = 3.0  # for all addresses of the host together
    first_byte_seconds: float = 15.0  # and the longest silence between two bytes
    total_seconds: float = 45.0
    max_bytes: int = 20_000_000
    max_header_bytes: int = 64_000
    max_redirects: int = 5
    max_encodings: int = 2


class Wire:
    """What one exchange with a host may still take, in seconds and in bytes."""

    def __init__(self, host: str, *, limits: FetchLimits, ends_at: float) -> None:
        """``ends_at`` is on the monotonic clock. ``address`` is "" until one is connected to."""
        self.host = host
        self.limits = limits
        self.address = ""
        self._ends_at = ends_at
        self._received_bytes = 0
        self._is_in_headers = True

    def connect_seconds(self) -> float:
        """How long connecting may take now."""
        return min(self.limits.connect_seconds, self._seconds_left())

    def read_seconds(self) -> float:
        """How long the next read may take. Raises FetchFailed (timeout) when the whole exchange is over its time."""
        return min(self.limits.first_byte_seconds, self._seconds_left())

    def count(self, received_bytes: int) -> None:
        """Add what a read brought. Raises FetchFailed: bad_answer for endless headers, too_large for the body."""
        self._received_bytes += received_bytes
        if self._is_in_headers and self._received_bytes > self.limits.max_header_bytes + _READ_AHEAD_BYTES:
            raise self.headers_failure()
        if self._received_bytes > _MAX_WIRE_FACTOR * self.limits.max_bytes + self.limits.max_header_bytes:
            raise too_large(self.host, self.limits.max_bytes)

    def end_of_headers(self) -> None:
        """From here on the limit of the body holds."""
        self._is_in_headers = False

    def headers_failure(self) -> FetchFailed:
        """The error for headers over the limit."""
        return FetchFailed(
            f"The headers of the host “{self.host}” are larger than {self.limits.max_header_bytes} bytes.",
            code="bad_answer",
            can_retry=False,
        )

    def timeout_failure(self) -> FetchFailed:
        """The error for a host that took too long."""
        return FetchFailed(f"The host “{self.host}” took too long to answer.", code="timeout")

    def _seconds_left(self) -> float:
        seconds = self._ends_at - time.monotonic()
        if seconds <= 0:
            raise FetchFailed(
                f"The host “{self.host}” took longer than {self.limits.total_seconds:g} s in all.", code="timeout"
            )
        return seconds


class _WireSocket(socket.socket):
    """A TCP socket that keeps to its Wire."""

    wire: Wire | None = None

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0) -> int:
        wire = self.wire
        if wire is None:
            return super().recv_into(buffer, nbytes, flags)
        self.settimeout(wire.read_seconds())
        try:
            received_bytes = super().recv_into(buffer, nbytes, flags)
        except TimeoutError:
            raise wire.timeout_failure() from None
        wire.count(received_bytes)
        return received_bytes

    def sendall(self, data: "ReadableBuffer", flags: int = 0) -> None:
        if self.wire is not None:
            self.settimeout(self.wire.read_seconds())
        super().sendall(data, flags)


class _WireTlsSocket(ssl.SSLSocket):
    """The same over TLS: the limits are on what comes out of the encryption."""

    wire: Wire | None = None

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int | None = None, flags: int = 0) -> int:
        wire = self.wire
        if wire is None:
            return super().recv_into(buffer, nbytes, flags)
        self.settimeout(wire.read_seconds())
        try:
            received_bytes = super().recv_into(buffer, nbytes, flags)
        except TimeoutError:
            raise wire.timeout_failure() from None
        wire.count(received_bytes)
        return received_bytes

    def send(self, data: "ReadableBuffer", flags: int = 0) -> int:
        # Sending all is a loop over this here, so that each part is held to what is left of the whole.
        if self.wire is not None:
            self.settimeout(self.wire.read_seconds())
        return super().send(data, flags)


def connected_socket(addresses: Sequence[str], port: int, *, wire: Wire) -> socket.socket:
    """A TCP connection to the first of the addresses that answers; they are to be judged already.

    Raises FetchFailed: timeout or connect_failed.
    """
    tried = _families_in_turn(addresses)[:_MAX_ADDRESSES_TRIED]
    ends_at = time.monotonic() + wire.connect_seconds()
    failure = OSError()
    for number, address in enumerate(tried):
        # A share of what is left: one address that never answers must leave time for the next.
        seconds = (ends_at - time.monotonic()) / (len(tried) - number)
        try:
            connection = _connected(address, port, seconds=max(seconds, _LEAST_CONNECT_SECONDS))
        except OSError as error:
            failure = error
            continue
        return _over(connection, wire, address=address)
    raise _connect_failure(wire, failure)


def _families_in_turn(addresses: Sequence[str]) -> list[str]:
    """IPv4 and IPv6 by turns, the first family first: when one of them leads nowhere, the next try is the other."""
    seen = {4: 0, 6: 0}
    places = []
    for address in addresses:
        version = ipaddress.ip_address(address).version
        places.append((seen[version], address))
        seen[version] += 1
    return [address for _, address in sorted(places, key=lambda place: place[0])]


def _connected(address: str, port: int, *, seconds: float) -> _WireSocket:
    family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET
    connection = _WireSocket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.connect((address, port))
    except OSError:
        connection.close()
        raise
    return connection


def _over(connection: _WireSocket, wire: Wire, *, address: str) -> _WireSocket:
    try:
        # For the TLS handshake; reading and sending set their own.
        connection.settimeout(wire.read_seconds())
    except FetchFailed:
        connection.close()
        raise
    connection.wire, wire.address = wire, address
    return connection


@cache  # reading the system's authorities takes 20 ms; a context is safe to share between threads
def tls_context(ca_file: str | None = None) -> ssl.SSLContext:
    """Verifies certificates and names against the system's authorities, and ``ca_file`` besides when given."""
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    context.sslsocket_class = _WireTlsSocket
    return context


def _connect_failure(wire: Wire, error: OSError) -> FetchFailed:
    if isinstance(error, TimeoutError):
        return FetchFailed(f"The host “{wire.host}” did not accept a connection in time.", code="timeout")
    return FetchFailed(
        f"The host “{wire.host}” could not be connected to: {(error.strerror or 'unknown reason').lower()}.",
        code="connect_failed",
    )
