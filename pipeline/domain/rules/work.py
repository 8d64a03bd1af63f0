"""Which reviews the team works on first, which it attends, and what the DfE calls its outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.domain.words import Proposal

Term = Literal["autumn", "spring", "summer"]


@dataclass(frozen=True)
class OrderRules:
    """By how many days each reason brings a review forward in the order of work, beside its date in law."""

    phase_transfer: int
    placement: int
    in_care: int
    source: str


@dataclass(frozen=True)
class AttendRule:
    """Reviews that the council attends: of a year in a term, of a kind of placement, or a share of a year."""

    name: str
    source: str
    years: tuple[int, ...] = ()
    terms: tuple[Term, ...] = ()
    placements: tuple[str, ...] = ()
    share: float = 1.0  # of the reviews that match, drawn by the recorded seed
    condition: str = ""  # what an officer must know that the register does not


@dataclass(frozen=True)
class CeaseReason:
    """A reason to cease as the DfE numbers it (SEN2 item 4.6), and whether it can be appealed as a decision."""

    code: int
    name: str


@dataclass(frozen=True)
class WorkRules:
    """All of `work.yaml`."""

    order: OrderRules
    attend: tuple[AttendRule, ...]
    sample_seed: str
    outcomes: Mapping[Proposal, str]  # local category → SEN2 ReviewOutcome
    cease_reasons: tuple[CeaseReason, ...]
    ageing_months: tuple[int, ...]
    suppress_below: int  # a count under this is shown as "fewer than"; 0 shows all
    source: str
