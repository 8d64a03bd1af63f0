"""Web pages, as schools save them and secure mail services send them."""

from collections.abc import Iterator
from typing import Any

from pipeline.domain.documents import Content, Paragraph, plain
from pipeline.formats.text import decode

_LEFT_OUT = {"script", "style", "noscript", "template", "head", "title"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "p", "div", "li", "td", "th", "tr", "table", "section", "article", "header", "footer", "blockquote", "pre", "dt",
    "dd", "address", "ul", "ol", "body", "main", "form", "fieldset", "legend", "caption", "figure",
    "figcaption", "center",
}  # fmt: skip
_DEEPEST = 200
Spot = tuple[int | None, int | None, int | None]  # table, row, cell


def read_html(content: bytes) -> Content:
    """Read *content* as a reader sees it: blocks, tables with rows and cells, headings."""
    from lxml import etree, html

    text = decode(content)
    if not text.strip():
        return Content(())
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return Content(())
    title = " ".join((root.findtext(".//title") or "").split())
    found: Any = root.xpath("//a/@href | //form/@action | //iframe/@src")
    links = list(found)
    properties = {"title": title} if title else {}
    if links:
        properties["links"] = " ".join(str(link)[:300] for link in links[:50])
    paragraphs = list(_Blocks().read(root))
    if title and not paragraphs:
        paragraphs = [plain(title, heading=True)]
    return Content(tuple(paragraphs), properties=properties)


class _Blocks:
    """Walks the page, keeping the text of each block together."""

    def __init__(self) -> None:
        self.tables = 0
        self.rows: dict[int | None, int] = {}
        self.words: list[str] = []

    def read(self, element: Any, spot: Spot = (None, None, None), depth: int = 0) -> Iterator[Paragraph]:
        """Read *element* and all below it; *spot* is the table, row and cell it stands in."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _LEFT_OUT or depth > _DEEPEST:
            return
        block = tag in _BLOCKS
        if block:
            yield from self._told(spot, False)
        if tag == "table":
            self.tables += 1
            spot = (self.tables, None, None)
        if element.text:
            self.words.append(element.text)
        if tag in ("input", "textarea", "select"):
            self.words.append(element.get("value") or "")
        yield from self._children(element, spot, depth)
        if tag == "br":
            yield from self._told(spot, False)
        if block:
            yield from self._told(spot, tag in _HEADINGS)

    def _children(self, element: Any, spot: Spot, depth: int) -> Iterator[Paragraph]:
        cell = -1
        for child in element:
            inner = spot
            if child.tag == "tr":
                table = spot[0]
                inner = (table, self._next_row(table), None)
            elif child.tag in ("td", "th"):
                cell += 1
                inner = (spot[0], spot[1], cell)
            yield from self.read(child, inner, depth + 1)
            if child.tail:
                self.words.append(child.tail)

    def _next_row(self, table: int | None) -> int:
        self.rows[table] = self.rows.get(table, -1) + 1
        return self.rows[table]

    def _told(self, spot: Spot, heading: bool) -> Iterator[Paragraph]:
        text = " ".join(" ".join(self.words).split())
        self.words = []
        if text:
            table, row, cell = spot
            yield plain(text, heading=heading, table=table if cell is not None else None, row=row, cell=cell)
