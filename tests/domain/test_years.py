"""Year groups from dates of birth."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.years import nc_year, school_year_starting

D = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("dob", "on", "year"),
    [
        ("2022-08-31", "2026-09-01", 0),
        ("2022-09-01", "2026-09-01", -1),
        ("2021-09-01", "2026-11-10", 0),
        ("2021-08-31", "2026-09-01", 1),
        ("2016-01-15", "2026-11-10", 6),
        ("2015-09-01", "2026-11-10", 6),
        ("2015-08-31", "2026-11-10", 7),
        ("2013-03-03", "2026-11-10", 9),
        ("2011-02-28", "2026-11-10", 11),
        ("2010-05-20", "2026-11-10", 12),
        ("2008-02-29", "2026-11-10", 14),
        ("2008-08-31", "2026-08-31", 13),
        ("2008-08-31", "2026-09-01", 14),
        ("2001-10-01", "2026-11-10", 20),
    ],
)
def test_the_year_is_the_age_on_31_august_less_four(dob: str, on: str, year: int) -> None:
    assert nc_year(D(dob), D(on)) == year


@given(st.dates(dt.date(1995, 1, 1), dt.date(2025, 12, 31)), st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)))
def test_the_year_changes_on_1_september_only(dob: dt.date, on: dt.date) -> None:
    tomorrow = on + dt.timedelta(days=1)
    step = nc_year(dob, tomorrow) - nc_year(dob, on)
    assert step == (1 if (tomorrow.month, tomorrow.day) == (9, 1) else 0)


@pytest.mark.parametrize(("on", "year"), [("2026-08-31", 2025), ("2026-09-01", 2026), ("2027-01-05", 2026)])
def test_a_school_year_begins_on_1_september(on: str, year: int) -> None:
    assert school_year_starting(D(on)) == year
