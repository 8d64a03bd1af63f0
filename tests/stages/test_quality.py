"""The checks an officer makes beside the required list."""

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.domain.case import Attendee, FormFact, Raised, Signature
from pipeline.domain.words import Identity, Kind, Recommendation, Section, Weight
from pipeline.stages.quality import check_quality
from tests.office import FORM, MEETING, case, change, recognised, rules

FIVE = tuple(
    Attendee(f"Person {number}", role, True)
    for number, role in enumerate(("Mother", "SENCO", "SEN officer", "School nurse", "Social worker"))
)
WHOLE = replace(FORM, attendees=FIVE, signatures=(Signature("Signed", "A. Head", MEETING),))
RECOMMENDED = replace(case().review, school_recommendation=Recommendation.MAINTAIN)


def asked(*papers, ar1=WHOLE, changes=(), review=RECOMMENDED, checks=None) -> list[Raised]:  # type: ignore[no-untyped-def]
    quality = rules().quality if checks is None else replace(rules().quality, checks=checks)
    return list(check_quality(case(*papers, ar1=ar1, review=review), changes, quality))


def codes(found: list[Raised]) -> list[str]:
    return [one.code for one in found]


def test_a_whole_form_raises_nothing() -> None:
    assert asked() == []


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ("Mother", "the parent or young person"),
        ("SENCO", "the head of the school or setting"),
        ("SEN officer", "the council's SEN officer"),
        ("School nurse", "health"),
        ("Social worker", "social care"),
    ],
)
def test_each_of_the_five_who_must_be_invited_is_missed(left_out: str, named: str) -> None:
    some = tuple(one for one in FIVE if one.role != left_out)
    (found,) = asked(ar1=replace(WHOLE, attendees=some))
    assert (found.code, found.detail) == ("invitees_incomplete", f"the list does not have {named}")


def test_somebody_who_was_not_invited_does_not_count() -> None:
    some = (*FIVE[:4], replace(FIVE[4], invited=False))
    assert codes(asked(ar1=replace(WHOLE, attendees=some))) == ["invitees_incomplete"]


def test_a_form_without_a_recommendation_is_asked_about() -> None:
    assert codes(asked(review=replace(RECOMMENDED, school_recommendation=None))) == ["no_recommendation"]


@pytest.mark.parametrize(
    ("place", "lacks"),
    [
        (Signature("Signed"), "no name and no date"),
        (Signature("Signed", "A. Head"), "no date"),
        (Signature("Signed", "", MEETING), "no name"),
    ],
)
def test_an_empty_place_to_sign_is_asked_about(place: Signature, lacks: str) -> None:
    (found,) = asked(ar1=replace(WHOLE, signatures=(place,)))
    assert (found.code, found.detail) == ("form_not_signed", f"beside “Signed” stands {lacks}")


def test_a_report_without_a_date_is_asked_about() -> None:
    report = recognised(Kind.SCHOOL_REPORT, "Jo reads well.")
    assert codes(asked(report)) == ["undated_document"]
    assert asked(replace(report, date=dt.date(2026, 2, 1))) == []


def test_words_of_the_template_are_quoted_with_their_page() -> None:
    views = recognised(Kind.PARENT_VIEWS, "What works?\nClick or tap here to enter text.\n[child's name] is happy.")
    (found,) = asked(views)
    assert found.code == "template_text_left"
    assert found.detail == "page 1, “Click or tap here to enter text”, and 1 more"


@pytest.mark.parametrize(
    ("after", "vague"),
    [
        ("Jo will have access to a sensory room.", True),
        ("Support will be given as required.", True),
        ("Regular sessions of 20 minutes.", True),  # how long, and not by whom
        ("Access to speech therapy: 6 sessions of 30 minutes a term from a speech therapist.", False),
        ("A teaching assistant gives 20 minutes of reading each day.", False),
    ],
)
def test_vague_provision_is_asked_about(after: str, vague: bool) -> None:
    assert bool(asked(changes=(change(after=after),))) is vague


def test_vague_words_outside_section_f_are_let_be() -> None:
    assert (
        asked(changes=(change(after="Jo needs access to quiet.", section=Section.B, weight=Weight.SUBSTANTIVE),)) == []
    )


@pytest.mark.parametrize(("value", "said"), [("84%", True), ("84.5", True), ("96%", False), ("12 days", False)])
def test_low_attendance_without_a_plan_is_asked_about(value: str, said: bool) -> None:
    fact = FormFact("attendance", value, "ar1.docx", 1, "Attendance", value)
    form = replace(WHOLE, facts=(fact,))
    assert codes(asked(ar1=form)) == (["attendance_low"] if said else [])
    assert asked(ar1=replace(form, actions="Weekly attendance meeting with the family.")) == []


def test_a_disagreement_that_the_discussion_does_not_record_is_asked_about() -> None:
    views = recognised(Kind.PARENT_VIEWS, "We are glad of the help. We do not agree with the school on homework.")
    (found,) = asked(views)
    assert found.code == "disagreement_not_recorded"
    assert found.detail == "“We do not agree with the school on homework.”"
    assert asked(views, ar1=replace(WHOLE, discussion="The parents disagree about homework.")) == []


def test_a_paper_that_names_nobody_is_said() -> None:
    views = recognised(Kind.CHILD_VIEWS, "I like art.")
    told = replace(case(views, ar1=WHOLE, review=RECOMMENDED), identity={views.path: Identity.NOBODY})
    assert codes(list(check_quality(told, (), rules().quality))) == ["no_identity"]


def test_every_check_can_be_switched_off() -> None:
    report = recognised(Kind.SCHOOL_REPORT, "Click here to enter text")
    off = tuple(replace(one, on=False) for one in rules().quality.checks)
    loud = asked(report, ar1=replace(FORM, facts=()), review=replace(RECOMMENDED, school_recommendation=None))
    assert len(set(codes(loud))) > 3
    assert asked(report, ar1=FORM, review=replace(RECOMMENDED, school_recommendation=None), checks=off) == []


def test_every_check_has_its_words() -> None:
    assert {one.code for one in rules().quality.checks} <= set(rules().findings)
