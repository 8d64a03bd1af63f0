"""Letters to schools that need no decision: reminders of papers not sent, and each head's list for the coming term."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from pipeline.domain.case import Child as Told
from pipeline.domain.others import OtherChildren
from pipeline.domain.rules import Rules
from pipeline.letters.check import gaps_in
from pipeline.letters.final import final_text
from pipeline.letters.gate import allowed_in
from pipeline.letters.later import Facts, later_letters
from pipeline.letters.wordfile import paragraphs
from pipeline.register.correspondence import Drafts, child_told, other_children
from pipeline.register.models import Child, Pack, Review

MOST = 1000  # letters of one call


def reminders(on: dt.date, rules: Rules, templates: Path, officer: str = "", school: str = "") -> Iterator[Drafts]:
    """Write to the school of each pack that was returned and not sent again, and of each review nobody heard of."""
    others = other_children()
    for facts in (*_unanswered(on, rules, officer, school), *_unheard(on, rules, officer, school)):
        yield _checked("reminder_to_school", facts, on, rules, templates, others)


def termly_lists(
    first: dt.date, last: dt.date, on: dt.date, rules: Rules, templates: Path, officer: str = "", school: str = ""
) -> Iterator[Drafts]:
    """Write to each head the list of the reviews to hold between two days."""
    others = other_children()
    found = Child.objects.filter(left_on=None, next_review_due__range=(first, last)).exclude(school=None)
    found = _narrowed(found, "", officer, school).select_related("school")
    ordered = found.order_by("school__name", "school_id", "next_review_due", "surname")
    for _, group in groupby(ordered, key=lambda one: one.school_id):
        children = list(group)
        rows = tuple((_name(one), _year(one), one.next_review_due) for one in children)
        told = Told(school=children[0].school.name)
        facts = Facts(told, f"TERM-{first.isoformat()}", term=(first, last), children=rows)
        yield _checked("termly_list", facts, on, rules, templates, others, tuple(_name(one) for one in children))


def _unanswered(on: dt.date, rules: Rules, officer: str, school: str) -> Iterator[Facts]:
    asked_before = on - dt.timedelta(days=rules.letters.limit("return_reply").count)
    found = Review.objects.filter(returned=True, decided_on=None).select_related("child", "child__school")
    for one in _narrowed(found, "child__", officer, school).order_by("decision_due_on", "id")[:MOST]:
        latest = Pack.objects.filter(review=one).order_by("-submission", "-number").first()
        if latest is not None and latest.received_on < asked_before:
            yield Facts(
                child=child_told(one.child),
                reference=f"AR-{one.id}",
                meeting=one.meeting_on,
                returned_on=latest.received_on,
                decision_due=one.decision_due_on,
                review_due=one.due_on,
            )


def _unheard(on: dt.date, rules: Rules, officer: str, school: str) -> Iterator[Facts]:
    papers = dt.timedelta(weeks=2)  # SEND Regulations 2014, reg 20(9): the report within two weeks of the meeting
    waiting = Review.objects.filter(decision_sent_on=None, packs__gt=0).values("child_id")
    found = Child.objects.filter(left_on=None, next_review_due__lt=on - papers).exclude(id__in=waiting)
    found = _narrowed(found, "", officer, school).select_related("school").order_by("next_review_due", "id")
    for one in found[:MOST]:
        yield Facts(child_told(one), f"CHILD-{one.id}", review_due=one.next_review_due)


def _narrowed(found: QuerySet[Any], child: str, officer: str, school: str) -> QuerySet[Any]:
    found = found.filter(**{f"{child}officer": officer}) if officer else found
    named = Q(**{f"{child}school__name__iexact": school}) | Q(**{f"{child}school__dfe": school})
    return found.filter(named) if school else found


def _checked(
    kind: str,
    facts: Facts,
    on: dt.date,
    rules: Rules,
    templates: Path,
    others: OtherChildren,
    listed: tuple[str, ...] = (),
) -> Drafts:
    """Write one letter; it bears no mark of a draft once nothing is open in it, and is held back for another child."""
    allowed = (*allowed_in(facts.child, rules.council), *listed)
    files: list[tuple[str, bytes]] = []
    gaps: list[str] = []
    blocked: list[str] = []
    for name, content in later_letters(kind, facts, rules, templates, on):
        hits = others.found_in(final_text(name, content), facts.child, allowed)
        open_ones = gaps_in(paragraphs(content))
        gaps += open_ones
        blocked += [f"The {kind.replace('_', ' ')} carries the {one.what} of another child" for one in hits]
        files += [] if hits else [(name if open_ones else name.removeprefix("DRAFT "), content)]
    return Drafts(kind, files, tuple(dict.fromkeys(gaps)), tuple(blocked))


def _name(child: Child) -> str:
    return " ".join(f"{child.known_as or child.forenames} {child.surname}".split())


def _year(child: Child) -> str:
    return "" if child.nc_year is None else f"Year {child.nc_year}"
