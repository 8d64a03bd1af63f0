"""Record what officers decide and what was done, in the order of the law; nothing is ever overwritten."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from pipeline.domain.errors import PipelineError
from pipeline.domain.legal_order import Step, refused_decision, refused_step
from pipeline.domain.rules import Rules
from pipeline.domain.words import Proposal, Weight
from pipeline.register.chain import append
from pipeline.register.models import CarriedForward, Change, Decision, Pack, Review, StepTaken
from pipeline.register.reviews import count_days, last_reviewed, outcome_of, plan_child, standing_of


class RefusedError(PipelineError):
    """The law, or this register, does not allow it now; the message says why."""


@dataclass(frozen=True)
class Decided:
    """A decision as recorded, and what the officer must be told of it."""

    number: int
    notes: tuple[str, ...] = ()


def decide(
    review_id: int,
    category: Proposal,
    reason: str,
    by: str,
    on: dt.date,
    at: dt.datetime,
    rules: Rules,
    cease_reason: int | None = None,
) -> Decided:
    """Record an officer's decision beside the proposal; raises RefusedError where the order of the law forbids it."""
    with transaction.atomic():
        review = _review(review_id)
        refused = list(refused_decision(category, on, standing_of(review)))
        refused += _incomplete(category, reason, by, cease_reason, rules)
        _raise(refused, review_id)
        standing = review.decisions.filter(replaced_by=None).first()
        made = Decision.objects.create(
            review=review,
            category=category,
            outcome=outcome_of(category),
            reason=reason,
            decided_by=by,
            decided_on=on,
            proposal=review.proposal,
            replaces=standing,
        )
        review.category, review.outcome, review.decided_on = category, made.outcome, on
        review.cease_reason = cease_reason
        count_days(review, rules)
        review.save()
        notes = _carry(review, category)
        facts = {
            "category": category,
            "reason": reason,
            "on": on,
            "proposal": review.proposal,
            "replaces": bool(standing),
        }
        append("decided", by, at, facts, review.child_id, review.id)
        return Decided(int(made.id), notes)


def _incomplete(category: Proposal, reason: str, by: str, cease_reason: int | None, rules: Rules) -> list[str]:
    wrong = [f"{name} must be given" for name, text in (("a reason", reason), ("who decides", by)) if not text.strip()]
    known = {one.code for one in rules.work.cease_reasons}
    if category is Proposal.CEASE_TO_MAINTAIN and cease_reason not in known:
        wrong.append(f"a decision to cease needs its reason by number, one of {', '.join(map(str, sorted(known)))}")
    return wrong


def _carry(review: Review, category: Proposal) -> tuple[str, ...]:
    """Keep the ledger of minor changes: carried on, carried a second time, or settled by an amended or ceased plan."""
    ledger = CarriedForward.objects.filter(child=review.child)
    ledger.filter(review=review).delete()  # what a decision put there that this one replaces
    ledger.filter(settled_in=review).update(settled_in=None)
    waiting = ledger.filter(settled_in=None)
    if category in (Proposal.SIGNIFICANT_CHANGES, Proposal.CEASE_TO_MAINTAIN):
        number = waiting.update(settled_in=review)
        return (f"{number} changes carried forward are to be taken into the plan",) if number else ()
    again = waiting.count()
    waiting.exclude(carried_in=review).update(times=F("times") + 1, carried_in=review)
    if category is Proposal.MINOR_AMENDMENTS:
        _append_changes(review)
    return (
        (f"{again} minor changes of an earlier review are carried once more; the plan was never updated",)
        if again
        else ()
    )


def _append_changes(review: Review) -> None:
    latest = Pack.objects.filter(review=review).order_by("-submission").first()
    changes = Change.objects.filter(pack=latest).exclude(weight=Weight.COSMETIC).order_by("number")
    of = {"child": review.child, "review": review, "carried_in": review}
    CarriedForward.objects.bulk_create(
        CarriedForward(**of, section=one.section, before=one.before, after=one.after) for one in changes
    )


def take_step(review_id: int, step: Step, on: dt.date, by: str, at: dt.datetime, rules: Rules) -> None:
    """Record that *step* was taken on that day; raises RefusedError where the order of the law forbids it."""
    with transaction.atomic():
        review = _review(review_id)
        _raise(
            [*refused_step(step, on, standing_of(review)), *([] if by.strip() else ["who did it must be given"])],
            review_id,
        )
        StepTaken.objects.create(review=review, step=step, day=on, recorded_by=by)
        if step is Step.DECISION_SENT:
            review.decision_sent_on = on
        elif step is Step.FINAL_ISSUED:
            review.final_issued_on = on
        elif step is Step.PLAN_CEASED:
            review.ceased_on = on
            review.child.left_on = on
        count_days(review, rules)
        review.save()
        _next_review(review, rules, on)
        append(step, by, at, {"on": on}, review.child_id, review.id)


def _next_review(review: Review, rules: Rules, today: dt.date) -> None:
    """Move the child's next review on once a decision went out."""
    child = review.child
    day = last_reviewed(review, rules) if review.decision_sent_on else None
    if day is not None and (child.last_review_on is None or day > child.last_review_on):
        child.last_review_on = day
    plan_child(child, rules, today)
    child.save()


def _review(number: int) -> Review:
    found = Review.objects.select_for_update().filter(id=number).first()
    if found is None:
        raise RefusedError(f"there is no review {number} in the register; annual-review due lists their numbers")
    return found


def _raise(refused: list[str], review_id: int) -> None:
    if refused:
        raise RefusedError(f"review {review_id}: not recorded, because " + "; and ".join(refused))
