"""Whether a text is a record of a safeguarding system: three families of signs, weighed together.

Never decided on the system's name alone: schools write "logged on CPOMS" in reports that may go on, and cut the name
off prints that may not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.domain.clues import comparable, found_in
from pipeline.domain.rules.forbidden import Family, ForbiddenRule, Structure

_DATE = r"[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2} [A-Za-z]{3,9} [0-9]{4}"
_DATED = re.compile(rf"(?:\A|\b)(?:{_DATE})")
_STARTS_DATED = re.compile(rf"\A\W*(?:[A-Za-z ]{{0,24}}[0-9]{{0,4}}\W+)?(?:{_DATE})")
_TIMED = re.compile(rf"(?:{_DATE})[ ,T]+(?:at )?[0-2]?[0-9][:.][0-5][0-9]")
_LONGEST_MARK_LINE = 12  # words; a system's own line is short, a sentence about it is long


@dataclass(frozen=True)
class Verdict:
    """What the detector says, the score that decided it, and the signs in plain words that quote nothing."""

    is_: Literal["record", "suspected", "mention", "clear"]
    score: float
    signs: tuple[str, ...] = ()


def judge(lines: Sequence[str], set_apart: Sequence[str], file_name: str, rule: ForbiddenRule) -> Verdict:
    """Judge the *lines* of a document; *set_apart* are its headings, headers, footers and title."""
    text = comparable("\n".join(lines))
    named = _system_named(lines, set_apart, file_name, rule)
    marks = _family(rule.marks, comparable(" ".join(_short(lines, set_apart))))
    words = _family(rule.vocabulary, text)
    built, how = _structure(lines, rule.structure)
    score = (rule.system_count if named else 0) + marks + words + built
    families = sum((named or marks > 0, words > 0, built > 0))
    signs = tuple(
        sign
        for sign, holds in (
            ("the name of a safeguarding system in a title, heading or file name", named),
            ("lines that such systems print", marks > 0),
            ("the vocabulary of safeguarding records", words > 0),
            (how, built > 0),
        )
        if holds
    )
    if families >= 2 and score >= rule.record:
        return Verdict("record", score, signs)
    if families >= 2 and score >= rule.suspected and (named or built > rule.structure.dated_count):
        return Verdict("suspected", score, signs)
    mentioned = found_in((*rule.systems, *rule.mention_words), text)
    return Verdict("mention" if mentioned else "clear", score, signs)


def _system_named(lines: Sequence[str], set_apart: Sequence[str], file_name: str, rule: ForbiddenRule) -> bool:
    """A system's name counts in a title, heading or file name, and in a line of its own; not in a sentence."""
    first = next((line for line in lines if line.strip()), "")
    alone = [line for line in lines if len(line.split()) <= 3]
    places = comparable(" | ".join((*(line for line in (*set_apart, first) if not _says(line)), *alone, file_name)))
    return bool(found_in(rule.systems, places)) or any(
        found_in(rule.systems, comparable(line.replace("/", " ").replace(".", " "))) for line in (file_name,)
    )


def _says(line: str) -> bool:
    """Whether a heading only speaks of the system: "Safeguarding: CPOMS checked, no concerns"."""
    words = comparable(line)
    return any(f" {word} " in f" {words} " for word in ("logged", "recorded", "see", "checked", "on cpoms", "no"))


def _short(lines: Sequence[str], set_apart: Sequence[str]) -> list[str]:
    return [cell for line in (*lines, *set_apart) for cell in _cells(line) if len(cell.split()) <= _LONGEST_MARK_LINE]


def _cells(line: str) -> list[str]:
    """Part a row into its cells, and a label from what stands after its colon."""
    return [part for cell in line.split(" | ") for part in (cell, cell.partition(":")[0])]


def _family(family: Family, text: str) -> float:
    return min(len(found_in(family.words, text)) * family.each, family.at_most)


def _structure(lines: Sequence[str], structure: Structure) -> tuple[float, str]:
    labels = " ".join(f" {comparable(cell)} " for line in lines for cell in _cells(line) if len(cell.split()) <= 5)
    columns = len(found_in(structure.columns, labels))
    dated = sum(1 for line in lines if _STARTS_DATED.match(line.strip()))
    timed = sum(len(_TIMED.findall(line)) for line in lines)
    score, signs = 0.0, []
    if columns >= structure.columns_needed:
        score += structure.columns_count
        signs.append("columns of an incident record")
    if dated >= structure.dated_entries:
        score += structure.dated_count
        signs.append("dated entries one after another")
    if timed >= structure.timed_entries:
        score += structure.timed_count
        signs.append("entries timed to the minute")
    return score, " and ".join(signs)
