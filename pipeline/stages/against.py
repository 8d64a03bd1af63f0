"""Compare the plan that a school sent with the latest one on file: edits without a mark, and an outdated base."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.case import Change, Raised
from pipeline.domain.diff import Difference, Line, differences, likeness
from pipeline.domain.documents import Document, Paragraph, Recognised
from pipeline.domain.onfile import PlanOnFile, plan_date
from pipeline.domain.plan import sections_of
from pipeline.domain.prose import in_prose
from pipeline.domain.rules import Rules
from pipeline.domain.words import Kind, Operation, Section

UNTRACKED = "found by comparison with the plan on file; no mark shows it"
_PLANS = (Kind.TRACKED_CHANGE, Kind.EHCP)
_LEAST_MOVED = 5  # words of a paragraph that is told as moved
_ANOTHER_PLAN = 0.3  # likeness under which two documents are no versions of one plan
_LONGEST = 4000  # characters of a change that are kept


@dataclass(frozen=True)
class Compared:
    """What the comparison adds: changes without a mark, and findings."""

    changes: tuple[Change, ...] = ()
    raised: tuple[Raised, ...] = ()


def against_file(sent: Sequence[Recognised], on_file: Sequence[PlanOnFile], rules: Rules) -> Compared:
    """Compare each plan of the pack with the latest on file, read with all its changes rejected."""
    changes: list[Change] = []
    raised: list[Raised] = []
    latest = on_file[0] if on_file else None
    for one in sent:
        if latest is None or one.kind not in _PLANS:
            continue
        base = _lines(latest.document.content.paragraphs, rules, rejected=False)
        before = _lines(one.document.content.paragraphs, rules, rejected=True)
        outdated = _outdated(one.document, before, base, on_file, rules)
        if outdated:
            raised.append(Raised("outdated_plan_edited", one.path, one.kind, outdated))
            continue
        if likeness(base, before) < _ANOTHER_PLAN:
            detail = "its text is not that of the latest plan on file, so edits without a mark cannot be told"
            raised.append(Raised("outdated_plan_edited", one.path, one.kind, detail))
            continue
        if _by_scan(one.document) or _by_scan(latest.document):
            raised.extend(_scanned(one, base, before))
            continue
        changes.extend(_changes(one.path, differences(base, before)))
    return Compared(tuple(changes), tuple(raised))


def numbered(tracked: tuple[Change, ...], untracked: tuple[Change, ...]) -> tuple[Change, ...]:
    """Number both as one list."""
    return tuple(replace(one, id=number) for number, one in enumerate((*tracked, *untracked), start=1))


# --- the base --------------------------------------------------------------------------------------------------


def _lines(paragraphs: Sequence[Paragraph], rules: Rules, *, rejected: bool) -> list[Line]:
    """Give the lines of the body, with all changes accepted, or with all rejected."""
    sections = sections_of(paragraphs, rules.sections)
    lines: list[Line] = []
    joined = ""
    for paragraph, section in zip(paragraphs, sections, strict=True):
        if paragraph.place not in ("body", "textbox"):
            continue
        text = paragraph.before if rejected else paragraph.text
        added = rejected and paragraph.mark is not None and paragraph.mark.kind in ("insert", "move_to")
        row_added = rejected and paragraph.row_mark is not None and paragraph.row_mark.kind == "row_insert"
        joined += "" if row_added else text
        if not added:  # the end of a paragraph that a change put in parts nothing in the old reading
            lines.extend(Line(part, section) for part in joined.split("\n"))
            joined = ""
    return [*lines, *([Line(joined, None)] if joined else [])]


def _outdated(
    document: Document, before: Sequence[Line], base: Sequence[Line], on_file: Sequence[PlanOnFile], rules: Rules
) -> str:
    """Say why the plan that was edited is not the latest: an older one on file fits better, or its date is older."""
    latest = on_file[0]
    fit = likeness(base, before)
    for older in on_file[1:]:
        lines = _lines(older.document.content.paragraphs, rules, rejected=False)
        if likeness(lines, before) > fit:
            said = f"the plan of {in_prose(older.date)}" if older.date else "an older plan on file"
            return f"its text is that of {said}"
    day = plan_date(document, rules)
    if day and latest.date and day < latest.date and fit < 1:
        return f"it bears the date {in_prose(day)}, and the latest on file {in_prose(latest.date)}"
    return ""


def _by_scan(document: Document) -> bool:
    return document.content.text_source == "ocr"


def _scanned(one: Recognised, base: Sequence[Line], before: Sequence[Line]) -> Iterator[Raised]:
    """A scan is read with slips, so single words of it are no sure change; an officer compares."""
    found = differences(base, before)
    if found:
        where = sorted({str(each.section) for each in found if each.section})
        detail = f"as a scan it can only be compared roughly; it differs in {', '.join(where) or 'places'}"
        yield Raised("untracked_changes", one.path, one.kind, detail)


# --- the changes -----------------------------------------------------------------------------------------------


def _changes(path: str, found: tuple[Difference, ...]) -> Iterator[Change]:
    moved = dict(_moves(found))
    ends = set(moved.values())
    for number, one in enumerate(found):
        if number in ends:
            continue
        if number in moved:
            yield from _move(path, one, found[moved[number]])
        else:
            yield _change(
                path, _operation(one), one.section if one.before else one.to, one.before, one.after, one.context
            )


def _moves(found: tuple[Difference, ...]) -> Iterator[tuple[int, int]]:
    """Pair words that stand no longer in one place with the same words in another."""
    put_in = {" ".join(one.after.split()): number for number, one in enumerate(found) if not one.before}
    for number, one in enumerate(found):
        words = " ".join(one.before.split())
        if not one.after and len(words.split()) >= _LEAST_MOVED and words in put_in:
            yield number, put_in.pop(words)


def _move(path: str, source: Difference, target: Difference) -> Iterator[Change]:
    if source.section is target.to:
        yield _change(path, Operation.MOVE, source.section, source.before, target.after, target.context)
        return
    yield _change(path, Operation.MOVE, source.section, source.before, "", source.context)
    yield _change(path, Operation.MOVE, target.to, "", target.after, target.context)


def _operation(one: Difference) -> Operation:
    if one.before and one.after:
        return Operation.REPLACE
    return Operation.DELETE if one.before else Operation.INSERT


def _change(path: str, operation: Operation, section: Section | None, before: str, after: str, context: str) -> Change:
    return Change(0, path, section, operation, "", None, before[:_LONGEST], after[:_LONGEST], context, why=(UNTRACKED,))
