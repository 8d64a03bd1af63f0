"""PDF files for the sample packs: with text, locked, and scanned without text."""

import io
import textwrap
from collections.abc import Iterator, Sequence

from pipeline.demo.word_files import Heading, Paper, Table, without_marks

_LINES = 48  # of a page
_WIDTH = 92  # characters of a line of 10 point Helvetica on A4


def pdf_file(paper: Paper) -> bytes:
    """Write *paper* as a PDF of Helvetica text on as many A4 pages as it needs."""
    lines = tuple(lines_of(paper))
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    return _assemble([_content(page) for page in pages], paper.title)


def locked_pdf(content: bytes, password: str) -> bytes:
    """Lock the PDF *content* with AES-256 and *password*."""
    import pikepdf

    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return written.getvalue()


def scanned_pdf(paper: Paper) -> bytes:
    """Write *paper* as a PDF of pictures of its pages at 200 dots per inch, with no text in it."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(size=30)
    lines = tuple(lines_of(paper))
    pictures = []
    for start in range(0, len(lines), _LINES):
        picture = Image.new("L", (1654, 2339), 255)
        ImageDraw.Draw(picture).multiline_text(
            (130, 130), "\n".join(lines[start : start + _LINES]), 0, font, spacing=12
        )
        pictures.append(picture)
    return _pictures_as_pdf(pictures)


def lines_of(paper: Paper) -> Iterator[str]:
    """Break *paper* into printed lines of at most 92 characters."""
    yield from (paper.header, "", paper.title, "")
    for block in paper.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from textwrap.wrap(": ".join(row) if len(row) == 2 else "   ".join(row), _WIDTH)
        else:
            text = block.text if isinstance(block, Heading) else without_marks(block)
            yield from textwrap.wrap(text, _WIDTH)
        yield ""


def _content(lines: tuple[str, ...]) -> bytes:
    shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
    return f"BT /F1 10 Tf 14 TL 56 786 Td {shown} ET".encode("cp1252", "replace")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assemble(contents: list[bytes], title: str) -> bytes:
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({_escaped(title)}) >>".encode("cp1252", "replace"),
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {6 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _with_table(objects)


def _with_table(objects: list[bytes]) -> bytes:
    """Write the objects, the table of where each starts, and the trailer (ISO 32000-1, 7.5)."""
    written = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, body in enumerate(objects, start=1):
        starts.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % start for start in starts)
    written += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(written)


def _pictures_as_pdf(pictures: Sequence[object]) -> bytes:
    contents = []
    for picture in pictures:
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=60, dpi=(200, 200))  # type: ignore[attr-defined]
        contents.append(jpeg.getvalue())
    kids = " ".join(f"{3 + 3 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
    ]
    for number, content in enumerate(contents):
        first = 3 + 3 * number
        draw = b"q 595 0 0 842 0 0 cm /Im0 Do Q"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Im0 %d 0 R >> >> "
            b"/Contents %d 0 R >>" % (first + 1, first + 2),
            b"<< /Type /XObject /Subtype /Image /Width 1654 /Height 2339 /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw),
        ]
    return _with_table(objects).replace(b" /Info 4 0 R", b"")
