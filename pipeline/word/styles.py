"""The styles of a Word file, as far as reading needs them: which are headings, and what they make bold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.word.names import w


@dataclass(frozen=True)
class Style:
    """A paragraph style with what it inherits: its name, whether it is a heading, whether it is bold."""

    name: str
    heading: bool
    bold: bool


def read_styles(root: Any | None) -> Mapping[str, Style]:
    """Read `styles.xml` into styles by their id."""
    found = {one.get(w("styleId"), ""): one for one in (root.iterfind(w("style")) if root is not None else ())}
    return {name: _style(name, found) for name in found}


def _style(name: str, found: Mapping[str, Any]) -> Style:
    title = _value(found[name], "name") or name
    heading = bold = None
    at: str | None = name
    for _ in range(20):  # a style can be based on itself by way of others
        if at is None or at not in found:
            break
        style = found[at]
        heading = _heading(style) if heading is None else heading
        bold = _bold(style) if bold is None else bold
        at = _value(style, "basedOn")
    return Style(title, bool(heading), bool(bold))


def _heading(style: Any) -> bool | None:
    name = (_value(style, "name") or "").casefold()
    if name.startswith("heading") or name in ("title", "subtitle"):
        return True
    level = style.find(f"{w('pPr')}/{w('outlineLvl')}")
    return True if level is not None and level.get(w("val")) != "9" else None


def _bold(style: Any) -> bool | None:
    bold = style.find(f"{w('rPr')}/{w('b')}")
    return None if bold is None else is_on(bold)


def _value(element: Any, name: str) -> str | None:
    child = element.find(w(name))
    return None if child is None else child.get(w("val"))


def is_on(element: Any | None) -> bool:
    """Whether a switch such as `w:b` is there and not turned off."""
    return element is not None and element.get(w("val"), "1") not in ("0", "false", "off", "none")
