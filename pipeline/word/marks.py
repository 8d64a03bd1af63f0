"""Revision marks: who proposed what, when, and whether a change of properties changes anything at all."""

from typing import Any

from pipeline.domain.documents import Mark, MarkKind
from pipeline.word.names import W16DU, w

TEXT_MARKS: dict[str, MarkKind] = {
    w("ins"): "insert",
    w("del"): "delete",
    w("moveFrom"): "move_from",
    w("moveTo"): "move_to",
}
CELL_MARKS = (w("cellIns"), w("cellDel"), w("cellMerge"))
PROPERTY_CHANGES = {
    w("rPr"): w("rPrChange"),
    w("pPr"): w("pPrChange"),
    w("tblPr"): w("tblPrChange"),
    w("tblGrid"): w("tblGridChange"),
    w("tblPrEx"): w("tblPrExChange"),
    w("trPr"): w("trPrChange"),
    w("tcPr"): w("tcPrChange"),
    w("sectPr"): w("sectPrChange"),
}
# What stands in properties and is no property: marks, and the copies of old properties.
_NOT_PROPERTIES = {*TEXT_MARKS, *CELL_MARKS, *PROPERTY_CHANGES.values(), w("rPr"), w("sectPr")}


def mark_of(element: Any, kind: MarkKind, name: str = "") -> Mark:
    """Read author and time of the revision *element*; Word's own `w:date` is local time with a false Z, so UTC wins."""
    date = element.get(f"{{{W16DU}}}dateUtc") or element.get(w("date")) or ""
    return Mark(kind, element.get(w("author")) or "", date, name)


def child_mark(properties: Any | None, names: dict[str, MarkKind]) -> Mark | None:
    """Find the first of *names* directly under *properties*, never in the copy of the old ones."""
    for child in properties if properties is not None else ():
        if child.tag in names:
            return mark_of(child, names[child.tag])
    return None


def property_change(properties: Any | None) -> Mark | None:
    """Find the change of *properties* that makes a difference; Word also writes changes that change nothing."""
    if properties is None:
        return None
    change = properties.find(PROPERTY_CHANGES[properties.tag])
    if change is None:
        return None
    before = change[0] if len(change) else None
    if _written(before) == _written(properties):
        return None
    return mark_of(change, "format")


def _written(properties: Any | None) -> list[str]:
    from lxml import etree

    if properties is None:
        return []
    kept = [child for child in properties if child.tag not in _NOT_PROPERTIES]
    return sorted(etree.tostring(child, method="c14n", exclusive=True).decode() for child in kept)
