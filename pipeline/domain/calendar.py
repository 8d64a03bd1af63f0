"""Count days, months and working days; bank holidays come in as an argument."""

import calendar
import datetime as dt
from collections.abc import Callable, Container
from typing import Literal

Unit = Literal["days", "weeks", "months", "years"]

_ONE_DAY = dt.timedelta(days=1)
_SATURDAY = 5


def add_months(day: dt.date, months: int) -> dt.date:
    """Give the same day *months* later, or the last day of that month where it is shorter; raises OverflowError."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError(f"{months} months from {day} is no day of the calendar")
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


ADDERS: dict[Unit, Callable[[dt.date, int], dt.date]] = {
    "days": lambda day, count: day + dt.timedelta(days=count),
    "weeks": lambda day, count: day + dt.timedelta(weeks=count),
    "months": add_months,
    "years": lambda day, count: add_months(day, 12 * count),
}


def add(day: dt.date, count: int, unit: Unit) -> dt.date:
    """Give the day *count* units after *day*, or before it where *count* is negative."""
    return ADDERS[unit](day, count)


def last_day(start: dt.date, count: int, unit: Unit) -> dt.date:
    """Give the last day of a period of *count* units that starts with *start*: the day before it would begin again.

    A year from 29 February ends on 28 February: where the month is too short for the anniversary, the period ends with
    that month, or it would be a day short (twelve months "starting with", Children and Families Act 2014 s.44(1)).
    """
    again = add(start, count, unit)
    clipped = unit in ("months", "years") and again.day < start.day
    return again if clipped else again - _ONE_DAY


def is_working_day(day: dt.date, bank_holidays: Container[dt.date]) -> bool:
    """Tell whether *day* is neither at a weekend nor one of *bank_holidays*."""
    return day.weekday() < _SATURDAY and day not in bank_holidays


def working_day_on_or_before(day: dt.date, bank_holidays: Container[dt.date]) -> dt.date:
    """Give *day*, or the last working day before it."""
    while not is_working_day(day, bank_holidays):
        day -= _ONE_DAY
    return day


def working_day_on_or_after(day: dt.date, bank_holidays: Container[dt.date]) -> dt.date:
    """Give *day*, or the first working day after it."""
    while not is_working_day(day, bank_holidays):
        day += _ONE_DAY
    return day


def working_days_after(day: dt.date, count: int, bank_holidays: Container[dt.date]) -> dt.date:
    """Give the *count*-th working day after *day*."""
    for _ in range(count):
        day = working_day_on_or_after(day + _ONE_DAY, bank_holidays)
    return day
