"""A file is what its content says."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from pipeline.formats.sniff import OLE_MAGIC, sniff

PROTECTED = Path(__file__).parents[3] / "shared" / "corpus" / "protected"


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr({"types": "[Content_Types].xml"}.get(name, name), text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"", "AR1.docx", "empty"),
        (b" \r\n ", "a.txt", "empty"),
        (b"%PDF-1.7\n", "a.docx", "pdf"),
        (b"junk\n%PDF-1.4", "", "pdf"),
        (b"{\\rtf1 x}", "a.doc", "rtf"),
        (zipped(types="ct wordprocessingml.document.main+xml"), "a.zip", "docx"),
        (zipped(types="ms-word.document.macroEnabled.main+xml"), "a.docx", "docm"),
        (zipped(types="spreadsheetml.sheet.main+xml"), "", "xlsx"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "", "odt"),
        (zipped(a="x"), "a.docx", "zip"),
        (b"PK\x03\x04broken", "a.docx", "docx"),
        (b"PK\x03\x04broken", "a", "zip"),
        (b"7z\xbc\xaf\x27\x1c..", "", "7z"),
        (b"Rar!\x1a\x07\x00", "", "rar"),
        (b"\xff\xd8\xff\xe0", "scan.pdf", "jpg"),
        (b"\x00\x00\x00\x18ftypheic", "", "heic"),
        (b"<!DOCTYPE html><p>", "", "html"),
        (b'<?xml version="1.0"?><a/>', "", "xml"),
        (b"From: a@b\r\nSubject: c\r\n\r\nd", "", "eml"),
        (b"a,b\n1,2\n", "a.csv", "csv"),
        (b"plain words", "notes", "txt"),
        ("größe".encode("utf-16"), "", "txt"),
        (b"\x00\x01\x02\x03" * 30, "", "unknown"),
        (OLE_MAGIC + b"cut", "a.bin", "unknown"),
    ],
)
def test_content_decides_what_a_file_is(content: bytes, name: str, expected: str) -> None:
    assert sniff(content, name) == expected


@pytest.mark.skipif(not PROTECTED.is_dir(), reason="the corpus of real files is not beside the project")
def test_no_real_protected_file_is_taken_for_another_family() -> None:
    families = {"dot": "doc", "xlt": "xls", "ott": "odt", "ots": "ods", "pptm": "pptx", "dotx": "docx"}
    wrong = []
    for row in csv.DictReader((PROTECTED / "MANIFEST.csv").open(encoding="utf-8")):
        found = sniff((PROTECTED / row["file"]).read_bytes(), row["file"])
        if found != families.get(row["format"], row["format"]):
            wrong.append((row["file"], row["format"], found))
    assert len(wrong) <= 6, wrong
