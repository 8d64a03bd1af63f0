"""Days as people read them."""

import datetime as dt


def in_prose(day: dt.date) -> str:
    """Write *day* as 4 March 2026."""
    return f"{day.day} {day:%B} {day.year}"


def on_day(day: dt.date) -> str:
    """Write *day* with its weekday, as Saturday 7 March 2026."""
    return f"{day:%A} {in_prose(day)}"
