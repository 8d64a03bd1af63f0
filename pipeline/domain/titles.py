"""Titles: which lines stand at the top of a document, and whether one of them is a title of some kind."""

from collections.abc import Sequence

from pipeline.domain.clues import closeness, comparable
from pipeline.domain.documents import Document
from pipeline.domain.rules.documents import DocumentRule, RecognitionRules


def lines_of(document: Document) -> tuple[str, ...]:
    """Give the lines as shown; the cells of one row stand in one line."""
    lines: list[str] = []
    row: tuple[int | None, int | None] | None = None
    for paragraph in document.content.paragraphs:
        text = paragraph.text.strip()
        if not text:
            continue
        here = (paragraph.table, paragraph.row) if paragraph.table is not None else None
        if here is not None and here == row:
            lines[-1] = f"{lines[-1]} | {text}"
        else:
            lines.extend(part for part in text.split("\n") if part.strip())
        row = here
    return tuple(lines)


def tops_of(document: Document, lines: Sequence[str], by: RecognitionRules) -> list[str]:
    """Give the lines that may be a title: the first ones cell by cell, the header, the title among the properties."""
    headers = [p.text for p in document.content.paragraphs if p.place == "header" and p.text.strip()]
    parts = [part.strip() for line in lines[: by.top] for part in line.split(" | ")]
    return [*parts, *headers[:2], document.content.properties.get("title", "")]


def all_titles(rule: DocumentRule) -> tuple[str, ...]:
    """Give every title of a kind, those of its professions with them."""
    return (*rule.titles, *(title for one in rule.professions for title in one.titles))


def is_sentence(line: str) -> bool:
    """Whether *line* is a sentence or a part of one; a title ends in nothing."""
    return line.rstrip().endswith((".", ",", ";")) and len(line.split()) > 3


def find_title(titles: tuple[str, ...], tops: Sequence[str], by: RecognitionRules) -> tuple[str, int, float]:
    """Find the title nearest to the top: a whole line before a part of one, and the longest of those."""
    best: tuple[float, int, int, str] = (0.0, 0, 0, "")
    for place, line in enumerate(tops):
        words = comparable(line)
        if not words or len(words.split()) > by.longest_title or is_sentence(line):
            continue
        for title in titles:
            share = _share(words, comparable(title), by)
            best = max(best, (share, -place, len(title), title)) if share else best
    return best[3], -best[1], best[0]


def _share(line: str, title: str, by: RecognitionRules) -> float:
    if line == title:
        return by.title + 0.05
    if abs(len(line) - len(title)) < 6 and closeness(line, title) >= by.closeness:
        return by.title
    fills = line.startswith(f"{title} ") or len(title) > 0.6 * len(line)
    specific = len(title.split()) >= by.generic_words or fills
    if len(title) > 4 and specific and f" {title} " in f" {line} ":
        # The more of the line the title fills, the more it is the line's point.
        return by.contained_title * (0.6 + 0.4 * len(title) / len(line))
    return 0.0
