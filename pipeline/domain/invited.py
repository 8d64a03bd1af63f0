"""Who was invited to the review, and whose report the form says was received."""

from collections.abc import Iterator

from pipeline.domain.documents import Recognised
from pipeline.domain.grids import Grid, layout
from pipeline.domain.labels import bare, bare_set
from pipeline.domain.rules.fields import FieldRules


def reports_received(document: Recognised, rules: FieldRules) -> tuple[str, ...]:
    """Give, for each row of the form's tables that says a report was received, who stands in it: name and role."""
    found: list[str] = []
    for part in layout(document.document.content.paragraphs):
        if isinstance(part, Grid):
            found.extend(_received(part, rules))
    return tuple(dict.fromkeys(found))


def _received(grid: Grid, rules: FieldRules) -> Iterator[str]:
    heads = bare_set(rules.received_labels)
    for at, row in enumerate(grid.rows):
        columns = [cell for cell, text in row.items() if bare(text) in heads]
        if len(columns) != 1 or len(row) < 2:
            continue
        for below in grid.rows[at + 1 :]:
            if _says_yes(below.get(columns[0], ""), rules):
                yield " ".join(text for cell, text in sorted(below.items()) if cell != columns[0] and text.strip())
        return


def _says_yes(text: str, rules: FieldRules) -> bool:
    """Whether a cell says yes: the word first, or a lone tick; "Yes / No" says neither."""
    words = bare(text).split()
    if {"yes", "no"} <= set(words):
        return False
    return (words[:1] and words[0] in bare_set(rules.yes)) or text.strip() in rules.ticks
