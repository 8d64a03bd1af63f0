"""Propose what the council does with the review; only an officer decides."""

from collections.abc import Callable, Iterable

from pipeline.domain.case import Case, Change
from pipeline.domain.report import Finding, Triage
from pipeline.domain.rules import Rules
from pipeline.domain.rules.triage import TriageRule, TriageRules, When
from pipeline.domain.words import Operation, Proposal, Recommendation, Severity, Weight

_CONFLICT = 0.5  # how far a contradiction lowers the confidence
_LONGEST_QUOTE = 60  # characters
_SHOWN = 6  # reasons of one sort; the report lists every change and finding itself


def propose(
    case: Case, changes: tuple[Change, ...], findings: tuple[Finding, ...], unread: tuple[str, ...], rules: Rules
) -> Triage:
    """Find the first rule that holds; what nobody could read may hold changes, so it leaves the rest undetermined."""
    blocking = [finding for finding in findings if finding.severity is Severity.BLOCKING]
    rule, why = _first(case, changes, rules.triage)
    if rule.needs_everything_read and unread:
        if_complete, statutory, confidence = Proposal.UNDETERMINED, None, 0.0
        reasons = [f"Undetermined until every file is read, because changes may be in it: {_listed(unread)}."]
    else:
        if_complete, statutory, confidence = rule.proposal, rule.statutory, rule.confidence
        reasons = [rule.reason, *why]
        if any(finding.code == "recommendation_conflict" for finding in findings):
            confidence = round(confidence * _CONFLICT, 2)
    if blocking:
        sent_back = [f"Sent back: {finding.message}" for finding in blocking[:_SHOWN]]
        more = len(blocking) - _SHOWN
        sent_back += [f"Sent back: {more} more."] if more > 0 else []
        once = f"Once complete: {reasons[0]}"
        return Triage(Proposal.RETURN_TO_SCHOOL, if_complete, statutory, 0.95, (*sent_back, once, *reasons[1:]))
    return Triage(if_complete, if_complete, statutory, confidence, tuple(reasons))


def _first(case: Case, changes: tuple[Change, ...], rules: TriageRules) -> tuple[TriageRule, list[str]]:
    """Give the first rule of which any condition holds, with what makes it hold; the last one always does."""
    for rule in rules.rules:
        why = [reason for when in rule.when for reason in CONDITIONS[when](case, changes, rules)]
        if why or "always" in rule.when:
            return rule, why[:_SHOWN] + ([f"{len(why) - _SHOWN} more changes."] if len(why) > _SHOWN else [])
    raise LookupError("no triage rule holds always")


def _cease(case: Case, changes: tuple[Change, ...], rules: TriageRules) -> Iterable[str]:
    if case.review.school_recommendation is Recommendation.CEASE:
        yield "The AR1 recommends ceasing."


def _placement(case: Case, changes: tuple[Change, ...], rules: TriageRules) -> Iterable[str]:
    if case.review.placement_change_requested:
        yield "A change of placement is requested."


def _substantive(case: Case, changes: tuple[Change, ...], rules: TriageRules) -> Iterable[str]:
    for change in changes:
        counts = change.section is None or change.section in rules.substantive_sections
        if change.weight is Weight.SUBSTANTIVE and counts:
            yield _told(change)


def _factual(case: Case, changes: tuple[Change, ...], rules: TriageRules) -> Iterable[str]:
    yield from (_told(change) for change in changes if change.weight is Weight.FACTUAL)


def _wording(case: Case, changes: tuple[Change, ...], rules: TriageRules) -> Iterable[str]:
    for change in changes:
        worded = change.weight is Weight.SUBSTANTIVE and change.operation is not Operation.FORMAT
        if worded and change.section in rules.wording_sections:
            yield _told(change)


def _always(case: Case, changes: tuple[Change, ...], rules: TriageRules) -> Iterable[str]:
    if changes:
        yield f"All {len(changes)} changes are cosmetic."


CONDITIONS: dict[When, Callable[[Case, tuple[Change, ...], TriageRules], Iterable[str]]] = {
    "cease_recommended": _cease,
    "placement_change": _placement,
    "substantive_change": _substantive,
    "factual_change": _factual,
    "wording_change": _wording,
    "always": _always,
}


def _told(change: Change) -> str:
    return f"Change {change.id}{_words(change)}: {'; '.join(change.why)}."


def _words(change: Change) -> str:
    """Show what changes in a few words; the report shows it whole."""
    before, after = (_short(text) for text in (change.before, change.after))
    if before and after:
        return f" (“{before}” to “{after}”)"
    return f" (“{before}” taken out)" if before else f" (“{after}” added)" if after else ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…"


def _listed(paths: tuple[str, ...]) -> str:
    shown = ", ".join(paths[:_SHOWN])
    return shown if len(paths) <= _SHOWN else f"{shown} and {len(paths) - _SHOWN} more"
