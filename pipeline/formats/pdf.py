"""PDF: text page by page, form fields, notes, attachments, and what would run if a viewer let it."""

import io
from collections.abc import Iterator
from typing import Any

from pipeline.domain.documents import Comment, Content, Paragraph, plain

MOST_PAGES = 500
_DEEPEST = 20
LEGIBLE = 20  # characters under which a page with a picture on it is a scan
_MOST_ATTACHMENTS = 200
_PUSH_BUTTON = 1 << 16  # ISO 32000-1, table 226
_LARGEST_ATTACHMENTS = 300 * 1024 * 1024
_SILENT = {"/StrikeOut": "Struck out.", "/Caret": "Text to be inserted here."}  # what a mark without words says
_REMARKS = ("/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", *_SILENT)
_KEY_ACTIONS = {
    "/JavaScript": "a script",
    "/Launch": "an action that starts a program",
    "/ImportData": "an action that imports data",
}


def read_pdf(content: bytes) -> Content:
    """Read *content* with PDFium; fields, notes and attachments come from pypdf where it can open the file too."""
    paragraphs, pages, blank = _pages(content)
    notes: list[str] = []
    fields: dict[str, str] = {}
    remarks: tuple[Paragraph, ...] = ()
    comments: tuple[Comment, ...] = ()
    ink = False
    attachments: tuple[tuple[str, bytes], ...] = ()
    properties: dict[str, str] = {}
    active: tuple[str, ...] = ()
    try:
        reader = _reader(content)
        fields = _fields(reader)
        remarks = tuple(_remarks(reader))
        comments = tuple(_comments(reader, content))
        ink = any(one.get("/Subtype") == "/Ink" for _, one in _annotations(reader))
        attachments = tuple(_attachments(reader))
        properties = _properties(reader)
        active = tuple(sorted(set(_active(reader))))
    except Exception:  # noqa: BLE001 - a broken structure breaks pypdf in many ways, and the pages are read already
        notes.append("its form fields, notes and attachments could not be read")
    shown = [*paragraphs, *(plain(f"{name}: {value}", place="field") for name, value in fields.items()), *remarks]
    legible = sum(len("".join(p.text.split())) for p in shown)
    return Content(
        tuple(shown),
        pages=pages,
        fields=fields,
        comments=comments,
        ink=ink,
        properties=properties,
        active=active,
        notes=tuple(notes),
        text_source="text" if legible >= LEGIBLE else "none",
        confidence=1.0 if legible >= LEGIBLE else 0.0,
        attachments=attachments,
        blank_pages=blank,
        cut=f"only its first {MOST_PAGES} of {pages} pages were read" if pages > MOST_PAGES else "",
    )


def _pages(content: bytes) -> tuple[list[Paragraph], int, tuple[int, ...]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        count = len(document)
        paragraphs: list[Paragraph] = []
        blank = []
        for number in range(min(count, MOST_PAGES)):
            page = document[number]
            text = page.get_textpage().get_text_bounded()
            lines = list(_lines(text, number + 1))
            paragraphs.extend(lines)
            if sum(len("".join(line.text.split())) for line in lines) < LEGIBLE and _has_picture(page):
                blank.append(number + 1)
            page.close()
    finally:
        document.close()
    return paragraphs, count, tuple(blank)


def _lines(text: str, page: int) -> Iterator[Paragraph]:
    """Join the lines that a paragraph was broken into: the next line goes on with a small letter."""
    kept = ""
    for raw in text.replace("\ufffe", "-").replace("\r", "").split("\n"):
        line = raw.strip()
        goes_on = kept and line[:1].islower() and len(kept) > 50 and not kept.endswith((":", ".", ";"))
        if goes_on:
            kept = f"{kept} {line}"
            continue
        if kept:
            yield plain(kept, page=page)
        kept = line
    if kept:
        yield plain(kept, page=page)


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as raw

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _reader(content: bytes) -> Any:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every oddity of a school's printer driver
    return PdfReader(io.BytesIO(content), strict=False)


def _fields(reader: Any) -> dict[str, str]:
    """Read what was filled in: text as it stands, a box as ☒ or ☐, and the values of an XFA form."""
    found: dict[str, str] = {}
    for name, field in (reader.get_fields() or {}).items():
        value, kind = field.get("/V"), field.get("/FT")
        if kind == "/Btn":
            if int(field.get("/Ff") or 0) & _PUSH_BUTTON:
                continue
            if value is not None or "/_States_" in field:
                found[_label(name, field)] = "☐" if str(value) in ("/Off", "None", "") else "☒"
        elif value is not None and str(value).strip():
            found[_label(name, field)] = str(value).strip()
    return found | {name: text for name, text in _xfa(reader) if name not in found}


def _label(name: str, field: Any) -> str:
    """Prefer what a reader is told of the field (/TU) to its inner name."""
    told = field.get("/TU")
    return str(told).strip() if told and len(str(told)) < 120 else str(name)


def _xfa(reader: Any) -> Iterator[tuple[str, str]]:
    from lxml import etree

    datasets = (getattr(reader, "xfa", None) or {}).get("datasets")
    if not datasets:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(datasets, parser)
    for element in root.iter():
        text = (element.text or "").strip()
        if isinstance(element.tag, str) and len(element) == 0 and text:
            yield etree.QName(element).localname, text


def _annotations(reader: Any) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(reader.pages[:MOST_PAGES], start=1):
        for one in page.get("/Annots") or ():
            yield number, one.get_object()


def _remarks(reader: Any) -> Iterator[Paragraph]:
    for number, annotation in _annotations(reader):
        text = annotation.get("/Contents")
        if annotation.get("/Subtype") not in ("/Link", "/Widget", "/Popup") and text and str(text).strip():
            yield plain(str(text).strip(), page=number, place="comment")


def _comments(reader: Any, content: bytes) -> Iterator[Comment]:
    """Give what a reviewer put on the pages, with the words under it: notes, highlights, words struck out."""
    import pypdfium2

    found = [(number, one) for number, one in _annotations(reader) if one.get("/Subtype") in _REMARKS]
    if not found:
        return
    document = pypdfium2.PdfDocument(content)
    try:
        for number, annotation in found:
            kind = str(annotation.get("/Subtype"))
            said = str(annotation.get("/Contents") or "").strip() or _SILENT.get(kind, "")
            if said:
                under = _words_under(document[number - 1], annotation)
                yield Comment(str(annotation.get("/T") or ""), _day_of(annotation.get("/M")), said, under)
    finally:
        document.close()


def _words_under(page: Any, annotation: Any) -> str:
    try:
        left, bottom, right, top = (float(side) for side in annotation.get("/Rect"))
    except (TypeError, ValueError):
        return ""
    return " ".join(str(page.get_textpage().get_text_bounded(left, bottom, right, top)).split())


def _day_of(written: Any) -> str:
    """Read a date such as D:20260225091200Z (ISO 32000-1, 7.9.4) as an ISO day."""
    digits = str(written or "").removeprefix("D:")[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else ""


def _attachments(reader: Any) -> Iterator[tuple[str, bytes]]:
    taken = 0
    number = 0
    seen: set[tuple[str, int]] = set()
    for name, content in (*_named(reader), *_pinned(reader)):
        key = (name, hash(content))
        if key in seen:
            continue
        seen.add(key)
        taken += len(content)
        number += 1
        if taken > _LARGEST_ATTACHMENTS or number > _MOST_ATTACHMENTS:
            raise ValueError("the attachments are larger than any school sends")
        yield name, content


def _named(reader: Any) -> Iterator[tuple[str, bytes]]:
    names = reader.trailer["/Root"].get_object().get("/Names")
    tree = names.get_object().get("/EmbeddedFiles") if names is not None else None
    for file in _leaves(tree.get_object(), 0) if tree is not None else ():
        yield from _file(file)


def _pinned(reader: Any) -> Iterator[tuple[str, bytes]]:
    """Give the files pinned to a page, which the list of attachments does not name."""
    for _, annotation in _annotations(reader):
        if annotation.get("/Subtype") == "/FileAttachment" and "/FS" in annotation:
            yield from _file(annotation["/FS"].get_object())


def _leaves(node: Any, depth: int) -> Iterator[Any]:
    """Give the files of a name tree, however deep (ISO 32000-1, 7.9.6)."""
    if depth > _DEEPEST:
        return
    pairs = node.get("/Names")
    for one in (pairs.get_object() if pairs is not None else ())[1::2]:
        yield one.get_object()
    kids = node.get("/Kids")
    for kid in kids.get_object() if kids is not None else ():
        yield from _leaves(kid.get_object(), depth + 1)


def _file(file: Any) -> Iterator[tuple[str, bytes]]:
    streams = file.get("/EF") if hasattr(file, "get") else None
    streams = streams.get_object() if streams is not None else {}
    stream = next((streams.get(key) for key in ("/UF", "/F") if streams.get(key) is not None), None)
    if stream is not None:
        yield str(file.get("/UF") or file.get("/F") or "attachment"), stream.get_object().get_data()


def _properties(reader: Any) -> dict[str, str]:
    names = {"/Title": "title", "/Author": "author", "/Subject": "subject", "/Producer": "producer"}
    told = reader.metadata or {}
    return {ours: str(told[theirs]) for theirs, ours in names.items() if told.get(theirs)}


def _active(reader: Any) -> Iterator[str]:
    root = reader.trailer["/Root"].get_object()
    names = root.get("/Names")
    if names is not None and "/JavaScript" in names.get_object():
        yield "a script"
    yield from _actions(root)
    for page in reader.pages[:MOST_PAGES]:
        yield from _actions(page)
        for one in page.get("/Annots") or ():
            yield from _actions(one.get_object())


def _actions(holder: Any) -> Iterator[str]:
    for key in ("/OpenAction", "/A", "/AA"):
        action: Any = holder.get(key)
        action = action.get_object() if action is not None else None
        if action is None or not hasattr(action, "get"):
            continue
        every = [action, *(one.get_object() for one in action.values())] if key == "/AA" else [action]
        for one in every:
            kind = one.get("/S") if hasattr(one, "get") else None
            if kind in _KEY_ACTIONS:
                yield _KEY_ACTIONS[str(kind)]
