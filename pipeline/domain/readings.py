"""The two readings of a document with changes: all of them accepted, and all of them rejected."""

from collections.abc import Iterator, Sequence

from pipeline.domain.diff import Line
from pipeline.domain.documents import Paragraph
from pipeline.domain.words import Section

_PUT_IN = ("insert", "move_to")
_TAKEN_OUT = ("delete", "move_from")


def reading(
    paragraphs: Sequence[Paragraph], sections: Sequence[Section | None], *, accepted: bool, places: Sequence[str] = ()
) -> Iterator[Line]:
    """Give the lines of one reading, of the given *places* or of all.

    The end of a paragraph that a change put in parts nothing in the old reading, and one that a change takes out
    parts nothing in the new.
    """
    joined = ""
    within: Section | None = None
    row_out, end_out = ("row_delete", _TAKEN_OUT) if accepted else ("row_insert", _PUT_IN)
    for paragraph, section in zip(paragraphs, sections, strict=True):
        if places and paragraph.place not in places:
            continue
        if paragraph.row_mark is not None and paragraph.row_mark.kind == row_out:
            continue
        text = paragraph.text if accepted else paragraph.before
        within = section if text or not joined else within
        joined += text
        if paragraph.mark is None or paragraph.mark.kind not in end_out:
            yield from (Line(part, within) for part in joined.split("\n"))
            joined = ""
    if joined:
        yield Line(joined, within)
