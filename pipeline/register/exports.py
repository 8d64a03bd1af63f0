"""Write lists and figures for other programs: CSV, Excel, calendars; no cell of them can start a formula."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.domain.cells import safe_cell
from pipeline.register.due import DueRow

_LONGEST = 75  # octets of a line, RFC 5545 3.1
DUE_COLUMNS = ("Review", "Child", "UPN", "School", "Officer", "What", "On", "Days late", "Note")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a CSV as spreadsheets open it: UTF-8 with its mark, ISO dates."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(csv_text(columns, rows))


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Give rows as the text of a CSV."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(_plain(cell)) for cell in row])
    return written.getvalue()


def _plain(cell: Any) -> Any:
    return "" if cell is None else cell.isoformat() if isinstance(cell, dt.date) else cell


def write_xlsx(path: Path, sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> None:
    """Write a workbook of named sheets with bold, frozen headings and columns wide enough to read."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    for name, columns, rows in sheets:
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns):
            sheet.column_dimensions[_letter(number)].width = max(12, min(len(column) + 4, 40))
        head = [WriteOnlyCell(sheet, value=column) for column in columns]
        for cell in head:
            cell.font = Font(bold=True)
        sheet.append(head)
        for row in rows:
            sheet.append([safe_cell(cell) for cell in row])
    book.save(path)


def sheet_names(schools: Sequence[str]) -> list[str]:
    """Give each school a name that a workbook allows: 31 characters, none of []:*?/\\, no two alike."""
    names: list[str] = []
    for school in schools:
        plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in school).strip()[:31] or "No school"
        name, number = plain, 1
        while name.casefold() in (one.casefold() for one in names):
            number += 1
            name = f"{plain[: 28 - len(str(number))]} ({number})"
        names.append(name)
    return names


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(number + 1)


def due_cells(rows: Iterable[DueRow]) -> Iterable[tuple[Any, ...]]:
    """Give the cells of a list, in the order of DUE_COLUMNS."""
    for one in rows:
        yield (one.review, one.child, one.upn, one.school, one.officer, one.what, one.on, one.days, one.note)


def calendar(rows: Iterable[DueRow], now: dt.datetime) -> str:
    """Give a list as a calendar file (RFC 5545), an all-day entry for each; it names the school, never the child.

    Calendars are shared and synchronised to telephones, so an entry says which review by its number.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Annual Review//EN", "CALSCALE:GREGORIAN"]
    stamp = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    for one in rows:
        who = f"review {one.review}" if one.review else "a review"
        key = sha256(f"{one.upn}{one.child}{one.what}{one.on}".encode()).hexdigest()[:24]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{key}@annual-review",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.on + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(f'{one.what}: {who}, {one.school}'.rstrip(', '))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line))


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", " ").replace("\n", " ")


def _folded(line: str) -> Iterable[str]:
    """Part a line after 75 octets, never inside a letter; each further part begins with a blank."""
    part = ""
    for letter in line:
        if len(part.encode()) + len(letter.encode()) > _LONGEST:
            yield part
            part = " "
        part += letter
    yield part
