"""What the commands print: tables and progress on a terminal, plain lines elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

from pipeline.domain.case import Change
from pipeline.domain.report import Deadline, Report
from pipeline.domain.words import Severity
from pipeline.handling import Outcome
from pipeline.intake.ledger import Entry

WIDE = 160


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


def changes_table(changes: Sequence[Change]) -> None:
    """Print the changes by section."""
    columns = ("No", "Section", "Operation", "Before", "After", "Weight", "Why", "Author", "Date")
    rows = (
        (c.id, c.section, c.operation, c.before, c.after, c.weight, "; ".join(c.why), c.author, c.date) for c in changes
    )
    _table(columns, rows, title=f"{len(changes)} changes")


def deadlines_table(deadlines: Sequence[Deadline]) -> None:
    """Print the dates of a review with their sources."""
    columns = ("Date of", "Day", "Status", "Rule", "Source")
    rows = (
        (one.name, one.date, one.status, one.rule, one.source if one.verified else f"{one.source} (unverified)")
        for one in deadlines
    )
    _table(columns, rows)


def unlock_table(results: Sequence[Mapping[str, str | None]]) -> None:
    """Print how each file was protected and whether it opened."""
    columns = ("file", "scheme", "status", "password", "written", "reason")
    _table(columns, ([result[column] for column in columns] for result in results))
