"""A timeline as numbers: where on the drawing each date of a review stands."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

ROW, TOP, LEFT, RIGHT = 34, 16, 300, 690


@dataclass(frozen=True)
class Mark:
    """One date: its words, and where its dot stands in user units of the drawing."""

    name: str
    day: dt.date
    status: str
    x: int
    y: int


@dataclass(frozen=True)
class Timeline:
    """The marks from the top, earliest first, and the height of the drawing."""

    marks: tuple[Mark, ...]
    height: int


def timeline(points: Sequence[tuple[str, dt.date, str]]) -> Timeline:
    """Place (name, day, status) on a scale of days, a row each; all at the left where there is one day only."""
    ordered = sorted(points, key=lambda point: point[1])
    if not ordered:
        return Timeline((), 0)
    first, last = ordered[0][1], ordered[-1][1]
    span = max((last - first).days, 1)
    marks = tuple(
        Mark(name, day, status, LEFT + (day - first).days * (RIGHT - LEFT) // span, TOP + row * ROW)
        for row, (name, day, status) in enumerate(ordered)
    )
    return Timeline(marks, TOP + len(marks) * ROW)
