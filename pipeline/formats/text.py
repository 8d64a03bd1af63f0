"""Plain text and comma-separated values."""

import csv
import io

from pipeline.domain.documents import Content, Paragraph, plain

MOST_LINES = 100_000
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def decode(content: bytes) -> str:
    """Decode *content* by its mark, as UTF-8, or as Windows wrote it; every byte has a character there."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_text(content: bytes) -> Content:
    """Read *content* as one paragraph a line."""
    lines = decode(content).splitlines()
    notes = (f"only its first {MOST_LINES} lines were read",) if len(lines) > MOST_LINES else ()
    return Content(tuple(plain(line) for line in lines[:MOST_LINES] if line.strip()), notes=notes)


def read_csv(content: bytes) -> Content:
    """Read *content* as rows of cells, parted as its first lines are."""
    text = decode(content)
    rows = csv.reader(io.StringIO(text, newline=""), _dialect(text[:4096]))
    paragraphs: list[Paragraph] = []
    notes: tuple[str, ...] = ()
    for number, row in enumerate(rows):
        if number >= MOST_LINES:
            notes = (f"only its first {MOST_LINES} lines were read",)
            break
        cells = ((column, cell.strip()) for column, cell in enumerate(row))
        paragraphs.extend(plain(cell, table=1, row=number, cell=column) for column, cell in cells if cell)
    return Content(tuple(paragraphs), notes=notes)


def _dialect(start: str) -> type[csv.Dialect]:
    try:
        return csv.Sniffer().sniff(start, delimiters=",;\t|")
    except csv.Error:
        return csv.excel
