"""Divide one file that holds several papers, such as a scan of all reports, at the pages where a new paper begins."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain.clues import comparable
from pipeline.domain.documents import Document, Paragraph
from pipeline.domain.fields import find_fields
from pipeline.domain.rules import Rules
from pipeline.domain.titles import all_titles, find_title, is_sentence
from pipeline.domain.words import Kind

_PAGED = ("pdf", "tif")  # formats whose pages are known for certain
_TOP = 6  # lines of a page among which the title of a new paper stands
_IDENTITY = ("name", "surname", "dob", "upn")


@dataclass(frozen=True)
class Start:
    """The page on which a paper begins, with the kind and title that show it."""

    page: int
    kind: Kind
    title: str


def divide(document: Document, rules: Rules) -> tuple[Document, ...]:
    """Give the papers of *document*, each with its own pages; nothing where it is one paper.

    A new paper has a title of its own at the top of a page and says on that page whom it is about: a heading such as
    "Parent Views" inside a form does not.
    """
    pages = _pages(document)
    if document.opened.format not in _PAGED or len(pages) < 2:
        return ()
    starts = _starts(document, pages, rules)
    if len(starts) < 2:
        return ()
    ends = [*(start.page - 1 for start in starts[1:]), max(pages)]
    return tuple(_part(document, start.page, end) for start, end in zip(starts, ends, strict=True))


def page_range(document: Document) -> tuple[int, int]:
    """Give the first and the last page that *document* has text on."""
    pages = _pages(document)
    return (min(pages), max(pages)) if pages else (1, document.content.pages)


def _pages(document: Document) -> dict[int, list[Paragraph]]:
    pages: dict[int, list[Paragraph]] = {}
    for paragraph in document.content.paragraphs:
        if paragraph.page is not None and paragraph.text.strip():
            pages.setdefault(paragraph.page, []).append(paragraph)
    return pages


def _starts(document: Document, pages: dict[int, list[Paragraph]], rules: Rules) -> list[Start]:
    running = _running(pages)
    starts: list[Start] = []
    for number in sorted(pages):
        found = _start(document, number, [p.text for p in pages[number] if comparable(p.text) not in running], rules)
        if not starts:
            starts.append(found or Start(number, Kind.UNKNOWN, ""))
        elif found is not None and (found.kind, found.title) != (starts[-1].kind, starts[-1].title):
            starts.append(found)
    return starts


def _running(pages: dict[int, list[Paragraph]]) -> set[str]:
    """Find the lines that stand on most pages: they are the header of one paper, not titles of many."""
    count = Counter(line for page in pages.values() for line in {comparable(p.text) for p in page})
    return {line for line, times in count.items() if times >= 3 and times > len(pages) / 2}


def _start(document: Document, page: int, lines: Sequence[str], rules: Rules) -> Start | None:
    tops = [line for line in lines[:_TOP] if not is_sentence(line)]
    best: tuple[float, int, Kind, str] | None = None
    for rule in rules.documents:
        title, place, share = find_title(all_titles(rule), tops, rules.recognition)
        if share >= rules.recognition.title and (best is None or (share, -place) > best[:2]):
            best = (share, -place, rule.kind, title)
    if best is None or not _says_whom(document, page, rules):
        return None
    return Start(page, best[2], best[3])


def _says_whom(document: Document, page: int, rules: Rules) -> bool:
    return any(one.name in _IDENTITY for one in find_fields(_part(document, page, page), rules.fields))


def _part(document: Document, first: int, last: int) -> Document:
    content = document.content
    kept = tuple(p for p in content.paragraphs if p.page is not None and first <= p.page <= last)
    blank = tuple(number for number in content.blank_pages if first <= number <= last)
    inner = replace(
        content, paragraphs=kept, pages=last - first + 1, blank_pages=blank, properties={}, attachments=(), fields={}
    )
    return replace(document, content=inner)
