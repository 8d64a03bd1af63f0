"""Compare the plan that a school sent with the latest one on file: edits without a mark, and an outdated base."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.case import Change, Raised
from pipeline.domain.diff import Difference, Line, differences, likeness
from pipeline.domain.documents import Document, Paragraph, Recognised
from pipeline.domain.handmade import with_hand_marks
from pipeline.domain.onfile import PlanOnFile, plan_date
from pipeline.domain.plan import sections_of
from pipeline.domain.prose import in_prose
from pipeline.domain.readings import reading
from pipeline.domain.rules import Rules
from pipeline.domain.words import FoundBy, Kind, Operation, Section, Sureness

UNTRACKED = "found by comparison with the plan on file; no mark shows it"
_WORD = ("docx", "docm", "dotx")
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
        marked = tuple(with_hand_marks(one.document.content.paragraphs, rules.marks))
        before = _lines(marked, rules, rejected=True)
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
        sure = _sureness(one.document, latest.document)
        changes.extend(_changes(one.path, differences(base, before), sure))
    return Compared(tuple(changes), tuple(raised))


def numbered(marked: tuple[Change, ...], unmarked: tuple[Change, ...]) -> tuple[Change, ...]:
    """Number both as one list, without what only seemed marked: words in red that the plan on file holds already.

    Taken as an addition they are missing from the old reading, so the comparison tells the same words as taken out.
    """
    missing = [(one.document, one.section, one.before) for one in unmarked if not one.after]
    seeming = [
        one for one in marked if one.found_by is FoundBy.MARKED_BY_HAND and not one.before and _at(one) in missing
    ]
    there = {_at(one) for one in seeming}
    kept = [one for one in marked if one not in seeming]
    kept += [one for one in unmarked if one.after or (one.document, one.section, one.before) not in there]
    return tuple(replace(one, id=number) for number, one in enumerate(kept, start=1))


def _at(change: Change) -> tuple[str, Section | None, str]:
    return change.document, change.section, change.after


# --- the base --------------------------------------------------------------------------------------------------


def _lines(paragraphs: Sequence[Paragraph], rules: Rules, *, rejected: bool) -> list[Line]:
    """Give the lines of the body, with all changes accepted, or with all rejected."""
    sections = sections_of(paragraphs, rules.sections)
    return list(reading(paragraphs, sections, accepted=not rejected, places=("body", "textbox")))


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


def _sureness(sent: Document, on_file: Document) -> Sureness:
    """Between two Word files every difference is somebody's; other formats break their lines in their own way."""
    both_word = sent.opened.format in _WORD and on_file.opened.format in _WORD
    return Sureness.CERTAIN if both_word else Sureness.LIKELY


def _changes(path: str, found: tuple[Difference, ...], sure: Sureness) -> Iterator[Change]:
    moved = dict(_moves(found))
    ends = set(moved.values())
    for number, one in enumerate(found):
        if number in ends:
            continue
        if number in moved:
            yield from _move(path, one, found[moved[number]], sure)
        else:
            section = one.section if one.before else one.to
            yield _change(path, _operation(one), section, one.before, one.after, one.context, sure)


def _moves(found: tuple[Difference, ...]) -> Iterator[tuple[int, int]]:
    """Pair words that stand no longer in one place with the same words in another."""
    put_in = {" ".join(one.after.split()): number for number, one in enumerate(found) if not one.before}
    for number, one in enumerate(found):
        words = " ".join(one.before.split())
        if not one.after and len(words.split()) >= _LEAST_MOVED and words in put_in:
            yield number, put_in.pop(words)


def _move(path: str, source: Difference, target: Difference, sure: Sureness) -> Iterator[Change]:
    if source.section is target.to:
        yield _change(path, Operation.MOVE, source.section, source.before, target.after, target.context, sure)
        return
    yield _change(path, Operation.MOVE, source.section, source.before, "", source.context, sure)
    yield _change(path, Operation.MOVE, target.to, "", target.after, target.context, sure)


def _operation(one: Difference) -> Operation:
    if one.before and one.after:
        return Operation.REPLACE
    return Operation.DELETE if one.before else Operation.INSERT


def _change(
    path: str, operation: Operation, section: Section | None, before: str, after: str, context: str, sure: Sureness
) -> Change:
    cut = (before[:_LONGEST], after[:_LONGEST])
    by = FoundBy.COMPARISON
    return Change(0, path, section, operation, "", None, *cut, context, why=(UNTRACKED,), found_by=by, sureness=sure)
