"""The headings of the sections of a plan, in the forms in which councils write them."""

from dataclasses import dataclass

from pipeline.domain.words import Section


@dataclass(frozen=True)
class SectionRule:
    """One section: its headings without the letter."""

    section: Section
    headings: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class SectionExample:
    """One line and the section that it begins; an empty `section` says that it begins none."""

    line: str
    section: Section | None = None


@dataclass(frozen=True)
class SectionRules:
    """All of `plan_sections.yaml`; `closeness` from 0 to 100 says how near a heading must come."""

    sections: tuple[SectionRule, ...]
    closeness: int
    longest_heading: int  # words
    source: str
    examples: tuple[SectionExample, ...]
