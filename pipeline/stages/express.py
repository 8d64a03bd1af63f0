"""Say each finding in the office's words, as grave as the rules have it."""

from pipeline.domain.case import Raised
from pipeline.domain.report import Finding
from pipeline.domain.rules import Rules
from pipeline.domain.words import Severity

_ORDER = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.INFO: 2}
_UNVERIFIED = " (to be confirmed by the council's legal adviser)"


def express(raised: tuple[Raised, ...], rules: Rules) -> tuple[Finding, ...]:
    """Give every raised finding its severity, message, fix and source; gravest first, each once."""
    found = dict.fromkeys(_finding(one, rules) for one in raised)
    return tuple(sorted(found, key=lambda one: (_ORDER[one.severity], one.code, one.document or "", one.message)))


def _finding(raised: Raised, rules: Rules) -> Finding:
    rule = rules.findings[raised.code]
    fields = {
        "document": raised.document or "The pack",
        "kind": rules.kinds[raised.kind or "unknown"],
        "detail": raised.detail or "no more is known",
    }
    softer = Severity.WARNING if raised.recommended else rule.severity
    return Finding(
        code=raised.code,
        severity=softer,
        message=_filled(rule.message, fields),
        fix=_filled(rule.fix, fields),
        rule=raised.rule or f"findings.{raised.code}",
        source=rule.source + ("" if rule.verified else _UNVERIFIED),
        kind=raised.kind,
        document=raised.document,
    )


def _filled(template: str, fields: dict[str, str]) -> str:
    """Fill the fields one by one, so that a brace in a file's name is only a brace."""
    text = template
    for name, value in fields.items():
        text = text.replace(f"{{{name}}}", value)
    return text[:1].upper() + text[1:] if template.startswith("{detail}") else text
