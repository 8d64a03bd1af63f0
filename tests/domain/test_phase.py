"""Moves between phases and the last lawful day for the amended plan."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.phase import phase_transfer, phase_transfer_limit
from pipeline.domain.rules.deadlines import DeadlineRules
from pipeline.rulebook.nodes import load_typed

D = dt.date.fromisoformat


@dataclass(frozen=True)
class Book:
    deadlines: DeadlineRules


BOOK = Book(load_typed(Path(__file__).parents[2] / "rules" / "deadlines.yaml", DeadlineRules))


@pytest.mark.parametrize(
    ("sentence", "taught", "meeting", "limit"),
    [
        ("nursery starts school next September", -1, "2026-11-10", "2027-02-14"),
        ("Year 6 moves to secondary school", 6, "2026-11-10", "2027-02-14"),
        ("Year 6 after its limit still shows the limit", 6, "2027-03-01", "2027-02-14"),
        ("Year 6 in July shows the limit of that year", 6, "2027-07-16", "2027-02-14"),
        ("Year 5 in the summer moves within 15 months", 5, "2026-06-01", "2027-02-14"),
        ("Year 5 in May is 15 months and a day away", 5, "2026-05-31", None),
        ("Year 11 moves to post-16 before 31 March", 11, "2026-11-10", "2027-03-30"),
        ("Year 10 in July moves within 15 months", 10, "2026-07-10", "2027-03-30"),
        ("Year 10 in the autumn does not move yet", 10, "2026-11-10", None),
        ("Year 9 stays", 9, "2026-11-10", None),
        ("Reception stays", 0, "2026-11-10", None),
        ("Year 7 has moved", 7, "2026-09-17", None),
        ("Year 12 has no day of 15 February or 31 March", 12, "2026-11-10", None),
    ],
)
def test_a_child_who_soon_moves_phase_has_a_last_lawful_day(
    sentence: str, taught: int, meeting: str, limit: str | None
) -> None:
    assert phase_transfer_limit(taught, D(meeting), BOOK) == (D(limit) if limit else None), sentence


@pytest.mark.parametrize(
    ("school", "moves"),
    [(None, False), ("Sandhaven Primary School", False), ("Sandhaven INFANT School", True)],
)
def test_year_2_moves_only_from_an_infant_school(school: str | None, moves: bool) -> None:
    assert (phase_transfer_limit(2, D("2026-11-10"), BOOK, school) == D("2027-02-14")) is moves
    assert (phase_transfer_limit(2, D("2026-11-10"), BOOK, school) is None) is not moves


@given(st.integers(-2, 20), st.dates(dt.date(2024, 1, 1), dt.date(2035, 12, 31)))
def test_the_last_lawful_day_is_the_day_before_the_day_the_law_names(taught: int, meeting: dt.date) -> None:
    found = phase_transfer(taught, meeting, BOOK)
    if found is None:
        assert taught not in (-1, 6, 11)
        return
    transfer, limit = found
    assert (limit.month, limit.day) == ((3, 30) if transfer.leaving_year == 11 else (2, 14))
    assert -1 <= limit.year - meeting.year <= 1


@pytest.mark.parametrize(("taught", "last_meeting"), [(6, "2026-11-22"), (11, "2027-01-05")])
def test_twelve_weeks_after_the_last_useful_meeting_are_still_lawful(taught: int, last_meeting: str) -> None:
    limit = phase_transfer_limit(taught, D(last_meeting), BOOK)
    assert limit == D(last_meeting) + dt.timedelta(weeks=12)
