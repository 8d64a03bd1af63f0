"""A document: a member that was read, as paragraphs of runs that know their revision marks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pipeline.domain.members import Opened
from pipeline.domain.words import Kind, Profession

MarkKind = Literal["insert", "delete", "move_from", "move_to", "format", "row_insert", "row_delete", "cell"]
Place = Literal["body", "header", "footer", "footnote", "endnote", "textbox", "comment", "field"]


@dataclass(frozen=True)
class Mark:
    """One revision mark: what it does, by whom, when (ISO 8601); empty where scrubbed. `name` pairs a move's ends.

    A mark made by hand says how it looks; `sure` that the document explains that look, or also strikes words out.
    """

    kind: MarkKind
    author: str = ""
    date: str = ""
    name: str = ""
    look: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Run:
    """A stretch of text under one set of marks; `outer` is the insertion that a deletion stands inside."""

    text: str = field(repr=False)
    mark: Mark | None = None
    outer: Mark | None = None
    format_change: Mark | None = None
    bold: bool = False
    strike: bool = False
    underline: bool = False
    italic: bool = False
    colour: str = ""  # rrggbb in lower case, empty for automatic
    highlight: str = ""

    @property
    def in_new(self) -> bool:
        """Whether the run stands in the text with all changes accepted."""
        return self.mark is None or self.mark.kind not in ("delete", "move_from")

    @property
    def in_old(self) -> bool:
        """Whether the run stood in the text before any change."""
        inserted = [m for m in (self.mark, self.outer) if m is not None and m.kind in ("insert", "move_to")]
        return not inserted


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `mark` is the revision of the paragraph mark itself, `row_mark` that of its table row."""

    runs: tuple[Run, ...]
    place: Place = "body"
    page: int | None = None
    style: str = ""
    heading: bool = False
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    mark: Mark | None = None
    row_mark: Mark | None = None
    format_change: Mark | None = None

    @cached_property
    def text(self) -> str:
        """The text as shown with all changes accepted."""
        return "".join(run.text for run in self.runs if run.in_new)

    @cached_property
    def before(self) -> str:
        """The text as it was before any change."""
        return "".join(run.text for run in self.runs if run.in_old)


def plain(
    text: str,
    *,
    page: int | None = None,
    place: Place = "body",
    heading: bool = False,
    table: int | None = None,
    row: int | None = None,
    cell: int | None = None,
) -> Paragraph:
    """Make a paragraph of unmarked text."""
    return Paragraph((Run(text),), place=place, page=page, heading=heading, table=table, row=row, cell=cell)


@dataclass(frozen=True)
class Comment:
    """A reviewer's comment and the text it is anchored to."""

    author: str
    date: str
    text: str = field(repr=False)
    anchor: str = field(default="", repr=False)


@dataclass(frozen=True)
class Content:
    """What a reader makes of bytes: paragraphs in reading order, form fields, comments, properties of the file.

    `active` names macros, scripts and embedded programs in plain words; `notes` anything an officer should know
    of how it was read. `pages` counts pages, slides or sheets. `legible_characters` is 0 for an image with no text.
    """

    paragraphs: tuple[Paragraph, ...] = field(repr=False)
    pages: int = 1
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    comments: tuple[Comment, ...] = field(default=(), repr=False)
    properties: Mapping[str, str] = field(default_factory=dict, repr=False)
    active: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    text_source: Literal["text", "ocr", "none"] = "text"
    confidence: float = 1.0
    attachments: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)  # mail and PDF attachments
    blank_pages: tuple[int, ...] = ()  # page numbers, from 1, that are images without text
    cut: str = ""  # what a limit left unread, in words; empty where all was read
    picture: bytes = field(default=b"", repr=False)  # a JPEG to read where the file itself is only its wrapping
    ink: bool = False  # drawings or handwriting stand on its pages, which nobody here can read
    changes_unread: bool = False  # it holds tracked changes of a format whose changes no reader here can show


@dataclass(frozen=True)
class Document:
    """A member that was opened and read."""

    opened: Opened
    content: Content = field(repr=False)

    @property
    def path(self) -> str:
        """The path of the member inside the pack."""
        return self.opened.member.path

    @property
    def sha256(self) -> str:
        """The SHA-256 of what came in."""
        return self.opened.member.sha256

    @cached_property
    def text(self) -> str:
        """The whole text as shown, a paragraph a line, body first."""
        return "\n".join(p.text for p in self.content.paragraphs if p.text.strip())

    @property
    def revised(self) -> bool:
        """Whether any revision mark stands in the document."""
        return any(
            p.mark or p.row_mark or p.format_change or any(r.mark or r.format_change for r in p.runs)
            for p in self.content.paragraphs
        )


@dataclass(frozen=True)
class Recognised:
    """A document whose kind is told, with why; `date` is the date it bears; `suspected` marks a doubtful record.

    Of a file that holds several papers, `parts` are these.
    """

    document: Document
    kind: Kind
    profession: Profession | None = None
    confidence: float = 0.0
    why: tuple[str, ...] = ()
    date: dt.date | None = None
    suspected: bool = False
    mentions: tuple[str, ...] = ()
    pages: tuple[int, int] | None = None  # first and last page of a part of a file that holds several papers
    parts: tuple["Recognised", ...] = ()

    @property
    def path(self) -> str:
        """The path of the member inside the pack."""
        return self.document.path

    @property
    def text(self) -> str:
        """The whole text as shown."""
        return self.document.text


def papers_of(files: tuple[Recognised, ...]) -> tuple[Recognised, ...]:
    """Give every paper: a file as it is, or its parts where it holds several."""
    return tuple(paper for file in files for paper in (file.parts or (file,)))
