"""A report of a fictional child, by which templates are proved before a real letter depends on them."""

import datetime as dt

from pipeline.domain.case import Change, Child, Evidence, Review
from pipeline.domain.report import Conservation, Deadline, Finding, PackEntry, Report, RequiredEntry, Triage
from pipeline.domain.words import (
    DeadlineStatus,
    Kind,
    Operation,
    Proposal,
    Recommendation,
    RequiredStatus,
    Section,
    Severity,
    Weight,
)
from pipeline.letters.later import Facts

DAY = dt.date(2026, 3, 4)
_MEETING = dt.date(2026, 2, 25)


def sample_report(proposal: Proposal) -> Report:
    """Make the report of a complete pack, or of one that goes back, with *proposal*."""
    back = proposal is Proposal.RETURN_TO_SCHOOL
    return Report(
        pack=PackEntry("Example J", "0" * 64, DAY, 9),
        child=Child(
            surname="Example",
            forenames="Jo",
            dob=dt.date(2015, 6, 3),
            nc_year=5,
            school="Sample Primary School",
            parent_name="Sam Example",
            parent_address="1 Sample Street\nExampleby\nEX1 1ZZ",
        ),
        review=Review(_MEETING, dt.date(2025, 3, 12), None, Recommendation.AMEND),
        documents=(),
        required=(RequiredEntry(Kind.PARENT_VIEWS, _status(back), (), "every review needs them"),),
        changes=(_change(),),
        findings=(_finding(),) if back else (),
        triage=Triage(proposal, proposal, None, 0.9, ("This is a sample reason.",)),
        deadlines=(Deadline("decision_due", dt.date(2026, 3, 25), DeadlineStatus.DUE, "sample", "sample"),),
        conservation=Conservation(9, 9, 0, 0, 0, 0, 0),
    )


def sample_facts() -> Facts:
    """Give the facts of a review whose decision was made, by which the later letters are proved."""
    return Facts(
        child=sample_report(Proposal.NO_AMENDMENTS).child,
        reference="AR-41",
        meeting=_MEETING,
        received=DAY,
        reasons=("This is a sample reason.",),
        papers_due=dt.date(2026, 3, 11),
        decision_due=dt.date(2026, 3, 25),
        appeal_last_day=dt.date(2026, 5, 5),
        term=(dt.date(2026, 4, 13), dt.date(2026, 7, 17)),
        children=(("Jo Example", "Year 5", dt.date(2026, 5, 20)), ("Kim Sample", "Year 6", dt.date(2026, 6, 3))),
    )


def _status(back: bool) -> RequiredStatus:
    return RequiredStatus.MISSING if back else RequiredStatus.PRESENT


def _change() -> Change:
    return Change(
        1,
        "EHCP tracked.docx",
        Section.F,
        Operation.REPLACE,
        "A. Officer",
        None,
        "30 minutes weekly",
        "one hour weekly",
        "one hour weekly of speech and language therapy",
        Weight.SUBSTANTIVE,
        ("quantity changed in section F",),
        (Evidence("SaLT report.pdf", 2, "needs one hour each week", 0.8),),
    )


def _finding() -> Finding:
    message, fix = "The Parent Views are not in the pack.", "Please send the Parent Views."
    return Finding("missing_document", Severity.BLOCKING, message, fix, "sample", "sample", Kind.PARENT_VIEWS)
