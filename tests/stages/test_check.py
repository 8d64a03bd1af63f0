"""Every finding is raised where it is true, and in the office's words."""

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.domain.case import Attendee, Case, Child, Raised, Review
from pipeline.domain.documents import Content
from pipeline.domain.members import Kept, Member, Protection
from pipeline.domain.words import (
    Disposition,
    Kind,
    Profession,
    ProtectionStatus,
    Recommendation,
    Scheme,
    Section,
    Severity,
    Weight,
)
from pipeline.stages.check import check, check_files
from pipeline.stages.count import deadlines
from pipeline.stages.express import express
from pipeline.stages.require import require
from tests.office import FORM, MEETING, TODAY, case, change, recognised, rules

OPENED = Protection(Scheme.OOXML_AGILE, ProtectionStatus.REMOVED, "surname and date of birth")
FULL = (Kind.AR1, Kind.SCHOOL_REPORT, Kind.SUPPORT_PLAN, Kind.PARENT_VIEWS, Kind.CHILD_VIEWS)
PAPERS = tuple(recognised(kind) for kind in (*FULL, Kind.COSTED_PROVISION_MAP, Kind.RISK_ASSESSMENT))


def codes(judged: Case, *changes: object, received: dt.date = TODAY, unread: tuple[str, ...] = ()) -> set[str]:
    raised = raise_all(judged, *changes, received=received, unread=unread)
    return {one.code for one in raised}


def raise_all(
    judged: Case, *changes: object, received: dt.date = TODAY, unread: tuple[str, ...] = ()
) -> tuple[Raised, ...]:
    dates = deadlines(judged, received, max(received, TODAY), rules())
    return check(judged, require(judged, (), rules()), changes, dates, received, rules(), unread)  # type: ignore[arg-type]


def test_a_complete_review_raises_nothing() -> None:
    assert codes(case(*PAPERS)) == set()


def test_a_missing_paper_blocks_and_a_recommended_one_warns() -> None:
    raised = raise_all(case(*PAPERS[:2], *PAPERS[3:5], ar1=FORM))
    found = {one.kind: one.severity for one in express(raised, rules())}
    assert found[Kind.SUPPORT_PLAN] is Severity.BLOCKING
    assert found[Kind.RISK_ASSESSMENT] is Severity.WARNING


def test_what_could_not_be_read_is_never_taken_for_absent() -> None:
    papers = tuple(one for one in PAPERS if one.kind is not Kind.SUPPORT_PLAN)
    (found,) = express(raise_all(case(*papers), unread=("locked.docx",)), rules())
    assert (found.code, found.severity) == ("missing_document", Severity.WARNING)
    assert "locked.docx" in found.message


@pytest.mark.parametrize(
    ("part", "code"),
    [("discussion", "ar1_no_discussion"), ("actions", "ar1_no_actions")],
)
def test_an_ar1_without_discussion_or_actions_goes_back(part: str, code: str) -> None:
    assert codes(case(*PAPERS, ar1=replace(FORM, **{part: "  "}))) == {code}


def test_half_a_school_report_inside_the_ar1_goes_back() -> None:
    papers = tuple(one for one in PAPERS if one.kind is not Kind.SCHOOL_REPORT)
    assert codes(case(*papers, ar1=replace(FORM, progress=""))) == {"school_report_in_ar1_incomplete"}


@pytest.mark.parametrize(
    ("held", "planned", "code"),
    [
        (None, True, "meeting_not_evidenced"),
        (None, False, "meeting_not_evidenced"),
        (dt.date(2026, 3, 9), False, "meeting_not_evidenced"),
        (dt.date(2026, 2, 28), False, "meeting_date_doubtful"),
    ],
)
def test_no_letter_goes_out_for_a_meeting_that_was_not_held(held: dt.date | None, planned: bool, code: str) -> None:
    review = Review(held, dt.date(2025, 3, 12), meeting_planned_only=planned)
    assert codes(case(*PAPERS, review=review)) == {code}


def test_a_meeting_on_a_bank_holiday_is_doubtful() -> None:
    review = Review(dt.date(2026, 4, 6), dt.date(2025, 4, 12))
    assert codes(case(*PAPERS, review=review), received=dt.date(2026, 4, 10)) == {"meeting_date_doubtful"}


@pytest.mark.parametrize(
    ("received", "wanted"),
    [
        (MEETING + dt.timedelta(days=14), set()),
        (MEETING + dt.timedelta(days=15), {"submission_late"}),
        (MEETING + dt.timedelta(days=28), {"submission_late"}),
        (MEETING + dt.timedelta(days=29), {"submission_late", "decision_overdue"}),
    ],
)
def test_lateness_is_counted_from_the_meeting(received: dt.date, wanted: set[str]) -> None:
    assert codes(case(*PAPERS), received=received) == wanted


def test_a_meeting_more_than_twelve_months_after_the_last_is_late() -> None:
    assert "meeting_late" in codes(case(*PAPERS, review=Review(MEETING, dt.date(2025, 2, 24))))


def test_a_child_who_moves_to_secondary_school_is_shown() -> None:
    child = Child(surname="Example", nc_year=6, in_care=False)
    assert codes(case(*PAPERS, child=child)) == {"phase_transfer_review"}


def test_a_report_older_than_the_previous_review_is_stale() -> None:
    old = replace(recognised(Kind.PROFESSIONAL_REPORT), date=dt.date(2024, 1, 5))
    assert codes(case(*PAPERS, old)) == {"stale_document"}


def test_a_tracked_document_without_changes_is_noticed() -> None:
    assert codes(case(*PAPERS, recognised(Kind.TRACKED_CHANGE))) == {"no_changes_found"}


def test_changes_are_held_to_their_evidence_and_their_section() -> None:
    plan = recognised(Kind.TRACKED_CHANGE, name="EHCP.docx")
    heavy = change("a", "b", Section.F)
    light = change("a", "b", Section.B, Weight.FACTUAL, number=2)
    amend = Review(MEETING, dt.date(2025, 3, 12), school_recommendation=Recommendation.AMEND)
    wanted = {"change_without_evidence", "minor_change_in_protected_section"}
    assert codes(case(*PAPERS, plan, review=amend), heavy, light) == wanted


@pytest.mark.parametrize(
    ("said", "weight", "conflict"),
    [
        (Recommendation.MAINTAIN, Weight.SUBSTANTIVE, True),
        (Recommendation.AMEND, Weight.COSMETIC, True),
        (Recommendation.AMEND, Weight.SUBSTANTIVE, False),
        (Recommendation.CEASE, Weight.SUBSTANTIVE, True),
        (Recommendation.UNCLEAR, Weight.COSMETIC, True),
        (Recommendation.MAINTAIN, Weight.COSMETIC, False),
    ],
)
def test_a_recommendation_that_the_changes_contradict_is_noticed(
    said: Recommendation, weight: Weight, conflict: bool
) -> None:
    review = Review(MEETING, dt.date(2025, 3, 12), school_recommendation=said)
    plan = recognised(Kind.TRACKED_CHANGE, name="EHCP.docx")
    found = codes(case(*PAPERS, plan, review=review), change("a", "b", weight=weight))
    assert ("recommendation_conflict" in found) is conflict


def test_views_that_ask_for_a_change_which_no_change_carries_are_shown() -> None:
    asking = replace(FORM, discussion="The family would like more support with writing.")
    assert codes(case(*PAPERS, ar1=asking)) == {"views_ask_for_change"}


def test_a_change_that_answers_the_views_silences_the_warning_and_another_does_not() -> None:
    asking = replace(FORM, discussion="The family would like more support with writing.")
    answer = change("", "Jo will have daily support with writing from an adult.", Section.F)
    other = change("", "Jo wears a hearing aid.", Section.B)
    plan = recognised(Kind.TRACKED_CHANGE, name="EHCP.docx")
    amend = Review(MEETING, dt.date(2025, 3, 12), school_recommendation=Recommendation.AMEND)
    judged = case(*PAPERS, plan, review=amend, ar1=asking)
    assert "views_ask_for_change" not in codes(judged, answer)
    assert "views_ask_for_change" in codes(judged, other)


def test_a_plan_that_came_as_a_scan_may_carry_handwriting() -> None:
    plan = recognised(Kind.EHCP)
    content = replace(plan.document.content, text_source="ocr")
    scan = replace(plan, document=replace(plan.document, content=content))
    assert "handwriting_unread" in codes(case(*PAPERS, scan))
    assert "handwriting_unread" not in codes(case(*PAPERS, plan))


def test_no_change_for_a_child_who_moves_phase_is_a_conflict() -> None:
    child = Child(surname="Example", forenames="Jo", dob=dt.date(2015, 6, 3), nc_year=6, in_care=False)
    keep = Review(MEETING, dt.date(2025, 3, 12), school_recommendation=Recommendation.MAINTAIN)
    moving = codes(case(*PAPERS, child=child, review=keep))
    assert ("phase_transfer_review" in moving) == ("recommendation_conflict" in moving)
    year5 = replace(child, nc_year=5)
    staying = codes(case(*PAPERS, child=year5, review=keep))
    assert ("phase_transfer_review" in staying) == ("recommendation_conflict" in staying)
    assert "phase_transfer_review" in moving | staying


def test_files_set_aside_keep_their_own_finding_and_reason() -> None:
    member = Member("report.pdf", b"x")
    kept = (
        Kept(member, Disposition.NOT_OPENED, "password_not_standard", "its password is not in the standard format"),
        Kept(Member("copy.pdf", b"y"), Disposition.DUPLICATE, "duplicate_document", "the same"),
    )
    found = express(check_files(kept, (), (), {"copy.pdf": "first.pdf"}, {}, ()), rules())
    told = {one.code: one.message for one in found}
    assert "standard format" in told["password_not_standard"]
    assert "first.pdf" in told["duplicate_document"]


def test_what_is_true_of_single_documents_is_raised() -> None:
    report = recognised(Kind.SCHOOL_REPORT)
    opened = replace(report.document.opened, protection=OPENED)
    content = replace(report.document.content, active=("macros",))
    document = replace(report.document, opened=opened, content=content)
    accepted = (
        replace(report, document=document, mentions=("CPOMS record",)),
        recognised(Kind.BEHAVIOUR_LOG),
        recognised(Kind.SECURE_MAIL_WRAPPER),
        replace(recognised(Kind.UNKNOWN, name="scan.jpg"), document=replace(report.document, content=Content(()))),
    )
    withheld = (recognised(Kind.CPOMS_RECORD), replace(recognised(Kind.CPOMS_RECORD, name="b"), suspected=True))
    unread = (accepted[3].path,)
    assert {one.code for one in check_files((), accepted, withheld, {}, {}, unread)} >= {
        "password_removed",
        "active_content",
        "forbidden_mention",
        "behaviour_log_attached",
        "secure_mail_wrapper",
        "unreadable_document",
        "forbidden_record",
        "suspected_record",
    }


def test_nothing_that_nobody_typed_counts_as_a_password() -> None:
    for name in (None, "built-in of Excel"):
        protection = Protection(Scheme.PDF_OWNER_ONLY, ProtectionStatus.REMOVED, name)
        assert check_files((), (), (), {}, {"a.pdf": protection}, ()) == ()


def test_every_code_of_the_contract_has_its_words() -> None:
    blocking = {code for code, rule in rules().findings.items() if rule.severity is Severity.BLOCKING}
    assert blocking == {
        "missing_document",
        "ar1_no_discussion",
        "ar1_no_actions",
        "school_report_in_ar1_incomplete",
        "forbidden_record",
        "password_not_standard",
        "secure_mail_wrapper",
        "unreadable_document",
        "empty_document",
        "wrong_child",
        "meeting_not_evidenced",
    }
    assert len(rules().findings) == 47


def test_a_brace_in_a_file_s_name_is_only_a_brace() -> None:
    (found,) = express((Raised("active_content", "{detail}.docx", detail="macros"),), rules())
    assert found.document == "{detail}.docx"


def test_a_report_that_the_form_says_came_and_that_is_not_there_is_asked_about() -> None:
    named = replace(
        FORM,
        attendees=(
            Attendee("A. Example", "Educational Psychologist", report_received=True),
            Attendee("B. Sample", "Class teacher", report_received=True),
        ),
    )
    raised = raise_all(case(*PAPERS, ar1=named))
    assert [(one.code, one.kind, one.recommended) for one in raised] == [
        ("missing_document", Kind.PROFESSIONAL_REPORT, True)
    ]
    report = replace(recognised(Kind.PROFESSIONAL_REPORT), profession=Profession.EDUCATIONAL_PSYCHOLOGY)
    assert raise_all(case(*PAPERS, report, ar1=named)) == ()


def test_a_meeting_in_a_school_holiday_is_asked_about_once_the_term_dates_are_confirmed() -> None:
    held = dt.date(2026, 10, 28)
    judged = case(*PAPERS, review=Review(held, dt.date(2025, 11, 12)))
    received = dt.date(2026, 11, 4)
    assert "meeting_date_doubtful" not in codes(judged, received=received)
    book = replace(rules(), terms=replace(rules().terms, verified=True))
    raised = check(judged, (), (), (), received, book, ())
    assert [one.detail for one in raised if one.code == "meeting_date_doubtful"] == [
        "Wednesday 28 October 2026 is in a school holiday"
    ]
