"""What differs between two versions of a plan, in words: paragraphs that are the same are left aside first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.domain.words import Section

_TOKEN = re.compile(r"\w+(?:[.,:/'’\-]\w+)*|[^\w\s]")
_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "…": "."})
_BRIDGE = 2  # words kept between two differences that a reader still takes for one
_CONTEXT = 12  # words shown on either side


@dataclass(frozen=True)
class Line:
    """One paragraph of a plan and the section it stands in."""

    text: str = field(repr=False)
    section: Section | None


@dataclass(frozen=True)
class Difference:
    """Words that one version has in place of the other's; `section` is the older one's, `to` the newer one's."""

    before: str = field(repr=False)
    after: str = field(repr=False)
    section: Section | None
    to: Section | None
    context: str = field(repr=False)


@dataclass(frozen=True)
class _Word:
    shown: str
    plain: str
    section: Section | None
    line: int


def differences(before: Sequence[Line], after: Sequence[Line]) -> tuple[Difference, ...]:
    """Compare two versions paragraph by paragraph and, where paragraphs differ, word by word."""
    old, new = ([one for one in lines if plain(one.text)] for lines in (before, after))
    found: list[Difference] = []
    for tag, i, i_end, j, j_end in _opcodes([plain(one.text) for one in old], [plain(one.text) for one in new]):
        if tag != "equal":
            found.extend(_in_words(old[i:i_end], new[j:j_end], _section(old, i), _section(new, j)))
    return tuple(found)


def likeness(before: Sequence[Line], after: Sequence[Line]) -> float:
    """Say from 0 to 1 how much of both versions is the same, in words of paragraphs that are wholly equal."""
    from collections import Counter

    sizes = [Counter({plain(one.text): 0 for one in lines}) for lines in (before, after)]
    for count, lines in zip(sizes, (before, after), strict=True):
        for one in lines:
            count[plain(one.text)] += len(one.text.split())
    total = sum(max(sizes[0][text], sizes[1][text]) for text in {*sizes[0], *sizes[1]})
    return sum((sizes[0] & sizes[1]).values()) / total if total else 1.0


def plain(text: str) -> str:
    """Write *text* with single blanks and one form of quotes and dashes: these a copy changes by itself."""
    return " ".join(text.translate(_SAME).split())


def _section(lines: Sequence[Line], at: int) -> Section | None:
    if not lines:
        return None
    return lines[min(at, len(lines) - 1)].section


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Give stretches that are equal and stretches that are not, deletions and insertions side by side as one."""
    from rapidfuzz.distance import Indel

    waiting: tuple[int, int, int, int] | None = None
    for one in Indel.opcodes(list(old), list(new)):
        if one.tag == "equal":
            if waiting:
                yield "replace", *waiting
            waiting = None
            yield "equal", one.src_start, one.src_end, one.dest_start, one.dest_end
        else:
            start = waiting[:1] + waiting[2:3] if waiting else (one.src_start, one.dest_start)
            waiting = (start[0], one.src_end, start[1], one.dest_end)
    if waiting:
        yield "replace", *waiting


def _words(lines: Sequence[Line]) -> list[_Word]:
    return [
        _Word(hit[0], plain(hit[0]), one.section, number)
        for number, one in enumerate(lines)
        for hit in _TOKEN.finditer(one.text)
    ]


def _in_words(
    old_lines: Sequence[Line], new_lines: Sequence[Line], old_here: Section | None, new_here: Section | None
) -> Iterator[Difference]:
    old, new = _words(old_lines), _words(new_lines)
    steps = _bridged(list(_opcodes([one.plain for one in old], [one.plain for one in new])))
    for tag, i, i_end, j, j_end in steps:
        if tag == "equal":
            continue
        before, after = old[i:i_end], new[j:j_end]
        section = before[0].section if before else (_at(old, i) or old_here or (after[0].section if after else None))
        to = after[0].section if after else (_at(new, j) or new_here)
        around = _around(new, j, j_end) if new else _around(old, i, i_end)
        if after and not before:
            section = to
        yield Difference(_joined(before), _joined(after), section, to, around)


def _at(words: Sequence[_Word], at: int) -> Section | None:
    return words[min(at, len(words) - 1)].section if words else None


def _bridged(steps: list[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """Join two differences that only a word or two parts."""
    kept: list[tuple[str, int, int, int, int]] = []
    for number, step in enumerate(steps):
        tag, i, i_end, _, j_end = step
        short = tag == "equal" and i_end - i <= _BRIDGE and 0 < number < len(steps) - 1
        if kept and kept[-1][0] == "replace" and (tag == "replace" or short):
            last = kept[-1]
            kept[-1] = ("replace", last[1], i_end, last[3], j_end)
        else:
            kept.append(step)
    return kept


def _joined(words: Sequence[_Word]) -> str:
    """Give the words as they stand, a line for each paragraph."""
    parts: list[list[str]] = []
    last = None
    for word in words:
        if word.line != last:
            parts.append([])
            last = word.line
        parts[-1].append(word.shown)
    return "\n".join(_spaced(part) for part in parts)


def _spaced(words: Sequence[str]) -> str:
    text = " ".join(words)
    return re.sub(r"\s+([.,;:!?%)\]])", r"\1", re.sub(r"([(\[£$])\s+", r"\1", text))


def _around(words: Sequence[_Word], start: int, end: int) -> str:
    return _spaced([one.shown for one in words[max(0, start - _CONTEXT) : end + _CONTEXT]])
