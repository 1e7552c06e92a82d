"""Child processes of our own, and the frames on the pipes to them: the length in eight bytes, then so many bytes."""

import os
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO

_LENGTH = struct.Struct(">Q")
_PROJECT = Path(__file__).resolve().parents[2]
# A child works on what strangers send, so it gets no secret of ours from the environment.
_PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "SYSTEMROOT",
    "COVERAGE_PROCESS_START",
)


def start_child(
    module: str,
    *arguments: str,
    stderr: int | None = None,
    passed_on: Sequence[str] = (),
    environment: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.Popen[bytes]:
    """A module of ours in a process of its own, with pipes to and from it.

    ``passed_on`` names variables that it gets besides the harmless ones, ``environment`` sets some.
    """
    passed = {name: os.environ[name] for name in (*_PASSED_ON, *passed_on) if name in os.environ}
    paths = os.pathsep.join(path for path in (str(_PROJECT), os.environ.get("PYTHONPATH", "")) if path)
    return subprocess.Popen(  # noqa: S603 -- our own interpreter and our own module
        # -P: a module that lies in the working directory must not be taken for a library.
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        cwd=os.sep,
        env={**passed, **environment, "PYTHONPATH": paths},
    )


def write_frames(pipe: IO[bytes], *frames: bytes) -> None:
    """Write frames and send them off."""
    for frame in frames:
        pipe.write(_LENGTH.pack(len(frame)))
        pipe.write(frame)
    pipe.flush()


def read_frame(pipe: IO[bytes], *, longest: int) -> bytes:
    """One frame; EOFError when the other side has gone, ValueError for one of more than ``longest`` bytes."""
    (length,) = _LENGTH.unpack(_read_exactly(pipe, _LENGTH.size))
    if length > longest:
        raise ValueError(f"A frame of {length} bytes is longer than {longest}.")
    return _read_exactly(pipe, length)


def _read_exactly(pipe: IO[bytes], length: int) -> bytes:
    read = pipe.read(length)
    if len(read) < length:
        raise EOFError
    return read
