"""Count the statutory and local dates of a review, and say where each stands today."""

import datetime as dt
from collections.abc import Container, Mapping

from pipeline.domain.appeal import appeal_dates
from pipeline.domain.calendar import add, last_day, working_day_on_or_before, working_days_after
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
    triggers = _triggers(review.meeting_date, review.previous_review_date, review.first_plan_date, None, None)
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
    decision_sent: dt.date | None = None,
    certificate: dt.date | None = None,
) -> tuple[Deadline, ...]:
    """Give all dates of one review; the phase transfer is that of a child taught with their own age.

    An amendment notice is the decision too, so a draft that was issued counts as the decision sent where none is given.
    """
    sent = decision_sent or draft_issued
    triggers = _triggers(meeting, previous_review, first_plan, draft_issued, sent)
    done: Days = {
        "meeting": _past(meeting, today),
        "draft_issued": _past(draft_issued, today),
        "decision_sent": _past(sent, today),
    }
    counted = _counted(triggers, done, today, rules.deadlines)
    phase = _phase(_year_of_age(dob, meeting), meeting, None, today, rules)
    return (*counted, *phase, *_reply(draft_issued, today, rules), *_appeal(sent, certificate, today, rules))


def _reply(draft: dt.date | None, today: dt.date, rules: DeadlineBook) -> tuple[Deadline, ...]:
    law = rules.deadlines.reply
    if draft is None:
        return ()
    served = working_days_after(draft, law.postal_working_days, rules.deadlines.closed_days)
    limit = last_day(served, law.days, "days")
    return (Deadline("reply_by", limit, _status(limit, None, today), law.label, law.source, law.verified),)


def _appeal(
    sent: dt.date | None, certificate: dt.date | None, today: dt.date, rules: DeadlineBook
) -> tuple[Deadline, ...]:
    law = rules.deadlines.appeal
    if sent is None:
        return ()
    found = appeal_dates(sent, certificate, law, rules.deadlines.closed_days)
    said = (law.label, law.source, law.verified)
    return (
        Deadline("appeal_last_day", found.counted, _status(found.counted, None, today), *said),
        Deadline("appeal_last_day_in_effect", found.effective, _status(found.effective, None, today), *said),
    )


def _past(day: dt.date | None, today: dt.date) -> dt.date | None:
    return day if day is not None and day <= today else None


def _year_of_age(dob: dt.date | None, on: dt.date | None) -> int | None:
    return nc_year(dob, on) if dob is not None and on is not None else None


def _triggers(
    meeting: dt.date | None,
    previous: dt.date | None,
    first: dt.date | None,
    draft: dt.date | None,
    sent: dt.date | None,
) -> dict[str, dt.date | None]:
    return {
        "meeting": meeting,
        "previous_review": previous,
        "first_plan": first,
        "last_review": previous or first,
        "draft_issued": draft,
        "decision_sent": sent,
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


def _limit(rule: DeadlineRule, start: dt.date | None, closed: Container[dt.date]) -> dt.date | None:
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
    latest = add(limit, -law.weeks_needed, "weeks")
    label = f"A meeting later than this leaves fewer than {law.weeks_needed} weeks to amend the plan for the move"
    held = meeting if meeting <= today else None
    return (
        Deadline(
            "phase_transfer", limit, _status(limit, None, today), transfer.label, transfer.source, transfer.verified
        ),
        Deadline("phase_transfer_meeting", latest, _status(latest, held, today), label, law.source, law.verified),
    )
