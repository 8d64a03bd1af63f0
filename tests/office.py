"""The rules as they stand in the project, and small documents made in a test."""

import datetime as dt
from functools import cache
from pathlib import Path

from pipeline.domain.case import AR1, Case, Change, Child, Review
from pipeline.domain.documents import Content, Document, Recognised, plain
from pipeline.domain.members import Member, Opened
from pipeline.domain.rules import Rules
from pipeline.domain.words import Kind, Operation, Section, Weight
from pipeline.rulebook import load

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "rules"
TEMPLATES = ROOT / "letter_templates"
TODAY = dt.date(2026, 3, 4)
MEETING = dt.date(2026, 2, 25)


@cache
def rules() -> Rules:
    return load(RULES)


def document(text: str, name: str = "document.docx", format: str = "docx") -> Document:
    """Make a document of one paragraph a line; ` | ` parts the cells of a row."""
    paragraphs = []
    for number, line in enumerate(text.strip().splitlines()):
        cells = [cell.strip() for cell in line.split(" | ")]
        if len(cells) == 1:
            paragraphs.append(plain(cells[0], page=1))
        else:
            paragraphs.extend(plain(cell, table=1, row=number, cell=at, page=1) for at, cell in enumerate(cells))
    content = text.encode()
    return Document(Opened(Member(name, content), content, format), Content(tuple(paragraphs)))


def recognised(kind: Kind, text: str = "Some words that stand in it.", name: str = "") -> Recognised:
    return Recognised(document(text, name or f"{kind}.docx"), kind, confidence=0.9)


def change(
    before: str = "",
    after: str = "",
    section: Section | None = Section.F,
    weight: Weight = Weight.SUBSTANTIVE,
    operation: Operation | None = None,
    number: int = 1,
) -> Change:
    usual = Operation.REPLACE if before and after else Operation.INSERT if after else Operation.DELETE
    text = after or before
    return Change(
        number, "EHCP.docx", section, operation or usual, "", None, before, after, text, weight, ("a reason",)
    )


FORM = AR1(
    "ar1.docx",
    "All agreed.",
    "Share the timetable.",
    "Good progress.",
    "Still finds writing hard.",
    "We are glad.",
    "I like art.",
    "Employment: visits.",
)


def case(*documents: Recognised, child: Child | None = None, review: Review | None = None, ar1: AR1 = FORM) -> Case:
    """Make the case of a complete review unless the test says otherwise."""
    about = child or Child(surname="Example", forenames="Jo", dob=dt.date(2015, 6, 3), nc_year=5, in_care=False)
    return Case(about, review or Review(MEETING, dt.date(2025, 3, 12)), documents, ar1)
