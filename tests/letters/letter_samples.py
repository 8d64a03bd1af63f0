"""A sample report of a fictional child, and the rules of letters as they stand in the project."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from pipeline.domain.case import Change, Child, Evidence, Review
from pipeline.domain.members import Protection
from pipeline.domain.report import (
    Conservation,
    Deadline,
    DocumentEntry,
    Finding,
    PackEntry,
    Report,
    RequiredEntry,
    Triage,
)
from pipeline.domain.rules.letters import Council, LetterRules
from pipeline.domain.words import (
    DeadlineStatus,
    Disposition,
    Kind,
    Operation,
    Proposal,
    RequiredStatus,
    Section,
    Severity,
    Weight,
)

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "letter_templates"
TODAY = dt.date(2026, 3, 4)


@dataclass(frozen=True)
class Book:
    letters: LetterRules
    council: Council


def book() -> Book:
    def read(name: str) -> object:
        return yaml.safe_load((ROOT / "rules" / name).read_text("utf-8"))

    letters = TypeAdapter(LetterRules).validate_python(read("letters.yaml"))
    return Book(letters, TypeAdapter(Council).validate_python(read("council.example.yaml")))


def finding(code: str, severity: Severity = Severity.BLOCKING, document: str | None = None) -> Finding:
    return Finding(code, severity, f"Message of {code}.", f"Fix of {code}.", "findings", "Pathway", document=document)


def entry(path: str, disposition: Disposition = Disposition.ACCEPTED, kind: Kind = Kind.AR1) -> DocumentEntry:
    why = ("secret content of the record",)
    return DocumentEntry(
        path, "0" * 64, "docx", kind, None, 0.9, why, 2, TODAY, "text", Protection(), disposition, "a reason"
    )


def change() -> Change:
    evidence = Evidence("SALT report.pdf", 3, "one hour <weekly> is needed", 0.8)
    return Change(
        1, "EHCP.docx", Section.F, Operation.REPLACE, "A Teacher-Author", None, "30 minutes & more",
        "one hour {{ weekly }}", "", Weight.SUBSTANTIVE, ("quantity changed",), (evidence,),
    )  # fmt: skip


def sample(proposal: Proposal, findings: tuple[Finding, ...] = ()) -> Report:
    return Report(
        pack=PackEntry("Robin Marske", "1" * 64, dt.date(2026, 3, 2), 2),
        child=Child("Marske", "Robin", dob=dt.date(2013, 5, 4), school="Saltwind & Co Academy", nc_year=7),
        review=Review(meeting_date=dt.date(2026, 2, 23)),
        documents=(entry("AR1.docx"), entry("log.pdf", Disposition.WITHHELD, Kind.CPOMS_RECORD)),
        required=(RequiredEntry(Kind.AR1, RequiredStatus.PRESENT, ("AR1.docx",), "always"),),
        changes=(change(),),
        findings=findings,
        triage=Triage(proposal, proposal, None, 0.9, ("Because of <this>.",)),
        deadlines=(
            Deadline("decision_due", dt.date(2026, 3, 23), DeadlineStatus.DUE, "28 days", "reg 20(10)"),
            Deadline("submission_due", dt.date(2026, 3, 1), DeadlineStatus.OVERDUE, "14 days", "reg 20(9)", False),
        ),
        conservation=Conservation(2, 1, 1, 0, 0, 0, 0),
    )


def of_age(report: Report) -> Report:
    return replace(report, child=replace(report.child, dob=dt.date(2009, 5, 4)))
