"""Set the entries of the report down: one for every file that came in."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from pipeline.domain.case import AR1
from pipeline.domain.documents import Recognised
from pipeline.domain.members import Kept, Protection
from pipeline.domain.report import Conservation, DocumentEntry, FormEntry, PartEntry
from pipeline.domain.words import Disposition, Identity, Kind

TOO_LITTLE_TEXT = 40  # legible characters under which nobody can tell what a document is


def entries(
    accepted: tuple[Recognised, ...],
    withheld: tuple[Recognised, ...],
    kept: tuple[Kept, ...],
    protections: Mapping[str, Protection],
    identity: Mapping[str, Identity],
) -> tuple[DocumentEntry, ...]:
    """List every file by path with what became of it."""
    listed = [
        *(replace(_read(one, Disposition.ACCEPTED), identity=identity[one.path]) for one in accepted),
        *(_read(document, Disposition.WITHHELD) for document in withheld),
        *(_set_aside(one) for one in kept),
    ]
    outer = (_under_archive(entry, protections) for entry in listed)
    return tuple(sorted(outer, key=lambda entry: entry.path))


def form(ar1: AR1) -> FormEntry | None:
    """Set down what the review form says; nothing where there is no form."""
    if ar1.document is None:
        return None
    return FormEntry(ar1.document, ar1.facts, ar1.unclear, ar1.attendees, ar1.key_actions, ar1.signatures)


def conserve(listed: tuple[DocumentEntry, ...], junk: int) -> Conservation:
    """Count the files by disposition."""
    count = Counter(entry.disposition for entry in listed)
    return Conservation(
        came_in=len(listed),
        accepted=count[Disposition.ACCEPTED],
        withheld=count[Disposition.WITHHELD],
        not_opened=count[Disposition.NOT_OPENED],
        unreadable=count[Disposition.UNREADABLE],
        duplicate=count[Disposition.DUPLICATE],
        junk=junk,
    )


def unread(accepted: tuple[Recognised, ...], kept: tuple[Kept, ...]) -> tuple[str, ...]:
    """Name each file whose content nobody has read: what is in it is never taken for absent."""
    locked = [one.member.path for one in kept if one.disposition in (Disposition.NOT_OPENED, Disposition.UNREADABLE)]
    illegible = [document.path for document in accepted if _illegible(document)]
    return tuple(sorted((*locked, *illegible)))


def _illegible(document: Recognised) -> bool:
    if document.kind is Kind.SECURE_MAIL_WRAPPER:
        return True
    content = document.document.content
    if content.cut:
        return True
    if (content.changes_unread or content.blank_pages or content.ink) and document.kind in (
        Kind.EHCP,
        Kind.TRACKED_CHANGE,
    ):
        return True
    return document.kind is Kind.UNKNOWN and len("".join(document.text.split())) < TOO_LITTLE_TEXT


def _read(found: Recognised, disposition: Disposition) -> DocumentEntry:
    content, opened = found.document.content, found.document.opened
    return DocumentEntry(
        path=found.path,
        sha256=found.document.sha256,
        format=opened.format,
        kind=found.kind,
        profession=found.profession,
        confidence=round(found.confidence, 2),
        why=found.why,
        pages=content.pages,
        date=found.date,
        text_source=content.text_source,
        text_confidence=content.confidence,
        protection=opened.protection,
        disposition=disposition,
        notes=content.notes,
        parts=tuple(_part(part) for part in found.parts),
    )


def _part(part: Recognised) -> PartEntry:
    first, last = part.pages or (1, part.document.content.pages)
    return PartEntry(part.kind, part.profession, round(part.confidence, 2), part.why, first, last, part.date)


def _set_aside(one: Kept) -> DocumentEntry:
    return DocumentEntry(
        path=one.member.path,
        sha256=one.member.sha256,
        format=one.format,
        kind=Kind.UNKNOWN,
        profession=None,
        confidence=0.0,
        why=(),
        pages=0,
        date=None,
        text_source="none",
        protection=one.protection,
        disposition=one.disposition,
        reason=one.reason,
    )


def _under_archive(entry: DocumentEntry, protections: Mapping[str, Protection]) -> DocumentEntry:
    """Show the archive's protection on an entry that had none of its own."""
    if entry.protection != Protection() or entry.path not in protections:
        return entry
    return replace(entry, protection=protections[entry.path])
