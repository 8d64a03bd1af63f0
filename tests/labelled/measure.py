"""Measure recognition, withholding, identity and the reading of forms on the labelled papers.

    python -m tests.labelled.measure [--seed N]

Prints the confusion table and the shares. Exit status 0 where every promise is kept.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence

from pipeline.domain.case import Case, CaseloadRow, Known
from pipeline.domain.documents import Document, Recognised
from pipeline.domain.members import Member
from pipeline.domain.words import Kind
from pipeline.opening import in_this_process, open_one
from pipeline.scanning import read_scans
from pipeline.stages.identify import identify
from pipeline.stages.recognise import recognise
from tests.labelled.papers import Labelled, Someone, labelled, slipped, someone, with_kin
from tests.office import TODAY, rules


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    papers = tuple(labelled(parser.parse_args().seed))
    found = [told(paper) for paper in papers]
    shares = {
        "kind right (at least 98%)": (kinds(papers, found), 0.98),
        "records withheld (100%)": (recall(papers, found), 1.0),
        "other papers let through (100%)": (let_through(papers, found), 1.0),
        "another child found by date of birth (100%)": (strangers(papers, found, "dob"), 1.0),
        "another child found by name (at least 99%)": (strangers(papers, found, "name"), 0.99),
        "another child found by UPN (100%)": (strangers(papers, found, "upn"), 1.0),
        "another child's name left in a sentence (at least 99%)": (slips(), 0.99),
        "brothers and friends let be (at least 99%)": (kin(), 0.99),
        "clean papers without false alarm (at least 99%)": (1 - alarms(papers, found), 0.99),
        "facts of the form exact (at least 97%)": (forms(papers, found), 0.97),
    }
    confusion(papers, found)
    print(f"{len(papers)} papers, {len({(p.kind, p.layout) for p in papers})} kinds by layout")
    for name, (share, wanted) in shares.items():
        print(f"{'ok  ' if share >= wanted else 'LOW '} {share:7.2%}  {name}")
    return 0 if all(share >= wanted for share, wanted in shares.values()) else 1


def told(paper: Labelled) -> Recognised:
    """Open, read and recognise one paper as the program does."""
    document = open_one(Member(paper.name, paper.content), ())
    assert isinstance(document, Document)
    (read,) = read_scans((document,), in_this_process)
    return recognise(read, rules())


def kinds(papers: Sequence[Labelled], found: Sequence[Recognised]) -> float:
    right = [_right(paper, one) for paper, one in zip(papers, found, strict=True)]
    return sum(right) / len(right)


def _right(paper: Labelled, one: Recognised) -> bool:
    return one.kind is paper.kind and one.profession is paper.profession


def recall(papers: Sequence[Labelled], found: Sequence[Recognised]) -> float:
    records = [one for paper, one in zip(papers, found, strict=True) if paper.kind is Kind.CPOMS_RECORD]
    return sum(one.kind is Kind.CPOMS_RECORD for one in records) / len(records)


def let_through(papers: Sequence[Labelled], found: Sequence[Recognised]) -> float:
    others = [one for paper, one in zip(papers, found, strict=True) if paper.kind is not Kind.CPOMS_RECORD]
    return sum(one.kind is not Kind.CPOMS_RECORD for one in others) / len(others)


def strangers(papers: Sequence[Labelled], found: Sequence[Recognised], by: str) -> float:
    """Put each paper into the pack of another child, who differs by date of birth, or by name alone."""
    chance = random.Random(7)
    hits = []
    for paper, one in _named(papers, found):
        other = someone(chance)
        while _alike(other.surname, paper.child.surname) or other.dob == paper.child.dob:
            other = someone(chance)
        given = {"surname": other.surname, "forenames": other.forenames}
        if by == "upn" and "upn" not in paper.facts:
            continue
        if by == "upn":
            child = paper.child
            given = {
                "surname": child.surname,
                "forenames": child.forenames,
                "dob": child.dob.isoformat(),
                "upn": other.upn,
            }
        if by == "dob":
            given = {"surname": paper.child.surname, "forenames": paper.child.forenames, "dob": other.dob.isoformat()}
        hits.append("wrong_child" in _codes(identify((one,), Known(), given, TODAY, rules())))
    return sum(hits) / len(hits)


def slips() -> float:
    """Put each paper with a sentence of another child into its pack: the subject blocks, the object is asked about."""
    hits = []
    for paper, other, subject in slipped():
        codes = _in_its_pack(paper, other)
        hits.append("wrong_child" in codes or (not subject and "another_name_in_text" in codes))
    return sum(hits) / len(hits)


def kin() -> float:
    """Put each paper that rightly names somebody else into its pack."""
    spared = [not {"wrong_child", "another_name_in_text"} & _in_its_pack(paper, other) for paper, other in with_kin()]
    return sum(spared) / len(spared)


def _in_its_pack(paper: Labelled, other: Someone) -> set[str]:
    child = paper.child
    given = {"surname": child.surname, "forenames": child.forenames, "dob": child.dob.isoformat(), "upn": child.upn}
    row = {"surname": other.surname, "forenames": other.forenames, "dob": other.dob.isoformat(), "upn": other.upn}
    return _codes(identify((told(paper),), Known((CaseloadRow(row),)), given, TODAY, rules()))


def _alike(one: str, other: str) -> bool:
    return one == other


def alarms(papers: Sequence[Labelled], found: Sequence[Recognised]) -> float:
    """Put each paper into the pack of its own child."""
    wrong = []
    for paper, one in _named(papers, found):
        child = paper.child
        given = {"surname": child.surname, "forenames": child.forenames, "dob": child.dob.isoformat(), "upn": child.upn}
        wrong.append("wrong_child" in _codes(identify((one,), Known(), given, TODAY, rules())))
    return sum(wrong) / len(wrong)


def _named(papers: Sequence[Labelled], found: Sequence[Recognised]) -> list[tuple[Labelled, Recognised]]:
    unnamed = (Kind.CORRESPONDENCE, Kind.SECURE_MAIL_WRAPPER, Kind.CPOMS_RECORD)
    pairs = zip(papers, found, strict=True)
    return [(paper, one) for paper, one in pairs if paper.kind not in unnamed and one.kind not in unnamed]


def _codes(case: Case) -> set[str]:
    return {raised.code for raised in case.raised}


def forms(papers: Sequence[Labelled], found: Sequence[Recognised]) -> float:
    """Compare every fact of every form."""
    right = []
    for paper, one in zip(papers, found, strict=True):
        if paper.kind is not Kind.AR1:
            continue
        case = identify((one,), Known(), {}, TODAY, rules())
        said = {
            "meeting_date": str(case.review.meeting_date),
            "recommendation": str(case.review.school_recommendation),
            "upn": str(case.child.upn),
            "dob": str(case.child.dob),
            "placement": str(case.review.placement_change_requested),
            "people": "; ".join(
                f"{one.role} {'yes' if one.attended else 'no'}" for one in case.ar1.attendees
            ).casefold(),
            "actions": "; ".join(f"{one.by_whom} {one.due}" for one in case.ar1.key_actions),
            "signed": "; ".join(f"{one.name} {one.date}" for one in case.ar1.signatures),
        }
        right += [said[name].casefold() == fact.casefold() for name, fact in paper.facts.items()]
        right.append(bool(case.ar1.discussion.strip()) and bool(case.ar1.actions.strip()))
    return sum(right) / len(right)


def confusion(papers: Sequence[Labelled], found: Sequence[Recognised]) -> None:
    """Print what each kind was taken for, where it was not itself alone."""
    table = Counter((paper.kind, one.kind) for paper, one in zip(papers, found, strict=True))
    for kind in Kind:
        row = {taken: count for (was, taken), count in table.items() if was is kind}
        if row:
            print(f"{kind:22}" + ", ".join(f"{taken} {count}" for taken, count in sorted(row.items())))
    for paper, one in zip(papers, found, strict=True):
        if not _right(paper, one):
            was, taken = f"{paper.kind} {paper.profession or ''}", f"{one.kind} {one.profession or ''}"
            print(f"  {paper.layout}: {was} -> {taken} {one.why[:2]}")


if __name__ == "__main__":
    sys.exit(main())
