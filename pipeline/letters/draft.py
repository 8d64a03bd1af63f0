"""The draft of an outcome letter: chosen by the proposal, filled in from the report, checked against the law."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from pipeline.domain.case import Change, Child
from pipeline.domain.errors import RulesError
from pipeline.domain.names import safe_name
from pipeline.domain.report import Report
from pipeline.domain.rules.letters import Contact, Council, LetterBook, LetterRule, LetterRules, is_young_person
from pipeline.domain.words import Disposition, Kind, Operation, Proposal
from pipeline.letters.check import check_letter
from pipeline.letters.labels import long_date, section_name
from pipeline.letters.wordfile import fit, paragraphs, render

DRAFT_MARK = "DRAFT - not sent until an officer decides"
UNSURE = " (to be confirmed by the council's legal adviser)"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_KEEPS_THE_PLAN = (Proposal.NO_AMENDMENTS, Proposal.MINOR_AMENDMENTS)
_NO_LETTER = (Proposal.RETURN_TO_SCHOOL, Proposal.UNDETERMINED)
_NO_WORDS = (Operation.FORMAT, Operation.COMMENT)


def draft_letter(report: Report, rules: LetterBook, templates: Path, today: dt.date) -> tuple[str, bytes] | None:
    """Draft the letter of the proposal as (file name, Word file), or None where none may be drafted.

    Raise RulesError where the template leaves out what the law asks for, naming every fault.
    """
    if not may_draft(report):
        return None
    rule = rules.letters.letter_for(report.triage.proposal)
    if rule is None:
        return None
    content = render(templates / rule.template, context(report, rule, rules, today))
    faults = check_letter(paragraphs(content), rule)
    if faults:
        raise RulesError(f"{templates / rule.template}: " + "; ".join(faults))
    return safe_name(f"DRAFT {rule.name.replace('_', ' ')} - {report.pack.name}") + ".docx", content


def may_draft(report: Report) -> bool:
    """Tell whether an outcome letter may be drafted: the meeting was held, and what decides it was read."""
    if report.triage.proposal in _NO_LETTER or not _meeting_evidenced(report):
        return False
    # What was not read may hold the changes, so such a pack cannot show that there are none.
    return report.triage.proposal not in _KEEPS_THE_PLAN or not _unread(report)


def _meeting_evidenced(report: Report) -> bool:
    held = report.review.meeting_date
    if held is None or report.review.meeting_planned_only or held > report.pack.received:
        return False
    return all(finding.code != "meeting_not_evidenced" for finding in report.findings)


def _unread(report: Report) -> bool:
    return any(
        entry.disposition in (Disposition.NOT_OPENED, Disposition.UNREADABLE)
        or (entry.kind is Kind.UNKNOWN and entry.text_source == "none" and entry.disposition is Disposition.ACCEPTED)
        for entry in report.documents
    )


def context(report: Report, rule: LetterRule, rules: LetterBook, today: dt.date) -> Mapping[str, object]:
    """Give the fields of a letter: text from the report made fit for Word, and nothing about anyone else."""
    return {
        "title": rule.title,
        "draft_mark": DRAFT_MARK,
        "today": long_date(today),
        **addressee(report.child, today, rules.letters),
        "child": _child_name(report.child),
        "dob": long_date(report.child.dob),
        "school": fit(report.child.school or "[school: to be completed]"),
        "meeting_date": long_date(report.review.meeting_date),
        "received": long_date(report.pack.received),
        "reasons": [fit(reason) for reason in report.triage.reasons],
        "amendments": [_amendment(change) for change in report.changes if change.operation not in _NO_WORDS],
        "unsure": {item.name: "" if item.verified else UNSURE for item in rule.must},
        "limits": {limit.name: _length(limit.count, limit.unit) for limit in rules.letters.limits},
        **_dates(report, rules.letters, today),
        **council_fields(rules.council),
    }


def addressee(child: Child, today: dt.date, rules: LetterRules) -> dict[str, object]:
    """Say to whom the letter goes: the parent, or the young person once past compulsory school age."""
    name = _child_name(child)
    young = is_young_person(child.dob, today, rules.school_leaving)
    parent = fit(child.parent_name or f"Parent or carer of {name}")
    address = "" if young else fit(child.parent_address or "")
    return {
        "addressee": name if young else parent,
        "address": address or "[address: to be completed]",
        "person": "you" if young else name,
        "possessive": "your" if young else f"{name}'s",
        "young_person": young,
    }


def _child_name(child: Child) -> str:
    name = f"{child.known_as or child.forenames or ''} {child.surname or ''}"
    return fit(" ".join(name.split())) or "[name of the child: to be completed]"


def _length(count: int, unit: str) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} {unit.removesuffix('s') if count == 1 else unit}"


def _dates(report: Report, rules: LetterRules, today: dt.date) -> dict[str, str]:
    """Count the dates a letter prints; the day of service counts as the first day (SEND Regulations reg 22(2)(c))."""
    served = today + dt.timedelta(days=rules.limit("service").count)
    meeting = report.review.meeting_date or today
    final = min(
        today + dt.timedelta(weeks=rules.limit("final_from_notice").count),
        meeting + dt.timedelta(weeks=rules.limit("final_from_meeting").count),
    )
    return {
        "reply_by": long_date(served + dt.timedelta(days=rules.limit("representations").count - 1)),
        "views_by": long_date(served + dt.timedelta(days=rules.limit("cease_views").count - 1)),
        "final_by": long_date(final),
    }


def _amendment(change: Change) -> dict[str, str]:
    named = sorted({evidence.document.rsplit("/", 1)[-1] for evidence in change.evidence})
    return {
        "section": section_name(change.section),
        "removed": fit(change.before),
        "added": fit(change.after),
        "evidence": fit(", ".join(named)) or "[evidence: to be completed]",
    }


def council_fields(council: Council) -> dict[str, object]:
    """Give the council's own fields; what is not filled in stands as a gap that nobody can miss."""
    return {
        "council": council,
        "officer": council.officer or "[name and post of the deciding officer: to be completed]",
        "local_offer": council.local_offer or council.website or "[local offer page: to be completed]",
        "mediation": _contact(council.mediation, "mediation adviser"),
        "disagreement_resolution": _contact(council.disagreement_resolution, "disagreement resolution service"),
        "sendiass": _contact(council.sendiass, "SENDIASS contact"),
    }


def _contact(contact: Contact, what: str) -> str:
    told = ", ".join(part for part in (contact.name, contact.phone, contact.email, contact.website) if part)
    return told or f"[{what}: to be completed]"
