"""The commands: they own the clock, the terminal and the exit codes."""

import datetime as dt
import json
import logging
import os
import sys
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pipeline.cli_letters import letters_app
from pipeline.cli_register import (
    DECIDE_EXAMPLES,
    DUE_EXAMPLES,
    FIGURES_EXAMPLES,
    RECORD_EXAMPLES,
    caseload_app,
    decide,
    due,
    figures,
    record,
    register_app,
)
from pipeline.commands import (
    bytes_of,
    day_of,
    inbox_of,
    log_to,
    office_files,
    open_office,
    packs_named,
    plain_data,
    registering,
    sections_named,
    stop_signal,
)
from pipeline.domain.errors import PipelineError, UsageError

app = typer.Typer(
    name="annual-review",
    help="Reads the packs that schools send after the annual review of an EHC plan, and proposes; an officer decides.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(help="The rules of the office.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")
app.add_typer(caseload_app, name="caseload")
app.add_typer(register_app, name="register")
app.add_typer(letters_app, name="letters")
app.command(epilog=DUE_EXAMPLES)(due)
app.command(epilog=FIGURES_EXAMPLES)(figures)
app.command(epilog=DECIDE_EXAMPLES)(decide)
app.command(epilog=RECORD_EXAMPLES)(record)

Out = Annotated[Path, typer.Option("--out", help="Folder for the results; one folder a pack is made in it.")]
Passwords = Annotated[
    Path | None, typer.Option("--passwords", help="Text file: one password or pattern a line, # for comments.")
]
CaseloadFile = Annotated[Path | None, typer.Option("--caseload", help="CSV of the children with plans.")]
PlansFolder = Annotated[
    Path | None,
    typer.Option("--plans", help="Folder of the plans on file, named by UPN or by surname and first name."),
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="Child processes that parse files.")]
Data = Annotated[Path | None, typer.Option("--data", help="Data folder (default var/).")]
InboxFolder = Annotated[Path | None, typer.Option("--inbox", help="Watched folder (default inbox/).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

CPUS = os.cpu_count() or 1
LOOK_EVERY = 1.0  # seconds between two looks at the inbox; a pack is taken once two looks saw the same


def main() -> NoReturn:
    """Run the command line; the one place where an error becomes a message and an exit code."""
    logging.basicConfig(level=logging.CRITICAL)
    try:
        app(standalone_mode=True)
    except PipelineError as error:
        print(f"annual-review: {error}", file=sys.stderr)  # noqa: T201 - the terminal is this module's
        sys.exit(error.exit_code)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(f"annual-review: {error.strerror or error}{where}", file=sys.stderr)  # noqa: T201 - as above
        sys.exit(1)
    sys.exit(0)


@app.command(
    epilog="Example: annual-review process 'Smith J.zip' --out results --caseload caseload.csv --passwords formats.txt"
)
def process(
    out: Out,
    paths: Annotated[list[Path] | None, typer.Argument(help="A folder or a .zip; each is one pack.")] = None,
    packs_in: Annotated[Path | None, typer.Option("--packs-in", help="Folder whose children are packs.")] = None,
    received: Annotated[str | None, typer.Option("--received", help="Day received, ISO (default today).")] = None,
    passwords: Passwords = None,
    caseload: CaseloadFile = None,
    plans: PlansFolder = None,
    jobs: Jobs = CPUS,
) -> None:
    """Handle each pack once and write its report, documents, draft letter and return to the school.

    Exit status: 0 every pack was handled; 1 at least one could not be (it is named); 2 wrong usage.
    """
    from pipeline.handling import handle
    from pipeline.receiving import pack_names
    from pipeline.showing import Progress, outcomes_table

    packs = packs_named(paths or [], packs_in)
    today = dt.date.today()
    day = day_of(received, "--received") if received else today
    log_to(out / "annual-review.log")
    with ExitStack() as stack:
        office = stack.enter_context(open_office(caseload, passwords, plans, jobs))
        progress = stack.enter_context(Progress("Packs", len(packs)))
        outcomes = []
        for path, name in zip(packs, pack_names(packs), strict=True):
            outcomes.append(handle(path, office, day, today, out, name))
            progress.advance(path.name)
    outcomes_table(outcomes)
    raise typer.Exit(0 if all(outcome.handled for outcome in outcomes) else 1)


@app.command(epilog="Example: annual-review watch --inbox inbox --data var")
def watch(
    inbox: InboxFolder = None,
    data: Data = None,
    passwords: Passwords = None,
    caseload: CaseloadFile = None,
    plans: PlansFolder = None,
    jobs: Jobs = CPUS,
) -> None:
    """Watch the inbox and handle what arrives until stopped (Ctrl-C)."""
    from pipeline.intake.inbox import only_one
    from pipeline.intake.ledger import Ledger
    from pipeline.intake.night import watch as watch_inbox
    from pipeline.showing import outcome_line

    box = inbox_of(inbox, data)
    stopped = stop_signal()
    with only_one(box.data):
        log_to(box.data / "annual-review.log")
        with open_office(*office_files(box.data, caseload, passwords, plans), jobs) as office:
            office = registering(office, box.data)
            typer.echo(f"Watching {box.folder}; results under {box.data}. Ctrl-C stops.")
            watch_inbox(box, Ledger(box.data), office, dt.datetime.now, LOOK_EVERY, stopped, outcome_line)
    typer.echo("Stopped; nothing is in hand.")


@app.command(epilog="Example (cron, nightly): annual-review batch --inbox inbox --data var")
def batch(
    inbox: InboxFolder = None,
    data: Data = None,
    passwords: Passwords = None,
    caseload: CaseloadFile = None,
    plans: PlansFolder = None,
    jobs: Jobs = CPUS,
) -> None:
    """Handle once all that waits in the inbox, and write the night's summary."""
    from pipeline.intake.inbox import only_one
    from pipeline.intake.ledger import Ledger
    from pipeline.intake.night import batch as run_batch
    from pipeline.showing import outcome_line

    box = inbox_of(inbox, data)
    with only_one(box.data):
        log_to(box.data / "annual-review.log")
        with open_office(*office_files(box.data, caseload, passwords, plans), jobs) as office:
            office = registering(office, box.data)
            outcomes = run_batch(box, Ledger(box.data), office, dt.datetime.now, LOOK_EVERY, outcome_line)
    handled = sum(outcome.handled for outcome in outcomes)
    typer.echo(f"{handled} of {len(outcomes)} packs handled; the summary is in {box.data / 'summaries'}.")
    raise typer.Exit(0 if handled == len(outcomes) else 1)


@app.command(epilog="Example: annual-review status --json")
def status(data: Data = None, as_json: AsJson = False) -> None:
    """Show every pack that ever arrived and where it stands, and whether the counts agree.

    Exit status: 0 the difference is zero; 1 it is not.
    """
    from dataclasses import asdict

    from pipeline.intake.ledger import Ledger, reconcile
    from pipeline.showing import status_table

    box = inbox_of(None, data)
    if not (box.data / "ledger.db").exists():
        raise UsageError(f"there is no ledger under {box.data}; name the data folder with --data, or run watch first")
    entries = Ledger(box.data).entries()
    count = reconcile(entries, box.originals())
    if as_json:
        typer.echo(json.dumps({"packs": [asdict(entry) for entry in entries], "reconciliation": count}, indent=2))
    else:
        status_table(entries, count)
    raise typer.Exit(0 if count["difference"] == 0 else 1)


class View(StrEnum):
    """What `changes` shows."""

    CHANGES = "changes"
    MARKS = "marks"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@app.command(
    epilog="Examples: annual-review changes 'EHCP tracked.docx' --json; "
    "annual-review changes 'EHCP tracked.docx' --against 'EHCP final.docx' --section F --section I; "
    "annual-review changes 'EHCP tracked.docx' --view accepted > accepted.txt"
)
def changes(
    file: Annotated[Path, typer.Argument(help="A Word document.")],
    view: Annotated[
        View, typer.Option("--view", help="The changes, every mark one by one, or the text with all of them decided.")
    ] = View.CHANGES,
    against: Annotated[
        Path | None, typer.Option("--against", help="The plan on file; shows also what no mark shows.")
    ] = None,
    sections: Annotated[list[str] | None, typer.Option("--section", help="Only this section (A to K, cover).")] = None,
    as_json: AsJson = False,
) -> None:
    """List the changes of one Word document by section of the plan: tracked, marked by hand, asked for in comments.

    Exit status: 0 read; 1 it could not be read; 2 wrong usage.
    """
    from pipeline.handling import sandboxed
    from pipeline.rulebook import load
    from pipeline.settings import read_settings
    from pipeline.showing import changes_by_section, marks_table
    from pipeline.single import read_revised, read_text

    only = sections_named(sections or [])
    content, plan = bytes_of(file), (against.name, bytes_of(against)) if against else None
    rules = load(read_settings().rules)
    with sandboxed(1) as sandbox:
        revised = read_revised(file.name, content, rules, sandbox.map, plan)
    for note in revised.notes:
        typer.echo(f"Not compared with the plan on file: {note}", err=True)
    found = tuple(one for one in revised.changes if not only or one.section in only)
    if view in (View.ACCEPTED, View.REJECTED):
        lines = list(read_text(revised, rules, accepted=view is View.ACCEPTED))
        typer.echo(json.dumps(lines, indent=2, ensure_ascii=False) if as_json else "\n".join(lines))
    elif as_json:
        told = revised.marks if view is View.MARKS else found
        typer.echo(json.dumps(plain_data(told), indent=2, ensure_ascii=False))
    elif view is View.MARKS:
        marks_table(revised.marks)
    else:
        changes_by_section(found)


@app.command(epilog="Example: annual-review unlock *.pdf --out unlocked --passwords formats.txt")
def unlock(
    files: Annotated[list[Path], typer.Argument(help="Files that may be protected.")],
    out: Out,
    passwords: Passwords = None,
    as_json: AsJson = False,
) -> None:
    """Detect protection and write a copy without it where a candidate password opens it.

    Exit status: 0 all are open; 1 some could not be opened; 2 wrong usage.
    """
    from pipeline.handling import read_password_lines, sandboxed
    from pipeline.rulebook import load
    from pipeline.settings import read_settings
    from pipeline.showing import unlock_table
    from pipeline.single import unlock_files

    lines = read_password_lines(passwords) if passwords else ()
    named = [(file, bytes_of(file)) for file in files]
    with sandboxed(CPUS) as sandbox:
        results = unlock_files(named, lines, load(read_settings().rules), out, sandbox.map)
    if as_json:
        typer.echo(json.dumps(results, indent=2, ensure_ascii=False))
    else:
        unlock_table(results)
    raise typer.Exit(0 if all(result["status"] != "not_opened" for result in results) else 1)


@app.command(
    epilog="Example: annual-review deadlines --meeting 2026-10-05 --previous-review 2025-10-14 --dob 2013-03-03"
)
def deadlines(
    meeting: Annotated[str, typer.Option("--meeting", help="Day of the review meeting, ISO.")],
    previous_review: Annotated[
        str | None, typer.Option("--previous-review", help="Day of the previous review.")
    ] = None,
    first_plan: Annotated[str | None, typer.Option("--first-plan", help="Day the first plan was made.")] = None,
    draft_issued: Annotated[str | None, typer.Option("--draft-issued", help="Day the draft plan was sent.")] = None,
    dob: Annotated[str | None, typer.Option("--dob", help="Date of birth.")] = None,
    decision_sent: Annotated[
        str | None,
        typer.Option("--decision-sent", help="Day the decision letter was sent (an amendment notice is one)."),
    ] = None,
    certificate: Annotated[str | None, typer.Option("--certificate", help="Day of the mediation certificate.")] = None,
    as_json: AsJson = False,
) -> None:
    """Count the statutory and local dates of one review."""
    from pipeline.rulebook import load
    from pipeline.settings import read_settings
    from pipeline.showing import deadlines_table
    from pipeline.stages.count import review_deadlines

    held = day_of(meeting, "--meeting")
    found = review_deadlines(
        held,
        day_of(previous_review, "--previous-review") if previous_review else None,
        day_of(first_plan, "--first-plan") if first_plan else None,
        day_of(draft_issued, "--draft-issued") if draft_issued else None,
        day_of(dob, "--dob") if dob else None,
        dt.date.today(),
        load(read_settings().rules),
        day_of(decision_sent, "--decision-sent") if decision_sent else None,
        day_of(certificate, "--certificate") if certificate else None,
    )
    if as_json:
        typer.echo(json.dumps(plain_data(found), indent=2, ensure_ascii=False))
    else:
        deadlines_table(found)


@rules_app.command("check", epilog="Example: annual-review rules check")
def rules_check() -> None:
    """Validate every file in rules/ and letter_templates/, naming file, line and key of what is wrong.

    Exit status: 0 nothing is wrong; 1 something is.
    """
    from pipeline.rulebook.check import check
    from pipeline.settings import read_settings

    settings = read_settings()
    mistakes = check(settings.rules, settings.templates)
    for mistake in mistakes:
        typer.echo(mistake, err=True)
    typer.echo(f"{len(mistakes)} mistakes" if mistakes else "The rules and the letter templates are in order.")
    raise typer.Exit(1 if mistakes else 0)


@app.command(epilog="Example: annual-review demo --out demo")
def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for the sample and its results.")] = Path("demo"),
) -> None:
    """Make a sample caseload and sample packs of fictional children, and run the whole pipeline on them."""
    from pipeline.demo.packs import make_samples
    from pipeline.handling import handle
    from pipeline.showing import Progress, demo_table

    today = dt.date.today()
    samples = make_samples(out, today)
    log_to(out / "annual-review.log")
    with ExitStack() as stack:
        office = stack.enter_context(open_office(out / "caseload.csv", out / "passwords.txt", None, CPUS))
        progress = stack.enter_context(Progress("Packs", len(samples)))
        outcomes = []
        for sample in samples:
            outcomes.append(handle(sample.path, office, today, today, out / "results"))
            progress.advance(sample.name)
    demo_table(outcomes)
    raise typer.Exit(0 if all(outcome.handled for outcome in outcomes) else 1)
