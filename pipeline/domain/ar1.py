"""Read the annual review form: its parts by their headings, what the school recommends and what is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.domain.case import AR1
from pipeline.domain.documents import Document, Recognised
from pipeline.domain.fields import Found, find_fields
from pipeline.domain.grids import Grid, Line, layout
from pipeline.domain.labels import bare, bare_set, is_empty, without_number
from pipeline.domain.outcome import answer, asks_for, chosen_texts, options, outcomes, recommendation
from pipeline.domain.rules.fields import FieldRules
from pipeline.domain.words import Recommendation

_PLACES = ("body", "textbox", "field")


@dataclass
class Part:
    """The lines of one part of the form as they stand under its heading."""

    section: str
    style: str = ""
    lines: list[str] = field(default_factory=list, repr=False)


def read_ar1(document: Recognised, rules: FieldRules) -> AR1:
    """Read the parts of the form; a part whose heading is absent or blank below it is empty text."""
    texts: dict[str, list[str]] = {}
    for part in parts(document.document, rules):
        texts.setdefault(part.section, []).extend(line for line in part.lines if _says(line, rules))
    joined = {section: "\n".join(lines) for section, lines in texts.items()}
    return AR1(
        document.path,
        discussion=joined.get("discussion", ""),
        actions=joined.get("actions", ""),
        progress=joined.get("progress", ""),
        difficulties=joined.get("difficulties", ""),
        parent_views=joined.get("parent_views", ""),
        child_views=joined.get("child_views", ""),
        pfa=joined.get("pfa", ""),
        recommendation_text=joined.get("recommendation", ""),
    )


def recommended(document: Document, rules: FieldRules) -> Recommendation | None:
    """Tell what the form recommends: `unclear` for two choices or none of those listed, None where nothing stands."""
    lines = recommendation_lines(document, rules)
    return recommendation(lines, _emphasised(document, lines), rules)


def recommendation_lines(document: Document, rules: FieldRules) -> tuple[str, ...]:
    """Give the lines under the heading Recommendation, or else the value of that label."""
    lines = [line for one in parts(document, rules) if one.section == "recommendation" for line in one.lines]
    if not any(outcomes(line, rules) for line in lines):
        lines.extend(one.rest for one in find_fields(document, rules) if one.name == "recommendation")
    return tuple(line for line in lines if not _prompts(line, rules))


def requests(document: Document, found: tuple[Found, ...], rules: FieldRules) -> frozenset[str]:
    """Name what is asked for (`placement_change`, ...): by its label, by a ticked box, or in the recommendation."""
    lines = recommendation_lines(document, rules)
    boxes = [
        one.text for part in layout(document.content.paragraphs) for one in options(_texts(part), rules) if one.ticked
    ]
    asked = set()
    for rule in rules.requests:
        answers = {answer(one.rest or one.value, rules) for one in found if one.name == rule.name}
        ticked = any(_short(text) and asks_for(text, rule.wordings, rules) for text in boxes)
        worded = any(asks_for(text, rule.wordings, rules) for text in chosen_texts(lines, rules))
        if True in answers or ticked or (worded and False not in answers):
            asked.add(rule.name)
    return frozenset(asked)


def _short(text: str) -> bool:
    return len(text.split()) <= 14


def _emphasised(document: Document, lines: tuple[str, ...]) -> str:
    """Give what is highlighted, or else what alone is bold, in the paragraphs that *lines* came from."""
    runs = [
        run
        for paragraph in document.content.paragraphs
        if any(paragraph.text.strip() and paragraph.text.strip() in line for line in lines)
        for run in paragraph.runs
        if run.in_new and not run.strike and run.text.strip()
    ]
    lit = [run.text for run in runs if run.highlight]
    bold = [run.text for run in runs if run.bold]
    return "\n".join(lit) if lit else "\n".join(bold) if len(bold) < len(runs) else ""


def parts(document: Document, rules: FieldRules) -> tuple[Part, ...]:
    """Divide the form into parts by the headings that are known; what stands before the first is left out."""
    found: list[Part] = []
    body = tuple(one for one in document.content.paragraphs if one.place in _PLACES)
    for piece in layout(body):
        for line in _rows(piece, rules) if isinstance(piece, Grid) else piece:
            _take(line, found, rules)
    return tuple(found)


def _take(line: Line, found: list[Part], rules: FieldRules) -> None:
    """Begin a part at a heading, else add *line* to the part that is open."""
    section, rest = _heading(line, rules)
    if section:
        found.append(Part(section, line.style))
        if rest:
            found[-1].lines.append(rest)
    elif found and line.heading and not _below(line.style, found[-1].style):
        found.append(Part("other", line.style))
    elif found and not line.heading:
        found[-1].lines.append(line.text)


def _below(style: str, above: str) -> bool:
    """Whether a heading of *style* stands under one of *above*, or where cannot be told."""
    level, over = style[-1:], above[-1:]
    return not (level.isdigit() and over.isdigit()) or level > over


def _heading(line: Line, rules: FieldRules) -> tuple[str, str]:
    """Tell the part that *line* begins and the text after its heading in the same line."""
    known = _headings(rules)
    text = line.text.strip()
    for whole in (text, without_number(text)):
        if bare(whole) in known and not whole.endswith((".", ",")) and (whole[:1].isupper() or line.heading):
            return known[bare(whole)], ""
        head, colon, rest = whole.partition("\t" if "\t" in whole else ":")
        if colon and rest.strip() and bare(head) in known and head[:1].isupper():
            return known[bare(head)], rest.strip()
    return "", ""


@lru_cache(maxsize=8)
def _headings(rules: FieldRules) -> dict[str, str]:
    known: dict[str, str] = {}
    for rule in rules.headings:
        for heading in rule.headings:
            known.setdefault(bare(heading), rule.section)
    return known


def _rows(grid: Grid, rules: FieldRules) -> Iterator[Line]:
    """Give a table as lines: a heading in a row's first cell stands alone, column heads are left out."""
    heads = bare_set(rules.column_heads)
    known = _headings(rules)
    for row, page in zip(grid.rows, grid.pages, strict=True):
        filled = [text for _, text in sorted(row.items()) if text.strip()]
        first = filled[0] if filled else ""
        begins = bool(first) and bare(without_number(first)) in known and first is next(iter(row.values()))
        if len(filled) > 1 and all(bare(text) in heads | set(known) for text in filled):
            continue
        if begins and (len(row) == 1 or len(filled) > 1 or bare(first) not in heads):
            yield Line(first, page, style="")
            filled = filled[1:]
        elif len(filled) == 1 and "\n" in first:  # one cell that holds heading and text
            yield from (Line(text, page) for text in first.split("\n") if text.strip())
            continue
        if filled:
            yield Line(" ".join(" ".join(text.split()) for text in filled), page)


def _says(line: str, rules: FieldRules) -> bool:
    """Whether *line* is more than a prompt, a placeholder, a column head or a number."""
    return not (is_empty(line, rules) or _prompts(line, rules) or _is_head(line, rules) or bare(line).isdigit())


def _is_head(line: str, rules: FieldRules) -> bool:
    return bare(line) in bare_set(rules.column_heads) or (line.strip().startswith("(") and not bare(line))


def _prompts(line: str, rules: FieldRules) -> bool:
    said = bare(line)
    return any(said == one or said.startswith(f"{one} ") for one in bare_set(rules.prompts))


def _texts(part: Grid | tuple[Line, ...]) -> list[str]:
    if isinstance(part, Grid):
        return [" ".join(text for _, text in sorted(row.items()) if text.strip()) for row in part.rows]
    return [line.text for line in part]


def fullest(forms: tuple[Recognised, ...], rules: FieldRules) -> dict[str, int]:
    """Count for each form, by path, how many of its parts are filled."""
    return {
        one.path: sum(bool(text) for text in vars(replace(read_ar1(one, rules), document=None)).values())
        for one in forms
    }
