"""Measure the reading, weighing and triage of plan edits: each plan has one, and what it is is known.

    python -m tests.edits.measure

Prints what was missed, the confusion of weights and the shares. Exit status 0 where every promise is kept.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass

from pipeline.domain.case import Change
from pipeline.domain.documents import Document, Recognised
from pipeline.domain.members import Member
from pipeline.domain.onfile import PlanOnFile
from pipeline.domain.words import Kind, Proposal, Section, Weight
from pipeline.opening import open_one
from pipeline.stages.against import against_file, numbered
from pipeline.stages.compare import compare
from pipeline.stages.propose import propose
from pipeline.stages.weigh import weigh
from tests.edits.plans import Edit, Edited, edited
from tests.office import case, rules

_WORDED = (Section.COVER, Section.A, Section.K)


@dataclass(frozen=True)
class Told:
    """What the program says of one plan."""

    changes: tuple[Change, ...]
    proposal: Proposal


def main() -> int:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    plans = tuple(edited())
    found = [told(one) for one in plans]
    for one, said in zip(plans, found, strict=True):
        if (
            not in_section(one.edit, said)
            or weight_of(said) is not one.edit.weight
            or said.proposal is not due(one.edit)
        ):
            seen = [(str(each.section), each.before, each.after, str(each.weight)) for each in said.changes]
            print(f"  {one.style}, {one.layout}: {one.edit} -> {seen} {said.proposal}")
    table = Counter((one.edit.weight, weight_of(said)) for one, said in zip(plans, found, strict=True))
    for (was, taken), number in sorted(table.items(), key=str):
        print(f"{was:12} held {taken or 'nothing':12} {number}")
    measured = shares(plans, found)
    print(f"{len(plans)} plans")
    for name, (share, wanted) in measured.items():
        print(f"{'ok  ' if share >= wanted else 'LOW '} {share:7.2%}  {name}")
    return 0 if all(share >= wanted for share, wanted in measured.values()) else 1


def shares(plans: tuple[Edited, ...], found: list[Told]) -> dict[str, tuple[float, float]]:
    """Give each share with what it must reach."""
    both = list(zip(plans, found, strict=True))
    heavy = [said for one, said in both if one.edit.weight is Weight.SUBSTANTIVE]
    significant = [said for one, said in both if due(one.edit) is Proposal.SIGNIFICANT_CHANGES]
    return {
        "changes found with their section (99%)": (_share(in_section(one.edit, said) for one, said in both), 0.99),
        "weights right (95%)": (_share(weight_of(said) is one.edit.weight for one, said in both), 0.95),
        "substance never held cosmetic (100%)": (_share(weight_of(one) is not Weight.COSMETIC for one in heavy), 1.0),
        "triage right (98%)": (_share(said.proposal is due(one.edit) for one, said in both), 0.98),
        "significant never proposed as less (100%)": (
            _share(one.proposal is Proposal.SIGNIFICANT_CHANGES for one in significant),
            1.0,
        ),
    }


def _share(right: object) -> float:
    said = list(right)  # type: ignore[call-overload]
    return sum(said) / len(said)


def told(plan: Edited) -> Told:
    """Read, compare, weigh and propose as the program does."""
    one = _opened(plan.content)
    kind = Kind.EHCP if plan.on_file else Kind.TRACKED_CHANGE
    sent = Recognised(one, kind, confidence=0.9)
    on_file = (PlanOnFile(_opened(plan.on_file)),) if plan.on_file else ()
    marked = () if plan.on_file else compare((sent,), rules())
    seen = numbered(marked, against_file((sent,), on_file, rules()).changes)
    changes = weigh(seen, rules())
    return Told(changes, propose(case(sent), changes, (), (), rules()).proposal)


def _opened(content: bytes) -> Document:
    document = open_one(Member("plan.docx", content), ())
    assert isinstance(document, Document)
    return document


def in_section(edit: Edit, said: Told) -> bool:
    """Whether all that was found stands in the section of the edit, and something was unless only blanks differ."""
    if not said.changes:
        return edit.weight is Weight.COSMETIC
    return {one.section for one in said.changes} == {edit.section}


def weight_of(said: Told) -> Weight | None:
    """Give the gravest weight; nothing found weighs as the cosmetic it can only be."""
    order = (Weight.COSMETIC, Weight.FACTUAL, Weight.SUBSTANTIVE)
    return max((one.weight for one in said.changes), key=order.index, default=Weight.COSMETIC)


def due(edit: Edit) -> Proposal:
    """Give the proposal by the order of the contract."""
    if edit.weight is Weight.SUBSTANTIVE:
        return Proposal.MINOR_AMENDMENTS if edit.section in _WORDED else Proposal.SIGNIFICANT_CHANGES
    return Proposal.MINOR_AMENDMENTS if edit.weight is Weight.FACTUAL else Proposal.NO_AMENDMENTS


if __name__ == "__main__":
    sys.exit(main())
