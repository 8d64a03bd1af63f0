"""No output carries another child's details, wherever in the file they stand."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from letter_samples import TEMPLATES, TODAY, book, finding, sample

from pipeline.demo.pdf_files import pdf_file
from pipeline.demo.word_files import Paper
from pipeline.domain.case import CaseloadRow
from pipeline.domain.others import OtherChildren
from pipeline.domain.words import Proposal
from pipeline.letters.back import return_to_school
from pipeline.letters.draft import draft_letter
from pipeline.letters.final import final_text
from pipeline.letters.gate import pass_on

OTHER = "Amina Winterbourne"
CASELOAD = OtherChildren(
    (
        CaseloadRow({"upn": "Z000000000001", "surname": "Marske", "forenames": "Robin", "dob": "2013-05-04"}),
        CaseloadRow({"upn": "Z000000000002", "surname": "Winterbourne", "forenames": "Amina", "dob": "2012-02-02"}),
    )
)


def in_body(document: Any) -> None:
    document.add_paragraph("About ").add_run("Amina ").bold = True
    document.paragraphs[-1].add_run("Winterbourne")


def in_header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = OTHER


def in_footer(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].text = OTHER


def in_properties(document: Any) -> None:
    document.core_properties.title = f"Letter for {OTHER}"


def in_comment(document: Any) -> None:
    run = document.add_paragraph("see").runs[0]
    document.add_comment(run, text=f"as for {OTHER}", author="A", initials="A")


def in_alternative_text(document: Any) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    picture.seek(0)
    shape = document.add_picture(picture)
    shape._inline.docPr.set("descr", f"Drawing by {OTHER}")


def in_table(document: Any) -> None:
    document.add_table(1, 1).cell(0, 0).text = OTHER


@pytest.mark.parametrize(
    "put", [in_body, in_header, in_footer, in_properties, in_comment, in_alternative_text, in_table]
)
def test_another_child_is_found_wherever_in_a_word_file_it_stands(put: Callable[[Any], None]) -> None:
    report = sample(Proposal.NO_AMENDMENTS)
    drafted = draft_letter(report, book(), TEMPLATES, TODAY)
    assert drafted is not None
    name, content = drafted
    assert pass_on([drafted], report, book().council, CASELOAD).files == [drafted]
    document = Document(io.BytesIO(content))
    put(document)
    written = io.BytesIO()
    document.save(written)
    passed = pass_on([(name, written.getvalue())], report, book().council, CASELOAD)
    assert passed.files == []
    assert "the name of another child" in passed.blocked[0]
    assert "Winterbourne" not in passed.blocked[0]


def test_a_page_a_text_and_a_pdf_are_read_too() -> None:
    page = f'<html><head><title>x</title></head><body><img alt="{OTHER}"><p>Jo</p></body></html>'
    assert OTHER in final_text("a.html", page.encode())
    assert OTHER in final_text("a.txt", OTHER.encode())
    assert OTHER in final_text("a.pdf", pdf_file(Paper(OTHER, "x", ("y",), TODAY)))
    with pytest.raises(ValueError, match="cannot be checked"):
        final_text("a.odt", b"")


def test_one_form_of_a_return_that_is_held_back_holds_back_all() -> None:
    report = sample(Proposal.RETURN_TO_SCHOOL, (finding("missing_document"),))
    files = return_to_school(report, book(), TEMPLATES, TODAY)
    assert len(pass_on(list(files.items()), report, book().council, CASELOAD).files) == len(files)
    spoiled = {**files, "note.txt": OTHER.encode()}
    assert pass_on(list(spoiled.items()), report, book().council, CASELOAD).files == []


def test_a_plan_change_that_names_another_child_stops_the_draft_and_the_page_says_so(tmp_path: Path) -> None:
    report = sample(Proposal.SIGNIFICANT_CHANGES)
    spoiled = replace(report, changes=(replace(report.changes[0], after=f"{OTHER} will have help."),))
    drafted = draft_letter(spoiled, book(), TEMPLATES, TODAY)
    assert drafted is not None
    passed = pass_on([drafted], spoiled, book().council, CASELOAD)
    assert passed.blocked == (
        "The draft letter was not written: the name of another child of the caseload stands in it.",
    )
