"""Which reviews somebody of the council attends, by the rules of the office; the same year draws the same sample."""

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256

from pipeline.domain.rules.work import Term, WorkRules
from pipeline.domain.years import school_year_starting

_SPRING_BEGINS, _SUMMER_BEGINS, _AUTUMN_BEGINS = 1, 4, 9


@dataclass(frozen=True)
class Attended:
    """Why a review is attended, and what an officer must still find out."""

    name: str
    condition: str
    source: str


def term_of(day: dt.date) -> Term:
    """Give the term of a day as schools speak: autumn to December, spring to March, summer from April to August."""
    if day.month >= _AUTUMN_BEGINS:
        return "autumn"
    return "summer" if day.month >= _SUMMER_BEGINS else "spring"


def attended(key: str, nc_year: int | None, placement: str, meeting: dt.date, rules: WorkRules) -> tuple[Attended, ...]:
    """Give the rules by which the review of the child *key* (UPN) on the day *meeting* is attended."""
    return tuple(
        Attended(rule.name, rule.condition, rule.source)
        for rule in rules.attend
        if (not rule.years or nc_year in rule.years)
        and (not rule.terms or term_of(meeting) in rule.terms)
        and (not rule.placements or placement in rule.placements)
        and (rule.share >= 1 or drawn(key, meeting, rules.sample_seed, rule.share))
    )


def drawn(key: str, meeting: dt.date, seed: str, share: float) -> bool:
    """Draw *key* into a sample of the school year, the same on every machine and at every run."""
    drawing = f"{seed}/{school_year_starting(meeting)}/{key}"
    return int.from_bytes(sha256(drawing.encode()).digest()[:8], "big") < share * 2**64
