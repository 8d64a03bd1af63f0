"""Terms and closures, from the dates that are known."""

import datetime as dt

import pytest

from pipeline.domain.rules.terms import HalfTerm
from pipeline.domain.terms import closed_on, next_term
from tests.office import rules

D = dt.date.fromisoformat
HALVES = rules().terms.of(None)


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        ("2026-10-26", True),
        ("2026-10-23", False),
        ("2026-12-25", True),
        ("2027-01-04", False),
        ("2026-08-20", False),
        ("2027-08-20", False),
    ],
)
def test_a_school_is_closed_between_its_half_terms_and_nothing_is_said_of_other_years(day: str, closed: bool) -> None:
    assert closed_on(D(day), HALVES) is closed


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2026-08-20", "2026-09-02", "2027-01-03"),
        ("2026-10-28", "2027-01-04", "2027-04-11"),
        ("2027-03-30", "2027-04-12", "2027-07-21"),
    ],
)
def test_the_next_term_counts_with_the_holiday_after_it(today: str, first: str, last: str) -> None:
    assert next_term(D(today), HALVES) == (D(first), D(last))


def test_where_no_next_term_is_known_none_is_given() -> None:
    assert next_term(D("2027-06-01"), HALVES) is None
    assert next_term(D("2027-06-01"), ()) is None


def test_a_school_may_keep_its_own_dates() -> None:
    with pytest.raises(ValueError, match="before first"):
        HalfTerm("autumn", D("2026-09-02"), D("2026-09-01"))
    assert rules().terms.of("8072001") == HALVES
