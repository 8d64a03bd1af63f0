"""Labels as they are compared: small letters, no punctuation, nothing in brackets; and what counts as no value."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.domain.documents import Paragraph
from pipeline.domain.rules.fields import FieldRules

ADULT = "adult"  # the name under which labels of adults are kept
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SILENT = re.compile(r"['’‘`.]")
_NUMBERING = re.compile(
    r"\A\s*(?:(?:part|section)\s+[0-9a-z]{1,2}\b\s*[:.\-–)]?|\d{1,2}(?:[.:]\d{1,2})*[.:)]?|[a-zA-Z][.)])\s+", re.I
)
WORD = re.compile(r"[^\W_]+(?:['’‘`.][^\W_]+)*\.?(?!\w)", re.UNICODE)


@dataclass(frozen=True)
class Label:
    """A label as the words it is made of; *general* where it may mean an adult as well as the child."""

    words: tuple[str, ...]
    name: str
    general: bool = False


def bare(text: str) -> str:
    """Write *text* in small letters without punctuation and without what stands in brackets."""
    kept = _SILENT.sub("", _BRACKETS.sub(" ", text).casefold())
    return " ".join("".join(one if one.isalnum() else " " for one in kept).split())


def without_number(text: str) -> str:
    """Take the numbering such as `3.1` or `Part B:` from the front of a heading."""
    return _NUMBERING.sub("", text, count=1)


def shown(paragraph: Paragraph) -> str:
    """Give the text as shown, without what is struck out."""
    return "".join(run.text for run in paragraph.runs if run.in_new and not run.strike)


@lru_cache(maxsize=16)
def bare_set(words: tuple[str, ...]) -> frozenset[str]:
    """Give *words* bare, without empty ones."""
    return frozenset(bare(word) for word in words) - {""}


@lru_cache(maxsize=8)
def labels(rules: FieldRules) -> tuple[Label, ...]:
    """Give every label of *rules*, longest first; where two fields share a label the first field has it."""
    found: dict[tuple[str, ...], Label] = {}
    for rule in rules.fields:
        for general, texts in ((False, rule.labels), (True, rule.general)):
            for text in texts:
                words = tuple(bare(text).split())
                found.setdefault(words, Label(words, rule.name, general))
    for text in rules.adult_labels:
        words = tuple(bare(text).split())
        found.setdefault(words, Label(words, ADULT))
    return tuple(sorted(found.values(), key=lambda one: (-len(one.words), one.words)))


@lru_cache(maxsize=8)
def _by_words(rules: FieldRules) -> dict[str, Label]:
    return {" ".join(one.words): one for one in labels(rules)}


def label_of(text: str, rules: FieldRules) -> Label | None:
    """Give the label that *text* is, and nothing but that."""
    if len(text) > 120:
        return None
    known = _by_words(rules)
    return known.get(bare(text)) or known.get(bare(without_number(text)))


def is_empty(text: str, rules: FieldRules) -> bool:
    """Whether *text* holds nothing: blank, a placeholder, or a line to write on."""
    return not re.search(r"[^\W_]", text) or bare(text) in bare_set(rules.placeholders)


def clean(text: str, rules: FieldRules) -> str:
    """Give a value without leaders and spare space; empty where it is a placeholder."""
    kept = " ".join(text.replace("_", " ").split()).strip(" :;|\N{EN DASH}\N{EM DASH}-").strip()
    return "" if is_empty(kept, rules) else kept


def first_of(texts: Iterable[str]) -> str:
    """Give the first text that is not empty."""
    return next((text for text in texts if text), "")
