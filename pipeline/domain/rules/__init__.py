"""The rules of the office, typed: everything an officer may change, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.rules.changes import ChangeRules
from pipeline.domain.rules.deadlines import DeadlineRules
from pipeline.domain.rules.documents import DocumentRule, RecognitionRules, Requirement
from pipeline.domain.rules.fields import FieldRules
from pipeline.domain.rules.findings import FindingRule
from pipeline.domain.rules.forbidden import ForbiddenRule
from pipeline.domain.rules.letters import Council, LetterRules
from pipeline.domain.rules.marks import MarkRules
from pipeline.domain.rules.names import NameRules
from pipeline.domain.rules.passwords import PasswordRules
from pipeline.domain.rules.quality import QualityRules
from pipeline.domain.rules.sections import SectionRules
from pipeline.domain.rules.terms import TermRules
from pipeline.domain.rules.triage import TriageRules
from pipeline.domain.rules.work import WorkRules
from pipeline.domain.words import Kind


@dataclass(frozen=True)
class Rules:
    """Every rule file of the folder; `version` is short for the content of them all."""

    recognition: RecognitionRules
    documents: tuple[DocumentRule, ...]
    forbidden: tuple[ForbiddenRule, ...]
    sections: SectionRules
    fields: FieldRules
    changes: ChangeRules
    marks: MarkRules
    findings: Mapping[str, FindingRule]
    kinds: Mapping[str, str]
    triage: TriageRules
    deadlines: DeadlineRules
    letters: LetterRules
    council: Council
    passwords: PasswordRules
    names: NameRules
    quality: QualityRules
    work: WorkRules
    terms: TermRules
    version: str

    @property
    def required(self) -> tuple[tuple[Kind, Requirement], ...]:
        """The required list, in the order of the kinds in the contract."""
        order = list(Kind)
        asked = [(rule.kind, rule.required) for rule in self.documents if rule.required is not None]
        return tuple(sorted(asked, key=lambda one: order.index(one[0])))
