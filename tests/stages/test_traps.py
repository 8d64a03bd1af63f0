"""Papers that look like something else, as schools send them."""

import datetime as dt

import pytest

from pipeline.demo.pdf_files import pdf_file
from pipeline.demo.word_files import Heading, Paper, Table
from pipeline.domain.case import Known
from pipeline.domain.documents import Document, Recognised
from pipeline.domain.members import Member
from pipeline.domain.words import Kind, Recommendation
from pipeline.opening import open_one
from pipeline.stages.identify import identify
from pipeline.stages.recognise import recognise
from tests.office import TODAY, document, rules

DAY = dt.date(2026, 2, 25)


def told(text: str, name: str) -> Recognised:
    return recognise(document(text, name), rules())


def test_pupil_views_on_a_form_that_some_councils_number_ar1_are_views() -> None:
    """With some councils AR1 is what the pupil fills in, AR2 the parent, and AR4 the report of the meeting."""
    text = """
    AR1 - Pupil's Views for the Annual Review
    Name of pupil: Jo Example
    What I like about school: art and computing.
    What helps me learn: my teacher shows me a picture.
    What is important to me: my friends and my dog.
    When I am older: I want to be a vet.
    """
    assert told(text, "AR1.docx").kind is Kind.CHILD_VIEWS


def test_an_invitation_with_a_planned_date_is_no_form_and_no_proof_of_a_meeting() -> None:
    text = """
    Meeting Preparation - People Invited to Attend
    Name of pupil: Jo Example
    Date of planned review: 25/03/2026
    Dear parent, you are invited to the annual review meeting on the date above.
    Please let us know if you can come.
    Yours sincerely, the SENCO
    """
    one = told(text, "AR3.docx")
    assert one.kind is Kind.CORRESPONDENCE
    assert identify((one,), Known(()), {}, TODAY, rules()).review.meeting_date is None


def test_a_form_that_has_only_a_planned_date_shows_no_meeting() -> None:
    text = (
        "Annual Review Report (AR1)\nName of pupil: Jo Example\nDate of planned review: 25/03/2026\nKey actions\nNone"
    )
    found = identify((told(text, "AR1.docx"),), Known(()), {}, TODAY, rules()).review
    assert found.meeting_date is None
    assert found.meeting_planned_only


LETTERS = "ABCDEFG"
HEADED = {
    "A": "Section A: The views, interests and aspirations of the child",
    "B": "Section B: Special educational needs",
    "C": "Section C: Health needs",
    "D": "Section D: Social care needs",
    "E": "Section E: Outcomes",
    "F": "Section F: Special educational provision",
    "G": "Section G: Health provision",
}


@pytest.mark.parametrize("order", ["ABCDEFG", "AEBCDFG", "GFEDCBA", "ABEFCGD"])
def test_a_plan_with_its_sections_in_any_order_is_a_plan(order: str) -> None:
    lines = [f"{HEADED[letter]}\nWords of the plan under {letter}." for letter in order]
    text = "Education, Health and Care Plan\nName: Jo Example\n" + "\n".join(lines)
    assert told(text, "document (3).docx").kind is Kind.EHCP


def test_a_print_of_the_form_from_the_portal_is_read_as_the_form() -> None:
    """The portal prints one question a line with its answer, each page under its own header and address."""
    rows = (
        ("Legal Forename", "Jo"),
        ("Legal Surname", "Example"),
        ("Date of Birth", "03-Jun-2015"),
        ("UPN", "A123456789012"),
        ("NCY Taught In", "5"),
        ("Is the child looked after?", "No"),
        ("Review Type", "Annual"),
        ("Date of review meeting", "25-Feb-2026"),
        ("Summary of discussion", "Everyone agreed that the support works."),
        ("Key actions", "SENCO to send the papers by 20 March 2026."),
        ("Recommended outcome", "Amend the EHC plan"),
        ("Is a change of placement requested?", "No"),
    )
    paper = Paper(
        "Annual Review of EHC Plan - Form Response", "Professional Portal", (Heading("Details"), Table(rows)), DAY
    )
    opened = open_one(Member("FormResponse_88213.pdf", pdf_file(paper)), ())
    assert isinstance(opened, Document)
    one = recognise(opened, rules())
    found = identify((one,), Known(()), {}, TODAY, rules())
    assert one.kind is Kind.AR1
    assert (found.child.dob, found.child.nc_year, found.child.in_care) == (dt.date(2015, 6, 3), 5, False)
    assert found.review.meeting_date == DAY
    assert found.review.school_recommendation is Recommendation.AMEND
    assert found.ar1.discussion.startswith("Everyone agreed")
    assert found.ar1.key_actions[0].due == dt.date(2026, 3, 20)
