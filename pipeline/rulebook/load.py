"""Load every rule file of a folder; what is wrong in any of them is told at once, by file, line and key."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pipeline.domain.errors import RulesError
from pipeline.domain.rules import Rules
from pipeline.domain.rules.changes import ChangeRules
from pipeline.domain.rules.deadlines import DeadlineRules
from pipeline.domain.rules.documents import DocumentRule, RecognitionRules
from pipeline.domain.rules.fields import FieldRules
from pipeline.domain.rules.findings import FindingRules
from pipeline.domain.rules.forbidden import ForbiddenRule
from pipeline.domain.rules.letters import Council, LetterRules
from pipeline.domain.rules.passwords import PasswordRules
from pipeline.domain.rules.sections import SectionRules
from pipeline.domain.rules.triage import TriageRules
from pipeline.rulebook.nodes import load_typed

T = TypeVar("T")
FILES: dict[str, type] = {
    "recognition.yaml": RecognitionRules,
    "plan_sections.yaml": SectionRules,
    "ar1_fields.yaml": FieldRules,
    "changes.yaml": ChangeRules,
    "findings.yaml": FindingRules,
    "triage.yaml": TriageRules,
    "deadlines.yaml": DeadlineRules,
    "letters.yaml": LetterRules,
    "council.yaml": Council,
    "council.example.yaml": Council,
    "passwords.yaml": PasswordRules,
}
FOLDERS: dict[str, type] = {"documents": DocumentRule, "forbidden": ForbiddenRule}


def load(folder: Path) -> Rules:
    """Load the rules of *folder*; raises RulesError with every mistake of every file."""
    if not folder.is_dir():
        raise RulesError(f"{folder} is no folder of rules; set ANNUAL_REVIEW_RULES to the right one")
    mistakes: list[str] = []
    council = "council.yaml" if (folder / "council.yaml").exists() else "council.example.yaml"
    single = {name: _tried(lambda n=name: load_typed(folder / n, FILES[n]), mistakes) for name in _needed(council)}  # type: ignore[misc]
    several = {name: _all_of(folder, name, type_, mistakes) for name, type_ in FOLDERS.items()}
    mistakes.extend(_repeated(several["documents"]))
    if mistakes:
        raise RulesError("\n".join(mistakes))
    said: FindingRules = single["findings.yaml"]
    return Rules(
        recognition=single["recognition.yaml"],
        documents=several["documents"],
        forbidden=several["forbidden"],
        sections=single["plan_sections.yaml"],
        fields=single["ar1_fields.yaml"],
        changes=single["changes.yaml"],
        findings=said.findings,
        kinds=said.kinds,
        triage=single["triage.yaml"],
        deadlines=single["deadlines.yaml"],
        letters=single["letters.yaml"],
        council=single[council],
        passwords=single["passwords.yaml"],
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


def _all_of(folder: Path, name: str, type_: type[T], mistakes: list[str]) -> tuple[T, ...]:
    """Load each file of a folder of rules, one rule a file, in the order of their names."""
    loaded = []
    for path in sorted((folder / name).glob("*.yaml")):
        rule = _tried(lambda p=path: load_typed(p, type_), mistakes)  # type: ignore[misc]
        if rule is not None:
            loaded.append(rule)
    if not loaded and not mistakes:
        mistakes.append(f"{name}: the folder holds no rule")
    return tuple(loaded)


def _tried(load_one: Callable[[], T], mistakes: list[str]) -> T | None:
    try:
        return load_one()
    except RulesError as error:
        mistakes.append(str(error))
        return None


def _repeated(rules: tuple[DocumentRule, ...]) -> list[str]:
    kinds = [rule.kind for rule in rules]
    return [
        f"documents: {kind} stands in more than one file" for kind in sorted({k for k in kinds if kinds.count(k) > 1})
    ]
