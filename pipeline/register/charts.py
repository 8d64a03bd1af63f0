"""Charts as pictures (SVG) that print and that a screen reader can read: the figures stand in their description."""

import datetime as dt
from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT = 760, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 56, 56
_INK, _BAR, _LINE, _GRID = "#0b0c0c", "#1d70b8", "#d4351c", "#b1b4b6"
_STEPS = 4
_LABELS = 12  # months named at the most


def bars(title: str, unit: str, points: Sequence[tuple[dt.date, float]], highest: float | None = None) -> str:
    """Draw one bar a month; *highest* fixes the scale, as 100 does for shares."""
    top = highest or _round_up(max((value for _, value in points), default=1))
    room = (_WIDTH - _LEFT - _RIGHT) / max(len(points), 1)
    drawn = []
    for number, (_, value) in enumerate(points):
        height = (_HEIGHT - _TOP - _BOTTOM) * value / top
        x, y = _LEFT + number * room + room * 0.15, _HEIGHT - _BOTTOM - height
        drawn.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{room * 0.7:.1f}" height="{height:.1f}" fill="{_BAR}"/>')
        if len(points) <= _LABELS:
            drawn.append(_text(x + room * 0.35, y - 6, f"{value:g}", "middle", 13))
    return _picture(title, unit, points, top, [*drawn, *_months(points, room)])


def burn_down(title: str, unit: str, points: Sequence[tuple[dt.date, float]]) -> str:
    """Draw one line over the months, with a dot for each."""
    top = _round_up(max((value for _, value in points), default=1))
    room = (_WIDTH - _LEFT - _RIGHT) / max(len(points), 1)
    places = [
        (_LEFT + (number + 0.5) * room, _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * value / top)
        for number, (_, value) in enumerate(points)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    drawn = [f'<polyline points="{path}" fill="none" stroke="{_LINE}" stroke-width="3"/>'] if places else []
    drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_LINE}"/>' for x, y in places]
    if len(points) <= _LABELS:
        labels = zip(places, points, strict=True)
        drawn += [_text(x, y - 10, f"{value:g}", "middle", 13) for (x, y), (_, value) in labels]
    return _picture(title, unit, points, top, [*drawn, *_months(points, room)])


def _picture(title: str, unit: str, points: Sequence[tuple[dt.date, float]], top: float, drawn: Sequence[str]) -> str:
    told = "; ".join(f"{month:%B %Y}: {value:g}" for month, value in points) or "no figures"
    grid: list[str] = []
    for step in range(_STEPS + 1):
        y = _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * step / _STEPS
        grid.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" stroke="{_GRID}"/>')
        grid.append(_text(_LEFT - 8, y + 5, f"{top * step / _STEPS:g}", "end", 13))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="title told" font-family="Arial, Helvetica, sans-serif">'
        f'<title id="title">{escape(title)}</title><desc id="told">{escape(told)}</desc>'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
        f"{_text(_LEFT, 24, title, 'start', 18, bold=True)}{_text(_LEFT, 44, unit, 'start', 13)}"
        f"{''.join(grid)}{''.join(drawn)}</svg>\n"
    )


def _months(points: Sequence[tuple[dt.date, float]], room: float) -> list[str]:
    every = -(-len(points) // _LABELS) or 1
    return [
        _text(_LEFT + (number + 0.5) * room, _HEIGHT - _BOTTOM + 22, f"{month:%b %y}", "middle", 13)
        for number, (month, _) in enumerate(points)
        if number % every == 0
    ]


def _text(x: float, y: float, words: str, anchor: str, size: int, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{_INK}"{weight}>'
        f"{escape(words)}</text>"
    )


def _round_up(value: float) -> float:
    """Give the next of 4, 8, 20, 40, 80, 200 ... so that the lines of the grid have whole numbers."""
    top = 4
    while top < value:
        top = top * 5 // 2 if str(top)[0] == "8" else top * 2
    return top
