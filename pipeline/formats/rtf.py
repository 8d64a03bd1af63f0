"""Rich Text Format."""

from typing import Any

from pipeline.domain.documents import Content, plain


def read_rtf(content: bytes) -> Content:
    """Read *content* as one paragraph a line; embedded objects are named, never opened."""
    source = content.decode("cp1252", "replace")
    lines = text_of_rtf(source).splitlines()
    active = []
    if "\\objdata" in source or "\\objemb" in source:
        active.append("an embedded program or file")
    if "\\objautlink" in source or "\\objupdate" in source or "DDEAUTO" in source:
        active.append("a link to a program or document in another place")
    revised = "\\revised" in source or "\\deleted" in source
    paragraphs = tuple(plain(line.strip(" |")) for line in lines if line.strip(" |"))
    return Content(paragraphs, active=tuple(active), changes_unread=revised)


def text_of_rtf(source: str) -> str:
    """Take the text out of RTF *source*."""
    from striprtf import striprtf

    reader: Any = striprtf
    return str(reader.rtf_to_text(source, errors="replace"))
