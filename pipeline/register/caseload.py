"""Take the caseload into the register and give it out again: new children, changes, leavers; by UPN, else by name."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction

from pipeline.caseload import COLUMNS
from pipeline.domain.case import CaseloadRow
from pipeline.domain.rules import Rules
from pipeline.register.chain import append
from pipeline.register.models import Child, School
from pipeline.register.reviews import plan_child

BATCH = 2000  # children a transaction
_TEXT = (
    "surname", "forenames", "known_as", "placement_type", "parent_name", "parent_address", "officer",
    "second_parent_name", "second_parent_address", "social_worker_name", "social_worker_address",
)  # fmt: skip
_ANSWERS = {None: "", True: "yes", False: "no"}
_DATES = {"dob": "dob", "first_plan_date": "first_plan_on", "last_review_date": "last_review_on"}
_FIELDS = (
    "surname", "forenames", "known_as", "dob", "nc_year", "school", "placement_type", "in_care", "first_plan_on",
    "last_review_on", "parent_name", "parent_address", "officer", "confirmed", "left_on", "next_review_due",
    "transfer_by", "upn", "second_parent_name", "second_parent_address", "address_confidential", "social_worker_name",
    "social_worker_address",
)  # fmt: skip


@dataclass
class Import:
    """What an import did, or would do: counts, what could not be used by line, and who is not in the file."""

    new: int = 0
    changed: int = 0
    same: int = 0
    leavers: int = 0
    mistakes: list[str] = field(default_factory=list)


def import_caseload(
    rows: Iterable[CaseloadRow], today: dt.date, at: dt.datetime, by: str, rules: Rules, *, whole: bool, dry: bool
) -> Import:
    """Put every row into the register; of a *whole* caseload, children not in it become leavers.

    A *dry* run counts and changes nothing.
    """
    done, seen = Import(), set[int]()
    schools = Schools()
    started = iter(enumerate(rows, start=2))
    while batch := list(islice(started, BATCH)):
        with transaction.atomic():
            _batch(batch, done, seen, schools, (today, at, by, rules), dry)
    if whole:
        _leavers(seen, done, today, at, by, dry)
    return done


class Schools:
    """The schools by DfE number and by name, kept so that each is looked up once."""

    def __init__(self) -> None:
        schools = list(School.objects.all())
        self._dfe = {one.dfe: one for one in schools if one.dfe}
        self._name = {one.name.casefold(): one for one in schools}

    def of(self, values: Mapping[str, str], *, dry: bool) -> School | None:
        """Give the school of a row, put down where it is new."""
        dfe, name = values.get("school_dfe"), values.get("school", "")
        found = self._dfe.get(dfe) if dfe else self._name.get(name.casefold())
        if found is None and (dfe or name):
            found = School(dfe=dfe, name=name or str(dfe))
            if not dry:
                found.save()
            if dfe:
                self._dfe[dfe] = found
            self._name.setdefault(found.name.casefold(), found)
        return found


def _batch(
    batch: Sequence[tuple[int, CaseloadRow]],
    done: Import,
    seen: set[int],
    schools: Schools,
    how: tuple[dt.date, dt.datetime, str, Rules],
    dry: bool,
) -> None:
    today, at, by, rules = how
    there = _there([row.values for _, row in batch])
    new: list[Child] = []
    changed: list[tuple[Child, list[str]]] = []
    for line, row in batch:
        values = row.values
        child = there.get(_key(values))
        if not _key(values):
            done.mistakes.append(f"line {line}: neither a UPN, nor surname, forenames and date of birth")
            continue
        wanted = _wanted(values, schools.of(values, dry=dry))
        if child is None:
            made = Child(**wanted)
            plan_child(made, rules, today)
            new.append(made)
            there[_key(values)] = made
        elif child.id is None or child.id in seen:
            done.mistakes.append(f"line {line}: the same child stands in the file twice")
            continue
        else:
            seen.add(child.id)
            names = [name for name, value in wanted.items() if getattr(child, name) != value]
            if not names:
                done.same += 1
                continue
            for name in names:
                setattr(child, name, wanted[name])
            plan_child(child, rules, today)
            changed.append((child, names))
    done.new += len(new)
    done.changed += len(changed)
    if dry or not (new or changed):
        return
    Child.objects.bulk_create(new)
    seen.update(one.id for one in new if one.id is not None)
    Child.objects.bulk_update([one for one, _ in changed], _FIELDS, batch_size=500)
    facts = {"new": [one.id for one in new], "changed": {one.id: names for one, names in changed}}
    append("caseload_imported", by, at, facts)


def _there(rows: Sequence[Mapping[str, str]]) -> dict[tuple[str, ...], Child]:
    """Find the children of the batch by UPN, and those without one by name and birthday."""
    upns = [row["upn"] for row in rows if row.get("upn")]
    found: dict[tuple[str, ...], Child] = {
        (one.upn,): one for one in Child.objects.filter(upn__in=upns).select_related("school")
    }
    names = [row for row in rows if _key(row) and _key(row) not in found]
    surnames = {row["surname"] for row in names if row.get("surname")}
    by_name = {}
    for one in Child.objects.filter(surname__in=surnames).select_related("school") if surnames else ():
        by_name[_named(one.surname, one.forenames, one.dob.isoformat() if one.dob else "")] = one
    for row in names:
        match = by_name.get(_named(row.get("surname", ""), row.get("forenames", ""), row.get("dob", "")))
        if match is not None and (not row.get("upn") or match.upn is None):
            found[_key(row)] = match
    return found


def _key(row: Mapping[str, str]) -> tuple[str, ...]:
    if row.get("upn"):
        return (row["upn"],)
    if row.get("surname") and row.get("forenames") and row.get("dob"):
        return _named(row["surname"], row["forenames"], row["dob"])
    return ()


def _named(surname: str, forenames: str, dob: str) -> tuple[str, ...]:
    return (surname.casefold(), forenames.casefold(), dob)


def _wanted(values: Mapping[str, str], school: School | None) -> dict[str, Any]:
    """Give the fields that the row fills; an empty or missing column leaves what is known."""
    wanted: dict[str, Any] = {name: values[name] for name in _TEXT if values.get(name)}
    wanted |= {ours: dt.date.fromisoformat(values[name]) for name, ours in _DATES.items() if values.get(name)}
    if values.get("upn"):
        wanted["upn"] = values["upn"]
    if values.get("nc_year", "").lstrip("-").isdigit():
        wanted["nc_year"] = int(values["nc_year"])
    for name in ("in_care", "address_confidential"):
        if values.get(name):
            wanted[name] = values[name] == "yes"
    if school is not None:
        wanted["school"] = school
    return wanted | {"confirmed": True, "left_on": None}


def _leavers(seen: set[int], done: Import, today: dt.date, at: dt.datetime, by: str, dry: bool) -> None:
    staying = Child.objects.filter(left_on=None, confirmed=True).values_list("id", flat=True)
    gone = [number for number in staying.iterator(chunk_size=BATCH) if number not in seen]
    done.leavers = len(gone)
    if dry or not gone:
        return
    for start in range(0, len(gone), BATCH):
        some = gone[start : start + BATCH]
        with transaction.atomic():
            Child.objects.filter(id__in=some).update(left_on=today)
            append("left_the_caseload", by, at, {"children": some})


def export_caseload() -> Iterator[dict[str, str]]:
    """Give every child of the caseload as a row of the contract's columns; taken in again it changes nothing."""
    children = Child.objects.filter(left_on=None).select_related("school").order_by("id")
    for one in children.iterator(chunk_size=BATCH):
        yield {name: value for name, value in zip(COLUMNS, _cells(one), strict=True)}


def _cells(one: Child) -> tuple[str, ...]:
    school = one.school
    care, hidden = (_ANSWERS[answer] for answer in (one.in_care, one.address_confidential))
    days = [day.isoformat() if day else "" for day in (one.dob, one.first_plan_on, one.last_review_on)]
    year = "" if one.nc_year is None else str(one.nc_year)
    name, dfe = (school.name, school.dfe or "") if school else ("", "")
    who = (one.upn or "", one.surname, one.forenames, one.known_as, days[0], year, name, dfe)
    parents = (one.parent_name, one.parent_address, one.officer, one.second_parent_name, one.second_parent_address)
    worker = (one.social_worker_name, one.social_worker_address)
    return (*who, one.placement_type, care, days[1], days[2], *parents, hidden, *worker)
