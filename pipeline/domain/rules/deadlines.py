"""The dates of a review as rules: from what they run, how long, and the law they stand in."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from pipeline.domain.calendar import Unit
from pipeline.domain.holidays import BankHolidayCalendar

Event = Literal["meeting", "received", "decision_sent", "draft_issued"]
Anchor = Literal["meeting", "decision", "final_plan", "earliest"]

TRIGGERS = ("previous_review", "first_plan", "last_review", "meeting", "decision_sent", "draft_issued")


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
class BankHolidays:
    """Where the bank holidays of England are read, and the days that differ from there."""

    source: str
    added: tuple[dt.date, ...] = ()
    removed: tuple[dt.date, ...] = ()


@dataclass(frozen=True)
class TribunalClosure:
    """Days of every year in which no appeal falls due, first and last included; it may run into the next year."""

    name: str
    first_month: int
    first_day: int
    last_month: int
    last_day: int


@dataclass(frozen=True)
class AppealRules:
    """How long a decision can be appealed."""

    months_from_decision: int
    months_from_certificate: int
    label: str
    source: str
    closures: tuple[TribunalClosure, ...]
    verified: bool = True


@dataclass(frozen=True)
class ReplyRules:
    """The day to answer by that a letter prints: post takes working days, and the days run from service."""

    postal_working_days: int
    days: int
    label: str
    source: str
    verified: bool = True


@dataclass(frozen=True)
class LastReviewed:
    """Which event counts as the last review."""

    anchor: Anchor
    source: str


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
    weeks_needed: int
    months_before_post_16_move: int
    post_16_source: str
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
    decision_sent: dt.date | None = None
    certificate: dt.date | None = None


@dataclass(frozen=True)
class DeadlineRules:
    """Every date of a review, the bank holidays, appeals and the moves between phases."""

    dates: tuple[DeadlineRule, ...]
    bank_holidays: BankHolidays
    appeal: AppealRules
    reply: ReplyRules
    last_reviewed: LastReviewed
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
    def closed_days(self) -> BankHolidayCalendar:
        """The bank holidays of England."""
        return BankHolidayCalendar(frozenset(self.bank_holidays.added), frozenset(self.bank_holidays.removed))


class DeadlineBook(Protocol):
    """The part of the rules that dates are counted by."""

    @property
    def deadlines(self) -> DeadlineRules:
        """The dates of a review."""
