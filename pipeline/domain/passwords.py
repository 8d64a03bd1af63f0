"""The passwords that may open a file of a pack: lines of the list, then the patterns of the standard format."""

import datetime as dt
import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.domain.rules.passwords import PasswordRules

# A width such as {surname:>999999999} would fill the memory, so only short cuts and date forms pass.
_TEXT_FORM = re.compile(r"(?:\.\d{1,2})?\Z")
_NUMBER_FORM = re.compile(r"(?:0?\d)?d?\Z")
_DATE_FORM = re.compile(r"(?:%-?[A-Za-z%]|[-/. _]){1,12}\Z")
_DROPPED_BY_SASLPREP = {0x00AD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0xFEFF: None, 0x2060: None}
_FORMATTER = string.Formatter()


@dataclass(frozen=True)
class Candidate:
    """One password to try: `name` may be shown to anyone, `secret` never."""

    name: str
    secret: str = field(repr=False)


def candidates(rules: PasswordRules, lines: tuple[str, ...], known: Mapping[str, object]) -> tuple[Candidate, ...]:
    """List each distinct password once: the list's *lines* first, then the patterns that *known* can fill.

    *lines* are the raw lines of the list, so that a name can give the line's number; `#` starts a comment.
    """
    values = _values(known)
    found: dict[str, Candidate] = {}
    for name, secret in (*_from_lines(lines, values), *_from_rules(rules, values)):
        for form in _forms(secret):
            if form:
                found.setdefault(form, Candidate(name, form))
    return tuple(found.values())


def _from_lines(lines: tuple[str, ...], values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for number, raw in enumerate(lines, start=1):
        # Blanks at the end belong to a password; only the line's own ending does not.
        line = raw.rstrip("\r\n").removeprefix("\ufeff")
        if not line or line.startswith("#"):
            continue
        name = f"passwords file line {number}"
        if not _is_pattern(line):
            yield name, line
        elif (secret := fill(line, values)) is not None:
            yield (line if _shows_no_secret(line) else name), secret


def _from_rules(rules: PasswordRules, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for entry in rules.patterns:
        secret = fill(entry.pattern, values)
        if secret is not None:
            yield entry.name, secret


def fill(pattern: str, values: Mapping[str, object]) -> str | None:
    """Write *pattern* out with *values*; None where a field is not known or asks for more than a plain value."""
    parts: list[str] = []
    for literal, name, form, conversion in _FORMATTER.parse(pattern):
        parts.append(literal)
        if name is None:
            continue
        value = values.get(name)  # a name with `.` or `[` is in no mapping of ours: attributes stay out of reach
        text = None if conversion or value is None else _formatted(value, form or "")
        if text is None:
            return None
        parts.append(text)
    return "".join(parts)


def _formatted(value: object, form: str) -> str | None:
    if isinstance(value, dt.date):
        return value.strftime(form or "%d%m%Y") if not form or _DATE_FORM.match(form) else None
    if isinstance(value, int):
        return format(value, form) if _NUMBER_FORM.match(form) else None
    return format(str(value), form) if _TEXT_FORM.match(form) else None


def _is_pattern(line: str) -> bool:
    """Say whether *line* has a field; braces that make no sense as a format are part of a password."""
    try:
        return any(name is not None for _, name, _, _ in _FORMATTER.parse(line))
    except ValueError:
        return False


def _shows_no_secret(pattern: str) -> bool:
    return not any(character.isalnum() for literal, *_ in _FORMATTER.parse(pattern) for character in literal)


def _values(known: Mapping[str, object]) -> dict[str, object]:
    values = {name: value for name, value in known.items() if value not in (None, "")}
    forenames = str(values.get("forenames", "")).split()
    if forenames:
        values.setdefault("forename", forenames[0])
    if forenames and "surname" in values:
        values.setdefault("initials", "".join(word[0] for word in (*forenames, str(values["surname"]))))
    if isinstance(values.get("dob"), str):
        values["dob"] = _iso_date(str(values["dob"]))
    for name, value in tuple(values.items()):
        if isinstance(value, str):
            values[f"{name}_lower"] = value.lower()
            values[f"{name}_upper"] = value.upper()
            values[f"{name}_letters"] = "".join(character for character in value if character.isalnum())
    return values


def _iso_date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _forms(secret: str) -> Iterator[str]:
    """Give *secret* as typed, composed, and as PDF 2.0 prepares it (SASLprep, RFC 4013)."""
    yield secret
    yield unicodedata.normalize("NFC", secret)
    yield unicodedata.normalize("NFKC", secret.translate(_DROPPED_BY_SASLPREP))
