"""The order in which a proposal is reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.domain.words import Proposal, Section, Statutory

When = Literal[
    "cease_recommended",
    "placement_change",
    "substantive_change",
    "factual_change",
    "wording_change",
    "always",
]


@dataclass(frozen=True)
class TriageRule:
    """One step: when it holds, what is proposed, and what that is in law; the first that holds decides."""

    name: str
    when: tuple[When, ...]
    proposal: Proposal
    statutory: Statutory
    needs_everything_read: bool
    confidence: float
    reason: str
    source: str


@dataclass(frozen=True)
class TriageRules:
    """All of `triage.yaml`; a section that cannot be told counts as one of `substantive_sections`."""

    rules: tuple[TriageRule, ...]
    substantive_sections: tuple[Section, ...]
    wording_sections: tuple[Section, ...]
    protected_sections: tuple[Section, ...]
    against: Mapping[Proposal, tuple[str, ...]]  # the codes of findings that speak against each outcome
    source: str
