"""Read the annual review form: what stands under its headings, what the school recommends and asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pipeline.domain.answers import is_tick, read_answer
from pipeline.domain.case import AR1, FormFact
from pipeline.domain.documents import Recognised
from pipeline.domain.fields import Found, blank_answers, find_fields
from pipeline.domain.grids import Grid, Line, layout
from pipeline.domain.invited import attendees, key_actions, signatures
from pipeline.domain.labels import bare, bare_set, clean, without_number
from pipeline.domain.outcomes import asks_for, outcomes_in
from pipeline.domain.rules.fields import FieldRules
from pipeline.domain.words import Recommendation

_LONGEST_HEADING = 12  # words
_LEVEL = re.compile(r"(\d)\s*\Z")
_LONGEST_QUOTE = 400  # characters
_CROSSES = {"X", "x", "[x]", "[X]", "(x)", "(X)"}


@dataclass(frozen=True)
class Requests:
    """What the school recommends and asks for; the recommendation is None where the form says nothing of one."""

    recommendation: Recommendation | None = None
    placement_change: bool = False
    funding_change: bool = False
    personal_budget: bool = False
    reassessment: bool = False
    facts: tuple[FormFact, ...] = field(default=(), repr=False)
    unclear: tuple[FormFact, ...] = field(default=(), repr=False)  # questions with two answers, or with none


@dataclass
class _Part:
    """What stands under one heading: lines, each row of a table as one line."""

    section: str
    level: int
    label: str = ""
    page: int | None = None
    lines: list[str] = field(default_factory=list, repr=False)


def read_ar1(document: Recognised, rules: FieldRules) -> AR1:
    """Read the parts of the form; a part that is absent, blank or holds only prompts is empty text."""
    texts: dict[str, list[str]] = {}
    facts: list[FormFact] = []
    for part in _parts(document, rules):
        filled = [line for line in part.lines if _is_filled(line, rules)]
        texts.setdefault(part.section, []).extend(filled)
        if part.section not in ("", "other", "recommendation") and filled:
            whole = "\n".join(filled)
            facts.append(FormFact(part.section, whole, document.path, part.page, part.label, _quote(whole)))
    kept: dict[str, Any] = {name: "\n".join(texts.get(name, ())) for name in AR1.__dataclass_fields__}
    listed = {
        "document": document.path,
        "recommendation_text": "\n".join(texts.get("recommendation", ())),
        "facts": tuple(facts),
        "unclear": (),
        "attendees": attendees(document, rules),
        "key_actions": key_actions(document, kept["actions"], rules),
        "signatures": signatures(document, rules),
    }
    return AR1(**{**kept, **listed})


def field_facts(path: str, found: tuple[Found, ...]) -> tuple[FormFact, ...]:
    """Give the filled fields of the form at *path* as facts with their place."""
    return tuple(
        FormFact(one.name, one.value, path, one.page, one.label, _quote(one.rest or one.value)) for one in found
    )


def _quote(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}\N{HORIZONTAL ELLIPSIS}"


def read_requests(document: Recognised, rules: FieldRules) -> Requests:
    """Read the recommendation and the requests, by tick boxes, by what is not struck out, or in words."""
    parts = [part for part in _parts(document, rules) if part.section == "recommendation"]
    lines = [line for part in parts for line in part.lines]
    found = find_fields(document.document, rules)
    lines += [one.rest or one.value for one in found if one.name == "recommendation"]
    chosen, recommendation = _recommended(lines, rules)
    words = " ".join(bare(line) for line in chosen)
    asked = {rule.name: asks_for(words, rule.wordings, rules) for rule in rules.requests}
    unclear: list[Found] = list(blank_answers(document.document, rules))
    for name in asked:
        of_name = [one for one in found if one.name == name]
        answers = [answer for one in of_name if (answer := read_answer(one, rules)) is not None]
        unclear = [one for one in unclear if one.name != name or not (answers or of_name)]
        unclear += [] if answers else of_name
        asked[name] = any(answers) if answers else asked[name]
    return Requests(
        recommendation,
        asked.get("placement_change", False),
        asked.get("funding_change", False),
        asked.get("personal_budget", False),
        asked.get("reassessment", False),
        _recommendation_fact(document.path, parts, chosen, recommendation),
        field_facts(document.path, tuple(unclear)),
    )


def _recommendation_fact(
    path: str, parts: list[_Part], chosen: list[str], recommendation: Recommendation | None
) -> tuple[FormFact, ...]:
    if recommendation is None or not parts:
        return ()
    quote = _quote("; ".join(chosen or [line for part in parts for line in part.lines]))
    return (FormFact("recommendation", recommendation, path, parts[0].page, parts[0].label, quote),)


# --- parts ----------------------------------------------------------------------------------------------------


def _parts(document: Recognised, rules: FieldRules) -> Iterator[_Part]:
    part = _Part("", 0)
    for piece in layout(document.document.content.paragraphs):
        steps = _rows(piece, rules) if isinstance(piece, Grid) else _lines(piece)
        for text, level, alone, page in steps:
            section, rest = _heading(text, alone, rules)
            if section is not None:
                yield part
                part = _Part(section, level or part.level, " ".join(text.split())[:120], page)
                part.lines += [rest] if rest else []
            elif level and part.level and level <= part.level:
                yield part
                part = _Part("other", level, text, page)
            elif not level:
                part.lines.append(text)
    yield part


_Step = tuple[str, int, bool, int | None]  # text, level of its heading style (0 for none), may be a heading, page


def _lines(lines: tuple[Line, ...]) -> Iterator[_Step]:
    """Give each line with the level of its heading style."""
    for line in lines:
        found = _LEVEL.search(line.style) if line.heading else None
        yield line.text, (int(found[1]) if found else 1) if line.heading else 0, True, line.page


def _rows(grid: Grid, rules: FieldRules) -> Iterator[_Step]:
    """Give each row as a line; where its first cell is a heading, what stands beside it is under that heading."""
    for row, page in zip(grid.rows, grid.pages, strict=True):
        cells = [row[at] for at in sorted(row) if row[at].strip()]
        if not cells or (all(bare(cell) in bare_set(rules.column_heads) for cell in cells) and len(cells) > 1):
            continue
        if len(cells) > 1 and _section(cells[0], rules):
            yield cells[0], 0, True, page
            cells = cells[1:]
            yield " | ".join(cells), 0, False, page
            continue
        if len(cells) == 1:
            yield from ((line, 0, True, page) for line in cells[0].split("\n") if line.strip())
            continue
        yield " | ".join(cells), 0, False, page


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
    meant = [(line, ticked, outcomes) for line, ticked in options if (outcomes := outcomes_in(line, rules))]
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
    if any(cell in rules.ticks for cell in cells) or any(mark in line for mark in rules.ticks if is_tick(mark)):
        return True
    words = line.split()
    if len(words) > 1 and {words[0], words[-1]} & _CROSSES:
        return True
    return False if any(box in line for box in rules.empty_boxes) else None
