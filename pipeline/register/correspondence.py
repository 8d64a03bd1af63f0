"""Letters of a review: drafted from its latest pack and the register, issued once an officer has finished them.

Issuing is one act: the letters are checked, put where they are printed from, recorded, and the step they are is taken.
"""

import datetime as dt
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from pipeline.domain.addressees import recipients
from pipeline.domain.case import CaseloadRow
from pipeline.domain.case import Child as Told
from pipeline.domain.legal_order import LETTERS, Step, letter_due, refused_letter
from pipeline.domain.names import safe_name
from pipeline.domain.others import OtherChildren
from pipeline.domain.report import Report
from pipeline.domain.rules import Rules
from pipeline.domain.words import Disposition, Kind, Proposal
from pipeline.letters.check import gaps_in
from pipeline.letters.draft import draft_letters, plan_of
from pipeline.letters.final import final_text
from pipeline.letters.gate import allowed_in, pass_on
from pipeline.letters.issue import copy_of, faults_of, finished, kind_of, named_enclosures, without_a_letter
from pipeline.letters.later import Facts, later_letters
from pipeline.letters.pdf import pdf_maker
from pipeline.letters.wordfile import paragraphs
from pipeline.register.caseload import export_caseload
from pipeline.register.chain import append
from pipeline.register.decisions import RefusedError, take_step
from pipeline.register.filing import put_on_file, report_of
from pipeline.register.models import Child, Letter, Pack, Review
from pipeline.register.reviews import count_days, standing_of

LETTERS_FOLDER = "letters"
COPIES = "copies"
_ENCLOSES = ("significant_changes", "final_plan")

File = tuple[str, bytes]


@dataclass(frozen=True)
class Drafts:
    """The drafts of one letter, what is still open in them, and why some were not written."""

    kind: str
    files: list[File] = field(repr=False)
    gaps: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issued:
    """What was issued: the letter, the folder to print from and the files written there."""

    kind: str
    folder: Path
    files: tuple[Path, ...]


@dataclass(frozen=True)
class Sending:
    """How the letters leave: the day, the class of post, and whether a confidential address was looked at."""

    on: dt.date
    post: str = "first class"
    address_checked: bool = False


def other_children() -> OtherChildren:
    """Give the whole caseload, with which every letter is compared before it leaves."""
    return OtherChildren(CaseloadRow(row) for row in export_caseload())


def draft_for(
    number: int,
    kind: str | None,
    on: dt.date,
    rules: Rules,
    templates: Path,
    data: Path,
    enclosed: Sequence[str] = (),
    *,
    large_print: bool = False,
) -> Drafts:
    """Draft the letter that review *number* waits for, or the one of that *kind*, to each addressee.

    Raises RefusedError where none is to be written, with what comes first.
    """
    review = _review(number)
    standing = standing_of(review)
    named = kind or letter_due(standing, Proposal(review.proposal) if review.proposal else None)
    if named is None:
        raise RefusedError(f"review {number}: no letter is to be written now; an officer decides first, or all is sent")
    refused = refused_letter(named, on, standing)
    if refused:
        raise RefusedError(f"review {number}: not drafted, because " + "; and ".join(refused))
    report = told_report(review, data)
    category = review.category or named
    decided = review.decisions.filter(replaced_by=None).first()
    reasons = (decided.reason,) if decided else report.triage.reasons
    report = replace(report, triage=replace(report.triage, proposal=Proposal(category), reasons=reasons))
    if named in ("final_plan", "cease_decision"):
        files = later_letters(
            named,
            _facts(review, report, on, rules),
            rules,
            templates,
            on,
            large_print=large_print,
            enclosed=enclosed,
        )
    else:
        files = draft_letters(
            report, rules, templates, on, large_print=large_print, enclosed=enclosed, decided=bool(decided)
        )
    if not files:
        raise RefusedError(f"review {number}: no letter may be drafted from its pack; its report says why")
    passed = pass_on(files, report, rules.council, other_children())
    unknown = recipients(report.child, named, on, rules.letters).gaps
    gaps = dict.fromkeys(gap for _, content in passed.files for gap in gaps_in(paragraphs(content)))
    return Drafts(named, passed.files, (*gaps, *unknown), passed.blocked)


def issue(
    number: int,
    letters: Sequence[File],
    enclosures: Sequence[File],
    how: Sending,
    by: str,
    at: dt.datetime,
    rules: Rules,
    data: Path,
) -> Issued:
    """Check the finished *letters* of review *number*, put them where they are printed from and record it: all or none.

    Raises RefusedError with every reason why not.
    """
    with transaction.atomic():
        review = _review(number, locked=True)
        report = told_report(review, data)
        kinds = {kind_of(content) for _, content in letters}
        kind = kinds.pop() if len(kinds) == 1 else ""
        if kind not in LETTERS:
            raise RefusedError(f"review {number}: give the Word files of one letter, as the program drafted them")
        own = _pack_files(letters, report, data / _latest(review).result)
        refused = [*refused_letter(kind, how.on, standing_of(review)), *_who(letters, kind, report.child, how, rules)]
        ready = [(name, finished(content, rules.council.name)) for name, content in letters]
        rule = rules.letters.named(kind)
        names = [name for name, _ in (*own, *enclosures)]
        for name, content in ready:
            refused += [f"{name} {fault}" for fault in faults_of(content, rule, report.child, how.on, names)]
        refused += _enclosing(kind, enclosures, report.child)
        if refused:
            _refuse(number, refused)
        files = [*ready, *_pdfs(ready)]
        refused += _of_others([*files, *enclosures], report, rules)
        if refused:
            _refuse(number, refused)
        return _put_out(review, kind, files, [*own, *enclosures], enclosures, how, by, at, rules, data)


def told_report(review: Review, data: Path) -> Report:
    """Give the report of the latest pack, with the child as the register knows it."""
    report = report_of(data / _latest(review).result)
    return replace(report, child=child_told(review.child, report.child))


def child_told(row: Child, told: Told | None = None) -> Told:
    """Give the child as the register knows it; what it does not know stays as the pack *told* it."""
    known = {
        "surname": row.surname,
        "forenames": row.forenames,
        "known_as": row.known_as,
        "dob": row.dob,
        "upn": row.upn,
        "nc_year": row.nc_year,
        "school": row.school.name if row.school else None,
        "school_dfe": row.school.dfe if row.school else None,
        "placement_type": row.placement_type,
        "in_care": row.in_care,
        "parent_name": row.parent_name,
        "parent_address": row.parent_address,
        "second_parent_name": row.second_parent_name,
        "second_parent_address": row.second_parent_address,
        "address_confidential": row.address_confidential,
        "social_worker_name": row.social_worker_name,
        "social_worker_address": row.social_worker_address,
    }
    return replace(told or Told(), **{name: value for name, value in known.items() if value not in (None, "")})


def _latest(review: Review) -> Pack:
    latest = Pack.objects.filter(review=review).order_by("-submission", "-number").first()
    if latest is None:
        raise RefusedError(f"review {review.id} has no pack, so there is nothing to write a letter from")
    return latest


def _review(number: int, *, locked: bool = False) -> Review:
    found = Review.objects.select_related("child", "child__school").filter(id=number)
    review = (found.select_for_update(of=("self",)) if locked else found).first()
    if review is None:
        raise RefusedError(f"there is no review {number} in the register; annual-review due lists their numbers")
    return review


def _refuse(number: int, reasons: Sequence[str]) -> None:
    raise RefusedError(f"review {number}: not issued, because\n- " + "\n- ".join(dict.fromkeys(reasons)))


def _facts(review: Review, report: Report, on: dt.date, rules: Rules) -> Facts:
    review.decision_sent_on = review.decision_sent_on or on  # the days as they will run from this letter; not saved
    count_days(review, rules)
    return Facts(
        child=report.child,
        reference=f"AR-{review.id}",
        meeting=review.meeting_on,
        received=review.received_on,
        reasons=report.triage.reasons,
        decision_due=review.decision_due_on,
        appeal_last_day=review.appeal_last_day,
        plan=plan_of(report),
    )


# --- what keeps a letter back ------------------------------------------------------------------------------------


def _who(letters: Sequence[File], kind: str, child: Told, how: Sending, rules: Rules) -> list[str]:
    found = recipients(child, kind, how.on, rules.letters)
    reasons = without_a_letter([content for _, content in letters], found.addressees)
    if child.dob is None:
        reasons.append("the date of birth is not known, so it cannot be told whether the young person is written to")
    if child.address_confidential and not how.address_checked:
        reasons.append("an address is confidential: look at each envelope, and say so with --address-checked")
    return reasons


def _enclosing(kind: str, enclosures: Sequence[File], child: Told) -> list[str]:
    """A plan names its child; one that does not, or whose words cannot be read, does not go out."""
    if kind in _ENCLOSES and not enclosures:
        return ["the plan that goes with it must be given with --enclose (SEND Regulations 2014, reg 22)"]
    nameless = [name for name, content in enclosures if not _names(child, name, content)]
    return [f"{name}: the name of the child of this review cannot be read in it" for name in nameless]


def _names(child: Told, name: str, content: bytes) -> bool:
    try:
        text = final_text(name, content).casefold()
    except ValueError as error:
        raise RefusedError(f"{name}: {error}") from error
    names = [one.casefold() for one in (child.surname, child.known_as or child.forenames) if one]
    return bool(names) and all(one in text for one in names)


def _of_others(files: Sequence[File], report: Report, rules: Rules) -> list[str]:
    others, allowed = other_children(), allowed_in(report.child, rules.council)
    found = ((name, others.found_in(final_text(name, content), report.child, allowed)) for name, content in files)
    return [
        f"{name} carries the {' and '.join(one.what for one in hits)} of another child of the caseload"
        for name, hits in found
        if hits
    ]


# --- what goes out -----------------------------------------------------------------------------------------------


def _pack_files(letters: Sequence[File], report: Report, folder: Path) -> list[File]:
    """Give the papers of the pack that the letters name as enclosed: only such as may go on."""
    named = {name for _, content in letters for name in named_enclosures(paragraphs(content))}
    kept = [one for one in report.documents if one.disposition is Disposition.ACCEPTED and one.written]
    kept = [one for one in kept if one.kind is not Kind.CPOMS_RECORD]
    return [
        (name, (folder / str(one.written)).read_bytes())
        for one in kept
        if (name := one.path.rsplit("/", 1)[-1]) in named
    ]


def _pdfs(letters: Sequence[File]) -> list[File]:
    made = pdf_maker()([content for _, content in letters])
    return [
        (f"{name.removesuffix('.docx')}.pdf", content)
        for (name, _), content in zip(letters, made, strict=True)
        if content
    ]


def _put_out(
    review: Review,
    kind: str,
    files: Sequence[File],
    going_with: Sequence[File],
    new: Sequence[File],
    how: Sending,
    by: str,
    at: dt.datetime,
    rules: Rules,
    data: Path,
) -> Issued:
    """Record the letters and their step, then put the files in their place; a fault takes all of it back."""
    folder = data / LETTERS_FOLDER / how.on.isoformat() / how.post / f"AR-{review.id} {kind.replace('_', ' ')}"
    kept = [(safe_name(name.removeprefix("DRAFT ")), content) for name, content in files]
    words = [(name, content) for name, content in kept if name.endswith(".docx")]
    copies = [(f"{COPIES}/{name}", copy_of(content)) for name, content in words[:1]]
    every = [*kept, *copies, *((f"enclosed/{safe_name(name)}", content) for name, content in going_with)]
    for name, content in words:
        path = (folder / name).relative_to(data).as_posix()
        digest = sha256(content).hexdigest()
        of = {"review": review, "pack": _latest(review), "kind": kind, "path": path, "sha256": digest}
        Letter.objects.create(**of, drafted_on=how.on, issued_on=how.on, post=how.post)
    told = {"kind": kind, "on": how.on, "post": how.post, "sha256": [sha256(one).hexdigest() for _, one in kept]}
    append("letter_issued", by, at, told, review.child_id, review.id)
    take_step(review.id, LETTERS[kind], how.on, by, at, rules)
    if LETTERS[kind] is Step.FINAL_ISSUED:
        for name, content in new:
            put_on_file(name, content, review.child, data, by, at)
    return Issued(kind, folder, tuple(_appear(folder, every)))


def _appear(folder: Path, files: Sequence[File]) -> list[Path]:
    """Write *files*, and let them appear under *folder* at once."""
    working = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    shutil.rmtree(working, ignore_errors=True)
    for name, content in files:
        (working / name).parent.mkdir(parents=True, exist_ok=True)
        (working / name).write_bytes(content)
    shutil.rmtree(folder, ignore_errors=True)  # left by a run that was cut off before it recorded anything
    working.rename(folder)
    return [folder / name for name, _ in files]
