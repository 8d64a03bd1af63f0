"""Choose among plans on file the latest of the child, by what the plans themselves say."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.domain.case import Child
from pipeline.domain.dates import find_dates, only_date
from pipeline.domain.documents import Document
from pipeline.domain.fields import Found, child_only, find_fields, value_of
from pipeline.domain.persons import plain_upn, same_person
from pipeline.domain.rules.fields import FieldRules

_DATES = ("current_plan", "first_plan")


class Fields(Protocol):
    """The part of the rules that plans are read by."""

    @property
    def fields(self) -> FieldRules:
        """How fields are named."""


@dataclass(frozen=True)
class PlanOnFile:
    """A plan of the child as the council holds it; the date is the one it bears, or that of its name."""

    document: Document = field(repr=False)
    date: dt.date | None = None


def plans_of(child: Child, documents: Sequence[Document], rules: Fields) -> tuple[PlanOnFile, ...]:
    """Give the plans among *documents* that are surely the child's, the latest first."""
    found = []
    for document in documents:
        said = child_only(find_fields(document, rules.fields), rules.fields)
        if _is_of(child, document, said):
            found.append(PlanOnFile(document, _date(document, said)))
    return tuple(sorted(found, key=lambda one: (one.date or dt.date.min, one.document.path), reverse=True))


def plan_date(document: Document, rules: Fields) -> dt.date | None:
    """Give the date that a plan bears."""
    return _date(document, child_only(find_fields(document, rules.fields), rules.fields))


def _is_of(child: Child, document: Document, said: tuple[Found, ...]) -> bool:
    """Whether number, or name with date of birth, are the child's; a number in the file's name counts too."""
    number, born = value_of(said, "upn"), value_of(said, "dob")
    upns = {plain_upn(number.value)} if number else set()
    if child.upn and not upns and child.upn in plain_upn(document.path):
        upns = {child.upn}
    day = only_date(born.value) if born else None
    if day and child.dob and day != child.dob:
        return False
    if child.upn and upns:
        return child.upn in upns
    name = value_of(said, "name") or value_of(said, "surname")
    given = tuple(one for one in (child.forenames, child.known_as) if one)
    return bool(name and child.surname and day and day == child.dob and same_person(name.value, child.surname, given))


def _date(document: Document, said: tuple[Found, ...]) -> dt.date | None:
    for name in _DATES:
        found = value_of(said, name)
        day = only_date(found.value) if found else None
        if day:
            return day
    dates = find_dates(document.path.rsplit("/", 1)[-1].replace("_", " "))
    return dates[0][0] if dates else None
