"""Count the statutory and local dates of a review, and say where each stands today."""

import datetime as dt
from collections.abc import Mapping

from pipeline.domain.calendar import add, last_day, working_day_on_or_before
from pipeline.domain.case import Case
from pipeline.domain.phase import phase_transfer
from pipeline.domain.report import Deadline
from pipeline.domain.rules.deadlines import DeadlineBook, DeadlineRule, DeadlineRules
from pipeline.domain.words import DeadlineStatus
from pipeline.domain.years import nc_year

Days = Mapping[str, dt.date | None]


def deadlines(case: Case, received: dt.date, today: dt.date, rules: DeadlineBook) -> tuple[Deadline, ...]:
    """Give the dates of a pack's review; steps before the meeting are left out once the meeting has been held.

    A pack does not show when invitations and reports went out, so it would be wrong to call them met or overdue.
    """
    review, child = case.review, case.child
    held = None if review.meeting_planned_only else _past(review.meeting_date, today)
    triggers = _triggers(review.meeting_date, review.previous_review_date, review.first_plan_date, None)
    done: Days = {"meeting": held, "received": received}
    over = {rule.name for rule in rules.deadlines.dates if rule.before_meeting and held}
    counted = _counted(triggers, done, today, rules.deadlines)
    taught = child.nc_year if child.nc_year is not None else _year_of_age(child.dob, review.meeting_date)
    kept = tuple(one for one in counted if one.name not in over)
    return kept + _phase(taught, review.meeting_date, child.school, today, rules)


def review_deadlines(
    meeting: dt.date | None,
    previous_review: dt.date | None,
    first_plan: dt.date | None,
    draft_issued: dt.date | None,
    dob: dt.date | None,
    today: dt.date,
    rules: DeadlineBook,
) -> tuple[Deadline, ...]:
    """Give all dates of one review; the phase transfer is that of a child taught with their own age."""
    triggers = _triggers(meeting, previous_review, first_plan, draft_issued)
    done: Days = {"meeting": _past(meeting, today), "draft_issued": _past(draft_issued, today)}
    counted = _counted(triggers, done, today, rules.deadlines)
    return counted + _phase(_year_of_age(dob, meeting), meeting, None, today, rules)


def _past(day: dt.date | None, today: dt.date) -> dt.date | None:
    return day if day is not None and day <= today else None


def _year_of_age(dob: dt.date | None, on: dt.date | None) -> int | None:
    return nc_year(dob, on) if dob is not None and on is not None else None


def _triggers(
    meeting: dt.date | None, previous: dt.date | None, first: dt.date | None, draft: dt.date | None
) -> dict[str, dt.date | None]:
    return {
        "meeting": meeting,
        "previous_review": previous,
        "first_plan": first,
        "last_review": previous or first,
        "draft_issued": draft,
    }


def _counted(triggers: Days, done: Days, today: dt.date, rules: DeadlineRules) -> tuple[Deadline, ...]:
    """Count rule by rule, so that a rule may run from a date counted before it; keep one date a name."""
    days = dict(triggers)
    found: dict[str, Deadline] = {}
    on = triggers["meeting"] or today
    for rule in rules.dates:
        if not rule.in_force(on):
            continue
        counted = _deadline(rule, _limit(rule, days.get(rule.from_), rules.closed_days), triggers, done, today)
        found[rule.name] = _earlier(found.get(rule.name), counted)
        days[rule.name] = found[rule.name].date
    return tuple(found.values())


def _earlier(first: Deadline | None, second: Deadline) -> Deadline:
    if first is None or first.date is None:
        return second
    return second if second.date is not None and second.date < first.date else first


def _limit(rule: DeadlineRule, start: dt.date | None, closed: frozenset[dt.date]) -> dt.date | None:
    if start is None:
        return None
    count = last_day if rule.starting_with else add
    day = count(start, rule.count, rule.unit)
    return working_day_on_or_before(day, closed) if rule.working_day else day


def _deadline(rule: DeadlineRule, limit: dt.date | None, triggers: Days, done: Days, today: dt.date) -> Deadline:
    running = rule.opens_with is None or triggers.get(rule.opens_with) is not None
    finished = done.get(rule.met_by) if rule.met_by else None
    status = _status(limit, finished, today) if running else DeadlineStatus.NOT_STARTED
    return Deadline(rule.name, limit, status, rule.label, rule.source, rule.verified)


def _status(limit: dt.date | None, finished: dt.date | None, today: dt.date) -> DeadlineStatus:
    """Say where a date stands; what was done after its limit is overdue, not met."""
    if limit is None:
        return DeadlineStatus.NOT_STARTED
    if finished is not None:
        return DeadlineStatus.MET if finished <= limit else DeadlineStatus.OVERDUE
    return DeadlineStatus.OVERDUE if limit < today else DeadlineStatus.DUE


def _phase(
    taught: int | None, meeting: dt.date | None, school: str | None, today: dt.date, rules: DeadlineBook
) -> tuple[Deadline, ...]:
    """Give the phase transfer date: dateless where year or meeting is unknown, nothing for a child who stays."""
    law = rules.deadlines.phase_transfer
    if taught is None or meeting is None:
        label = "Whether the child soon moves phase could not be told: the year or the meeting date is unknown"
        return (Deadline("phase_transfer", None, DeadlineStatus.NOT_STARTED, label, law.source, law.verified),)
    found = phase_transfer(taught, meeting, rules, school)
    if found is None:
        return ()
    transfer, limit = found
    status = _status(limit, None, today)
    return (Deadline("phase_transfer", limit, status, transfer.label, transfer.source, transfer.verified),)
