"""The report of one pack, as the public contract names it; report.json is this and nothing else."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.domain.case import Action, Attendee, Change, Child, FormFact, Review, Signature
from pipeline.domain.members import Protection
from pipeline.domain.words import (
    DeadlineStatus,
    Disposition,
    Identity,
    Kind,
    Profession,
    Proposal,
    RequiredStatus,
    Severity,
    Statutory,
)

SCHEMA: Literal["annual-review/report/1"] = "annual-review/report/1"


@dataclass(frozen=True)
class PackEntry:
    """The pack: its name, the SHA-256 over its members, the day it was received and how many files came in."""

    name: str
    sha256: str
    received: dt.date
    files: int


@dataclass(frozen=True)
class PartEntry:
    """One paper of a file that holds several, with its first and last page."""

    kind: Kind
    profession: Profession | None
    confidence: float
    why: tuple[str, ...]
    first_page: int
    last_page: int
    date: dt.date | None


@dataclass(frozen=True)
class DocumentEntry:
    """One file that came in and what became of it; `reason` says why it went no further."""

    path: str
    sha256: str
    format: str
    kind: Kind
    profession: Profession | None
    confidence: float
    why: tuple[str, ...]
    pages: int
    date: dt.date | None
    text_source: Literal["text", "ocr", "none"]
    protection: Protection
    disposition: Disposition
    reason: str | None = None
    notes: tuple[str, ...] = ()
    text_confidence: float = 1.0  # of 1, how sure the reading of the text is; under 1 for scans
    parts: tuple[PartEntry, ...] = ()
    identity: Identity = Identity.NOT_CHECKED  # whom it names
    written: str | None = None  # path under the pack's output folder


@dataclass(frozen=True)
class RequiredEntry:
    """One line of the required list."""

    kind: Kind
    status: RequiredStatus
    documents: tuple[str, ...]
    because: str
    rule: str = ""
    source: str = ""
    trigger: str | None = None  # the words that made the condition hold, and where they stand


@dataclass(frozen=True)
class FormEntry:
    """What the review form says, each fact with its place; `unclear` are questions with two answers, or with none."""

    document: str
    facts: tuple[FormFact, ...]
    unclear: tuple[FormFact, ...]
    attendees: tuple[Attendee, ...]
    actions: tuple[Action, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True)
class Finding:
    """Something true of the pack, for people."""

    code: str
    severity: Severity
    message: str
    fix: str
    rule: str
    source: str
    kind: Kind | None = None
    document: str | None = None


@dataclass(frozen=True)
class Triage:
    """The program's proposal: reasons for it and against it, and what would change it.

    `carried_forward` numbers the changes that a minor outcome appends to the plan until the next review.
    """

    proposal: Proposal
    if_complete: Proposal
    statutory: Statutory | None
    confidence: float
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()
    carried_forward: tuple[int, ...] = ()
    decided_by: Literal["an officer decides; this is a proposal"] = "an officer decides; this is a proposal"


@dataclass(frozen=True)
class Deadline:
    """One date of the review; `verified` is false where the law behind it has not been confirmed."""

    name: str
    date: dt.date | None
    status: DeadlineStatus
    rule: str
    source: str
    verified: bool = True


@dataclass(frozen=True)
class Outputs:
    """Paths of what was drafted, under the pack's output folder."""

    letter: str | None = None
    return_: str | None = None
    letters: tuple[str, ...] = ()  # to every addressee; `letter` is the first
    gaps: tuple[str, ...] = ()  # what must be completed before a letter is issued
    blocked: tuple[str, ...] = ()  # why a draft was not written: it carried something of another child


@dataclass(frozen=True)
class Conservation:
    """The count of files: came_in is the sum of the rest; `junk` counts what systems leave behind."""

    came_in: int
    accepted: int
    withheld: int
    not_opened: int
    unreadable: int
    duplicate: int
    junk: int


@dataclass(frozen=True)
class Report:
    """Everything the program has to say of one pack."""

    pack: PackEntry
    child: Child
    review: Review
    documents: tuple[DocumentEntry, ...]
    required: tuple[RequiredEntry, ...]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    triage: Triage
    deadlines: tuple[Deadline, ...]
    conservation: Conservation
    ar1: FormEntry | None = None
    outputs: Outputs = Outputs()
    rules_version: str = ""
    schema: Literal["annual-review/report/1"] = SCHEMA
    junk: Mapping[str, int] = field(default_factory=dict)
