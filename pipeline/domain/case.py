"""The child, the review and the changes of one pack."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.domain.documents import Recognised
from pipeline.domain.words import FoundBy, Identity, Kind, Operation, Recommendation, Section, Sureness, Weight


@dataclass(frozen=True)
class Child:
    """Who the pack is about; `source` says, field by field, where each fact was read."""

    surname: str | None = field(default=None, repr=False)
    forenames: str | None = field(default=None, repr=False)
    known_as: str | None = field(default=None, repr=False)
    dob: dt.date | None = field(default=None, repr=False)
    upn: str | None = field(default=None, repr=False)
    nc_year: int | None = None
    school: str | None = None
    school_dfe: str | None = None
    in_care: bool | None = None
    placement_type: str | None = None
    parent_name: str | None = field(default=None, repr=False)
    parent_address: str | None = field(default=None, repr=False)
    second_parent_name: str | None = field(default=None, repr=False)
    second_parent_address: str | None = field(default=None, repr=False)
    address_confidential: bool | None = None
    social_worker_name: str | None = field(default=None, repr=False)
    social_worker_address: str | None = field(default=None, repr=False)
    source: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Review:
    """What the AR1 and the caseload say of the review; `meeting_held` is None where nothing shows it."""

    meeting_date: dt.date | None = None
    previous_review_date: dt.date | None = None
    first_plan_date: dt.date | None = None
    school_recommendation: Recommendation | None = None
    placement_change_requested: bool = False
    funding_change_requested: bool = False
    personal_budget_requested: bool = False
    reassessment_requested: bool = False
    meeting_planned_only: bool = False


@dataclass(frozen=True)
class CaseloadRow:
    """One child of the caseload file: column name to text; empty columns are left out."""

    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Known:
    """What was known before the pack was opened: the caseload."""

    caseload: tuple[CaseloadRow, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Evidence:
    """Where a report or the AR1 supports a change; `score` runs from 0 to 1."""

    document: str
    page: int | None
    quote: str = field(repr=False)
    score: float


@dataclass(frozen=True)
class Change:
    """One change a reader would see, in a section of the plan, weighed."""

    id: int
    document: str
    section: Section | None
    operation: Operation
    author: str
    date: str | None
    before: str = field(repr=False)
    after: str = field(repr=False)
    context: str = field(repr=False)
    weight: Weight = Weight.SUBSTANTIVE
    why: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    found_by: FoundBy = FoundBy.TRACK_CHANGES
    sureness: Sureness = Sureness.CERTAIN


@dataclass(frozen=True)
class Raised:
    """A finding as a stage raises it; `rules/findings.yaml` gives its severity, message and fix.

    `detail` completes the message in plain words, without facts about a child other than the pack's own.
    """

    code: str
    document: str | None = None
    kind: Kind | None = None
    detail: str = ""
    rule: str = ""  # the rule that asked for it, where it is not the finding's own
    recommended: bool = False  # softens a blocking finding to a warning


@dataclass(frozen=True)
class FormFact:
    """One fact of the review form and where it stands: `label` as printed, `quote` what is written beside it."""

    name: str
    value: str = field(repr=False)
    document: str
    page: int | None
    label: str
    quote: str = field(repr=False)


@dataclass(frozen=True)
class Attendee:
    """One person of the form's list; what no column says is None."""

    name: str = field(repr=False)
    role: str
    invited: bool | None = None
    attended: bool | None = None
    report_received: bool | None = None


@dataclass(frozen=True)
class Action:
    """One key action; `due` is the date of `by_when` where that is one day."""

    action: str = field(repr=False)
    by_whom: str = ""
    by_when: str = ""
    due: dt.date | None = None


@dataclass(frozen=True)
class Signature:
    """A place to sign: its label, what is written there, and the date beside it. A drawn signature is not seen."""

    label: str
    name: str = field(repr=False, default="")
    date: dt.date | None = None


@dataclass(frozen=True)
class AR1:
    """What the annual review form holds; sections that are absent or blank under their heading are empty text."""

    document: str | None = None
    discussion: str = field(default="", repr=False)
    actions: str = field(default="", repr=False)
    progress: str = field(default="", repr=False)
    difficulties: str = field(default="", repr=False)
    parent_views: str = field(default="", repr=False)
    child_views: str = field(default="", repr=False)
    pfa: str = field(default="", repr=False)
    recommendation_text: str = field(default="", repr=False)
    facts: tuple[FormFact, ...] = field(default=(), repr=False)
    unclear: tuple[FormFact, ...] = field(default=(), repr=False)  # questions with two answers, or with none
    attendees: tuple[Attendee, ...] = field(default=(), repr=False)
    key_actions: tuple[Action, ...] = field(default=(), repr=False)
    signatures: tuple[Signature, ...] = field(default=(), repr=False)

    def fact(self, name: str) -> FormFact | None:
        """Give the first fact of that *name*."""
        return next((one for one in self.facts if one.name == name), None)


@dataclass(frozen=True)
class Case:
    """One child's review as the accepted documents show it."""

    child: Child
    review: Review
    documents: tuple[Recognised, ...]
    ar1: AR1 = AR1()
    raised: tuple[Raised, ...] = ()
    identity: Mapping[str, Identity] = field(default_factory=dict)  # path of a document → whom it names
