# ruff: noqa: E501 - a line of a letter is one line here
"""Make the Word templates of the letters afresh: run `python letter_templates/make_templates.py` from the project root.

It overwrites what officers have edited in Word; it is for the first set and for changes to all letters at once.
"""

import datetime as dt
import sys
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from pipeline.letters.wordfile import repacked

FONT, BODY_SIZE = "Arial", 12
MADE = dt.datetime(2026, 1, 1)  # a fixed day, so that the same script makes the same bytes


def blank(title: str, head: str) -> WordDocument:
    """Start an accessible Word file: title, British English, Arial 12, a header."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.language, properties.author = title, "en-GB", "SEND review team"
    properties.comments, properties.created, properties.modified = "", MADE, MADE
    for name, size in (("Normal", 12), ("Heading 1", 18), ("Heading 2", 14), ("Title", 20), ("Header", 12)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    document.sections[0].header.paragraphs[0].text = head
    return document


def write(document: WordDocument, lines: list[str]) -> None:
    """Write lines: `# ` and `## ` are headings, `- ` and `1. ` list items, `*...*` bold, `~...~` struck through."""
    styles = {"# ": "Heading 1", "## ": "Heading 2", "- ": "List Bullet", "1. ": "List Number"}
    for line in lines:
        mark = next((m for m in styles if line.startswith(m)), "")
        paragraph = document.add_paragraph(style=styles.get(mark, "Normal"))
        text = line.removeprefix(mark)
        lead, sign, rest = text.partition("*" if "*" in text else "~")
        paragraph.add_run(lead)
        if sign:
            run = paragraph.add_run(rest.removesuffix(sign))
            run.bold, run.font.strike = (sign == "*") or None, (sign == "~") or None


def received_table(document: WordDocument) -> None:
    """Add the table of what was received, with a header row that repeats on each page."""
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    rows = (
        ("Document", "Status", "Files"),
        ("{%tr for row in required %}", "", ""),
        ("{{ row.kind }}", "{{ row.status }}", "{{ row.files }}"),
        ("{%tr endfor %}", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


OPENING = [
    "*{{ draft_mark }}*",
    "Dates in this letter are counted from {{ today }}. If it is sent on a later day, draft it again.",
    "{{ council.name }}",
    "{{ council.service }}, {{ council.address | join(', ') }}",
    "Telephone: {{ council.phone }}. E-mail: {{ council.email }}",
    "Date: {{ today }}",
    "{{ addressee }}",
    "{{ address }}",
    "Dear {{ addressee }}",
    "# {{ title }}",
    "Child or young person: {{ child }}. Date of birth: {{ dob }}. School or college: {{ school }}.",
    "Plan: [date and reference of the plan: to be completed]",
]
MEETING = (
    "This letter follows the review meeting held on {{ meeting_date }}{{ unsure.meeting_date }}. "
    "We received the school's report on {{ received }}."
)
REASONS = [
    "## Our reasons",
    "{{ unsure.reasons }}",
    "{%p for reason in reasons %}",
    "- {{ reason }}",
    "{%p endfor %}",
    "[reasons: the deciding officer checks and completes them]",
]
ADVICE = [
    "## Information, advice and support",
    "The Special Educational Needs and Disabilities Information, Advice and Support Service (SENDIASS) gives free and "
    "impartial help{{ unsure.advice }}: {{ sendiass }}",
]
APPEAL = [
    "## If you disagree: your right to appeal",
    "You have the right to appeal to the First-tier Tribunal (Special Educational Needs and Disability) against our "
    "decision not to amend the plan{{ unsure.appeal_right }}.",
    "Your appeal must reach the Tribunal within the later of:",
    "- {{ limits.appeal }} from the date of this letter{{ unsure.appeal_time }}",
    "- {{ limits.certificate }} from the date of the mediation certificate{{ unsure.certificate_time }}",
    "## Mediation",
    "You have a right to mediation. Before you appeal you must contact a mediation adviser within {{ limits.appeal }} of "
    "this letter, say which issues you want to talk about, and get a mediation certificate. An appeal about Section I "
    "only does not need one. If an issue is about health care, tell the adviser, and the health service takes part"
    "{{ unsure.mediation }}.",
    "Mediation adviser: {{ mediation }}",
    "## Disagreement resolution",
    "You can also use the disagreement resolution service; it is free, and using it does not change your right to "
    "appeal or its time limits{{ unsure.disagreement_resolution }}: {{ disagreement_resolution }}",
    *ADVICE,
]
CLOSING = [
    "Yours sincerely",
    "{{ officer }}",
    "Copy to: head teacher or principal, {{ school }}",
]
LISTED = [
    "{%p for change in amendments %}",
    "## {{ change.section }}: {{ loop.index }}",
    "{%p if change.removed %}",
    "Removed: ~{{ change.removed }}~",
    "{%p endif %}",
    "{%p if change.added %}",
    "Added: *{{ change.added }}*",
    "{%p endif %}",
    "Evidence: {{ change.evidence }}",
    "{%p endfor %}",
]
NEXT = "The next review must be held within {{ limits.next_review }}, starting with the date of this review."
MAINTAIN = "Our decision is to continue to maintain the plan in its current form{{ unsure.decision }}."
NOTICE = [
    *OPENING,
    MEETING,
    "We propose to amend the plan{{ unsure.decision }}. This is notice of the amendments we propose.",
    "With this letter you will find:",
    "- a copy of the current plan{{ unsure.plan_copy }}",
    "- copies of the evidence for the amendments{{ unsure.evidence }}",
    "- the draft amended plan",
    *REASONS[:1],
    *REASONS[2:],
    "# Proposed amendments",
    "{{ unsure.amendments }}",
    *LISTED,
    "# What you can do now",
    "- You have at least 15 days to tell us what you think of the proposed amendments. Please reply by {{ reply_by }}"
    "{{ unsure.representations }}.",
    "- You can request that a particular school or other institution is named in the plan{{ unsure.school_request }}.",
    "- You can ask for a meeting with us about the proposed amendments{{ unsure.meeting_request }}.",
    "- You can find information about schools and colleges here: {{ local_offer }}{{ unsure.school_information }}",
    "# What happens next",
    "We will send the final amended plan as soon as we can, and by {{ final_by }} at the latest. There is no right of "
    "appeal at this stage{{ unsure.no_appeal_yet }}. If you disagree with the final plan, you can appeal then, and we "
    "will tell you how.",
    "SENDIASS gives free and impartial help: {{ sendiass }}",
    NEXT,
    *CLOSING,
]
CONSULTATION = [
    *OPENING,
    MEETING,
    "We are considering whether to cease to maintain the plan{{ unsure.considering }}. "
    "No decision has been made{{ unsure.no_decision }}.",
    "## Why we are considering this",
    "{%p for reason in reasons %}",
    "- {{ reason }}",
    "{%p endfor %}",
    "[reasons: the deciding officer checks and completes them]",
    "## What we ask of you",
    "Please tell us your views by {{ views_by }}{{ unsure.views }}. You can write, call, or ask to meet us. "
    "We are also consulting the head teacher or principal of {{ school }}{{ unsure.head }}.",
    "## What happens next",
    "The plan stays in force while we consult. If we then decide to cease to maintain it, we will write again with your "
    "right to appeal, and the plan continues until the time to appeal has passed or an appeal has been decided"
    "{{ unsure.plan_in_force }}.",
    "You can also use the disagreement resolution service: {{ disagreement_resolution }}",
    *ADVICE,
    *CLOSING,
]
MINOR = [
    "The plan remains unchanged{{ unsure.unchanged }}.",
    *REASONS,
    "# Points noted",
    "These points were raised at the review. They are kept with the plan and looked at again at the next review. This "
    "list is not a change to the plan{{ unsure.noted_points }}.",
    *LISTED,
]
BACK = [
    "{{ council.name }}",
    "{{ council.service }}, {{ council.address | join(', ') }}",
    "Telephone: {{ council.phone }}. E-mail: {{ council.email }}",
    "Date: {{ today }}",
    "To the head teacher or principal and the SENCO, {{ school }}",
    "# {{ title }}",
    "Child or young person: {{ child }}. Review meeting: {{ meeting_date }}. Received: {{ received }}. Pack: {{ pack }}.",
    "Thank you for sending this annual review. We cannot finish our work on it until the points below are put right.",
    "*Please send what is asked for by {{ reply_by }}, by the Professional Portal.*",
    "If anything here looks wrong or is difficult, please call us.",
    "## What must be put right",
    "{%p for item in items %}",
    "1. {{ item.message }} To put it right: {{ item.fix }}{% if item.file %} File: {{ item.file }}{% endif %}",
    "{%p endfor %}",
    "## What we received",
]
RUNNING = [
    "## Dates that go on running",
    "This return does not stop the time the law gives: the council must tell the family its decision within four weeks "
    "of the meeting.",
    "{%p for date in dates %}",
    "- {{ date.name }}: {{ date.date }}",
    "{%p endfor %}",
    "{{ officer }}",
]
LETTERS = {
    "no_amendments": ("Outcome of the annual review", [*OPENING, MEETING, MAINTAIN, *REASONS, *APPEAL, NEXT, *CLOSING]),
    "minor_amendments": (
        "Outcome of the annual review",
        [*OPENING, MEETING, MAINTAIN, *MINOR, *APPEAL, NEXT, *CLOSING],
    ),
    "significant_changes": ("Notice of proposed amendments to the plan", NOTICE),
    "cease_to_maintain": ("Consultation: whether the plan should continue", CONSULTATION),
}


def saved(document: WordDocument) -> bytes:
    """Give the Word file as bytes, the same each time."""
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue())


def templates() -> dict[str, bytes]:
    """Make every template, by file name."""
    made = {}
    for name, (title, lines) in LETTERS.items():
        document = blank(title, "DRAFT - not sent until an officer decides")
        write(document, lines)
        made[f"{name}.docx"] = saved(document)
    document = blank("Annual review returned for completion", "Annual review: return to the school")
    write(document, BACK)
    received_table(document)
    write(document, RUNNING)
    made["return_to_school.docx"] = saved(document)
    return made


if __name__ == "__main__":
    for name, content in templates().items():
        (Path(__file__).parent / name).write_bytes(content)
