from datetime import date

import pytest

from tests.text.found_dates import PUBLISHED_ON, found


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


def test_find_dates_takes_today_in_a_name_for_no_day():
    assert found("a study in Gardening Today", published_on=PUBLISHED_ON) == []
    assert found("“Today we mourn”", published_on=PUBLISHED_ON) == [("Today", "2024-11-20", "2024-11-20")]


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


def test_find_dates_reads_letters_that_look_like_others():
    assert found("5 \u017feptember 2019, ye\u017fterday", published_on=PUBLISHED_ON) == [
        ("5 \u017feptember 2019", "2019-09-05", "2019-09-05"),
        ("ye\u017fterday", "2024-11-19", "2024-11-19"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The autumn budget cut spending.", [("autumn", "2024-09-01", "2024-11-30")]),
        ("Summer sales fell.", [("Summer", "2024-06-01", "2024-08-31")]),
        ("Growers lost money after a wet spring.", [("a wet spring", "2024-03-01", "2024-05-31")]),
        ("The pass freezes in winter and is closed.", [("winter", "None", "None")]),
        ("Average winter rents and every winter storm", [("every winter", "None", "None")]),
        ("By the end of the summer it had burnt.", [("the end of the summer", "2024-08-31", "2024-08-31")]),
        ("It will open in early summer.", [("early summer", "2025-06-01", "2025-06-30")]),
        ("First-half profit rose.", [("First-half", "2024-01-01", "2024-06-30")]),
        ("In the first half revenue rose.", [("the first half", "2024-01-01", "2024-06-30")]),
        ("He scored in the first half.", []),
        ("It will not open until the new year.", [("the new year", "2025-01-01", "2025-01-01")]),
        ("By Christmas the shop will have sold it.", [("Christmas", "2024-12-25", "2024-12-25")]),
        ("a guess about 2026.", [("2026", "2026-01-01", "2026-12-31")]),
        ("It has leaked since at least March.", [("March", "2024-03-01", "2024-03-31")]),
        (
            "It was the driest spring since 1976.",
            [("spring", "2024-03-01", "2024-05-31"), ("1976", "1976-01-01", "1976-12-31")],
        ),
        ("It was the steepest fall in its history.", []),
        ("It was the best Christmas on record.", [("Christmas", "2023-12-25", "2023-12-25")]),
        ("They met last Thanksgiving.", [("last Thanksgiving", "2023-11-23", "2023-11-23")]),
        ("It shuts on Boxing Day.", [("Boxing Day", "2024-12-26", "2024-12-26")]),
        ("In the June quarter sales rose.", [("the June quarter", "2024-04-01", "2024-06-30")]),
        ("The December half of 2023 was poor.", [("The December half of 2023", "2023-07-01", "2023-12-31")]),
        ("It finished the quarter with six ships.", [("the quarter", "None", "None")]),
        ("They left on the 24th.", [("the 24th", "2024-10-24", "2024-10-24")]),
        ("They will leave on the 24th.", [("the 24th", "2024-11-24", "2024-11-24")]),
        ("She birdied the 9th and fell back on the 18th.", []),
        ("He ranks from the 2nd to the 9th.", []),
        ("The summer school opened its doors to 300 children.", []),
        ("The film Halloween made money.", []),
        ("The last weekend of August was wet.", [("The last weekend of August", "2024-08-24", "2024-08-25")]),
        ("The first strike in five years ended on Tuesday.", [("Tuesday", "2024-11-19", "2024-11-19")]),
        ("A crash Monday night killed him.", [("Monday night", "2024-11-18", "2024-11-18")]),
        ("the second Monday of September", [("the second Monday of September", "2024-09-09", "2024-09-09")]),
        ("the last Sunday in October 2023", [("the last Sunday in October 2023", "2023-10-29", "2023-10-29")]),
    ],
)
def test_find_dates_reads_seasons_halves_and_feasts(text, expected):
    assert found(text, published_on=PUBLISHED_ON) == expected


@pytest.mark.parametrize(
    ("text", "published_on", "expected"),
    [
        ("Few geese came this winter.", date(2024, 3, 27), "2023-12-01"),
        ("Few geese will come this winter.", date(2024, 3, 27), "2024-12-01"),
        ("It may lose ground to others this winter.", date(2024, 8, 19), "2024-12-01"),
        ("Rents rose this autumn.", date(2024, 1, 27), "2023-09-01"),
        ("Rents will rise this autumn.", date(2024, 1, 27), "2024-09-01"),
    ],
)
def test_find_dates_puts_this_season_where_the_verb_looks(text, published_on, expected):
    assert [start for _, start, _ in found(text, published_on=published_on)] == [expected]
