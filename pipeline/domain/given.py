"""Read `pack.json`: what the sender says of the pack, kept where it can be used."""

import json
from collections.abc import Mapping
from typing import Any

from pipeline.domain.case import Raised
from pipeline.domain.dates import read_date

DATES = ("dob", "received", "meeting_date", "previous_review_date", "first_plan_date")
KEYS = ("upn", "surname", "forenames", "nc_year", "school", "in_care", "placement_type", *DATES)
_YES = ("yes", "y", "true")
_NO = ("no", "n", "false")


def read_given(content: bytes) -> tuple[Mapping[str, str], tuple[Raised, ...]]:
    """Read the bytes of `pack.json` as key to text, dates in ISO; what cannot be used is raised and left out."""
    try:
        said = json.loads(_decoded(content), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, _RepeatedKeyError) else "it is not valid JSON text"
        return {}, (_raised(f"pack.json could not be used: {reason}"),)
    if not isinstance(said, dict):
        return {}, (_raised("pack.json could not be used: it must hold names with values, in curly brackets"),)
    kept: dict[str, str] = {}
    mistakes: list[Raised] = []
    for key, value in said.items():
        text, wrong = _value(key, value)
        if wrong:
            mistakes.append(_raised(f"pack.json: {wrong}"))
        elif text:
            kept[key] = text
    return kept, tuple(mistakes)


class _RepeatedKeyError(ValueError):
    """Says which key stands twice with different values."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found and found[key] != value:
            raise _RepeatedKeyError(f"“{_shown(key)}” stands in it twice with different values")
        found[key] = value
    return found


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # Notepad's "Unicode"
        return content.decode("utf-16")
    return content.decode("utf-8-sig")


def _value(key: str, value: Any) -> tuple[str, str]:
    """Give the text of *value* and, where it cannot be used, what is wrong with it."""
    if key not in KEYS:
        return "", f"“{_shown(key)}” is not a name that is known"
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return ("yes" if value else "no", "") if key == "in_care" else ("", f"{key} cannot be true or false")
    if not isinstance(value, str | int):
        return "", f"{key} must be text"
    text = " ".join(str(value).split())
    return _checked(key, text) if text else ("", "")


def _checked(key: str, text: str) -> tuple[str, str]:
    if key in DATES:
        date = read_date(text)
        return (date.isoformat(), "") if date else ("", f"{key} is not a date such as 2026-03-02 or 02/03/2026")
    if key == "in_care":
        bare = text.casefold()
        answer = "yes" if bare in _YES else "no" if bare in _NO else ""
        return answer, "" if answer else "in_care must be yes or no"
    return text, ""


def _shown(key: str) -> str:
    """Show an unchecked *key* without control characters and not too long."""
    return "".join(one for one in key if one.isprintable())[:40]


def _raised(detail: str) -> Raised:
    return Raised("metadata_conflict", "pack.json", detail=detail)
