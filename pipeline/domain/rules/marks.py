"""How plans are marked by hand: what a legend says of looks, and the key of a tribunal's working document."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LookWords:
    """A look of text and what legends call it."""

    look: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """Whose proposal a look stands for, and how legends name them."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class KeyEntry:
    """In a working document without a key of its own, whose proposal *look* stands for."""

    look: str
    side: str


@dataclass(frozen=True)
class LegendExample:
    """A line of a document and what must be read from it: looks, or nothing where it is no legend."""

    line: str
    expect: tuple[str, ...] = ()


@dataclass(frozen=True)
class MarkRules:
    """All of `marks.yaml`."""

    looks: tuple[LookWords, ...]
    additions: tuple[str, ...]
    deletions: tuple[str, ...]
    sides: tuple[Side, ...]
    working_document: tuple[str, ...]
    working_key: tuple[KeyEntry, ...]
    longest_legend: int  # words; a longer line is prose
    source: str
    examples: tuple[LegendExample, ...]
