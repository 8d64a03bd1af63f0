"""The commands of letters: every template filled with a sample, letters of the register, one file to print."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.commands import bytes_of, day_of
from pipeline.domain.errors import UsageError

letters_app = typer.Typer(help="Letters and returns.", no_args_is_help=True, rich_markup_mode=None)

Out = Annotated[Path, typer.Option("--out", help="Folder for the letters.")]
Large = Annotated[bool, typer.Option("--large-print", help="In 18 point.")]
Data = Annotated[Path | None, typer.Option("--data", help="Data folder (default var/).")]
On = Annotated[str | None, typer.Option("--on", help="Day of the letter, ISO (default today).")]
Officer = Annotated[str, typer.Option("--officer", help="Only this officer's children.")]
School = Annotated[str, typer.Option("--school", help="Only this school, by name or DfE number.")]
Enclose = Annotated[
    list[Path] | None, typer.Option("--enclose", help="A file that goes with the letter, such as the amended plan.")
]


class Letter(StrEnum):
    """The letters to a family."""

    NO_AMENDMENTS = "no_amendments"
    MINOR_AMENDMENTS = "minor_amendments"
    SIGNIFICANT_CHANGES = "significant_changes"
    CEASE_TO_MAINTAIN = "cease_to_maintain"
    CEASE_DECISION = "cease_decision"
    FINAL_PLAN = "final_plan"


class Post(StrEnum):
    """How a letter leaves."""

    FIRST = "first class"
    SECOND = "second class"
    SIGNED = "signed for"
    EMAIL = "e-mail"


Pdf = Annotated[bool, typer.Option("--pdf/--no-pdf", help="A tagged PDF beside each Word file.")]


@letters_app.command("preview", epilog="Example: annual-review letters preview --out preview --large-print")
def preview(out: Out, large_print: Large = False, pdf: Pdf = True) -> None:
    """Fill every template with sample data, as .docx and .pdf, to look at before anything is sent."""
    from pipeline.letters.preview import sample_letters
    from pipeline.rulebook import load
    from pipeline.settings import read_settings

    settings = read_settings()
    files = sample_letters(load(settings.rules), settings.templates, large_print=large_print)
    for path in _written(files, out, pdf=pdf):
        typer.echo(path)


@letters_app.command(
    "draft",
    epilog="Examples: annual-review letters draft 41 --out drafts; "
    "annual-review letters draft 42 --enclose 'Amended plan.docx' --out drafts --large-print",
)
def draft(
    review: Annotated[int, typer.Argument(help="Number of the review (annual-review due).")],
    out: Out,
    letter: Annotated[
        Letter | None, typer.Option("--letter", help="Which letter (default the one that is to be written next).")
    ] = None,
    enclose: Enclose = None,
    on: On = None,
    large_print: Large = False,
    data: Data = None,
) -> None:
    """Draft the letter that a review waits for, from its pack, the register and the decision, to each addressee.

    Exit status: 0 drafted; 1 none is to be written now, and why, or another child stands in it; 2 wrong usage.
    """
    files = _read(enclose or [])
    rules, place, templates = _register(data)
    from pipeline.register.correspondence import draft_for

    day = day_of(on, "--on") if on else dt.date.today()
    names = [name for name, _ in files]
    made = draft_for(review, letter, day, rules, templates, place, names, large_print=large_print)
    raise typer.Exit(_told([made], out))


@letters_app.command(
    "issue",
    epilog="Examples: annual-review letters issue 41 'drafts/DRAFT no amendments - Smith J.docx' --by 'R. Bell'; "
    "annual-review letters issue 42 drafts/*.docx --enclose 'Amended plan.docx' --post 'signed for' --by 'R. Bell'",
)
def issue_letters(
    review: Annotated[int, typer.Argument(help="Number of the review.")],
    letters: Annotated[list[Path], typer.Argument(help="The finished Word files, one to each addressee.")],
    by: Annotated[str, typer.Option("--by", help="The officer's name, as it stands in the register's history.")],
    enclose: Enclose = None,
    post: Annotated[Post, typer.Option("--post", help="How it leaves.")] = Post.FIRST,
    address_checked: Annotated[
        bool, typer.Option("--address-checked", help="An address is confidential, and each envelope was looked at.")
    ] = False,
    on: On = None,
    data: Data = None,
) -> None:
    """Issue a letter: hold it to the law and to its child once more, put it where it is printed from, record it.

    Exit status: 0 issued; 1 not issued, with every reason; 2 wrong usage.
    """
    finished, enclosures = _read(letters), _read(enclose or [])
    rules, place, _ = _register(data)
    from pipeline.register.correspondence import Sending, issue

    how = Sending(day_of(on, "--on") if on else dt.date.today(), post, address_checked)
    done = issue(review, finished, enclosures, how, by, dt.datetime.now(dt.UTC), rules, place)
    typer.echo(f"Review {review}: {done.kind.replace('_', ' ')} issued, to be sent {how.on.isoformat()} {post}.")
    typer.echo("\n".join(str(path) for path in done.files))


@letters_app.command("reminders", epilog="Example: annual-review letters reminders --out reminders --officer 'R. Bell'")
def reminders(out: Out, officer: Officer = "", school: School = "", on: On = None, data: Data = None) -> None:
    """Write to the schools whose returned packs were not sent again, and of whose reviews nothing was heard.

    Exit status: 0 written; 1 another child stands in one, which was not written.
    """
    rules, _, templates = _register(data)
    from pipeline.register.to_schools import reminders as written

    day = day_of(on, "--on") if on else dt.date.today()
    raise typer.Exit(_told(list(written(day, rules, templates, officer, school)), out))


@letters_app.command(
    "termly", epilog="Example: annual-review letters termly --from 2027-01-04 --to 2027-03-25 --out spring"
)
def termly(
    first: Annotated[str, typer.Option("--from", help="First day, ISO.")],
    last: Annotated[str, typer.Option("--to", help="Last day, ISO.")],
    out: Out,
    officer: Officer = "",
    school: School = "",
    on: On = None,
    data: Data = None,
) -> None:
    """Write each head the list of the reviews to hold in a term.

    Exit status: 0 written; 1 a child of another school stands in one, which was not written.
    """
    rules, _, templates = _register(data)
    from pipeline.register.to_schools import termly_lists

    day = day_of(on, "--on") if on else dt.date.today()
    days = day_of(first, "--from"), day_of(last, "--to")
    raise typer.Exit(_told(list(termly_lists(*days, day, rules, templates, officer, school)), out))


@letters_app.command(
    "print",
    epilog="Examples: annual-review letters print var/letters/2026-11-02 --out tonight.pdf; "
    "annual-review letters print var/letters/2026-11-02 --by-post --out tonight.pdf",
)
def print_letters(
    folder: Annotated[Path, typer.Argument(help="Folder of issued letters, with its sub-folders.")],
    out: Annotated[Path, typer.Option("--out", help="The PDF to print.")],
    by_post: Annotated[bool, typer.Option("--by-post", help="One PDF for each class of post.")] = False,
) -> None:
    """Join the letters of a folder into one PDF, each on a sheet of its own; drafts, copies and e-mails are left out.

    Exit status: 0 joined; 2 there is no letter to print.
    """
    from pipeline.letters.pdf import merged, pdf_maker

    runs = _runs(folder, by_post=by_post)
    if not runs:
        raise UsageError(f"there is no issued letter under {folder}; drafts are not printed")
    for post, letters in runs.items():
        made = pdf_maker()([path.read_bytes() for path in letters])
        to = out.with_name(f"{out.stem} - {post}{out.suffix}") if post else out
        to.write_bytes(merged([one for one in made if one]))
        typer.echo(f"{len(letters)} letters in {to}.")


def _runs(folder: Path, *, by_post: bool) -> dict[str, list[Path]]:
    """Sort the letters of *folder* by class of post; all together where that is not asked for."""
    runs: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*.docx")):
        inside = path.relative_to(folder.parent).parts[:-1]
        if path.name.startswith(("DRAFT", "~$", ".")) or {"copies", "enclosed", Post.EMAIL.value} & set(inside):
            continue
        post = next((one.value for one in Post if one.value in inside), "other")
        runs.setdefault(post if by_post else "", []).append(path)
    return runs


def _register(data: Path | None) -> tuple[Any, Path, Path]:
    """Open the register; give the rules, the data folder and the folder of the letter templates."""
    from pipeline.register.opening import open_register
    from pipeline.rulebook import load
    from pipeline.settings import read_settings

    settings = read_settings()
    place = data or settings.data
    open_register(place, settings.database)
    return load(settings.rules), place, settings.templates


def _read(paths: list[Path]) -> list[tuple[str, bytes]]:
    return [(path.name, bytes_of(path)) for path in paths]


def _told(made: list[Any], out: Path) -> int:
    """Write what was drafted, say what is open and what was held back; give the exit status."""
    every = [one for drafts in made for one in drafts.files]
    for path in _written(every, out, pdf=True):
        typer.echo(path)
    for gap in dict.fromkeys(gap for drafts in made for gap in drafts.gaps):
        typer.echo(f"To complete before it is issued: {gap}.")
    blocked = [told for drafts in made for told in drafts.blocked]
    for told in blocked:
        typer.echo(told, err=True)
    return 1 if blocked else 0


def _written(files: list[tuple[str, bytes]], out: Path, *, pdf: bool) -> list[Path]:
    from pipeline.letters.pdf import pdf_maker

    out.mkdir(parents=True, exist_ok=True)
    made: list[Any] = pdf_maker()([content for _, content in files]) if pdf else [None] * len(files)
    written = []
    for (name, content), page in zip(files, made, strict=True):
        (out / name).write_bytes(content)
        written.append(out / name)
        if page:
            path = (out / name).with_suffix(".pdf")
            path.write_bytes(page)
            written.append(path)
    return written
