"""What the school recommends: ticked boxes first, then the words, with what is struck out or denied left out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.domain.labels import bare, bare_set
from pipeline.domain.rules.fields import FieldRules
from pipeline.domain.words import Recommendation

_WINDOW = 4  # words before a wording in which a negation denies it


@dataclass(frozen=True)
class Option:
    """One choice of a form: its wording and whether its box is ticked; None where it has no box."""

    text: str
    ticked: bool | None


def options(lines: Iterable[str], rules: FieldRules) -> tuple[Option, ...]:
    """Divide *lines* into options with their boxes, whether the box stands before or after the wording."""
    return tuple(one for line in lines for one in _of_line(line, rules))


def _of_line(line: str, rules: FieldRules) -> list[Option]:
    text = " ".join(line.split())
    marks = _marks(text, rules)
    if not marks:
        return [Option(text, None)] if text else []
    lead = text[: marks[0][0]].strip()
    if not lead or lead.endswith((":", "?")):
        ends = [start for start, _, _ in marks[1:]] + [len(text)]
        found = [Option(text[end:until].strip(), on) for (_, end, on), until in zip(marks, ends, strict=True)]
    else:
        starts = [0] + [end for _, end, _ in marks[:-1]]
        found = [Option(text[at:start].strip(), on) for (start, _, on), at in zip(marks, starts, strict=True)]
    return [one for one in found if one.text]


def _marks(text: str, rules: FieldRules) -> list[tuple[int, int, bool]]:
    """Find boxes and ticks with start, end and whether ticked; a letter is a tick only at an end of the line."""
    found: list[tuple[int, int, bool]] = []
    for mark, on in [(one, True) for one in rules.ticks] + [(one, False) for one in rules.empty_boxes]:
        if (mark.isalnum() and mark.isascii()) or mark in "Öüþ":
            found.extend(_letter(text, mark))
        else:
            found.extend((hit.start(), hit.end(), on) for hit in re.finditer(re.escape(mark), text))
    found.extend((hit.start(), hit.end(), True) for hit in re.finditer(r"\[\s?[xX✓✔]\s?\]|\([xX]\)", text))
    whole = [one for one in found if not any(o is not one and o[0] <= one[0] and one[1] <= o[1] for o in found)]
    return sorted(set(whole))


def _letter(text: str, mark: str) -> list[tuple[int, int, bool]]:
    found = []
    if text.startswith(f"{mark} "):
        found.append((0, len(mark), True))
    if text.endswith(f" {mark}"):
        found.append((len(text) - len(mark), len(text), True))
    return found


def recommendation(lines: tuple[str, ...], emphasised: str, rules: FieldRules) -> Recommendation | None:
    """Tell what *lines* recommend; *emphasised* is what stands out in them; None where nothing is written."""
    said = [one for one in options(lines, rules) if re.search(r"[^\W_]", one.text)]
    if not said:
        return None
    boxed = [one for one in said if one.ticked is not None and outcomes(one.text, rules)]
    if boxed:
        chosen = [frozenset(_one(outcomes(one.text, rules))) for one in boxed if one.ticked]
        if chosen or len(boxed) > 1 or len(said) == len(boxed):
            return _only(frozenset().union(*chosen)) if chosen else Recommendation.UNCLEAR
        said = [one for one in said if one.ticked is None]
    if _listed([one.text for one in said], rules):
        return _only(_one(outcomes(emphasised, rules)))
    return _only(_one(frozenset().union(*(outcomes(one.text, rules) for one in said))))


def chosen_texts(lines: tuple[str, ...], rules: FieldRules) -> tuple[str, ...]:
    """Give the ticked options of *lines*; where nothing has a box, all of them."""
    said = options(lines, rules)
    if any(one.ticked is not None for one in said):
        return tuple(one.text for one in said if one.ticked)
    return tuple(one.text for one in said)


def _only(found: frozenset[Recommendation]) -> Recommendation:
    return next(iter(found)) if len(found) == 1 else Recommendation.UNCLEAR


def _one(found: frozenset[tuple[Recommendation, str]] | frozenset[Recommendation]) -> frozenset[Recommendation]:
    """Give the outcomes; to maintain the plan and to amend it is to amend it, unless no change is said outright."""
    pairs = [one if isinstance(one, tuple) else (one, "") for one in found]
    kinds = frozenset(kind for kind, _ in pairs)
    maintained = [words for kind, words in pairs if kind is Recommendation.MAINTAIN]
    if kinds == {Recommendation.MAINTAIN, Recommendation.AMEND} and all(
        words.startswith(("maintain", "continue")) and " no" not in words and " without" not in words
        for words in maintained
    ):
        return frozenset({Recommendation.AMEND})
    return kinds


def _listed(texts: list[str], rules: FieldRules) -> bool:
    """Whether *texts* is a list of bare options, such as "Maintain / Amend / Cease", with none chosen."""
    pieces = [piece for text in texts for piece in re.split(r"\s*[/|]\s*|\s+or\s+", text)]
    short = [frozenset(kind for kind, _ in outcomes(piece, rules)) for piece in pieces if len(piece.split()) <= 9]
    kinds = {next(iter(one)) for one in short if len(one) == 1}
    return len(kinds) >= 2 and len([one for one in short if one]) == len([p for p in pieces if outcomes(p, rules)])


def outcomes(text: str, rules: FieldRules) -> frozenset[tuple[Recommendation, str]]:
    """Give the outcomes that *text* recommends, each with its wording; what is denied is left out."""
    wordings = [(tuple(bare(words).split()), rule.outcome) for rule in rules.outcomes for words in rule.wordings]
    return frozenset(
        (outcome, " ".join(words))
        for part in re.split(r"[.;:!?\n]", text)
        for words, outcome in _stated(bare(part).split(), wordings, rules)
    )


def _stated(
    said: list[str], wordings: list[tuple[tuple[str, ...], Recommendation]], rules: FieldRules
) -> list[tuple[tuple[str, ...], Recommendation]]:
    taken: list[int | None] = [None] * len(said)
    hits: list[tuple[int, tuple[str, ...], Recommendation]] = []
    for words, outcome in sorted(wordings, key=lambda one: -len(one[0])):
        size = len(words)
        for at in range(len(said) - size + 1):
            if tuple(said[at : at + size]) == words and all(one is None for one in taken[at : at + size]):
                taken[at : at + size] = [at] * size
                hits.append((at, words, outcome))
    return [(words, outcome) for at, words, outcome in hits if not _denied(said, taken, at, rules)]


def _denied(said: list[str], taken: list[int | None], at: int, rules: FieldRules) -> bool:
    """Whether a negation stands in the few words before *at*, with no other wording between."""
    start = at
    while start > 0 and at - start < _WINDOW and taken[start - 1] is None and said[start - 1] not in ("but", "and"):
        start -= 1
    before = f" {' '.join(said[start:at])} "
    return any(f" {word} " in before for word in bare_set(rules.negations))


def asks_for(text: str, wordings: tuple[str, ...], rules: FieldRules) -> bool:
    """Whether *text* asks for one of *wordings* without denying it."""
    pairs = [(tuple(bare(words).split()), Recommendation.AMEND) for words in wordings]
    return any(_stated(bare(part).split(), pairs, rules) for part in re.split(r"[.;:!?\n]", text))


def answer(text: str, rules: FieldRules) -> bool | None:
    """Read *text* as yes or no, with boxes or without; None where neither or both are chosen."""
    yes, no = bare_set(rules.yes), bare_set(rules.no)
    said = options([text], rules)
    boxes = [one for one in said if one.ticked is not None]
    if boxes:
        words = [(bare(one.text).split() or [""])[0] for one in boxes if one.ticked]
        picked = {word in yes for word in words if word in yes | no}
        return picked.pop() if len(picked) == 1 else None
    tokens = bare(text).split()
    if not tokens or (len(tokens) > 1 and {tokens[0], tokens[1]} & yes and {tokens[0], tokens[1]} & no):
        return None
    if bare(text) in no or tokens[0] in no or text.strip().casefold() in rules.no:
        return False
    return True if tokens[0] in yes else None
