"""Word files as bytes: rendered from a template, packed the same way each time, and read back as paragraphs."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.domain.errors import RulesError

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKS = {"{{": "{ {", "}}": "} }", "{%": "{ %", "%}": "% }"}


def fit(value: str) -> str:
    """Make text from a pack fit for a Word file: no characters that XML refuses, nothing that looks like a field."""
    text = _UNFIT.sub("", value)
    for mark, harmless in _MARKS.items():
        text = text.replace(mark, harmless)
    return text


def render(template: Path, context: Mapping[str, object]) -> bytes:
    """Fill in the fields of a Word template; RulesError says what is wrong with the template."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    if not template.is_file():
        raise RulesError(f"{template}: the letter template is not there. Put it back, or change letters.yaml.")
    document, made = DocxTemplate(template), BytesIO()
    try:
        document.render(dict(context), SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
    except TemplateError as error:
        raise RulesError(f"{template}: {error}. Correct the field in the Word file.") from error
    document.save(made)
    return repacked(made.getvalue())


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
