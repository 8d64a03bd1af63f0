"""Put a handled pack into the register, once: its child, its review, its papers, findings and changes."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from pipeline.domain.report import Report
from pipeline.domain.rules import Rules
from pipeline.domain.words import Disposition, Proposal, Severity
from pipeline.register.chain import append
from pipeline.register.matching import match_child, match_review, new_child, school_of
from pipeline.register.models import CarriedForward, Change, Child, Document, Finding, Letter, Pack, Review
from pipeline.register.reviews import count_days, plan_child

PROGRAM = "the program"
_UNREAD = (Disposition.NOT_OPENED, Disposition.UNREADABLE)


@dataclass(frozen=True)
class Resubmission:
    """What a pack put right of the one before it, what still lacks and what is new; codes of blocking findings."""

    mended: tuple[str, ...]
    still: tuple[str, ...]
    new: tuple[str, ...]


def register_pack(number: int, report: Report, result: str, at: dt.datetime, rules: Rules) -> int:
    """Register pack *number* of the ledger with its *report*; a pack that is there already changes nothing."""
    with transaction.atomic():
        there = Pack.objects.filter(number=number).first()
        if there is not None:
            return int(there.id)
        matched = match_child(report.child)
        child = matched.child or (new_child(report.child) if matched.how == "new" else None)
        review = _review(child, report, at.date(), rules) if child is not None else None
        pack = _pack(number, report, result, review, matched.how)
        _contents(pack, report)
        if review is not None:
            _joined(review, pack, report, rules)
        _event(pack, report, child, review, at)
        return int(pack.id)


def _review(child: Child, report: Report, today: dt.date, rules: Rules) -> Review:
    found = match_review(child, report)
    if found is not None:
        return found
    plan_child(child, rules, today)
    school = school_of(report.child.school, report.child.school_dfe) or child.school
    return Review.objects.create(child=child, school=school, due_on=child.next_review_due)


def _pack(number: int, report: Report, result: str, review: Review | None, how: str) -> Pack:
    return Pack.objects.create(
        number=number,
        review=review,
        name=_kept(report.pack.name),
        sha256=report.pack.sha256,
        received_on=report.pack.received,
        submission=(review.packs + 1) if review else 1,
        matched_by=how,
        proposal=report.triage.proposal,
        if_complete=report.triage.if_complete,
        unread=any(one.disposition in _UNREAD for one in report.documents)
        or report.triage.if_complete is Proposal.UNDETERMINED,
        after_decision=bool(review and review.decided_on),
        rules_version=report.rules_version,
        result=result,
    )


def join_review(pack: Pack, child: Child, report: Report, at: dt.datetime, rules: Rules) -> Review:
    """Join a pack whose child an officer has named to that child's review."""
    review = _review(child, report, at.date(), rules)
    pack.review, pack.submission, pack.matched_by = review, review.packs + 1, "an officer"
    pack.after_decision = review.decided_on is not None
    pack.save()
    _joined(review, pack, report, rules)
    return review


def _contents(pack: Pack, report: Report) -> None:
    Document.objects.bulk_create(
        Document(
            pack=pack,
            path=_kept(one.path),
            sha256=one.sha256,
            kind=one.kind,
            disposition=one.disposition,
            dated=one.date,
        )
        for one in report.documents
    )
    Finding.objects.bulk_create(
        Finding(
            pack=pack,
            code=one.code,
            severity=one.severity,
            kind=one.kind or "",
            document=_kept(one.document or ""),
            message=_kept(one.message),
        )
        for one in report.findings
    )
    Change.objects.bulk_create(
        Change(
            pack=pack,
            number=one.id,
            section=one.section or "",
            operation=one.operation,
            weight=one.weight,
            before=_kept(one.before),
            after=_kept(one.after),
            evidence=len(one.evidence),
        )
        for one in report.changes
    )


def _kept(text: str) -> str:
    """Give *text* as both databases can keep it: PostgreSQL takes no NUL and neither takes half a surrogate pair."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _joined(review: Review, pack: Pack, report: Report, rules: Rules) -> None:
    """Join the pack to its review: the first received day stays, the latest papers count."""
    returned = report.triage.proposal is Proposal.RETURN_TO_SCHOOL
    review.packs += 1
    review.received_on = min(one for one in (review.received_on, pack.received_on) if one)
    review.returned = returned
    if review.first_time_right is None:
        review.first_time_right = not returned
    if review.decided_on is None:
        held = report.review.meeting_date
        review.meeting_on = held if held and not report.review.meeting_planned_only else review.meeting_on
        review.placement_change = report.review.placement_change_requested
        review.proposal = report.triage.if_complete
        review.rules_version = report.rules_version
        count_days(review, rules)
    review.save()
    for kind, path in (("letter", report.outputs.letter), ("return_to_school", report.outputs.return_)):
        if path:
            named = review.proposal if kind == "letter" else kind
            Letter.objects.create(review=review, pack=pack, kind=named, path=path, drafted_on=pack.received_on)


def _event(pack: Pack, report: Report, child: Child | None, review: Review | None, at: dt.datetime) -> None:
    facts = {
        "pack": pack.number,
        "sha256": pack.sha256,
        "submission": pack.submission,
        "matched_by": pack.matched_by,
        "proposal": pack.proposal,
        "if_complete": pack.if_complete,
        "rules": pack.rules_version,
        "findings": sorted({one.code for one in report.findings}),
    }
    what = "pack_received" if pack.submission == 1 else "pack_resubmitted"
    append(what, PROGRAM, at, facts, child.id if child else None, review.id if review else None)


def resubmission(pack: Pack) -> Resubmission | None:
    """Compare *pack* with the submission before it; None for a first submission."""
    before = Pack.objects.filter(review=pack.review, submission__lt=pack.submission).order_by("-submission").first()
    if pack.review_id is None or before is None:
        return None
    was, is_ = _lacking(before), _lacking(pack)
    return Resubmission(tuple(sorted(was - is_)), tuple(sorted(was & is_)), tuple(sorted(is_ - was)))


def _lacking(pack: Pack) -> set[str]:
    """Name what a pack lacks: by code and kind, for a locked or wrong file by its document."""
    rows = pack.findings.filter(severity=Severity.BLOCKING).values_list("code", "kind", "document")
    return {": ".join(part for part in (code, kind or document) if part) for code, kind, document in rows}


def carried_into(review: Review) -> list[CarriedForward]:
    """Give the minor changes of earlier reviews that wait for this one."""
    open_ones = CarriedForward.objects.filter(child=review.child, settled_in=None).exclude(review=review)
    return list(open_ones.order_by("id"))
