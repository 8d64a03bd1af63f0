"""Tell when a child moves between phases, and until when the plan may lawfully be amended for the move."""

import datetime as dt

from pipeline.domain.calendar import add_months
from pipeline.domain.rules.deadlines import DeadlineBook, PhaseTransfer
from pipeline.domain.years import SEPTEMBER, school_year_starting

_ONE_DAY = dt.timedelta(days=1)


def phase_transfer(
    nc_year_taught: int, meeting: dt.date, rules: DeadlineBook, school: str | None = None
) -> tuple[PhaseTransfer, dt.date] | None:
    """Give the next move of a child taught in that year and the last lawful day for the amended plan, or None.

    A move that only some schools make counts only where the name of *school* shows it.
    """
    law = rules.deadlines.phase_transfer
    horizon = add_months(meeting, law.look_ahead_months)
    for transfer in law.transfers:
        years_left = transfer.leaving_year - nc_year_taught
        year = school_year_starting(meeting) + 1 + years_left
        if years_left < 0 or dt.date(year, SEPTEMBER, 1) > horizon or not _expected(transfer, school):
            continue
        # The law says "before", so the last lawful day is the day before the day it names.
        return transfer, dt.date(year, transfer.month, transfer.day) - _ONE_DAY
    return None


def phase_transfer_limit(
    nc_year_taught: int, meeting: dt.date, rules: DeadlineBook, school: str | None = None
) -> dt.date | None:
    """Give the last lawful day for the amended plan of a child who soon moves phase, or None for any other child."""
    found = phase_transfer(nc_year_taught, meeting, rules, school)
    return found[1] if found else None


def post_16_move_limit(move: dt.date, rules: DeadlineBook) -> dt.date:
    """Give the last day for the amended plan of a young person who moves between post-16 institutions on *move*."""
    return add_months(move, -rules.deadlines.phase_transfer.months_before_post_16_move)


def _expected(transfer: PhaseTransfer, school: str | None) -> bool:
    named = (school or "").casefold()
    return not transfer.only_schools or any(word.casefold() in named for word in transfer.only_schools)
