"""The Internet on loopback: names by a table, public addresses carried to one server, every connection written down.

The seam is the system's own `connect`: what stands in ``connects`` is what the kernel would have been asked for,
whichever library did the asking.
"""

import errno
import os
import socket
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Self

import pytest

from claims.net.client import Fetcher, FetchLimits, Resolver
from tests.net.hostile import CASES, HostileServer, Script, answer

AUTHORITY = CASES / "internet_test_authority.pem"
CERTIFICATE = CASES / "internet_test.pem"  # for the https names of the case file; its key proves nothing to anybody


class NoInternet:
    """While the block lasts, every connection is refused and every name but those of the resolver is unknown."""

    def __init__(self, resolver: Resolver) -> None:
        self.connects: list[str] = []
        self.names_asked_elsewhere: list[str] = []
        self._resolver = resolver
        self._patch = pytest.MonkeyPatch()

    def fetcher(self) -> Fetcher:
        """A fetcher with the gate exactly as the product has it."""
        limits = FetchLimits(total_seconds=10.0)
        return Fetcher(user_agent="T/1", limits=limits, resolver=self._resolver, ca_file=str(AUTHORITY))

    def __enter__(self) -> Self:
        internet = self

        def connect(connection: socket.socket, address: Any) -> None:
            internet.connects.append(str(address[0]))
            internet.answer_to(connection, address[0])

        def connect_ex(connection: socket.socket, address: Any) -> int:
            try:
                connect(connection, address)
            except OSError as error:
                return error.errno
            return 0

        self._patch.setattr(socket.socket, "connect", connect)
        self._patch.setattr(socket.socket, "connect_ex", connect_ex)
        self._patch.setattr(socket, "getaddrinfo", self._ask_elsewhere)
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.undo()

    def answer_to(self, connection: socket.socket, address: str) -> None:
        """What the system does about a connection to an address."""
        raise OSError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))

    def _ask_elsewhere(self, host: str, *_: Any, **__: Any) -> list[Any]:
        self.names_asked_elsewhere.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "the table is the only name service here")


class LoopbackInternet(NoInternet):
    """While the block lasts, connections to the ``carried`` addresses reach one server, and all others are refused."""

    def __init__(
        self, resolver: Resolver, *, carried: Collection[str], scripts: Mapping[str, Script] | None = None
    ) -> None:
        super().__init__(resolver)
        self.server = HostileServer(scripts or {}, certificate=CERTIFICATE, otherwise=answer(b"public"))
        self._carried = frozenset(carried)

    def __enter__(self) -> Self:
        self.server.__enter__()
        return super().__enter__()

    def __exit__(self, *arguments: object) -> None:
        super().__exit__(*arguments)
        self.server.__exit__(*arguments)

    def answer_to(self, connection: socket.socket, address: str) -> None:
        if address not in self._carried:
            super().answer_to(connection, address)
        loopback = "::ffff:127.0.0.1" if connection.family == socket.AF_INET6 else "127.0.0.1"
        super(socket.socket, connection).connect((loopback, self.server.port))


def resolving(*looks: Sequence[str], table: Mapping[str, Sequence[str]] | None = None) -> Resolver:
    """Names in the table have their addresses; any other gives one look after another, the last one for ever."""
    left, known = list(looks), table or {}

    def resolve(host: str, port: int) -> Sequence[str]:
        if host in known:
            return known[host]
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve
