"""The whole pipeline on one screen: a pack and what was known go in, a judged pack comes out."""

import datetime as dt
from dataclasses import dataclass, field

from pipeline.converting import Convert
from pipeline.domain.case import Known
from pipeline.domain.documents import Recognised, papers_of
from pipeline.domain.members import Pack
from pipeline.domain.report import PackEntry, Report
from pipeline.domain.rules import Rules
from pipeline.domain.words import Kind
from pipeline.opening import Run, in_this_process, open_pack, open_plans
from pipeline.plans import FindPlans
from pipeline.stages.against import against_file, numbered
from pipeline.stages.assemble import conserve, entries, form, unread
from pipeline.stages.check import check, check_files
from pipeline.stages.compare import compare
from pipeline.stages.count import deadlines
from pipeline.stages.evidence import find_evidence
from pipeline.stages.express import express
from pipeline.stages.identify import identify
from pipeline.stages.propose import propose
from pipeline.stages.quality import check_quality
from pipeline.stages.require import require
from pipeline.stages.weigh import weigh


@dataclass(frozen=True)
class Handled:
    """A judged pack: the report, and the documents that may and may not go on."""

    report: Report
    accepted: tuple[Recognised, ...] = field(repr=False)
    withheld: tuple[Recognised, ...] = field(repr=False)


def process(
    pack: Pack,
    known: Known,
    rules: Rules,
    today: dt.date,
    passwords: tuple[str, ...] = (),
    run: Run = in_this_process,
    convert: Convert | None = None,
    plans: FindPlans | None = None,
) -> Handled:
    """Judge *pack* by the rules of the day it was received.

    *run* says where untrusted files are parsed, *convert* what turns files of older formats into Word, *plans* where
    the plans on file are.
    """
    opened = open_pack(pack, known, rules, passwords, run, convert)
    received = opened.received or pack.received
    papers = papers_of(opened.accepted)
    case = identify(papers, known, opened.given, received, rules)
    tracked = tuple(paper for paper in papers if paper.kind is Kind.TRACKED_CHANGE)
    compared = against_file(papers, open_plans(case.child, plans, run, rules), rules)
    seen = numbered(compare(tracked, rules), compared.changes)
    changes = find_evidence(weigh(seen, rules), papers, case.ar1, rules)
    required = require(case, changes, rules)
    dates = deadlines(case, received, today, rules)
    not_read = unread(opened.accepted, opened.kept)
    raised = (
        *opened.raised,
        *compared.raised,
        *check_files(opened.kept, opened.accepted, opened.withheld, opened.copies, opened.protections, not_read),
        *check(case, required, changes, dates, received, rules, not_read),
        *check_quality(case, changes, rules.quality),
    )
    findings = express(raised, rules)
    listed = entries(opened.accepted, opened.withheld, opened.kept, opened.protections, case.identity)
    report = Report(
        pack=PackEntry(pack.name, pack.sha256, received, len(listed)),
        child=case.child,
        review=case.review,
        documents=listed,
        required=required,
        changes=changes,
        findings=findings,
        triage=propose(case, changes, findings, not_read, rules),
        deadlines=dates,
        ar1=form(case.ar1),
        conservation=conserve(listed, sum(opened.junk.values())),
        rules_version=rules.version,
        junk=opened.junk,
    )
    return Handled(report, opened.accepted, opened.withheld)
