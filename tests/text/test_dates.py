import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.dates import find_dates
from claims.text.segments import Span
from tests.text.quickest import quickest

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Tuesday, 19 November 2024, in", [("Tuesday, 19 November 2024", "2024-11-19", "2024-11-19")]),
        ("From 28 April to 3 May 2024", [("28 April to 3 May 2024", "2024-04-28", "2024-05-03")]),
        ("1 Jan. 2020–31 Dec. 2021", [("1 Jan. 2020–31 Dec. 2021", "2020-01-01", "2021-12-31")]),
        ("January-March 2024", [("January-March 2024", "2024-01-01", "2024-03-31")]),
        ("from November to March 2024", [("November to March 2024", "2023-11-01", "2024-03-31")]),
        ("from Monday to Wednesday", [("Monday to Wednesday", "2024-11-18", "2024-11-20")]),
        ("Between 5 and 9 May 2023", [("5", "2023-05-05", "2023-05-05"), ("9 May 2023", "2023-05-09", "2023-05-09")]),
        ("between 2014 and 2019", [("2014", "2014-01-01", "2014-12-31"), ("2019", "2019-01-01", "2019-12-31")]),
        ("between January and March 2023", [("January", "2023-01-01", "2023-01-31"),
                                            ("March 2023", "2023-03-01", "2023-03-31")]),
        ("in Q1 and Q2 2023", [("Q1", "2023-01-01", "2023-03-31"), ("Q2 2023", "2023-04-01", "2023-06-30")]),
        ("Between May and December they left", [("May", "2023-05-01", "2023-05-31"),
                                                ("December", "2023-12-01", "2023-12-31")]),
        ("on 17 and 18 May 2023", [("17 and 18 May 2023", "2023-05-17", "2023-05-18")]),
        ("14, 15 and 16 March 2024", [("14, 15 and 16 March 2024", "2024-03-14", "2024-03-16")]),
        ("on 3 and 17 May 2023", [("3", "2023-05-03", "2023-05-03"), ("17 May 2023", "2023-05-17", "2023-05-17")]),
        ("in the 18th and 19th centuries", [("the 18th", "1701-01-01", "1800-12-31"),
                                            ("19th", "1801-01-01", "1900-12-31")]),
        ("May 1 and July 3, 2020", [("May 1", "2020-05-01", "2020-05-01"), ("July 3, 2020", "2020-07-03",
        "2020-07-03")]),
    ],
)  # fmt: skip
def test_find_dates_joins_runs_and_shares_years(text, expected):
    assert found(text, published_on=PUBLISHED_ON) == expected


@pytest.mark.parametrize(
    ("text", "raw", "start", "end"),
    [
        ("in early May", "early May", "2024-05-01", "2024-05-10"),
        ("in mid-November", "mid-November", "2024-11-11", "2024-11-20"),
        ("the end of February 2024", "the end of February 2024", "2024-02-21", "2024-02-29"),
        ("in early 2023", "early 2023", "2023-01-01", "2023-04-30"),
        ("late last year", "late last year", "2023-09-01", "2023-12-31"),
        ("in the mid-1990s", "mid-1990s", "1994-01-01", "1996-12-31"),
        ("the first week of May", "the first week of May", "2024-05-01", "2024-05-07"),
        ("the last two weeks of May 2023", "the last two weeks of May 2023", "2023-05-18", "2023-05-31"),
        ("the last day of March", "the last day of March", "2024-03-31", "2024-03-31"),
        ("the first half of June", "the first half of June", "2024-06-01", "2024-06-15"),
        ("the second half of the 1990s", "the second half of the 1990s", "1995-01-01", "1999-12-31"),
        ("the first half of last year", "the first half of last year", "2023-01-01", "2023-06-30"),
        ("the first nine months of 2024", "the first nine months of 2024", "2024-01-01", "2024-09-30"),
        ("the final three months of 2023", "the final three months of 2023", "2023-10-01", "2023-12-31"),
        ("third-quarter profit", "third-quarter", "2024-07-01", "2024-09-30"),
        ("this quarter", "this quarter", "2024-10-01", "2024-12-31"),
        ("the year to October", "the year to October", "2023-11-01", "2024-10-31"),
        ("in the decade to 2020", "the decade to 2020", "2011-01-01", "2020-12-31"),
        ("until mid-2027", "mid-2027", "2027-05-01", "2027-08-31"),
        ("the hottest August since", "August", "2024-08-01", "2024-08-31"),
        ("in the 12 months to September 2023", "the 12 months to September 2023", "2022-10-01", "2023-09-30"),
        ("last summer", "last summer", "2024-06-01", "2024-08-31"),
        ("in the autumn", "the autumn", "2024-09-01", "2024-11-30"),
        ("the winter of 2022-23", "the winter of 2022-23", "2022-12-01", "2023-02-28"),
        ("over the weekend", "the weekend", "2024-11-16", "2024-11-17"),
        ("Tuesday last week", "Tuesday last week", "2024-11-12", "2024-11-12"),
        ("May last year", "May last year", "2023-05-01", "2023-05-31"),
        ("5 May this year", "5 May this year", "2024-05-05", "2024-05-05"),
        ("the same day last year", "the same day last year", "2023-11-20", "2023-11-20"),
        ("the week before last", "the week before last", "2024-11-04", "2024-11-10"),
        ("a couple of weeks ago", "a couple of weeks ago", "2024-11-04", "2024-11-10"),
        ("half a century ago", "half a century ago", "1974-01-01", "1974-12-31"),
        ("from a year earlier", "a year earlier", "None", "None"),
        ("a year ago", "a year ago", "2023-01-01", "2023-12-31"),
        ("since the start of the year", "the start of the year", "2024-01-01", "2024-01-01"),
        ("at the start of the year", "the start of the year", "2024-01-01", "2024-04-30"),
        ("at the end of last year", "the end of last year", "2023-12-31", "2023-12-31"),
        ("at the end of the third quarter", "the end of the third quarter", "2024-09-30", "2024-09-30"),
        ("fled before Christmas.", "Christmas", "2023-12-25", "2023-12-25"),
        ("the next two years", "the next two years", "2024-11-20", "2026-11-20"),
        ("at Easter 2025", "Easter 2025", "2025-04-20", "2025-04-20"),
        ("by the end of 2025", "the end of 2025", "2025-12-31", "2025-12-31"),
        ("the week of 2 June 2025", "the week of 2 June 2025", "2025-06-02", "2025-06-08"),
        ("each April", "April", "None", "None"),
        ("every Monday", "Monday", "None", "None"),
        ("last night", "last night", "2024-11-19", "2024-11-19"),
        ("on Monday evening", "Monday evening", "2024-11-18", "2024-11-18"),
        ("It fell on New Year’s Day", "New Year’s Day", "2024-01-01", "2024-01-01"),
        ("the late nineteenth century", "late nineteenth century", "1868-01-01", "1900-12-31"),
    ],
)
def test_find_dates_reads_parts_and_relative_periods(text, raw, start, end):
    assert found(text, published_on=PUBLISHED_ON) == [(raw, start, end)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He will visit on Friday.", "2024-11-22"),
        ("He visited on Friday.", "2024-11-15"),
        ("On Monday, the court will rule.", "2024-11-25"),
        ("On Monday, officials said the court would rule.", "2024-11-18"),
        ("The hearing, due to be held on Monday, is off.", "2024-11-25"),
        ("They agreed to meet on Saturday.", "2024-11-23"),
        ("It was closed until Thursday.", "2024-11-14"),
        ("Ahead of Friday's vote he left.", "2024-11-22"),
        ("It expires in March.", "2025-03-01"),
        ("Rooms are booked for 20 December.", "2024-12-20"),
        ("It expired in December.", "2023-12-01"),
        ("Clinics delayed 90 scans in January.", "2024-01-01"),
        ("The concert was postponed to January.", "2025-01-01"),
        ("The pool stays shut until Friday.", "2024-11-22"),
        ("The pass runs until March.", "2025-03-01"),
        ("The tenant has until Monday to pay.", "2024-11-25"),
        ("Until Monday the pass was open.", "2024-11-18"),
        ("The bank will cut rates on Thursday.", "2024-11-21"),
        ("The bank cut rates on Thursday.", "2024-11-14"),
        ("Theatres reopen on Friday.", "2024-11-22"),
        ("The theatres did not reopen on Friday.", "2024-11-15"),
        ("Polls open on Sunday at seven.", "2024-11-24"),
        ("The polls were open on Sunday.", "2024-11-17"),
        ("The archivist retires in February.", "2025-02-01"),
        ("The fare rises to 3 euros in March.", "2025-03-01"),
        ("The panel failed to meet on Monday.", "2024-11-18"),
        ("The panel may meet on Monday.", "2024-11-25"),
        ("The panel may have met on Monday.", "2024-11-18"),
        ("A curfew, in force since 2 December, ends soon.", "2023-12-02"),
        ("We had rain, and the winter hasn’t yet started.", "2024-12-01"),
    ],
)
def test_find_dates_looks_where_the_verb_looks(text, expected):
    assert [start for _, start, _ in found(text, published_on=PUBLISHED_ON)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the week to 10 November", ("the week to 10 November", "2024-11-04", "2024-11-10")),
        ("in the year to 5 April 2023", ("the year to 5 April 2023", "2022-04-06", "2023-04-05")),
        ("the six months ended June 30", ("the six months ended June 30", "2024-01-01", "2024-06-30")),
        ("there are 12 days to 1 November", ("1 November", "2024-11-01", "2024-11-01")),
        ("for the three months ended June 30", ("the three months ended June 30", "2024-04-01", "2024-06-30")),
        (
            "the financial year ending 31 March 2024",
            ("the financial year ending 31 March 2024", "2023-04-01", "2024-03-31"),
        ),
        ("the half-year to June", ("the half-year to June", "2024-01-01", "2024-06-30")),
        ("the last fortnight of May", ("the last fortnight of May", "2024-05-18", "2024-05-31")),
    ],
)
def test_find_dates_reads_stretches_by_their_last_day(text, expected):
    assert found(text, published_on=PUBLISHED_ON) == [expected]


@pytest.mark.parametrize(
    ("text", "is_yearly"),
    [
        ("Nobody may dive here between 3 May and 9 June.", True),
        ("Anyone who camps there from 3 May to 9 June is fined.", True),
        ("The lake is drained on 3 May each year.", True),
        ("Every year on 3 May the lake is drained.", True),
        ("No boat longer than 24 metres may enter between 3 May and 9 June.", True),
        ("The act forbids anyone to fish between October and March.", True),
        ("The lake is full every summer.", True),
        ("The lake was shut between 3 May and 9 June.", False),
        ("They plant 300 trees each year, he said on 3 May.", False),
    ],
)
def test_find_dates_gives_no_year_to_what_comes_every_year(text, is_yearly):
    assert {start == "None" for _, start, _ in found(text, published_on=PUBLISHED_ON)} == {is_yearly}


def test_find_dates_stays_on_the_calendar_on_its_last_day():
    mentions = found("It is due on Friday; 1 May 2020 was too early.", published_on=date.max)
    assert [start for _, start, _ in mentions] == ["9999-12-31", "2020-05-01"]


def test_find_dates_takes_today_in_a_name_for_no_day():
    assert found("a study in Gardening Today", published_on=PUBLISHED_ON) == []
    assert found("“Today we mourn”", published_on=PUBLISHED_ON) == [("Today", "2024-11-20", "2024-11-20")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 1997 it was signed and the following year ratified.", ("the following year", "1998-01-01", "1998-12-31")),
        ("It rose in October from a year earlier.", ("a year earlier", "2023-10-01", "2023-10-31")),
        (
            "In the first ten months of 2021 it fell from the same period of 2020.",
            ("the same period of 2020", "2020-01-01", "2020-10-31"),
        ),
        ("In March it fell from the same month last year.", ("the same month last year", "2023-03-01", "2023-03-31")),
        ("Set up in 2011, it closed a decade later.", ("a decade later", "2021-01-01", "2021-12-31")),
        ("In 2024-25 it had fewer than in the previous year.", ("the previous year", "2023-01-01", "2024-12-31")),
        ("On 5 May 2020 he fell and two days later died.", ("two days later", "2020-05-07", "2020-05-07")),
        ("He fell and two days later died.", ("two days later", "None", "None")),
        ("They left the same day.", ("the same day", "None", "None")),
        (
            "Profit came to 4m in the three months to June, down from 5m a year earlier.",
            ("a year earlier", "2023-04-01", "2023-06-30"),
        ),
    ],
)
def test_find_dates_follows_pointers_to_the_date_before(text, expected):
    assert found(text, published_on=PUBLISHED_ON)[-1] == expected


@pytest.mark.parametrize(
    "text",
    ["2,024 people", "2000 people died", "more than 2000 mines", "$2000", "2000 dollars", "may 5 of them",
     "they march in may",
     "31 February", "the last years of the war", "Resolution 1701", "12024", "route 2024a", "Theresa May said so",
     "Mrs May may go", "an august body", "The Sunday Times on Black Friday", "Agenda 2030 and Euro 2024",

     "in the sun for a second", "they sat", "the fall of the government", "a quarter of an hour", "the first days",
     "March 12 people", "in her nineties", "player of the year", "ten minutes too late", "the last year before the war",
     "for two years", "second quarter of the game"],
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
        ("у п’ятницю", "п’ятницю", "2024-11-15", "2024-11-15"),
        ("минулої суботи", "минулої суботи", "2024-11-16", "2024-11-16"),
        ("у понеділок відбудеться", "понеділок", "2024-11-25", "2024-11-25"),
        ("позаторік", "позаторік", "2022-01-01", "2022-12-31"),
        ("три тижні тому", "три тижні тому", "2024-10-28", "2024-11-03"),
        ("рік тому", "рік тому", "2023-01-01", "2023-12-31"),
        ("півроку тому", "півроку тому", "2024-05-01", "2024-05-31"),
        ("за останні п'ять років", "останні п'ять років", "2019-11-20", "2024-11-20"),
        ("на початку травня", "на початку травня", "2024-05-01", "2024-05-10"),
        ("наприкінці 2023 року", "наприкінці 2023 року", "2023-12-31", "2023-12-31"),
        ("від початку року", "початку року", "2024-01-01", "2024-01-01"),
        ("торік у березні", "торік у березні", "2023-03-01", "2023-03-31"),
        ("у березні торік", "березні торік", "2023-03-01", "2023-03-31"),
        ("позаторік навесні", "позаторік навесні", "2022-03-01", "2022-05-31"),
        ("минулого року взимку", "минулого року взимку", "2022-12-01", "2023-02-28"),
        ("травневі збори", "травневі", "2024-05-01", "2024-05-31"),
        ("торішнього снігу", "торішнього", "2023-01-01", "2023-12-31"),
        ("цьогорічними", "цьогорічними", "2024-01-01", "2024-12-31"),
        ("вчорашня буря", "вчорашня", "2024-11-19", "2024-11-19"),
        ("він проспав зиму", "зиму", "2023-12-01", "2024-02-29"),
        ("за літо", "літо", "2024-06-01", "2024-08-31"),
        ("у першому кварталі", "першому кварталі", "2024-01-01", "2024-03-31"),
        ("у III кварталі 2023 року", "III кварталі 2023 року", "2023-07-01", "2023-09-30"),
        ("за перше півріччя 2023 року", "перше півріччя 2023 року", "2023-01-01", "2023-06-30"),
        ("за дев'ять місяців 2024 року", "дев'ять місяців 2024 року", "2024-01-01", "2024-09-30"),
        ("у другій половині 2023 року", "другій половині 2023 року", "2023-07-01", "2023-12-31"),
        ("у XIX столітті", "XIX столітті", "1801-01-01", "1900-12-31"),
        ("минулої зими", "минулої зими", "2023-12-01", "2024-02-29"),
        ("5 травня – 7 червня 2023 року", "5 травня – 7 червня 2023 року", "2023-05-05", "2023-06-07"),
        ("у лютому-березні 2024 року", "лютому-березні 2024 року", "2024-02-01", "2024-03-31"),
        ("24 лютого 2022-го", "24 лютого 2022-го", "2022-02-24", "2022-02-24"),
        ("у червні цього року", "червні цього року", "2024-06-01", "2024-06-30"),
        ("у 90-х", "90-х", "1990-01-01", "1999-12-31"),
        ("з 2014-го по 2019-й", "2014-го по 2019-й", "2014-01-01", "2019-12-31"),
        ("у першій декаді серпня", "першій декаді серпня", "2024-08-01", "2024-08-10"),
        ("аналогічний період торік", "аналогічний період торік", "2023-01-01", "2023-12-31"),
        ("у ніч із суботи на неділю", "суботи на неділю", "2024-11-16", "2024-11-17"),
        ("торішній урожай", "торішній", "2023-01-01", "2023-12-31"),
        ("торішньої зими", "торішньої зими", "2022-12-01", "2023-02-28"),
        ("минулими вихідними", "минулими вихідними", "2024-11-16", "2024-11-17"),
        ("У День Незалежності", "День Незалежності", "2024-08-24", "2024-08-24"),
        ("горіла в 1812-му", "1812-му", "1812-01-01", "1812-12-31"),
        ("до кінця 2025 року", "кінця 2025 року", "2025-12-31", "2025-12-31"),
        ("за останнє десятиліття", "останнє десятиліття", "2014-11-20", "2024-11-20"),
        ("минулої ночі", "минулої ночі", "2024-11-19", "2024-11-19"),
        ("злетіли тієї самої ночі", "тієї самої ночі", "None", "None"),
        ("За два тижні до голосування лідер змінився", "два тижні до голосування", "None", "None"),
        ("здадуть до Нового року", "Нового року", "2025-01-01", "2025-01-01"),
        ("з 2014 до 2019 року", "2014 до 2019 року", "2014-01-01", "2019-12-31"),
        ("у 1990-х роках", "1990-х роках", "1990-01-01", "1999-12-31"),
        ("У 2-му кварталі 2023 року", "2-му кварталі 2023 року", "2023-04-01", "2023-06-30"),
        ("у 1-му півріччі 2023 року", "1-му півріччі 2023 року", "2023-01-01", "2023-06-30"),
    ],
)
def test_find_dates_reads_ukrainian(text, raw, start, end):
    assert found(text, language="uk", published_on=PUBLISHED_ON) == [(raw, start, end)]


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


def test_find_dates_points_over_any_white_space():
    dates = found("У 2020 році він прибув і того\u00a0ж року поїхав.", language="uk", published_on=PUBLISHED_ON)
    assert [start for _, start, _ in dates] == ["2020-01-01", "2020-01-01"]


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


def test_find_dates_follows_ukrainian_pointers():
    text = "За січень–серпень більше, ніж за аналогічний період торік; почали у 2019 році, а через два роки розірвали."
    assert [start for _, start, _ in found(text, language="uk", published_on=PUBLISHED_ON)] == [
        "2024-01-01", "2023-01-01", "2019-01-01", "2021-01-01"]  # fmt: skip
    assert found("Через два роки розірвали.", language="uk", published_on=PUBLISHED_ON) == []


@pytest.mark.parametrize(
    "text", ["2000 осіб", "лютий мороз", "середа проживання", "п'ять років", "стаття 2024а", "у Жовтневому районі"]
)
def test_find_dates_leaves_other_ukrainian_words(text):
    assert found(text, language="uk", published_on=PUBLISHED_ON) == []


@pytest.mark.parametrize(
    ("piece", "language"),
    [("5, ", "en"), ("5 and 6 May ", "en"), ("the first ", "en"), ("early ", "en"), ("in May to ", "en"),
     ("2019–", "en"), ("on Monday ", "en"), ("a year earlier ", "en"), ("the ", "en"), ("the week to 5 May ", "en"),
     ("anyone who aaaa 5 May and 6 June ", "en"), ("no a than ", "en"),
     ("1, 2, 3 and 4 May, ", "en"), ("hasn't until May ", "en"),
     ("ordered to on Monday who ", "en"), (", and on May ", "en"),
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
