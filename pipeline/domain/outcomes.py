"""Which outcome of the review a line of words speaks of."""

import re
from functools import lru_cache

from pipeline.domain.labels import bare
from pipeline.domain.rules.fields import FieldRules
from pipeline.domain.words import Recommendation

_NEAR_NEGATION = 3  # words between "not" and what it denies


def outcomes_in(line: str, rules: FieldRules) -> set[Recommendation]:
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


def asks_for(text: str, wordings: tuple[str, ...], rules: FieldRules) -> bool:
    """Whether *text*, in bare words, holds one of *wordings* that no negation denies."""
    padded = f" {text} "
    for wording in wordings:
        at = padded.find(f" {bare(wording)} ")
        if at >= 0 and not _denied(padded[: at + 1], rules):
            return True
    return False


@lru_cache(maxsize=8)
def _wordings(rules: FieldRules) -> tuple[re.Pattern[str], dict[str, Recommendation]]:
    """Give one pattern of every wording, so that "cease to maintain the plan" is not also read as maintaining it."""
    outcomes: dict[str, Recommendation] = {}
    for rule in rules.outcomes:
        for wording in rule.wordings:
            outcomes.setdefault(bare(wording), rule.outcome)
    longest = sorted(outcomes, key=len, reverse=True)
    return re.compile(rf"(?<= )({'|'.join(map(re.escape, longest))})(?= )"), outcomes


def _denied(before: str, rules: FieldRules) -> bool:
    """Whether a negation stands shortly before."""
    near = " ".join(before.split()[-_NEAR_NEGATION:])
    return any(f" {bare(one)} " in f" {near} " for one in rules.negations)
