"""Months, periods and working days, with the awkward ends of February."""

import datetime as dt
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.calendar import (
    Unit,
    add,
    add_months,
    is_working_day,
    last_day,
    working_day_on_or_after,
    working_day_on_or_before,
)

D = dt.date.fromisoformat
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
MONTHS = st.integers(-240, 240)
CHRISTMAS = frozenset({D("2026-12-25"), D("2026-12-28")})


@pytest.mark.parametrize(
    ("start", "end", "planning"),
    [
        ("2025-10-14", "2026-10-13", "2026-09-14"),
        ("2025-09-01", "2026-08-31", "2026-08-01"),
        ("2025-08-31", "2026-08-30", "2026-07-31"),
        ("2024-02-29", "2025-02-28", "2025-01-29"),
        ("2024-03-01", "2025-02-28", "2025-02-01"),
        ("2023-02-28", "2024-02-27", "2024-01-28"),
        ("2023-03-01", "2024-02-29", "2024-02-01"),
    ],
)
def test_twelve_months_starting_with_a_day_end_before_its_anniversary(start: str, end: str, planning: str) -> None:
    assert last_day(D(start), 12, "months") == last_day(D(start), 1, "years") == D(end)
    assert add_months(D(start), 11) == D(planning)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-05-04", 0, "2026-05-04"),
    ],
)
def test_a_month_that_is_too_short_gives_its_last_day(start: str, months: int, end: str) -> None:
    assert add_months(D(start), months) == D(end)


def test_months_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(OverflowError):
        add_months(dt.date(9999, 12, 1), 1)


def test_fifteen_days_beginning_with_a_day_end_on_the_fourteenth_day_after() -> None:
    assert last_day(D("2026-11-02"), 15, "days") == D("2026-11-16")


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-12-28", "2026-12-24", "2026-12-29"),
        ("2026-12-25", "2026-12-24", "2026-12-29"),
        ("2026-12-19", "2026-12-18", "2026-12-21"),
        ("2026-12-23", "2026-12-23", "2026-12-23"),
    ],
)
def test_a_working_day_is_no_weekend_and_no_bank_holiday(day: str, before: str, after: str) -> None:
    assert working_day_on_or_before(D(day), CHRISTMAS) == D(before)
    assert working_day_on_or_after(D(day), CHRISTMAS) == D(after)
    assert is_working_day(D(day), CHRISTMAS) is (before == day)


@given(DAYS, MONTHS)
def test_adding_months_never_leaves_the_month_it_lands_in(day: dt.date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + dt.timedelta(days=1)).day == 1)


@given(DAYS, DAYS, MONTHS)
def test_adding_months_keeps_days_in_order(first: dt.date, second: dt.date, months: int) -> None:
    earlier, later = sorted((first, second))
    assert add_months(earlier, months) <= add_months(later, months)


@given(DAYS, st.integers(1, 60), st.sampled_from(get_args(Unit)))
def test_a_period_ends_on_the_last_day_before_it_would_begin_again(day: dt.date, count: int, unit: Unit) -> None:
    end, again = last_day(day, count, unit), add(day, count, unit)
    assert day <= end <= again
    assert (again - end).days == (0 if unit in ("months", "years") and again.day != day.day else 1)


@given(DAYS, st.frozensets(DAYS, max_size=8))
def test_the_working_day_before_is_the_nearest(day: dt.date, closed: frozenset[dt.date]) -> None:
    found = working_day_on_or_before(day, closed)
    assert is_working_day(found, closed)
    skipped = [found + dt.timedelta(days=n) for n in range(1, (day - found).days + 1)]
    assert not any(is_working_day(one, closed) for one in skipped)
