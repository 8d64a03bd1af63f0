"""List the changes that a reader of the tracked-change document sees, section by section."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.domain.case import Change
from pipeline.domain.documents import Paragraph, Recognised
from pipeline.domain.handmade import with_hand_marks
from pipeline.domain.pieces import Group, groups_of, pieces_of
from pipeline.domain.plan import sections_of
from pipeline.domain.rules import Rules
from pipeline.domain.words import FoundBy, Operation, Section, Sureness

_LONGEST = 4000  # characters of a change that are kept; a whole new section is shown by its beginning


@dataclass(frozen=True)
class Seen:
    """One change before it has its number."""

    section: Section | None
    operation: Operation
    group: Group = field(repr=False)
    before: str = field(repr=False)
    after: str = field(repr=False)
    why: tuple[str, ...] = ()


def compare(tracked: tuple[Recognised, ...], rules: Rules) -> tuple[Change, ...]:
    """List the changes of every *tracked* document in reading order, numbered from 1 through all of them."""
    found = [change for document in tracked for change in _of_document(document, rules)]
    return tuple(replace(change, id=number) for number, change in enumerate(found, start=1))


def _of_document(recognised: Recognised, rules: Rules) -> Iterator[Change]:
    content = recognised.document.content
    paragraphs = tuple(with_hand_marks(content.paragraphs, rules.marks))
    sections = sections_of(paragraphs, rules.sections)
    groups = tuple(groups_of(pieces_of(paragraphs, sections)))
    for seen in _formats_joined(_moves_paired(groups)):
        yield _change(seen, recognised.path)
    for comment in content.comments:
        yield Change(
            0,
            recognised.path,
            _section_of(comment.anchor, paragraphs, sections),
            Operation.COMMENT,
            comment.author,
            comment.date or None,
            "",
            comment.text,
            comment.anchor,
            found_by=FoundBy.COMMENT,
            sureness=Sureness.POSSIBLE,
        )


def _moves_paired(groups: Sequence[Group]) -> Iterator[Seen]:
    """Pair both ends of each move; an end without its fellow is what it looks like, a deletion or an insertion."""
    ends = {index: other for index, other in _pairs(groups)}
    told: set[int] = set()
    for index, group in enumerate(groups):
        if index in told:
            continue
        if index not in ends:
            yield _alone(group)
            continue
        other = groups[ends[index]]
        told.add(ends[index])
        source, target = (group, other) if group.kind == "move_from" else (other, group)
        yield from _move(source, target)


def _pairs(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    sources = [index for index, group in enumerate(groups) if group.kind == "move_from"]
    targets = [index for index, group in enumerate(groups) if group.kind == "move_to"]
    for source in sources:
        fellow = next((one for one in targets if _fellows(groups[source], groups[one])), None)
        if fellow is not None:
            targets.remove(fellow)
            yield source, fellow
            yield fellow, source


def _fellows(source: Group, target: Group) -> bool:
    if source.move or target.move:
        return source.move == target.move
    return source.before.split() == target.after.split()


def _move(source: Group, target: Group) -> Iterator[Seen]:
    """A move within a section is one change; from one section to another it changes both."""
    if source.section is target.section:
        yield Seen(source.section, Operation.MOVE, target, source.before, target.after)
        return
    yield Seen(source.section, Operation.MOVE, source, source.before, "", (f"moved to {_named(target.section)}",))
    yield Seen(target.section, Operation.MOVE, target, "", target.after, (f"moved from {_named(source.section)}",))


def _named(section: Section | None) -> str:
    if section is None:
        return "a place whose section cannot be told"
    return "the cover" if section is Section.COVER else f"section {section}"


def _alone(group: Group) -> Seen:
    if group.kind == "format":
        operation = Operation.FORMAT
    elif group.kind == "table":
        operation = Operation.TABLE
    elif group.before and group.after:
        operation = Operation.REPLACE
    elif group.kind == "move_from" or (group.before and not group.after):
        operation = Operation.DELETE
    elif group.after:
        operation = Operation.INSERT
    else:  # the end of a paragraph alone: two paragraphs joined, or one parted
        operation = Operation.DELETE if group.kind == "delete" else Operation.INSERT
    return Seen(group.section, operation, group, group.before, group.after)


def _formats_joined(changes: Iterator[Seen]) -> Iterator[Seen]:
    """Join format changes of one author that follow one another in one section."""
    last: Seen | None = None
    for change in changes:
        if last is not None and _one_format(last, change):
            text = f"{last.before}\n{change.before}" if change.before else last.before
            last = replace(last, before=text, after=text)
            continue
        if last is not None:
            yield last
        last = change
    if last is not None:
        yield last


def _one_format(one: Seen, other: Seen) -> bool:
    return (
        one.operation is Operation.FORMAT
        and other.operation is Operation.FORMAT
        and one.section is other.section
        and one.group.authors == other.group.authors
    )


def _change(seen: Seen, document: str) -> Change:
    looks = seen.group.looks
    return Change(
        0,
        document,
        seen.section,
        seen.operation,
        seen.group.authors,
        seen.group.date,
        seen.before[:_LONGEST],
        seen.after[:_LONGEST],
        seen.group.context,
        why=(*seen.why, *((f"marked by hand ({', '.join(looks)}), without Track Changes",) if looks else ())),
        found_by=FoundBy.MARKED_BY_HAND if looks else FoundBy.TRACK_CHANGES,
        sureness=Sureness.CERTAIN if not looks else Sureness.LIKELY if seen.group.sure else Sureness.POSSIBLE,
    )


def _section_of(anchor: str, paragraphs: Sequence[Paragraph], sections: Sequence[Section | None]) -> Section | None:
    """Find the section of the only paragraphs that hold *anchor*; None where it stands in several or none."""
    first = anchor.strip().split("\n")[0]
    if not first:
        return None
    found = {section for paragraph, section in zip(paragraphs, sections, strict=True) if first in paragraph.text}
    return found.pop() if len(found) == 1 else None
