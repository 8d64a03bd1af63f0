"""The report as one page for a person: opens offline, no script, prints, and can be read by a screen reader."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.domain.case import Change
from pipeline.domain.report import Deadline, Finding, Report
from pipeline.domain.words import Section, Severity
from pipeline.letters import labels
from pipeline.letters.timeline import timeline

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> "Environment":
    """Make the environment of the pages beside this module: every value is escaped, an unknown field is an error."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    made = SandboxedEnvironment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.filters.update(day=labels.long_date, words=labels.in_words, section=labels.section_name)
    return made


def report_html(report: Report) -> str:
    """Show *report* as one self-contained page of HTML."""
    dated = sorted((d for d in report.deadlines if d.date is not None), key=lambda d: str(d.date))
    undated = tuple(d for d in report.deadlines if d.date is None)
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            child=" ".join(filter(None, (report.child.forenames, report.child.surname))) or "Name not known",
            dates=(*dated, *undated),
            chart=timeline(_points(report, dated)),
            findings=_by_severity(report.findings),
            blocking=[f for f in report.findings if f.severity is Severity.BLOCKING],
            sections=_by_section(report.changes),
            labels=labels,
        )
    )


def _points(report: Report, dated: list[Deadline]) -> list[tuple[str, dt.date, str]]:
    known = [
        ("Review meeting", report.review.meeting_date, "held"),
        ("Pack received", report.pack.received, "received"),
    ]
    due = [(labels.in_words(d.name), d.date, labels.in_words(d.status)) for d in dated]
    return [(name, day, status) for name, day, status in (*known, *due) if day is not None]


def _by_severity(findings: tuple[Finding, ...]) -> list[tuple[Severity, list[Finding]]]:
    grouped = [(severity, [f for f in findings if f.severity is severity]) for severity in Severity]
    return [(severity, some) for severity, some in grouped if some]


def _by_section(changes: tuple[Change, ...]) -> list[tuple[Section | None, list[Change]]]:
    places: tuple[Section | None, ...] = (*Section, None)
    grouped = [(place, [c for c in changes if c.section == place]) for place in places]
    return [(place, some) for place, some in grouped if some]
