"""Read the annual review form: what stands under its headings, what the school recommends and asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pipeline.domain.case import AR1
from pipeline.domain.documents import Recognised
from pipeline.domain.fields import Found, find_fields
from pipeline.domain.grids import Grid, Line, layout
from pipeline.domain.invited import reports_received
from pipeline.domain.labels import bare, bare_set, clean, without_number
from pipeline.domain.rules.fields import FieldRules
from pipeline.domain.words import Recommendation

_LONGEST_HEADING = 12  # words
_LEVEL = re.compile(r"(\d)\s*\Z")
_YES, _NO = "yes", "no"
_CHECKED = "\N{BALLOT BOX WITH X}"
_EMPTY = "\N{BALLOT BOX}"
_CROSSES = {"X", "x", "[x]", "[X]", "(x)", "(X)"}
_NEAR_NEGATION = 3  # words between "not" and what it denies


@dataclass(frozen=True)
class Requests:
    """What the school recommends and asks for; the recommendation is None where the form says nothing of one."""

    recommendation: Recommendation | None = None
    placement_change: bool = False
    funding_change: bool = False
    personal_budget: bool = False


@dataclass
class _Part:
    """What stands under one heading: lines, each row of a table as one line."""

    section: str
    level: int
    lines: list[str] = field(default_factory=list, repr=False)


def read_ar1(document: Recognised, rules: FieldRules) -> AR1:
    """Read the parts of the form; a part that is absent, blank or holds only prompts is empty text."""
    texts: dict[str, list[str]] = {}
    for part in _parts(document, rules):
        texts.setdefault(part.section, []).extend(line for line in part.lines if _is_filled(line, rules))
    kept: dict[str, Any] = {name: "\n".join(texts.get(name, ())) for name in AR1.__dataclass_fields__}
    kept["recommendation_text"] = "\n".join(texts.get("recommendation", ()))
    known = {"document": document.path, "reports_received": reports_received(document, rules)}
    return AR1(**{**kept, **known})


def read_requests(document: Recognised, rules: FieldRules) -> Requests:
    """Read the recommendation and the requests, by tick boxes, by what is not struck out, or in words."""
    lines = [line for part in _parts(document, rules) if part.section == "recommendation" for line in part.lines]
    found = find_fields(document.document, rules)
    lines += [one.rest or one.value for one in found if one.name == "recommendation"]
    chosen, recommendation = _recommended(lines, rules)
    words = " ".join(bare(line) for line in chosen)
    asked = {rule.name: _says(words, rule.wordings, rules) for rule in rules.requests}
    for name in asked:
        answers = [answer for one in found if one.name == name and (answer := _answer(one, rules)) is not None]
        asked[name] = any(answers) if answers else asked[name]
    return Requests(
        recommendation,
        asked.get("placement_change", False),
        asked.get("funding_change", False),
        asked.get("personal_budget", False),
    )


# --- parts ----------------------------------------------------------------------------------------------------


def _parts(document: Recognised, rules: FieldRules) -> Iterator[_Part]:
    part = _Part("", 0)
    for piece in layout(document.document.content.paragraphs):
        steps = _rows(piece, rules) if isinstance(piece, Grid) else _lines(piece)
        for text, level, alone in steps:
            section, rest = _heading(text, alone, rules)
            if section is not None:
                yield part
                part = _Part(section, level or part.level)
                part.lines += [rest] if rest else []
            elif level and part.level and level <= part.level:
                yield part
                part = _Part("other", level)
            elif not level:
                part.lines.append(text)
    yield part


def _lines(lines: tuple[Line, ...]) -> Iterator[tuple[str, int, bool]]:
    """Give each line with the level of its heading style, 0 for none."""
    for line in lines:
        found = _LEVEL.search(line.style) if line.heading else None
        yield line.text, (int(found[1]) if found else 1) if line.heading else 0, True


def _rows(grid: Grid, rules: FieldRules) -> Iterator[tuple[str, int, bool]]:
    """Give each row as a line; where its first cell is a heading, what stands beside it is under that heading."""
    for row in grid.rows:
        cells = [row[at] for at in sorted(row) if row[at].strip()]
        if not cells or (all(bare(cell) in bare_set(rules.column_heads) for cell in cells) and len(cells) > 1):
            continue
        if len(cells) > 1 and _section(cells[0], rules):
            yield cells[0], 0, True
            cells = cells[1:]
            yield " | ".join(cells), 0, False
            continue
        if len(cells) == 1:
            yield from ((line, 0, True) for line in cells[0].split("\n") if line.strip())
            continue
        yield " | ".join(cells), 0, False


def _heading(text: str, alone: bool, rules: FieldRules) -> tuple[str | None, str]:
    """Tell which part *text* begins, with what stands after a colon in the same line."""
    if not alone:
        return None, ""
    section = _section(text, rules)
    if section:
        return section, ""
    before, colon, after = text.partition(":")
    section = _section(before, rules) if colon else None
    return (section, after.strip()) if section else (None, "")


def _section(text: str, rules: FieldRules) -> str | None:
    if len(text.split()) > _LONGEST_HEADING:
        return None
    known = _headings(rules)
    return known.get(bare(text)) or known.get(bare(without_number(text)))


@lru_cache(maxsize=8)
def _headings(rules: FieldRules) -> dict[str, str]:
    found: dict[str, str] = {}
    for rule in rules.headings:
        for heading in rule.headings:
            found.setdefault(bare(heading), rule.section)
    return found


def _is_filled(line: str, rules: FieldRules) -> bool:
    """Whether *line* says something: no prompt, no placeholder, no row of empty cells."""
    said = bare(line)
    if any(said.startswith(bare(prompt)) for prompt in rules.prompts) or not clean(line, rules):
        return False
    cells = [cell for cell in line.split(" | ") if clean(cell, rules)]
    return any(bare(cell) not in bare_set(rules.column_heads) for cell in cells)


# --- recommendation -------------------------------------------------------------------------------------------


def _recommended(lines: list[str], rules: FieldRules) -> tuple[list[str], Recommendation | None]:
    """Give the lines that were chosen and the one outcome they recommend; two or none of several is unclear."""
    options = [(line, _box(line, rules)) for part in lines for line in part.split("\n") if line.strip()]
    meant = [(line, ticked, outcomes) for line, ticked in options if (outcomes := _outcomes(line, rules))]
    ticked = [line for line, box in options if box is True]
    if ticked:
        found = {one for line, box, outcomes in meant if box is True for one in outcomes}
        return ticked, _only(found)
    if any(box is False for _, box, _ in meant):
        return [], Recommendation.UNCLEAR
    found = {one for _, _, outcomes in meant for one in outcomes}
    return [line for line, _ in options], _only(found)


def _only(found: set[Recommendation]) -> Recommendation | None:
    if len(found) > 1:
        return Recommendation.UNCLEAR
    return found.pop() if found else None


def _box(line: str, rules: FieldRules) -> bool | None:
    """Say whether the line's box is ticked or empty; None where it has none. A letter alone in a cell is a tick."""
    cells = [cell.strip() for cell in line.split(" | ")]
    if any(cell in rules.ticks for cell in cells) or any(mark in line for mark in rules.ticks if _is_mark(mark)):
        return True
    words = line.split()
    if len(words) > 1 and {words[0], words[-1]} & _CROSSES:
        return True
    return False if any(box in line for box in rules.empty_boxes) else None


def _is_mark(character: str) -> bool:
    """Whether the character is a tick wherever it stands; ü and Ö are letters inside words."""
    return not character.isalpha()


def _outcomes(line: str, rules: FieldRules) -> set[Recommendation]:
    """Give every outcome that *line* speaks of, each wording once and the longest first; what is denied is left out."""
    text = f" {bare(line)} "
    pattern, outcomes = _wordings(rules)
    found: set[Recommendation] = set()
    end = 0
    for hit in pattern.finditer(text):
        if not _denied(text[end : hit.start()], rules):
            found.add(outcomes[hit[1]])
        end = hit.end()
    return found


@lru_cache(maxsize=8)
def _wordings(rules: FieldRules) -> tuple[re.Pattern[str], dict[str, Recommendation]]:
    """Give one pattern of every wording, so that "cease to maintain the plan" is not also read as maintaining it."""
    outcomes: dict[str, Recommendation] = {}
    for rule in rules.outcomes:
        for wording in rule.wordings:
            outcomes.setdefault(bare(wording), rule.outcome)
    longest = sorted(outcomes, key=len, reverse=True)
    return re.compile(rf"(?<= )({'|'.join(map(re.escape, longest))})(?= )"), outcomes


def _says(text: str, wordings: tuple[str, ...], rules: FieldRules) -> bool:
    padded = f" {text} "
    for wording in wordings:
        at = padded.find(f" {bare(wording)} ")
        if at >= 0 and not _denied(padded[: at + 1], rules):
            return True
    return False


def _denied(before: str, rules: FieldRules) -> bool:
    """Whether a negation stands shortly before."""
    near = " ".join(before.split()[-_NEAR_NEGATION:])
    return any(f" {bare(one)} " in f" {near} " for one in rules.negations)


# --- answers --------------------------------------------------------------------------------------------------


def _answer(found: Found, rules: FieldRules) -> bool | None:
    """Read a Yes or No: the ticked one, the one not struck out, or the first word; None where it cannot be told."""
    text = _even(found.rest or found.value, rules)
    if _CHECKED in text:
        before = re.search(rf"{_CHECKED}\s*(yes|no)\b", text)
        after = re.search(rf"\b(yes|no)\s*{_CHECKED}", text)
        begins = text.lstrip(" |").startswith((_CHECKED, _EMPTY))
        hit = (before or after) if begins else (after or before)
        return hit[1] == _YES if hit else True
    if _EMPTY in text:
        return None
    words = bare(text).split()
    if not words:
        return None
    said = {word for word in words[:3] if word in (_YES, _NO)}
    if len(said) == 2:
        return None
    if words[0] in bare_set(rules.yes):
        return True
    if words[0] in bare_set(rules.no) or bare(text) in bare_set(rules.no):
        return False
    return not any(f" {bare(one)} " in f" {bare(text)} " for one in rules.negations)


def _even(text: str, rules: FieldRules) -> str:
    """Write every tick and every empty box the same way; a lone mark in a cell is a tick."""
    kept = f" {text.casefold()} "
    for mark in rules.ticks:
        if _is_mark(mark):
            kept = kept.replace(mark.casefold(), _CHECKED)
        else:
            kept = kept.replace(f" {mark.casefold()} ", f" {_CHECKED} ") if mark.casefold() not in ("y",) else kept
    for box in rules.empty_boxes:
        kept = kept.replace(box, _EMPTY)
    return kept
