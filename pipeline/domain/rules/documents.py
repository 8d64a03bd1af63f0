"""How each kind of document is recognised, and when it is required."""

from dataclasses import dataclass
from typing import Literal

from pipeline.domain.words import Kind, Profession

Condition = Literal[
    "always",
    "never",
    "child_in_care",
    "from_year_9",
    "funding_change",
    "placement_change",
    "amendment_recommended",
]


@dataclass(frozen=True)
class Requirement:
    """When a kind must be in the pack; `otherwise` is what it is where the condition does not hold.

    `covered_by_ar1` names the parts of the AR1 that together stand in for the document.
    """

    name: str
    when: Condition
    because: str
    source: str
    otherwise: Literal["not_required", "recommended"] = "not_required"
    covered_by_ar1: tuple[str, ...] = ()
    finding: str = "missing_document"
    finding_beside_ar1: str | None = None
    missing_is: Literal["missing", "recommended"] = "missing"


@dataclass(frozen=True)
class Clue:
    """A title or phrase with how much it tells, from 0 (nothing) to 1 (certain)."""

    text: str
    weight: float

    def __post_init__(self) -> None:
        """Refuse a weight that is no share of certainty."""
        if not 0 < self.weight < 1:
            raise ValueError(f"the weight of {self.text!r} must be over 0 and under 1")


@dataclass(frozen=True)
class ProfessionRule:
    """Whose report a professional report is: the words by which the profession shows itself."""

    profession: Profession
    titles: tuple[str, ...]
    source: str
    words: tuple[str, ...] = ()
    short: tuple[str, ...] = ()  # how the service is called for short in titles


@dataclass(frozen=True)
class Example:
    """A piece of a document, with the name of its file, that the rule must (or must not) recognise."""

    text: str
    expect: Kind
    file_name: str = ""
    profession: Profession | None = None


@dataclass(frozen=True)
class DocumentRule:
    """One kind of document. Titles stand near its top; phrases anywhere; names in its file name."""

    kind: Kind
    name: str
    titles: tuple[str, ...]
    source: str
    examples: tuple[Example, ...]
    phrases: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()  # wordings that hardly stand in any other kind
    names: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    longest: int | None = None  # words; a longer document is never of this kind
    professions: tuple[ProfessionRule, ...] = ()
    paper_words: tuple[str, ...] = ()  # with a profession's name in a title they make a title of this kind
    required: Requirement | None = None


@dataclass(frozen=True)
class RecognitionRules:
    """How clues add up, whatever the kind; `top` is the number of lines that count as the top of a document."""

    title: float
    contained_title: float
    phrase: float
    phrases_at_most: int
    name: float
    format: float
    enough: float
    top: int
    longest_title: int
    profession_word: float
    sign: float
    generic_words: int  # a title of fewer words counts only as a whole line, or as most of it
    closeness: int
    plan_sections: int
    in_a_mail: float  # what is left of any other kind's confidence where the file is a mail
    date_labels: tuple[str, ...]
    tracked_names: tuple[str, ...]
    source: str
