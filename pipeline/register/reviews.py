"""One review in the register: where it stands in law, and its days counted again from what is known."""

import datetime as dt

from pipeline.domain.calendar import last_day
from pipeline.domain.legal_order import CATEGORIES, Standing, Step
from pipeline.domain.phase import phase_transfer
from pipeline.domain.rules import Rules
from pipeline.domain.words import Proposal
from pipeline.domain.years import nc_year
from pipeline.register.models import Child, Pack, Review
from pipeline.stages.count import review_deadlines

OUTCOME_LETTERS = {"maintain": "M", "amend": "A", "cease": "C"}


def standing_of(review: Review) -> Standing:
    """Give where *review* stands, for the legal order to judge."""
    latest = Pack.objects.filter(review=review).order_by("-submission", "-number").first()
    return Standing(
        meeting_on=review.meeting_on,
        packs=review.packs,
        unread=bool(latest and latest.unread),
        category=Proposal(review.category) if review.category else None,
        decided_on=review.decided_on,
        steps=tuple((Step(one.step), one.day) for one in review.steps.all()),
        representations_end=review.representations_end,
        appeal_last_day=review.appeal_last_day,
    )


def outcome_of(category: Proposal) -> str:
    """Give the outcome in law of a category: M, A or C."""
    return OUTCOME_LETTERS[CATEGORIES[category]]


def count_days(review: Review, rules: Rules) -> None:
    """Count the days of *review* anew from its meeting and letters; the caller saves it."""
    amends = review.outcome == "A"
    draft = review.decision_sent_on if amends else None
    found = {
        one.name: one.date
        for one in review_deadlines(
            review.meeting_on, None, None, draft, None, dt.date.max, rules, review.decision_sent_on
        )
    }
    review.decision_due_on = found.get("decision_due")
    review.representations_end = found.get("representations_end") if draft else None
    review.final_due_on = found.get("final_plan_due") if draft else None
    review.appeal_last_day = found.get("appeal_last_day_in_effect") if review.outcome in ("M", "C") else None
    review.work_by = work_by(review, rules)


def work_by(review: Review, rules: Rules) -> dt.date | None:
    """Give the day the review is worked on by: its decision's, brought forward for move, placement and care."""
    if review.decision_due_on is None:
        return None
    order, child = rules.work.order, review.child
    days = order.phase_transfer if child.transfer_by is not None else 0
    days += order.placement if review.placement_change else 0
    days += order.in_care if child.in_care else 0
    return review.decision_due_on - dt.timedelta(days=days)


def plan_child(child: Child, rules: Rules, today: dt.date) -> None:
    """Count when the child's next review is due and until when a plan must be amended for a move; the caller saves."""
    last = child.last_review_on or child.first_plan_on
    child.next_review_due = last_day(last, 12, "months") if last else None
    year = child.nc_year if child.nc_year is not None else (nc_year(child.dob, today) if child.dob else None)
    name = child.school.name if child.school_id and child.school else None
    move = phase_transfer(year, today, rules, name) if year is not None else None
    child.transfer_by = move[1] if move else None


def last_reviewed(review: Review, rules: Rules) -> dt.date | None:
    """Give the day that counts as the last review, by the setting of the office."""
    days = {"meeting": review.meeting_on, "decision": review.decision_sent_on, "final_plan": review.final_issued_on}
    anchor = rules.deadlines.last_reviewed.anchor
    if anchor == "earliest":
        return min((day for day in days.values() if day), default=None)
    return days[anchor]
