"""The return to the school: what must be put right, what was received, and the dates that go on running."""

import datetime as dt
import html
from pathlib import Path

from pipeline.domain.errors import RulesError
from pipeline.domain.names import safe_name
from pipeline.domain.report import Finding, Report
from pipeline.domain.rules.letters import LetterBook
from pipeline.domain.words import DeadlineStatus, Proposal, RequiredStatus, Severity
from pipeline.letters.check import check_letter
from pipeline.letters.draft import _child_name, council_fields
from pipeline.letters.labels import KINDS, REQUIRED, in_words, long_date
from pipeline.letters.page import environment
from pipeline.letters.wordfile import fit, paragraphs, render


def return_to_school(report: Report, rules: LetterBook, templates: Path, today: dt.date) -> dict[str, bytes]:
    """Draft the QA return as a Word file and a page, by file name; empty where nothing must be put right."""
    faults = [finding for finding in report.findings if finding.severity is Severity.BLOCKING]
    rule = rules.letters.letter_for(Proposal.RETURN_TO_SCHOOL)
    if not faults or rule is None:
        return {}
    fields = _fields(report, faults, rules, today)
    word = render(templates / rule.template, fields)
    wrong = check_letter(paragraphs(word), rule)
    if wrong:
        raise RulesError(f"{templates / rule.template}: " + "; ".join(wrong))
    page = environment().get_template("return.html.j2").render(fields)
    name = safe_name(f"QA return - {report.pack.name}")
    plain = environment().get_template("return.txt.j2").render(fields)
    return {f"{name}.docx": word, f"{name}.html": page.encode(), f"{name}.txt": _unescaped(plain).encode()}


def _unescaped(text: str) -> str:
    """Give back the letters that the pages' environment escapes; what is pasted into the portal is plain text."""
    return html.unescape(text)


def return_fields(report: Report, rules: LetterBook, today: dt.date) -> dict[str, object]:
    """Give the fields of the return of *report*."""
    return _fields(report, [one for one in report.findings if one.severity is Severity.BLOCKING], rules, today)


def _fields(report: Report, faults: list[Finding], rules: LetterBook, today: dt.date) -> dict[str, object]:
    """Give the fields of a return; of a withheld record only its file name, never what it holds."""
    reply = today + dt.timedelta(days=rules.letters.limit("return_reply").count)
    return {
        "title": "Annual review returned for completion",
        "reference": f"AR-{report.pack.sha256[:8]}",
        "today": long_date(today),
        "child": _child_name(report.child),
        "school": fit(report.child.school or "[school: to be completed]"),
        "pack": fit(report.pack.name),
        "received": long_date(report.pack.received),
        "meeting_date": long_date(report.review.meeting_date),
        "reply_by": long_date(reply),
        "items": [_item(finding) for finding in faults],
        "required": _received(report),
        "dates": _running(report),
        **council_fields(rules.council),
    }


def _item(finding: Finding) -> dict[str, str]:
    return {"message": fit(finding.message), "fix": fit(finding.fix), "file": fit(finding.document or "")}


def _received(report: Report) -> list[dict[str, str]]:
    return [
        {"kind": KINDS[r.kind], "status": REQUIRED[r.status], "files": fit(", ".join(r.documents)) or "none"}
        for r in report.required
        if r.status is not RequiredStatus.NOT_REQUIRED
    ]


def _running(report: Report) -> list[dict[str, str]]:
    return [
        {"name": in_words(d.name), "date": long_date(d.date)}
        for d in report.deadlines
        if d.date is not None and d.status in (DeadlineStatus.DUE, DeadlineStatus.OVERDUE)
    ]
