"""What makes a change cosmetic, factual or substantive."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.words import Operation, Section, Weight


@dataclass(frozen=True)
class WordList:
    """Words of one sort, and what a change of them is called."""

    name: str
    words: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Pattern:
    """A regular expression (RE2) of one sort of fact."""

    name: str
    pattern: str
    source: str


@dataclass(frozen=True)
class ChangeExample:
    """A change and the weight it must get."""

    before: str
    after: str
    section: Section
    weight: Weight
    operation: Operation | None = None


@dataclass(frozen=True)
class EvidenceRules:
    """How passages that support a change are found: the least score and how many are kept."""

    least_score: float
    at_most: int
    least_words: int
    common_words: tuple[str, ...]
    words_of_time: tuple[str, ...]  # how often and how long: they stand in every report
    source: str


@dataclass(frozen=True)
class ChangeRules:
    """All of `changes.yaml`."""

    measured_sections: tuple[Section, ...]  # where a changed number, frequency or modal verb is always substantive
    always_substantive: tuple[Section, ...]
    quantities: tuple[WordList, ...]
    facts: tuple[Pattern, ...]
    fact_labels: tuple[str, ...]
    yearly: tuple[Pattern, ...]
    titles: tuple[str, ...]
    job_titles: tuple[str, ...]
    misspellings: Mapping[str, str]
    spelling_variants: tuple[WordList, ...]
    asking_words: tuple[str, ...]
    views_asking: tuple[str, ...]
    evidence: EvidenceRules
    source: str
    examples: tuple[ChangeExample, ...]
