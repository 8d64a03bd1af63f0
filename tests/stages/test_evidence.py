"""A substantive change is supported by a passage of a report or of the AR1's discussion, or by nothing."""

from pipeline.domain.case import AR1
from pipeline.domain.words import Kind, Weight
from pipeline.stages.evidence import find_evidence
from tests.office import change, recognised, rules

REPORT = recognised(
    Kind.PROFESSIONAL_REPORT,
    "Jo was seen in school on a quiet morning and worked hard.\n"
    "Jo now needs 45 minutes of speech and language therapy each week.\n"
    "Writing at length is still tiring for Jo and needs breaks.",
    "SaLT report.pdf",
)
THERAPY = change("30 minutes of speech and language therapy", "45 minutes of speech and language therapy")


def test_the_passage_that_says_the_same_is_found_first() -> None:
    (found,) = find_evidence((THERAPY,), (REPORT,), AR1(), rules())
    assert found.evidence[0].document == "SaLT report.pdf"
    assert "45 minutes" in found.evidence[0].quote
    assert 0 < found.evidence[0].score <= 1
    assert found.evidence[0].page == 1


def test_a_change_that_nothing_supports_has_no_evidence() -> None:
    (found,) = find_evidence((change("", "weekly hydrotherapy with two adults"),), (REPORT,), AR1(), rules())
    assert found.evidence == ()


def test_the_discussion_of_the_ar1_counts() -> None:
    ar1 = AR1("AR1.docx", discussion="All agreed that hydrotherapy with two adults should begin weekly.")
    (found,) = find_evidence((change("", "weekly hydrotherapy with two adults"),), (), ar1, rules())
    assert found.evidence[0].document == "AR1.docx"


def test_the_plan_is_no_evidence_for_itself() -> None:
    plan = recognised(Kind.TRACKED_CHANGE, "Jo will have 45 minutes of speech and language therapy each week.")
    (found,) = find_evidence((THERAPY,), (plan,), AR1(), rules())
    assert found.evidence == ()


def test_only_substantive_changes_need_evidence() -> None:
    light = change("a", "b", weight=Weight.COSMETIC)
    assert find_evidence((light,), (REPORT,), AR1(), rules()) == (light,)
