"""Answers that are given by highlight or bold: written as a ticked box, so that every reader sees them as one."""

from dataclasses import replace

from pipeline.domain.documents import Paragraph, Run
from pipeline.domain.labels import bare, bare_set
from pipeline.domain.outcomes import outcomes_in
from pipeline.domain.rules.fields import FieldRules

CHECKED = "\N{BALLOT BOX WITH X}"
EMPTY = "\N{BALLOT BOX}"
_LONGEST_OPTION = 25  # words
_APART = 3  # paragraphs between two options of one list
_SIGNS = ("highlight", "bold", "underline")  # the surest first


def marked(paragraphs: tuple[Paragraph, ...], rules: FieldRules) -> tuple[Paragraph, ...]:
    """Give *paragraphs* with a ticked box before each answer or option that alone is highlighted, bold or underlined.

    Left as they are: lists that have boxes already, and lists in which all options look the same.
    """
    answered = [_yes_or_no(one, rules) for one in paragraphs]
    for group in _lists(answered, rules):
        chosen = _chosen([answered[at] for at in group])
        for at, is_chosen in zip(group, chosen, strict=True) if chosen else ():
            box = CHECKED if is_chosen else EMPTY
            answered[at] = replace(answered[at], runs=(Run(f"{box} "), *answered[at].runs))
    return tuple(answered)


def _yes_or_no(paragraph: Paragraph, rules: FieldRules) -> Paragraph:
    """Tick the one of "Yes / No" that stands out from the other."""
    words = bare(paragraph.text).split()
    if not {"yes", "no"} <= set(words) or not _is_question_of_yes(paragraph.text, rules):
        return paragraph
    runs = [run for run in paragraph.runs if run.in_new and bare(run.text) in ("yes", "no")]
    for sign in _SIGNS:
        out = [run for run in runs if getattr(run, sign)]
        if len(out) == 1 and len(runs) >= 2:
            ticked = [replace(run, text=f"{CHECKED} {run.text}") if run is out[0] else run for run in paragraph.runs]
            return replace(paragraph, runs=tuple(ticked))
    return paragraph


def _is_question_of_yes(text: str, rules: FieldRules) -> bool:
    """Whether a yes and a no stand side by side in *text*, no box among them."""
    if any(mark in text for mark in (*rules.empty_boxes, CHECKED)):
        return False
    said = f" {bare(text)} "
    return " yes no " in said or " no yes " in said


def _lists(paragraphs: list[Paragraph], rules: FieldRules) -> list[list[int]]:
    """Find the lists of options: paragraphs near each other that each speak of one outcome, of two or more in all."""
    groups: list[list[int]] = []
    last = -_APART - 1
    for at, one in enumerate(paragraphs):
        if not _is_option(one, rules):
            continue
        if at - last > _APART:
            groups.append([])
        groups[-1].append(at)
        last = at
    return [group for group in groups if len({_outcome(paragraphs[at], rules) for at in group}) > 1]


def _is_option(paragraph: Paragraph, rules: FieldRules) -> bool:
    text = paragraph.text
    boxed = any(mark in text for mark in (*rules.empty_boxes, *(one for one in rules.ticks if not one.isalpha())))
    if boxed or paragraph.heading or len(text.split()) > _LONGEST_OPTION or bare(text) in bare_set(rules.column_heads):
        return False
    return len(outcomes_in(text, rules)) == 1


def _outcome(paragraph: Paragraph, rules: FieldRules) -> str:
    return next(iter(outcomes_in(paragraph.text, rules)))


def _chosen(options: list[Paragraph]) -> list[bool]:
    """Say which options stand out; nothing where none does, or all do, or one does by half."""
    for sign in _SIGNS:
        shares = [_share(one, sign) for one in options]
        if any(share == 1 for share in shares) and all(share in (0, 1) for share in shares) and 0 in shares:
            return [share == 1 for share in shares]
    return []


def _share(paragraph: Paragraph, sign: str) -> float:
    letters = [(len(bare(run.text)), bool(getattr(run, sign))) for run in paragraph.runs if run.in_new]
    total = sum(count for count, _ in letters)
    return sum(count for count, has in letters if has) / total if total else 0.0
