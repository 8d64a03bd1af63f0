"""Until when a decision can be appealed, and other dates of the domain notes that run from a birthday or a move."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.appeal import appeal_dates
from pipeline.domain.calendar import add_months, is_working_day
from pipeline.domain.phase import post_16_move_limit
from pipeline.domain.years import nc_year, school_leaving_date
from pipeline.stages.count import review_deadlines
from tests.office import rules

D = dt.date.fromisoformat
DAYS = st.dates(dt.date(2014, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("decision", "certificate", "counted", "effective"),
    [
        ("2026-10-01", "2026-11-29", "2026-12-29", "2027-01-04"),
        ("2026-10-30", None, "2026-12-30", "2027-01-04"),
        ("2026-06-12", None, "2026-08-12", "2026-09-01"),
        ("2026-06-30", None, "2026-08-30", "2026-09-01"),
        ("2026-07-01", None, "2026-09-01", "2026-09-01"),
        ("2025-12-31", None, "2026-02-28", "2026-03-02"),
        ("2026-12-31", None, "2027-02-28", "2027-03-01"),
        ("2026-03-02", None, "2026-05-02", "2026-05-05"),
        ("2026-11-20", "2027-01-15", "2027-02-15", "2027-02-15"),
        ("2026-11-01", None, "2027-01-01", "2027-01-04"),
        ("2026-11-20", "2026-11-25", "2027-01-20", "2027-01-20"),
    ],
)
def test_an_appeal_runs_from_the_letter_or_the_certificate_and_is_moved_past_closed_days(
    decision: str, certificate: str | None, counted: str, effective: str
) -> None:
    law = rules().deadlines
    found = appeal_dates(D(decision), D(certificate) if certificate else None, law.appeal, law.closed_days)
    assert (found.counted, found.effective) == (D(counted), D(effective))


def in_a_closure(day: dt.date) -> bool:
    return day.month == 8 or (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)


@given(DAYS, st.none() | st.integers(-60, 200))
def test_an_appeal_never_ends_before_its_two_months_nor_on_a_closed_day(decision: dt.date, later: int | None) -> None:
    law = rules().deadlines
    certificate = decision + dt.timedelta(days=later) if later is not None else None
    found = appeal_dates(decision, certificate, law.appeal, law.closed_days)
    assert add_months(decision, 2) <= found.counted <= found.effective
    assert is_working_day(found.effective, law.closed_days)
    if in_a_closure(found.counted):  # the closed days of the calendar before one may still lead into it
        assert not in_a_closure(found.effective)
    assert (found.effective - found.counted).days <= 34


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
def test_the_year_of_a_child_follows_from_the_birthday(dob: str, on: str, year: int) -> None:
    assert nc_year(D(dob), D(on)) == year


@pytest.mark.parametrize(
    ("dob", "leaves"),
    [
        ("2010-05-20", "2026-06-26"),
        ("2010-08-31", "2026-06-26"),
        ("2010-09-01", "2027-06-25"),
        ("2011-02-28", "2027-06-25"),
        ("2011-08-31", "2027-06-25"),
        ("2011-09-01", "2028-06-30"),
    ],
)
def test_compulsory_school_age_ends_on_the_last_friday_in_june(dob: str, leaves: str) -> None:
    assert school_leaving_date(D(dob)) == D(leaves)


@pytest.mark.parametrize(("dob", "latest"), [("2016-01-15", "2026-11-22"), ("2011-02-28", "2027-01-05")])
def test_a_meeting_too_close_to_the_transfer_leaves_no_full_twelve_weeks(dob: str, latest: str) -> None:
    days = review_deadlines(D("2026-10-05"), None, None, None, D(dob), D("2026-10-12"), rules())
    assert {one.name: one.date for one in days}["phase_transfer_meeting"] == D(latest)


def test_a_move_between_colleges_needs_the_plan_five_months_before() -> None:
    assert post_16_move_limit(D("2027-09-01"), rules()) == D("2027-04-01")


@given(DAYS)
def test_every_day_from_2014_to_2040_counts_as_the_law_says(meeting: dt.date) -> None:
    found = {one.name: one for one in review_deadlines(meeting, meeting, None, meeting, None, meeting, rules())}
    twelve = found["twelve_months"].date
    assert twelve is not None
    assert 364 <= (twelve - meeting).days <= 365
    for name in ("decision_send_by", "final_plan_send_by"):
        sent = found[name].date
        assert sent is not None and is_working_day(sent, rules().deadlines.closed_days)
    assert all(one.source for one in found.values())


def test_every_single_day_from_2014_to_2040_has_its_dates() -> None:
    """No day of the calendar makes the counting fail or puts two dates out of their order."""
    book, day = rules(), dt.date(2014, 1, 1)
    while day <= dt.date(2040, 12, 31):
        found = {one.name: one.date for one in review_deadlines(day, day, None, day, None, day, book)}
        assert (found["submission_due"] - day).days == 14  # type: ignore[operator]
        assert (found["decision_due"] - day).days == 28  # type: ignore[operator]
        assert (found["final_plan_due"] - day).days == 56  # type: ignore[operator]
        assert (found["representations_end"] - day).days == 14  # type: ignore[operator]
        assert day <= found["twelve_months"] < add_months(day, 13)  # type: ignore[operator]
        assert found["planning_date"] <= found["twelve_months"]  # type: ignore[operator]
        assert found["reply_by"] >= found["representations_end"]  # type: ignore[operator]
        assert found["appeal_last_day"] <= found["appeal_last_day_in_effect"]  # type: ignore[operator]
        day += dt.timedelta(days=1)
