"""Cells of spreadsheets: what would start a formula is made safe on the way out, and given back on the way in."""

from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> Any:
    """Give *value* so that a spreadsheet shows it and never runs it; numbers and days stay what they are."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def unsafe_cell(text: str) -> str:
    """Give back what `safe_cell` made safe, so that what was exported comes in again unchanged."""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text
