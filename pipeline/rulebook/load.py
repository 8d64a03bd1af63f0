"""Load every rule file of a folder; what is wrong in any of them is told at once, by file, line and key."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.domain.errors import RulesError
from pipeline.domain.rules import Rules
from pipeline.domain.rules.changes import ChangeRules
from pipeline.domain.rules.deadlines import DeadlineRules
from pipeline.domain.rules.documents import DocumentRule, RecognitionRules
from pipeline.domain.rules.fields import FieldRules
from pipeline.domain.rules.findings import FindingRules
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
from pipeline.rulebook.nodes import load_typed

FILES: dict[str, type] = {
    "recognition.yaml": RecognitionRules,
    "plan_sections.yaml": SectionRules,
    "ar1_fields.yaml": FieldRules,
    "changes.yaml": ChangeRules,
    "marks.yaml": MarkRules,
    "findings.yaml": FindingRules,
    "triage.yaml": TriageRules,
    "deadlines.yaml": DeadlineRules,
    "letters.yaml": LetterRules,
    "council.yaml": Council,
    "council.example.yaml": Council,
    "passwords.yaml": PasswordRules,
    "names.yaml": NameRules,
    "quality.yaml": QualityRules,
    "work.yaml": WorkRules,
    "terms.yaml": TermRules,
}
FOLDERS: dict[str, type] = {"documents": DocumentRule, "forbidden": ForbiddenRule}


def load(folder: Path) -> Rules:
    """Load the rules of *folder*; raises RulesError with every mistake of every file."""
    if not folder.is_dir():
        raise RulesError(f"{folder} is no folder of rules; set ANNUAL_REVIEW_RULES to the right one")
    mistakes: list[str] = []
    council = "council.yaml" if (folder / "council.yaml").exists() else "council.example.yaml"
    single: dict[str, Any] = {name: _tried(folder / name, FILES[name], mistakes) for name in _needed(council)}
    several = {name: _all_of(folder / name, type_, mistakes) for name, type_ in FOLDERS.items()}
    mistakes.extend(_repeated(several["documents"]))
    if mistakes:
        raise RulesError("\n".join(mistakes))
    return Rules(
        recognition=single["recognition.yaml"],
        documents=several["documents"],
        forbidden=several["forbidden"],
        sections=single["plan_sections.yaml"],
        fields=single["ar1_fields.yaml"],
        changes=single["changes.yaml"],
        marks=single["marks.yaml"],
        findings=single["findings.yaml"].findings,
        kinds=single["findings.yaml"].kinds,
        triage=single["triage.yaml"],
        deadlines=single["deadlines.yaml"],
        letters=single["letters.yaml"],
        council=single[council],
        passwords=single["passwords.yaml"],
        names=single["names.yaml"],
        quality=single["quality.yaml"],
        work=single["work.yaml"],
        terms=single["terms.yaml"],
        version=version(folder),
    )


def rule_files(folder: Path) -> tuple[Path, ...]:
    """List every file of rules under *folder*, by path."""
    return tuple(sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file()))


def version(folder: Path) -> str:
    """Give twelve hexadecimal digits that change whenever any rule does."""
    whole = sha256()
    for path in rule_files(folder):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:12]


def _needed(council: str) -> tuple[str, ...]:
    return tuple(name for name in FILES if not name.startswith("council") or name == council)


def _all_of(folder: Path, type_: type, mistakes: list[str]) -> tuple[Any, ...]:
    """Load each file of a folder of rules, one rule a file, in the order of their names."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        mistakes.append(f"{folder.name}: the folder holds no rule")
    loaded = (_tried(path, type_, mistakes) for path in paths)
    return tuple(rule for rule in loaded if rule is not None)


def _tried(path: Path, type_: type, mistakes: list[str]) -> Any:
    try:
        return load_typed(path, type_)
    except RulesError as error:
        mistakes.append(str(error))
        return None


def _repeated(rules: Iterable[DocumentRule]) -> list[str]:
    kinds = [rule.kind for rule in rules]
    return [
        f"documents: {kind} stands in more than one file" for kind in sorted({k for k in kinds if kinds.count(k) > 1})
    ]
