"""Apple Pages: its own format is closed, so what is read is the preview that every Pages file carries."""

from dataclasses import replace

from pipeline.domain.documents import Content
from pipeline.domain.members import SetAside
from pipeline.domain.words import Disposition
from pipeline.formats.pdf import read_pdf
from pipeline.word.parts import open_parts, read_part

_PREVIEWS = ("QuickLook/Preview.pdf", "preview.jpg", "QuickLook/Thumbnail.jpg", "preview-web.jpg")
_NOTE = "an Apple Pages file, read by its preview, which may show only the first page"


def read_pages(content: bytes) -> Content:
    """Read the preview of *content*; raises SetAside where it has none."""
    archive = open_parts(content)
    names = set(archive.namelist())
    for name in _PREVIEWS:
        if name not in names:
            continue
        preview = read_part(archive, name)
        if name.endswith(".pdf"):
            return replace(read_pdf(preview), notes=(_NOTE,), blank_pages=())
        return Content((), text_source="none", confidence=0.0, blank_pages=(1,), picture=preview, notes=(_NOTE,))
    reason = "it is an Apple Pages file without a preview; send it as Word or PDF"
    raise SetAside(Disposition.UNREADABLE, "unreadable_document", reason)
