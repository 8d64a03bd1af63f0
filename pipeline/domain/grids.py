"""A document as lines and tables in reading order, as a reader of forms takes them in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.domain.documents import Paragraph
from pipeline.domain.labels import shown


@dataclass(frozen=True)
class Line:
    """A line of text on a page; *style* is the name of its paragraph style."""

    text: str = field(repr=False)
    page: int | None = None
    heading: bool = False
    style: str = ""


@dataclass
class Grid:
    """A table: each row from cell number to text; `head_row` is the row of column heads where there is one."""

    rows: list[dict[int, str]] = field(repr=False)
    pages: list[int | None]
    head_row: int = -1

    @property
    def title(self) -> str:
        """Give the only text of the first row where it stands alone, as a caption does."""
        filled = [text for text in self.rows[0].values() if text.strip()]
        return filled[0] if len(filled) == 1 and len(self.rows) > 1 else ""

    def page(self, at: int) -> int | None:
        """Give the page of row *at*."""
        return self.pages[at]

    def page_of(self, row: dict[int, str]) -> int | None:
        """Give the page of *row*."""
        return next((page for one, page in zip(self.rows, self.pages, strict=True) if one is row), None)


def layout(paragraphs: tuple[Paragraph, ...]) -> Iterator[Grid | tuple[Line, ...]]:
    """Divide *paragraphs* into tables and stretches of lines; struck-out text and comments are left out."""
    read = [one for one in paragraphs if one.place != "comment"]
    for table, group in groupby(read, key=lambda one: one.table):
        part = tuple(group)
        yield lines_of(part) if table is None else _grid(part)


def lines_of(paragraphs: tuple[Paragraph, ...]) -> tuple[Line, ...]:
    """Give the filled lines of *paragraphs*, which soft breaks divide."""
    return tuple(
        Line(text, one.page, one.heading, one.style)
        for one in paragraphs
        for text in shown(one).split("\n")
        if text.strip()
    )


def _grid(paragraphs: tuple[Paragraph, ...]) -> Grid:
    rows: dict[int, dict[int, str]] = {}
    pages: dict[int, int | None] = {}
    for one in paragraphs:
        row = rows.setdefault(one.row or 0, {})
        pages.setdefault(one.row or 0, one.page)
        cell = one.cell or 0
        row[cell] = f"{row[cell]}\n{shown(one)}".strip("\n") if cell in row else shown(one)
    order = sorted(rows)
    return Grid([rows[at] for at in order], [pages[at] for at in order])
