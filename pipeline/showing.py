"""What the commands print: tables and progress on a terminal, plain lines elsewhere."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

from pipeline.domain.case import Change
from pipeline.domain.report import Deadline, Report
from pipeline.domain.words import Section, Severity, Weight
from pipeline.handling import Outcome
from pipeline.intake.ledger import Entry
from pipeline.word.revisions import Revision

WIDE = 160
LONGEST = 240  # characters of a change shown in a table; --json gives it whole


def _console(*, stderr: bool = False) -> Any:
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=WIDE)


class Progress:
    """A progress bar on a terminal's error stream; silent elsewhere."""

    def __init__(self, title: str, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        console = _console(stderr=True)
        columns = (TextColumn("{task.fields[title]}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Bar(*columns, TextColumn("{task.description}"), console=console, disable=not console.is_terminal)
        self._task = self._bar.add_task("", total=total, title=title)

    def __enter__(self) -> "Progress":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def advance(self, done: str) -> None:
        """Say that *done* is done."""
        from rich.markup import escape

        self._bar.update(self._task, advance=1, description=escape(done))


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    _console().print(table)


def outcomes_table(outcomes: Sequence[Outcome]) -> None:
    """Print each pack with its proposal, or why it could not be handled."""
    columns = ("Pack", "Proposal", "If complete", "Blocking", "Decision due", "Report")
    _table(columns, (_outcome_row(outcome) for outcome in outcomes))
    failed = [outcome for outcome in outcomes if not outcome.handled]
    for outcome in failed:
        _console(stderr=True).print(f"Not handled: {outcome.path.name}: {outcome.reason}", markup=False)


def demo_table(outcomes: Sequence[Outcome]) -> None:
    """Print the sample packs: pack, child, proposal, what blocks, decision due, where the report is."""
    columns = ("Pack", "Child", "Proposal", "What blocks", "Decision due", "Report")
    _table(columns, (_demo_row(outcome) for outcome in outcomes))


def _demo_row(outcome: Outcome) -> tuple[object, ...]:
    report = outcome.report
    if report is None:
        return (outcome.path.name, "", "not handled", outcome.reason, "", "")
    child = " ".join(name for name in (report.child.forenames, report.child.surname) if name)
    return (outcome.path.name, child, report.triage.proposal, _blocking(report), _due(report), _where(outcome))


def _outcome_row(outcome: Outcome) -> tuple[object, ...]:
    report = outcome.report
    if report is None:
        return (outcome.path.name, "not handled", "", outcome.reason, "", "")
    triage = report.triage
    return (outcome.path.name, triage.proposal, triage.if_complete, _blocking(report), _due(report), _where(outcome))


def _where(outcome: Outcome) -> str:
    return str(outcome.folder / "report.html") if outcome.folder else ""


def _blocking(report: Report) -> str:
    codes = [finding.code for finding in report.findings if finding.severity is Severity.BLOCKING]
    return ", ".join(dict.fromkeys(codes)) or "nothing"


def _due(report: Report) -> str:
    due = next((one.date for one in report.deadlines if one.name == "decision_due"), None)
    return due.isoformat() if due else "no meeting date"


def outcome_line(outcome: Outcome) -> None:
    """Print one line for one pack."""
    told = outcome.report.triage.proposal if outcome.report else f"set aside: {outcome.reason}"
    _console().print(f"{outcome.path.name}: {told}", markup=False, soft_wrap=True)


def status_table(entries: Sequence[Entry], count: Mapping[str, int]) -> None:
    """Print the ledger and the reconciliation."""
    columns = ("No", "Pack", "Arrived", "State", "Proposal", "Decision due", "Reason")
    rows = ((e.id, e.name, e.arrived, e.state, e.proposal, e.decision_due, e.reason) for e in entries)
    _table(columns, rows)
    parts = " + ".join(
        f"{name.replace('_', ' ')} {count[name]}" for name in ("filed", "returned", "set_aside", "in_hand")
    )
    _console().print(f"arrived {count['arrived']} = {parts}; difference {count['difference']}", markup=False)


def changes_by_section(changes: Sequence[Change]) -> None:
    """Print the changes, a table for each section of the plan."""
    from pipeline.letters.labels import in_words, section_name

    columns = ("No", "What", "Before", "After", "Weight", "Why", "Found by", "Sure", "By whom", "When")
    places: tuple[Section | None, ...] = (*Section, None)
    for place in places:
        some = [one for one in changes if one.section == place]
        rows = [
            (
                one.id,
                one.operation,
                _cell(one.before),
                _cell(one.after),
                one.weight,
                "; ".join(one.why),
                in_words(one.found_by),
                one.sureness,
                one.author,
                (one.date or "")[:10],
            )
            for one in some
        ]
        if rows:
            _table(columns, rows, title=f"{section_name(place)}: {len(rows)} change{'s' if len(rows) > 1 else ''}")
    weights = ", ".join(f"{sum(one.weight is each for one in changes)} {each}" for each in reversed(Weight))
    _console().print(f"{len(changes)} changes: {weights}" if changes else "No changes were found.", markup=False)


def marks_table(marks: Sequence[Revision]) -> None:
    """Print every revision mark one by one, and how many there are of each kind."""
    rows = (
        (number, one.kind, one.part, one.author, one.date, _cell(one.text), one.inside)
        for number, one in enumerate(marks, start=1)
    )
    _table(("No", "Kind", "Part", "Author", "Date", "Words", "Inside"), rows)
    count = Counter(one.kind for one in marks)
    told = ", ".join(f"{number} {kind}" for kind, number in sorted(count.items()))
    _console().print(f"{len(marks)} marks: {told}" if marks else "No marks were found.", markup=False)


def _cell(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"


def deadlines_table(deadlines: Sequence[Deadline]) -> None:
    """Print the dates of a review with their sources."""
    columns = ("Date of", "Day", "Status", "Rule", "Source")
    rows = (
        (one.name, one.date, one.status, one.rule, one.source if one.verified else f"{one.source} (unverified)")
        for one in deadlines
    )
    _table(columns, rows)


def import_told(done: Any, *, taken: bool) -> None:
    """Print what an import did, or would do."""
    console = _console()
    verb = "taken in" if taken else "found; nothing was taken in"
    told = f"{done.new} new, {done.changed} changed, {done.same} the same, {done.leavers} leavers {verb}"
    console.print(told, markup=False)
    for mistake in done.mistakes:
        _console(stderr=True).print(mistake, markup=False, soft_wrap=True)


def due_table(rows: Sequence[Any], title: str) -> None:
    """Print a list of what is due."""
    columns = ("Review", "Child", "School", "Officer", "What", "On", "Days late", "Note")
    cells = ((r.review, r.child, r.school, r.officer, r.what, r.on, r.days, r.note) for r in rows)
    _table(columns, cells, title=f"{title.capitalize()}: {len(rows)}")


def unmatched_table(packs: Sequence[Any]) -> None:
    """Print the packs whose child could not be told."""
    rows = ((one.number, one.name, one.received_on, one.matched_by) for one in packs)
    _table(("Pack", "Name", "Received", "Why nobody was guessed"), rows, title=f"Unmatched: {len(packs)}")


def review_page(told: Mapping[str, Any]) -> None:
    """Print one review: its days, packs, decisions, steps, changes carried forward and history."""
    child = told["child"]
    title = f"Review {told['review']}: {child['surname']}, {child['forenames']}, {told['school'] or 'no school'}"
    days = [(name.replace("_", " ").removesuffix(" on"), day) for name, day in told["days"].items() if day]
    _table(("Day", "Date"), days, title=title)
    for name in ("packs", "decisions", "steps", "carried_forward", "history"):
        rows = told[name]
        if rows:
            columns = [column.replace("_", " ").capitalize() for column in rows[0]]
            _table(
                columns, ([_joined_cell(cell) for cell in row.values()] for row in rows), title=name.replace("_", " ")
            )


def _joined_cell(cell: Any) -> Any:
    return ", ".join(map(str, cell)) if isinstance(cell, list) else cell


def unlock_table(results: Sequence[Mapping[str, str | None]]) -> None:
    """Print how each file was protected and whether it opened."""
    columns = ("file", "scheme", "status", "password", "written", "reason")
    _table(columns, ([result[column] for column in columns] for result in results))
