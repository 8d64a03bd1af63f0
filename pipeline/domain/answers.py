"""Read a Yes or No as forms give it: ticked, struck out, circled by highlight, or in words."""

import re

from pipeline.domain.choices import CHECKED, EMPTY
from pipeline.domain.fields import Found
from pipeline.domain.labels import bare, bare_set
from pipeline.domain.rules.fields import FieldRules

_YES, _NO = "yes", "no"


def read_answer(found: Found, rules: FieldRules) -> bool | None:
    """Read the ticked answer, the one not struck out, or the first word; None where it is both, neither or unsure."""
    text = _even(found.rest or found.value, rules)
    if CHECKED in text:
        return _ticked(text)
    words = bare(text).split()
    if EMPTY in text or not words:
        return None
    if len({word for word in words[:3] if word in (_YES, _NO)}) == 2:
        return None
    if words[0] in bare_set(rules.yes):
        return True
    if words[0] in bare_set(rules.no) or bare(text) in bare_set(rules.no):
        return False
    return not any(f" {bare(one)} " in f" {bare(text)} " for one in rules.negations)


def is_tick(character: str) -> bool:
    """Whether the character is a tick wherever it stands; ü and Ö are letters inside words."""
    return not character.isalpha()


def _ticked(text: str) -> bool | None:
    """Tell whose box is ticked: the box stands before its answer where the line begins with one, else after it."""
    begins = text.lstrip(" |").startswith((CHECKED, EMPTY))
    before = re.findall(rf"{CHECKED}\s*(yes|no)\b", text)
    after = re.findall(rf"\b(yes|no)\s*{CHECKED}", text)
    hits = (before or after) if begins else (after or before)
    if len(set(hits)) == 2:
        return None
    return hits[0] == _YES if hits else True


def _even(text: str, rules: FieldRules) -> str:
    """Write every tick and every empty box the same way; a lone mark in a cell is a tick."""
    kept = f" {text.casefold()} "
    for mark in rules.ticks:
        if is_tick(mark):
            kept = kept.replace(mark.casefold(), CHECKED)
        else:
            kept = kept.replace(f" {mark.casefold()} ", f" {CHECKED} ") if mark.casefold() not in ("y",) else kept
    for box in rules.empty_boxes:
        kept = kept.replace(box, EMPTY)
    return kept
