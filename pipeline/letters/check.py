"""The check of a finished letter: everything the law asks for, nothing that misleads."""

import re
from collections.abc import Iterable

from pipeline.domain.rules.letters import LetterRule

_LEFTOVERS = ("{{", "}}", "{%", "%}")
_GAP = re.compile(r"\[([^\[\]]*): to be completed\]", re.IGNORECASE)
# Private letters that stand around each value from a pack while the letter is checked; they are never written.
QUOTE_OPEN, QUOTE_CLOSE = "\ue000", "\ue001"
_QUOTE = re.compile(f"{QUOTE_OPEN}[^{QUOTE_CLOSE}]*{QUOTE_CLOSE}")
_QUOTED = ("added:", "removed:")


def check_letter(paragraphs: Iterable[str], rule: LetterRule, *, issued: bool = False) -> tuple[str, ...]:
    """Give every fault of a letter in plain words, an empty tuple where it has none.

    What stands between the marks of a quote, and paragraphs that quote the plan (`Added:`, `Removed:`), neither supply
    a statutory item nor break a ban. A letter that is *issued* bears no mark of a draft and has no gap left.
    """
    every = [_plain(p) for p in paragraphs]
    own = "\n".join(_plain(_QUOTE.sub(" ", p)) for p in every if not p.startswith(_QUOTED))
    asked = [item for item in rule.must if not (issued and item.until_issued)]
    missing = [f"does not say “{i.text}” ({i.source})" for i in asked if _plain(i.text) not in own]
    banned = [f"says “{i.text}”: {i.why} ({i.source})" for i in rule.must_not if _plain(i.text) in own]
    left = [f"a field was not filled in: “{mark}” is left" for mark in _LEFTOVERS if mark in "\n".join(every)]
    open_ = [f"is not complete: {gap}" for gap in gaps_in(every)] if issued else []
    marks = [f"still says “{i.text}”" for i in rule.must if issued and i.until_issued and _plain(i.text) in own]
    return (*missing, *banned, *left, *open_, *marks)


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def gaps_in(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """List the visible gaps of a letter, each once: what is not known and must be completed before it is issued."""
    return tuple(dict.fromkeys(gap for one in paragraphs for gap in _GAP.findall(one)))
