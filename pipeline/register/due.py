"""What is due: the order of work, what is overdue and by how much, what each school reviews next, whom we attend."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from pipeline.domain.attendance import attended
from pipeline.domain.calendar import add_months
from pipeline.domain.rules import Rules
from pipeline.register.models import Child, Pack, Review

MOST = 5000  # rows of one list; a longer one is cut and says so


@dataclass(frozen=True)
class DueRow:
    """One line of a list: a review or an expected one; `days` is how many days it is late, below zero ahead."""

    review: int | None
    child: str = field(repr=False)
    upn: str = field(repr=False)
    school: str
    officer: str
    what: str
    on: dt.date
    days: int
    note: str = ""


def queue(today: dt.date, officer: str = "", school: str = "", limit: int = 100) -> list[DueRow]:
    """Give the reviews to decide, in the order of work."""
    found = _undecided(officer, school).order_by("work_by", "id")[:limit]
    return [_decision(one, today) for one in found]


def overdue(today: dt.date, officer: str = "", school: str = "", limit: int = MOST) -> list[DueRow]:
    """Give the decisions whose day in law is past, the oldest first."""
    late = _undecided(officer, school).filter(decision_due_on__lt=today).order_by("decision_due_on", "id")
    return [_decision(one, today) for one in late[:limit]]


def this_week(today: dt.date, officer: str = "", school: str = "") -> list[DueRow]:
    """Give what falls due in the seven days from *today*: decisions, final plans, and meetings not yet held."""
    end = today + dt.timedelta(days=6)
    decisions = _undecided(officer, school).filter(decision_due_on__range=(today, end)).order_by("decision_due_on")
    finals = _by(Review.objects.filter(final_issued_on=None, final_due_on__range=(today, end)), officer, school)
    meetings = _expected(officer, school).filter(next_review_due__range=(today, end)).order_by("next_review_due")
    rows = [_decision(one, today) for one in decisions[:MOST]]
    rows += [_row(one, "final plan due", one.final_due_on, today) for one in finals.order_by("final_due_on")[:MOST]]
    rows += [_meeting(one, today) for one in meetings[:MOST]]
    return sorted(rows, key=lambda row: (row.on, row.child))


def meetings_due(first: dt.date, last: dt.date, today: dt.date, officer: str = "", school: str = "") -> list[DueRow]:
    """Give the children whose review must be held between two days: the list a head gets before the term."""
    found = _expected(officer, school).filter(next_review_due__range=(first, last))
    return [_meeting(one, today) for one in found.order_by("school__name", "next_review_due", "surname")[:MOST]]


def unreviewed(today: dt.date, officer: str = "", school: str = "") -> list[DueRow]:
    """Give the children whose twelve months are over without a review, the longest first."""
    found = _expected(officer, school).filter(next_review_due__lt=today).order_by("next_review_due", "id")
    return [_meeting(one, today) for one in found[:MOST]]


def transfers(today: dt.date, officer: str = "", school: str = "") -> list[DueRow]:
    """Give the children who move phase and the last day on which their plan may be amended for it."""
    found = Child.objects.filter(left_on=None, transfer_by__gte=today).select_related("school")
    found = _of_school(found.filter(officer=officer) if officer else found, school)
    rows = []
    for one in found.order_by("transfer_by", "school__name", "surname")[:MOST]:
        rows.append(_child(one, "amend the plan for the move of phase", one.transfer_by, today))
    return rows


def unmatched() -> list[Pack]:
    """Give the packs whose child nobody could tell; an officer names it."""
    return list(Pack.objects.filter(review=None).order_by("number")[:MOST])


def attendance(first: dt.date, last: dt.date, today: dt.date, rules: Rules) -> list[DueRow]:
    """Give the reviews between two days that somebody of the council attends, with the reason of each."""
    return list(_attended(first, last, today, rules))


def _attended(first: dt.date, last: dt.date, today: dt.date, rules: Rules) -> Iterator[DueRow]:
    found = _expected("", "").filter(next_review_due__range=(first, last)).order_by("next_review_due", "id")
    for one in found.iterator(chunk_size=2000):
        day = add_months(one.next_review_due, -1)  # schools are asked to meet a month before the last day
        reasons = attended(one.upn or str(one.id), one.nc_year, one.placement_type, day, rules.work)
        if reasons:
            told = "; ".join(f"{why.name}{f' ({why.condition})' if why.condition else ''}" for why in reasons)
            yield _child(one, "review to attend", one.next_review_due, today, told)


# --- the selections --------------------------------------------------------------------------------------------


def _undecided(officer: str, school: str) -> QuerySet[Any]:
    """Reviews whose meeting was held and whose decision has not gone out."""
    return _by(Review.objects.filter(decision_sent_on=None, meeting_on__isnull=False), officer, school)


def _by(reviews: QuerySet[Any], officer: str, school: str) -> QuerySet[Any]:
    reviews = reviews.select_related("child", "school")
    reviews = reviews.filter(child__officer=officer) if officer else reviews
    return _of_school(reviews, school)


def _of_school(found: QuerySet[Any], school: str) -> QuerySet[Any]:
    return found.filter(Q(school__name__iexact=school) | Q(school__dfe=school)) if school else found


def _expected(officer: str, school: str) -> QuerySet[Any]:
    found = Child.objects.filter(left_on=None).select_related("school")
    return _of_school(found.filter(officer=officer) if officer else found, school)


def _decision(review: Review, today: dt.date) -> DueRow:
    notes = [
        "plan moves phase" if review.child.transfer_by else "",
        "change of placement asked for" if review.placement_change else "",
        "in care" if review.child.in_care else "",
        "with the school" if review.returned else "",
        f"decided {review.category.replace('_', ' ')}, letter not sent" if review.decided_on else "",
    ]
    what = "send the decision" if review.decided_on else "decide"
    return _row(review, what, review.decision_due_on, today, "; ".join(note for note in notes if note))


def _row(review: Review, what: str, on: dt.date, today: dt.date, note: str = "") -> DueRow:
    child = review.child
    school = review.school.name if review.school else ""
    return DueRow(review.id, _name(child), child.upn or "", school, child.officer, what, on, (today - on).days, note)


def _meeting(child: Child, today: dt.date) -> DueRow:
    return _child(child, "review to be held", child.next_review_due, today)


def _child(child: Child, what: str, on: dt.date, today: dt.date, note: str = "") -> DueRow:
    school = child.school.name if child.school else ""
    return DueRow(None, _name(child), child.upn or "", school, child.officer, what, on, (today - on).days, note)


def _name(child: Child) -> str:
    return f"{child.surname}, {child.forenames}"
