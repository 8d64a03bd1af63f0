"""The commands of the register: caseload, what is due, figures, decisions."""

import datetime as dt
import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.commands import day_of, plain_data
from pipeline.domain.errors import UsageError
from pipeline.domain.legal_order import Step

caseload_app = typer.Typer(help="The children with plans.", no_args_is_help=True, rich_markup_mode=None)
register_app = typer.Typer(help="The register itself.", no_args_is_help=True, rich_markup_mode=None)

Data = Annotated[Path | None, typer.Option("--data", help="Data folder (default var/).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
By = Annotated[str, typer.Option("--by", help="The officer's name, as it stands in the register's history.")]
On = Annotated[str | None, typer.Option("--on", help="Day, ISO (default today).")]
From = Annotated[str | None, typer.Option("--from", help="First day, ISO.")]
To = Annotated[str | None, typer.Option("--to", help="Last day, ISO.")]
Out = Annotated[Path, typer.Option("--out", help="Folder for the files.")]


class Category(StrEnum):
    """What an officer can decide."""

    NO_AMENDMENTS = "no_amendments"
    MINOR_AMENDMENTS = "minor_amendments"
    SIGNIFICANT_CHANGES = "significant_changes"
    CEASE_TO_MAINTAIN = "cease_to_maintain"


DUE_EXAMPLES = (
    "Examples: annual-review due; annual-review due week --ics week.ics; "
    "annual-review due overdue --officer 'R. Bell'; "
    "annual-review due heads --from 2027-01-04 --to 2027-03-25 --xlsx spring.xlsx"
)
FIGURES_EXAMPLES = "Example: annual-review figures --from 2026-01-01 --to 2026-12-31 --out figures"
DECIDE_EXAMPLES = (
    "Examples: annual-review decide 41 no_amendments --reason 'Outcomes met, nothing to change' --by 'R. Bell'; "
    "annual-review decide 42 cease_to_maintain --cease-reason 4 --reason 'In paid employment' --by 'R. Bell'"
)
RECORD_EXAMPLES = "Example: annual-review record 41 decision_sent --on 2026-11-02 --by 'R. Bell'"


def _opened(data: Path | None) -> Any:
    """Open the register of the data folder, and give the rules of the office.

    What imports the register's tables comes after this, because they can be imported only once their place is known.
    """
    from pipeline.register.opening import open_register
    from pipeline.rulebook import load
    from pipeline.settings import read_settings

    settings = read_settings()
    open_register(data or settings.data, settings.database)
    return load(settings.rules)


@caseload_app.command("import", epilog="Example: annual-review caseload import caseload.xlsx --whole --dry-run")
def caseload_import(
    file: Annotated[Path, typer.Argument(help="A .csv or .xlsx with the columns of the contract.")],
    by: By,
    whole: Annotated[
        bool, typer.Option("--whole", help="The file is the whole caseload: children not in it have left.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Take children into the register: new ones, changes, and of a whole caseload the leavers.

    Exit status: 0 taken in; 1 lines could not be used (they are named, and nothing was taken in); 2 wrong usage.
    """
    from pipeline.caseload import iter_caseload
    from pipeline.domain.case import CaseloadRow
    from pipeline.showing import Progress, import_told

    if not file.exists():
        raise UsageError(f"{file} is not there")
    total, wrong = 0, []
    for number, _, mistakes in iter_caseload(file):
        total += 1
        wrong += [f"line {number}, {what}" for what in mistakes]
    rules = _opened(data)
    from pipeline.register.caseload import import_caseload

    now = dt.datetime.now(dt.UTC)
    with Progress("Children", total) as progress:

        def rows() -> Any:
            for _, values, _ in iter_caseload(file):
                progress.advance("")
                yield CaseloadRow(values)

        done = import_caseload(rows(), dt.date.today(), now, by, rules, whole=whole, dry=dry_run or bool(wrong))
    done.mistakes[:0] = wrong
    if as_json:
        typer.echo(json.dumps(plain_data(done), indent=2))
    else:
        import_told(done, taken=not dry_run and not wrong)
    raise typer.Exit(1 if wrong or done.mistakes else 0)


@caseload_app.command("export", epilog="Example: annual-review caseload export caseload.csv")
def caseload_export(
    file: Annotated[Path, typer.Argument(help="Where to write; .csv or .xlsx.")], data: Data = None
) -> None:
    """Write the caseload as the register has it; taken in again it changes nothing."""
    from pipeline.caseload import COLUMNS

    _opened(data)
    from pipeline.register.caseload import export_caseload
    from pipeline.register.exports import write_csv, write_xlsx

    rows = (tuple(row.values()) for row in export_caseload())
    if file.suffix.casefold() == ".xlsx":
        write_xlsx(file, [("Caseload", COLUMNS, rows)])
    else:
        write_csv(file, COLUMNS, rows)
    typer.echo(f"The caseload is in {file}.")


class Listed(StrEnum):
    """The lists of `due`."""

    QUEUE = "queue"
    WEEK = "week"
    OVERDUE = "overdue"
    UNREVIEWED = "unreviewed"
    HEADS = "heads"
    TRANSFER = "transfer"
    ATTENDANCE = "attendance"


def due(
    listed: Annotated[
        Listed,
        typer.Argument(
            help="queue: decisions in the order of work; week: all that falls due in seven days; overdue: decisions "
            "past their day; unreviewed: children past their twelve months; heads: reviews of a term by school; "
            "transfer: plans to amend for a move of phase; attendance: reviews that the council attends."
        ),
    ] = Listed.QUEUE,
    officer: Annotated[str, typer.Option("--officer", help="Only this officer's children.")] = "",
    school: Annotated[str, typer.Option("--school", help="Only this school, by name or DfE number.")] = "",
    first: From = None,
    last: To = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Rows of the queue.")] = 100,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the list as CSV.")] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help="Write it as a workbook, for heads a sheet a school.")
    ] = None,
    ics: Annotated[Path | None, typer.Option("--ics", help="Write it as a calendar; it names no child.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Show what is due, and in what order to work."""
    from pipeline.showing import due_table

    rules = _opened(data)
    from pipeline.register.exports import DUE_COLUMNS, calendar, due_cells, write_csv, write_xlsx

    today = dt.date.today()
    days = _days(first, last, today, rules)
    rows = _listed(listed, today, days, officer, school, limit, rules)
    if csv:
        write_csv(csv, DUE_COLUMNS, due_cells(rows))
    if xlsx:
        write_xlsx(xlsx, _sheets(listed, rows))
    if ics:
        ics.write_text(calendar(rows, dt.datetime.now(dt.UTC)), encoding="utf-8", newline="")
    if as_json:
        typer.echo(json.dumps(plain_data(tuple(rows)), indent=2, ensure_ascii=False))
    elif not (csv or xlsx or ics):
        due_table(rows, listed)
    else:
        typer.echo(f"{len(rows)} rows written.")


def _days(first: str | None, last: str | None, today: dt.date, rules: Any) -> tuple[dt.date, dt.date]:
    """Give the days of a term's list: as named, else the next term with its holiday, else the next four months."""
    from pipeline.domain.terms import next_term

    term = next_term(today, rules.terms.of(None)) or (today, today + dt.timedelta(days=120))
    start = day_of(first, "--from") if first else term[0]
    return start, day_of(last, "--to") if last else max(term[1], start)


def _listed(
    listed: Listed, today: dt.date, days: tuple[dt.date, dt.date], officer: str, school: str, limit: int, rules: Any
) -> list[Any]:
    from pipeline.register import due as lists

    made: dict[Listed, Callable[[], list[Any]]] = {
        Listed.QUEUE: lambda: lists.queue(today, officer, school, limit),
        Listed.WEEK: lambda: lists.this_week(today, officer, school),
        Listed.OVERDUE: lambda: lists.overdue(today, officer, school),
        Listed.UNREVIEWED: lambda: lists.unreviewed(today, officer, school),
        Listed.HEADS: lambda: lists.meetings_due(*days, today, officer, school),
        Listed.TRANSFER: lambda: lists.transfers(today, officer, school),
        Listed.ATTENDANCE: lambda: lists.attendance(*days, today, rules),
    }
    return made[listed]()


def _sheets(listed: Listed, rows: list[Any]) -> Any:
    from pipeline.register.exports import DUE_COLUMNS, due_cells, sheet_names

    if listed is not Listed.HEADS:
        return [(listed.value.capitalize(), DUE_COLUMNS, due_cells(rows))]
    schools = list(dict.fromkeys(row.school for row in rows)) or ["No reviews"]
    names = sheet_names(schools)
    return [
        (name, DUE_COLUMNS, due_cells(row for row in rows if row.school == school))
        for name, school in zip(names, schools, strict=True)
    ]


def figures(
    out: Out,
    first: From = None,
    last: To = None,
    census: Annotated[str | None, typer.Option("--census", help="Census day of the SEN2 items, ISO.")] = None,
    data: Data = None,
) -> None:
    """Write the figures of a year: the DfE's columns, SEN2 items, ageing, schools, what is missing most, charts."""
    rules = _opened(data)
    from pipeline.register.reporting import write_figures

    today = dt.date.today()
    start = day_of(first, "--from") if first else dt.date(today.year, 1, 1)
    end = day_of(last, "--to") if last else today
    count_on = day_of(census, "--census") if census else today
    written = write_figures(out, start, end, count_on, today, rules)
    typer.echo("\n".join(str(path) for path in written))


def decide(
    review: Annotated[int, typer.Argument(help="Number of the review (annual-review due).")],
    category: Annotated[Category, typer.Argument(help="What is decided.")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
    by: By,
    on: On = None,
    cease_reason: Annotated[
        int | None, typer.Option("--cease-reason", help="Of a decision to cease: the DfE's number (rules/work.yaml).")
    ] = None,
    data: Data = None,
) -> None:
    """Record an officer's decision on a review, beside the program's proposal.

    Exit status: 0 recorded; 1 the order of the law does not allow it now, and why; 2 wrong usage.
    """
    from pipeline.domain.words import Proposal

    rules = _opened(data)
    from pipeline.register import decisions

    day = day_of(on, "--on") if on else dt.date.today()
    now = dt.datetime.now(dt.UTC)
    made = decisions.decide(review, Proposal(category), reason, by, day, now, rules, cease_reason)
    typer.echo(f"Review {review}: {str(category).replace('_', ' ')}, decided by {by}.")
    for note in made.notes:
        typer.echo(f"Please note: {note}.")


def record(
    review: Annotated[int, typer.Argument(help="Number of the review.")],
    step: Annotated[Step, typer.Argument(help="What was done.")],
    by: By,
    on: On = None,
    data: Data = None,
) -> None:
    """Record that a step was taken: consultation, a letter sent, representations, a final plan, a plan ceased.

    Exit status: 0 recorded; 1 the order of the law does not allow it now, and why; 2 wrong usage.
    """
    rules = _opened(data)
    from pipeline.register.decisions import take_step

    day = day_of(on, "--on") if on else dt.date.today()
    take_step(review, step, day, by, dt.datetime.now(dt.UTC), rules)
    typer.echo(f"Review {review}: {step.replace('_', ' ')} on {day.isoformat()}.")


@register_app.command("check", epilog="Example: annual-review register check")
def register_check(data: Data = None) -> None:
    """Walk the chain of events and name each one that was changed or is missing.

    Exit status: 0 the history is whole; 1 it is not.
    """
    _opened(data)
    from pipeline.register.chain import broken
    from pipeline.register.models import Event

    found = list(broken())
    for line in found:
        typer.echo(line, err=True)
    typer.echo(
        f"{len(found)} breaks in the history." if found else f"{Event.objects.count()} events; the chain is whole."
    )
    raise typer.Exit(1 if found else 0)


@register_app.command("show", epilog="Example: annual-review register show 41")
def register_show(
    review: Annotated[int, typer.Argument(help="Number of the review.")], data: Data = None, as_json: AsJson = False
) -> None:
    """Show one review: its days, packs and what each put right, decisions, steps, changes carried forward, history."""
    from pipeline.showing import review_page

    _opened(data)
    from pipeline.register.reporting import review_told

    told = review_told(review)
    if as_json:
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False, default=str))
    else:
        review_page(told)


@register_app.command("sync", epilog="Example: annual-review register sync")
def register_sync(data: Data = None) -> None:
    """Register the packs that were handled before there was a register, from their reports."""
    rules = _opened(data)
    from pipeline.intake.ledger import Ledger
    from pipeline.register.filing import register_missing

    entries = Ledger(_folder(data)).entries()
    handled = [(one.id, one.result) for one in entries if one.state in ("filed", "returned") and one.result]
    added = register_missing(handled, _folder(data), dt.datetime.now(dt.UTC), rules)
    typer.echo(f"{added} packs registered.")


@register_app.command("unmatched", epilog="Example: annual-review register unmatched")
def register_unmatched(data: Data = None, as_json: AsJson = False) -> None:
    """List the packs whose child could not be told, with the reason."""
    from pipeline.showing import unmatched_table

    _opened(data)
    from pipeline.register.due import unmatched

    packs = unmatched()
    if as_json:
        told = [{"pack": one.number, "received": one.received_on.isoformat(), "why": one.matched_by} for one in packs]
        typer.echo(json.dumps(told, indent=2))
    else:
        unmatched_table(packs)


@register_app.command("match", epilog="Example: annual-review register match 17 Z807200112345 --by 'R. Bell'")
def register_match(
    pack: Annotated[int, typer.Argument(help="Number of the pack (annual-review register unmatched).")],
    upn: Annotated[str, typer.Argument(help="UPN of its child.")],
    by: By,
    data: Data = None,
) -> None:
    """Say whose pack it is, where the program would not guess.

    Exit status: 0 matched; 1 there is no such pack or child, or it is matched already; 2 wrong usage.
    """
    rules = _opened(data)
    from pipeline.register.filing import match_pack

    review = match_pack(pack, upn, by, _folder(data), dt.datetime.now(dt.UTC), rules)
    typer.echo(f"Pack {pack} belongs to review {review}.")


@caseload_app.command("plans", epilog="Example: annual-review caseload plans 'final plans' --by 'R. Bell'")
def caseload_plans(
    folder: Annotated[Path, typer.Argument(help="Folder of final plans, each with its child's UPN in the file name.")],
    by: By,
    data: Data = None,
) -> None:
    """Put plans on file: packs are compared with the latest version of their child's plan.

    Exit status: 0 every plan has its child; 1 some have none (they are named); 2 wrong usage.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder")
    _opened(data)
    from pipeline.register.filing import take_plans

    new, there, unknown = take_plans(folder, _folder(data), by, dt.datetime.now(dt.UTC))
    typer.echo(f"{new} plans put on file, {there} were there, {len(unknown)} have no child in the register.")
    for name in unknown:
        typer.echo(f"no child in the register: {name}", err=True)
    raise typer.Exit(1 if unknown else 0)


def _folder(data: Path | None) -> Path:
    from pipeline.settings import read_settings

    return data or read_settings().data
