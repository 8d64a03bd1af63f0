"""Have files of older formats converted by a real office program where there is one, for what only it can show."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from pipeline.domain.documents import Content, Document
from pipeline.domain.members import Kept, Opened, SetAside
from pipeline.formats.table import READERS

OLDER = ("doc", "rtf", "odt")
BY_OFFICE = "converted by LibreOffice and read as Word, with its tracked changes"
BY_ITSELF = "read by the program's own reader, without LibreOffice: text only, no tracked changes"

Run = Callable[[Callable[[Any], Any], Iterable[Any]], list[Any]]
Convert = Callable[[Sequence[tuple[str, bytes]]], list[bytes | None]]


def convert_older(documents: tuple[Document, ...], run: Run, convert: Convert | None) -> tuple[Document, ...]:
    """Give *documents* with those of OLDER formats read through *convert*, and say of each how it was read."""
    older = [document for document in documents if document.opened.format in OLDER]
    if not older:
        return documents
    contents: list[Content | None] = [None] * len(older)
    if convert is not None:
        contents = _converted([document.opened for document in older], run, convert)
    told = {id(one): _with(one, content) for one, content in zip(older, contents, strict=True)}
    return tuple(told.get(id(document), document) for document in documents)


def convert_unreadable(kept: tuple[Kept, ...], run: Run, convert: Convert | None) -> dict[Kept, Document]:
    """Try what the program's own readers could not read, and give the documents that came of it."""
    tried = [one for one in kept if one.format in OLDER and one.code == "unreadable_document"]
    if not tried or convert is None:
        return {}
    opened = [Opened(one.member, one.member.content, one.format, one.protection) for one in tried]
    contents = _converted(opened, run, convert)
    found = zip(tried, opened, contents, strict=True)
    return {one: Document(had, _noted(content, BY_OFFICE)) for one, had, content in found if content is not None}


def read_converted(content: bytes) -> Content:
    """Read what the office program wrote."""
    return READERS["docx"](content)


def _converted(opened: list[Opened], run: Run, convert: Convert) -> list[Content | None]:
    """Convert all in one run; None where nothing came, or a blank page, as LibreOffice makes of what is no document."""
    made = convert([(one.format, one.content) for one in opened])
    words = [content for content in made if content is not None]
    read = iter(run(read_converted, words))
    contents = [next(read) if content is not None else None for content in made]
    return [None if one is None or isinstance(one, SetAside) or not _says(one) else one for one in contents]


def _says(content: Content) -> bool:
    return any(paragraph.text.strip() or paragraph.before.strip() for paragraph in content.paragraphs)


def _with(document: Document, content: Content | None) -> Document:
    had = document.content
    if content is None:
        return replace(document, content=_noted(had, BY_ITSELF))
    merged = replace(
        content,
        notes=(*had.notes, *content.notes),
        active=tuple(dict.fromkeys((*had.active, *content.active))),
        properties=had.properties or content.properties,
    )
    return replace(document, content=_noted(merged, BY_OFFICE))


def _noted(content: Content, note: str) -> Content:
    return replace(content, notes=(*content.notes, note))
