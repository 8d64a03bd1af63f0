"""Word 97-2003: the text out of its piece table ([MS-DOC] 2.4.1), without running or converting anything."""

import io
import re
import struct
from collections.abc import Iterator
from typing import Any

from pipeline.domain.documents import Content, Paragraph, Place, plain
from pipeline.domain.members import SetAside
from pipeline.domain.words import Disposition

_WORD_97 = 0xA5EC
_FLAGS, _LENGTHS, _CLX = 0x0A, 0x4C, 0x01A2
_SECOND_TABLE = 0x0200
_COMPRESSED = 1 << 30
_MOST_PIECES = 100_000
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
_UNSEEN = dict.fromkeys([*range(9), *range(0x0E, 0x1E), 0x1F, 0x15])
_CELL, _ROW_END = "\x07", "\x07\x07"
# The order in which the texts of a document follow one another, with the place each stands in.
_PLACES: tuple[Place, ...] = ("body", "footnote", "header", "body", "comment", "endnote", "textbox", "textbox")
# sprmCFRMark and sprmCFRMarkDel switched on: text marked as inserted or deleted ([MS-DOC] 2.6.1).
_REVISED = (b"\x01\x08\x01", b"\x00\x08\x01")


def read_doc(content: bytes) -> Content:
    """Read *content* (.doc) as text; that it holds tracked changes is said, because they cannot be shown."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(content)) as ole:
        if not ole.exists("WordDocument"):
            raise _foreign("it is an Office file of a kind the program does not read")
        stream = ole.openstream("WordDocument").read()
        if len(stream) < _CLX + 8 or struct.unpack_from("<H", stream)[0] != _WORD_97:
            raise _foreign("it was written by a Word older than 1997")
        flags = struct.unpack_from("<H", stream, _FLAGS)[0]
        table = ole.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
        properties = _properties(ole)
        active = ("macros",) if ole.exists("Macros") else ()
    text = "".join(_pieces(stream, table))
    paragraphs = tuple(_paragraphs(text, struct.unpack_from("<8i", stream, _LENGTHS)))
    revised = any(mark in stream for mark in _REVISED)
    return Content(paragraphs, properties=properties, active=active, changes_unread=revised)


def _pieces(stream: bytes, table: bytes) -> Iterator[str]:
    start, length = struct.unpack_from("<ii", stream, _CLX)
    clx = table[start : start + length]
    at = 0
    while at < len(clx) and clx[at] == 1:  # properties that the pieces refer to
        at += 3 + struct.unpack_from("<h", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        raise ValueError("no piece table")
    size = struct.unpack_from("<i", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    if not 0 < count <= _MOST_PIECES:
        raise ValueError("a piece table of no use")
    ends = struct.unpack_from(f"<{count + 1}i", plc)
    for number in range(count):
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
        yield _text(stream, place, ends[number + 1] - ends[number])


def _text(stream: bytes, place: int, characters: int) -> str:
    if characters < 0:
        raise ValueError("pieces that run backwards")
    if place & _COMPRESSED:
        start = (place & ~_COMPRESSED) // 2
        return stream[start : start + characters].decode("cp1252", "replace")
    return stream[place : place + 2 * characters].decode("utf-16-le", "replace")


def _paragraphs(text: str, lengths: tuple[int, ...]) -> Iterator[Paragraph]:
    at, tables = 0, 0
    for place, length in zip(_PLACES, lengths, strict=True):
        part = _FIELD_CODE.sub("", text[at : at + max(length, 0)])
        at += max(length, 0)
        for block in re.split("[\r\x0c]", part):
            if _CELL not in block:
                shown = _clean(block)
                if shown:
                    yield plain(shown, place=place)
                continue
            tables += 1
            yield from _table(block, place, tables)


def _table(block: str, place: Place, table: int) -> Iterator[Paragraph]:
    for row, cells in enumerate(block.split(_ROW_END)):
        for cell, text in enumerate(cells.split(_CELL)):
            shown = _clean(text)
            if shown:
                yield plain(shown, place=place, table=table, row=row, cell=cell)


def _clean(text: str) -> str:
    lines = text.replace("\x0b", "\n").replace("\x1e", "-").replace("\xa0", " ").translate(_UNSEEN)
    return lines.strip()


def _properties(ole: Any) -> dict[str, str]:
    told = ole.get_metadata()
    found = {"title": told.title, "author": told.author}
    return {name: _decoded(value) for name, value in found.items() if value}


def _decoded(value: object) -> str:
    return value.decode("cp1252", "replace").strip("\0 ") if isinstance(value, bytes) else str(value)


def _foreign(reason: str) -> SetAside:
    return SetAside(Disposition.UNREADABLE, "unreadable_document", reason)
