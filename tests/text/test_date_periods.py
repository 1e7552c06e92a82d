from datetime import date

import pytest

from claims.text import date_periods as periods

MAY = periods.month_period(2024, 5)
YEAR = periods.year_period(2024)


def written(period: periods.Period) -> tuple[str, str]:
    return period[0].isoformat(), period[1].isoformat()


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (periods.month_period(2024, 2), ("2024-02-01", "2024-02-29")),
        (periods.month_period(2023, 13), ("2024-01-01", "2024-01-31")),
        (periods.season_period("winter", 2023), ("2023-12-01", "2024-02-29")),
        (periods.century_period(20), ("1901-01-01", "2000-12-31")),
        (periods.decade_period(1994), ("1990-01-01", "1999-12-31")),
        (periods.period_around(date(2024, 11, 20), "week"), ("2024-11-18", "2024-11-24")),
        (periods.period_around(date(2024, 11, 20), "quarter"), ("2024-10-01", "2024-12-31")),
        (periods.period_around(date(2024, 11, 20), "half"), ("2024-07-01", "2024-12-31")),
        (periods.weekend_around(date(2024, 11, 20)), ("2024-11-23", "2024-11-24")),
        (periods.part_of(MAY, unit="month", part="late"), ("2024-05-21", "2024-05-31")),
        (periods.part_of(YEAR, unit="year", part="mid"), ("2024-05-01", "2024-08-31")),
        (periods.part_of(MAY, unit="week", part="mid"), ("2024-05-01", "2024-05-31")),
        (periods.slice_of(MAY, unit="week", which=1), ("2024-05-01", "2024-05-07")),
        (periods.slice_of(MAY, unit="day", which=-1, count=3), ("2024-05-29", "2024-05-31")),
        (periods.slice_of(YEAR, unit="quarter", which=3), ("2024-07-01", "2024-09-30")),
        (periods.slice_of(YEAR, unit="month", which=-1, count=3), ("2024-10-01", "2024-12-31")),
    ],
)
def test_periods_of_the_calendar(period, expected):
    assert written(period) == expected


@pytest.mark.parametrize(
    ("period", "which", "expected"),
    [
        (periods.month_period(2024, 6), 1, ("2024-06-01", "2024-06-02")),
        (periods.month_period(2024, 8), -1, ("2024-08-24", "2024-08-25")),
        (periods.month_period(2024, 9), 2, ("2024-09-14", "2024-09-15")),
    ],
)
def test_weekends_lie_wholly_in_their_month(period, which, expected):
    assert written(periods.weekend_of(period, which=which)) == expected


@pytest.mark.parametrize(("year", "expected"), [(2023, "2023-11-23"), (2024, "2024-11-28"), (2029, "2029-11-22")])
def test_thanksgiving_is_the_fourth_thursday(year, expected):
    assert periods.thanksgiving_of(year).isoformat() == expected


def test_a_slice_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="year"):
        periods.slice_of(MAY, unit="year", which=1)


@pytest.mark.parametrize(
    ("day", "unit", "steps", "expected"),
    [("2024-03-31", "month", -1, "2024-02-29"), ("2024-02-29", "year", -1, "2023-02-28"),
     ("2024-11-20", "week", 2, "2024-12-04"), ("2024-11-20", "decade", -1, "2014-11-20")],
)  # fmt: skip
def test_moved_day_keeps_to_the_calendar(day, unit, steps, expected):
    assert periods.moved_day(date.fromisoformat(day), unit=unit, steps=steps).isoformat() == expected
