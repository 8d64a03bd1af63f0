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
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from pipeline.letters.wordfile import repacked

DRAFT = "{{ draft_mark }}"
FONT, BODY_SIZE = "Arial", 12
MADE = dt.datetime(2026, 1, 1)  # a fixed day, so that the same script makes the same bytes


WATERMARK = (
    f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
    '<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"/>'
    '<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    '<v:shape id="DraftWatermark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="Draft" style="position:absolute;'
    "margin-left:0;margin-top:0;width:412pt;height:165pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e4e4e4" stroked="f">'
    '<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="DRAFT"/></v:shape></w:pict>'
)


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
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin = section.right_margin = Mm(22)
    section.header_distance = Mm(9)
    if head == DRAFT:
        watermark(section.header.paragraphs[0])
    else:
        section.header.paragraphs[0].text = head
    normal = document.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(8), 1.15
    letterhead = document.styles.add_style("Letterhead", WD_STYLE_TYPE.PARAGRAPH)
    letterhead.base_style = document.styles["Normal"]
    letterhead.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    letterhead.paragraph_format.space_after, letterhead.paragraph_format.line_spacing = Pt(0), 1.0
    letterhead.font.size = Pt(11)  # stays so in large print too, above the window
    window = document.styles.add_style("Window", WD_STYLE_TYPE.PARAGRAPH)
    window.base_style = document.styles["Normal"]
    window.paragraph_format.space_after, window.paragraph_format.line_spacing = Pt(0), 1.0
    for name in ("Heading 1", "Heading 2"):
        document.styles[name].paragraph_format.keep_with_next = True
        document.styles[name].paragraph_format.space_before = Pt(14)
    return document


def watermark(paragraph: Paragraph) -> None:
    """Put the mark of a draft into the header and, as Word does it, across the page; both go once it is issued."""
    paragraph.add_run("{%r if draft_mark %}")
    paragraph.add_run(DRAFT)
    paragraph.add_run()._r.append(parse_xml(WATERMARK))
    paragraph.add_run("{%r endif %}")


def in_window() -> BaseOxmlElement:
    """Place a paragraph where the window of a DL or C5 envelope shows it: 22 mm from the left, 50 mm from the top."""
    frame = OxmlElement("w:framePr")
    place = {"w": Mm(85), "h": Mm(35), "x": Mm(22), "y": Mm(50)}
    for name, length in place.items():
        frame.set(qn(f"w:{name}"), str(round(length.twips)))
    for name, value in {"hRule": "exact", "wrap": "notBeside", "vAnchor": "page", "hAnchor": "page"}.items():
        frame.set(qn(f"w:{name}"), value)
    return frame


def write(document: WordDocument, lines: list[str]) -> None:
    """Write lines: `# ` and `## ` are headings, `- ` and `1. ` list items, `*...*` bold, `~...~` struck through.

    `@` is a line of the council's head, to the right; `^` a line in the window of the envelope.
    """
    styles = {
        "# ": "Heading 1",
        "## ": "Heading 2",
        "- ": "List Bullet",
        "1. ": "List Number",
        "@": "Letterhead",
        "^": "Window",
    }
    for line in lines:
        mark = next((m for m in styles if line.startswith(m)), "")
        paragraph = document.add_paragraph(style=styles.get(mark, "Normal"))
        if mark == "^":  # in the paragraph itself, because LibreOffice takes no frame from a style
            paragraph._p.get_or_add_pPr().append(in_window())
        text = line.removeprefix(mark)
        if text == HEAD[-1][1:]:
            paragraph.paragraph_format.space_after = Pt(14)  # no line of the letter fits between it and the window
        if text.endswith(":") or text.startswith(("Yours sincerely", "You can reach us")):
            paragraph.paragraph_format.keep_with_next = True
        lead, sign, rest = text.partition("*" if "*" in text else "~")
        paragraph.add_run(lead)
        if sign:
            run = paragraph.add_run(rest.removesuffix(sign))
            run.bold, run.font.strike = (sign == "*") or None, (sign == "~") or None


def received_table(document: WordDocument) -> None:
    """Add the table of what was received."""
    table_of(document, ("Document", "Status", "Files"), "required", ("kind", "status", "files"))


def table_of(document: WordDocument, heads: tuple[str, ...], rows: str, cells: tuple[str, ...]) -> None:
    """Add a table over *rows*, with a header row that repeats on each page; no row parts across pages."""
    table = document.add_table(rows=4, cols=len(heads), style="Table Grid")
    blank_cells = ("",) * (len(heads) - 1)
    lines = (
        heads,
        (f"{{%tr for row in {rows} %}}", *blank_cells),
        tuple(f"{{{{ row.{cell} }}}}" for cell in cells),
        ("{%tr endfor %}", *blank_cells),
    )
    for row, texts in zip(table.rows, lines, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


HEAD = [
    "@{{ council.name }}",
    "@{{ council.service }}",
    "@{{ council.address | join(', ') }}",
    "@Telephone: {{ council.phone }}",
    "@E-mail: {{ council.email }}",
]
WINDOW = [
    "^{{ addressee }}",
    "{%p for line in address_lines %}",
    "^{{ line }}",
    "{%p endfor %}",
]
OPENING = [
    *HEAD,
    *WINDOW,
    "Date: {{ today }}",
    "Our reference: {{ reference }}",
    "{%p if draft_mark %}",
    "*{{ draft_mark }}*",
    "Dates in this letter are counted from {{ today }}. If it is sent on a later day, draft it again.",
    "{%p endif %}",
    "Dear {{ addressee }}",
    "# {{ title }}",
    "Child or young person: {{ child }}. Date of birth: {{ dob }}. School or college: {{ school }}.",
    "Plan: {{ plan_reference }}",
]
MEETING = (
    "This letter follows the review meeting held on {{ meeting_date }}{{ unsure.meeting_date }}. "
    "We received the school's report on {{ received }}."
)
PROMPT = ["{%p if prompt %}", "{{ prompt }}", "{%p endif %}"]
REASONS = [
    "## Our reasons",
    "We came to this for these reasons{{ unsure.reasons }}:",
    "{%p for reason in reasons %}",
    "- {{ reason }}",
    "{%p endfor %}",
    *PROMPT,
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
    "You can reach us by telephone, {{ council.phone }}, or by e-mail, {{ council.email }}. Please tell us if you would like "
    "this letter in large print, in another language or read to you.",
    "Yours sincerely",
    "{{ officer }}",
    "Copies to:",
    "{%p for copy in copies %}",
    "- {{ copy }}",
    "{%p endfor %}",
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
    "## Enclosed",
    "{%p for one in enclosures %}",
    "- {{ one }}",
    "{%p endfor %}",
    *REASONS[:1],
    "We propose this for these reasons:",
    *REASONS[2:],
    "# Proposed amendments",
    "Each amendment is shown with the words we would take out and the words we would put in{{ unsure.amendments }}.",
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
    "These are the reasons that were given:",
    "{%p for reason in reasons %}",
    "- {{ reason }}",
    "{%p endfor %}",
    *PROMPT,
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
FINAL = [
    *OPENING,
    MEETING,
    "We have amended the plan{{ unsure.decision }}. The final amended plan is enclosed{{ unsure.enclosed }}. It replaces the "
    "plan you had before, and shows what was changed.",
    "## Enclosed",
    "{%p for one in enclosures %}",
    "- {{ one }}",
    "{%p endfor %}",
    *REASONS[:1],
    "We came to this for these reasons:",
    *REASONS[2:],
    "## If you disagree: your right to appeal",
    "You have the right to appeal to the First-tier Tribunal (Special Educational Needs and Disability) about Sections B, F "
    "and I of the plan: the needs, the provision, and the school or other placement{{ unsure.appeal_right }}.",
    *APPEAL[2:],
    NEXT,
    *CLOSING,
]
CEASED = [
    *OPENING,
    MEETING,
    "We told you that we were considering this, and asked for your views. Thank you for what you told us. We have also "
    "heard the head teacher or principal.",
    "We have decided to cease to maintain the plan{{ unsure.decision }}.",
    *REASONS,
    "## The plan stays in force for now",
    "The plan stays in force until the time to appeal has passed, or an appeal has been decided{{ unsure.plan_in_force }}. "
    "Until then the support in it goes on. The last day to appeal, if nobody appeals, is {{ appeal_last_day }}.",
    "## If you disagree: your right to appeal",
    "You have the right to appeal to the First-tier Tribunal (Special Educational Needs and Disability) against our decision "
    "to cease to maintain the plan{{ unsure.appeal_right }}.",
    *APPEAL[2:],
    *CLOSING,
]
TO_SCHOOL = [
    *HEAD,
    "Date: {{ today }}",
    "Our reference: {{ reference }}",
    "To the head teacher or principal and the SENCO, {{ school }}",
    "# {{ title }}",
]
REMINDER = [
    *TO_SCHOOL,
    "Child or young person: {{ child }}.",
    "{%p if returned_on %}",
    "Thank you for holding this annual review on {{ meeting_date }}. On {{ returned_on }} we asked for what was missing from "
    "its papers, and have not had it yet.",
    "{%p elif meeting_date %}",
    "Thank you for holding this annual review on {{ meeting_date }}. We have not had the papers yet; they were due by "
    "{{ papers_due }}.",
    "{%p else %}",
    "This annual review was due by {{ review_due }}. We have had no papers, so we do not know whether the meeting was held. "
    "If it was not, please tell us the day on which it will be.",
    "{%p endif %}",
    "The law asks the school to send the papers within two weeks of the meeting{{ unsure.two_weeks }}.",
    "*Please send the papers by {{ reply_by }}, by the Professional Portal.*",
    "If you have sent them already, please tell us when, and we will look for them. If something makes it hard to send "
    "them, please call us; we would like to help.",
    "## What we need",
    "- the AR1, with the record of the discussion and the key actions",
    "- the school report, the support plan, and the views of the parents and of the child",
    "- any reports of professionals, and the plan with the changes you propose",
    "## The time the law gives",
    "The council must tell the family its decision within four weeks of the meeting"
    "{% if decision_due %}, by {{ decision_due }}{% endif %}. That time does not stop while we wait{{ unsure.clock }}.",
    "{{ officer }}",
]
TERMLY = [
    *TO_SCHOOL,
    "These are the children and young people of your school whose annual review must be held from {{ first_day }} to "
    "{{ last_day }}. Please plan each meeting now, and no later than the day in the table.",
]
AFTER_LIST = [
    "## What helps",
    "- Invite parents and professionals, and ask for their reports, 4 to 6 weeks before the meeting.",
    "- Send the reports to everyone at least two weeks before the meeting{{ unsure.circulate }}.",
    "- Send us the papers within two weeks of the meeting{{ unsure.two_weeks }}.",
    "If a child is no longer at your school, or a date looks wrong, please tell us.",
    "{{ officer }}",
]
BACK = [
    *TO_SCHOOL,
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
    "final_plan": ("The final amended plan", FINAL),
    "cease_decision": ("Decision to cease to maintain the plan", CEASED),
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
        document = blank(title, DRAFT)
        write(document, lines)
        made[f"{name}.docx"] = saved(document)
    document = blank("Annual review returned for completion", "Annual review: return to the school")
    write(document, BACK)
    received_table(document)
    write(document, RUNNING)
    made["return_to_school.docx"] = saved(document)
    document = blank("Papers of an annual review", "Annual review: reminder to the school")
    write(document, REMINDER)
    made["reminder_to_school.docx"] = saved(document)
    document = blank("Annual reviews of the coming term", "Annual reviews: list for the head teacher")
    write(document, TERMLY)
    table_of(
        document, ("Child or young person", "Year", "Last day to hold the review"), "children", ("name", "year", "due")
    )
    write(document, AFTER_LIST)
    made["termly_list.docx"] = saved(document)
    return made


if __name__ == "__main__":
    for name, content in templates().items():
        (Path(__file__).parent / name).write_bytes(content)
