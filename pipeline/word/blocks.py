"""What stands one below the other: paragraphs, tables with their rows and cells, content controls, text boxes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.domain.documents import Mark, Paragraph, Place, Run
from pipeline.word.inline import State, alternative, read_runs
from pipeline.word.marks import CELL_MARKS, TEXT_MARKS, child_mark, mark_of, property_change
from pipeline.word.names import MC, w
from pipeline.word.styles import Style

_ROW_MARKS = {w("ins"): "row_insert", w("del"): "row_delete"}
_DEEPEST = 60  # tables and boxes inside one another; the parser itself stops at 256 elements


@dataclass(frozen=True)
class Spot:
    """Where the reading stands: in which place, and in which cell."""

    place: Place = "body"
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    row_mark: Mark | None = None
    format_change: Mark | None = None
    outer: tuple[Mark, ...] = ()
    depth: int = 0


class Blocks:
    """Reads the blocks of one part after another, numbering the tables through the whole file."""

    def __init__(self, styles: Mapping[str, Style], state: State) -> None:
        self.styles = styles
        self.state = state
        self.tables = 0

    def read(self, element: Any, spot: Spot) -> Iterator[Paragraph]:
        """Read every block under *element*."""
        if spot.depth > _DEEPEST:
            self.state.cut = "tables or boxes stand too deep inside one another to be read to the end"
            return
        for child in element:
            yield from self._block(child, spot)

    def _block(self, child: Any, spot: Spot) -> Iterator[Paragraph]:
        tag = child.tag
        if tag == w("p"):
            yield from self._paragraph(child, spot)
        elif tag == w("tbl"):
            yield from self._table(child, spot)
        elif tag in TEXT_MARKS:
            inner = replace(spot, outer=(*spot.outer, mark_of(child, TEXT_MARKS[tag])))
            yield from self.read(child, inner)
        elif tag == f"{{{MC}}}AlternateContent":
            yield from self.read(alternative(child), spot)
        elif tag == w("sectPr"):
            change = property_change(child)
            if change is not None:
                yield Paragraph((), place=spot.place, page=self.state.page, format_change=change)
        elif tag == w("altChunk"):
            self.state.cut = "another document is embedded in it that only Word shows"
        elif tag in (w("sdt"), w("sdtContent"), w("customXml"), w("smartTag")):
            yield from self.read(child, spot)
        else:
            read_runs([child], self.state, False)  # where a move or a comment begins between two blocks

    def _paragraph(self, element: Any, spot: Spot) -> Iterator[Paragraph]:
        properties = element.find(w("pPr"))
        style = self._style(properties)
        if properties is not None and properties.find(w("pageBreakBefore")) is not None and not self.state.pages_known:
            self.state.page += 1
        page = self.state.page
        runs = tuple(_under(run, spot.outer) for run in read_runs(element, self.state, style.bold))
        own = properties.find(w("rPr")) if properties is not None else None
        yield Paragraph(
            runs,
            place=spot.place,
            page=page,
            style=style.name,
            heading=style.heading or _outlined(properties),
            table=spot.table,
            row=spot.row,
            cell=spot.cell,
            mark=child_mark(own, TEXT_MARKS) or (spot.outer[-1] if spot.outer else None),
            row_mark=spot.row_mark,
            format_change=_paragraph_change(properties) or spot.format_change,
        )
        boxes, self.state.boxes = self.state.boxes, []
        for box in boxes:
            inner = Spot("textbox" if spot.place == "body" else spot.place, outer=spot.outer, depth=spot.depth + 1)
            yield from self.read(box, inner)

    def _style(self, properties: Any | None) -> Style:
        named = properties.find(w("pStyle")) if properties is not None else None
        name = named.get(w("val"), "") if named is not None else ""
        return self.styles.get(name, Style(name, False, False))

    def _table(self, element: Any, spot: Spot) -> Iterator[Paragraph]:
        self.tables += 1
        table = self.tables
        change = property_change(element.find(w("tblPr"))) or property_change(element.find(w("tblGrid")))
        for number, row in enumerate(_rows(element)):
            properties = row.find(w("trPr"))
            mark = child_mark(properties, _ROW_MARKS)  # type: ignore[arg-type]
            inner = replace(
                spot,
                table=table,
                row=number,
                row_mark=mark or spot.row_mark,
                format_change=property_change(properties) or change or spot.format_change,
                depth=spot.depth + 1,
            )
            yield from self._cells(row, inner)
            change = None  # told once, with the first row

    def _cells(self, row: Any, spot: Spot) -> Iterator[Paragraph]:
        for number, cell in enumerate(_cells_of(row)):
            properties = cell.find(w("tcPr"))
            cell_mark = child_mark(properties, dict.fromkeys(CELL_MARKS, "cell"))
            change = property_change(properties) or (spot.format_change if number == 0 else None)
            inner = replace(spot, cell=number, row_mark=spot.row_mark or cell_mark, format_change=change)
            yield from self.read(cell, inner)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == w("tr"):
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml")):
            yield from _rows(child)


def _cells_of(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == w("tc"):
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml")):
            yield from _cells_of(child)


def _outlined(properties: Any | None) -> bool:
    level = properties.find(w("outlineLvl")) if properties is not None else None
    return level is not None and level.get(w("val")) != "9"


def _paragraph_change(properties: Any | None) -> Mark | None:
    """Find what changed about the paragraph: its properties, its number, its section or its mark's look."""
    if properties is None:
        return None
    numbering = properties.find(f"{w('numPr')}/{w('ins')}")
    if numbering is None:
        numbering = properties.find(f"{w('numPr')}/{w('numberingChange')}")
    return (
        property_change(properties)
        or (mark_of(numbering, "format") if numbering is not None else None)
        or property_change(properties.find(w("sectPr")))
        or property_change(properties.find(w("rPr")))
    )


def _under(run: Run, outer: tuple[Mark, ...]) -> Run:
    """Put a run under the marks that stand around whole blocks."""
    if not outer:
        return run
    return replace(run, mark=run.mark or outer[-1], outer=run.outer or (outer[0] if run.mark else None))
