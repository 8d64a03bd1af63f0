"""Word files as bytes: rendered from a template, packed the same way each time, and read back as paragraphs."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.domain.errors import RulesError

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\uf900-\ufffd\U00010000-\U0010ffff]")  # nor private letters
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGER = 1.5
_MARKS = {"{{": "{ {", "}}": "} }", "{%": "{ %", "%}": "% }"}


def fit(value: str) -> str:
    """Make text from a pack fit for a Word file: no characters that XML refuses, nothing that looks like a field."""
    text = _UNFIT.sub("", value)
    for mark, harmless in _MARKS.items():
        text = text.replace(mark, harmless)
    return text


def render(template: Path, context: Mapping[str, object], kind: str = "") -> bytes:
    """Fill in the fields of a Word template; RulesError says what is wrong with the template.

    *kind* is kept in the file's own properties, so that a letter edited in Word is still known.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    if not template.is_file():
        raise RulesError(f"{template}: the letter template is not there. Put it back, or change letters.yaml.")
    document, made = DocxTemplate(BytesIO(template_bytes(template, template.stat().st_mtime_ns))), BytesIO()
    try:
        document.render(dict(context), SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
    except TemplateError as error:
        raise RulesError(f"{template}: {error}. Correct the field in the Word file.") from error
    if kind:
        document.docx.core_properties.category = kind
    document.save(made)
    return repacked(made.getvalue())


@lru_cache(maxsize=32)
def template_bytes(template: Path, changed: int) -> bytes:
    """Read a template once until its file is *changed*."""
    return template.read_bytes()


def fields_of(template: Path) -> frozenset[str]:
    """Name the fields that a template uses."""
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    used: set[str] = DocxTemplate(template).get_undeclared_template_variables(SandboxedEnvironment(autoescape=True))
    return frozenset(used)


def enlarged(content: bytes) -> bytes:
    """Give the large-print form of a letter: every size of letters half as large again, 18 point for the text."""
    from lxml import etree

    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(part)
                head = {size for style in root.iter(f"{_W}style") if _is_head(style) for size in style.iter()}
                for size in root.iter(f"{_W}sz", f"{_W}szCs"):
                    if size in head:
                        continue
                    size.set(f"{_W}val", str(round(int(size.get(f"{_W}val", "24")) * _LARGER)))
                for frame in root.iter(f"{_W}framePr"):
                    frame.set(f"{_W}hRule", "atLeast")
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, part)
    return made.getvalue()


def without(content: bytes, *letters: str) -> bytes:
    """Take single *letters* out of every part of a Word file."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            for letter in letters:
                part = part.replace(letter.encode(), b"").replace(f"&#{ord(letter)};".encode(), b"")
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, part)
    return made.getvalue()


def _is_head(style: Any) -> bool:
    """Whether *style* is that of the council's head, which must stay above the window of the envelope."""
    return bool(style.get(f"{_W}styleId") == "Letterhead")


def repacked(content: bytes) -> bytes:
    """Pack a Word file again without clock times, so that the same letter is the same bytes."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return made.getvalue()


def paragraphs(content: bytes) -> tuple[str, ...]:
    """Read the text of a Word file, headers and tables with it, a paragraph an entry, spaces made single."""
    from docx import Document

    document: Any = Document(BytesIO(content))
    parts = [document, *(section.header for section in document.sections)]
    return tuple(text for part in parts for text in _texts(part))


def _texts(part: Any) -> Iterator[str]:
    cells = (cell for table in part.tables for row in table.rows for cell in row.cells)
    for holder in (part, *cells):
        yield from (text for p in holder.paragraphs if (text := " ".join(p.text.split())))
