"""A web server on loopback that misbehaves on purpose: each path answers with a script over the raw socket."""

import contextlib
import gzip
import re
import socket
import ssl
import struct
import threading
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

CASES = Path(__file__).parent / "cases"
AUTHORITY = CASES / "site_test_authority.pem"
CERTIFICATE = CASES / "site_test.pem"  # for site.test; its key is public and proves nothing to anybody

TLS_HANDSHAKE = b"\x16"

Script = Callable[[socket.socket, threading.Event], None]


class HostileServer:
    """Serves scripts by path until the block ends; keeps what it got in ``requests``, and counts its visitors.

    With a certificate it speaks TLS to whoever begins with it, and plain HTTP to the others.
    """

    def __init__(
        self,
        scripts: Mapping[str, Script],
        *,
        certificate: Path | None = None,
        otherwise: Script | None = None,
        on_connect: Script | None = None,
    ) -> None:
        """``otherwise`` answers for paths without a script; ``on_connect`` has the connection before any request."""
        self.requests: list[str] = []
        self.accepted = 0
        self._scripts = scripts
        self._on_connect = on_connect
        self._otherwise = otherwise or answer(b"", status="404 Not Found")
        self._is_over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._tls: ssl.SSLContext | None = None
        if certificate is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(certificate)
        self.port: int = self._listener.getsockname()[1]

    def url(self, path: str, *, host: str = "site.test") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [request.split(" ")[1] for request in self.requests]

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        # Wakes the thread that waits in accept(), which closing the listener alone does not do everywhere.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._is_over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.accepted += 1
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        # A client that hangs up in the middle is what most of these scripts are for.
        with contextlib.suppress(OSError), connection:
            connection.settimeout(5)
            if self._tls is not None and connection.recv(1, socket.MSG_PEEK) == TLS_HANDSHAKE:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                if self._on_connect is not None:
                    self._on_connect(connection, self._is_over)
                    return
                request = _request(connection)
                self.requests.append(request)
                script = self._scripts.get(request.split(" ")[1].partition("?")[0], self._otherwise)
                script(connection, self._is_over)


def _request(connection: socket.socket) -> str:
    """The head, and as much of a body as it promises."""
    received = b""
    while (end := received.find(b"\r\n\r\n")) < 0:
        received += _some(connection)
    declared = re.search(rb"(?im)^content-length: (\d+)\r$", received[: end + 2])
    while len(received) < end + 4 + (int(declared[1]) if declared else 0):
        received += _some(connection)
    return received.decode("latin-1")


def _some(connection: socket.socket) -> bytes:
    chunk = connection.recv(65_536)
    if not chunk:
        raise ConnectionError
    return chunk


def raw(*parts: bytes) -> Script:
    """Exactly these bytes, then the connection ends."""

    def script(connection: socket.socket, _: threading.Event) -> None:
        for part in parts:
            connection.sendall(part)

    return script


def answer(body: bytes = b"", *, status: str = "200 OK", headers: Mapping[str, str] | None = None) -> Script:
    """A proper answer with its length."""
    lines = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **(headers or {})}
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
    return raw(head.encode("latin-1") + body)


def redirect(location: str, *, status: str = "302 Found") -> Script:
    return answer(b"", status=status, headers={"Location": location})


def drip(*parts: bytes, seconds: float) -> Script:
    """Part after part with a pause between them, the last one again and again."""

    def script(connection: socket.socket, is_over: threading.Event) -> None:
        for part in parts:
            connection.sendall(part)
            if is_over.wait(seconds):
                return
        while not is_over.wait(seconds):
            connection.sendall(parts[-1])

    return script


def endless(head: bytes, part: bytes) -> Script:
    """The same bytes for ever, as fast as they are taken."""

    def script(connection: socket.socket, is_over: threading.Event) -> None:
        connection.sendall(head)
        while not is_over.is_set():
            connection.sendall(part)

    return script


def silence() -> Script:
    """Takes the request and says nothing."""

    def script(_: socket.socket, is_over: threading.Event) -> None:
        is_over.wait(10)

    return script


def reset_after(part: bytes) -> Script:
    """Sends something, then resets the connection."""

    def script(connection: socket.socket, is_over: threading.Event) -> None:
        connection.sendall(part)
        is_over.wait(0.1)  # so that the part is read before the reset overtakes it
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return script


def gzip_bomb(megabytes: int) -> bytes:
    """A gzip file of zeros, a thousand times smaller than what it holds."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    packed = [packer.compress(bytes(1_000_000)) for _ in range(megabytes)]
    return b"".join([*packed, packer.flush()])


def packed(body: bytes, *, times: int = 1) -> bytes:
    for _ in range(times):
        body = gzip.compress(body, mtime=0)
    return body
