"""To whom a letter about a child goes, who gets a copy, and what of that is not known."""

import datetime as dt
from dataclasses import dataclass, field

from pipeline.domain.case import Child
from pipeline.domain.rules.letters import LetterRules, is_young_person

_TO_THE_BOARD = ("final_plan", "cease_decision")  # SEND Regulations 2014, reg 31(2) and the copy list of a final plan
BOARD = "Integrated care board"


@dataclass(frozen=True)
class Addressee:
    """One person who gets the letter; `lines` is the address, empty where it is not known."""

    name: str = field(repr=False)
    lines: tuple[str, ...] = field(default=(), repr=False)
    role: str = "parent"  # parent, young person or social worker


@dataclass(frozen=True)
class Recipients:
    """Everybody who gets the letter or a copy; `gaps` say what an officer must find out before it is issued."""

    addressees: tuple[Addressee, ...]
    copies: tuple[str, ...]
    gaps: tuple[str, ...] = ()


def recipients(child: Child, kind: str, on: dt.date, rules: LetterRules) -> Recipients:
    """Say who gets the letter *kind* about *child* on that day.

    The young person once past compulsory school age (Children and Families Act 2014 s.83), else each parent at the
    parent's own address; for a child in care the social worker too.
    """
    young = is_young_person(child.dob, on, rules.school_leaving)
    people = [_young_person(child)] if young else _parents(child)
    if child.in_care:
        people.append(Addressee(child.social_worker_name or "", _lines(child.social_worker_address), "social worker"))
    copies = [f"Head teacher or principal, {child.school}" if child.school else "Head teacher or principal"]
    copies += [BOARD] if kind in _TO_THE_BOARD else []
    return Recipients(tuple(people), tuple(copies), tuple(_gaps(child, people, young)))


def _young_person(child: Child) -> Addressee:
    """The caseload's address is the parents'; whether the young person lives there is for an officer to know."""
    name = " ".join(part for part in (child.known_as or child.forenames, child.surname) if part)
    return Addressee(name, (), "young person")


def _parents(child: Child) -> list[Addressee]:
    first = Addressee(child.parent_name or "", _lines(child.parent_address))
    if not child.second_parent_name:
        return [first]
    elsewhere = _lines(child.second_parent_address)
    if elsewhere and elsewhere != first.lines:
        return [first, Addressee(child.second_parent_name, elsewhere)]
    joint = " and ".join(name for name in (first.name, child.second_parent_name) if name)
    return [Addressee(joint, first.lines)]


def _lines(address: str | None) -> tuple[str, ...]:
    """Part an address at its commas or line ends into the lines of an envelope."""
    parts = (address or "").replace("\n", ",").split(",")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def _gaps(child: Child, people: list[Addressee], young: bool) -> list[str]:
    gaps = []
    for one in people:
        gaps += [f"the name of the {one.role} is not known"] if not one.name else []
        gaps += [f"the address of the {one.role} is not known"] if not one.lines else []
    if child.dob is None:
        gaps.append("the date of birth is not known, so it cannot be told whether the young person is written to")
    if child.address_confidential and not young:
        gaps.append("an address is confidential: an officer checks each envelope before it goes")
    return gaps
