"""Every other child of the caseload, and whether a finished text carries anything of theirs.

The last door before a letter leaves: it knows nothing of how the letter was made, only its words and whom it is about.
What it finds it tells by its sort and never by the name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.case import CaseloadRow, Child
from pipeline.domain.dates import find_dates
from pipeline.domain.persons import plain_name, plain_upn

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_UPN = re.compile(r"(?<![A-Z0-9])[A-Z][0-9]{11}[0-9A-Z](?![A-Z0-9])")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b")
_BIRTH = re.compile(r"(?i)\b(?:birth|born|d\.?o\.?b)\b")
_NEAR = 40  # characters before a date in which a word of birth makes it a birthday
_STREET = 120  # characters before a postcode that hold its house and street
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # letters that nobody sees part names


@dataclass(frozen=True)
class Found:
    """What of another child stands in a text; `what` is a name, date of birth, UPN or address."""

    what: str


class OtherChildren:
    """The caseload as an index; built once, asked for every letter."""

    def __init__(self, rows: Iterable[CaseloadRow]) -> None:
        self._rows = tuple(row.values for row in rows)

    def __bool__(self) -> bool:
        """Whether there is any child to compare with."""
        return bool(self._rows)

    def found_in(self, text: str, child: Child, allowed: Iterable[str] = ()) -> tuple[Found, ...]:
        """List what of another child stands in *text*, a letter about *child*.

        *allowed* are texts whose names may stand: the parents, the school, the officer, the letter's own fixed words.
        """
        plain = _HIDDEN.sub("", text).replace("\u00a0", " ")
        own = self._own(child)
        sorts = {
            "UPN": self._upns_in(plain, child),
            "name": self._names_in(plain, child, own, allowed),
            "date of birth": self._birthdays_in(plain, child),
            "address": self._addresses_in(plain, own, (child.parent_address or "", *allowed)),
        }
        return tuple(Found(what) for what, hits in sorts.items() if any(hits))

    # --- the index -------------------------------------------------------------------------------------------

    @cached_property
    def _upns(self) -> Mapping[str, int]:
        return {plain_upn(row["upn"]): at for at, row in enumerate(self._rows) if row.get("upn")}

    @cached_property
    def _names(self) -> Mapping[tuple[str, str], frozenset[int]]:
        found: dict[tuple[str, str], set[int]] = {}
        for at, row in enumerate(self._rows):
            for pair in _pairs_of(row.get("surname", ""), row.get("forenames", ""), row.get("known_as", "")):
                found.setdefault(pair, set()).add(at)
        return {pair: frozenset(rows) for pair, rows in found.items()}

    @cached_property
    def _birthdays(self) -> frozenset[str]:
        return frozenset(row["dob"] for row in self._rows if row.get("dob"))

    @cached_property
    def _homes(self) -> Mapping[str, tuple[tuple[frozenset[str], int], ...]]:
        """Postcode to the words of house and street of those who live there."""
        found: dict[str, list[tuple[frozenset[str], int]]] = {}
        for at, row in enumerate(self._rows):
            for code, street in _homes_of(row.get("parent_address", "")):
                found.setdefault(code, []).append((street, at))
        return {code: tuple(homes) for code, homes in found.items()}

    def _own(self, child: Child) -> frozenset[int]:
        """Find the rows of the child itself."""
        by_upn = self._upns.get(plain_upn(child.upn)) if child.upn else None
        if by_upn is not None:
            return frozenset((by_upn,))
        pairs = set(_pairs_of(child.surname or "", child.forenames or "", child.known_as or ""))
        named = {at for pair in pairs for at in self._names.get(pair, ())}
        born = child.dob.isoformat() if child.dob else None
        return frozenset(at for at in named if self._rows[at].get("dob") == born)

    # --- the four looks --------------------------------------------------------------------------------------

    def _upns_in(self, text: str, child: Child) -> Iterator[str]:
        own = plain_upn(child.upn or "")
        yield from (found for found in _UPN.findall(text.upper()) if found != own and found in self._upns)

    def _names_in(
        self, text: str, child: Child, own: frozenset[int], allowed: Iterable[str]
    ) -> Iterator[tuple[str, str]]:
        let_be = set(_pairs_of(child.surname or "", child.forenames or "", child.known_as or ""))
        let_be |= {pair for one in allowed for pair in named_pairs(one)}
        for pair in named_pairs(text):
            rows = self._names.get(pair)
            if rows and pair not in let_be and rows - own:
                yield pair

    def _birthdays_in(self, text: str, child: Child) -> Iterator[str]:
        own = child.dob.isoformat() if child.dob else ""
        for day, start, _ in find_dates(text):
            said = day.isoformat()
            if said != own and said in self._birthdays and _BIRTH.search(text[max(0, start - _NEAR) : start]):
                yield said

    def _addresses_in(self, text: str, own: frozenset[int], allowed: Iterable[str]) -> Iterator[str]:
        let_be = {home for one in allowed for home in _homes_of(one)}
        let_be |= {home for at in own for home in _homes_of(self._rows[at].get("parent_address", ""))}
        for code in _POSTCODE.finditer(text.upper()):
            postcode = f"{code[1]} {code[2]}"
            before = frozenset(re.findall(r"[A-Z0-9]+", text.upper()[max(0, code.start() - _STREET) : code.start()]))
            for street, at in self._homes.get(postcode, ()):
                if at not in own and (postcode, street) not in let_be and street and street <= before:
                    yield postcode


def named_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Give each chance of a first name with a surname in *text*: both begin with a capital, in either printed order."""
    for line in text.split("\n"):
        words = [(hit[0], hit.start(), hit.end()) for hit in _WORD.finditer(line)]
        plain = [plain_name(word) for word, _, _ in words]
        capital = [word[:1].isupper() for word, _, _ in words]
        for at in range(len(words) - 1):
            if not capital[at]:
                continue
            between = line[words[at][2] : words[at + 1][1]].strip()
            if between not in ("", ",") or not capital[at + 1]:
                continue
            if between == ",":
                yield plain[at + 1], plain[at]
                if at and capital[at - 1] and not line[words[at - 1][2] : words[at][1]].strip():
                    yield plain[at + 1], f"{plain[at - 1]} {plain[at]}"
                continue
            yield plain[at], plain[at + 1]
            joined = plain[at + 1]
            for later in range(at + 2, min(at + 4, len(words))):
                if line[words[later - 1][2] : words[later][1]].strip():
                    break
                yield plain[at], plain[later]  # past a middle name
                joined = f"{joined} {plain[later]}"
                yield plain[at], joined


def _pairs_of(surname: str, forenames: str, known_as: str) -> Iterator[tuple[str, str]]:
    last = plain_name(surname)
    firsts = {plain_name(name) for one in (forenames, known_as) for name in one.split()[:1]}
    yield from ((first, last) for first in firsts if first and last)


def _homes_of(address: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Give each postcode of an address with the words of its first line."""
    upper = address.upper()
    first = re.split(r"[,\n]", upper, maxsplit=1)[0]
    for code in _POSTCODE.finditer(upper):
        yield f"{code[1]} {code[2]}", frozenset(re.findall(r"[A-Z0-9]+", first))
