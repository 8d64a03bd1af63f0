"""Read what really stands in a finished letter: body, headers, footers, notes, comments, properties, alternative text.

It shares nothing with what wrote the letter, so that a fault there cannot hide from it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TOLD_BY = (
    "descr",
    "title",
    "alt",
    "author",
    "initials",
    "name",
    "val",
    "content",
    "aria-label",
    "href",
    "placeholder",
)


def final_text(name: str, content: bytes) -> str:
    """Give every word that *content* (.docx, .pdf, .html, .txt) carries, seen or not; raises ValueError for others."""
    ending = name.rsplit(".", 1)[-1].casefold()
    readers = {"docx": _word, "pdf": _pdf, "html": _html, "txt": _plain}
    if ending not in readers:
        raise ValueError(f"a file of the kind .{ending} cannot be checked, so it is not issued")
    return "\n".join(readers[ending](content))


def _word(content: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(content)) as package:
        for part in sorted(package.namelist()):
            if part.endswith((".xml", ".rels")):
                yield from _part(package.read(part))


@lru_cache(maxsize=64)
def _part(content: bytes) -> tuple[str, ...]:
    """Read one part; styles and themes are the same in every letter of a template and are read once."""
    from lxml import etree

    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    paragraphs = list(root.iter(f"{_W}p"))
    told = ["".join(_runs(one)) for one in paragraphs]
    if not paragraphs:
        told.append(" ".join(str(text) for text in root.itertext() if str(text).strip()))
    return (*told, *_attributes(root))


def _runs(paragraph: Any) -> Iterator[str]:
    for one in paragraph.iter():
        if one.tag in (f"{_W}t", f"{_W}delText", f"{_W}instrText"):
            yield one.text or ""
        elif one.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield "\n"


def _attributes(root: Any) -> Iterator[str]:
    for one in root.iter():
        if not isinstance(one.tag, str):
            yield str(one.text or "")  # a comment of the XML
            continue
        for key, value in one.attrib.items():
            if str(key).rsplit("}", 1)[-1] in _TOLD_BY and re.search(r"[^\W\d_]{2}", str(value)):
                yield str(value)


def _pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    yield from (str(value) for value in (reader.metadata or {}).values())
    for page in reader.pages:
        yield page.extract_text()
        for note in page.get("/Annots") or ():
            yield str(note.get_object().get("/Contents") or "")


def _html(content: bytes) -> Iterator[str]:
    from lxml import html

    root = html.document_fromstring(content)
    for one in root.iter():
        yield from (text.strip() for text in (one.text, one.tail) if isinstance(text, str) and text.strip())
        yield from (str(value) for key, value in one.attrib.items() if key in _TOLD_BY)


def _plain(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8")
