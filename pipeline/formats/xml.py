"""XML of any vocabulary: the text of its elements."""

from itertools import islice

from pipeline.domain.documents import Content, plain
from pipeline.word.parts import parse_xml

_MOST = 100_000


def read_xml(content: bytes) -> Content:
    """Read the text of every element, one paragraph each."""
    root = parse_xml(content)
    texts = [text.strip() for text in islice(root.itertext(), _MOST + 1)]
    cut = f"only its first {_MOST} texts were read" if len(texts) > _MOST else ""
    return Content(tuple(plain(text) for text in texts[:_MOST] if text), cut=cut)
