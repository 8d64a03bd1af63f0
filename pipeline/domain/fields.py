"""Find labelled values in a document: in table cells, in lines such as "Label: value", and in lines without a colon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.domain.dates import find_dates
from pipeline.domain.documents import Document, Paragraph
from pipeline.domain.grids import Grid, Line, layout
from pipeline.domain.labels import ADULT, WORD, Label, bare, bare_set, clean, label_of, labels
from pipeline.domain.rules.fields import FieldRules

PERSONAL = ("name", "surname", "forenames", "known_as", "dob", "upn")
_DATES = ("dob", "meeting_date", "planned_meeting", "previous_review", "first_plan", "current_plan")
_ANSWERS = ("in_care", "placement_change", "funding_change", "personal_budget", "reassessment")
_YEARS = ("nc_year", "taught_year", "chronological_year")
UPN = re.compile(r"\b[A-Z][0-9]{11}[0-9A-Z]\b")
_YEAR = re.compile(r"\A(?:(?:year|yr?)\s*)?\d{1,2}\b|\Areception\b", re.I)
_NEAR = 2  # lines or rows between a general label and a label of an adult


@dataclass(frozen=True)
class Found:
    """A value with the label as it stands in the document; `rest` is all that follows the label in its row."""

    name: str
    label: str
    value: str = field(repr=False)
    page: int | None
    rest: str = field(default="", repr=False)
    general: bool = False


def find_fields(document: Document, rules: FieldRules) -> tuple[Found, ...]:
    """Find the filled fields of *document* in reading order; what stands among labels of adults is no child's."""
    named = _without_adults(_spots(document, rules))
    extra = [Found(one.name, one.label, value, None, value) for one, value in _form_fields(document, rules)]
    return (*named, *extra)


def blank_answers(document: Document, rules: FieldRules) -> tuple[Found, ...]:
    """Find the questions with a yes or a no beside which nothing stands."""
    spots = _spots(document, rules)
    return tuple(one for _, one in spots if one.name in _ANSWERS and one.name != "in_care" and not one.value)


def _spots(document: Document, rules: FieldRules) -> list[tuple[int, Found]]:
    """Find every field with the place it stands at, counted in lines and rows."""
    spots: list[tuple[int, Found]] = []
    adult_part = False
    for number, part in enumerate(layout(document.content.paragraphs)):
        heading = _heading(part, rules)
        if heading is not None:
            adult_part = heading
        found = _in_grid(part, rules) if isinstance(part, Grid) else _in_lines(part, rules)
        kept = [one for one in found if not (adult_part and one[1].name in PERSONAL)]
        spots.extend((number * 100_000 + at, one) for at, one in kept)
    return spots


def _heading(part: "Grid | tuple[Line, ...]", rules: FieldRules) -> bool | None:
    """Tell whether the last heading of *part* begins a part about an adult; None where it has no heading."""
    heads = [part.title] if isinstance(part, Grid) else [line.text for line in part if line.heading]
    heads = [head for head in heads if head]
    return bare(heads[-1]) in bare_set(rules.adult_labels) if heads else None


def _without_adults(spots: list[tuple[int, Found]]) -> tuple[Found, ...]:
    adults = [at for at, one in spots if one.name == ADULT]
    kept = []
    for at, one in spots:
        near = one.general and any(abs(at - adult) <= _NEAR for adult in adults)
        if one.name != ADULT and one.value and not near:
            kept.append(one)
    return tuple(kept)


def _form_fields(document: Document, rules: FieldRules) -> Iterator[tuple[Found, str]]:
    for name, text in document.content.fields.items():
        label, value = label_of(name.replace("_", " "), rules), clean(text, rules)
        if label is not None and label.name != ADULT and value and not label.general:
            yield Found(label.name, name, value, None), value


# --- tables -------------------------------------------------------------------------------------------------------


def _in_grid(grid: Grid, rules: FieldRules) -> list[tuple[int, Found]]:
    found: list[tuple[int, Found]] = []
    heads = _column_heads(grid, rules)
    crowd = any(label.name == ADULT for label in heads.values())
    for at, row in enumerate(grid.rows):
        if heads and at == grid.head_row:
            continue
        if heads and at > grid.head_row:
            if at == grid.head_row + 1 and not crowd:
                found.extend((at, one) for one in _below(grid, at, heads, rules))
            continue
        found.extend((at, one) for one in _in_row(grid, row, rules))
    return found


def _column_heads(grid: Grid, rules: FieldRules) -> dict[int, Label]:
    """Give the labels of a row of column heads: at least two cells, each of them a label."""
    for at, row in enumerate(grid.rows):
        filled = {cell: text for cell, text in row.items() if text.strip()}
        found = {cell: label for cell, text in filled.items() if (label := label_of(text, rules))}
        crowd = any(label.name == ADULT for label in found.values())
        enough = len(filled) >= 2 and (len(found) == len(filled) or (crowd and len(found) >= 2 and len(filled) >= 3))
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else {}
        if enough and _answered(below, filled, rules):
            grid.head_row = at
            return found
    return {}


def _answered(below: dict[int, str], heads: dict[int, str], rules: FieldRules) -> bool:
    """Whether the row below holds values and no label of its own."""
    return any(below.get(cell, "").strip() for cell in heads) and not any(label_of(t, rules) for t in below.values())


def _below(grid: Grid, at: int, heads: dict[int, Label], rules: FieldRules) -> Iterator[Found]:
    for cell, label in heads.items():
        text = grid.rows[at].get(cell, "")
        value = clean(text, rules)
        if value and label.name != ADULT and fits(label, value, rules):
            yield Found(label.name, _seen(grid.rows[grid.head_row][cell]), value, grid.page(at), text, label.general)


def _in_row(grid: Grid, row: dict[int, str], rules: FieldRules) -> Iterator[Found]:
    cells = sorted(row)
    page = grid.page_of(row)
    known = {cell: label_of(row[cell], rules) for cell in cells}
    for index, cell in enumerate(cells):
        label = known[cell]
        if label is None:
            lines = [Line(text, page) for text in row[cell].split("\n")]
            yield from (one for _, one in _in_lines(tuple(lines), rules))
            continue
        until = next((at for at in cells[index + 1 :] if known[at] is not None), None)
        rest = [row[at] for at in cells[index + 1 :] if until is None or at < until]
        value = clean(next((text for text in rest if text.strip()), ""), rules)
        general = label.general or (label.name in PERSONAL and _beside_adult(known))
        joined = " ".join(_answer_cell(grid, row, at) for at in cells[index + 1 :] if until is None or at < until)
        yield Found(label.name, _seen(row[cell]), value, page, joined, general)


def _answer_cell(grid: Grid, row: dict[int, str], cell: int) -> str:
    """Give the text of *cell*; a lone mark under a column head Yes or No is that answer."""
    head = bare(grid.rows[0].get(cell, ""))
    text = row[cell].strip()
    return (
        f"{text} {head}" if head in ("yes", "no") and 0 < len(text) <= 3 and bare(text) not in ("yes", "no") else text
    )


def _beside_adult(known: dict[int, Label | None]) -> bool:
    return any(label is not None and label.name == ADULT for label in known.values())


def _seen(text: str) -> str:
    return " ".join(text.split()).rstrip(" :?")


# --- lines --------------------------------------------------------------------------------------------------------


def _in_lines(lines: tuple[Line, ...], rules: FieldRules) -> list[tuple[int, Found]]:
    found: list[tuple[int, Found]] = []
    taken = -1
    for at, line in enumerate(lines):
        if at == taken or len(line.text) > 400:
            continue
        label = label_of(line.text, rules)
        if label is None:
            found.extend((at, one) for one in in_line(line, rules))
            continue
        follower = lines[at + 1] if at + 1 < len(lines) else None
        value = _value_below(label, line, follower, rules)
        taken = at + 1 if value else taken
        found.append((at, Found(label.name, _seen(line.text), value, line.page, value, label.general)))
    return found


def _value_below(label: Label, line: Line, follower: Line | None, rules: FieldRules) -> str:
    if follower is None or line.heading or follower.heading or label_of(follower.text, rules):
        return ""
    value = clean(follower.text, rules)
    return value if value and fits(label, value, rules) and not in_line(follower, rules) else ""


def in_line(line: Line, rules: FieldRules) -> list[Found]:
    """Find the labels that stand in one line with their values, such as "Name: A Smith   DOB: 04/05/2013"."""
    text = line.text
    words = [(bare(match[0]), match.start(), match.end()) for match in WORD.finditer(text)]
    hits: list[tuple[Label, int, int, bool]] = []
    index = 0
    while index < len(words):
        hit = _label_at(text, words, index, bool(hits), rules)
        if hit is None:
            index += 1
            continue
        hits.append(hit[0])
        index += hit[1]
    found = []
    for number, (label, start, end, colon) in enumerate(hits):
        until = hits[number + 1][1] if number + 1 < len(hits) else len(text)
        rest = re.sub(r"\A\s*(?:\([^)]*\))?\s*[:?\-\N{EN DASH}]*", "", text[end:until], count=1)
        value = clean(rest, rules)
        if label.name == ADULT or (value and (colon or fits(label, value, rules))):
            found.append(Found(label.name, text[start:end], value, line.page, rest.strip(), label.general))
    return found


_AFTER = re.compile(r"\s*(?:\([^)]{0,60}\))?\s*(?:[:?]|\s[\-\N{EN DASH}]\s)")


def _label_at(
    text: str, words: list[tuple[str, int, int]], index: int, begun: bool, rules: FieldRules
) -> tuple[tuple[Label, int, int, bool], int] | None:
    """Find the longest label that begins at word *index*: it ends the value before it, or stands first in the line."""
    start = words[index][1]
    apart = start == 0 or not text[:start].strip() or bool(re.search(r"(?:\s{2,}|\t|[|;,/])\s*\Z", text[:start]))
    following = " ".join(word for word, _, _ in words[index : index + 14]).split()
    for label in labels(rules):
        size = len(label.words)
        if tuple(following[:size]) != label.words:
            continue
        count = _count(words, index, size)
        if not count:
            continue
        end = words[index + count - 1][2]
        colon = bool(_AFTER.match(text[end:]))
        sure = size >= 2 or label.name in ("dob", "upn")
        if (colon and (apart or (begun and not label.general))) or (
            sure and not label.general and (index == 0 or begun)
        ):
            return (label, start, end, colon), count
    return None


def _count(words: list[tuple[str, int, int]], index: int, size: int) -> int:
    """Give how many printed words make up *size* words of a label; 0 where a printed word is cut."""
    made = 0
    for count, (word, _, _) in enumerate(words[index:], 1):
        made += len(word.split())
        if made >= size:
            return count if made == size else 0
    return 0


def fits(label: Label, value: str, rules: FieldRules) -> bool:
    """Whether *value*, which no colon and no cell marks as one, is of the sort that *label* asks for."""
    if label.name in _DATES:
        dates = find_dates(value)
        return bool(dates) and dates[0][1] <= 14 and len(value) <= 60
    if label.name in ("name", "surname", "forenames", "known_as"):
        return is_name(value, rules)
    if label.name == "upn":
        return bool(UPN.match(value.upper()))
    if label.name == "nhs_number":
        return is_nhs_number(value)
    if label.name in _YEARS:
        return bool(_YEAR.match(value)) and len(value) <= 30
    if label.name in _ANSWERS:
        return (bare(value).split() or [""])[0] in bare_set((*rules.yes, *rules.no)) or any(
            box in value for box in (*rules.empty_boxes, "☒", "☑")
        )
    return label.name == "school" and len(label.words) >= 2 and len(value) <= 80 and not value.endswith(".")


def is_name(value: str, rules: FieldRules) -> bool:
    """Whether *value* reads as the name of a person: one to six words, none that no name holds, no title."""
    words = bare(value).split()
    if not 1 <= len(words) <= 6 or any(any(one.isdigit() for one in word) for word in words):
        return False
    if words[0] in bare_set(rules.titles) or set(words) & bare_set(rules.not_names):
        return False
    return value[:1].isupper() or value.islower()


def is_nhs_number(text: str) -> bool:
    """Whether *text* is an NHS number: ten digits whose last is the check digit, modulus 11.

    Source: NHS Data Dictionary, NHS Number.
    """
    digits = [int(one) for one in text if one.isdigit()]
    if len(digits) != 10 or any(one.isalpha() for one in text):
        return False
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[9] == (0 if rest == 11 else rest)


def child_only(found: tuple[Found, ...], rules: FieldRules) -> tuple[Found, ...]:
    """Give *found* without names that are no names, each name cut before a bracket or a number."""
    kept = []
    for one in found:
        if one.name in ("name", "surname", "forenames", "known_as"):
            value = re.split(r"[(\d]|\s/\s|\bDOB\b|\bD\.O\.B", one.value)[0].strip(" ,;-")
            if not value or not is_name(value, rules):
                continue
            one = replace(one, value=value)
        kept.append(one)
    return tuple(kept)


def value_of(found: tuple[Found, ...], name: str) -> Found | None:
    """Give the first value of the field *name*; a general label counts only where no other gives it."""
    of_name = [one for one in found if one.name == name]
    return next((one for one in of_name if not one.general), of_name[0] if of_name else None)


def plain_lines(paragraph: Paragraph) -> list[str]:
    """Give the lines of a paragraph that soft breaks divide."""
    return [text for text in paragraph.text.split("\n") if text.strip()]
