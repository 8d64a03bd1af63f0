"""Find what supports each substantive change in the reports, the views and the AR1's record of the discussion.

Method: a ranked lexical search. The words of the change are weighed by how rare they are among all passages of the
pack; a passage scores the share of that weight which it holds, numbers counting double.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.domain.case import AR1, Change, Evidence
from pipeline.domain.documents import Recognised
from pipeline.domain.rules import Rules
from pipeline.domain.rules.changes import EvidenceRules
from pipeline.domain.words import Kind, Weight

_NO_EVIDENCE = (
    Kind.TRACKED_CHANGE,
    Kind.EHCP,
    Kind.SECURE_MAIL_WRAPPER,
    Kind.ATTENDANCE_RECORD,
    Kind.AR1,  # only its discussion, progress and views count; its form fields repeat the request itself
)
_TERM = re.compile(r"[a-z]+|\d+(?:[.:]\d+)?")
_ENDINGS = ("ings", "ing", "ies", "ied", "ers", "ed", "es", "s", "ly")
_CONTEXT_WEIGHT = 0.35
_TIME_WEIGHT = 0.4
_QUOTE = 280


@dataclass(frozen=True)
class Passage:
    """A passage that may support a change."""

    document: str
    page: int | None
    text: str = field(repr=False)
    terms: frozenset[str] = field(repr=False)


def find_evidence(
    changes: tuple[Change, ...], accepted: tuple[Recognised, ...], ar1: AR1, rules: Rules
) -> tuple[Change, ...]:
    """Give each substantive change the passages that support it, best first."""
    by = rules.changes.evidence
    if not any(change.weight is Weight.SUBSTANTIVE for change in changes):
        return changes
    passages = tuple(_passages(accepted, ar1, by))
    rarity = _rarity(passages)
    return tuple(
        replace(change, evidence=_supporting(change, passages, rarity, by))
        if change.weight is Weight.SUBSTANTIVE
        else change
        for change in changes
    )


def _passages(accepted: Iterable[Recognised], ar1: AR1, by: EvidenceRules) -> Iterator[Passage]:
    for recognised in accepted:
        if recognised.kind in _NO_EVIDENCE:
            continue
        for paragraph in recognised.document.content.paragraphs:
            yield from _passage(recognised.path, paragraph.page, paragraph.text, by)
    texts = (ar1.discussion, ar1.actions, ar1.progress, ar1.difficulties, ar1.parent_views, ar1.child_views, ar1.pfa)
    for text in texts:
        for line in text.split("\n"):
            yield from _passage(ar1.document or "", None, line, by)


def _passage(document: str, page: int | None, text: str, by: EvidenceRules) -> Iterator[Passage]:
    if len(text.split()) >= by.least_words:
        yield Passage(document, page, " ".join(text.split()), frozenset(_terms(text, by)))


def _terms(text: str, by: EvidenceRules) -> Iterator[str]:
    for word in _TERM.findall(text.casefold()):
        if word not in by.common_words and (len(word) > 2 or word.isdigit()):
            yield _stem(word)


def _stem(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= 4), "")
    stem = word[: len(word) - len(ending)] if ending else word
    doubled = ending and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl"
    return stem[:-1] if doubled else stem  # swimming, swim


def _worth(term: str, of_time: set[str]) -> float:
    """Numbers tell most; words such as "weekly" stand in every report and tell little."""
    return 2.0 if term[0].isdigit() else _TIME_WEIGHT if term in of_time else 1.0


def _rarity(passages: tuple[Passage, ...]) -> dict[str, float]:
    count = Counter(term for passage in passages for term in passage.terms)
    return {term: math.log(1 + len(passages) / number) for term, number in count.items()}


def _supporting(
    change: Change, passages: tuple[Passage, ...], rarity: dict[str, float], by: EvidenceRules
) -> tuple[Evidence, ...]:
    sought = _sought(change, rarity, by)
    total = sum(sought.values())
    if not total:
        return ()
    own = {term for term in _terms(f"{change.before} {change.after}", by)}
    scored = [
        (sum(weight for term, weight in sought.items() if term in passage.terms) / total, passage)
        for passage in passages
        if own & passage.terms
    ]
    best = sorted(scored, key=lambda one: (-one[0], one[1].document, one[1].page or 0, one[1].text))
    return tuple(
        Evidence(passage.document, passage.page, passage.text[:_QUOTE], round(min(score, 1.0), 2))
        for score, passage in best[: by.at_most]
        if score >= by.least_score
    )


def _sought(change: Change, rarity: dict[str, float], by: EvidenceRules) -> dict[str, float]:
    """Weigh the terms of the change; those around it count less, and what no passage holds counts as the rarest."""
    rarest = max(rarity.values(), default=0.0)
    added = set(_terms(change.after or change.before, by))
    around = set(_terms(change.context, by)) - added
    of_time = {_stem(word) for word in by.words_of_time}
    sought = {term: rarity.get(term, rarest) * _worth(term, of_time) for term in sorted(added)}
    return sought | {term: rarity.get(term, rarest) * _CONTEXT_WEIGHT for term in sorted(around)}
