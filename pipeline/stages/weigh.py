"""Weigh each change: cosmetic, factual or substantive; in doubt substantive."""

from dataclasses import replace

from pipeline.domain.case import Change
from pipeline.domain.rules import Rules
from pipeline.domain.rules.changes import ChangeRules
from pipeline.domain.wording import (
    added_yearly,
    asks,
    changed_quantities,
    factual_sorts,
    only_spelling,
    removed_yearly,
    same_words,
)
from pipeline.domain.words import Operation, Section, Weight


def weigh(changes: tuple[Change, ...], rules: Rules) -> tuple[Change, ...]:
    """Give each change its weight and the reasons for it."""
    return tuple(_weighed(change, rules.changes) for change in changes)


def _weighed(change: Change, rules: ChangeRules) -> Change:
    weight, why = judge_weight(change, rules)
    return replace(change, weight=weight, why=(*change.why, *why))


def judge_weight(change: Change, rules: ChangeRules) -> tuple[Weight, tuple[str, ...]]:
    """Say how much *change* matters and why; the first reason that holds decides."""
    before, after = change.before, change.after
    where = _where(change.section)
    if change.operation is Operation.FORMAT:
        return Weight.COSMETIC, ("only the formatting changes",)
    if change.operation is Operation.COMMENT:
        return _comment(change, rules)
    moved = change.operation is Operation.MOVE
    if same_words(before, after):
        what = "words moved within one section" if moved else "only spacing, punctuation or case changes"
        return Weight.COSMETIC, (what,)
    if only_spelling(before, after, rules):
        return Weight.COSMETIC, ("only the spelling changes",)
    yearly = tuple(f"puts in {_article(sort)}, which needs updating every year" for sort in _yearly(change, rules))
    if change.section in rules.measured_sections:
        changed = changed_quantities(before, after, rules)
        if changed:
            sorts = dict.fromkeys(_sort(name) for name in changed)
            return Weight.SUBSTANTIVE, (*(f"{sort} changed {where}" for sort in sorts), *yearly)
    if change.section in rules.always_substantive:
        return Weight.SUBSTANTIVE, (f"the wording changed {where}", *yearly)
    gone = removed_yearly(before, after, rules)
    if gone:
        return Weight.FACTUAL, tuple(f"takes out {_article(sort)}" for sort in gone)
    facts = () if moved else factual_sorts(before, after, change.context, rules)
    if facts and change.section is not None:
        return Weight.FACTUAL, (*(f"{fact} changed {where}" for fact in facts), *yearly)
    return Weight.SUBSTANTIVE, (_what(change, where), *yearly)


def _yearly(change: Change, rules: ChangeRules) -> tuple[str, ...]:
    return added_yearly(change.before, change.after, rules)


def _comment(change: Change, rules: ChangeRules) -> tuple[Weight, tuple[str, ...]]:
    if asks(change.after, rules.asking_words):
        return Weight.SUBSTANTIVE, (f"a comment asks for a change {_where(change.section)}",)
    return Weight.COSMETIC, ("a comment that asks for no change",)


def _where(section: Section | None) -> str:
    if section is None:
        return "in a section that cannot be told"
    return "on the cover" if section is Section.COVER else f"in section {section}"


def _sort(name: str) -> str:
    """Numbers, units and frequencies are all quantities to the reader."""
    return "quantity" if name in ("number", "unit", "frequency") else name


def _article(sort: str) -> str:
    return f"an {sort}" if sort[0] in "aeiou" else f"a {sort}"


def _what(change: Change, where: str) -> str:
    verbs = {
        Operation.INSERT: "words added",
        Operation.DELETE: "words taken out",
        Operation.REPLACE: "words replaced",
        Operation.MOVE: "words moved between sections, changed",
        Operation.TABLE: "rows or cells changed",
    }
    return f"{verbs[change.operation]} {where}"
