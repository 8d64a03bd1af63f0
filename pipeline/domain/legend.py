"""What a document itself says of its marks: "new text in red", or the key of a tribunal's working document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.domain.documents import Paragraph
from pipeline.domain.rules.marks import MarkRules

_CLAUSES = re.compile(r"[;,.\n]|\band\b", re.IGNORECASE)
_BEFORE = r"(?:\b(?:in|are|is|been|as|by|with)\b(?:\s+\w+){0,1}?\s+|[=:–—-]\s*|\A\s*(?:key|legend)?\W*)"
_AFTER = r"(?:\s+(?:text|type|print|font|ink|words?|wording)\b|\s*(?:[=:–—-]|\b(?:is|are|means?|shows?|indicates?)\b))"
_TOP = 25  # paragraphs in which a working document says that it is one


@dataclass(frozen=True)
class Legend:
    """What looks stand for: the look and whose proposal it is (empty where no one is named)."""

    looks: Mapping[str, str] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()  # the paragraphs that hold the legend, which are no changes themselves
    own: bool = False  # the document says so itself; otherwise the usual key of working documents


def legend_of(paragraphs: Sequence[Paragraph], rules: MarkRules) -> Legend:
    """Read the legend of a document; of a working document without one, take the usual key."""
    looks: dict[str, str] = {}
    lines: set[int] = set()
    for numbers, line in _lines(paragraphs):
        said = read_legend(line, rules)
        if said:
            looks.update(said)
            lines.update(numbers)
    if looks:
        return Legend(looks, frozenset(lines), own=True)
    top = " ".join(paragraph.text for paragraph in paragraphs[:_TOP]).casefold()
    if any(words in top for words in rules.working_document):
        return Legend({entry.look: entry.side for entry in rules.working_key})
    return Legend()


def read_legend(line: str, rules: MarkRules) -> dict[str, str]:
    """Read one line: the looks that it explains, each with whose proposal it stands for; nothing where it is prose."""
    if not line.strip() or len(line.split()) > rules.longest_legend:
        return {}
    found: dict[str, str] = {}
    for clause in _CLAUSES.split(line):
        text = clause.casefold().replace("’", "'")
        looks = [look for look, said in _looks(rules) if said.search(text)]
        side = next((name for name, said in _sides(rules) if said.search(text)), "")
        if not looks or not (side or _roles(rules).search(text)):
            continue
        found |= dict.fromkeys(_plainest(looks), side)
    return found


def _plainest(looks: list[str]) -> list[str]:
    """ "Highlighted in yellow" is yellow, and "crossed out in blue" is struck out whatever its colour."""
    if "strike" in looks:
        return ["strike"]
    return [look for look in looks if look != "highlight"] or looks


def _lines(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[list[int], str]]:
    """Give each paragraph; the cells of a table's row, where a key often stands, as one line."""
    rows: dict[tuple[int, int | None], list[int]] = {}
    for number, paragraph in enumerate(paragraphs):
        if paragraph.table is None:
            yield [number], paragraph.text
        else:
            rows.setdefault((paragraph.table, paragraph.row), []).append(number)
    for numbers in rows.values():
        yield numbers, " = ".join(paragraphs[one].text for one in numbers if paragraphs[one].text.strip())


@lru_cache(maxsize=8)
def _looks(rules: MarkRules) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one.look, re.compile(f"{_BEFORE}{_any(one.words)}|{_any(one.words)}{_AFTER}")) for one in rules.looks)


@lru_cache(maxsize=8)
def _sides(rules: MarkRules) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one.name, re.compile(_any(one.words))) for one in rules.sides)


@lru_cache(maxsize=8)
def _roles(rules: MarkRules) -> re.Pattern[str]:
    return re.compile(_any((*rules.additions, *rules.deletions)))


def _any(words: tuple[str, ...]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return rf"(?<![\w'])(?:{'|'.join(re.escape(word) for word in ordered)})(?![\w'])"
