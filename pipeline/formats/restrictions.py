"""Limits on what may be done with an open file: none of them hides anything, and each is told in plain words.

Edit restriction, sheet protection and a read-only recommendation are no passwords to open; nobody needs to send the
file again for them.
"""

import io
import re
import zipfile
from collections.abc import Iterator

_READ_AT_MOST = 8 * 1024 * 1024
_SHEETS = 60
_EDITS = {
    "readOnly": "editing is restricted to reading",
    "comments": "editing is restricted to comments",
    "forms": "editing is restricted to filling in the form",
    "trackedChanges": "editing is restricted to tracked changes",
}
_BIFF = {
    0x0012: "a sheet or the workbook is protected against editing",
    0x0013: "a sheet or the workbook is protected against editing",
    0x005B: "it is recommended to be opened read-only",
    0x0086: "it is recommended to be opened read-only",
}


def restrictions(content: bytes, format: str) -> tuple[str, ...]:
    """Name the limits on editing, the signature and the sensitivity label of *content*; never raises."""
    if content.startswith(b"PK"):
        return tuple(dict.fromkeys(_zipped(content)))
    if format == "xls":
        return tuple(dict.fromkeys(_old_workbook(content)))
    if format == "pdf" and b"/ByteRange" in content and b"/Sig" in content:
        return ("it is digitally signed",)
    return ()


def _zipped(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            yield from _of_names(names)
            for name in names[:2000]:
                yield from _of_part(archive, name)
    except Exception:  # noqa: BLE001 - a damaged package is the reader's to report; its limits are a courtesy
        return


def _of_names(names: list[str]) -> Iterator[str]:
    low = [name.casefold() for name in names]
    if any(name.startswith("_xmlsignatures/") and name.endswith(".xml") for name in low):
        yield "it is digitally signed"
    if any(name.endswith("documentsignatures.xml") for name in low):
        yield "it is digitally signed"
    if "docmetadata/labelinfo.xml" in low:
        yield "it carries a sensitivity label"


def _of_part(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    if name == "word/settings.xml":
        text = _text(archive, name)
        edit = re.search(r"<w:documentProtection\b[^>]*", text)
        if edit and re.search(r'w:enforcement="(?:1|true|on)"', edit[0]):
            kind = re.search(r'w:edit="(\w+)"', edit[0])
            yield _EDITS.get(kind[1] if kind else "", "its formatting is protected")
        if re.search(r'<w:writeProtection\b[^>]*w:recommended="(?:1|true|on)"', text):
            yield "it is recommended to be opened read-only"
        elif "<w:writeProtection" in text:
            yield "a password is needed to change it, none to read it"
    elif name == "xl/workbook.xml":
        text = _text(archive, name)
        if "<workbookProtection" in text:
            yield "the structure of the workbook is protected against editing"
        if re.search(r'<fileSharing\b[^>]*readOnlyRecommended="(?:1|true)"', text):
            yield "it is recommended to be opened read-only"
    elif re.fullmatch(r"xl/worksheets/sheet\d{1,2}\.xml", name):
        if "<sheetProtection" in _text(archive, name):
            yield "a sheet is protected against editing"
    elif name == "content.xml" and re.search(r'text:protected="true"|table:protected="true"', _text(archive, name)):
        yield "a section or a sheet is protected against editing"
    elif name == "docProps/custom.xml" and "MSIP_Label_" in _text(archive, name):
        yield "it carries a sensitivity label"


def _text(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        return part.read(_READ_AT_MOST).decode("utf-8", "replace")


def _old_workbook(content: bytes) -> Iterator[str]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            stream = ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read(_READ_AT_MOST)
    except Exception:  # noqa: BLE001 - as above
        return
    place = 0
    while place + 4 <= len(stream):
        kind = int.from_bytes(stream[place : place + 2], "little")
        size = int.from_bytes(stream[place + 2 : place + 4], "little")
        body = stream[place + 4 : place + 4 + size]
        if kind in _BIFF and (kind in (0x005B, 0x0086) or body[:2] not in (b"", b"\0\0")):
            yield _BIFF[kind]
        place += 4 + size
