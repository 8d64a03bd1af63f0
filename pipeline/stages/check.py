"""Raise every finding that is true of the pack; how grave each is, the rules say."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from pipeline.domain.case import Case, Change, FormFact, Raised
from pipeline.domain.clues import comparable, found_in
from pipeline.domain.documents import Recognised
from pipeline.domain.members import Kept, Protection
from pipeline.domain.phase import phase_transfer
from pipeline.domain.prose import in_prose, on_day
from pipeline.domain.report import Deadline, RequiredEntry
from pipeline.domain.rules import Rules
from pipeline.domain.terms import closed_on
from pipeline.domain.words import (
    DeadlineStatus,
    Disposition,
    Kind,
    ProtectionStatus,
    Recommendation,
    RequiredStatus,
    Weight,
)

_MAY_BE_OLD = (Kind.AR1, Kind.EHCP, Kind.TRACKED_CHANGE, Kind.CORRESPONDENCE, Kind.UNKNOWN, Kind.SECURE_MAIL_WRAPPER)
_SATURDAY = 5
_SHOWN = 80  # characters of a change shown in a finding
_STEM = 6  # letters by which two words are taken for one: "therapist" and "therapy"
_WORDS = re.compile(r"[a-z]{4,}")
_SENTENCES = re.compile(r"[.!?\n]+")


def check_files(
    kept: tuple[Kept, ...],
    accepted: tuple[Recognised, ...],
    withheld: tuple[Recognised, ...],
    copies: Mapping[str, str],
    protections: Mapping[str, Protection],
    not_read: tuple[str, ...],
) -> tuple[Raised, ...]:
    """Raise what is true of single files: set aside, withheld, protected, active, a copy, a wrapper, without text."""
    return (
        *(_set_aside(one, copies) for one in kept),
        *(_withheld(one) for one in withheld),
        *(raised for one in accepted for raised in _accepted(one, not_read)),
        *(
            Raised("password_removed", path)
            for path, protection in sorted(protections.items())
            if _had_password(protection)
        ),
    )


def _set_aside(one: Kept, copies: Mapping[str, str]) -> Raised:
    if one.disposition is Disposition.DUPLICATE:
        return Raised("duplicate_document", one.member.path, detail=copies.get(one.member.path, "another file"))
    return Raised(one.code, one.member.path, detail=one.reason)


def _withheld(one: Recognised) -> Raised:
    code = "suspected_record" if one.suspected else "forbidden_record"
    if one.kind is not Kind.CPOMS_RECORD:
        return Raised("suspected_record", one.path, one.kind, "it carries a record inside it")
    return Raised(code, one.path, one.kind, one.why[0] if one.why else "")


def _accepted(one: Recognised, not_read: tuple[str, ...]) -> Iterator[Raised]:
    if one.mentions:
        yield Raised("forbidden_mention", one.path, one.kind)
    if one.kind is Kind.BEHAVIOUR_LOG:
        yield Raised("behaviour_log_attached", one.path, one.kind)
    if one.kind is Kind.SECURE_MAIL_WRAPPER:
        yield Raised("secure_mail_wrapper", one.path, one.kind)
    elif one.path in not_read:
        yield Raised("unreadable_document", one.path, one.kind, _why_unread(one))
    if one.document.content.active:
        yield Raised("active_content", one.path, one.kind, " and ".join(one.document.content.active))
    if _had_password(one.document.opened.protection):
        yield Raised("password_removed", one.path, one.kind)


def _why_unread(one: Recognised) -> str:
    if one.document.content.cut:
        return one.document.content.cut
    if one.document.content.changes_unread:
        return "its tracked changes cannot be shown in this format; as a .docx they can"
    if one.document.content.ink:
        return "something was drawn or written on it by hand, which cannot be read; typed words can"
    if one.document.content.blank_pages:
        return "pages of it are pictures that could not be read"
    return "it holds too little text to tell what it is"


def _had_password(protection: Protection) -> bool:
    """Whether a school set the password; owner-only limits and Excel's built-in password nobody typed."""
    typed = protection.password is not None and not protection.password.startswith("built-in")
    return protection.status is ProtectionStatus.REMOVED and typed


def check(
    case: Case,
    required: tuple[RequiredEntry, ...],
    changes: tuple[Change, ...],
    dates: tuple[Deadline, ...],
    received: dt.date,
    rules: Rules,
    not_read: tuple[str, ...],
) -> tuple[Raised, ...]:
    """Raise what is true of the case: what is missing, what contradicts itself, what is late."""
    return (
        *case.raised,
        *_missing(case, required, rules, not_read),
        *_form(case),
        *_named_reports(case, rules),
        *_meeting(case, received, rules, not_read),
        *_closure(case, received, rules),
        *_late(case, dates, received),
        *_phase(case, received, rules),
        *_stale(case),
        *_changes(case, changes, rules),
        *_recommendation(case, changes, rules),
        *_phase_conflict(case, changes, received, rules),
        *_views(case, changes, rules),
    )


def _missing(
    case: Case, required: tuple[RequiredEntry, ...], rules: Rules, not_read: tuple[str, ...]
) -> Iterator[Raised]:
    """What could not be read is never taken for absent: while a file is unread, what is missing may be in it."""
    asked = dict(rules.required)
    for entry in required:
        if entry.status not in (RequiredStatus.MISSING, RequiredStatus.RECOMMENDED):
            continue
        rule = asked[entry.kind]
        recommended = entry.status is RequiredStatus.RECOMMENDED
        beside_ar1 = rule.finding_beside_ar1 if case.ar1.document else None
        code = beside_ar1 or rule.finding
        detail = _report_lacks(case) if beside_ar1 else entry.because
        if not_read:
            detail += f". It may be in a file that could not be read ({not_read[0]})"
        yield Raised(code, None, entry.kind, detail, entry.rule, recommended or bool(not_read))


def _report_lacks(case: Case) -> str:
    parts = (("progress", case.ar1.progress), ("ongoing areas of difficulty", case.ar1.difficulties))
    return " and ".join(f"nothing stands under {name}" for name, text in parts if not text.strip())


def _form(case: Case) -> Iterator[Raised]:
    if case.ar1.document is None:
        return
    if not case.ar1.discussion.strip():
        yield Raised("ar1_no_discussion", case.ar1.document, Kind.AR1)
    if not case.ar1.actions.strip() and not case.ar1.key_actions:
        yield Raised("ar1_no_actions", case.ar1.document, Kind.AR1)
    for question in case.ar1.unclear:
        detail = f"{_at(question)}: it has two answers, or none"
        yield Raised("answer_unclear", case.ar1.document, Kind.AR1, detail)
    if case.review.reassessment_requested:
        yield Raised("reassessment_requested", case.ar1.document, Kind.AR1)


def _at(fact: FormFact) -> str:
    page = f"page {fact.page}, " if fact.page is not None else ""
    return f"{page}“{fact.label}”"


def _named_reports(case: Case, rules: Rules) -> Iterator[Raised]:
    """Look for the reports that the AR1 says were received; an officer asks, because a form may name them loosely."""
    there = {paper.profession for paper in case.documents if paper.kind is Kind.PROFESSIONAL_REPORT}
    professions = [one for rule in rules.documents for one in rule.professions]
    missing: dict[str, None] = {}
    for person in case.ar1.attendees:
        if not person.report_received:
            continue
        row = f"{person.name} {person.role}"
        named = [one for one in professions if found_in((*one.words, *one.short), comparable(row))]
        if named and not {one.profession for one in named} & there:
            missing[named[0].profession.replace("_", " ")] = None
    for name in missing:
        detail = f"the AR1 says that the report of {name} was received"
        kind = Kind.PROFESSIONAL_REPORT
        yield Raised("missing_document", None, kind, detail, "required.named_reports", recommended=True)


def _meeting(case: Case, received: dt.date, rules: Rules, not_read: tuple[str, ...]) -> Iterator[Raised]:
    held = case.review.meeting_date
    unsure = bool(not_read) and case.ar1.document is None
    if held is None:
        planned = "only a planned date is given" if case.review.meeting_planned_only else "no date is given"
        yield Raised("meeting_not_evidenced", case.ar1.document, detail=planned, recommended=unsure)
    elif held > received:
        detail = f"the meeting date, {in_prose(held)}, is after the day the pack came in"
        yield Raised("meeting_not_evidenced", case.ar1.document, detail=detail)
    elif held.weekday() >= _SATURDAY:
        yield Raised("meeting_date_doubtful", case.ar1.document, detail=f"{on_day(held)} is at a weekend")
    elif held in rules.deadlines.closed_days:
        yield Raised("meeting_date_doubtful", case.ar1.document, detail=f"{on_day(held)} is a bank holiday")


def _closure(case: Case, received: dt.date, rules: Rules) -> Iterator[Raised]:
    """A meeting in a school holiday is asked about; term dates that nobody confirmed ask nobody."""
    held = case.review.meeting_date
    if held is None or held > received or held.weekday() >= _SATURDAY or not rules.terms.verified:
        return
    if closed_on(held, rules.terms.of(case.child.school_dfe)):
        yield Raised("meeting_date_doubtful", case.ar1.document, detail=f"{on_day(held)} is in a school holiday")


def _late(case: Case, dates: tuple[Deadline, ...], received: dt.date) -> Iterator[Raised]:
    named = {one.name: one for one in dates}
    held = case.review.meeting_date
    limit, papers, decision = (named.get(name) for name in ("twelve_months", "submission_due", "decision_due"))
    if held and limit and limit.date and held > limit.date:
        detail = f"it was held on {in_prose(held)}, and its last day was {in_prose(limit.date)}"
        yield Raised("meeting_late", None, detail=detail, rule=limit.rule)
    if papers and papers.date and received > papers.date:
        detail = f"they came on {in_prose(received)}, and were due by {in_prose(papers.date)}"
        yield Raised("submission_late", None, detail=detail, rule=papers.rule)
    if decision and decision.date and decision.status is DeadlineStatus.OVERDUE:
        yield Raised("decision_overdue", None, detail=f"it was due by {in_prose(decision.date)}", rule=decision.rule)


def _phase(case: Case, received: dt.date, rules: Rules) -> Iterator[Raised]:
    if case.child.nc_year is None:
        return
    move = phase_transfer(case.child.nc_year, case.review.meeting_date or received, rules, case.child.school)
    if move is not None:
        transfer, last = move
        yield Raised("phase_transfer_review", None, detail=f"{transfer.label}; amend by {in_prose(last)}")


def _stale(case: Case) -> Iterator[Raised]:
    before = case.review.previous_review_date
    for one in case.documents:
        if before and one.date and one.date < before and one.kind not in _MAY_BE_OLD:
            detail = f"it is dated {in_prose(one.date)}, and the previous review was on {in_prose(before)}"
            yield Raised("stale_document", one.path, one.kind, detail)


def _changes(case: Case, changes: tuple[Change, ...], rules: Rules) -> Iterator[Raised]:
    changed = {change.document for change in changes}
    for one in case.documents:
        if one.kind is Kind.TRACKED_CHANGE and one.path not in changed:
            yield Raised("no_changes_found", one.path, one.kind)
        if one.kind in (Kind.TRACKED_CHANGE, Kind.EHCP) and one.document.content.text_source == "ocr":
            yield Raised("handwriting_unread", one.path, one.kind)
    for change in changes:
        if change.weight is Weight.SUBSTANTIVE and not change.evidence:
            yield Raised("change_without_evidence", change.document, Kind.TRACKED_CHANGE, _named(change))
        yearly = [why for why in change.why if why.endswith("needs updating every year")]
        if yearly:
            detail = f"Change {change.id} {' and '.join(yearly)}"
            yield Raised("change_needs_yearly_update", change.document, Kind.TRACKED_CHANGE, detail)
        if change.weight is Weight.FACTUAL and change.section in rules.triage.protected_sections:
            detail = f"{change.section} (change {change.id})"
            yield Raised("minor_change_in_protected_section", change.document, Kind.TRACKED_CHANGE, detail)


def _named(change: Change) -> str:
    words = " ".join((change.after or change.before).split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    place = f"section {change.section}" if change.section else "an unknown section"
    return f"change {change.id} ({place}: {shown!r})" if shown else f"change {change.id} ({place})"


def _recommendation(case: Case, changes: tuple[Change, ...], rules: Rules) -> Iterator[Raised]:
    said = case.review.school_recommendation
    heavy = [one for one in changes if one.weight is Weight.SUBSTANTIVE and _counts(one, rules)]
    if said is Recommendation.UNCLEAR:
        yield Raised("recommendation_conflict", case.ar1.document, Kind.AR1, "it chooses no outcome, or more than one")
    elif said is Recommendation.MAINTAIN and heavy:
        detail = "it recommends no change, and the plan carries changes of substance"
        yield Raised("recommendation_conflict", case.ar1.document, Kind.AR1, detail)
    elif said is Recommendation.MAINTAIN and case.review.placement_change_requested:
        detail = "it recommends no change, and asks for a change of placement"
        yield Raised("recommendation_conflict", case.ar1.document, Kind.AR1, detail)
    elif said is Recommendation.CEASE and heavy:
        detail = "it recommends ceasing, and the plan carries changes of substance"
        yield Raised("recommendation_conflict", case.ar1.document, Kind.AR1, detail)
    elif said is Recommendation.AMEND and changes and all(one.weight is Weight.COSMETIC for one in changes):
        detail = "it recommends amending, and the plan carries only changes of form"
        yield Raised("recommendation_conflict", case.ar1.document, Kind.AR1, detail)


def _phase_conflict(case: Case, changes: tuple[Change, ...], received: dt.date, rules: Rules) -> Iterator[Raised]:
    """A child who moves phase needs an amended plan, whatever the form recommends."""
    said, year = case.review.school_recommendation, case.child.nc_year
    heavy = any(one.weight is Weight.SUBSTANTIVE and _counts(one, rules) for one in changes)
    if year is None or heavy or case.review.placement_change_requested or said is not Recommendation.MAINTAIN:
        return
    move = phase_transfer(year, case.review.meeting_date or received, rules, case.child.school)
    if move is not None:
        transfer, last = move
        detail = f"it recommends no change, and the plan must be amended by {in_prose(last)}: {transfer.label}"
        yield Raised("recommendation_conflict", case.ar1.document, Kind.AR1, detail)


def _counts(change: Change, rules: Rules) -> bool:
    return change.section is None or change.section in rules.triage.substantive_sections


def _views(case: Case, changes: tuple[Change, ...], rules: Rules) -> Iterator[Raised]:
    """Look for what parents, child or meeting ask for and no change of substance answers."""
    if case.review.placement_change_requested:
        return
    heavy = [one for one in changes if one.weight is Weight.SUBSTANTIVE]
    touched = {word for one in heavy for word in _content_words(f"{one.before} {one.after} {one.context}", rules)}
    said = [(one.path, one.text) for one in case.documents if one.kind in (Kind.PARENT_VIEWS, Kind.CHILD_VIEWS)]
    form = "\n".join((case.ar1.parent_views, case.ar1.child_views, case.ar1.discussion))
    for path, text in (*said, *(((case.ar1.document, form),) if case.ar1.document else ())):
        for sentence in _SENTENCES.split(text):
            asked = found_in(rules.changes.views_asking, comparable(sentence))
            if asked and not touched & _content_words(sentence.casefold().replace(asked[0], " "), rules):
                yield Raised("views_ask_for_change", path, detail=f"the words {asked[0]!r} stand in it")
                break


def _content_words(text: str, rules: Rules) -> set[str]:
    by = rules.changes.evidence
    passed_over = {*by.common_words, *by.words_of_time}
    return {word[:_STEM] for word in _WORDS.findall(text.casefold()) if word not in passed_over}
