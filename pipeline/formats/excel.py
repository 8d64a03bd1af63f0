"""Spreadsheets: every sheet row by row, cell by cell, hidden sheets too."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from pipeline.domain.documents import Content, Paragraph, plain

MOST_CELLS = 200_000


def read_excel(content: bytes) -> Content:
    """Read *content* (.xlsx, .xlsm, .xlsb, .xls, .ods) as cells; dates are written day first."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    paragraphs: list[Paragraph] = []
    cut = ""
    for number, name in enumerate(book.sheet_names, start=1):
        paragraphs.append(plain(name, page=number, heading=True))
        for paragraph in _sheet(book.get_sheet_by_name(name), number):
            if len(paragraphs) >= MOST_CELLS:
                cut = f"only its first {MOST_CELLS} cells were read"
                break
            paragraphs.append(paragraph)
        if cut:
            break
    filled = any(paragraph.table is not None for paragraph in paragraphs)
    return Content(
        tuple(paragraphs) if filled else (),
        pages=max(1, len(book.sheet_names)),
        active=_active(content),
        cut=cut,
    )


def _sheet(sheet: Any, number: int) -> Iterator[Paragraph]:
    for row, cells in enumerate(sheet.to_python(skip_empty_area=True)):
        for column, value in enumerate(cells):
            text = shown(value)
            if text:
                yield plain(text, page=number, table=number, row=row, cell=column)


def shown(value: object) -> str:
    """Write a cell's value as people read it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return f"{value:%d/%m/%Y}" if midnight else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    return str(value).strip()


def _active(content: bytes) -> tuple[str, ...]:
    """Name macros and embedded programs by the parts that hold them."""
    if not content.startswith(b"PK"):
        return ("macros",) if b"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T" in content else ()
    try:
        names = [name.casefold() for name in zipfile.ZipFile(io.BytesIO(content)).namelist()]
    except zipfile.BadZipFile:
        return ()
    found = ["macros"] if any(name.endswith("vbaproject.bin") for name in names) else []
    found += ["an embedded program or file"] if any("/embeddings/" in name for name in names) else []
    found += ["a link to a program or document in another place"] if any("externallink" in n for n in names) else []
    return tuple(found)
