"""Letters as PDF beside their Word files: by the office program of the machine, else set by the program itself."""

from collections.abc import Callable, Sequence

ToPdf = Callable[[Sequence[bytes]], list[bytes | None]]


def pdf_maker() -> ToPdf:
    """Give what turns Word letters into tagged PDFs on this machine; a batch goes through one start of the office."""
    from functools import partial

    from pipeline.tools import find_office, to_pdf

    office = find_office()
    by_office = partial(to_pdf, office=office) if office else None
    return lambda letters: _made(letters, by_office)


def _made(letters: Sequence[bytes], by_office: ToPdf | None) -> list[bytes | None]:
    from pipeline.letters.typeset import typeset

    found = by_office(letters) if by_office and letters else [None] * len(letters)
    return [pdf or typeset(letter) for pdf, letter in zip(found, letters, strict=True)]


def merged(pdfs: Sequence[bytes]) -> bytes:
    """Join PDFs into one file to print, each letter beginning on a new sheet for printing on both sides."""
    from io import BytesIO

    from pikepdf import Pdf

    joined = Pdf.new()
    for content in pdfs:
        with Pdf.open(BytesIO(content)) as one:
            joined.pages.extend(one.pages)
            if len(one.pages) % 2:
                joined.add_blank_page(page_size=(595, 842))
    written = BytesIO()
    joined.save(written)
    return written.getvalue()
