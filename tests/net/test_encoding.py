import gzip

import pytest

from claims.errors import FetchFailed
from claims.net.encoding import decoded


def unpack(*chunks: bytes, content_encoding: str = "gzip", max_bytes: int = 1_000_000) -> bytes:
    pieces = decoded(chunks, content_encoding=content_encoding, max_bytes=max_bytes, max_encodings=2, host="a.test")
    return b"".join(pieces)


@pytest.mark.parametrize("size", [1, 3, 7, 100_000])
def test_text_is_the_same_however_the_chunks_fall(size: int) -> None:
    text = bytes(range(256)) * 300 + b"z" * 200_000
    body = gzip.compress(text) + gzip.compress(b"second member")
    chunks = [body[start : start + size] for start in range(0, len(body), size)]
    assert unpack(*chunks) == text + b"second member"


@pytest.mark.parametrize("size", [1, 2, 100])
def test_what_follows_the_last_member_is_padding(size: int) -> None:
    body = gzip.compress(b"text") + bytes(50) + gzip.compress(b"not a member any more")
    assert unpack(*(body[start : start + size] for start in range(0, len(body), size))) == b"text"


def test_limit_holds_to_the_byte() -> None:
    assert len(unpack(gzip.compress(bytes(500_000)), max_bytes=500_000)) == 500_000
    with pytest.raises(FetchFailed) as caught:
        unpack(gzip.compress(bytes(500_001)), max_bytes=500_000)
    assert caught.value.code == "too_large"


def test_nothing_more_is_asked_for_once_the_limit_is_passed() -> None:
    asked = []

    def chunks():
        for number in range(100):
            asked.append(number)
            yield bytes(1000)

    with pytest.raises(FetchFailed):
        list(decoded(chunks(), content_encoding="", max_bytes=2500, max_encodings=2, host="a.test"))
    assert asked == [0, 1, 2]


@pytest.mark.parametrize("kept", [1, 5, 10, 11, 20])
def test_cut_anywhere_is_truncated(kept: int) -> None:
    with pytest.raises(FetchFailed) as caught:
        unpack(gzip.compress(b"some text that is long enough", mtime=0)[:kept])
    assert (caught.value.code, caught.value.can_retry) == ("truncated", True)


def test_second_member_cut_is_truncated_too() -> None:
    with pytest.raises(FetchFailed) as caught:
        unpack(gzip.compress(b"one"), gzip.compress(b"two", mtime=0)[:9])
    assert caught.value.code == "truncated"
