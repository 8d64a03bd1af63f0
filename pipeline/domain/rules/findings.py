"""The words of each finding: how grave it is, what it says and how to put it right."""

from dataclasses import dataclass

from pipeline.domain.words import Severity


@dataclass(frozen=True)
class FindingRule:
    """One finding; `{document}`, `{kind}` and `{detail}` in its texts are filled where they are known."""

    severity: Severity
    message: str
    fix: str
    source: str
    verified: bool = True


@dataclass(frozen=True)
class FindingRules:
    """All of `findings.yaml`: code to its words."""

    findings: dict[str, FindingRule]
    kinds: dict[str, str]  # what each kind of document is called in a sentence
    source: str
