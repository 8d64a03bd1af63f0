"""The check of a finished letter: everything the law asks for, nothing that misleads."""

from collections.abc import Iterable

from pipeline.domain.rules.letters import LetterRule

_LEFTOVERS = ("{{", "}}", "{%", "%}")
_QUOTED = ("added:", "removed:")


def check_letter(paragraphs: Iterable[str], rule: LetterRule) -> tuple[str, ...]:
    """Give every fault of a letter in plain words, an empty tuple where it has none.

    Paragraphs that quote the plan (`Added:`, `Removed:`) neither supply a statutory item nor break a ban.
    """
    every = [" ".join(p.split()).lower() for p in paragraphs]
    own = "\n".join(p for p in every if not p.startswith(_QUOTED))
    missing = [f"does not say “{i.text}” ({i.source})" for i in rule.must if i.text.lower() not in own]
    banned = [f"says “{i.text}”: {i.why} ({i.source})" for i in rule.must_not if i.text.lower() in own]
    left = [f"a field was not filled in: “{mark}” is left" for mark in _LEFTOVERS if mark in "\n".join(every)]
    return (*missing, *banned, *left)
