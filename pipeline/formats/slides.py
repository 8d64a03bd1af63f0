"""Presentations: the text of each slide and its speaker's notes."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.domain.documents import Content, Paragraph, plain
from pipeline.word.parts import open_parts, parse_xml, read_part

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml\Z")
_NOTES = re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml\Z")
_MOST = 500


def read_slides(content: bytes) -> Content:
    """Read *content* (.pptx) slide by slide; tables row by row."""
    archive = open_parts(content)
    names = archive.namelist()
    paragraphs: list[Paragraph] = []
    slides = _numbered(names, _SLIDE)
    for number, name in slides[:_MOST]:
        paragraphs.extend(_slide(parse_xml(read_part(archive, name)), number))
    for number, name in _numbered(names, _NOTES)[:_MOST]:
        paragraphs.extend(_slide(parse_xml(read_part(archive, name)), number))
    low = [name.casefold() for name in names]
    active = ["macros"] if any(name.endswith("vbaproject.bin") for name in low) else []
    active += ["an embedded program or file"] if any("/embeddings/" in name for name in low) else []
    cut = f"only its first {_MOST} of {len(slides)} slides were read" if len(slides) > _MOST else ""
    return Content(tuple(paragraphs), pages=max(1, len(slides)), active=tuple(active), cut=cut)


def _numbered(names: list[str], pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    found = [(int(match[1]), name) for name in names if (match := pattern.match(name))]
    return sorted(found)


def _slide(root: Any, number: int) -> Iterator[Paragraph]:
    for table, element in enumerate(root.iter(f"{_A}tbl"), start=number * 100):
        for row, one in enumerate(element.iter(f"{_A}tr")):
            for cell, inner in enumerate(one.iter(f"{_A}tc")):
                text = "".join(part.text or "" for part in inner.iter(f"{_A}t")).strip()
                if text:
                    yield plain(text, page=number, table=table, row=row, cell=cell)
    for paragraph in root.iter(f"{_A}p"):
        inside = any(True for _ in paragraph.iterancestors(f"{_A}tc"))
        text = "".join(part.text or "" for part in paragraph.iter(f"{_A}t")).strip()
        if text and not inside:
            yield plain(text, page=number)
