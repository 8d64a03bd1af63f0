"""XML of any vocabulary: the text of its elements."""

from pipeline.domain.documents import Content, plain
from pipeline.formats.parts import parse_xml

_MOST = 100_000


def read_xml(content: bytes) -> Content:
    """Read the text of every element, one paragraph each."""
    root = parse_xml(content)
    texts = (text.strip() for _, text in zip(range(_MOST), root.itertext(), strict=False))
    return Content(tuple(plain(text) for text in texts if text))
