"""One table: which reader reads which format. A format without a line here is said to be unreadable."""

from collections.abc import Callable, Mapping
from importlib import import_module

from pipeline.domain.documents import Content

Reader = Callable[[bytes], Content]


def _lazily(module: str, name: str) -> Reader:
    """Give a reader whose module, with the library behind it, is imported when the first file needs it."""

    def read(content: bytes) -> Content:
        reader: Reader = getattr(import_module(module), name)
        return reader(content)

    return read


_WORD = _lazily("pipeline.word.reader", "read_word")
_EXCEL = _lazily("pipeline.formats.excel", "read_excel")
_PICTURE = _lazily("pipeline.formats.picture", "read_picture")

READERS: Mapping[str, Reader] = {
    "docx": _WORD,
    "docm": _WORD,
    "dotx": _WORD,
    "doc": _lazily("pipeline.formats.doc", "read_doc"),
    "rtf": _lazily("pipeline.formats.rtf", "read_rtf"),
    "odt": _lazily("pipeline.formats.odf", "read_odt"),
    "pdf": _lazily("pipeline.formats.pdf", "read_pdf"),
    "xlsx": _EXCEL,
    "xlsm": _EXCEL,
    "xlsb": _EXCEL,
    "xls": _EXCEL,
    "ods": _EXCEL,
    "csv": _lazily("pipeline.formats.text", "read_csv"),
    "pptx": _lazily("pipeline.formats.slides", "read_slides"),
    "txt": _lazily("pipeline.formats.text", "read_text"),
    "html": _lazily("pipeline.formats.html", "read_html"),
    "xml": _lazily("pipeline.formats.xml", "read_xml"),
    "eml": _lazily("pipeline.formats.mail", "read_eml"),
    "msg": _lazily("pipeline.formats.mail", "read_msg"),
    "jpg": _PICTURE,
    "png": _PICTURE,
    "tif": _PICTURE,
    "gif": _PICTURE,
    "bmp": _PICTURE,
    "heic": _PICTURE,
    "pages": _lazily("pipeline.formats.pages", "read_pages"),
}
