"""Hostile answers over real sockets, each fetched in a process of its own: named, bounded in memory and in time.

The ids are those of `tests/cases/bad_inputs.tsv`.
"""

import json
import socket
import subprocess
import sys
import threading
import zlib
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from claims.net.client import FetchLimits
from tests.net.fetch_child import HOST
from tests.net.hostile import (
    HostileServer,
    Script,
    answer,
    drip,
    endless,
    packed,
    raw,
    redirect,
    reset_after,
    silence,
)

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1_000_000
CAP = 20 * MEGABYTE
ROOM = 30 * MEGABYTE  # besides the cap: buffers, the decoders' windows, the interpreter's own
LIMITS = FetchLimits(connect_seconds=5.0, first_byte_seconds=10.0, total_seconds=20.0, max_bytes=CAP)
# The same, in small, for what would otherwise be waited for.
SHORT = FetchLimits(connect_seconds=0.5, first_byte_seconds=0.8, total_seconds=1.6, max_bytes=CAP)

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def zeros(megabytes: int, *, wbits: int = zlib.MAX_WBITS | 16) -> bytes:
    """Megabytes of zeros, packed a thousand times smaller; nobody gets to the end, where the checksum is missing."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    first = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (megabytes - 1)


def encoded(body: bytes, encoding: str) -> Script:
    return answer(body, headers={"Content-Encoding": encoding})


class Drained:
    """An endless packed body that notices when nobody listens any more."""

    def __init__(self) -> None:
        self.is_hung_up = threading.Event()
        self._again = zeros(2)[len(zeros(1)) :]

    def __call__(self, connection: socket.socket, is_over: threading.Event) -> None:
        connection.sendall(OK + b"Content-Encoding: gzip\r\n\r\n" + zeros(1))
        try:
            while not is_over.is_set():
                connection.sendall(self._again)
        except OSError:
            self.is_hung_up.set()


drained = Drained()
SCRIPTS: dict[str, Script] = {
    "gzip-bomb": encoded(zeros(1000), "gzip"),
    "br-bomb": encoded(b"\x5b\xff\xff\xff" * 1500, "br"),
    "zstd-bomb": encoded(b"\x28\xb5\x2f\xfd" + bytes(16_000), "zstd"),
    "deflate-bomb": encoded(zeros(1000, wbits=-zlib.MAX_WBITS), "deflate"),
    "stacked-encodings": encoded(packed(b"text", times=100), ", ".join(["gzip"] * 100)),
    "drain-bomb": drained,
    "lying-encoding": encoded(b"plain text", "gzip"),
    "truncated-gzip": encoded(packed(b"many words " * 9999)[:-200], "gzip"),
    "endless-body": drip(CHUNKED, b"400\r\n" + b"x" * 1024 + b"\r\n", seconds=0.01),
    "slowloris-head": drip(b"H", b"T", b"T", b"P", seconds=0.2),
    "slowloris-body": drip(OK + b"\r\n", b"x", seconds=0.2),
    "silent-accept": silence(),
    "rst-midway": reset_after(OK + b"Content-Length: 1000\r\n\r\nhalf"),
    "short-content-length": raw(OK, b"Content-Length: 1000\r\n\r\n", b"x" * 500),
    "long-content-length": raw(OK, b"Content-Length: 500\r\n\r\n", b"x" * 1000),
    "dup-content-length": raw(OK, b"Content-Length: 4\r\nContent-Length: 5\r\n\r\ntext"),
    "cl-and-te": raw(OK, b"Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ntext\r\n0\r\n\r\n"),
    "bad-chunk": raw(CHUNKED, b"ZZZ\r\ntext\r\n"),
    "huge-header": raw(OK, b"X: " + b"a" * MEGABYTE, b"\r\n\r\n"),
    "many-headers": raw(OK, *(b"X-%d: y\r\n" % number for number in range(10_000)), b"\r\n"),
    "header-nul": raw(OK, b"X: a\x00\rb\r\n\r\n"),
    "status-999": answer(b"no", status="999 Request denied"),
    "no-status": raw(b"<p>Nothing but a body</p>\r\n"),
    "informational-flood": endless(
        b"", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 99
    ),
    "204-304-body": raw(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\ntext"),
    "redirect-loop": redirect("/redirect-back"),
    "redirect-back": redirect("/redirect-loop"),
    "redirect-to-self-cookie": answer(
        status="302 Found", headers={"Location": "/redirect-to-self-cookie", "Set-Cookie": "a=b"}
    ),
    "redirect-100k-location": redirect("/" + "a" * 100_000),
    "mime-lie": answer(b"<html><p>Words", headers={"Content-Type": "image/png"}),
    "video-2gb": raw(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 2000000000\r\n\r\n"),
    # Beside the rows of the file: what comes nearest to the limits from the inside, and their combinations.
    "as-much-as-allowed": answer(b"x" * CAP),
    "as-much-as-allowed-packed": encoded(packed(b"y" * CAP), "gzip"),
    "bomb-in-a-bomb": encoded(packed(zeros(1000)), "gzip, gzip"),
    "endless-body-fast": endless(CHUNKED, b"10000\r\n" + b"x" * 65_536 + b"\r\n"),
    "endless-trailers": endless(CHUNKED + b"0\r\n", b"X: y\r\n" * 9999),
    "negative-chunk": raw(CHUNKED, b"-5\r\ntext\r\n"),
    "status-0": raw(b"HTTP/1.1 0 Zero\r\n\r\n"),
    "status-text": raw(b"HTTP/1.1 OK fine\r\n\r\n"),
}
STATES: dict[str, str] = {
    "gzip-bomb": "too_large",
    "br-bomb": "bad_encoding",
    "zstd-bomb": "bad_encoding",
    "deflate-bomb": "bad_encoding",
    "stacked-encodings": "bad_encoding",
    "drain-bomb": "too_large",
    "lying-encoding": "bad_encoding",
    "truncated-gzip": "truncated",
    "endless-body": "timeout",
    "slowloris-head": "timeout",
    "slowloris-body": "timeout",
    "silent-accept": "timeout",
    "syn-blackhole": "timeout",
    "rst-midway": "truncated",
    "short-content-length": "truncated",
    "long-content-length": "200",
    "dup-content-length": "bad_answer",
    "cl-and-te": "200",
    "bad-chunk": "bad_answer",
    "huge-header": "bad_answer",
    "many-headers": "bad_answer",
    "header-nul": "bad_answer",
    "status-999": "999",
    "no-status": "bad_answer",
    "informational-flood": "bad_answer",
    "204-304-body": "304",
    "redirect-loop": "too_many_redirects",
    "redirect-to-self-cookie": "too_many_redirects",
    "redirect-100k-location": "bad_answer",
    "mime-lie": "bad_type",
    "video-2gb": "bad_type",
    "as-much-as-allowed": "200",
    "as-much-as-allowed-packed": "200",
    "bomb-in-a-bomb": "too_large",
    "endless-body-fast": "too_large",
    "endless-trailers": "too_large",
    "negative-chunk": "bad_answer",
    "status-0": "bad_answer",
    "status-text": "bad_answer",
}
# Something always comes before the silence is too long: only the time for the whole exchange ends these.
DRIPPING = {"endless-body", "slowloris-head", "slowloris-body"}
SIZES = {"long-content-length": 500, "cl-and-te": 4, "as-much-as-allowed": CAP, "as-much-as-allowed-packed": CAP}


@pytest.fixture(scope="module")
def ends() -> Mapping[str, dict[str, Any]]:
    """How each row ended, from one run of the child over all of them."""
    scripts = {f"/{name}": script for name, script in SCRIPTS.items()} | {"/": answer(b"warm")}
    with HostileServer(scripts) as server, ExitStack() as stack:
        blackhole = f"http://{HOST}:{deaf_port(stack)}/"
        rows = [
            {
                "id": name,
                "url": blackhole if name == "syn-blackhole" else server.url(f"/{name}", host=HOST),
                "warm_up": server.url("/", host=HOST),
                "limits": asdict(SHORT if state == "timeout" else LIMITS),
            }
            for name, state in STATES.items()
        ]
        command = [sys.executable, "-m", "tests.net.fetch_child"]
        done = subprocess.run(
            command, cwd=ROOT, input=json.dumps(rows), capture_output=True, text=True, timeout=120, check=False
        )
        drained.is_hung_up.wait(5)
    assert (done.returncode, done.stderr) == (0, "")
    return {end["id"]: end for end in map(json.loads, done.stdout.splitlines())}


def deaf_port(stack: ExitStack) -> int:
    """A port whose queue of new connections is full, so that the system lets further ones hang."""
    listener = stack.enter_context(socket.socket())
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    for _ in range(3):
        waiting = stack.enter_context(socket.socket())
        waiting.setblocking(False)
        waiting.connect_ex(listener.getsockname())
    port: int = listener.getsockname()[1]
    return port


@pytest.mark.parametrize("row", STATES)
def test_hostile_answer_ends_named_and_within_its_memory(row: str, ends: Mapping[str, dict[str, Any]]) -> None:
    end = ends[row]
    assert (end["state"], end["size"]) == (STATES[row], SIZES.get(row, end["size"]))
    assert end["growth"] <= CAP + ROOM
    least, most = (SHORT.total_seconds - 0.1, SHORT.total_seconds + 2) if row in DRIPPING else (0, LIMITS.total_seconds)
    assert least <= end["seconds"] < most


@pytest.mark.parametrize("row", [row for row, state in STATES.items() if not state.isdigit()])
def test_hostile_answer_is_explained_in_one_sentence(row: str, ends: Mapping[str, dict[str, Any]]) -> None:
    message = ends[row]["message"]
    assert message.endswith(".")
    assert HOST in message
    assert message.isprintable()
    assert len(message) < 300


def test_bomb_is_hung_up_on_and_not_drained(ends: Mapping[str, dict[str, Any]]) -> None:
    assert ends["drain-bomb"]["state"] == "too_large"
    assert drained.is_hung_up.is_set()


def test_a_body_as_large_as_allowed_shows_that_growth_is_measured(ends: Mapping[str, dict[str, Any]]) -> None:
    assert ends["as-much-as-allowed"]["growth"] >= CAP * 0.9
