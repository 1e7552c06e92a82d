"""Selectors: a quote made from a text is found again, in the same text and in a changed one."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import BadInput
from claims.text.selectors import Resolution, TextPositionSelector, TextQuoteSelector, quote_selector, resolve

TEXT = "The treaty has 133 signatories and 164 parties. Others say the treaty has 164 signatories in all."


def resolved(text: str, exact: str, prefix: str = "", suffix: str = "", *, at: int | None = None) -> tuple[str, str]:
    position = None if at is None else TextPositionSelector(at, at + len(exact))
    resolution = resolve(text, TextQuoteSelector(exact, prefix, suffix), position)
    return resolution.state, text[resolution.start : resolution.end] if resolution.start >= 0 else ""


def test_quote_selector_takes_the_words_and_their_context() -> None:
    assert quote_selector(TEXT, 15, 30, context=8) == TextQuoteSelector("133 signatories", "aty has ", " and 164")


def test_quote_selector_at_the_edges_has_shorter_context() -> None:
    assert quote_selector("abc", 0, 3) == TextQuoteSelector("abc", "", "")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 4), (9, 12)])
def test_quote_selector_refuses_places_without_words(start: int, end: int) -> None:
    with pytest.raises(BadInput, match="select them again") as caught:
        quote_selector("abc", start, end)
    assert caught.value.field == "start"


def test_quote_at_its_old_place_is_exact() -> None:
    assert resolve(TEXT, quote_selector(TEXT, 15, 30), TextPositionSelector(15, 30)) == Resolution("exact", 15, 30)


def test_quote_without_position_is_exact_where_words_and_context_stand() -> None:
    assert resolve(TEXT, quote_selector(TEXT, 15, 30)) == Resolution("exact", 15, 30)


def test_quote_that_shifted_is_moved_to_its_new_place() -> None:
    longer = "New first sentence. " + TEXT
    found = resolve(longer, quote_selector(TEXT, 15, 30), TextPositionSelector(15, 30))
    assert found == Resolution("moved", 35, 50)


@pytest.mark.parametrize(
    ("prefix", "suffix", "at", "expected"),
    [
        ("three ", "", None, 22),
        ("one ", " two", 20, 4),
        ("", "", 9, 12),
        ("", "", None, 4),
        ("", " end", 0, 22),
        ("other ", " two", 0, 4),
    ],
)
def test_quote_that_stands_in_several_places_goes_by_context_then_by_nearness(
    prefix: str, suffix: str, at: int | None, expected: int
) -> None:
    position = None if at is None else TextPositionSelector(at, at + 1)
    found = resolve("one fox two fox three fox end", TextQuoteSelector("fox", prefix, suffix), position)
    assert found.start == expected


@pytest.mark.parametrize(
    ("text", "exact", "expected"),
    [
        ("It wasn’t so.", "wasn't", "wasn’t"),
        ("He said “no deal” twice.", '"no deal"', "“no deal”"),
        ("Сказав «ні» двічі.", '"ні"', "«ні»"),
        ("1999–2005 inclusive", "1999-2005", "1999–2005"),
        ("two\n\n  words here", "two words", "two\n\n  words"),
        ("a\u00a0space", "a space", "a\u00a0space"),
        ("anti\u00adperson\u00adnel mines", "antipersonnel mines", "anti\u00adperson\u00adnel mines"),
        ("antipersonnel mines", "anti\u00adpersonnel", "antipersonnel"),
        ("Украї\u0301на ратифікувала", "Україна ратифікувала", "Украї\u0301на ратифікувала"),
        ("Україна ратифікувала", "Укра\u0456\u0308на", "Україна"),
        ("йде", "и\u0306де", "йде"),
        ("the cafe\u0301 closed", "café closed", "cafe\u0301 closed"),
        ("the café closed", "cafe\u0301", "café"),
        ("обов’язок", "обов\u02bcязок", "обов’язок"),
        ("in all.", " in  all. ", "in all."),
    ],
)
def test_quote_with_other_typography_is_normalised(text: str, exact: str, expected: str) -> None:
    assert resolved(text, exact) == ("normalised", expected)


def test_normalised_quote_goes_by_context_and_nearness_too() -> None:
    text = "It’s one. It’s two. It’s three."
    assert resolve(text, TextQuoteSelector("It's", "", " two")).start == 10
    assert resolve(text, TextQuoteSelector("It's", "", ""), TextPositionSelector(22, 26)).start == 20


@pytest.mark.parametrize(
    ("text", "exact"),
    [("", "fox"), ("A fox.", "wolf"), ("A fox.", ""), ("A fox.", "  "), ("A fox.", "\u00ad"), ("йод", "иод")],
)
def test_quote_that_stands_nowhere_is_lost(text: str, exact: str) -> None:
    assert resolve(text, TextQuoteSelector(exact, "", "")) == Resolution("lost", -1, -1)


@pytest.mark.parametrize("position", [(-5, 3), (90, 10), (10**9, 10**9 + 3), (-3, -1)])
def test_impossible_position_is_no_error(position: tuple[int, int]) -> None:
    found = resolve("A fox ran.", TextQuoteSelector("fox", "", ""), TextPositionSelector(*position))
    assert found == Resolution("moved", 2, 5)


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=80), st.data())
def test_quote_of_any_text_is_found_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = quote_selector(text, start, end)
    found = resolve(text, quote, TextPositionSelector(start, end))
    assert found == (Resolution("exact", start, end) if quote.exact.strip() else Resolution("lost", -1, -1))


ODD = st.text(alphabet="aе ’'“\"–-\u00ad\u0301\u0306\u00a0\n😀и", max_size=60)


@settings(max_examples=200, deadline=None)
@given(ODD, ODD, st.integers(-2, 70))
def test_resolution_always_lies_within_the_text(text: str, exact: str, at: int) -> None:
    found = resolve(text, TextQuoteSelector(exact, "", ""), TextPositionSelector(at, at + 2))
    if found.state == "lost":
        assert (found.start, found.end) == (-1, -1)
    else:
        assert 0 <= found.start < found.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="абв éй’-\n", min_size=3, max_size=60))
def test_decomposed_text_still_resolves(text: str) -> None:
    words = text.strip()
    changed = unicodedata.normalize("NFD", text).replace("\n", " \n ")
    if words:
        assert resolve(changed, TextQuoteSelector(words, "", "")).state in ("exact", "normalised")


def test_one_letter_in_a_long_page_is_found_at_its_place() -> None:
    text = "a" * 1_000_000
    assert resolve(text, TextQuoteSelector("a", "", ""), TextPositionSelector(77, 78)) == Resolution("exact", 77, 78)
    assert resolve(text + "b’", TextQuoteSelector("ab'", "", "")) == Resolution("normalised", 999_999, 1_000_002)
