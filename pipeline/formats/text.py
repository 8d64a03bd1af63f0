"""Plain text and comma-separated values."""

import csv
import io

from pipeline.domain.documents import Content, Paragraph, plain

MOST_LINES = 100_000
_CUT = f"only its first {MOST_LINES} lines were read"
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
    cut = _CUT if len(lines) > MOST_LINES else ""
    return Content(tuple(plain(line) for line in lines[:MOST_LINES] if line.strip()), cut=cut)


def read_csv(content: bytes) -> Content:
    """Read *content* as rows of cells, parted as its first lines are."""
    text = decode(content)
    rows = csv.reader(io.StringIO(text, newline=""), _dialect(text[:4096]))
    paragraphs: list[Paragraph] = []
    cut = ""
    for number, row in enumerate(rows):
        if number >= MOST_LINES:
            cut = _CUT
            break
        cells = ((column, cell.strip()) for column, cell in enumerate(row))
        paragraphs.extend(plain(cell, table=1, row=number, cell=column) for column, cell in cells if cell)
    return Content(tuple(paragraphs), cut=cut)


def _dialect(start: str) -> type[csv.Dialect]:
    try:
        return csv.Sniffer().sniff(start, delimiters=",;\t|")
    except csv.Error:
        return csv.excel
