"""The parts of a zipped document, read under a limit, and XML parsed without following anything."""

import io
import zipfile
from typing import Any

_MEGABYTE = 1024 * 1024
LARGEST_PART = 64 * _MEGABYTE  # the largest plan seen has 3 MB of XML
_PIECE = 256 * 1024


class TooLargeError(ValueError):
    """Says that a part is larger than any document people write."""


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read the part *name* in pieces, because a header may lie about its size; TooLargeError over the limit."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(name) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > LARGEST_PART:
                raise TooLargeError(f"a part of it is larger than {LARGEST_PART // _MEGABYTE} MB unpacked")
            pieces.append(piece)
    return b"".join(pieces)


def open_parts(content: bytes) -> zipfile.ZipFile:
    """Open a zipped document for reading."""
    return zipfile.ZipFile(io.BytesIO(content))


def parse_xml(content: bytes) -> Any:
    """Parse XML with entities, outside documents and endless depth refused."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, parser)
