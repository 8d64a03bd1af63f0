"""The commands of letters: every template filled with a sample, letters of the register, one file to print."""

from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.domain.errors import UsageError

letters_app = typer.Typer(help="Letters and returns.", no_args_is_help=True, rich_markup_mode=None)

Out = Annotated[Path, typer.Option("--out", help="Folder for the letters.")]
Large = Annotated[bool, typer.Option("--large-print", help="In 18 point.")]
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


@letters_app.command("print", epilog="Example: annual-review letters print var/packs --out tonight.pdf")
def print_letters(
    folder: Annotated[Path, typer.Argument(help="Folder of letters (.docx or .pdf), with its sub-folders.")],
    out: Annotated[Path, typer.Option("--out", help="The PDF to print.")],
) -> None:
    """Join the letters of a folder into one PDF, each on a sheet of its own; drafts are left out.

    Exit status: 0 joined; 2 there is no letter to print.
    """
    from pipeline.letters.pdf import merged, pdf_maker

    letters = [path for path in sorted(folder.rglob("*.docx")) if not path.name.startswith(("DRAFT", "~$", "."))]
    if not letters:
        raise UsageError(f"there is no issued letter under {folder}; drafts are not printed")
    made = pdf_maker()([path.read_bytes() for path in letters])
    out.write_bytes(merged([one for one in made if one]))
    typer.echo(f"{len(letters)} letters in {out}.")


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
