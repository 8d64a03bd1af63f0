"""Put a handled pack away: all of its results appear at once, or none."""

import datetime as dt
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.domain.documents import Recognised
from pipeline.domain.names import distinct, safe_name
from pipeline.domain.others import OtherChildren
from pipeline.domain.report import DocumentEntry, Outputs, Report
from pipeline.domain.rules import Rules
from pipeline.process import Handled
from pipeline.report_json import as_json


def file_pack(
    handled: Handled, rules: Rules, templates: Path, today: dt.date, out: Path, others: OtherChildren
) -> tuple[Path, Report]:
    """Write the results of one pack to `out/<pack name>`; give the folder and the report with what was written.

    A former result there is replaced whole. No draft is written that carries anything of one of *others*.
    """
    target = out / safe_name(handled.report.pack.name)
    working = out / f".{target.name}.{os.getpid()}.partial"
    shutil.rmtree(working, ignore_errors=True)
    working.mkdir(parents=True)
    report = _write_documents(handled, working)
    report = replace(report, outputs=_write_drafts(report, rules, templates, today, working, others))
    _write_report(report, working)
    _swap(working, target)
    return target, report


def _write_documents(handled: Handled, folder: Path) -> Report:
    """Write what may go on to `documents/` and forbidden records, as they came, to `withheld/`."""
    unlocked = ((one, one.document.opened.content) for one in handled.accepted)
    untouched = ((one, one.document.opened.member.content) for one in handled.withheld)
    written = {
        **_write_all(unlocked, folder, "documents"),
        **_write_all(untouched, folder, "withheld"),
    }
    listed = tuple(_placed(entry, written) for entry in handled.report.documents)
    return replace(handled.report, documents=listed)


def _placed(entry: DocumentEntry, written: dict[str, str]) -> DocumentEntry:
    return replace(entry, written=written.get(entry.path))


def _write_all(documents: Iterable[tuple[Recognised, bytes]], folder: Path, room: str) -> dict[str, str]:
    every = tuple(documents)
    names = distinct(safe_name(one.path.rsplit("/", 1)[-1]) for one, _ in every)
    if every:
        (folder / room).mkdir()
    for name, (_, content) in zip(names, every, strict=True):
        (folder / room / name).write_bytes(content)
    return {one.path: f"{room}/{name}" for name, (one, _) in zip(names, every, strict=True)}


def _write_drafts(
    report: Report, rules: Rules, templates: Path, today: dt.date, folder: Path, others: OtherChildren
) -> Outputs:
    from pipeline.letters.back import return_to_school
    from pipeline.letters.draft import draft_letters
    from pipeline.letters.gate import pass_on

    drafted = draft_letters(report, rules, templates, today)
    letters = pass_on(drafted, report, rules.council, others)
    back = return_to_school(report, rules, templates, today)
    returned = pass_on(list(back.items()), report, rules.council, others)
    written = _write_room(folder / "letters", letters.files)
    return Outputs(
        letter=next(iter(written), None),
        letters=tuple(written),
        return_=next(iter(_write_room(folder / "return", returned.files)), None),
        gaps=_gaps(report, letters.files, rules, today),
        blocked=(*letters.blocked, *returned.blocked),
    )


def _gaps(report: Report, letters: list[tuple[str, bytes]], rules: Rules, today: dt.date) -> tuple[str, ...]:
    """List what keeps the letters from being issued: fields left open, and what is not known of who gets them."""
    from pipeline.domain.addressees import recipients
    from pipeline.letters.check import gaps_in
    from pipeline.letters.wordfile import paragraphs

    if not letters:
        return ()
    rule = rules.letters.letter_for(report.triage.proposal)
    unknown = recipients(report.child, rule.name if rule else "", today, rules.letters).gaps
    return (*dict.fromkeys(gap for _, content in letters for gap in gaps_in(paragraphs(content))), *unknown)


def _write_room(room: Path, files: list[tuple[str, bytes]]) -> list[str]:
    if files:
        room.mkdir()
    for name, content in files:
        (room / name).write_bytes(content)
    return [f"{room.name}/{name}" for name, _ in files]


def _write_report(report: Report, folder: Path) -> None:
    from pipeline.letters.page import report_html

    (folder / "report.json").write_text(as_json(report), encoding="utf-8")
    (folder / "report.html").write_text(report_html(report), encoding="utf-8")


def _swap(working: Path, target: Path) -> None:
    """Put *working* in the place of *target*: a reader sees the former result or the new one, never half of one."""
    former = working.with_suffix(".former")
    shutil.rmtree(former, ignore_errors=True)
    if target.exists():
        target.rename(former)
    working.rename(target)
    shutil.rmtree(former, ignore_errors=True)
