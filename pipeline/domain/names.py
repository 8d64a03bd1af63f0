"""Names that came from outside, made safe to show and to store under."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 180  # bytes in UTF-8; most file systems stop at 255, and a copy's number must still fit
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])\Z", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def safe_name(untrusted_name: str) -> str:
    """Make one file name that every system takes and that hides nothing; never empty, never a folder."""
    composed = unicodedata.normalize("NFC", untrusted_name)
    # Marks that turn the reading direction would show "exe.docx" as something else.
    seen = "".join(character for character in composed if unicodedata.category(character) not in _UNSEEN)
    name = _shortened(_FORBIDDEN.sub("_", seen).strip().rstrip(". "))
    if not name or not name.strip("._ "):
        return "unnamed"
    return f"_{name}" if _RESERVED.match(name.split(".", 1)[0].rstrip()) else name


def safe_path(untrusted_path: str) -> str:
    """Make a relative `/`-separated path of safe names: no root, no drive, no way up."""
    parts = re.split(r"[/\\]", untrusted_path)
    kept = [part for part in parts if part.strip(" .") and not re.fullmatch(r"[A-Za-z]:", part)]
    return "/".join(safe_name(part) for part in kept) or "unnamed"


def distinct(names: Iterable[str]) -> list[str]:
    """Keep the order and number the second of two names that a file system could take for the same (`AR1 (2).docx`)."""
    wanted = list(names)
    reserved = {_key(name) for name in wanted}
    taken: set[str] = set()
    result: list[str] = []
    for name in wanted:
        free = name if _key(name) not in taken else _numbered(name, taken | reserved)
        taken.add(_key(free))
        result.append(free)
    return result


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _numbered(name: str, taken: set[str]) -> str:
    folder, slash, last = name.rpartition("/")
    stem, ending = _split(last)
    number = 2
    while _key(candidate := f"{folder}{slash}{stem} ({number}){ending}") in taken:
        number += 1
    return candidate


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and len(ending) <= 10 else (name, "")


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    stem, ending = _split(name)
    room = LONGEST - len(ending.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") + ending
