import pytest

from tests.text.found_dates import PUBLISHED_ON, found


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
            "It fell in the three months to June after the previous three months.",
            ("the previous three months", "2024-01-01", "2024-03-31"),
        ),
        ("It rose in the third quarter from the prior quarter.", ("the prior quarter", "2024-04-01", "2024-06-30")),
        ("It was dearer than in the previous three months.", ("the previous three months", "None", "None")),
        ("They said on Tuesday that it sold more than the previous year.", ("the previous year", "None", "None")),
        (
            "It sold 5 between January and March, and 9 in the same months of 2020.",
            ("the same months of 2020", "2020-01-01", "2020-03-31"),
        ),
        (
            "It sold more so far this year than in the same period of 2019.",
            ("the same period of 2019", "2019-01-01", "2019-11-20"),
        ),
        (
            "Profit came to 4m in the three months to June, down from 5m a year earlier.",
            ("a year earlier", "2023-04-01", "2023-06-30"),
        ),
    ],
)
def test_find_dates_follows_pointers_to_the_date_before(text, expected):
    assert found(text, published_on=PUBLISHED_ON)[-1] == expected


def test_find_dates_points_over_any_white_space():
    dates = found("У 2020 році він прибув і того\u00a0ж року поїхав.", language="uk", published_on=PUBLISHED_ON)
    assert [start for _, start, _ in dates] == ["2020-01-01", "2020-01-01"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It will be shut between Monday and Friday.", "en", ["2024-11-25", "2024-11-29"]),
        ("It was shut between Thursday and Wednesday.", "en", ["2024-11-14", "2024-11-20"]),
        ("It was shut from Saturday to Friday.", "en", ["2024-11-09"]),
        ("It was put back from 5 May to 9 May.", "en", ["2024-05-05", "2024-05-09"]),
        ("Засідання перенесли з 5 на 12 травня.", "uk", ["2025-05-05", "2025-05-12"]),
        ("У ніч із суботи на неділю горіло.", "uk", ["2024-11-16"]),
        ("За січень — червень 2023 року впав.", "uk", ["2023-01-01"]),
    ],
)
def test_find_dates_tells_runs_from_moves(text, language, expected):
    assert [start for _, start, _ in found(text, language=language, published_on=PUBLISHED_ON)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose 3% in May from 2% the month before.", ["2024-05-01", "2024-04-01"]),
        ("It sold 9 in the year to June, against 8 two years before.", ["2023-07-01", "2021-07-01"]),
        ("It opened on 3 May and shut on the 19th.", ["2024-05-03", "2024-05-19"]),
        ("the year to the third quarter of 2023", ["2022-10-01"]),
        ("In the week to Sunday it rose.", ["2024-11-11"]),
        ("The code requires a budget by 1 December.", ["None"]),
    ],
)
def test_find_dates_follows_stretches_and_laws(text, expected):
    assert [start for _, start, _ in found(text, published_on=PUBLISHED_ON)] == expected
