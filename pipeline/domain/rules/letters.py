"""What each letter must and must not say, the time limits it prints, and whom it names as contacts."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from pipeline.domain.words import Proposal


@dataclass(frozen=True)
class MustSay:
    """One statutory item: words that must stand in the letter; `verified` false prints a mark for the legal adviser."""

    name: str
    text: str
    source: str
    verified: bool = True
    until_issued: bool = False  # the mark of a draft, which the letter that goes out no longer bears


@dataclass(frozen=True)
class MustNotSay:
    """Words that would mislead in this letter, and why."""

    text: str
    why: str
    source: str


@dataclass(frozen=True)
class LetterRule:
    """One letter: its Word file, what it must and must not contain, and the proposal that drafts it, if one does."""

    name: str
    template: str
    title: str
    must: tuple[MustSay, ...]
    must_not: tuple[MustNotSay, ...]
    source: str
    proposal: Proposal | None = None


@dataclass(frozen=True)
class Limit:
    """A length of time a letter prints or counts with; `unit` is days, weeks or months."""

    name: str
    count: int
    unit: str
    source: str
    verified: bool = True


@dataclass(frozen=True)
class SchoolLeaving:
    """When compulsory school age ends: the last `weekday` (0 is Monday) of `month` of the school year of that `age`."""

    age: int
    month: int
    weekday: int
    school_year_starts_month: int
    source: str
    verified: bool = False


@dataclass(frozen=True)
class LetterRules:
    """Every letter, with the limits and the school leaving date they share."""

    letters: tuple[LetterRule, ...]
    limits: tuple[Limit, ...]
    school_leaving: SchoolLeaving

    def limit(self, name: str) -> Limit:
        """Give the limit of that name, or raise KeyError."""
        return {limit.name: limit for limit in self.limits}[name]

    def named(self, name: str) -> LetterRule:
        """Give the letter of that name, or raise KeyError."""
        return {letter.name: letter for letter in self.letters}[name]

    def letter_for(self, proposal: Proposal) -> LetterRule | None:
        """Give the letter for *proposal*, or None where no letter is for it."""
        return next((letter for letter in self.letters if letter.proposal is proposal), None)


@dataclass(frozen=True)
class Contact:
    """A service a letter points to; what is empty is printed as a visible gap."""

    name: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True)
class Council:
    """The council as it signs its letters; what is empty is printed as a visible gap."""

    name: str
    service: str
    address: tuple[str, ...]
    phone: str
    email: str
    source: str
    website: str = ""
    local_offer: str = ""
    officer: str = ""
    sendiass: Contact = Contact()
    mediation: Contact = Contact()
    disagreement_resolution: Contact = Contact()


class LetterBook(Protocol):
    """The part of the rules that letters are drafted by."""

    @property
    def letters(self) -> LetterRules:
        """What each letter must say."""

    @property
    def council(self) -> Council:
        """Who signs, and the contacts."""


def leaves_compulsory_age(dob: dt.date, law: SchoolLeaving) -> dt.date:
    """Give the last day of compulsory school age of a person born on *dob*."""
    turns = dob.year + law.age
    summer = turns + 1 if dob.month >= law.school_year_starts_month else turns
    day = dt.date(summer, law.month + 1, 1) - dt.timedelta(days=1)
    return day - dt.timedelta(days=(day.weekday() - law.weekday) % 7)


def is_young_person(dob: dt.date | None, on: dt.date, law: SchoolLeaving) -> bool:
    """Tell whether the rights of the plan are the young person's own on that day; an unknown birthday means not."""
    return dob is not None and on > leaves_compulsory_age(dob, law)
