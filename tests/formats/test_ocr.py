"""Scans are read, whichever way round the paper lay; what cannot be read is said to be unread."""

import io
import random
import zipfile
from functools import cache
from typing import Any

import pytest
from PIL import Image, ImageDraw

from pipeline.demo.pdf_files import scanned_pdf
from pipeline.demo.people import pupils
from pipeline.demo.writing import ar1, parent_views
from pipeline.domain.case import Known
from pipeline.domain.members import Member, Pack
from pipeline.domain.report import Report
from pipeline.domain.words import Kind
from pipeline.formats.ocr import Scan, read_scan
from pipeline.process import process
from tests.office import TODAY, rules

PUPIL = next(iter(pupils(TODAY).values()))


@cache
def page() -> Any:
    import pypdfium2

    with pypdfium2.PdfDocument(scanned_pdf(parent_views(PUPIL))) as document:
        return document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")


def picture(image: Any, format: str = "PNG") -> bytes:
    written = io.BytesIO()
    image.save(written, format)
    return written.getvalue()


def turned(degrees: float) -> Any:
    return page().rotate(degrees, expand=True, fillcolor=255)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 3, -6])
def test_a_page_is_read_whichever_way_round_it_lay(degrees: float) -> None:
    read = read_scan(Scan(picture(turned(degrees)), "png", 1))
    assert read.legible
    assert "Parent Views" in read.lines
    assert any(PUPIL.name in line for line in read.lines)
    assert 0.8 < read.confidence <= 1


def scribble() -> Any:
    """Draw what no engine for print can read."""
    chance = random.Random(1)
    image = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(image)
    for row in range(20):
        points = [(60 + step * 12, 80 + row * 80 + chance.randrange(-26, 26)) for step in range(90)]
        pen.line(points, fill=0, width=4)
    return image


def report_of(content: bytes, name: str) -> Report:
    pack = Pack("Example", (Member(name, content),), TODAY, "0" * 64)
    return process(pack, Known(), rules(), TODAY).report


def test_a_scanned_form_is_recognised_and_read_as_a_form() -> None:
    report = report_of(scanned_pdf(ar1(PUPIL)), "scan0001.pdf")
    (entry,) = report.documents
    assert (entry.kind, entry.text_source) == (Kind.AR1, "ocr")
    assert 0.8 < entry.text_confidence < 1
    assert report.review.meeting_date == PUPIL.meeting
    assert report.child.dob == PUPIL.dob
    assert any("read from the picture (OCR)" in note for note in entry.notes)


def test_what_cannot_be_read_is_never_taken_for_absent() -> None:
    report = report_of(picture(scribble()), "handwritten.png")
    (entry,) = report.documents
    assert (entry.text_source, entry.kind) == ("none", Kind.UNKNOWN)
    assert report.triage.if_complete == "undetermined"
    assert "unreadable_document" in {one.code for one in report.findings}
    assert any("could not be read" in note for note in entry.notes)


@pytest.mark.parametrize(("format", "name"), [("JPEG", "a.jpg"), ("TIFF", "a.tif"), ("BMP", "a.bmp"), ("GIF", "a.gif")])
def test_every_kind_of_picture_is_read(format: str, name: str) -> None:
    (entry,) = report_of(picture(page(), format), name).documents
    assert (entry.kind, entry.text_source) == (Kind.PARENT_VIEWS, "ocr")


def test_a_telephone_photo_is_read() -> None:
    pillow_heif = pytest.importorskip("pillow_heif", reason="the decoder of HEIC photos is not installed")
    written = io.BytesIO()
    pillow_heif.from_pillow(page().convert("RGB")).save(written, quality=90)
    (entry,) = report_of(written.getvalue(), "IMG_0001.HEIC").documents
    assert (entry.format, entry.kind, entry.text_source) == ("heic", Kind.PARENT_VIEWS, "ocr")


def test_an_apple_pages_file_is_read_by_its_preview() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("Index/Document.iwa", b"closed")
        archive.writestr("preview.jpg", picture(page(), "JPEG"))
    (entry,) = report_of(written.getvalue(), "views.pages").documents
    assert (entry.format, entry.kind, entry.text_source) == ("pages", Kind.PARENT_VIEWS, "ocr")
    assert any("preview" in note for note in entry.notes)


def test_a_picture_larger_than_any_scanner_makes_is_refused() -> None:
    image = Image.new("1", (20_000, 20_000))
    (entry,) = report_of(picture(image), "huge.png").documents
    assert entry.disposition == "unreadable"
