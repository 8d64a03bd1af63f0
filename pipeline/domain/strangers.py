"""Another child's name in a sentence, a title or the name of a file, as copy and paste leaves it there.

A brother or a friend may rightly be named, and so may an adult; a name that is the subject as only the child of the
pack should be may not. The name itself is never given on: a quote has it masked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.domain.case import CaseloadRow, Child, Raised
from pipeline.domain.clues import name_words
from pipeline.domain.dates import find_dates
from pipeline.domain.documents import Recognised
from pipeline.domain.fields import UPN
from pipeline.domain.persons import plain_name, plain_upn, same_person
from pipeline.domain.rules.names import NameRules
from pipeline.domain.whose import UNNAMED, Paper
from pipeline.domain.words import Kind

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’\-][^\W\d_]+)*"
_CHAIN = re.compile(rf"{_CAPITAL}(?:,?[ \t]+{_CAPITAL})+")
_ENDS = re.compile(r"(?<=[.!?])\s+|\n")
_MASK = "[another name]"
_LONGEST_QUOTE = 200
_SENTENCE = 3  # words of the shortest sentence; a name alone in a cell is none
_ALIKE = 3  # letters in which a short form begins like the name: Kate, Katherine
_OWN_VOICE = (Kind.CHILD_VIEWS,)  # a child may speak of whom it likes


@dataclass(frozen=True)
class _Sentence:
    """A sentence and the page it stands on."""

    text: str = field(repr=False)
    page: int | None


@dataclass(frozen=True)
class _Read:
    """A paper as sentences, with each name that is the subject as a child is, or for whom something is done."""

    paper: Paper
    sentences: tuple[_Sentence, ...]
    subjects: tuple[tuple[str, _Sentence], ...] = field(repr=False)
    objects: tuple[tuple[str, _Sentence], ...] = field(repr=False)


@dataclass(frozen=True)
class _Others:
    """Whom the caseload knows of the names that stand in the pack: pairs of first name and surname, and first names."""

    pairs: frozenset[tuple[str, str]] = field(repr=False)
    forenames: frozenset[str] = field(repr=False)


def strangers(
    papers: tuple[Paper, ...],
    child: Child,
    caseload: tuple[CaseloadRow, ...],
    adults: tuple[str, ...],
    rules: NameRules,
) -> tuple[Raised, ...]:
    """Find other children's names in the running text, the titles and the file names of *papers*."""
    read = tuple(_read(paper, rules) for paper in papers if paper.document.kind not in UNNAMED)
    sentences = [one for each in read for one in each.sentences]
    lower = {word for one in sentences for word in re.findall(r"\b[a-z]+\b", one.text)}
    grown_up = frozenset(part for name in adults for part in plain_name(name).split())
    others = _known_others(read, child, caseload)
    introduced = frozenset(part for one in sentences for name in _introduced(one.text, rules) for part in name.split())
    found: list[Raised] = []
    for each in read:
        document = each.paper.document
        found.extend(_in_labels(document, child, others))
        common = lower | _casefolded(rules.never_names)
        whole = list(_whole_names(each, child, others, (adults, common), rules))
        found.extend(_raised("wrong_child", document, one, name) for one, name in whole)
        if not whole and document.kind not in _OWN_VOICE:
            found.extend(_first_names(each, child, others, (lower, grown_up | introduced), rules))
    return tuple(found)


def _read(paper: Paper, rules: NameRules) -> "_Read":
    sentences = tuple(_sentences(paper.document))
    return _Read(paper, sentences, _subjects(sentences, rules), _objects(sentences, rules))


def _sentences(document: Recognised) -> Iterator[_Sentence]:
    for paragraph in document.document.content.paragraphs:
        if paragraph.place != "comment":
            for text in _ENDS.split(paragraph.text):
                if text.strip():
                    yield _Sentence(text.strip(), paragraph.page)


# --- whole names of the caseload ------------------------------------------------------------------------------


def _pairs(text: str) -> Iterator[tuple[str, str, str]]:
    """Give each chance of a first name with a surname in *text*, with the words as they stand."""
    for chain in _CHAIN.finditer(text):
        words = [hit[0] for hit in re.finditer(_CAPITAL, chain[0])]
        plain = [plain_name(word) for word in words]
        comma = "," in chain[0]
        for at, first in enumerate(plain):
            for size in (1, 2):
                after = plain[at + 1 : at + 1 + size]
                if len(after) == size:
                    yield first, " ".join(after), " ".join(words[at : at + 1 + size])
            for size in (1, 2):  # past a middle name
                after = plain[at + 2 : at + 2 + size]
                if len(after) == size:
                    yield first, " ".join(after), " ".join(words[at : at + 2 + size])
            if comma and at + 1 < len(plain):
                yield plain[at + 1], first, " ".join(words[at : at + 2])


def _label_pairs(text: str) -> set[tuple[str, str]]:
    """Give each chance of a name in a title or a file name, in either order and whatever its capitals."""
    words = plain_name(name_words(f"{text}.x")).split()
    near = [(one, other) for at, one in enumerate(words) for other in words[at + 1 : at + 3]]
    return {*near, *((other, one) for one, other in near)}


def _labels(document: Recognised) -> tuple[tuple[str, str], ...]:
    """Give the texts that name a file; the author of a template is no child."""
    properties = document.document.content.properties
    said = tuple(
        (f"the {name} among its properties", properties.get(name, "")) for name in ("title", "subject", "keywords")
    )
    return (*said, ("the name of the file", document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]))


def _known_others(read: tuple[_Read, ...], child: Child, caseload: tuple[CaseloadRow, ...]) -> _Others:
    wanted = {(first, last) for each in read for one in each.sentences for first, last, _ in _pairs(one.text)}
    wanted |= {pair for each in read for _, text in _labels(each.paper.document) for pair in _label_pairs(text)}
    singles = {
        plain_name(name) for each in read for name, _ in (*each.subjects, *each.objects, *_any_subjects(each.sentences))
    }
    pairs: set[tuple[str, str]] = set()
    forenames: set[str] = set()
    for row in caseload:
        if _is_child(row, child):
            continue
        surname = plain_name(row.values.get("surname", ""))
        for given in (row.values.get("forenames", ""), row.values.get("known_as", "")):
            first = plain_name((given.split() or [""])[0])
            if first in singles:
                forenames.add(first)
            if (first, surname) in wanted:
                pairs.add((first, surname))
    return _Others(frozenset(pairs), frozenset(forenames))


def _is_child(row: CaseloadRow, child: Child) -> bool:
    upn = plain_upn(row.values.get("upn", ""))
    if upn and child.upn:
        return upn == child.upn
    own = (plain_name(child.surname or ""), plain_name(child.forenames or ""))
    same_name = own == (plain_name(row.values.get("surname", "")), plain_name(row.values.get("forenames", "")))
    return same_name and row.values.get("dob", "") in ("", str(child.dob or ""))


def _whole_names(
    each: _Read, child: Child, others: _Others, known: tuple[tuple[str, ...], set[str]], rules: NameRules
) -> Iterator[tuple[_Sentence, str]]:
    adults, common = known
    grown = {plain_name(name) for name in adults}
    subjects = {(name, sentence) for name, sentence in each.subjects}
    for one in each.sentences:
        for first, last, shown in _pairs(one.text) if others.pairs else ():
            if (first, last) not in others.pairs or _is_own(shown, child):
                continue
            is_word = {first, *last.split()} & common  # May Day, Rose Garden
            if is_word and not any((word, one) in subjects for word in shown.split()):
                continue
            known_adult = any({first, *last.split()} <= set(name.split()) for name in grown)
            rightly = _beside_own(one.text, child, rules) or first in set(_introduced(one.text, rules))
            if not (known_adult or rightly or _titled(one.text, shown, rules)):
                yield one, shown
                break


def _in_labels(document: Recognised, child: Child, others: _Others) -> Iterator[Raised]:
    for where, text in _labels(document):
        hits = _label_pairs(text) & others.pairs
        if hits and not any(_is_own(" ".join(pair), child) for pair in _label_pairs(text)):
            yield Raised("wrong_child", document.path, document.kind, f"another child's name in {where}")


def _is_own(name: str, child: Child) -> bool:
    given = tuple(one for one in (child.forenames, child.known_as) if one)
    return bool(child.surname) and same_person(name, child.surname or "", given) is True


# --- first names as the subject -------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _of_children(rules: NameRules) -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, sorted(rules.said_of_children, key=len, reverse=True)))
    owned = "|".join(map(re.escape, sorted(rules.owned_by_children, key=len, reverse=True)))
    begins = r"(?:\A|[;:,]\s+|\b[a-z]+\s+)"  # a title with its capital is no beginning: Mrs Osgood feels
    return re.compile(rf"{begins}({_CAPITAL})(?:(?:['’]s?)?\s+(?:{verbs})\b|['’]s?\s+(?:{owned})\b)")


_ANY_VERB = re.compile(
    rf"(?:\A|[;:,]\s+|\b[a-z]+\s+)({_CAPITAL})\s+"
    r"(?:is|was|has|had|can|could|will|would|may|might|does|did|should|needs|[a-z]{2,}(?:s|ed))\b"
)


def _any_subjects(sentences: tuple[_Sentence, ...]) -> tuple[tuple[str, _Sentence], ...]:
    """Give each word that may be a name and the subject of anything; it counts only where the caseload has it."""
    return tuple((hit[1], one) for one in sentences for hit in _ANY_VERB.finditer(one.text))


def _subjects(sentences: tuple[_Sentence, ...], rules: NameRules) -> tuple[tuple[str, _Sentence], ...]:
    pattern = _of_children(rules)
    found = ((re.sub(r"['’]s?\Z", "", hit[1]), one) for one in sentences for hit in pattern.finditer(one.text))
    return tuple(found)


@lru_cache(maxsize=4)
def _done_for_children(rules: NameRules) -> re.Pattern[str]:
    before = "|".join(map(re.escape, sorted(rules.done_for_children, key=len, reverse=True)))
    return re.compile(rf"\b(?:{before})\s+({_CAPITAL})\b(?!\s+{_CAPITAL})")


def _objects(sentences: tuple[_Sentence, ...], rules: NameRules) -> tuple[tuple[str, _Sentence], ...]:
    """Give each name for which something is done; that may as well be a friend's or an adult's."""
    pattern = _done_for_children(rules)
    return tuple((hit[1], one) for one in sentences for hit in pattern.finditer(one.text))


def _suspects(
    subjects: tuple[tuple[str, _Sentence], ...],
    child: Child,
    lower: set[str],
    allowed: frozenset[str],
    rules: NameRules,
) -> dict[str, list[_Sentence]]:
    given = _parts(child.forenames, child.known_as)
    own = given | _parts(child.surname)
    words = _casefolded(rules.never_names) | lower
    found: dict[str, list[_Sentence]] = {}
    for name, sentence in subjects:
        plain = plain_name(name)
        is_word = name.casefold() in words or name.isupper()
        is_known = bool(set(plain.split()) & (own | allowed)) or _short_form(plain, given)
        if not (is_word or is_known or _beside_own(sentence.text, child, rules)):
            found.setdefault(name, []).append(sentence)
    return found


def _first_names(
    each: _Read, child: Child, others: _Others, spared: tuple[set[str], frozenset[str]], rules: NameRules
) -> Iterator[Raised]:
    """Judge first names: any that a child's verb follows, and those of the caseload with any verb, or as an object."""
    lower, allowed = spared
    suspects = _suspects(each.subjects, child, lower, allowed, rules)
    yield from _judged(each, suspects, child, others)
    told = set(suspects)
    for code, said in (("wrong_child", _any_subjects(each.sentences)), ("another_name_in_text", each.objects)):
        for name, where in _suspects(said, child, lower, allowed, rules).items():
            if name not in told and plain_name(name) in others.forenames:
                told.add(name)
                yield _raised(code, each.paper.document, where[0], name)


def _judged(each: _Read, suspects: dict[str, list[_Sentence]], child: Child, others: _Others) -> Iterator[Raised]:
    """Judge each name: surely another child's where the own one stands beside it, or nothing tells whose it is."""
    running = (one.text for one in each.sentences if ":" not in one.text and len(one.text.split()) >= _SENTENCE)
    words = {word for text in running for word in plain_name(text).split()}
    given = {part for name in (child.forenames, child.known_as) if name for part in plain_name(name).split()}
    own_used = bool(words & given)
    agrees = any(each.paper.said(name) for name in ("dob", "upn", "name", "surname"))
    for name, where in suspects.items():
        certain = len(where) > 1 or plain_name(name) in others.forenames
        code = "wrong_child" if certain and (own_used or not agrees) and given else "another_name_in_text"
        yield _raised(code, each.paper.document, where[0], name)


def _parts(*names: str | None) -> set[str]:
    return {part for name in names if name for part in plain_name(name).split()}


def _short_form(name: str, own: set[str]) -> bool:
    return any(name[:_ALIKE] == part[:_ALIKE] or part.startswith(name) or name.startswith(part) for part in own if part)


def _introduced(text: str, rules: NameRules) -> Iterator[str]:
    """Name whoever stands beside a relation or a role: a brother once introduced may be named again."""
    words = "|".join(map(re.escape, (*rules.relations, *rules.adults)))
    before = rf"\b(?i:{words})s?,?\s+(?:(?:is|called|named)\s+)?({_CAPITAL})"
    between = "his|her|their|a|the|an|older|younger|best|good|little|big"
    after = rf"\b({_CAPITAL}),?\s+(?:is\s+)?(?:(?:{between})\s+)*(?i:{words})\b"
    for pattern in (before, after):
        yield from (plain_name(hit[1]) for hit in re.finditer(pattern, text))


def _beside_own(text: str, child: Child, rules: NameRules) -> bool:
    """Whether a sentence names a relation and the child of the pack: Liam and Jo are friends."""
    own = _parts(child.forenames, child.known_as)
    return bool(own & set(plain_name(text).split())) and _has_relation(text, rules)


def _has_relation(text: str, rules: NameRules) -> bool:
    words = f" {' '.join(re.findall(r'[a-z-]+', text.casefold()))} "
    return any(f" {one} " in words for one in _casefolded(rules.relations))


def _titled(text: str, shown: str, rules: NameRules) -> bool:
    titles = "|".join(map(re.escape, rules.titles))
    return bool(re.search(rf"\b(?:{titles})\.?\s+{re.escape(shown.split()[0])}\b", text))


@lru_cache(maxsize=8)
def _casefolded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


# --- what is said of it ---------------------------------------------------------------------------------------


def _raised(code: str, document: Recognised, sentence: _Sentence, name: str) -> Raised:
    page = f"page {sentence.page}, " if sentence.page is not None else ""
    detail = f"another name in its text ({page}“{_masked(sentence.text, name)}”)"
    return Raised(code, document.path, document.kind, detail)


def _masked(text: str, name: str) -> str:
    """Give *text* without the name, what follows it with a capital, dates and numbers of pupils."""
    parts = "|".join(re.escape(part) for part in name.split())
    kept = re.sub(rf"\b(?:{parts})(?:['’]s)?\b(?:[ \t,]+{_CAPITAL})*", _MASK, text)
    kept = UPN.sub("[number]", kept)
    for _, start, end in reversed(find_dates(kept)):
        kept = f"{kept[:start]}[date]{kept[end:]}"
    kept = re.sub(rf"(?:{re.escape(_MASK)}\s*)+", f"{_MASK} ", kept)
    kept = " ".join(kept.split())
    return kept if len(kept) <= _LONGEST_QUOTE else f"{kept[:_LONGEST_QUOTE]}…"
