"""The term dates of the council and of schools that keep their own."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.rules.work import Term


@dataclass(frozen=True)
class HalfTerm:
    """One half of a term: first and last day on which schools are open."""

    term: Term
    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        """Refuse a half term that ends before it begins."""
        if self.last < self.first:
            raise ValueError("last is before first")


@dataclass(frozen=True)
class TermRules:
    """All of `terms.yaml`; `schools` goes by DfE number. Dates that nobody confirmed warn no school."""

    source: str
    council: tuple[HalfTerm, ...]
    schools: Mapping[str, tuple[HalfTerm, ...]]
    verified: bool = True

    def of(self, school_dfe: str | None) -> tuple[HalfTerm, ...]:
        """Give the half terms of a school, in order."""
        return tuple(sorted(self.schools.get(school_dfe or "", self.council), key=lambda half: half.first))
