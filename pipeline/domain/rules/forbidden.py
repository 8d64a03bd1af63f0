"""What must not be in a pack: how a record of a safeguarding system shows itself, and what only mentions one."""

from dataclasses import dataclass
from typing import Literal

from pipeline.domain.words import Kind


@dataclass(frozen=True)
class Family:
    """Words of one family of signs: each one found counts `each`, together `at_most`."""

    words: tuple[str, ...]
    each: float
    at_most: float
    source: str


@dataclass(frozen=True)
class Structure:
    """How entries of a record are built: columns, and dated entries one after another."""

    columns: tuple[str, ...]
    columns_needed: int
    columns_count: float
    dated_entries: int
    dated_count: float
    timed_entries: int
    timed_count: float
    source: str


@dataclass(frozen=True)
class ForbiddenExample:
    """A piece of text and what it is: a record, suspected, only a mention, or clear."""

    text: str
    expect: Literal["record", "suspected", "mention", "clear"]
    file_name: str = ""


@dataclass(frozen=True)
class ForbiddenRule:
    """One kind of record that must not be sent. The sum of its families decides, never one word alone."""

    kind: Kind
    name: str
    systems: tuple[str, ...]  # names of systems: in a title or heading a sign, in a sentence a mention
    marks: Family
    vocabulary: Family
    structure: Structure
    system_count: float
    record: float
    suspected: float
    mention_words: tuple[str, ...]
    source: str
    examples: tuple[ForbiddenExample, ...]
