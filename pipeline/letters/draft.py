"""The draft of an outcome letter: chosen by the proposal, filled in from the report, checked against the law."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.domain.addressees import Addressee, Recipients, recipients
from pipeline.domain.case import Change, Child
from pipeline.domain.errors import RulesError
from pipeline.domain.names import safe_name
from pipeline.domain.report import Report
from pipeline.domain.rules.letters import Contact, Council, LetterBook, LetterRule, LetterRules
from pipeline.domain.words import Disposition, Kind, Operation, Proposal
from pipeline.letters.check import QUOTE_CLOSE, QUOTE_OPEN, check_letter
from pipeline.letters.labels import long_date, section_name
from pipeline.letters.wordfile import enlarged, fit, paragraphs, render, without

DRAFT_MARK = "DRAFT - not sent until an officer decides"
PROMPT = "[reasons, checked by the deciding officer: to be completed]"
DRAFT_NOTE = "If it is sent on a later day, draft it again."
UNSURE = " (to be confirmed by the council's legal adviser)"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_KEEPS_THE_PLAN = (Proposal.NO_AMENDMENTS, Proposal.MINOR_AMENDMENTS)
_NO_LETTER = (Proposal.RETURN_TO_SCHOOL, Proposal.UNDETERMINED)
_QUOTED_FIELDS = ("child", "school", "addressee", "address_lines", "reasons", "copies", "enclosures", "plan_reference")
_NO_WORDS = (Operation.FORMAT, Operation.COMMENT)


def draft_letters(
    report: Report,
    rules: LetterBook,
    templates: Path,
    today: dt.date,
    *,
    large_print: bool = False,
    enclosed: Sequence[str] = (),
    decided: bool = False,
) -> list[tuple[str, bytes]]:
    """Draft the letter of the proposal to each addressee as (file name, Word file); empty where none may be drafted.

    Raise RulesError where the template leaves out what the law asks for, naming every fault.
    """
    rule = rules.letters.letter_for(report.triage.proposal) if may_draft(report) else None
    if rule is None:
        return []
    found = recipients(report.child, rule.name, today, rules.letters)
    return [
        made(
            rule,
            context(report, rule, rules, today, one, found, enclosed, decided=decided),
            report.pack.name,
            templates,
            large_print=large_print,
            to=to,
        )
        for to, one in enumerate(found.addressees, start=1)
    ]


def draft_letter(report: Report, rules: LetterBook, templates: Path, today: dt.date) -> tuple[str, bytes] | None:
    """Draft the letter to the first addressee, or None where none may be drafted."""
    return next(iter(draft_letters(report, rules, templates, today)), None)


def made(
    rule: LetterRule,
    fields: Mapping[str, object],
    about: str,
    templates: Path,
    *,
    large_print: bool = False,
    issued: bool = False,
    to: int = 1,
) -> tuple[str, bytes]:
    """Fill in one letter and hold it to the law; raises RulesError with every fault."""
    values = {name: _quote(name, value) for name, value in fields.items()}
    marked = render(templates / rule.template, values, rule.name)
    faults = check_letter(paragraphs(marked), rule, issued=issued)
    if faults:
        raise RulesError(f"{templates / rule.template}: " + "; ".join(faults))
    content = without(marked, QUOTE_OPEN, QUOTE_CLOSE)
    name = " ".join(
        part for part in ("" if issued else "DRAFT", rule.name.replace("_", " "), f"to {to}" if to > 1 else "") if part
    )
    size = " large print" if large_print else ""
    return safe_name(f"{name}{size} - {about}") + ".docx", enlarged(content) if large_print else content


def _quote(name: str, value: object) -> object:
    """Mark the fields whose words come from packs and registers and are not the letter's own."""
    if name not in _QUOTED_FIELDS:
        return value
    if isinstance(value, str):
        return f"{QUOTE_OPEN}{value}{QUOTE_CLOSE}"
    return [_quote(name, one) for one in value] if isinstance(value, list) else value


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


def context(
    report: Report,
    rule: LetterRule,
    rules: LetterBook,
    today: dt.date,
    to: Addressee | None = None,
    found: Recipients | None = None,
    enclosed: Sequence[str] = (),
    *,
    decided: bool = False,
) -> Mapping[str, object]:
    """Give the fields of a letter: text from the report made fit for Word, and nothing about anyone else."""
    found = found or recipients(report.child, rule.name, today, rules.letters)
    return {
        **common(report.child, rule, rules, today, to or found.addressees[0], found),
        "reference": f"AR-{report.pack.sha256[:8]}",
        "prompt": "" if decided else PROMPT,
        "plan_reference": plan_of(report),
        "meeting_date": long_date(report.review.meeting_date),
        "received": long_date(report.pack.received),
        "reasons": [fit(reason) for reason in report.triage.reasons],
        "amendments": [_amendment(change) for change in report.changes if change.operation not in _NO_WORDS],
        "enclosures": _enclosures(report, enclosed),
        **_dates(report, rules.letters, today),
    }


def common(
    child: Child,
    rule: LetterRule,
    rules: LetterBook,
    today: dt.date,
    to: Addressee,
    found: Recipients,
    *,
    issued: bool = False,
) -> dict[str, object]:
    """Give the fields that every letter to a family has."""
    return {
        "title": rule.title,
        "draft_mark": "" if issued else DRAFT_MARK,
        "today": long_date(today),
        **_addressed(child, to, found),
        "child": _child_name(child),
        "dob": long_date(child.dob),
        "school": fit(child.school or "[school: to be completed]"),
        "unsure": {item.name: "" if item.verified else UNSURE for item in rule.must},
        "limits": {limit.name: _length(limit.count, limit.unit) for limit in rules.letters.limits},
        **council_fields(rules.council),
    }


def _addressed(child: Child, to: Addressee, found: Recipients) -> dict[str, object]:
    name = _child_name(child)
    young = to.role == "young person"
    unknown = f"Parent or carer of {name}" if to.role == "parent" else f"[name of the {to.role}: to be completed]"
    return {
        "addressee": fit(to.name) or unknown,
        "address_lines": [fit(line) for line in to.lines] or ["[address: to be completed]"],
        "person": "you" if young else name,
        "possessive": "your" if young else f"{name}'s",
        "young_person": young,
        "copies": [fit(copy) for copy in found.copies],
    }


def plan_of(report: Report) -> str:
    """Name the plan by its day, where a plan of the pack bears one."""
    plans = (Kind.EHCP, Kind.TRACKED_CHANGE)
    dates = [entry.date for entry in report.documents if entry.kind in plans and entry.date]
    return f"the plan of {long_date(max(dates))}" if dates else "[date and reference of the plan: to be completed]"


def _enclosures(report: Report, drafts: Sequence[str] = ()) -> list[str]:
    """List what goes with a notice, each checked against the files that may go on; what is not there is a gap."""
    there = [one for one in report.documents if one.disposition is Disposition.ACCEPTED]
    plans = [one.path for one in there if one.kind is Kind.EHCP]
    cited = {evidence.document for change in report.changes for evidence in change.evidence}
    evidence = [one.path for one in there if one.path in cited]
    listed = [f"The current plan: {fit(path.rsplit('/', 1)[-1])}" for path in plans[:1]]
    listed += [] if plans else ["[copy of the current plan: to be completed]"]
    listed += [f"Evidence: {fit(path.rsplit('/', 1)[-1])}" for path in evidence]
    listed += [] if evidence else ["[copies of the evidence: to be completed]"]
    listed += [f"Draft amended plan: {fit(name)}" for name in drafts]
    return [*listed, *([] if drafts else ["[draft amended plan: to be completed]"])]


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
