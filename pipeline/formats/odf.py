"""OpenDocument text: what a reader sees, without what tracked changes took away."""

from collections.abc import Iterator
from typing import Any

from pipeline.domain.documents import Content, Paragraph, Place, plain
from pipeline.word.parts import open_parts, parse_xml, read_part

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = {"{http://purl.org/dc/elements/1.1/}title": "title", "{http://purl.org/dc/elements/1.1/}creator": "author"}
_LEFT_OUT = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms"}


def read_odt(content: bytes) -> Content:
    """Read *content* (.odt): body with tables, headers and footers, remarks."""
    archive = open_parts(content)
    names = set(archive.namelist())
    body = parse_xml(read_part(archive, "content.xml"))
    reader = _Blocks()
    paragraphs = list(reader.read(body.find(f"{_OFFICE}body"), "body"))
    if "styles.xml" in names:
        styles = parse_xml(read_part(archive, "styles.xml"))
        for name, place in (("header", "header"), ("footer", "footer")):
            for element in styles.iter(f"{_STYLE}{name}"):
                paragraphs.extend(reader.read(element, place))  # type: ignore[arg-type]
    remarks = ("".join(one.itertext()).strip() for one in body.iter(f"{_OFFICE}annotation"))
    paragraphs.extend(plain(text, place="comment") for text in remarks if text)
    changed = next(body.iter(f"{_TEXT}changed-region"), None) is not None
    properties = _properties(archive, names)
    return Content(tuple(paragraphs), properties=properties, active=_active(names), changes_unread=changed)


Spot = tuple[int | None, int | None, int | None]  # table, row, cell


class _Blocks:
    """Walks the blocks, numbering the tables."""

    def __init__(self) -> None:
        self.tables = 0

    def read(self, element: Any, place: Place, spot: Spot = (None, None, None)) -> Iterator[Paragraph]:
        """Read every block under *element*."""
        for child in element if element is not None else ():
            if child.tag in _LEFT_OUT:
                continue
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self._paragraph(child, place, spot)
            elif child.tag == f"{_TABLE}table":
                yield from self._table(child, place)
            else:
                yield from self.read(child, place, spot)

    def _paragraph(self, element: Any, place: Place, spot: Spot) -> Iterator[Paragraph]:
        text = "".join(_inline(element)).strip()
        table, row, cell = spot
        if text:
            heading = element.tag == f"{_TEXT}h"
            yield plain(text, place=place, heading=heading, table=table, row=row, cell=cell)
        for box in element.iter("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"):
            yield from self.read(box, "textbox" if place == "body" else place)

    def _table(self, element: Any, place: Place) -> Iterator[Paragraph]:
        self.tables += 1
        table = self.tables
        for row, one in enumerate(element.iter(f"{_TABLE}table-row")):
            cells = [child for child in one if child.tag == f"{_TABLE}table-cell"]
            for cell, child in enumerate(cells):
                yield from self.read(child, place, (table, row, cell))


def _inline(element: Any) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1") or 1), 200)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT and not str(child.tag).endswith(("}frame", "}text-box")):
            yield from _inline(child)
        if child.tail:
            yield child.tail


def _properties(archive: Any, names: set[str]) -> dict[str, str]:
    if "meta.xml" not in names:
        return {}
    root = parse_xml(read_part(archive, "meta.xml"))
    return {_META[one.tag]: one.text.strip() for one in root.iter(*_META) if (one.text or "").strip()}


def _active(names: set[str]) -> tuple[str, ...]:
    return ("macros",) if any(name.startswith("Basic/") and name.endswith(".xml") for name in names) else ()
