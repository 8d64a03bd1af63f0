"""The required list with its conditions."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.case import AR1, Case, Child, FormFact, Review
from pipeline.domain.words import Kind, Recommendation, RequiredStatus
from pipeline.stages.require import require
from tests.office import FORM, MEETING, case, recognised, rules

CHILD = Child(surname="Example", nc_year=5, in_care=False)


def status(of: Kind, judged: Case) -> RequiredStatus:
    return {entry.kind: entry.status for entry in require(judged, (), rules())}[of]


def test_a_child_in_care_needs_a_pep() -> None:
    assert status(Kind.PEP, case(child=replace(CHILD, in_care=True))) is RequiredStatus.MISSING
    assert status(Kind.PEP, case(child=CHILD)) is RequiredStatus.NOT_REQUIRED


@pytest.mark.parametrize(("year", "wanted"), [(8, RequiredStatus.NOT_REQUIRED), (9, RequiredStatus.MISSING)])
def test_preparing_for_adulthood_is_needed_from_year_9(year: int, wanted: RequiredStatus) -> None:
    assert status(Kind.PFA, case(child=replace(CHILD, nc_year=year), ar1=replace(FORM, pfa=""))) is wanted


def test_a_costed_provision_map_is_needed_where_funding_is_asked_for_and_else_recommended() -> None:
    asked = Review(MEETING, funding_change_requested=True)
    assert status(Kind.COSTED_PROVISION_MAP, case(review=asked)) is RequiredStatus.MISSING
    assert status(Kind.COSTED_PROVISION_MAP, case()) is RequiredStatus.RECOMMENDED


def test_a_risk_assessment_is_needed_where_another_placement_is_asked_for() -> None:
    asked = Review(MEETING, placement_change_requested=True)
    assert status(Kind.RISK_ASSESSMENT, case(review=asked)) is RequiredStatus.MISSING


def test_the_ar1_stands_in_for_the_school_report_only_with_progress_and_difficulties() -> None:
    assert status(Kind.SCHOOL_REPORT, case()) is RequiredStatus.COVERED_BY_AR1
    assert status(Kind.SCHOOL_REPORT, case(ar1=replace(FORM, difficulties=" "))) is RequiredStatus.MISSING


def test_the_ar1_may_hold_the_views() -> None:
    assert status(Kind.PARENT_VIEWS, case()) is RequiredStatus.COVERED_BY_AR1
    assert status(Kind.CHILD_VIEWS, case(ar1=AR1())) is RequiredStatus.MISSING


def test_a_tracked_change_document_is_recommended_where_the_ar1_recommends_amending() -> None:
    amend = Review(MEETING, school_recommendation=Recommendation.AMEND)
    assert status(Kind.TRACKED_CHANGE, case(review=amend)) is RequiredStatus.RECOMMENDED
    assert status(Kind.TRACKED_CHANGE, case()) is RequiredStatus.NOT_REQUIRED


def test_a_document_that_is_there_is_named() -> None:
    entries = require(case(recognised(Kind.PEP, name="PEP.pdf"), child=replace(CHILD, in_care=True)), (), rules())
    assert [(e.status, e.documents) for e in entries if e.kind is Kind.PEP] == [(RequiredStatus.PRESENT, ("PEP.pdf",))]


def test_every_entry_says_why_by_which_rule_and_from_where() -> None:
    assert all(entry.because and entry.rule and entry.source for entry in require(case(), (), rules()))


KINDS = st.lists(st.sampled_from(list(Kind)), max_size=8)
FULFILLED = (RequiredStatus.PRESENT, RequiredStatus.COVERED_BY_AR1, RequiredStatus.NOT_REQUIRED)


@given(KINDS, st.sampled_from(list(Kind)), st.booleans(), st.sampled_from([5, 9, None]))
def test_one_more_file_never_makes_a_fulfilled_requirement_unfulfilled(
    kinds: list[Kind], more: Kind, in_care: bool, year: int | None
) -> None:
    child = replace(CHILD, in_care=in_care, nc_year=year)
    files = [recognised(kind, name=f"{number}.docx") for number, kind in enumerate(kinds)]
    before = {e.kind: e.status for e in require(case(*files, child=child), (), rules())}
    after = {e.kind: e.status for e in require(case(*files, recognised(more, name="more"), child=child), (), rules())}
    assert all(after[kind] in FULFILLED for kind, one in before.items() if one in FULFILLED)


def test_each_condition_shows_the_words_that_made_it_hold() -> None:
    facts = (
        FormFact("funding_change", "Yes", "AR1.docx", 3, "Is a change of funding requested?", "Yes, one more hour"),
        FormFact("in_care", "Yes", "AR1.docx", None, "Child in care", "Yes"),
    )
    child = Child(in_care=True, nc_year=10, source={"in_care": "AR1.docx: Child in care", "nc_year": "caseload"})
    review = Review(funding_change_requested=True)
    found = {
        one.kind: one for one in require(case(child=child, review=review, ar1=replace(FORM, facts=facts)), (), rules())
    }
    asked = "AR1.docx, page 3: “Is a change of funding requested?: Yes, one more hour”"
    assert found[Kind.COSTED_PROVISION_MAP].trigger == asked
    assert found[Kind.PEP].trigger == "AR1.docx: “Child in care: Yes”"
    assert found[Kind.PFA].trigger == "caseload"
    assert found[Kind.AR1].trigger is None
