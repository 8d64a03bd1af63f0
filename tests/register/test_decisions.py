"""Officers decide in the order of the law, beside the proposal and never over it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from pipeline.domain.legal_order import Step
from pipeline.domain.words import Proposal
from pipeline.register.decisions import RefusedError, decide, take_step
from pipeline.register.models import CarriedForward, Decision, Event, Review
from pipeline.register.record import register_pack
from tests.office import rules
from tests.register.samples import DAY, LIGHT, MEETING, NOW, report

NONE, MINOR = Proposal.NO_AMENDMENTS, Proposal.MINOR_AMENDMENTS
BIG, CEASE = Proposal.SIGNIFICANT_CHANGES, Proposal.CEASE_TO_MAINTAIN
D = dt.date.fromisoformat


def review(made: object = None, number: int = 1) -> int:
    register_pack(number, made or report(), "packs/1", NOW, rules())  # type: ignore[arg-type]
    return int(Review.objects.order_by("-id")[0].id)


def settle(number: int, category: Proposal, on: dt.date = DAY, cease_reason: int | None = None) -> tuple[str, ...]:
    return decide(number, category, "Agreed at the meeting", "R. Bell", on, NOW, rules(), cease_reason).notes


def step(number: int, taken: Step, on: str) -> None:
    take_step(number, taken, D(on), "R. Bell", NOW, rules())


def test_a_decision_stands_beside_the_proposal_with_reason_and_name(register: Path) -> None:
    number = review(report(MINOR))
    settle(number, NONE)
    made = Decision.objects.get()
    assert (made.category, made.outcome, made.proposal, made.decided_by) == (NONE, "M", MINOR, "R. Bell")
    found = Review.objects.get()
    assert (found.proposal, found.category, found.outcome) == (MINOR, NONE, "M")


def test_a_later_decision_replaces_the_first_and_both_stay(register: Path) -> None:
    number = review()
    settle(number, NONE)
    settle(number, BIG)
    first, second = Decision.objects.order_by("id")
    assert (second.replaces_id, Review.objects.get().outcome) == (first.id, "A")


def test_a_decision_that_was_sent_is_not_changed(register: Path) -> None:
    number = review()
    settle(number, NONE)
    step(number, Step.DECISION_SENT, "2026-03-05")
    with pytest.raises(RefusedError, match="sent already"):
        settle(number, BIG)


@pytest.mark.parametrize("category", [NONE, MINOR])
def test_an_unread_pack_gives_no_decision_of_no_or_minor_amendments(register: Path, category: Proposal) -> None:
    number = review(report(unread=True))
    with pytest.raises(RefusedError, match="never taken for absent"):
        settle(number, category)
    settle(number, BIG)


def test_nothing_is_decided_before_the_meeting(register: Path) -> None:
    number = review(report(meeting=None))
    with pytest.raises(RefusedError, match="meeting was held"):
        settle(number, NONE)


def test_a_plan_ceases_only_after_consultation_letter_and_appeal_time(register: Path) -> None:
    number = review(report(CEASE))
    with pytest.raises(RefusedError, match=r"reg 31\(1\)"):
        settle(number, CEASE, cease_reason=4)
    step(number, Step.FAMILY_CONSULTED, "2026-02-26")
    with pytest.raises(RefusedError, match="the head must be consulted"):
        settle(number, CEASE, cease_reason=4)
    step(number, Step.HEAD_CONSULTED, "2026-02-26")
    with pytest.raises(RefusedError, match="its reason by number"):
        settle(number, CEASE)
    settle(number, CEASE, cease_reason=4)
    step(number, Step.DECISION_SENT, "2026-03-05")
    with pytest.raises(RefusedError, match=r"s\.45\(4\)"):
        step(number, Step.PLAN_CEASED, "2026-05-05")
    step(number, Step.PLAN_CEASED, "2026-05-06")
    found = Review.objects.get()
    assert (found.outcome, found.child.left_on) == ("C", D("2026-05-06"))


def test_a_final_plan_follows_the_notice_and_the_time_to_answer(register: Path) -> None:
    number = review(report(BIG))
    with pytest.raises(RefusedError, match=r"reg 22\(2\)"):
        step(number, Step.FINAL_ISSUED, "2026-03-30")
    settle(number, BIG)
    step(number, Step.DECISION_SENT, "2026-03-05")
    with pytest.raises(RefusedError, match="representations until 19 March 2026"):
        step(number, Step.FINAL_ISSUED, "2026-03-19")
    step(number, Step.FINAL_ISSUED, "2026-03-20")
    assert Review.objects.get().final_due_on == D("2026-04-30")


def test_an_answer_of_the_family_lets_the_final_plan_go_out_earlier(register: Path) -> None:
    number = review(report(BIG))
    settle(number, BIG)
    step(number, Step.DECISION_SENT, "2026-03-05")
    step(number, Step.REPRESENTATIONS_RECEIVED, "2026-03-10")
    step(number, Step.FINAL_ISSUED, "2026-03-11")


def test_no_letter_goes_out_without_a_decision(register: Path) -> None:
    with pytest.raises(RefusedError, match="no officer has decided"):
        step(review(), Step.DECISION_SENT, "2026-03-05")


def test_minor_changes_are_carried_forward_and_a_second_carry_is_said(register: Path) -> None:
    first = review(report(MINOR, changes=(LIGHT,)))
    assert settle(first, MINOR) == ()
    step(first, Step.DECISION_SENT, "2026-03-05")
    assert [(one.after, one.times) for one in CarriedForward.objects.all()] == [("01642 555778", 1)]
    held = MEETING + dt.timedelta(days=350)
    second = review(report(MINOR, meeting=held, received=held), number=2)
    assert second != first
    (note,) = settle(second, MINOR, on=held)
    assert "carried once more" in note
    settle(second, MINOR, on=held)
    assert [one.times for one in CarriedForward.objects.all()] == [2]
    (note,) = settle(second, BIG, on=held)
    assert "taken into the plan" in note
    assert CarriedForward.objects.get().settled_in_id == second


def test_a_sent_decision_moves_the_next_review_on(register: Path) -> None:
    number = review()
    settle(number, NONE)
    step(number, Step.DECISION_SENT, "2026-03-05")
    child = Review.objects.get().child
    assert (child.last_review_on, child.next_review_due) == (MEETING, D("2027-02-24"))


@pytest.mark.parametrize("missing", ["reason", "by"])
def test_a_decision_needs_its_reason_and_its_officer(register: Path, missing: str) -> None:
    number = review()
    said = {"reason": "Agreed", "by": "R. Bell"} | {missing: " "}
    with pytest.raises(RefusedError, match="must be given"):
        decide(number, NONE, said["reason"], said["by"], DAY, NOW, rules())


@pytest.mark.parametrize(("table", "change"), [(Decision, {"reason": "Another"}), (Event, {"by": "Another"})])
def test_the_database_itself_refuses_to_change_history(register: Path, table: Any, change: dict[str, str]) -> None:
    settle(review(), NONE)
    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.all().delete()
    assert table.objects.count() > 0
