"""Whose review it is, what is known of it, and what does not agree."""

import datetime as dt

import pytest

from pipeline.domain.case import Case, CaseloadRow, Known
from pipeline.domain.documents import Recognised
from pipeline.domain.whose import year_of
from pipeline.domain.words import Kind, Recommendation
from pipeline.stages.identify import identify
from tests.office import TODAY, recognised, rules

ROW = {
    "upn": "A807200123001",
    "surname": "Example",
    "forenames": "Joanna",
    "known_as": "Jo",
    "dob": "2015-06-03",
    "nc_year": "5",
    "school": "Sample Primary School",
    "in_care": "no",
    "first_plan_date": "2023-03-01",
    "last_review_date": "2025-03-12",
    "parent_name": "Sam Example",
}
FORM = """
Annual Review Report
Child's name | Joanna Example
Date of birth | 03/06/2015
UPN | A807200123001
NC Year | 5
Date of review meeting | 25/02/2026
Date of last review | 12/03/2025
Recommendation
Amend the plan
"""


def form(text: str = FORM) -> Recognised:
    return recognised(Kind.AR1, text, "AR1.docx")


def report(text: str, kind: Kind = Kind.PROFESSIONAL_REPORT) -> Recognised:
    return recognised(kind, text, "report.docx")


def identified(*papers: Recognised, rows: tuple[dict[str, str], ...] = (), **given: str) -> Case:
    known = Known(tuple(CaseloadRow(row) for row in rows))
    return identify(papers, known, given, TODAY, rules())


def codes(case: Case) -> list[str]:
    return [one.code for one in case.raised]


def test_the_form_alone_tells_child_and_review() -> None:
    case = identified(form())
    assert (case.child.surname, case.child.forenames) == ("Example", "Joanna")
    assert case.child.dob == dt.date(2015, 6, 3)
    assert (case.child.upn, case.child.nc_year) == ("A807200123001", 5)
    assert case.review.meeting_date == dt.date(2026, 2, 25)
    assert case.review.previous_review_date == dt.date(2025, 3, 12)
    assert case.review.school_recommendation is Recommendation.AMEND
    assert case.child.source["dob"] == "AR1.docx: Date of birth"
    assert codes(case) == []


def test_the_caseload_fills_in_what_the_form_does_not_say() -> None:
    case = identified(form(), rows=(ROW,))
    assert case.child.parent_name == "Sam Example"
    assert case.child.in_care is False
    assert case.review.first_plan_date == dt.date(2023, 3, 1)
    assert case.child.source["surname"] == "caseload"


def test_pack_json_wins_over_the_caseload_which_wins_over_the_documents() -> None:
    case = identified(form(), rows=({**ROW, "nc_year": "6"},), nc_year="7")
    assert case.child.nc_year == 7
    assert case.child.source["nc_year"] == "pack.json"
    assert set(codes(case)) == {"identity_conflict"}


def test_a_child_of_the_caseload_is_never_chosen_by_name_alone_between_two() -> None:
    plain_form = form("Annual Review Report\nChild's name | Joanna Example\nDate of review meeting | 25/02/2026")
    twins = (ROW, {**ROW, "upn": "B807200123002"})
    assert identified(plain_form, rows=twins).child.upn is None


def test_a_name_with_another_date_of_birth_is_another_child_of_the_caseload() -> None:
    other = {**ROW, "upn": "", "dob": "2014-01-01"}
    assert identified(form(), rows=(other,)).child.source["surname"].startswith("AR1.docx")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Name of child: Joanna Example\nDate of birth: 03/06/2015", False),
        ("Name: EXAMPLE, Joanna\nDOB: 3 June 2015", False),
        ("Name of child: Jo Example", False),
        ("Patient: J Example\nD.O.B. 03/06/2015", False),
        ("Name of child: Joanna Exampel\nDate of birth: 03/06/2015", False),
        ("No name stands here at all.", False),
        ("Name of child: Sam Other\nDate of birth: 03/06/2015", True),
        ("Name of child: Joanna Example\nDate of birth: 04/06/2015", True),
        ("Name of child: Pat Different\nDate of birth: 01/01/2014", True),
        ("UPN: B807200123002", True),
        ("Name of parent: Pat Different\nRole: Parent", False),
    ],
)
def test_a_document_about_another_child_is_found(text: str, wrong: bool) -> None:
    case = identified(form(), report(f"Speech Report\n{text}"), rows=(ROW,))
    assert ("wrong_child" in codes(case)) is wrong


def test_the_finding_quotes_nothing_of_the_other_child() -> None:
    case = identified(form(), report("Name of child: Pat Different\nDate of birth: 01/01/2014"), rows=(ROW,))
    (raised,) = [one for one in case.raised if one.code == "wrong_child"]
    assert raised.document == "report.docx"
    assert not any(word in raised.detail for word in ("Pat", "Different", "2014"))


def test_a_letter_may_name_other_people() -> None:
    letter = report("Dear Pat Different\nName of child: Pat Different", Kind.CORRESPONDENCE)
    assert codes(identified(form(), letter, rows=(ROW,))) == []


def test_a_planned_meeting_is_no_proof_that_it_was_held() -> None:
    planned = FORM.replace("Date of review meeting", "Date of planned review meeting")
    review = identified(form(planned)).review
    assert (review.meeting_date, review.meeting_planned_only) == (None, True)


def test_two_sources_that_disagree_on_the_meeting_are_shown() -> None:
    case = identified(form(), meeting_date="2026-02-24")
    assert case.review.meeting_date == dt.date(2026, 2, 24)
    assert codes(case) == ["meeting_date_doubtful"]


def test_a_year_group_is_counted_from_the_date_of_birth_where_nothing_says_it() -> None:
    case = identified(form("Annual Review Report\nChild's name | Jo Example\nDate of birth | 03/06/2015"))
    assert case.child.nc_year == 6
    assert case.child.source["nc_year"] == "counted from the date of birth"


def test_without_any_form_the_other_papers_tell_the_child() -> None:
    papers = [recognised(Kind.SCHOOL_REPORT, f"Name of child: {name}", f"{at}.docx") for at, name in enumerate(NAMES)]
    assert identified(*papers).child.surname == "Example"


NAMES = ("Pat Different", "Jo Example", "Jo Example")


@pytest.mark.parametrize(
    ("text", "year"),
    [("Year 7", 7), ("Y7", 7), ("7", 7), ("NC Year 10", 10), ("Reception", 0), ("Nursery", -1), ("seven", None)],
)
def test_a_year_group_is_read_in_its_forms(text: str, year: int | None) -> None:
    assert year_of(text) == year


def test_no_fact_about_a_child_shows_in_a_representation() -> None:
    case = identified(form(), rows=(ROW,))
    assert not any(word in repr(case) for word in ("Example", "Joanna", "A807200123001", "2015"))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("Katie Example", False), ("Joanne Example", False), ("Ben Example", True), ("Jo Exampl", False)],
)
def test_a_twin_shares_surname_and_birthday_and_is_another_child(name: str, wrong: bool) -> None:
    row = {**ROW, "known_as": "Katie"}
    case = identified(form(), report(f"Speech Report\nName of child: {name}\nDate of birth: 03/06/2015"), rows=(row,))
    assert ("wrong_child" in codes(case)) is wrong


def test_a_paper_cannot_vouch_for_itself() -> None:
    stray = report("Name of child: Joanna Other\nDate of birth: 01/02/2014")
    assert "wrong_child" in codes(identified(stray, surname="Example", forenames="Joanna"))
