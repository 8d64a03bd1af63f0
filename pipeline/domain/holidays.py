"""The bank holidays of England, from a library kept up to date, with the days that the rule file adds or takes away."""

import datetime as dt
from functools import lru_cache


class BankHolidayCalendar:
    """A container of days: `day in calendar` holds where the offices of England are closed by law."""

    def __init__(self, added: frozenset[dt.date], removed: frozenset[dt.date]) -> None:
        self._added = added
        self._removed = removed

    def __contains__(self, day: object) -> bool:
        """Tell whether *day* is a bank holiday; weekends are not counted among them."""
        if not isinstance(day, dt.date):
            return False
        return day in self._added or (day in of_year(day.year) and day not in self._removed)


@lru_cache(maxsize=128)
def of_year(year: int) -> frozenset[dt.date]:
    """Give the bank holidays of England in *year* (Banking and Financial Dealings Act 1971, and proclamations)."""
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
