"""Reports of packs for the register, made as the pipeline makes them."""

import datetime as dt

from pipeline.domain.case import Child, Review
from pipeline.domain.members import Protection
from pipeline.domain.report import (
    Conservation,
    DocumentEntry,
    Finding,
    Outputs,
    PackEntry,
    Report,
    Triage,
)
from pipeline.domain.words import Disposition, Kind, Proposal, Section, Severity, Statutory, Weight
from tests.office import change

DAY = dt.date(2026, 3, 4)
NOW = dt.datetime(2026, 3, 4, 20, 0, tzinfo=dt.UTC)
MEETING = dt.date(2026, 2, 25)
JO = Child(
    surname="Example",
    forenames="Jo",
    dob=dt.date(2015, 6, 3),
    upn="Z000000000001",
    nc_year=5,
    school="Larkfield Primary School",
    placement_type="maintained",
    in_care=False,
)
LIGHT = change("01642 555010", "01642 555778", Section.COVER, Weight.FACTUAL)


def report(
    proposal: Proposal = Proposal.NO_AMENDMENTS,
    *,
    child: Child = JO,
    meeting: dt.date | None = MEETING,
    received: dt.date = DAY,
    lacking: tuple[str, ...] = (),
    unread: bool = False,
    changes: tuple[object, ...] = (),
    sha256: str = "0" * 64,
    placement_change: bool = False,
) -> Report:
    """Make the report of one pack."""
    findings = tuple(
        Finding(code, Severity.BLOCKING, f"{code}.", "Send it.", "rule", "source", kind=Kind.PARENT_VIEWS)
        for code in lacking
    )
    shown = Proposal.RETURN_TO_SCHOOL if lacking else proposal
    disposition = Disposition.NOT_OPENED if unread else Disposition.ACCEPTED
    paper = DocumentEntry(
        "AR1.docx", "1" * 64, "docx", Kind.AR1, None, 0.9, (), 2, MEETING, "text", Protection(), disposition
    )
    return Report(
        pack=PackEntry("Example Jo.zip", sha256, received, 1),
        child=child,
        review=Review(meeting_date=meeting, placement_change_requested=placement_change),
        documents=(paper,),
        required=(),
        changes=changes,  # type: ignore[arg-type]
        findings=findings,
        triage=Triage(shown, proposal, Statutory.MAINTAIN, 0.9, ("A reason.",)),
        deadlines=(),
        conservation=Conservation(1, 1, 0, 0, 0, 0, 0),
        outputs=Outputs(letter="letters/x.docx"),
        rules_version="abc123",
    )
