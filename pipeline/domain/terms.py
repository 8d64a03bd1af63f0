"""Terms and closures of schools, by the dates that are known."""

import datetime as dt
from collections.abc import Sequence

from pipeline.domain.rules.terms import HalfTerm

_ONE_DAY = dt.timedelta(days=1)
_ONE_TERM = dt.timedelta(days=60)  # two halves of one term never lie so far apart; two springs always do


def closed_on(day: dt.date, halves: Sequence[HalfTerm]) -> bool:
    """Tell whether schools are closed on *day*; before and after all known dates nobody knows, so they are not."""
    if not halves or not halves[0].first <= day <= halves[-1].last:
        return False
    return not any(half.first <= day <= half.last for half in halves)


def next_term(today: dt.date, halves: Sequence[HalfTerm]) -> tuple[dt.date, dt.date] | None:
    """Give the first day of the next term and the last before the term after it; None where no next term is known.

    A review that falls due in the holiday is held in the term before, so the holiday counts with its term.
    """
    begins = [half.first for half, before in zip(halves, (None, *halves), strict=False) if _begins(half, before)]
    coming = [day for day in begins if day > today]
    if not coming:
        return None
    after = coming[1] - _ONE_DAY if len(coming) > 1 else halves[-1].last
    return coming[0], after


def _begins(half: HalfTerm, before: HalfTerm | None) -> bool:
    return before is None or before.term != half.term or half.first - before.last > _ONE_TERM
