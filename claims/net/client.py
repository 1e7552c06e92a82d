"""The only socket to addresses that somebody else wrote: judged on every hop, capped in seconds and in bytes."""

import io
import logging
import re
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException, IncompleteRead, RemoteDisconnected
from urllib.parse import quote_from_bytes, urljoin

from urllib3 import exceptions as urllib3_errors
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import HTTPResponse

from claims.errors import FetchFailed, FetchRefused
from claims.net.addresses import WEB_PORTS, Target, host_form, is_ip_literal, judge_addresses, parse_target
from claims.net.encoding import ACCEPTED_ENCODINGS, decoded, too_large
from claims.net.resolver import Resolver, system_resolver
from claims.net.wire import FetchLimits, Wire, connected_socket, tls_context
from claims.text.urls import shown_url

__all__ = ["FetchLimits", "FetchedPage", "Fetcher", "Hop", "Resolver", "system_resolver"]

logger = logging.getLogger(__name__)

PAGE_TYPES = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"
# No words to read in these, and often large: refused by their type, before the body.
UNREADABLE_TYPES = ("video/", "audio/", "image/", "font/")

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_READ_BYTES = 65_536
# Of the headers a caller adds, those that say nothing about who asks and so may follow a redirect to a stranger.
_HARMLESS_ELSEWHERE = frozenset({"accept-language"})
# Headers that belong to the exchange itself and that no caller may set.
_OWN_HEADERS = frozenset({"host", "user-agent", "accept", "accept-encoding", "connection", "content-length"})


@dataclass(frozen=True, slots=True)
class Hop:
    """One request and its answer: the address it really went to, and where it sent us next ("" for the page itself)."""

    url: str
    status: int
    location: str
    address: str


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What a host answered in the end, decoded; any status, for a refusal by the host is an answer too.

    ``hops`` holds every exchange in order, the last being the page itself. ``fetched_at`` is UTC.
    """

    requested_url: str
    final_url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    content_type: str
    charset: str
    hops: tuple[Hop, ...]
    fetched_at: datetime
    elapsed_seconds: float

    def header(self, name: str) -> str:
        """Value of a header, "" where the host sent none; several are joined as HTTP joins them."""
        return _header(self.headers, name)


@dataclass(frozen=True, slots=True)
class _Answer:
    """One exchange: the head, and the body unless it only points elsewhere."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    location: str
    body: bytes
    address: str


class Fetcher:
    """Fetches pages. Holds nothing that changes, so any number of threads may share one."""

    def __init__(
        self,
        *,
        user_agent: str,
        limits: FetchLimits = FetchLimits(),  # noqa: B008 -- frozen
        resolver: Resolver = system_resolver,
        allowed_private_hosts: frozenset[str] = frozenset(),
        allowed_ports: frozenset[int] = WEB_PORTS,
        ca_file: str | None = None,
    ) -> None:
        """``allowed_private_hosts`` are exact names or IP addresses that an operator wants reached, on any port;
        ``ca_file`` names a certificate authority to trust besides the system's own.

        Raises ValueError for an allowed host that is no host.
        """
        self._user_agent = user_agent
        self._limits = limits
        self._resolver = resolver
        self._allowed_private_hosts = frozenset(host_form(host) for host in allowed_private_hosts)
        self._allowed_ports = allowed_ports
        self._tls = tls_context(ca_file)

    def fetch(
        self,
        url: str,
        *,
        accept: str = PAGE_TYPES,
        headers: Mapping[str, str] | None = None,
        refused_types: tuple[str, ...] = UNREADABLE_TYPES,
    ) -> FetchedPage:
        """Fetch an address, following redirects by hand.

        ``headers`` are for the host of ``url`` alone; ``refused_types`` are beginnings of content types.
        Raises FetchRefused (bad_url, bad_scheme, bad_port, credentials_in_url, too_long, private_address, bad_type)
        and FetchFailed (dns_failed, connect_failed, tls_failed, timeout, too_large, truncated, too_many_redirects,
        bad_encoding, bad_answer).
        """
        started, fetched_at = time.monotonic(), datetime.now(UTC)
        target = self._parse(url)
        sent = self._request_headers(accept, headers or {})
        hops: list[Hop] = []
        while True:
            wire = Wire(target.host, limits=self._limits, ends_at=started + self._limits.total_seconds)
            answer = self._exchange(target, wire=wire, headers=sent, refused_types=refused_types)
            hops.append(Hop(target.url, answer.status, answer.location, answer.address))
            if not answer.location:
                return _page(
                    answer,
                    requested_url=url,
                    hops=tuple(hops),
                    fetched_at=fetched_at,
                    elapsed_seconds=time.monotonic() - started,
                )
            if len(hops) > self._limits.max_redirects:
                raise FetchFailed(
                    f"The address “{shown_url(url)}” was redirected more than {self._limits.max_redirects} times.",
                    code="too_many_redirects",
                    can_retry=False,
                )
            previous, target = target, self._parse(answer.location)
            if target.origin != previous.origin:
                sent = {name: value for name, value in sent.items() if name in _OWN_HEADERS | _HARMLESS_ELSEWHERE}

    def _parse(self, url: str) -> Target:
        return parse_target(url, allowed_ports=self._allowed_ports, allowed_private_hosts=self._allowed_private_hosts)

    def _request_headers(self, accept: str, headers: Mapping[str, str]) -> dict[str, str]:
        added = {name.lower(): value for name, value in headers.items()}
        return {name: value for name, value in added.items() if name not in _OWN_HEADERS} | {
            "user-agent": self._user_agent,
            "accept": accept,
            "accept-encoding": ACCEPTED_ENCODINGS,
            "connection": "close",
        }

    def _exchange(
        self, target: Target, *, wire: Wire, headers: Mapping[str, str], refused_types: tuple[str, ...]
    ) -> _Answer:
        address = self._judged_address(target)
        with closing(self._connection(target, address, wire)) as connection:
            _connect(connection, wire)
            with _failures_named(target.host):
                connection.request(
                    "GET",
                    target.request_target,
                    headers={**headers, "host": target.host_header},
                    preload_content=False,
                    decode_content=False,
                )
                response = connection.getresponse()
                with closing(response):
                    return self._read(target, response, wire=wire, address=address, refused_types=refused_types)

    def _judged_address(self, target: Target) -> str:
        """Looked up once; the address that is judged is the address that is connected to."""
        addresses = [target.host] if is_ip_literal(target.host) else self._resolver(target.host, target.port)
        address = judge_addresses(target.host, addresses, allowed_private_hosts=self._allowed_private_hosts)
        if target.host in self._allowed_private_hosts:
            logger.info("fetching from %s at %s without judging it: allowed by the operator", target.host, address)
        return address

    def _connection(self, target: Target, address: str, wire: Wire) -> HTTPConnection:
        timeout = self._limits.first_byte_seconds
        if target.scheme == "https":
            return _SecureConnection(
                address, target.port, timeout=timeout, ssl_context=self._tls, server_hostname=target.host
            ).over(wire)
        return _PlainConnection(address, target.port, timeout=timeout).over(wire)

    def _read(
        self,
        target: Target,
        response: HTTPResponse,
        *,
        wire: Wire,
        address: str,
        refused_types: tuple[str, ...],
    ) -> _Answer:
        wire.end_of_headers()
        headers = tuple((name, value.strip()) for name, value in response.headers.iteritems())
        reason = (response.reason or "").strip()
        _check_head(target.host, status=response.status, reason=reason, headers=headers)
        location = _location(target, response.status, headers)
        body = b""
        if not location:
            if response.status < 400:
                _check_type(target, headers, refused_types)
            body = self._read_body(target.host, response, headers)
        return _Answer(
            status=response.status, reason=reason, headers=headers, location=location, body=body, address=address
        )

    def _read_body(self, host: str, response: HTTPResponse, headers: tuple[tuple[str, str], ...]) -> bytes:
        declared = response.length_remaining
        if declared is not None and declared > self._limits.max_bytes:
            raise too_large(host, self._limits.max_bytes)
        pieces = decoded(
            response.stream(_READ_BYTES, decode_content=False),
            content_encoding=_header(headers, "content-encoding"),
            max_bytes=self._limits.max_bytes,
            max_encodings=self._limits.max_encodings,
            host=host,
        )
        body = io.BytesIO()
        for piece in pieces:
            body.write(piece)
        return body.getvalue()


class _PlainConnection(HTTPConnection):
    """HTTP over a socket that keeps to the limits of its Wire."""

    wire: Wire

    def over(self, wire: Wire) -> "_PlainConnection":
        self.wire = wire
        return self

    def _new_conn(self) -> socket.socket:
        return connected_socket(self.host, self.port, wire=self.wire)


class _SecureConnection(HTTPSConnection):
    """The same over TLS; the certificate is checked against the host of the address, not against the IP."""

    wire: Wire

    def over(self, wire: Wire) -> "_SecureConnection":
        self.wire = wire
        return self

    def _new_conn(self) -> socket.socket:
        return connected_socket(self.host, self.port, wire=self.wire)

    def connect(self) -> None:
        super().connect()
        self.sock.wire = self.wire  # type: ignore[union-attr]  # what our TLS context makes


def _connect(connection: HTTPConnection, wire: Wire) -> None:
    host = wire.host
    try:
        connection.connect()
    except ssl.SSLCertVerificationError as error:
        raise FetchFailed(
            f"The certificate of the host “{host}” is not valid: {error.verify_message}.",
            code="tls_failed",
            can_retry=False,
        ) from None
    except TimeoutError:
        raise wire.timeout_failure() from None
    except OSError:
        raise FetchFailed(
            f"The host “{host}” broke off while the secure connection was made.", code="tls_failed"
        ) from (None)


@contextmanager
def _failures_named(host: str) -> Iterator[None]:
    """Turns what the libraries raise about a broken exchange into our own errors."""
    try:
        yield
    except (TimeoutError, urllib3_errors.TimeoutError):
        raise FetchFailed(f"The host “{host}” stopped answering.", code="timeout") from None
    except urllib3_errors.ProtocolError as error:
        raise _broken_exchange(host, error.args[1] if len(error.args) > 1 else None) from None
    except (RemoteDisconnected, OSError, urllib3_errors.SSLError) as error:
        raise _broken_exchange(host, error) from None
    except (HTTPException, urllib3_errors.HTTPError, ValueError):
        raise _bad_answer(host, "is not proper HTTP") from None


def _broken_exchange(host: str, cause: object) -> FetchFailed:
    is_cut = cause is None or isinstance(cause, (OSError, urllib3_errors.SSLError, IncompleteRead))
    if is_cut and not isinstance(cause, urllib3_errors.InvalidChunkLength):
        return FetchFailed(f"The answer of the host “{host}” breaks off in the middle.", code="truncated")
    return _bad_answer(host, "is not proper HTTP")


def _bad_answer(host: str, what: str) -> FetchFailed:
    return FetchFailed(f"The answer of the host “{host}” {what}.", code="bad_answer", can_retry=False)


def _check_head(host: str, *, status: int, reason: str, headers: tuple[tuple[str, str], ...]) -> None:
    if status < 200:
        raise _bad_answer(host, f"has the status {status}, which ends no exchange")
    if any(_CONTROL_CHARACTERS.search(text) for text in (reason, *(part for header in headers for part in header))):
        raise _bad_answer(host, "has control characters in its headers")
    lengths = {length.strip() for length in _header(headers, "content-length").split(",")}
    if len(lengths) > 1 or not all(length == "" or (length.isascii() and length.isdigit()) for length in lengths):
        raise _bad_answer(host, "gives its length in two ways")


def _check_type(target: Target, headers: tuple[tuple[str, str], ...], refused_types: tuple[str, ...]) -> None:
    content_type, _ = _content_type(headers)
    if content_type.startswith(refused_types):
        raise FetchRefused(
            f"The address “{shown_url(target.url)}” holds {content_type}, which has no text to read.", code="bad_type"
        )


def _location(target: Target, status: int, headers: tuple[tuple[str, str], ...]) -> str:
    """Where an answer sends us, as an absolute address; "" when it is not a redirect."""
    raw = next((value for name, value in headers if name.lower() == "location"), "")
    if status not in _REDIRECTS or not raw:
        return ""
    # Headers are read as Latin-1; most hosts mean UTF-8 where they do not escape.
    sent = raw.encode("latin-1", "replace")
    try:
        text = sent.decode("utf-8")
    except UnicodeDecodeError:
        text = quote_from_bytes(sent, safe=bytes(range(0x21, 0x7F)))
    try:
        return urljoin(target.url, text.replace(" ", "%20"))
    except ValueError:
        raise FetchRefused(
            f"The address “{shown_url(target.url)}” redirects to one that cannot be read.", code="bad_url"
        ) from None


def _page(
    answer: _Answer, *, requested_url: str, hops: tuple[Hop, ...], fetched_at: datetime, elapsed_seconds: float
) -> FetchedPage:
    content_type, charset = _content_type(answer.headers)
    return FetchedPage(
        requested_url=requested_url,
        final_url=hops[-1].url,
        status=answer.status,
        reason=answer.reason,
        headers=answer.headers,
        body=answer.body,
        content_type=content_type,
        charset=charset,
        hops=hops,
        fetched_at=fetched_at,
        elapsed_seconds=elapsed_seconds,
    )


def _header(headers: tuple[tuple[str, str], ...], name: str) -> str:
    return ", ".join(value for own_name, value in headers if own_name.lower() == name.lower())


def _content_type(headers: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """Media type and charset as declared, both lower case and "" where nothing is said."""
    media_type, *parameters = _header(headers, "content-type").lower().split(";")
    named = dict(parameter.strip().partition("=")[::2] for parameter in parameters)
    return media_type.strip(), named.get("charset", "").strip("\"' ")
