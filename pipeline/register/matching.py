"""Match a pack to its child and its review; where two children could be meant, nobody is guessed."""

import datetime as dt
from dataclasses import dataclass

from pipeline.domain.case import Child as Told
from pipeline.domain.report import Report
from pipeline.register.models import Child, Review, School

_SAME_MEETING = dt.timedelta(days=60)  # a date put right in a resubmission stays within this


@dataclass(frozen=True)
class Matched:
    """The child of a pack and how it was found; `child` is None where it cannot be told."""

    child: Child | None
    how: str


def match_child(told: Told) -> Matched:
    """Find the child by UPN, else by surname, first name and date of birth; a contradiction matches nobody."""
    if told.upn:
        by_upn = Child.objects.filter(upn=told.upn).first()
        if by_upn is not None:
            agrees = told.dob is None or by_upn.dob is None or told.dob == by_upn.dob
            named = not told.surname or _plain(told.surname) == _plain(by_upn.surname)
            return Matched(by_upn, "UPN") if agrees or named else Matched(None, "UPN of a child of another birthday")
    if not (told.surname and told.dob):
        return Matched(None, "neither UPN nor surname and date of birth")
    found = [one for one in Child.objects.filter(dob=told.dob) if _plain(one.surname) == _plain(told.surname)]
    if len(found) > 1 and told.forenames:  # twins
        found = [one for one in found if _first(one.forenames) == _first(told.forenames)]
    if len(found) > 1:
        return Matched(None, "several children of that surname and date of birth")
    if found and told.upn and found[0].upn and found[0].upn != told.upn:
        return Matched(None, "surname and date of birth of a child with another UPN")
    if found and told.forenames and _first(found[0].forenames) != _first(told.forenames):
        return Matched(None, "another first name under that surname and date of birth")
    return Matched(found[0], "surname and date of birth") if found else Matched(None, "new")


def new_child(told: Told) -> Child:
    """Put down a child whom only a pack has told of; the next caseload confirms it."""
    return Child.objects.create(
        upn=(told.upn or "")[:30] or None,
        surname=_kept(told.surname or ""),
        forenames=_kept(told.forenames or ""),
        known_as=_kept(told.known_as or ""),
        dob=told.dob,
        nc_year=told.nc_year,
        school=school_of(told.school, told.school_dfe),
        placement_type=(told.placement_type or "")[:30],
        in_care=told.in_care,
        confirmed=False,
    )


def school_of(name: str | None, dfe: str | None) -> School | None:
    """Give the school by its DfE number, else by its name; put down a new one."""
    if dfe:
        return School.objects.get_or_create(dfe=dfe, defaults={"name": name or dfe})[0]
    if not name:
        return None
    return School.objects.filter(name__iexact=name).first() or School.objects.create(name=name)


def match_review(child: Child, report: Report) -> Review | None:
    """Find the review that the pack belongs to: of the same meeting, or the open one; None begins a new review."""
    held = report.review.meeting_date
    reviews = list(Review.objects.filter(child=child).order_by("-meeting_on", "-id"))
    if held is not None:
        same = [one for one in reviews if one.meeting_on == held]
        if same:
            return same[0]
    waiting = [one for one in reviews if one.decided_on is None]
    expected = [one for one in waiting if one.meeting_on is None]
    if held is None:
        return (waiting or [None])[0]
    near = [one for one in waiting if one.meeting_on and abs(one.meeting_on - held) <= _SAME_MEETING and one.returned]
    return (near or expected or [None])[0]


def _kept(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").replace("-", " ").split())


def _first(forenames: str) -> str:
    return (_plain(forenames).split() or [""])[0]
