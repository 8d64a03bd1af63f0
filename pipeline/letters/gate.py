"""The last door: no letter or return passes that carries anything of another child."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.domain.case import Child
from pipeline.domain.others import OtherChildren
from pipeline.domain.report import Report
from pipeline.domain.rules.letters import Council
from pipeline.letters.final import final_text

File = tuple[str, bytes]


@dataclass(frozen=True)
class Passed:
    """The files that may be written, and why the others may not."""

    files: list[File] = field(repr=False)
    blocked: tuple[str, ...] = ()


def pass_on(files: Sequence[File], report: Report, council: Council, others: OtherChildren) -> Passed:
    """Let each of *files* pass whose every word is of the pack's own child; where one is held back, all are.

    A return is written in several forms of the same words, so that a form without the fault would be luck.
    """
    blocked = [told for name, content in files for told in _told(name, content, report, council, others)]
    return Passed([] if blocked else list(files), tuple(dict.fromkeys(blocked)))


def allowed_in(child: Child, council: Council) -> tuple[str, ...]:
    """Give the texts whose names may stand in a letter about *child*: its adults, its school, the council."""
    adults = (
        child.parent_name,
        child.parent_address,
        child.second_parent_name,
        child.second_parent_address,
        child.social_worker_name,
        child.social_worker_address,
        child.school,
    )
    return (*(one or "" for one in adults), council.name, council.officer, ", ".join(council.address))


def _told(name: str, content: bytes, report: Report, council: Council, others: OtherChildren) -> list[str]:
    found = others.found_in(final_text(name, content), report.child, allowed_in(report.child, council))
    if not found:
        return []
    what = " and ".join(one.what for one in found)
    draft = "return to the school" if report.triage.proposal == "return_to_school" else "draft letter"
    return [f"The {draft} was not written: the {what} of another child of the caseload stands in it."]
