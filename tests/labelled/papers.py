"""At least 400 labelled papers, each kind in several layouts, made by a seed: what the program is measured against."""

import datetime as dt
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.demo.office_files import secure_mail_page, workbook
from pipeline.demo.pdf_files import pdf_file, scanned_pdf
from pipeline.demo.word_files import Block, Heading, Paper, Table, word_file
from pipeline.domain.words import Kind, Profession
from tests.labelled.wording import ENTRIES, MENTIONS, RECORDS, WORDINGS, Wording

DAY = dt.date(2026, 2, 25)
SURNAMES = ("Amberly", "O'Dowd", "Price-Jones", "Khan", "Nowakówna", "St John", "Ferreira", "Ng", "Mbeki", "Whitfield")
FORENAMES = ("Zoë", "Mohammed Ali", "Anne-Marie", "Jo", "Aoife", "Max", "Precious", "Élodie", "Sam", "Tia")
NAMES = ("scan0012", "Document1", "img_4471", "final version", "copy of report (2)", "doc", "child", "untitled", "new")
SECTIONS = (
    ("A", "The views, interests and aspirations of the child and parents", "{n} likes trains."),
    ("B", "Special educational needs", "{n} has difficulty with spoken language."),
    ("C", "Health needs related to SEN", "None known."),
    ("D", "Social care needs", "None known."),
    ("E", "Outcomes", "{n} will follow a story of ten minutes."),
    ("F", "Special educational provision", "{n} will have {-20-}{+30+} minutes of language work each day."),
    ("G", "Health provision", "None."),
    ("H1", "Social care provision", "None."),
    ("H2", "Any other social care provision", "None."),
    ("I", "Placement", "A mainstream school."),
    ("J", "Personal budget", "None."),
)


@dataclass(frozen=True)
class Someone:
    """A fictional child."""

    surname: str
    forenames: str
    dob: dt.date
    upn: str
    school: str = "Hollin Bank School"

    @property
    def name(self) -> str:
        return f"{self.forenames} {self.surname}"


@dataclass(frozen=True)
class Labelled:
    """A paper and what it is; `mentions` marks a paper that only speaks of a safeguarding system."""

    name: str
    content: bytes = field(repr=False)
    kind: Kind
    child: Someone
    layout: str
    profession: Profession | None = None
    mentions: bool = False
    facts: dict[str, str] = field(default_factory=dict)


def someone(chance: random.Random) -> Someone:
    """Make a child."""
    born = dt.date(2008, 9, 1) + dt.timedelta(days=chance.randrange(4000))
    upn = f"{chance.choice('ABCDEFGHJKLMNPQRTUVWXYZ')}{chance.randrange(10**11):011d}{chance.randrange(10)}"
    return Someone(chance.choice(SURNAMES), chance.choice(FORENAMES), born, upn)


def labelled(seed: int = 1, rounds: int = 6) -> Iterator[Labelled]:
    """Make every kind in every layout, *rounds* times over, with another child each time."""
    chance = random.Random(seed)
    for _ in range(rounds):
        for wording in WORDINGS:
            for layout in ("form", "letter", "plain"):
                yield _paper(wording, layout, someone(chance), chance)
        for layout in ("form", "letter", "plain"):
            yield _form(layout, someone(chance), chance)
            yield _plan(layout, someone(chance), chance, tracked=False)
            yield _plan(layout, someone(chance), chance, tracked=True)
            yield _record(layout, someone(chance), chance)
            yield _mention(layout, someone(chance), chance)
        child = someone(chance)
        yield Labelled("message.html", secure_mail_page(child.school), Kind.SECURE_MAIL_WRAPPER, child, "page")
    scanned = (wording for wording in WORDINGS if wording.kind is not Kind.COSTED_PROVISION_MAP)
    yield from (_paper(wording, "scan", someone(chance), chance) for wording in scanned)


def slipped(seed: int = 1) -> Iterator[tuple[Labelled, Someone, bool]]:
    """Make papers in which one sentence of another child was left in; says whether that child is its subject."""
    chance = random.Random(seed)
    for wording in WORDINGS:
        spots = [
            (part, at)
            for part, (_, sentences) in enumerate(wording.parts)
            for at, one in enumerate(sentences)
            if "{n}" in one
        ]
        for (part, at), whole in (
            ((spot, whole) for spot in spots for whole in (True, False)) if wording.identity else ()
        ):
            child, other = someone(chance), someone(chance)
            while other.surname == child.surname or other.forenames[:2] == child.forenames[:2]:
                other = someone(chance)
            sentence = wording.parts[part][1][at]
            left = sentence.replace("{n}", other.name if whole else other.forenames.split()[0])
            parts = [(heading, list(lines)) for heading, lines in wording.parts]
            parts[part][1][at] = left
            parts.append(("", ["{n} has had a good year on the whole."]))
            changed = replace(wording, parts=tuple((heading, tuple(lines)) for heading, lines in parts))
            layout = chance.choice(("form", "letter", "plain"))
            yield _paper(changed, layout, child, chance), other, whole or not OBJECT.search(sentence)


OBJECT = re.compile(r"\b(?:for|like) \{n\}")
KIN = (
    "{n} lives at home with {s}, a younger brother.",
    "{n}'s sister {s} enjoys the same club.",
    "{n} sits beside {s}, a classmate, in most lessons. {s} has made the change of room easier.",
    "At break {n} plays with a friend called {s}.",
)


def with_kin(seed: int = 1) -> Iterator[tuple[Labelled, Someone]]:
    """Make papers that rightly name a brother, a sister or a friend."""
    chance = random.Random(seed)
    for wording in WORDINGS:
        for sentence in KIN if wording.identity and wording.parts else ():
            child, other = someone(chance), someone(chance)
            while other.forenames[:2] == child.forenames[:2]:
                other = someone(chance)
            said = sentence.replace("{s}", other.forenames.split()[0])
            changed = replace(wording, parts=(*wording.parts, ("", (said,))))
            yield _paper(changed, chance.choice(("form", "letter", "plain")), child, chance), other


def _paper(wording: Wording, layout: str, child: Someone, chance: random.Random) -> Labelled:
    blocks: list[Block] = []
    for heading, sentences in wording.parts:
        blocks += [Heading(heading)] if heading else []
        blocks += [sentence.replace("{n}", child.forenames.split()[0]) for sentence in sentences]
    blocks += [Table(wording.table)] if wording.table else []
    title = chance.choice(wording.titles)
    if layout == "form" and wording.kind in (Kind.COSTED_PROVISION_MAP, Kind.BEHAVIOUR_LOG):
        rows = ((title,), ("Name", child.name), ("DOB", f"{child.dob:%d/%m/%Y}"), (), *wording.table)
        return Labelled(f"{chance.choice(NAMES)}.xlsx", workbook("Sheet1", rows, DAY), wording.kind, child, "sheet")
    return _written(wording.kind, title, blocks, layout, child, chance, wording.profession, wording.identity)


def _written(
    kind: Kind,
    title: str,
    blocks: list[Block],
    layout: str,
    child: Someone,
    chance: random.Random,
    profession: Profession | None = None,
    identity: bool = True,
    mentions: bool = False,
    facts: dict[str, str] | None = None,
) -> Labelled:
    content, ending = LAYOUTS[layout](title, blocks, child, chance, identity)
    name = f"{chance.choice(NAMES)}.{ending}"
    return Labelled(name, content, kind, child, layout, profession, mentions, facts or {})


def _as_form(
    title: str, blocks: list[Block], child: Someone, chance: random.Random, identity: bool
) -> tuple[bytes, str]:
    labels = (
        chance.choice(("Name of pupil", "Child's name", "Name")),
        chance.choice(("Date of birth", "DOB", "D.O.B.")),
    )
    facts = Table(((labels[0], child.name), (labels[1], f"{child.dob:%d/%m/%Y}"), ("School", child.school)))
    return word_file(Paper(title, child.school, ((facts,) if identity else ()) + tuple(blocks), DAY)), "docx"


def _as_letter(
    title: str, blocks: list[Block], child: Someone, chance: random.Random, identity: bool
) -> tuple[bytes, str]:
    line = f"Name: {child.surname.upper()}, {child.forenames}    DOB: {child.dob.day} {child.dob:%B %Y}"
    inside = ((line,) if identity else ()) + (f"Date: {DAY:%d/%m/%Y}", *blocks)
    return pdf_file(Paper(title.upper(), "Hollin Bank School, Mill Lane, Exampleby", inside, DAY)), "pdf"


def _as_plain(
    title: str, blocks: list[Block], child: Someone, chance: random.Random, identity: bool
) -> tuple[bytes, str]:
    """No styles, no tables of facts: lines, as a busy teacher types them."""
    lines: list[Block] = [title]
    lines += [f"Pupil: {child.name}", f"Date of birth: {child.dob:%d.%m.%Y}"] if identity else []
    lines += [f"{block.text}:" if isinstance(block, Heading) else block for block in blocks]
    return word_file(Paper("", "", tuple(lines), DAY)), "docx"


def _as_scan(
    title: str, blocks: list[Block], child: Someone, chance: random.Random, identity: bool
) -> tuple[bytes, str]:
    facts = Table((("Name of child", child.name), ("Date of birth", f"{child.dob:%d/%m/%Y}")))
    return scanned_pdf(Paper(title, "", ((facts,) if identity else ()) + tuple(blocks), DAY)), "pdf"


Layout = Callable[[str, list[Block], Someone, random.Random, bool], tuple[bytes, str]]
LAYOUTS: dict[str, Layout] = {"form": _as_form, "letter": _as_letter, "plain": _as_plain, "scan": _as_scan}

FORM_TITLES = ("Annual Review Report", "Record of Annual Review Meeting", "AR1 - Annual Review Form")
OUTCOMES = (
    ("maintain", "Keep the EHC plan as it is"),
    ("amend", "Amend the EHC plan"),
    ("cease", "Cease to maintain the EHC plan"),
)


def _form(layout: str, child: Someone, chance: random.Random) -> Labelled:
    chosen = chance.choice(OUTCOMES)[0]
    ticked, empty = ("[X]", "[ ]") if layout == "letter" else ("☒", "☐")  # the letter's font has no boxes
    boxes = [f"{ticked if name == chosen else empty} {words}" for name, words in OUTCOMES]
    if layout == "plain":  # no boxes: the outcome in the school's own words
        boxes = [chance.choice(IN_WORDS[chosen])]
    asked = chance.choice((True, False))
    yes, no = (ticked, empty) if asked else (empty, ticked)
    answer = f"{yes} Yes  {no} No" if layout != "plain" else ("Yes" if asked else "No")
    meeting = DAY - dt.timedelta(days=chance.randrange(1, 12))
    first = child.forenames.split()[0]
    blocks: list[Block] = [
        f"{chance.choice(('Date of review meeting', 'Date of this review', 'Date of meeting'))}: {meeting:%d/%m/%Y}",
        f"UPN: {child.upn}",
        Heading("Those present"),
        *_people(layout),
        Heading(chance.choice(("Progress towards outcomes", "Review of outcomes"))),
        f"{first} has met one outcome and is working on two.",
        Heading(chance.choice(("Summary of discussion", "Main discussion points", "Record of the discussion"))),
        "The meeting talked about reading and about lunchtimes.",
        Heading(chance.choice(("Key actions", "Action plan", "Agreed actions"))),
        *_agreed(layout),
        Heading(chance.choice(("Recommendation", "Recommended outcome"))),
        *boxes,
        Heading("Requests to the local authority"),
        f"{chance.choice(('Is a change of placement requested?', 'Change of placement requested:'))} {answer}",
        f"Signed: Mr T. Osgood    Date: {meeting:%d/%m/%Y}",
    ]
    facts = {
        "meeting_date": meeting.isoformat(),
        "recommendation": chosen,
        "upn": child.upn,
        "dob": child.dob.isoformat(),
        "placement": str(asked),
        "people": "mother yes; SENCO yes; social worker no",
        "actions": "SENCO 2026-03-20",
        "signed": f"Mr T. Osgood {meeting.isoformat()}",
    }
    return _written(Kind.AR1, chance.choice(FORM_TITLES), blocks, layout, child, chance, facts=facts)


IN_WORDS = {
    "maintain": ("No changes are needed to the plan.", "The plan continues in its current form."),
    "amend": ("Maintain with amendments", "The EHCP needs to be changed: amend the EHCP."),
    "cease": ("Cease the EHCP", "The plan is no longer necessary and should be ceased."),
}


def _people(layout: str) -> list[Block]:
    if layout == "plain":
        return ["A. Amberly (mother), Mr T. Osgood (SENCO)", "Apologies: D. Okello (social worker)"]
    heads = ("Name", "Role", "Attended") if layout == "form" else ("Name", "Role", "Invited", "Present")
    rows = (("A. Amberly", "Mother", True), ("Mr T. Osgood", "SENCO", True), ("D. Okello", "Social worker", False))
    asked = ("Yes",) if layout == "letter" else ()
    return [Table((heads, *((name, role, *asked, "Yes" if came else "Apologies") for name, role, came in rows)))]


def _agreed(layout: str) -> list[Block]:
    if layout == "plain":
        return ["SENCO to send the papers by 20 March 2026."]
    return [Table((("Action", "By whom", "By when"), ("Send the papers", "SENCO", "20/03/2026")))]


def _plan(layout: str, child: Someone, chance: random.Random, *, tracked: bool) -> Labelled:
    order = list(SECTIONS)
    if layout == "plain":  # some councils print outcomes before needs
        order.insert(1, order.pop(4))
    blocks: list[Block] = []
    for letter, heading, text in order:
        said = text.replace("{n}", child.forenames.split()[0])
        said = said if tracked and layout != "letter" else said.replace("{-20-}", "20").replace("{+30+}", "")
        blocks += [Heading(f"Section {letter}: {heading}" if layout != "plain" else f"Section {letter}"), said]
    kind = Kind.TRACKED_CHANGE if tracked else Kind.EHCP
    title = "Education, Health and Care Plan"
    if tracked and layout == "letter":
        title = "EHCP working document: proposed amendments"
    return _written(kind, title, blocks, layout, child, chance)


def _record(layout: str, child: Someone, chance: random.Random) -> Labelled:
    system, title = chance.choice(RECORDS)
    first = child.forenames.split()[0]
    rows = []
    for number, (category, words, alerted) in enumerate(chance.sample(ENTRIES, 3)):
        day = DAY - dt.timedelta(days=20 * (number + 1))
        rows.append((f"{day:%d/%m/%Y} 09:{10 + number}", category, words.replace("{n}", first), alerted))
    table = Table((("Date and time", "Category", "Incident", "Alerted"), *rows))
    blocks: list[Block] = [f"From {system}"] if system and layout == "letter" else []
    return _written(Kind.CPOMS_RECORD, title.replace("{name}", child.name), [*blocks, table], layout, child, chance)


def _mention(layout: str, child: Someone, chance: random.Random) -> Labelled:
    blocks: list[Block] = [
        Heading("Progress"),
        f"{child.forenames.split()[0]} is doing well in most lessons.",
        Heading("Wellbeing"),
        chance.choice(MENTIONS),
        Heading("Ongoing difficulties"),
        "Writing at length.",
    ]
    return _written(Kind.SCHOOL_REPORT, "School Report", blocks, layout, child, chance, mentions=True)
