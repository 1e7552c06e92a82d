import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.dates import find_dates
from claims.text.segments import Span

PUBLISHED_ON = date(2024, 11, 20)  # a Wednesday
ODD_TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("0123456789 .,-–/'Mayinlstwekgo\u00a0\u00ad\u200f😀"), st.characters())
)


def found(text: str, *, language: str = "en", published_on: date | None = None) -> list[tuple[str, str, str]]:
    mentions = find_dates(text, Span(0, len(text)), language=language, published_on=published_on)
    assert all(text[mention.start : mention.end] == mention.raw for mention in mentions)
    return [(mention.raw, str(mention.start_date), str(mention.end_date)) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 19 November 2024 it", ("19 November 2024", "2024-11-19", "2024-11-19")),
        ("Nov. 19, 2024", ("Nov. 19, 2024", "2024-11-19", "2024-11-19")),
        ("the 1st of March 1999", ("1st of March 1999", "1999-03-01", "1999-03-01")),
        ("19–20 November 2024", ("19–20 November 2024", "2024-11-19", "2024-11-20")),
        ("in December 1997", ("December 1997", "1997-12-01", "1997-12-31")),
        ("in 2005", ("2005", "2005-01-01", "2005-12-31")),
        ("2024", ("2024", "2024-01-01", "2024-12-31")),
        ("2014–2022", ("2014–2022", "2014-01-01", "2022-12-31")),
        ("2014-15", ("2014-15", "2014-01-01", "2015-12-31")),
        ("from 2014 to 2022", ("2014 to 2022", "2014-01-01", "2022-12-31")),
        ("the 1990s", ("1990s", "1990-01-01", "1999-12-31")),
        ("the ’90s", ("’90s", "1990-01-01", "1999-12-31")),
        ("the 21st century", ("21st century", "2001-01-01", "2100-12-31")),
        ("Q3 2024", ("Q3 2024", "2024-07-01", "2024-09-30")),
        ("first half of 2023", ("first half of 2023", "2023-01-01", "2023-06-30")),
        ("winter 2023", ("winter 2023", "2023-12-01", "2024-02-29")),
        ("2024-11-19T10:00", ("2024-11-19", "2024-11-19", "2024-11-19")),
        ("19.11.2024", ("19.11.2024", "2024-11-19", "2024-11-19")),
        ("11/19/2024", ("11/19/2024", "2024-11-19", "2024-11-19")),
        ("05/06/2024", ("05/06/2024", "None", "None")),
    ],
)
def test_find_dates_reads_absolute_dates(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "raw", "start", "end"),
    [
        ("last year", "last year", "2023-01-01", "2023-12-31"),
        ("on Tuesday", "Tuesday", "2024-11-19", "2024-11-19"),
        ("on Wednesday", "Wednesday", "2024-11-20", "2024-11-20"),
        ("next Monday", "next Monday", "2024-11-25", "2024-11-25"),
        ("yesterday", "yesterday", "2024-11-19", "2024-11-19"),
        ("this month", "this month", "2024-11-01", "2024-11-30"),
        ("last week", "last week", "2024-11-11", "2024-11-17"),
        ("three years ago", "three years ago", "2021-01-01", "2021-12-31"),
        ("past five years", "past five years", "2019-01-01", "2024-11-20"),
        ("in March", "March", "2024-03-01", "2024-03-31"),
        ("on 5 May", "5 May", "2024-05-05", "2024-05-05"),
        ("on 5 January", "5 January", "2025-01-05", "2025-01-05"),
    ],
)
def test_find_dates_resolves_relative_dates_only_when_published_on_is_known(text, raw, start, end):
    assert found(text, published_on=PUBLISHED_ON) == [(raw, start, end)]
    assert found(text) == [(raw, "None", "None")]


@pytest.mark.parametrize(
    "text",
    ["2,024 people", "2000 people died", "more than 2000 mines", "$2000", "2000 dollars", "may 5 of them",
     "they march in may",
     "31 February", "the last years of the war", "Resolution 1701", "12024", "route 2024a"],
)  # fmt: skip
def test_find_dates_leaves_other_numbers_and_words(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "raw", "start", "end"),
    [
        ("19 листопада 2024 року", "19 листопада 2024 року", "2024-11-19", "2024-11-19"),
        ("у листопаді 2024 р. було", "листопаді 2024 р.", "2024-11-01", "2024-11-30"),
        ("у 2024 році", "2024 році", "2024-01-01", "2024-12-31"),
        ("за 2023–2024 рр. зросло", "2023–2024 рр.", "2023-01-01", "2024-12-31"),
        ("торік", "торік", "2023-01-01", "2023-12-31"),
        ("у вівторок", "вівторок", "2024-11-19", "2024-11-19"),
        ("минулого року", "минулого року", "2023-01-01", "2023-12-31"),
        ("у 1990-х роках", "1990-х", "1990-01-01", "1999-12-31"),
    ],
)
def test_find_dates_reads_ukrainian(text, raw, start, end):
    assert found(text, language="uk", published_on=PUBLISHED_ON) == [(raw, start, end)]


def test_find_dates_reads_years_in_any_language():
    assert found("Im Jahr 2019 und am 19.11.2024", language="de") == [
        ("2019", "2019-01-01", "2019-12-31"),
        ("19.11.2024", "2024-11-19", "2024-11-19"),
    ]


def test_find_dates_reads_letters_that_look_like_others():
    assert found("5 \u017feptember 2019, ye\u017fterday", published_on=PUBLISHED_ON) == [
        ("5 \u017feptember 2019", "2019-09-05", "2019-09-05"),
        ("ye\u017fterday", "2024-11-19", "2024-11-19"),
    ]


@given(
    text=ODD_TEXT,
    language=st.sampled_from(["en", "uk", "de"]),
    published_on=st.one_of(st.none(), st.dates()),
)
def test_find_dates_quotes_the_text_exactly(text, language, published_on):
    end = 0
    for mention in find_dates(text, Span(0, len(text)), language=language, published_on=published_on):
        assert text[mention.start : mention.end] == mention.raw
        assert end <= mention.start < mention.end
        assert (mention.start_date is None) == (mention.end_date is None)
        assert mention.start_date is None or mention.start_date <= mention.end_date
        end = mention.end


def test_find_dates_of_a_hostile_megabyte_takes_seconds():
    pieces = ["2024 ", "May 1", "last ", "2024-", "in ", "19 ", "1.1.", "on Tuesday ", " ", "three years "]
    text = "".join(piece * (100_000 // len(piece)) for piece in pieces)
    started = time.perf_counter()
    find_dates(text, Span(0, len(text)), published_on=PUBLISHED_ON)
    assert time.perf_counter() - started < 20
