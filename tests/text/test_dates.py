import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.dates import find_dates
from claims.text.segments import Span
from tests.text.found_dates import PUBLISHED_ON, found
from tests.text.quickest import quickest

ODD_TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("0123456789 .,-–/'Mayinlstwekgo\u00a0\u00ad\u200f😀"), st.characters())
)


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
        ("the 1990s", ("the 1990s", "1990-01-01", "1999-12-31")),
        ("the ’90s", ("the ’90s", "1990-01-01", "1999-12-31")),
        ("the 21st century", ("the 21st century", "2001-01-01", "2100-12-31")),
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
        ("past five years", "past five years", "2019-11-20", "2024-11-20"),
        ("in March", "March", "2024-03-01", "2024-03-31"),
        ("on 5 May", "5 May", "2024-05-05", "2024-05-05"),
        ("on 5 January", "5 January", "2025-01-05", "2025-01-05"),
    ],
)
def test_find_dates_resolves_relative_dates_only_when_published_on_is_known(text, raw, start, end):
    assert found(text, published_on=PUBLISHED_ON) == [(raw, start, end)]
    assert found(text) == [(raw, "None", "None")]


def test_find_dates_stays_on_the_calendar_on_its_last_day():
    mentions = found("It is due on Friday; 1 May 2020 was too early.", published_on=date.max)
    assert [start for _, start, _ in mentions] == ["9999-12-31", "2020-05-01"]


def test_find_dates_reads_years_in_any_language():
    assert found("Im Jahr 2019 und am 19.11.2024", language="de") == [
        ("2019", "2019-01-01", "2019-12-31"),
        ("19.11.2024", "2024-11-19", "2024-11-19"),
    ]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\n"])
@pytest.mark.parametrize(
    ("text", "language", "start", "end"),
    [
        ("a couple of weeks ago", "en", "2024-11-04", "2024-11-10"),
        ("half a century ago", "en", "1974-01-01", "1974-12-31"),
        ("the half year to June 2023", "en", "2023-01-01", "2023-06-30"),
        ("the first half year of 2023", "en", "2023-01-01", "2023-06-30"),
        ("the end of 2023", "en", "2023-12-31", "2023-12-31"),
        ("на початку 2023 року", "uk", "2023-01-01", "2023-04-30"),
        ("минулої ночі", "uk", "2024-11-19", "2024-11-19"),
    ],
)
def test_find_dates_reads_over_any_white_space(text, language, start, end, space):
    written = text.replace(" ", space)
    assert found(written, language=language, published_on=PUBLISHED_ON) == [(written, start, end)]


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


@pytest.mark.parametrize(
    ("piece", "language"),
    [("5, ", "en"), ("5 and 6 May ", "en"), ("the first ", "en"), ("early ", "en"), ("in May to ", "en"),
     ("2019–", "en"), ("on Monday ", "en"), ("a year earlier ", "en"), ("the ", "en"), ("the week to 5 May ", "en"),
     ("anyone who aaaa 5 May and 6 June ", "en"), ("no a than ", "en"),
     ("1, 2, 3 and 4 May, ", "en"), ("hasn't until May ", "en"),
     ("ordered to on Monday who ", "en"), (", and on May ", "en"),
     ("the previous three months ", "en"), ("on the 24th and ", "en"),
     ("in the first half ", "en"), ("between May and June the same months of 2020 ", "en"),
     ("ended the quarter ", "en"), ("the best ", "en"), ("busiest spring since ", "en"), ("a June quarter ", "en"),
     ("last Thanksgiving ", "en"), ("in a bb ended on ", "en"), ("the last weekend of May ", "en"), ("a", "en"),
     ("1", "uk"), ("14 рік тому ", "uk"), ("за рік до відкриття ", "uk"), ("попередні два роки ", "uk"),
     ("вирішив до травня ", "uk"),
     ("пороз", "uk"), ("торік у ", "uk"), ("5 травня ", "uk"),
     ("у ", "uk"), ("минулого року ", "uk"), ("перший ", "uk"), ("2 роки тому ", "uk"), ("xx", "uk")],
)  # fmt: skip
def test_find_dates_takes_linear_time(piece, language):
    def seconds(length):
        text = piece * (length // len(piece))
        span = Span(0, len(text))
        return quickest(lambda: find_dates(text, span, language=language, published_on=PUBLISHED_ON))

    assert seconds(100_000) < 40 * max(seconds(10_000), 0.02)


def test_find_dates_of_a_hostile_megabyte_takes_seconds():
    pieces = ["2024 ", "May 1", "last ", "2024-", "in ", "19 ", "1.1.", "on Tuesday ", " ", "three years "]
    text = "".join(piece * (100_000 // len(piece)) for piece in pieces)
    started = time.process_time()
    find_dates(text, Span(0, len(text)), published_on=PUBLISHED_ON)
    assert time.process_time() - started < 20
