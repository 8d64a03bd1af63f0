"""What is proposed, in the order of the rules; only an officer decides."""

from dataclasses import replace

import pytest

from pipeline.domain.case import Change, Review
from pipeline.domain.report import Finding
from pipeline.domain.words import Proposal, Recommendation, Section, Severity, Statutory, Sureness, Weight
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


def test_each_outcome_says_what_would_change_it() -> None:
    light = change("a", "b", Section.A, Weight.FACTUAL, number=2)
    big = propose(case(), (change("a", "b", Section.F), light), (), (), rules())
    assert big.would_change == ("Without change 1: minor amendments.",)
    asked = Review(MEETING, placement_change_requested=True)
    both = propose(case(review=asked), (change("a", "b"),), (), (), rules())
    assert both.would_change == ("Without the request for a change of placement and change 1: no amendments.",)
    ceased = propose(
        case(review=Review(MEETING, school_recommendation=Recommendation.CEASE)), (light,), (), (), rules()
    )
    assert ceased.would_change == ("Without the recommendation to cease: minor amendments.",)
    unread = propose(case(), (light,), (), ("locked.docx",), rules())
    assert unread.would_change == ("Once every file is read, what was read so far gives: minor amendments.",)
    none = propose(case(), (), (), (), rules())
    assert "significant changes" in none.would_change[0]


def test_what_speaks_against_an_outcome_stands_beside_it() -> None:
    asked = Finding("views_ask_for_change", Severity.WARNING, "The views ask for more.", "Look.", "rule", "source")
    none = propose(case(review=Review(MEETING, school_recommendation=Recommendation.AMEND)), (), (asked,), (), rules())
    assert none.against == ("The views ask for more.", "The AR1 recommends amending the plan.")
    bare = propose(case(), (change("a", "b", Section.F),), (asked,), (), rules())
    assert bare.against == ("No evidence was found for any of the changes of substance.",)
    guess = replace(change("a", "b"), sureness=Sureness.POSSIBLE)
    assert "Nothing but comments" in propose(case(), (guess,), (), (), rules()).against[-1]


def test_a_minor_outcome_carries_its_changes_forward_and_no_other_does() -> None:
    facts = (change("a", "b", Section.A, Weight.FACTUAL), change("x", "x", Section.F, Weight.COSMETIC, number=2))
    assert propose(case(), facts, (), (), rules()).carried_forward == (1,)
    assert propose(case(), (change("a", "b"),), (), (), rules()).carried_forward == ()


@pytest.mark.parametrize("edits", [(), (change("a", "b", Section.A, Weight.FACTUAL),), (change("a", "b", Section.F),)])
@pytest.mark.parametrize("unread", [(), ("locked.docx",)])
@pytest.mark.parametrize("cease", [False, True])
def test_cease_unread_or_significant_is_never_proposed_as_none_or_minor(
    edits: tuple[Change, ...], unread: tuple[str, ...], cease: bool
) -> None:
    review = Review(MEETING, school_recommendation=Recommendation.CEASE if cease else None)
    proposal = propose(case(review=review), edits, (), unread, rules()).if_complete
    heavy = any(one.weight is Weight.SUBSTANTIVE for one in edits)
    if cease:
        assert proposal is CEASE
    elif heavy:
        assert proposal is BIG
    elif unread:
        assert proposal is Proposal.UNDETERMINED
    else:
        assert proposal in (NONE, MINOR)
