"""Random officers: sequences of packs, decisions and steps on random days, and the law checked on what came of them.

    python -m tests.register.machine [--sequences N] [--seed S]

After each action the rows of the review are held against the law by rules written apart from the program's own.
Exit status 0 where no sequence reached a state that the law forbids.
"""

import argparse
import datetime as dt
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.domain.legal_order import Step
from pipeline.domain.words import Proposal
from pipeline.register.opening import _upgrade, prepare

CATEGORIES = (
    Proposal.NO_AMENDMENTS,
    Proposal.MINOR_AMENDMENTS,
    Proposal.SIGNIFICANT_CHANGES,
    Proposal.CEASE_TO_MAINTAIN,
    Proposal.RETURN_TO_SCHOOL,
    Proposal.UNDETERMINED,
)
START = dt.date(2026, 2, 1)
ACTIONS = 14
OUTCOMES = {"no_amendments": "M", "minor_amendments": "M", "significant_changes": "A", "cease_to_maintain": "C"}


def main() -> int:
    """Run the sequences and print what was tried, what was refused, and what broke the law."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sequences", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    prepare()
    _upgrade()
    started = time.monotonic()
    tried, wrong = run(options.sequences, options.seed)
    for name, number in sorted(tried.items()):
        print(f"{number:8}  {name}")
    for line in wrong[:20]:
        print(f"  {line}")
    print(f"{options.sequences} sequences in {time.monotonic() - started:.0f} s; {len(wrong)} states the law forbids")
    return 1 if wrong else 0


def run(sequences: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Run *sequences* on the register that is open; count the actions and list what broke the law."""
    chance = random.Random(seed)
    tried: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(sequences):
        wrong += [f"sequence {number}: {what}" for what in sequence(number, chance, tried)]
    return tried, wrong


def sequence(number: int, chance: random.Random, tried: Counter[str]) -> list[str]:
    """Act on one child's review at random, with days that mostly go forward."""
    from django.db import IntegrityError

    from pipeline.register.decisions import RefusedError
    from pipeline.register.models import Review

    day = START + dt.timedelta(days=chance.randrange(60))
    meeting = day + dt.timedelta(days=chance.choice((-20, -5, 0, 10)))
    act(number, chance, day, meeting, "pack")
    review = int(Review.objects.order_by("-id").values_list("id", flat=True)[0])
    found: list[str] = []
    for _ in range(ACTIONS):
        day += dt.timedelta(days=chance.choice((-6, 0, 1, 3, 10, 30, 70)))
        name = chance.choice(("pack", "decide", "decide", *("step",) * 5))
        try:
            done = act(number, chance, day, meeting, name, review)
        except (RefusedError, IntegrityError):
            done = f"{name} refused"
        tried[done] += 1
        found += forbidden(review)
        if found:
            break
    return found


def act(number: int, chance: random.Random, day: dt.date, meeting: dt.date, name: str, review: int = 0) -> str:
    """Do one thing; raises RefusedError where the register refuses."""
    from pipeline.register.decisions import decide, take_step
    from pipeline.register.models import Pack
    from pipeline.register.record import register_pack
    from tests.office import rules
    from tests.register.samples import JO, NOW, report

    if name == "pack":
        child = replace(JO, upn=f"Z{number:012d}", surname=f"Example{number}")
        made = report(
            chance.choice(CATEGORIES[:4]),
            child=child,
            meeting=meeting,
            received=day,
            unread=chance.random() < 0.3,
            lacking=("missing_document",) if chance.random() < 0.3 else (),
        )
        register_pack(Pack.objects.count() + 1, made, "", NOW, rules())
        return "pack"
    if name == "decide":
        ceasing = number % 4 == 0  # in every fourth sequence the office means to cease
        category = CATEGORIES[3] if ceasing else chance.choice(CATEGORIES)
        decide(review, category, "Agreed", "R. Bell", day, NOW, rules(), chance.choice((None, 2, 4, 99)))
        return f"decided {category}"
    step = chance.choice(tuple(Step))
    take_step(review, step, day, "R. Bell", NOW, rules())
    return f"step {step}"


def forbidden(number: int) -> Iterator[str]:
    """Hold the rows of a review against the law; each sentence is a breach."""
    from pipeline.register.models import Decision, Event, Review, StepTaken

    review = Review.objects.get(id=number)
    steps = {one.step: one.day for one in StepTaken.objects.filter(review=number)}
    decisions = list(Decision.objects.filter(review=number).order_by("id"))
    order = list(Event.objects.filter(review_id=number).order_by("number").values_list("what", flat=True))
    yield from of_decisions(review, decisions, steps, order)
    yield from of_letters(decisions, steps, order)
    yield from of_what_follows(review, steps)


def of_decisions(review: Any, decisions: list[Any], steps: dict[str, dt.date], order: list[str]) -> Iterator[str]:
    """Meeting before decision, consultation before ceasing, nothing light from an unread pack."""
    from pipeline.register.models import Pack

    for one in decisions:
        if one.category not in OUTCOMES:
            yield "a decision that the law does not know"
        if review.meeting_on is None or one.decided_on < review.meeting_on:
            yield "a decision before the meeting"
        consulted = [steps.get(needed) for needed in ("family_consulted", "head_consulted")]
        if one.category == "cease_to_maintain" and any(day is None or day > one.decided_on for day in consulted):
            yield "a decision to cease without consultation"
    if decisions and decisions[-1].category in ("no_amendments", "minor_amendments"):
        before = order[: len(order) - order[::-1].index("decided")]
        packs = list(Pack.objects.filter(review=review).order_by("submission"))
        known = packs[: sum(what.startswith("pack_") for what in before)]
        if known and known[-1].unread:
            yield "no or minor amendments decided from an unread pack"
    if review.outcome and review.outcome != OUTCOMES.get(review.category):
        yield "category and outcome disagree"


def of_letters(decisions: list[Any], steps: dict[str, dt.date], order: list[str]) -> Iterator[str]:
    """A letter follows its decision, and no decision follows its letter."""
    sent = steps.get("decision_sent")
    if sent and not decisions:
        yield "a letter without a decision"
    if sent and decisions and sent < decisions[-1].decided_on:
        yield "a letter older than its decision"
    if "decision_sent" in order and "decided" in order[order.index("decision_sent") :]:
        yield "a decision changed after its letter"


def of_what_follows(review: Any, steps: dict[str, dt.date]) -> Iterator[str]:
    """A final plan leaves fifteen days to answer its notice; a plan ceases when it can no longer be appealed."""
    sent, final, ceased = (steps.get(name) for name in ("decision_sent", "final_issued", "plan_ceased"))
    if final and (review.outcome != "A" or not sent or final < sent):
        yield "a final plan without a notice of amendment"
    if final and sent and (final - sent).days < 15 and not steps.get("representations_received"):
        yield "a final plan before fifteen days to answer"
    if ceased and (review.outcome != "C" or not sent):
        yield "a plan ceased without a letter"
    if ceased and sent and (ceased - sent).days < 59:
        yield "a plan ceased while it could be appealed"


if __name__ == "__main__":
    sys.exit(main())
