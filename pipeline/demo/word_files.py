"""Word documents for the sample packs, with genuine tracked changes."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

# {+inserted+} {-deleted-} {~made bold~} {<moved from here<} {>moved to here>}
_MARK = re.compile(r"\{([+\-~<>])(.*?)\1\}", re.DOTALL)
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is printed as the others."""

    rows: tuple[tuple[str, ...], ...]


Block = str | Heading | Table


@dataclass(frozen=True)
class Paper:
    """A document before it has a format: its title, the line in its header, its blocks and its day."""

    title: str
    header: str
    blocks: tuple[Block, ...] = field(repr=False)
    day: dt.date
    author: str = "SENCO"


def word_file(paper: Paper) -> bytes:
    """Write *paper* as .docx; marks in its text become tracked changes of its author on its day."""
    import docx

    document = docx.Document()
    _describe(document, paper)
    document.add_heading(paper.title, level=0)
    for block in paper.blocks:
        _add(document, block, paper)
    written = io.BytesIO()
    document.save(written)
    return fixed_zip(written.getvalue(), paper.day)


def fixed_zip(content: bytes, day: dt.date) -> bytes:
    """Write the zip *content* again with every time in it set to *day*, so that the same day gives the same bytes."""
    written = io.BytesIO()
    stamp = f"{day.isoformat()}T09:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            kept = _STAMP.sub(stamp, part) if name == "docProps/core.xml" else part
            new.writestr(zipped_name(name, day), kept, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def zipped_name(name: str, day: dt.date) -> zipfile.ZipInfo:
    """Give the entry *name* of a zip, dated nine in the morning of *day*."""
    return zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 0, 0))


def without_marks(text: str) -> str:
    """Give *text* as it would read with every change accepted."""
    return _MARK.sub(lambda mark: "" if mark[1] in "-<" else mark[2], text)


def _describe(document: Any, paper: Paper) -> None:
    document.core_properties.title = paper.title
    document.core_properties.author = paper.author
    document.core_properties.comments = ""
    document.core_properties.created = dt.datetime.combine(paper.day, dt.time(9))
    document.core_properties.modified = dt.datetime.combine(paper.day, dt.time(9))
    document.sections[0].header.paragraphs[0].text = paper.header
    document.sections[0].footer.paragraphs[0].text = "Confidential"


def _add(document: Any, block: Block, paper: Paper) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, level=block.level)
    elif isinstance(block, Table):
        _add_table(document, block)
    else:
        _write_marked(document.add_paragraph()._p, block, paper)


def _add_table(document: Any, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _write_marked(paragraph: Any, text: str, paper: Paper) -> None:
    for mark, words in _pieces(text):
        for element in _elements(mark, words, paper, len(paragraph.getroottree().xpath("//*[@w:id]", namespaces=NS))):
            paragraph.append(element)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    end = 0
    for found in _MARK.finditer(text):
        if found.start() > end:
            yield "", text[end : found.start()]
        yield found[1], found[2]
        end = found.end()
    if end < len(text):
        yield "", text[end:]


def _elements(mark: str, words: str, paper: Paper, number: int) -> list[Any]:
    if mark == "":
        return [_run(words)]
    if mark == "~":
        return [_bold_run(words, paper, number)]
    name = {"+": "ins", "-": "del", "<": "moveFrom", ">": "moveTo"}[mark]
    change = _element(name, number + 1, paper)
    change.append(_run(words, "delText" if mark == "-" else "t"))
    if mark in "+-":
        return [change]
    # A move has a named range around each end; the name ties the two together.
    start = _element(f"{name}RangeStart", number + 2, paper)
    start.set(f"{{{W}}}name", "move1")
    end = _element(f"{name}RangeEnd", number + 2, None)
    return [start, change, end]


def _element(name: str, number: int, paper: Paper | None) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(f"w:{name}")
    element.set(f"{{{W}}}id", str(number))
    if paper is not None:
        element.set(f"{{{W}}}author", paper.author)
        element.set(f"{{{W}}}date", f"{paper.day.isoformat()}T09:12:00Z")
    return element


def _run(words: str, tag: str = "t") -> Any:
    from docx.oxml import OxmlElement

    run, text = OxmlElement("w:r"), OxmlElement(f"w:{tag}")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    return run


def _bold_run(words: str, paper: Paper, number: int) -> Any:
    from docx.oxml import OxmlElement

    run, properties = _run(words), OxmlElement("w:rPr")
    before = _element("rPrChange", number + 1, paper)
    before.append(OxmlElement("w:rPr"))
    properties.append(OxmlElement("w:b"))
    properties.append(before)
    run.insert(0, properties)
    return run
