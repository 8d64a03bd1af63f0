"""Whether two names, dates or numbers may be of the same person."""

import re
import unicodedata
from collections.abc import Iterable

_ALIKE = 65  # of 100; two children of one class rarely come over 50
_JOINTS = re.compile(r"[\s\-‐‑–]+")


def plain_name(text: str) -> str:
    """Give a name in small letters without accents, apostrophes and full stops; joints become blanks."""
    letters = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    kept = "".join(one for one in letters.casefold() if not unicodedata.combining(one))
    return _JOINTS.sub(" ", "".join(one for one in kept if one.isalpha() or one in " -‐‑–")).strip()


def name_parts(text: str) -> tuple[str, ...]:
    """Give the parts of a full name in reading order: "Example, Jo" is Jo Example."""
    before, comma, after = text.partition(",")
    ordered = f"{after} {before}" if comma and after.strip() else text
    return tuple(plain_name(ordered).split())


def same_person(said: str, surname: str, forenames: Iterable[str]) -> bool | None:
    """Whether the full name *said* may be that of *surname* with any of *forenames*; None where it says too little.

    Allowed are swapped order, initials, middle names more or fewer, a double surname halved, known-as names and one
    wrong letter in a long part, as reading a scan gives.
    """
    parts = name_parts(said)
    if not parts:
        return None
    families = tuple(plain_name(surname).split())
    given = [word for one in forenames for word in plain_name(one).split()]
    family_hit = any(_close(part, family) for part in parts for family in families)
    if len(parts) == 1:
        return True if family_hit or any(_close(parts[0], word) for word in given) else None
    rest = [part for part in parts if not any(_close(part, family) for family in families)]
    given_hit = any(_close(part, word) or _initial(part, word) for part in rest or parts for word in given)
    if not given:
        return family_hit or None
    if family_hit:
        return given_hit or not rest
    return False


def _close(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other) <= 1


def _initial(one: str, other: str) -> bool:
    return bool(one and other) and one[0] == other[0] and 1 in (len(one), len(other))


def plain_upn(text: str) -> str:
    """Give a unique pupil number in capitals without spaces."""
    return "".join(one for one in text.upper() if one.isalnum())


def similar(one: str, other: str) -> bool:
    """Whether two full names look alike, as a badly read scan of one looks like the other."""
    from rapidfuzz.fuzz import ratio

    return float(ratio(plain_name(one), plain_name(other))) >= _ALIKE
