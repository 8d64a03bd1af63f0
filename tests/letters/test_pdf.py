"""Letters as PDF: tagged, titled, in English, with the words of the Word file in their order."""

import io
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.domain.errors import UsageError
from pipeline.formats.pdf import read_pdf
from pipeline.letters.pdf import merged
from pipeline.letters.preview import sample_letters
from pipeline.letters.typeset import source, typeset
from pipeline.letters.wordfile import enlarged, paragraphs
from pipeline.tools import find_office, to_pdf
from tests.office import TEMPLATES, rules

LETTERS = sample_letters(rules(), TEMPLATES)


def by_the_program(letter: bytes) -> bytes:
    return typeset(letter)


def by_the_office(letter: bytes) -> bytes:
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice is not installed on this machine")
    (made,) = to_pdf([letter], office)
    assert made is not None
    return made


@pytest.mark.parametrize("make", [by_the_program, by_the_office])
@pytest.mark.parametrize("name", ["no_amendments.docx", "significant_changes.docx", "termly_list.docx"])
def test_a_pdf_is_tagged_titled_and_in_english(make: object, name: str) -> None:
    letter = dict(LETTERS)[name]
    with pikepdf.open(io.BytesIO(make(letter))) as pdf:  # type: ignore[operator]
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang).startswith("en")
        tags = set(names(root.StructTreeRoot))
        assert tags & {"/H1", "/H"}
        assert ("/TH" in tags) == (name == "termly_list.docx")
        with pdf.open_metadata() as metadata:
            assert metadata.get("dc:title")


def names(node: object, depth: int = 0) -> list[str]:
    """Name the structure elements of a PDF, whatever the map of roles calls them."""
    found: list[str] = []
    kids = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) and depth < 30 else []
    for one in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(one, pikepdf.Dictionary):
            found += [str(one.get("/S", "")), *names(one, depth + 1)]
    return found


@pytest.mark.parametrize(("name", "letter"), LETTERS)
def test_the_pdf_of_the_program_has_every_word_of_the_word_file(name: str, letter: bytes) -> None:
    told = "".join(one.text for one in read_pdf(typeset(letter)).paragraphs)
    for one in paragraphs(letter):
        assert letters_of(one) in letters_of(told), one


def letters_of(text: str) -> str:
    """Give the letters and digits: a line may be parted at any blank or hyphen."""
    return "".join(one for one in text if one.isalnum())


def test_no_word_of_a_letter_is_markup() -> None:
    from docx import Document

    document = Document()
    for text in ('#text("x")', '*bold* _it_ $1+1$ @ref <label> \\ " ] [', "= no heading", "- no list"):
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    made = read_pdf(typeset(written.getvalue()))
    shown = " ".join(one.text for one in made.paragraphs)
    for text in ('#text("x")', "*bold* _it_ $1+1$ @ref <label>", "= no heading", "- no list"):
        assert text in shown
    assert source(written.getvalue()).startswith("#set document")


def test_large_print_is_eighteen_point_and_says_the_same() -> None:
    letter = dict(LETTERS)["no_amendments.docx"]
    from docx import Document

    large = enlarged(letter)
    size = Document(io.BytesIO(large)).styles["Normal"].font.size
    assert size is not None and size.pt == 18
    assert paragraphs(large) == paragraphs(letter)


def test_each_letter_of_a_print_run_begins_on_a_new_sheet() -> None:
    pdfs = [typeset(dict(LETTERS)[name]) for name in ("termly_list.docx", "no_amendments.docx")]
    with pikepdf.open(io.BytesIO(merged(pdfs))) as joined:
        assert len(joined.pages) % 2 == 0
        assert len(joined.pages) >= 4


def test_preview_and_print_write_their_files_and_print_no_draft(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["letters", "preview", "--out", str(tmp_path), "--no-pdf", "--large-print"])
    assert done.exit_code == 0
    assert {path.stem for path in tmp_path.glob("*.docx")} == {rule.name for rule in rules().letters.letters}
    (tmp_path / "night").mkdir()
    (tmp_path / "night" / "DRAFT no amendments.docx").write_bytes(dict(LETTERS)["no_amendments.docx"])
    none = CliRunner().invoke(app, ["letters", "print", str(tmp_path / "night"), "--out", str(tmp_path / "a.pdf")])
    assert isinstance(none.exception, UsageError)
    (tmp_path / "night" / "reminder.docx").write_bytes(dict(LETTERS)["reminder_to_school.docx"])
    done = CliRunner().invoke(app, ["letters", "print", str(tmp_path / "night"), "--out", str(tmp_path / "a.pdf")])
    assert done.exit_code == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_sign_that_no_font_has_does_not_keep_a_letter_from_being_set() -> None:
    from docx import Document

    document, made = Document(), io.BytesIO()
    document.core_properties.title = "A letter"
    document.add_paragraph("Thank you \U0001f468\u200d\U0001f469\u200d\U0001f467 for your words.")
    document.save(made)
    assert typeset(made.getvalue()).startswith(b"%PDF")
