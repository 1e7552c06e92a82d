"""One request to one host and its answer, over a judged address and within the limits of its Wire."""

import io
import re
import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPException, IncompleteRead, RemoteDisconnected
from urllib.parse import quote_from_bytes, urljoin

from urllib3 import exceptions as urllib3_errors
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import HTTPResponse

from claims.errors import FetchFailed, FetchRefused
from claims.net.addresses import Target
from claims.net.encoding import decoded, too_large
from claims.net.wire import Wire, connected_socket
from claims.text.urls import shown_url

Headers = tuple[tuple[str, str], ...]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_READ_BYTES = 65_536
_HEADER_SIGNS = len(": \r\n")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: ``body`` is sent as it is, ``refused_types`` are beginnings of content types.

    ``is_followed`` says that an answer which points elsewhere will be followed, so that its own body is not read.
    """

    method: str
    headers: Mapping[str, str]
    body: bytes | None = None
    refused_types: tuple[str, ...] = ()
    is_followed: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """The head, the decoded body, and the address that was connected to; ``location`` is "" for what is the end."""

    status: int
    reason: str
    headers: Headers
    location: str
    body: bytes
    address: str


def exchange(target: Target, request: Request, *, addresses: Sequence[str], wire: Wire, tls: ssl.SSLContext) -> Answer:
    """Ask a host at one of its judged ``addresses``.

    Raises FetchRefused (bad_type, bad_url) and FetchFailed (connect_failed, tls_failed, timeout, too_large, truncated,
    bad_encoding, bad_answer).
    """
    with closing(_connection(target, addresses, wire=wire, tls=tls)) as connection:
        _connect(connection, wire)
        with _failures_named(target.host):
            connection.request(
                request.method,
                target.request_target,
                body=request.body,
                headers={**request.headers, "host": target.host_header},
                preload_content=False,
                decode_content=False,
            )
            with closing(connection.getresponse()) as response:
                return _read(target, request, response=response, wire=wire)


def header_of(headers: Headers, name: str) -> str:
    """Value of a header, "" where there is none; several are joined as HTTP joins them."""
    return ", ".join(value for own_name, value in headers if own_name.lower() == name.lower())


def content_type_of(headers: Headers) -> tuple[str, str]:
    """Media type and charset as declared, both lower case and "" where nothing is said."""
    media_type, *parameters = header_of(headers, "content-type").lower().split(";")
    named = dict(parameter.strip().partition("=")[::2] for parameter in parameters)
    return media_type.strip(), named.get("charset", "").strip("\"' ")


class _PlainConnection(HTTPConnection):
    """HTTP over a socket that keeps to the limits of its Wire."""

    wire: Wire
    addresses: Sequence[str]

    def _new_conn(self) -> socket.socket:
        return connected_socket(self.addresses, self.port, wire=self.wire)


class _SecureConnection(HTTPSConnection):
    """The same over TLS; the certificate is checked against the host of the address, not against the IP."""

    wire: Wire
    addresses: Sequence[str]

    def _new_conn(self) -> socket.socket:
        return connected_socket(self.addresses, self.port, wire=self.wire)

    def connect(self) -> None:
        super().connect()
        self.sock.wire = self.wire  # type: ignore[union-attr]  # what our TLS context makes


def _connection(
    target: Target, addresses: Sequence[str], *, wire: Wire, tls: ssl.SSLContext
) -> _PlainConnection | _SecureConnection:
    timeout = wire.limits.first_byte_seconds
    connection: _PlainConnection | _SecureConnection
    if target.scheme == "https":
        connection = _SecureConnection(
            target.host, target.port, timeout=timeout, ssl_context=tls, server_hostname=target.host
        )
    else:
        connection = _PlainConnection(target.host, target.port, timeout=timeout)
    connection.wire, connection.addresses = wire, addresses
    return connection


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
        ) from None


def _read(target: Target, request: Request, *, response: HTTPResponse, wire: Wire) -> Answer:
    wire.end_of_headers()
    headers = tuple((name, value.strip()) for name, value in response.headers.iteritems())
    reason = (response.reason or "").strip()
    _check_head(wire, status=response.status, reason=reason, headers=headers)
    location = _location(target, response.status, headers) if request.is_followed else ""
    body = b""
    if not location:
        if response.status < 400:
            _check_type(target, headers, request.refused_types)
        body = _read_body(response, headers, wire=wire)
    return Answer(
        status=response.status, reason=reason, headers=headers, location=location, body=body, address=wire.address
    )


def _read_body(response: HTTPResponse, headers: Headers, *, wire: Wire) -> bytes:
    limits = wire.limits
    declared = response.length_remaining
    if declared is not None and declared > limits.max_bytes:
        raise too_large(wire.host, limits.max_bytes)
    pieces = decoded(
        response.stream(_READ_BYTES, decode_content=False),
        content_encoding=header_of(headers, "content-encoding"),
        max_bytes=limits.max_bytes,
        max_encodings=limits.max_encodings,
        host=wire.host,
    )
    body = io.BytesIO()
    for piece in pieces:
        body.write(piece)
    return body.getvalue()


def _check_head(wire: Wire, *, status: int, reason: str, headers: Headers) -> None:
    host = wire.host
    if status < 200:
        raise _bad_answer(host, f"has the status {status}, which ends no exchange")
    if sum(len(name) + len(value) + _HEADER_SIGNS for name, value in headers) > wire.limits.max_header_bytes:
        raise wire.headers_failure()
    if any(_CONTROL_CHARACTERS.search(text) for text in (reason, *(part for header in headers for part in header))):
        raise _bad_answer(host, "has control characters in its headers")
    lengths = {length.strip() for length in header_of(headers, "content-length").split(",")}
    if len(lengths) > 1 or not all(length == "" or (length.isascii() and length.isdigit()) for length in lengths):
        raise _bad_answer(host, "gives its length in two ways")


def _check_type(target: Target, headers: Headers, refused_types: tuple[str, ...]) -> None:
    content_type, _ = content_type_of(headers)
    if content_type.startswith(refused_types):
        raise FetchRefused(
            f"The address “{shown_url(target.url)}” holds {content_type}, which has no text to read.", code="bad_type"
        )


def _location(target: Target, status: int, headers: Headers) -> str:
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
