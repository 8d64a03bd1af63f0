"""Another child's name left in by copy and paste, and those who may rightly be named."""

from dataclasses import replace

import pytest

from pipeline.domain.case import CaseloadRow, Known, Raised
from pipeline.domain.documents import Recognised
from pipeline.domain.words import Identity, Kind
from pipeline.stages.identify import identify
from tests.office import TODAY, recognised, rules

GIVEN = {"surname": "Example", "forenames": "Jo", "dob": "2015-06-03", "upn": "A123456789012", "school": "Hill School"}
CASELOAD = Known(
    tuple(
        CaseloadRow({"surname": surname, "forenames": forenames, "upn": upn, "dob": "2014-01-02"})
        for surname, forenames, upn in (
            ("Sample", "Liam", "B123456789012"),
            ("St John", "Aoife Mary", "C123456789012"),
            ("Price-Jones", "Anne-Marie", "D123456789012"),
            ("Example", "Max", "E123456789012"),
            ("Day", "May", "F123456789012"),
        )
    )
)
OWN = "Name: Jo Example\nDate of birth: 03/06/2015\n"


def report(text: str, name: str = "Report.docx") -> Recognised:
    return recognised(Kind.SCHOOL_REPORT, text, name)


def raised(*papers: Recognised, known: Known = CASELOAD) -> list[Raised]:
    return list(identify(papers, known, GIVEN, TODAY, rules()).raised)


def codes(text: str, known: Known = CASELOAD) -> set[str]:
    return {one.code for one in raised(report(OWN + text), known=known)}


@pytest.mark.parametrize(
    "text",
    [
        "Jo reads well. Liam Sample has made good progress this year.",
        "We met Liam Sample in class.",
        "Jo reads well. Aoife St John finds writing hard.",
        "Anne-Marie Price-Jones enjoys music.",
        "Example, Max has a diagnosis of autism.",
        "Jo reads well. Liam has made good progress. Staff say that Liam enjoys art.",
        "Jo reads well. Liam has made good progress.",  # the caseload has a child of that first name
        "Jo enjoys art. Liam's attendance is good.",
    ],
)
def test_another_child_of_the_caseload_as_the_subject_blocks(text: str) -> None:
    assert "wrong_child" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jo reads well. Jo lives with a younger brother, Max. Max has made friends with Jo's dog.",
        "Jo plays with a friend called Liam. Liam enjoys football too, and so does Jo.",
        "Jo's classmate Liam Sample sits beside Jo.",
        "Mr Liam Sample teaches Jo.",
        "Makaton has made a difference. Lexia is working well. Numicon needs to be used daily.",
        "Reading is now easier. English needs to be taught in small steps.",
        "In May Day celebrations Jo danced.",
        "Mrs Osgood feels that Jo is settled.",
        "Joanna has made progress.",  # the long form of the child's own name
    ],
)
def test_friends_brothers_adults_and_things_do_not_block(text: str) -> None:
    assert not codes(text) & {"wrong_child", "another_name_in_text"}


def test_an_unknown_name_as_the_subject_twice_blocks_where_the_own_name_stands_beside_it() -> None:
    text = "Jo reads well. Zebedee has made progress. Next year Jo will move up. Zebedee needs support at lunch."
    assert "wrong_child" in codes(text, Known(()))


def test_an_unknown_name_once_is_a_question() -> None:
    assert codes("Jo reads well. Zebedee has made progress.", Known(())) == {"another_name_in_text"}


def test_a_paper_of_the_child_that_uses_only_another_name_is_a_question() -> None:
    """It may be what the child is called."""
    text = "Bobbin has made progress. Bobbin enjoys art."
    assert codes(text, Known(())) == {"another_name_in_text"}


def test_an_adult_of_the_meeting_may_have_a_name_of_the_caseload() -> None:
    form = recognised(
        Kind.AR1,
        "Annual Review Report\nName of child: Jo Example\nName | Role | Attended\nLiam Sample | Teacher | Yes",
        "AR1.docx",
    )
    assert "wrong_child" not in {one.code for one in raised(form, report(OWN + "Liam Sample has taught Jo."))}


def test_the_quote_has_the_page_and_never_the_name() -> None:
    (found,) = [one for one in raised(report(OWN + "Jo reads. Liam Sample has made good progress since 02/01/2025."))]
    assert found.detail == "another name in its text (page 1, “[another name] has made good progress since [date].”)"


@pytest.mark.parametrize("title", ["Annual Review - Liam Sample", "liam_sample report", "Sample Liam AR1"])
def test_a_title_or_a_file_name_with_another_childs_name_blocks(title: str) -> None:
    one = report(OWN + "Jo reads well.")
    content = replace(one.document.content, properties={"title": title, "author": "Max Example"})
    titled = replace(one, document=replace(one.document, content=content))
    assert [found.code for found in raised(titled)] == ["wrong_child"]
    assert [found.code for found in raised(report(OWN + "Jo reads well.", f"{title}.docx"))] == ["wrong_child"]


def test_the_author_of_a_template_is_no_child() -> None:
    one = report(OWN + "Jo reads well.")
    content = replace(one.document.content, properties={"author": "Liam Sample", "title": "Report"})
    assert raised(replace(one, document=replace(one.document, content=content))) == []


def test_an_nhs_number_against_two_that_agree_is_another_childs() -> None:
    papers = [report(f"{OWN}NHS number: {number}", f"{at}.docx") for at, number in enumerate(NHS)]
    assert [(one.code, one.document) for one in raised(*papers)] == [("wrong_child", "2.docx")]
    assert {one.code for one in raised(*papers[1:])} == {"identity_conflict"}


NHS = ("943 476 5919", "943 476 5919", "401 023 2137")


def test_a_paper_of_a_school_with_another_school_is_a_question() -> None:
    found = raised(report(f"{OWN}Name of school: Seaview Academy\nJo reads well."))
    assert [one.code for one in found] == ["identity_conflict"]
    assert raised(report(f"{OWN}Name of school: Hill Primary School\nJo reads well.")) == []


def test_each_paper_says_whom_it_names() -> None:
    papers = (
        report(OWN + "Reads well.", "own.docx"),
        report("Reads well and enjoys art.", "nobody.docx"),
        report("Jo reads well.", "text.docx"),
        report("Name: Liam Sample\nReads well.", "other.docx"),
    )
    assert identify(papers, CASELOAD, GIVEN, TODAY, rules()).identity == {
        "own.docx": Identity.THIS_CHILD,
        "nobody.docx": Identity.NOBODY,
        "text.docx": Identity.THIS_CHILD,
        "other.docx": Identity.ANOTHER_CHILD,
    }
