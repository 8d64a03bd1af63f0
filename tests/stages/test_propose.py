"""What is proposed, in the order of the rules; only an officer decides."""

import pytest

from pipeline.domain.case import Review
from pipeline.domain.report import Finding
from pipeline.domain.words import Proposal, Recommendation, Section, Severity, Statutory, Weight
from pipeline.stages.propose import propose
from tests.office import MEETING, case, change, rules

BLOCK = Finding("missing_document", Severity.BLOCKING, "Missing.", "Send it.", "rule", "source")
NONE, MINOR = Proposal.NO_AMENDMENTS, Proposal.MINOR_AMENDMENTS
BIG, CEASE = Proposal.SIGNIFICANT_CHANGES, Proposal.CEASE_TO_MAINTAIN


@pytest.mark.parametrize(
    ("section", "weight", "proposal", "statutory"),
    [
        (Section.F, Weight.SUBSTANTIVE, BIG, Statutory.AMEND),
        (Section.B, Weight.FACTUAL, MINOR, Statutory.MAINTAIN),
        (Section.A, Weight.SUBSTANTIVE, MINOR, Statutory.MAINTAIN),
        (Section.COVER, Weight.FACTUAL, MINOR, Statutory.MAINTAIN),
        (Section.K, Weight.SUBSTANTIVE, MINOR, Statutory.MAINTAIN),
        (Section.F, Weight.COSMETIC, NONE, Statutory.MAINTAIN),
        (None, Weight.SUBSTANTIVE, BIG, Statutory.AMEND),
    ],
)
def test_the_weightiest_change_decides(
    section: Section | None, weight: Weight, proposal: Proposal, statutory: Statutory
) -> None:
    light = change("a", "a", Section.A, Weight.COSMETIC)
    found = propose(case(), (light, change("a", "b", section, weight, number=2)), (), (), rules())
    assert (found.proposal, found.if_complete, found.statutory) == (proposal, proposal, statutory)


def test_no_changes_is_no_amendments() -> None:
    assert propose(case(), (), (), (), rules()).proposal is NONE


def test_ceasing_comes_before_everything_else() -> None:
    review = Review(MEETING, school_recommendation=Recommendation.CEASE, placement_change_requested=True)
    assert propose(case(review=review), (change("a", "b"),), (), (), rules()).proposal is CEASE


def test_another_placement_is_significant_without_any_change() -> None:
    review = Review(MEETING, placement_change_requested=True)
    assert propose(case(review=review), (), (), (), rules()).proposal is BIG


def test_a_blocking_finding_sends_the_pack_back_and_says_what_it_would_be() -> None:
    found = propose(case(), (change("a", "b"),), (BLOCK,), (), rules())
    assert (found.proposal, found.if_complete) == (Proposal.RETURN_TO_SCHOOL, BIG)
    assert any("Missing." in reason for reason in found.reasons)


@pytest.mark.parametrize("changes", [(), (change("a", "b", Section.A, Weight.FACTUAL),)])
def test_what_nobody_read_leaves_no_and_minor_amendments_undetermined(changes: tuple[object, ...]) -> None:
    found = propose(case(), changes, (BLOCK,), ("locked.docx",), rules())  # type: ignore[arg-type]
    assert (found.if_complete, found.statutory) == (Proposal.UNDETERMINED, None)
    assert "locked.docx" in " ".join(found.reasons)


def test_what_already_holds_does_not_wait_for_what_nobody_read() -> None:
    assert propose(case(), (change("a", "b"),), (BLOCK,), ("locked.docx",), rules()).if_complete is BIG


def test_every_proposal_says_that_an_officer_decides() -> None:
    assert "an officer decides" in propose(case(), (), (), (), rules()).decided_by
