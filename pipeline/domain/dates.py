"""Dates as schools write them: day first, four-digit years, and never a guess."""

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:the\s+)?"
_TIME = r"(?:[T\s]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"
# What stands before or after must not make it a part of a longer number, such as a reference or a version.
_FREE = r"(?<![0-9A-Za-z/.\-])"
_END = r"(?![0-9]|[/.\-][0-9])"
_FORMS = (
    re.compile(rf"{_FREE}(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}}){_END}"),
    re.compile(rf"{_FREE}(?P<d>[0-9]{{1,2}})(?P<sep>[/.\-])(?P<m>[0-9]{{1,2}})(?P=sep)(?P<y>[0-9]{{4}}){_END}"),
    re.compile(
        rf"{_FREE}{_WEEKDAY}(?P<d>[0-9]{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?[\s\-]*{_MONTH}\.?,?[\s\-]*"
        rf"(?P<y>[0-9]{{4}}){_END}",
        re.IGNORECASE,
    ),
)


def read_date(text: str) -> dt.date | None:
    """Read *text* as one date, day first with a four-digit year; None for anything else."""
    bare = re.sub(rf"{_TIME}\Z", "", text.strip().rstrip(".,;"))
    for form in _FORMS:
        found = form.fullmatch(bare)
        if found:
            return _date(found)
    return None


def find_dates(text: str) -> tuple[tuple[dt.date, int, int], ...]:
    """Find the dates of *text* in reading order, each with its start and end."""
    found = [(date, *match.span()) for form in _FORMS for match in form.finditer(text) if (date := _date(match))]
    return tuple(sorted(found, key=lambda one: one[1]))


def only_date(text: str) -> dt.date | None:
    """Read *text* as a date or as words with exactly one date among them; None where two differ."""
    found = {date for date, _, _ in find_dates(text)}
    return read_date(text) or (found.pop() if len(found) == 1 else None)


def _date(match: re.Match[str]) -> dt.date | None:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else _MONTHS.index(parts["month"][:3].lower()) + 1
    try:
        date = dt.date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None
    return date if 1900 <= date.year <= 2100 else None
