"""Read the caseload: a table of the children with plans, as CSV or as a workbook."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

from pipeline.domain.case import CaseloadRow
from pipeline.domain.cells import unsafe_cell
from pipeline.domain.dates import read_date
from pipeline.domain.errors import UsageError

DATES = ("dob", "first_plan_date", "last_review_date")
COLUMNS = (
    "upn", "surname", "forenames", "known_as", "dob", "nc_year", "school", "school_dfe", "placement_type", "in_care",
    "first_plan_date", "last_review_date", "parent_name", "parent_address", "officer",
    "second_parent_name", "second_parent_address", "address_confidential", "social_worker_name",
    "social_worker_address",
)  # fmt: skip
PLACEMENTS = (
    "maintained", "academy", "special", "independent", "non_maintained_special", "residential", "out_of_area",
    "college", "eotas",
)  # fmt: skip
_ANSWERS = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}


Line = tuple[int, dict[str, str], list[str]]  # number in the file, filled columns, what is wrong


def read_caseload(path: Path) -> tuple[CaseloadRow, ...]:
    """Read the caseload at *path*, dates as ISO; raises UsageError that names every mistake with line and column."""
    rows: list[CaseloadRow] = []
    mistakes: list[str] = []
    for number, values, wrong in iter_caseload(path):
        mistakes.extend(f"line {number}, {what}" for what in wrong)
        if values:
            rows.append(CaseloadRow(values))
    if mistakes:
        raise UsageError(f"{path.name} cannot be used until this is put right:\n" + "\n".join(mistakes))
    return tuple(rows)


def iter_caseload(path: Path) -> Iterator[Line]:
    """Read the caseload line by line, as .csv or .xlsx; raises UsageError where it is no table with these columns."""
    lines = _sheet(path) if path.suffix.casefold() in (".xlsx", ".xlsm", ".xls", ".ods") else _lines(path)
    first = next(lines, None)
    if first is None:
        raise UsageError(f"{path.name} is empty: its first line must name the columns, such as {','.join(COLUMNS[:5])}")
    header = _header(path, first[1])
    for number, cells in lines:
        values, wrong = _row(header, cells)
        yield number, values, wrong


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the filled lines of the file as cells, each with the number of the line that it ends on."""
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise UsageError(f"The caseload {path} could not be read: {error.strerror}. Check its path.") from error
    if "\0" in text:
        raise UsageError(f"{path.name} is not a CSV file: save the caseload as CSV from the spreadsheet and try again.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        yield from ((reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells))
    except csv.Error as error:
        wrong = "a quotation mark is not closed or stands in the wrong place"
        raise UsageError(f"{path.name}, line {reader.line_num}: {wrong}.") from error


def _sheet(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the filled rows of the first sheet of a workbook as text."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(path)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise UsageError(f"{path.name} could not be read as a workbook; save it again, without a password.") from error
    for number, row in enumerate(rows, start=1):
        cells = [_told(cell) for cell in row]
        if any(cell.strip() for cell in cells):
            yield number, cells


def _told(cell: object) -> str:
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()[:10]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's "Unicode text"
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # Excel's plain "CSV" on Windows


def _delimiter(text: str) -> str:
    first = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _header(path: Path, cells: list[str]) -> list[str]:
    header = ["_".join(cell.strip().casefold().split()) for cell in cells]
    known = [name for name in header if name in COLUMNS]
    if not {"upn", "surname", "forenames", "dob"} & set(known):
        wanted = ", ".join(COLUMNS)
        raise UsageError(
            f"{path.name}, line 1 must name the columns; none of upn, surname, dob is there. Use: {wanted}"
        )
    twice = sorted({name for name in known if known.count(name) > 1})
    if twice:
        raise UsageError(f"{path.name}, line 1: the column {', '.join(twice)} stands there twice; keep one of them.")
    return header


def _row(header: list[str], cells: list[str]) -> tuple[dict[str, str], list[str]]:
    """Give the known, filled columns of one line, and what is wrong with them; no value is quoted."""
    if len([cell for cell in cells[len(header) :] if cell.strip()]):
        return {}, ["there are more cells than columns; a comma inside a cell needs quotation marks round the cell"]
    values: dict[str, str] = {}
    wrong: list[str] = []
    for name, cell in zip(header, cells, strict=False):
        text = unsafe_cell(" ".join(cell.split()))
        if name not in COLUMNS or not text:
            continue
        read, mistake = _value(name, text)
        values[name] = read
        wrong.extend([f"column {name}: {mistake}"] if mistake else [])
    return values, wrong


def _value(name: str, text: str) -> tuple[str, str]:
    """Give *text* as it is kept and, where it cannot be used, what is wrong."""
    if name in DATES:
        date = read_date(text)
        return (date.isoformat(), "") if date else ("", "not a date such as 2013-05-04")
    if name in ("in_care", "address_confidential"):
        answer = _ANSWERS.get(text.casefold(), "")
        return answer, "" if answer else "must be yes or no"
    if name == "placement_type":
        known = "_".join(text.casefold().replace("-", " ").split())
        return known, "" if known in PLACEMENTS else f"must be one of {', '.join(PLACEMENTS)}"
    return text, ""
