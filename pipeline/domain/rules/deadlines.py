"""The dates of a review as rules: from what they run, how long, and the law they stand in."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from pipeline.domain.calendar import Unit

Event = Literal["meeting", "received", "draft_issued"]

TRIGGERS = ("previous_review", "first_plan", "last_review", "meeting", "draft_issued")


@dataclass(frozen=True)
class DeadlineRule:
    """One date: `count` units after `from_` (before it where negative); of rules of one name the earliest date stands.

    `from_` is one of TRIGGERS or the name of an earlier rule; `last_review` is the previous review, or else the first
    plan. `starting_with` counts the first day in, as "beginning with". `working_day` moves back to a working day.
    `met_by` shows it done when on or before the date; `opens_with` keeps it from running until that has happened;
    `before_meeting` marks a step that is over once the meeting has been held.
    """

    name: str
    from_: str
    count: int
    unit: Unit
    label: str
    source: str
    verified: bool = True
    starting_with: bool = False
    working_day: bool = False
    met_by: Event | None = None
    opens_with: Event | None = None
    before_meeting: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse a period that counts its first day in and yet runs backwards, or ends before it begins."""
        if self.starting_with and self.count < 1:
            raise ValueError("starting_with takes a count of 1 or more")
        if self.since and self.until and self.until < self.since:
            raise ValueError("until is before since")

    def in_force(self, on: dt.date) -> bool:
        """Tell whether the rule stands on that day, the last day included."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class BankHoliday:
    """One day on which offices are closed."""

    day: dt.date
    name: str


@dataclass(frozen=True)
class BankHolidays:
    """The bank holidays of England and where they were read."""

    source: str
    days: tuple[BankHoliday, ...]
    verified: bool = True


@dataclass(frozen=True)
class PhaseTransfer:
    """A move at the end of `leaving_year` (0 is Reception): the plan must be amended before `month`/`day` of that year.

    `only_schools`, where given, are words of a school's name without which the move is not expected.
    """

    name: str
    leaving_year: int
    month: int
    day: int
    label: str
    source: str
    verified: bool = True
    only_schools: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a day that is not in every year."""
        dt.date(2001, self.month, self.day)


@dataclass(frozen=True)
class PhaseRules:
    """The moves between phases; a move counts when it falls within `look_ahead_months` of the meeting."""

    look_ahead_months: int
    source: str
    transfers: tuple[PhaseTransfer, ...]
    verified: bool = True


@dataclass(frozen=True)
class DeadlineExample:
    """A review by its days, and the day that the date `name` must fall on."""

    name: str
    date: dt.date
    meeting: dt.date | None = None
    previous_review: dt.date | None = None
    first_plan: dt.date | None = None
    draft_issued: dt.date | None = None


@dataclass(frozen=True)
class DeadlineRules:
    """Every date of a review, the bank holidays and the moves between phases."""

    dates: tuple[DeadlineRule, ...]
    bank_holidays: BankHolidays
    phase_transfer: PhaseRules
    examples: tuple[DeadlineExample, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a rule that runs from something nobody has named before it."""
        known = set(TRIGGERS)
        for rule in self.dates:
            if rule.from_ not in known:
                raise ValueError(f"{rule.name} runs from {rule.from_!r}; it may run from {', '.join(sorted(known))}")
            known.add(rule.name)

    @cached_property
    def closed_days(self) -> frozenset[dt.date]:
        """The bank holidays as days."""
        return frozenset(one.day for one in self.bank_holidays.days)


class DeadlineBook(Protocol):
    """The part of the rules that dates are counted by."""

    @property
    def deadlines(self) -> DeadlineRules:
        """The dates of a review."""
