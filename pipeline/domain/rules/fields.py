"""How the fields and headings of review forms and reports are named, and how their answers are read."""

from dataclasses import dataclass

from pipeline.domain.words import Recommendation


@dataclass(frozen=True)
class FieldRule:
    """One field (`dob`) and the labels it goes by; a `general` label counts only where no adult is meant."""

    name: str
    labels: tuple[str, ...]
    source: str
    general: tuple[str, ...] = ()
    verified: bool = True


@dataclass(frozen=True)
class HeadingRule:
    """One part of the AR1 (`discussion`) and the headings it stands under."""

    section: str
    headings: tuple[str, ...]
    source: str
    verified: bool = True


@dataclass(frozen=True)
class OutcomeRule:
    """The wordings that recommend one outcome."""

    outcome: Recommendation
    wordings: tuple[str, ...]
    source: str
    verified: bool = True


@dataclass(frozen=True)
class RequestRule:
    """The wordings, among what the school recommends, that ask for something beside the outcome."""

    name: str
    wordings: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class FieldExample:
    """What may stand under the heading of the recommendation, and the outcome it must be read as."""

    lines: str
    expect: Recommendation


@dataclass(frozen=True)
class FieldRules:
    """All of `ar1_fields.yaml`."""

    fields: tuple[FieldRule, ...]
    headings: tuple[HeadingRule, ...]
    outcomes: tuple[OutcomeRule, ...]
    requests: tuple[RequestRule, ...]
    ticks: tuple[str, ...]
    empty_boxes: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    negations: tuple[str, ...]
    placeholders: tuple[str, ...]
    prompts: tuple[str, ...]  # beginnings of printed instructions
    column_heads: tuple[str, ...]
    adult_labels: tuple[str, ...]
    received_labels: tuple[str, ...]
    person_heads: tuple[str, ...]  # heads of columns of the list of those invited
    role_heads: tuple[str, ...]
    invited_heads: tuple[str, ...]
    attended_heads: tuple[str, ...]
    role_words: tuple[str, ...]  # by which name and role are told apart where a page lost its columns
    came: tuple[str, ...]  # what stands in a cell beside "yes" and "no"
    stayed_away: tuple[str, ...]
    present_headings: tuple[str, ...]
    apologies_headings: tuple[str, ...]
    action_heads: tuple[str, ...]
    by_whom_heads: tuple[str, ...]
    by_when_heads: tuple[str, ...]
    signature_labels: tuple[str, ...]
    titles: tuple[str, ...]
    not_names: tuple[str, ...]
    source: str
    examples: tuple[FieldExample, ...] = ()
