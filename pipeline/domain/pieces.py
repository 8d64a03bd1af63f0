"""A document with changes as one line of pieces, and the changes that a reader sees in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.domain.documents import Mark, Paragraph, Run
from pipeline.domain.words import Section

PieceKind = Literal["keep", "insert", "delete", "move_from", "move_to", "format", "table"]
END = "\n"
_WORD = re.compile(r"\w")
_TAIL = re.compile(r"[\w£%'’]+(?:[.,:/\-][\w£%'’]+)*[.,:/\-]?\Z")
_HEAD = re.compile(r"\A[.,:/\-]?[\w£%'’]+(?:[.,:/\-][\w£%'’]+)*")
_CONTEXT = 160  # characters of the paragraph shown on either side of a change


@dataclass(frozen=True)
class Piece:
    """A stretch of text and what a change does to it; `paragraph` is its number in the document."""

    kind: PieceKind
    text: str = field(repr=False)
    paragraph: int
    section: Section | None
    mark: Mark | None = None
    gone: bool = False  # of a table: taken away rather than put in


@dataclass(frozen=True)
class Group:
    """Neighbouring pieces that a reader sees as one change."""

    kind: PieceKind
    pieces: tuple[Piece, ...] = field(repr=False)
    before: str = field(repr=False)
    after: str = field(repr=False)
    context: str = field(repr=False)

    @property
    def section(self) -> Section | None:
        """The section that the change begins in."""
        return self.pieces[0].section

    @property
    def authors(self) -> str:
        """Whose change it is; empty where the names were taken out of the file."""
        return "; ".join(dict.fromkeys(one.mark.author for one in self.pieces if one.mark and one.mark.author))

    @property
    def looks(self) -> tuple[str, ...]:
        """How marks made by hand look; empty for Word's own."""
        return tuple(dict.fromkeys(one.mark.look for one in self.pieces if one.mark and one.mark.look))

    @property
    def sure(self) -> bool:
        """Whether it is sure that the marks mean a change."""
        return any(one.mark is None or one.mark.sure for one in self.pieces)

    @property
    def date(self) -> str | None:
        """When the change was first made, as the file says."""
        return min((one.mark.date for one in self.pieces if one.mark and one.mark.date), default=None)

    @property
    def move(self) -> str:
        """The name that ties both ends of a move together."""
        return next((one.mark.name for one in self.pieces if one.mark and one.mark.name), "")


def pieces_of(paragraphs: Sequence[Paragraph], sections: Sequence[Section | None]) -> tuple[Piece, ...]:
    """Lay *paragraphs* out as pieces; what one author put in and another took out again is in neither text."""
    return tuple(
        piece
        for number, (paragraph, section) in enumerate(zip(paragraphs, sections, strict=True))
        for piece in _of_paragraph(paragraph, number, section)
    )


def _of_paragraph(paragraph: Paragraph, number: int, section: Section | None) -> Iterator[Piece]:
    row = paragraph.row_mark
    if row is not None:
        gone = row.kind == "row_delete"
        text = paragraph.before if gone else paragraph.text
        yield Piece("table", text + END, number, section, row, gone)
        return
    for run in paragraph.runs:
        kind = _kind(run, paragraph)
        if kind is not None:
            yield Piece(kind, run.text, number, section, run.mark or run.format_change or paragraph.format_change)
    if not paragraph.runs and paragraph.format_change is not None:
        yield Piece("format", "", number, section, paragraph.format_change)
    yield Piece(_end(paragraph.mark), END, number, section, paragraph.mark)


def _kind(run: Run, paragraph: Paragraph) -> PieceKind | None:
    if run.mark is None:
        return "format" if run.format_change or paragraph.format_change else "keep"
    kind = run.mark.kind
    if kind in ("delete", "move_from") and run.outer is not None and run.outer.kind in ("insert", "move_to"):
        return None
    if kind in ("insert", "delete", "move_from", "move_to"):
        return kind
    return "format"


def _end(mark: Mark | None) -> PieceKind:
    return mark.kind if mark is not None and mark.kind in ("insert", "delete", "move_from", "move_to") else "keep"


def groups_of(pieces: Sequence[Piece]) -> Iterator[Group]:
    """Join neighbouring pieces of one change: insertions with deletions, rows with rows, one end of a move."""
    start = 0
    while start < len(pieces):
        end = start + 1
        while end < len(pieces) and _together(pieces[end - 1], pieces[end]):
            end += 1
        if pieces[start].kind != "keep":
            yield _group(pieces, start, end)
        start = end


def _together(one: Piece, other: Piece) -> bool:
    if one.section is not other.section:
        return False
    if "format" in (one.kind, other.kind):
        # The end of a paragraph is kept, so neighbouring paragraphs of one format change are joined later.
        return one.kind == other.kind
    if one.kind == other.kind:
        return one.kind != "table" or one.gone == other.gone
    return {one.kind, other.kind} == {"insert", "delete"}


def _group(pieces: Sequence[Piece], start: int, end: int) -> Group:
    inner = tuple(pieces[start:end])
    kind = inner[0].kind
    left, right = _around(pieces, start, end)
    before = "".join(one.text for one in inner if one.kind in ("delete", "move_from", "format") or one.gone)
    after = "".join(one.text for one in inner if one.kind in ("insert", "move_to", "format") or _put_in(one))
    if kind in ("insert", "delete"):
        head, tail = _cut_word(left, before or after, right)
        before, after = (f"{head}{text}{tail}" if head or tail else text for text in (before, after))
    context = f"{left[-_CONTEXT:]}{after.rstrip(END)}{right[:_CONTEXT]}"
    return Group(kind, inner, before.strip(END), after.strip(END), " ".join(context.split()))


def _put_in(piece: Piece) -> bool:
    return piece.kind == "table" and not piece.gone


def _around(pieces: Sequence[Piece], start: int, end: int) -> tuple[str, str]:
    """Give the text of the same paragraph on both sides as it will read."""
    stays = ("keep", "insert", "move_to", "format")
    first, last = pieces[start].paragraph, pieces[end - 1].paragraph
    left, right = [], []
    for piece in reversed(pieces[:start]):
        if piece.paragraph != first:
            break
        left.append(piece.text if piece.kind in stays else "")
    for piece in pieces[end:]:
        if piece.paragraph != last or piece.text == END:
            break
        right.append(piece.text if piece.kind in stays else "")
    return "".join(reversed(left)), "".join(right)


def _cut_word(left: str, changed: str, right: str) -> tuple[str, str]:
    """Give what of a word stands outside the change, so that "therap(y→ist)" reads as two whole words."""
    head = tail = ""
    if left and changed and _WORD.match(left[-1]) and _WORD.match(changed[0]):
        found = _TAIL.search(left)
        head = found[0] if found else ""
    if right and changed and _WORD.match(right[0]) and _WORD.match(changed[-1]):
        found = _HEAD.search(right)
        tail = found[0] if found else ""
    return head, tail
