"""Propose what the council does with the review; only an officer decides."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.domain.case import Case, Change
from pipeline.domain.report import Finding, Triage
from pipeline.domain.rules import Rules
from pipeline.domain.rules.triage import TriageRule, TriageRules, When
from pipeline.domain.words import Operation, Proposal, Recommendation, Severity, Sureness, Weight

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
    proposal = if_complete
    if blocking:
        sent_back = [f"Sent back: {finding.message}" for finding in blocking[:_SHOWN]]
        more = len(blocking) - _SHOWN
        sent_back += [f"Sent back: {more} more."] if more > 0 else []
        proposal, confidence = Proposal.RETURN_TO_SCHOOL, 0.95
        reasons = [*sent_back, f"Once complete: {reasons[0]}", *reasons[1:]]
    return Triage(
        proposal,
        if_complete,
        statutory,
        confidence,
        tuple(reasons),
        against=tuple(_against(if_complete, case, changes, findings, rules.triage)),
        would_change=tuple(_would_change(if_complete, case, changes, unread, rules.triage)),
        carried_forward=_carried_forward(if_complete, changes),
    )


def _carried_forward(proposal: Proposal, changes: tuple[Change, ...]) -> tuple[int, ...]:
    """Number the changes that wait for the next review; forms and commas need no waiting."""
    if proposal is not Proposal.MINOR_AMENDMENTS:
        return ()
    return tuple(change.id for change in changes if change.weight is not Weight.COSMETIC)


def _against(
    proposal: Proposal, case: Case, changes: tuple[Change, ...], findings: tuple[Finding, ...], rules: TriageRules
) -> Iterable[str]:
    """Say what speaks for another outcome."""
    telling = rules.against.get(proposal, ())
    yield from [finding.message for finding in findings if finding.code in telling][:_SHOWN]
    if proposal is Proposal.SIGNIFICANT_CHANGES and not case.review.placement_change_requested:
        heavy = [change for change in changes if change.weight is Weight.SUBSTANTIVE]
        bare = [change for change in heavy if not change.evidence]
        if heavy and len(bare) == len(heavy):
            yield "No evidence was found for any of the changes of substance."
        if heavy and all(change.sureness is Sureness.POSSIBLE for change in heavy):
            yield "Nothing but comments or the look of words shows these changes."
    kept = proposal in (Proposal.NO_AMENDMENTS, Proposal.MINOR_AMENDMENTS)
    if kept and case.review.school_recommendation is Recommendation.AMEND:
        yield "The AR1 recommends amending the plan."


def _would_change(
    proposal: Proposal, case: Case, changes: tuple[Change, ...], unread: tuple[str, ...], rules: TriageRules
) -> Iterable[str]:
    """Say what would lead to another proposal, by asking the rules again without what decided."""
    if proposal is Proposal.UNDETERMINED:
        rule, _ = _first(case, changes, rules)
        yield f"Once every file is read, what was read so far gives: {_named(rule)}."
    elif proposal is Proposal.CEASE_TO_MAINTAIN:
        kept = replace(case, review=replace(case.review, school_recommendation=None))
        yield f"Without the recommendation to cease: {_named(_first(kept, changes, rules)[0])}."
    elif proposal is Proposal.SIGNIFICANT_CHANGES:
        yield from _without_what_decided(case, changes, unread, rules)
    else:
        yield "A change of substance in sections B to J, or a request for a change of placement: significant changes."


def _without_what_decided(
    case: Case, changes: tuple[Change, ...], unread: tuple[str, ...], rules: TriageRules
) -> Iterable[str]:
    heavy = [change for change in changes if list(_substantive(case, (change,), rules))]
    rest = tuple(change for change in changes if change not in heavy)
    stays = replace(case, review=replace(case.review, placement_change_requested=False))
    left, _ = _first(stays, rest, rules)
    then = "undetermined, because files are unread" if unread and left.needs_everything_read else _named(left)
    what = ["the request for a change of placement"] if case.review.placement_change_requested else []
    if heavy:
        numbers = ", ".join(str(change.id) for change in heavy[:_SHOWN])
        more = f" and {len(heavy) - _SHOWN} more" if len(heavy) > _SHOWN else ""
        what.append(f"change{'s' if len(heavy) > 1 else ''} {numbers}{more}")
    yield f"Without {' and '.join(what)}: {then}."


def _named(rule: TriageRule) -> str:
    return rule.proposal.replace("_", " ")


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
