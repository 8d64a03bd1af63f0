"""Have the pages that are only pictures read, each in a child of its own, and put their text in its place."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from pipeline.domain.documents import Content, Document, Paragraph, plain
from pipeline.domain.members import SetAside
from pipeline.formats.ocr import Scan, ScannedPage, read_scan

MOST_PAGES = 60  # of one file; a longer scan than that is a book, and is said to be read in part
Run = Callable[[Callable[[Any], Any], Iterable[Any]], list[Any]]


def read_scans(documents: tuple[Document, ...], run: Run) -> tuple[Document, ...]:
    """Give *documents* with the text of their picture pages; a page that reads badly stays unread and is named."""
    scans = [(number, scan) for number, document in enumerate(documents) for scan in _scans(document)]
    if not scans:
        return documents
    pages: dict[int, list[ScannedPage]] = {}
    for (number, _), result in zip(scans, run(read_scan, [scan for _, scan in scans]), strict=True):
        if not isinstance(result, SetAside):
            pages.setdefault(number, []).append(result)
    return tuple(
        _with_pages(document, pages.get(number, [])) if document.content.blank_pages else document
        for number, document in enumerate(documents)
    )


def _scans(document: Document) -> list[Scan]:
    content = document.content
    source, format = (content.picture, "jpg") if content.picture else (document.opened.content, document.opened.format)
    return [Scan(source, format, page) for page in content.blank_pages[:MOST_PAGES]]


def _with_pages(document: Document, pages: list[ScannedPage]) -> Document:
    content = document.content
    read = [page for page in pages if page.legible]
    unread = tuple(number for number in content.blank_pages if number not in {page.page for page in read})
    paragraphs = _in_order(content.paragraphs, read)
    merged = replace(
        content,
        paragraphs=paragraphs,
        blank_pages=unread,
        notes=(*content.notes, *_notes(read, unread)),
        **_source(content, pages, read),
    )
    return replace(document, content=merged)


def _source(content: Content, pages: list[ScannedPage], read: list[ScannedPage]) -> dict[str, Any]:
    """Say where the text comes from: a document with text of its own keeps that, and names the pages that were read."""
    if content.text_source != "none":
        return {}
    seen = read or pages
    confidence = sum(page.confidence for page in seen) / len(seen) if seen else 0.0
    return {"text_source": "ocr" if read else "none", "confidence": round(confidence, 2)}


def _in_order(paragraphs: tuple[Paragraph, ...], read: list[ScannedPage]) -> tuple[Paragraph, ...]:
    added = [plain(line, page=page.page) for page in read for line in page.lines]
    last = max((p.page or 0 for p in paragraphs), default=0)
    return tuple(sorted((*paragraphs, *added), key=lambda p: p.page if p.page is not None else last + 1))


def _notes(read: list[ScannedPage], unread: tuple[int, ...]) -> list[str]:
    notes = []
    if read:
        sure = round(100 * sum(page.confidence for page in read) / len(read))
        notes.append(f"{_pages([page.page for page in read])} read from the picture (OCR), {sure} in 100 sure")
    if unread:
        notes.append(f"{_pages(list(unread))} could not be read: handwriting, or too faint")
    return notes


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:12])
    more = " and more" if len(numbers) > 12 else ""
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}{more}"
