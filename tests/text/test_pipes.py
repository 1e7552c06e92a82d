"""Frames between two processes, and what a child of ours is given."""

import io
import json

import pytest

from claims.text.pipes import read_frame, start_child, write_frames


def test_frames_come_back_as_they_were_sent():
    pipe = io.BytesIO()
    write_frames(pipe, b"first", b"", b"\x00" * 70_000)
    pipe.seek(0)
    assert [read_frame(pipe, longest=70_000) for _ in range(3)] == [b"first", b"", b"\x00" * 70_000]


@pytest.mark.parametrize("sent", [b"", b"\x00" * 7, b"\x00" * 7 + b"\x05abc"], ids=["nothing", "half a length", "half"])
def test_a_pipe_that_ends_early_says_that_the_other_side_has_gone(sent):
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(sent), longest=100)


def test_a_frame_that_is_too_long_is_not_read():
    with pytest.raises(ValueError, match="longer than 4"):
        read_frame(io.BytesIO(b"\x00" * 7 + b"\x05abcde"), longest=4)


def test_a_child_gets_what_it_is_told_and_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for children")
    monkeypatch.setenv("SSL_CERT_FILE", "ours.pem")
    statement = "import json, os; os.write(1, json.dumps(dict(os.environ)).encode())"
    child = start_child("timeit", "-n1", "-r1", statement, passed_on=["SSL_CERT_FILE"], environment={"ONE": "1"})
    said, _ = child.communicate()
    given, _ = json.JSONDecoder().raw_decode(said.decode())
    assert (given["SSL_CERT_FILE"], given["ONE"], "SECRET_KEY" in given) == ("ours.pem", "1", False)
