"""Plans with one edit each: across all sections, by several writers, tracked, marked by hand, and accepted.

Written apart from the examples of the rules. Each edit has the weight that an officer gives it by the contract.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

from pipeline.demo.word_files import Block, Heading, Paper, Table, word_file
from pipeline.domain.words import Section, Weight

DAY = dt.date(2026, 2, 25)
COSMETIC, FACTUAL, SUBSTANTIVE = Weight.COSMETIC, Weight.FACTUAL, Weight.SUBSTANTIVE
A, B, C, D, E = Section.A, Section.B, Section.C, Section.D, Section.E
F, G, H1, H2, PLACE, J, K = Section.F, Section.G, Section.H1, Section.H2, Section.I, Section.J, Section.K
COVER = Section.COVER


@dataclass(frozen=True)
class Edit:
    """Words of a section that are replaced: an empty `old` adds a sentence, an empty `new` takes words out."""

    section: Section
    old: str
    new: str
    weight: Weight


@dataclass(frozen=True)
class Edited:
    """A plan with its edit; of an accepted edit, the plan on file beside it."""

    edit: Edit
    style: str
    layout: str
    content: bytes = field(repr=False)
    on_file: bytes = field(default=b"", repr=False)


TEXT: dict[Section, str] = {
    COVER: "Parent: Mrs Ada Thorne. Telephone: 01642 555010. School: Larkfield Primary School. "
    "SEN officer: Ms R. Bell.",
    A: "Nell likes horses and would like to work outdoors. At home she lives with her mother and reads with her aunt. "
    "Her keyworker is Mrs Jane Hall. Nell is aged 9 and organises her own bag.",
    B: "Nell has a moderate learning difficulty and finds it hard to hold information in mind. She has difficulty with "
    "listening in busy rooms and with the sounds of letters. Her behavior is calm.",
    C: "Nell wears glasses and has mild asthma. She sees the paediatrician at the hospital.",
    D: "The family has had a short break. Nell goes to a youth club.",
    E: "By the end of Key Stage 2 Nell will read 60 common words. By July 2027 Nell will ask for help in lessons.",
    F: "Nell will have 20 minutes of phonics daily with a teaching assistant. A speech and language therapist will "
    "visit once each half term. Work is in a small group of 3 pupils. Staff will use signs in every lesson.",
    G: "The school nurse will review the asthma plan once a year. A therapist will give 6 sessions of 45 minutes.",
    H1: "A short break of 4 hours each week will be given.",
    H2: "A family support worker will visit fortnightly.",
    PLACE: "A mainstream primary school. Larkfield Primary School.",
    J: "A direct payment of £1,200 a year will pay for the short break.",
    K: "Appendix 1: advice of the educational psychologist, 3 March 2025. Appendix 2: advice of the school.",
}
EDITS: tuple[Edit, ...] = (
    Edit(COVER, "01642 555010", "01642 555778", FACTUAL),
    Edit(COVER, "Mrs Ada Thorne", "Mrs Ada Penrose", FACTUAL),
    Edit(COVER, "Ms R. Bell", "Mr S. Okafor", FACTUAL),
    Edit(COVER, "Telephone:", "Telephone :", COSMETIC),
    Edit(A, "Mrs Jane Hall", "Mr Tom Reid", FACTUAL),
    Edit(A, "Nell is aged 9 and organises", "Nell organises", FACTUAL),
    Edit(A, "organises", "organizes", COSMETIC),
    Edit(A, "would like to work outdoors", "would like to be a vet", SUBSTANTIVE),
    Edit(A, "", "Nell has joined a choir.", SUBSTANTIVE),
    Edit(A, "horses and", "horses, and", COSMETIC),
    Edit(B, "a moderate learning difficulty", "a severe learning difficulty", SUBSTANTIVE),
    Edit(B, "", "Nell has a diagnosis of autism, given in November 2025.", SUBSTANTIVE),
    Edit(B, " and with the sounds of letters", "", SUBSTANTIVE),
    Edit(B, "behavior", "behaviour", COSMETIC),
    Edit(B, "listening in busy rooms", "listening and attention in busy rooms", SUBSTANTIVE),
    Edit(B, "finds it hard", "no longer finds it hard", SUBSTANTIVE),
    Edit(B, "hold information in mind.", "hold information in mind", COSMETIC),
    Edit(C, "mild asthma", "severe asthma", SUBSTANTIVE),
    Edit(C, "wears glasses and has", "has", SUBSTANTIVE),
    Edit(C, "", "She takes medicine for epilepsy.", SUBSTANTIVE),
    Edit(C, "paediatrician", "pediatrician", COSMETIC),
    Edit(D, "a short break", "two short breaks", SUBSTANTIVE),
    Edit(D, "", "A child in need plan began in autumn.", SUBSTANTIVE),
    Edit(D, "youth club.", "youth club .", COSMETIC),
    Edit(E, "60 common words", "100 common words", SUBSTANTIVE),
    Edit(E, "July 2027", "July 2028", SUBSTANTIVE),
    Edit(E, "Nell will ask", "Nell may ask", SUBSTANTIVE),
    Edit(E, "Key Stage 2", "Key Stage 3", SUBSTANTIVE),
    Edit(E, "", "Nell will tie her laces.", SUBSTANTIVE),
    Edit(E, "in lessons", "in Lessons", COSMETIC),
    Edit(E, " in lessons", "", SUBSTANTIVE),
    Edit(F, "20 minutes", "40 minutes", SUBSTANTIVE),
    Edit(F, "daily", "weekly", SUBSTANTIVE),
    Edit(F, "once each half term", "as required", SUBSTANTIVE),
    Edit(F, "will visit", "should visit", SUBSTANTIVE),
    Edit(F, "a small group of 3 pupils", "a small group of 6 pupils", SUBSTANTIVE),
    Edit(F, " with a teaching assistant", "", SUBSTANTIVE),
    Edit(F, "a teaching assistant", "an adult", SUBSTANTIVE),
    Edit(F, "", "Nell will have a laptop in lessons.", SUBSTANTIVE),
    Edit(F, "signs in every lesson", "signs in most lessons", SUBSTANTIVE),
    Edit(F, "phonics", "phonics,", COSMETIC),
    Edit(F, "will have 20 minutes", "will have access to 20 minutes", SUBSTANTIVE),
    Edit(F, "speech and language", "Speech and Language", COSMETIC),
    Edit(G, "once a year", "twice a year", SUBSTANTIVE),
    Edit(G, "6 sessions of 45 minutes", "6 sessions of 30 minutes", SUBSTANTIVE),
    Edit(G, "", "A nurse will train staff.", SUBSTANTIVE),
    Edit(G, "The school nurse", "The  school nurse", COSMETIC),
    Edit(H1, "4 hours", "6 hours", SUBSTANTIVE),
    Edit(H1, "will be given", "may be given", SUBSTANTIVE),
    Edit(H2, "fortnightly", "monthly", SUBSTANTIVE),
    Edit(H2, "A family support worker will visit fortnightly.", "None.", SUBSTANTIVE),
    Edit(PLACE, "Larkfield Primary School", "Moorgate School", SUBSTANTIVE),
    Edit(PLACE, "mainstream", "special", SUBSTANTIVE),
    Edit(J, "£1,200", "£1,800", SUBSTANTIVE),
    Edit(J, "direct payment", "notional budget", SUBSTANTIVE),
    Edit(K, "3 March 2025", "9 March 2026", FACTUAL),
    Edit(K, "", "Appendix 3: advice of the therapist.", SUBSTANTIVE),
    Edit(K, "Appendix 1:", "Appendix 1 -", COSMETIC),
)
TITLES = {
    A: "The views, interests and aspirations of Nell and her family",
    B: "Special educational needs",
    C: "Health needs related to SEN",
    D: "Social care needs",
    E: "Outcomes",
    F: "Special educational provision",
    G: "Health provision",
    H1: "Social care provision",
    H2: "Any other social care provision",
    PLACE: "Placement",
    J: "Personal budget",
    K: "Advice and information",
}
ORDERS = {"usual": tuple(TITLES), "outcomes first": (A, E, B, C, D, F, G, H1, H2, PLACE, J, K)}


def edited() -> Iterator[Edited]:
    """Make every edit in every style, with the headings and the order of sections going round."""
    layouts = tuple(HEADINGS)
    for number, edit in enumerate(EDITS):
        for at, style in enumerate(STYLES):
            layout = layouts[(number + at) % len(layouts)]
            order = ORDERS["outcomes first" if number % 3 == 0 else "usual"]
            content, on_file = STYLES[style](edit, HEADINGS[layout], order)
            yield Edited(edit, style, layout, content, on_file)


# --- headings -------------------------------------------------------------------------------------------------

HEADINGS: dict[str, Callable[[Section], str]] = {
    "Section F: title": lambda one: f"Section {one}: {TITLES[one]}",
    "SECTION F": lambda one: f"SECTION {one}",
    "F - title": lambda one: f"{one} - {TITLES[one]}",
    "(F) title": lambda one: f"({one}) {TITLES[one]}",
    "Section F title": lambda one: f"Section {one} {TITLES[one]}",
}
Order = tuple[Section, ...]


def _changed(text: str, edit: Edit, old: str, new: str) -> str:
    """Put *old* and *new* into *text* where the edit stands."""
    if not edit.old:
        return f"{text}{new}"
    before, found, after = text.partition(edit.old)
    assert found, f"{edit.old!r} does not stand in section {edit.section}"
    return f"{before}{old}{new}{after}"


def _paper(texts: dict[Section, str], heading: Callable[[Section], str], order: Order) -> Paper:
    blocks: list[Block] = [
        Table((("Name of child", "Nell Thorne"), ("Date of birth", "04/05/2016"))),
        "Date of final plan: 01/09/2025",
        texts[COVER],
    ]
    for section in order:
        blocks += [Heading(heading(section)), texts[section]]
    return Paper("Education, Health and Care Plan", "EHC plan", tuple(blocks), DAY)


# --- styles ---------------------------------------------------------------------------------------------------


def tracked(edit: Edit, heading: Callable[[Section], str], order: Order) -> tuple[bytes, bytes]:
    """With Word's Track Changes, author and time on each mark."""
    texts = dict(TEXT)
    old = f"{{-{edit.old}-}}" if edit.old else ""
    new = f"{{+{edit.new if edit.old else ' ' + edit.new}+}}" if edit.new else ""
    texts[edit.section] = _changed(texts[edit.section], edit, old, new)
    return word_file(_paper(texts, heading, order)), b""


def accepted(edit: Edit, heading: Callable[[Section], str], order: Order) -> tuple[bytes, bytes]:
    """With tracking off: only the plan on file shows it."""
    texts = dict(TEXT)
    new = edit.new if edit.old else f" {edit.new}"
    texts[edit.section] = _changed(texts[edit.section], edit, "", new if edit.new else "")
    return word_file(_paper(texts, heading, order)), word_file(_paper(dict(TEXT), heading, order))


def scrubbed(edit: Edit, heading: Callable[[Section], str], order: Order) -> tuple[bytes, bytes]:
    """By another writer: text cut into short runs, the new words before the old, names and times taken out."""
    return _raw(edit, heading, order, _marked_runs), b""


def by_hand(edit: Edit, heading: Callable[[Section], str], order: Order) -> tuple[bytes, bytes]:
    """Struck out and in red, without Track Changes."""
    return _raw(edit, heading, order, _coloured_runs), b""


def in_bold(edit: Edit, heading: Callable[[Section], str], order: Order) -> tuple[bytes, bytes]:
    """Additions in bold and deletions struck through, as some councils ask; an edit that only adds says so first."""
    legend = "" if edit.old else "Additions are in bold."
    return _raw(edit, heading, order, _bold_runs, legend), b""


def by_legend(edit: Edit, heading: Callable[[Section], str], order: Order) -> tuple[bytes, bytes]:
    """Additions underlined and in green, as a legend on the first page says."""
    legend = "Key: new text is underlined in green; deleted text is crossed out."
    return _raw(edit, heading, order, _green_runs, legend), b""


STYLES: dict[str, Callable[[Edit, Callable[[Section], str], Order], tuple[bytes, bytes]]] = {
    "tracked": tracked,
    "scrubbed": scrubbed,
    "by hand": by_hand,
    "bold": in_bold,
    "legend": by_legend,
    "accepted": accepted,
}

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_CHUNK = 7  # characters of a run, as Word leaves them after spelling and saving


def _raw(
    edit: Edit, heading: Callable[[Section], str], order: Order, write: Callable[[str, str], str], legend: str = ""
) -> bytes:
    lines = [_line("Education, Health and Care Plan", bold=True), *([_line(legend)] if legend else [])]
    lines += [_line("Name of child: Nell Thorne")]
    lines += [_line("Date of birth: 04/05/2016"), _line("Date of final plan: 01/09/2025")]
    for section in (COVER, *order):
        if section is not COVER:
            lines.append(_line(heading(section), bold=True))
        if section is not edit.section:
            lines.append(_line(TEXT[section]))
            continue
        text = TEXT[section]
        before, _, after = text.partition(edit.old) if edit.old else (f"{text} ", "", "")
        lines.append(f"<w:p>{_runs(before)}{write(edit.old, edit.new)}{_runs(after)}</w:p>")
    body = "".join(lines)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELS)
        package.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
    return written.getvalue()


def _line(text: str, bold: bool = False) -> str:
    return f"<w:p>{_runs(text, '<w:rPr><w:b/></w:rPr>' if bold else '')}</w:p>"


def _runs(text: str, properties: str = "", tag: str = "t") -> str:
    chunks = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    return "".join(
        f'<w:r>{properties}<w:{tag} xml:space="preserve">{escape(chunk)}</w:{tag}></w:r>' for chunk in chunks
    )


def _marked_runs(old: str, new: str) -> str:
    put_in = f'<w:ins w:id="1" w:author="">{_runs(new)}</w:ins>' if new else ""
    taken_out = f'<w:del w:id="2" w:author="">{_runs(old, tag="delText")}</w:del>' if old else ""
    return put_in + taken_out


def _coloured_runs(old: str, new: str) -> str:
    red = '<w:rPr><w:color w:val="FF0000"/></w:rPr>'
    return _runs(old, "<w:rPr><w:strike/></w:rPr>") + _runs(new, red)


def _bold_runs(old: str, new: str) -> str:
    return _runs(old, "<w:rPr><w:strike/></w:rPr>") + _runs(new, "<w:rPr><w:b/></w:rPr>")


def _green_runs(old: str, new: str) -> str:
    green = '<w:rPr><w:color w:val="00B050"/><w:u w:val="single"/></w:rPr>'
    return _runs(old, "<w:rPr><w:dstrike/></w:rPr>") + _runs(new, green)
