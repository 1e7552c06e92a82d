import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import dates
from claims.text.date_signs import folded, signs_in
from claims.text.languages import en, uk_dates
from claims.text.segments import Span

DATE_WORDS = (
    *("5", "31", "19th", "2019", "1990s", "'90s", "2014-15", "2014–2022", "19.11.2024", "2024-11-19", "Q3", "1700-х"),
    *("first", "quarter", "half", "of", "century", "winter", "May", "Sept.", "MARCH", "on", "Tuesday", "in", "to", "a"),
    *("last", "this", "years", "week", "ago", "earlier", "past", "yesterday", "TODAY", "percent", "people", "—", ","),
    *("листопада", "у", "грудні", "минулого", "року", "роки", "п'ятницю", "Вчора", "торік", "рр.", "до"),
)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Nobody knows.", "en", set()),
        ("He paid 40 of them.", "en", {"digit"}),
        ("The march of 5 May", "en", {"month", "digit"}),
        ("MAY.", "en", {"month"}),
        ("mayor", "en", set()),
        ("from 2014 to 2022", "en", {"digit", "year", "to"}),
        ("2014–2022", "de", {"digit", "year", "joined"}),
        ("2014 - 2022", "de", {"digit", "year", "joined"}),
        ("the 90s", "en", {"digit", "decade"}),
        ("last Friday", "en", {"which", "weekday"}),
        ("минулої п’ятниці", "uk", {"near", "which", "weekday", "weekdayadjective", "decadeword"}),
        ("in May", "de", set()),
    ],
)
def test_signs_in_a_sentence(text, language, expected):
    assert signs_in(text, Span(0, len(text)), language=language) == expected


def test_signs_are_looked_for_in_the_span_only():
    assert signs_in("May 2019. It rained.", Span(10, 20), language="en") == set()


def test_every_letter_that_a_pattern_takes_for_another_is_folded_to_it():
    everything = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    letters = set("".join((*en.MONTHS, *en.WEEKDAYS, *uk_dates.MONTHS, *uk_dates.WEEKDAYS, "qthis")))
    taken = [(letter, re.findall(re.escape(letter), everything, re.IGNORECASE)) for letter in sorted(letters)]
    assert [(letter, other) for letter, others in taken for other in others if folded(other) != letter] == []
    assert sum(len(others) for _, others in taken) > 2 * len(letters)


@given(st.lists(st.sampled_from(DATE_WORDS), max_size=7), st.sampled_from(["en", "uk", "de"]))
def test_whatever_a_pattern_matches_has_its_signs(words, language):
    text = " ".join(words)
    signs = signs_in(text, Span(0, len(text)), language=language)
    matching = [needed for needed, pattern, _ in dates._readers(language) if pattern.search(text)]
    assert [needed - signs for needed in matching if needed - signs] == []


@pytest.mark.parametrize("language", ["en", "uk", "de"])
def test_every_pattern_asks_for_a_sign(language):
    assert [pattern for needed, pattern, _ in dates._readers(language) if not needed] == []
