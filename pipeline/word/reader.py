"""Read a Word file: every text that a reader sees, with its revision marks, part after part."""

from collections.abc import Iterator
from typing import Any

from pipeline.domain.documents import Comment, Content, Paragraph, Place
from pipeline.word.blocks import Blocks, Spot
from pipeline.word.inline import State
from pipeline.word.names import w
from pipeline.word.package import Package
from pipeline.word.styles import read_styles

_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_PARTS: tuple[tuple[str, Place], ...] = (
    ("/header", "header"),
    ("/footer", "footer"),
    ("/footnotes", "footnote"),
    ("/endnotes", "endnote"),
)
_PRINTED_BY_WORD = ("separator", "continuationSeparator", "continuationNotice")
_MOST_PAGES = 5000


def read_word(content: bytes) -> Content:
    """Read *content* (.docx, .docm, .dotx) as paragraphs; raises SetAside where it is damaged."""
    package = Package(content)
    related = package.related(package.main)
    root = package.part(package.main)
    state = State(pages_known=_has_rendered_breaks(root))
    blocks = Blocks(read_styles(_first(package, related, "/styles")), state)
    paragraphs = list(_main(blocks, root))
    pages = state.page
    for ending, place in _PARTS:
        for part in _parts(package, related, ending):
            paragraphs.extend(_notes(blocks, part, place))
    comments = tuple(_comments(blocks, _first(package, related, "/comments")))
    properties = _properties(package)
    return Content(
        tuple(paragraphs),
        pages=_page_count(properties, pages),
        comments=comments,
        properties=properties,
        active=tuple(sorted(state.active | _active(package, related))),
        cut=state.cut,
        ink=any("/ink/" in target for _, target, _ in related.values()),
    )


def _has_rendered_breaks(root: Any) -> bool:
    return next(root.iter(w("lastRenderedPageBreak")), None) is not None


def _main(blocks: Blocks, root: Any) -> Iterator[Paragraph]:
    body = root.find(w("body"))
    yield from blocks.read(body if body is not None else (), Spot())


def _parts(package: Package, related: dict[str, tuple[str, str, bool]], ending: str) -> Iterator[Any]:
    """Give each part whose relationship type ends so, once, in the order of its name."""
    names = sorted({target for kind, target, outside in related.values() if kind.endswith(ending) and not outside})
    for name in names:
        part = package.part(name)
        if part is not None:
            yield part


def _first(package: Package, related: dict[str, tuple[str, str, bool]], ending: str) -> Any | None:
    return next(_parts(package, related, ending), None)


def _notes(blocks: Blocks, part: Any, place: Place) -> Iterator[Paragraph]:
    notes = [one for one in part if one.tag in (w("footnote"), w("endnote"))]
    if not notes:
        yield from _without_page(blocks.read(part, Spot(place)))
    for note in notes:
        if note.get(w("type")) not in _PRINTED_BY_WORD:
            yield from _without_page(blocks.read(note, Spot(place)))


def _without_page(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Headers and notes stand on pages that only printing tells."""
    from dataclasses import replace

    for paragraph in paragraphs:
        yield replace(paragraph, page=None)


def _comments(blocks: Blocks, part: Any | None) -> Iterator[Comment]:
    for one in part if part is not None else ():
        if one.tag != w("comment"):
            continue
        text = "\n".join(paragraph.text for paragraph in blocks.read(one, Spot("comment")))
        anchor = blocks.state.anchors.get(one.get(w("id"), ""), "")
        yield Comment(one.get(w("author")) or "", one.get(w("date")) or "", text.strip(), anchor.strip())


def _properties(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    names = {f"{_DC}title": "title", f"{_DC}creator": "author", f"{_CORE}lastModifiedBy": "last modified by",
             f"{_DC}subject": "subject", f"{_APP}Pages": "pages", f"{_APP}Company": "company"}  # fmt: skip
    for part in ("docProps/core.xml", "docProps/app.xml"):
        root = package.part(part)
        for one in root if root is not None else ():
            if one.tag in names and (one.text or "").strip():
                found[names[one.tag]] = (one.text or "").strip()
    return found


def _page_count(properties: dict[str, str], counted: int) -> int:
    """Take the count that Word wrote at saving where it is more than the breaks show."""
    said = properties.pop("pages", "")
    told = int(said) if said.isdigit() and len(said) < 6 else 1
    return min(max(told, counted), _MOST_PAGES)


def _active(package: Package, related: dict[str, tuple[str, str, bool]]) -> set[str]:
    found: set[str] = set()
    names = {name.casefold() for name in package.names}
    if any(name.endswith("vbaproject.bin") for name in names):
        found.add("macros")
    if any("/embeddings/" in name and name.endswith(".bin") for name in names):
        found.add("an embedded program or file")
    if any("/activex/" in name for name in names):
        found.add("ActiveX controls")
    settings = [target for kind, target, _ in related.values() if kind.endswith("/settings")]
    for name in (package.main, *settings):
        for kind, _, outside in package.related(name).values():
            if outside and kind.endswith("/attachedTemplate"):
                found.add("a template from another place")
            if outside and kind.endswith(("/oleObject", "/frame", "/subDocument")):
                found.add("a link to a program or document in another place")
    return found
