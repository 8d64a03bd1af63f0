"""The figures that the law and the DfE ask for, counted by the database and never from files again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, F, Q
from django.db.models.functions import TruncMonth

from pipeline.domain.calendar import add_months
from pipeline.domain.rules import Rules
from pipeline.register.models import Child, Finding, Review

_DAYS = {"days": 1, "weeks": 7}


@dataclass(frozen=True)
class Table:
    """A table of figures: its name, its columns and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def sen2_rows(census: dt.date) -> Iterator[tuple[Any, ...]]:
    """Give UPN, ReviewMeeting, ReviewOutcome, LastReview and CeaseReason of each child's latest review by *census*.

    LastReview is the day the council wrote; an outcome decided and not sent by census is blank (SEN2 items 5.4 to 5.6).
    """
    reviews = Review.objects.filter(meeting_on__lte=census).order_by("child_id", "-meeting_on", "-id")
    columns = ("child_id", "child__upn", "meeting_on", "outcome", "decision_sent_on", "cease_reason")
    last: int | None = None
    for child, upn, met, outcome, sent, reason in reviews.values_list(*columns).iterator(chunk_size=5000):
        if child == last:
            continue
        last = child
        told = sent is not None and sent <= census
        yield (upn or "", met, outcome if told else "", sent if told else None, reason if told else None)


SEN2_COLUMNS = ("UPN", "ReviewMeeting", "ReviewOutcome", "LastReview", "CeaseReason")


def decision_within(rules: Rules) -> dt.timedelta:
    """Give how long after the meeting the decision is in time, from `decision_due` of the rules: four weeks."""
    rule = next(one for one in rules.deadlines.dates if one.name == "decision_due" and one.until is None)
    return dt.timedelta(days=rule.count * _DAYS[rule.unit])


def annual(first: dt.date, last: dt.date, rules: Rules) -> Table:
    """Count the DfE's annual-review columns for the reviews expected between two days."""
    within = decision_within(rules)
    expected = Review.objects.filter(due_on__range=(first, last))
    found = expected.aggregate(
        expected=Count("id"),
        held=Count("id", filter=Q(meeting_on__isnull=False)),
        completed=Count("id", filter=Q(decision_sent_on__isnull=False)),
        maintain=Count("id", filter=Q(decision_sent_on__isnull=False, outcome="M")),
        amend=Count("id", filter=Q(decision_sent_on__isnull=False, outcome="A")),
        cease=Count("id", filter=Q(decision_sent_on__isnull=False, outcome="C")),
        within=Count("id", filter=Q(decision_sent_on__lte=F("meeting_on") + within)),
        over=Count("id", filter=Q(decision_sent_on__gt=F("meeting_on") + within)),
    )
    names = {
        "expected": "Reviews expected",
        "held": "Meetings held",
        "completed": "Reviews completed (decision sent)",
        "maintain": "Outcome: maintain",
        "amend": "Outcome: amend",
        "cease": "Outcome: cease",
        "within": "Decision within 4 weeks",
        "over": "Decision after more than 4 weeks",
    }
    return Table("annual reviews", ("Figure", "Number"), tuple((said, found[name]) for name, said in names.items()))


def ageing(today: dt.date, rules: Rules) -> Table:
    """Count undecided reviews by the months since their meeting, and children by the months their review is late."""
    months = (0, *rules.work.ageing_months)
    held = Review.objects.filter(decision_sent_on=None, meeting_on__isnull=False)
    late = Child.objects.filter(left_on=None, next_review_due__lt=today)
    rows = []
    for number, since in enumerate(months):
        until = months[number + 1] if number + 1 < len(months) else None
        name = f"{since} to {until} months" if until else f"{since} months and more"
        rows.append(
            (
                name,
                _between(held, "meeting_on", today, since, until),
                _between(late, "next_review_due", today, since, until),
            )
        )
    return Table("ageing", ("Age", "Meeting held, decision not sent", "Review overdue"), tuple(rows))


def _between(found: Any, day: str, today: dt.date, since: int, until: int | None) -> int:
    found = found.filter(**{f"{day}__lte": add_months(today, -since)})
    if until is not None:
        found = found.filter(**{f"{day}__gt": add_months(today, -until)})
    return int(found.count())


def schools(first: dt.date, last: dt.date) -> Table:
    """Count for each school: packs, the share right at the first time, and days from meeting to submission."""
    found = (
        Review.objects.filter(received_on__range=(first, last), school__isnull=False)
        .values("school__name")
        .annotate(
            packs=Count("id"),
            right=Count("id", filter=Q(first_time_right=True)),
            days=Avg(F("received_on") - F("meeting_on"), filter=Q(meeting_on__isnull=False)),
        )
        .order_by("school__name")
    )
    rows = [
        (one["school__name"], one["packs"], one["right"], f"{one['right'] / one['packs']:.0%}", _days(one["days"]))
        for one in found
    ]
    columns = ("School", "Reviews received", "Right first time", "Share", "Days from meeting to submission")
    return Table("schools", columns, tuple(rows))


def _days(value: Any) -> float | None:
    """Give an average as days; SQLite gives microseconds where PostgreSQL gives an interval."""
    if value is None:
        return None
    days = value.total_seconds() / 86400 if isinstance(value, dt.timedelta) else float(value) / 86_400_000_000
    return round(days, 1)


def missing(first: dt.date, last: dt.date) -> Table:
    """Count what is missing most, over all packs received between two days."""
    found = (
        Finding.objects.filter(pack__received_on__range=(first, last), severity="blocking")
        .values("code", "kind")
        .annotate(number=Count("id"))
        .order_by("-number", "code", "kind")
    )
    rows = tuple((one["code"].replace("_", " "), one["kind"].replace("_", " "), one["number"]) for one in found)
    return Table("missing most", ("Finding", "Document", "Packs"), rows)


def by_month(first: dt.date, last: dt.date, rules: Rules) -> Table:
    """Count decisions sent by month, and how many of them within 4 weeks of the meeting."""
    within = decision_within(rules)
    found = (
        Review.objects.filter(decision_sent_on__range=(first, last))
        .annotate(month=TruncMonth("decision_sent_on"))
        .values("month")
        .annotate(sent=Count("id"), within=Count("id", filter=Q(decision_sent_on__lte=F("meeting_on") + within)))
        .order_by("month")
    )
    rows = tuple((one["month"], one["sent"], one["within"]) for one in found)
    return Table("decisions by month", ("Month", "Decisions sent", "Within 4 weeks"), rows)


def backlog(first: dt.date, last: dt.date) -> Table:
    """Count the reviews waiting for their decision at the end of each month: held by then, and not sent by then."""
    before = Review.objects.filter(meeting_on__lt=first)
    waiting = before.filter(Q(decision_sent_on=None) | Q(decision_sent_on__gte=first)).count()
    held, sent = _counts("meeting_on", first, last), _counts("decision_sent_on", first, last)
    rows = []
    for month in sorted({*held, *sent}):
        waiting += held.get(month, 0) - sent.get(month, 0)
        rows.append((month, waiting))
    return Table("backlog", ("Month", "Waiting for a decision at its end"), tuple(rows))


def _counts(day: str, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    found = (
        Review.objects.filter(**{f"{day}__range": (first, last)}, meeting_on__isnull=False)
        .annotate(month=TruncMonth(day))
        .values("month")
        .annotate(number=Count("id"))
        .order_by("month")
    )
    return {one["month"]: one["number"] for one in found}


def suppressed(table: Table, below: int) -> Table:
    """Hide the counts under *below*, so that no small number tells of a child; 0 hides nothing."""
    if below <= 0:
        return table
    rows = tuple(tuple(_hidden(cell, below) for cell in row) for row in table.rows)
    return Table(table.name, table.columns, rows)


def _hidden(cell: Any, below: int) -> Any:
    small = isinstance(cell, int) and not isinstance(cell, bool) and 0 < cell < below
    return f"fewer than {below}" if small else cell
