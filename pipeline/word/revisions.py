"""Every revision mark of a Word file, one by one, as the file holds them: what the grouped changes must account for."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.word.marks import CELL_MARKS, PROPERTY_CHANGES, TEXT_MARKS, mark_of
from pipeline.word.names import MC, M, w
from pipeline.word.package import Package

_PARTS = ("/header", "/footer", "/footnotes", "/endnotes", "/comments", "/styles", "/numbering")
_CHANGES = {*PROPERTY_CHANGES.values(), w("numberingChange")}
_CELLS = dict(zip(CELL_MARKS, ("cell_ins", "cell_del", "cell_merge"), strict=True))
_RANGES = {w(f"{name}Range{end}") for name in ("moveFrom", "moveTo") for end in ("Start", "End")}
_CUSTOM = {w(f"customXml{name}RangeStart"): f"customXml{name}" for name in ("Ins", "Del", "MoveFrom", "MoveTo")}
_TEXT = {w("t"), w("delText"), f"{{{M}}}t"}
_AROUND = ("ins", "del", "moveFrom", "moveTo")
_FALLBACK = f"{{{MC}}}Fallback"


@dataclass(frozen=True)
class Revision:
    """One mark: its kind by the name of its element, the part it stands in, who made it and when, and its text.

    `para_`, `row_` and `num_` before a kind say that it is the end of a paragraph, a row or a number that was put in
    or taken out; `_mark` after it that the look of a paragraph's end changed.
    """

    kind: str
    part: str
    author: str
    date: str
    text: str = field(repr=False)
    inside: str = ""  # the mark around it: what one author put in and another took out stands in neither reading


def list_revisions(content: bytes) -> tuple[Revision, ...]:
    """List the marks of *content* part by part; raises SetAside where it is no Word file."""
    package = Package(content)
    related = package.related(package.main).values()
    targets = {one for kind, one, outside in related if not outside and kind.endswith(_PARTS)}
    found: list[Revision] = []
    for name in (package.main, *sorted(targets)):
        root = package.part(name)
        if root is not None:
            found.extend(_under(root, posixpath.basename(name).removesuffix(".xml")))
    return tuple(found)


def _under(element: Any, part: str, outer: str = "") -> Iterator[Revision]:
    for child in element:
        kind = _kind(child)
        if kind:
            mark = mark_of(child, "insert")
            yield Revision(kind, part, mark.author, mark.date, _text(child), outer)
        # The copy of old properties repeats marks, and the fallback of a box repeats the box.
        if child.tag not in _CHANGES and child.tag != _FALLBACK:
            yield from _under(child, part, kind if kind in _AROUND else outer)


def _kind(element: Any) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    parent = element.getparent()
    above = parent.tag if parent is not None else ""
    name = tag.rsplit("}", 1)[-1]
    if tag in TEXT_MARKS:
        if above == w("rPr"):
            grandparent = parent.getparent()
            return f"para_{name}" if grandparent is not None and grandparent.tag == w("pPr") else name
        return {w("trPr"): f"row_{name}", w("numPr"): f"num_{name}"}.get(above, name)
    if tag in _CELLS:
        return _CELLS[tag]
    if tag == w("rPrChange") and parent.getparent() is not None and parent.getparent().tag == w("pPr"):
        return "rPrChange_mark"
    if tag in _CUSTOM:
        return _CUSTOM[tag]
    return name if tag in _CHANGES or tag in _RANGES else ""


def _text(element: Any) -> str:
    """Give the words under a mark, without those that a mark inside it takes out."""
    words = []
    for child in element:
        if child.tag in _TEXT:
            words.append(child.text or "")
        elif child.tag not in TEXT_MARKS and child.tag != _FALLBACK:
            words.append(_text(child))
    return "".join(words)
