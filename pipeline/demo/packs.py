"""A caseload of fictional children and their packs, one for each thing the program must notice."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.demo import reports, writing
from pipeline.demo.office_files import email_with, locked_office, secure_mail_page, workbook, zipped
from pipeline.demo.pdf_files import locked_pdf, pdf_file, scanned_pdf
from pipeline.demo.people import Pupil, caseload, pupils
from pipeline.demo.plans import plan
from pipeline.demo.records import attendance_note, behaviour_log, cpoms_print
from pipeline.demo.word_files import word_file
from pipeline.domain.words import Proposal

Files = dict[str, bytes]


@dataclass(frozen=True)
class Sample:
    """A sample pack at *path*, and what the program must say of it."""

    name: str
    path: Path
    proposal: Proposal
    blocking: frozenset[str]


def make_samples(folder: Path, today: dt.date) -> tuple[Sample, ...]:
    """Write the caseload, the password patterns and the packs under *folder*, as if they came in on *today*."""
    children = pupils(today)
    (folder / "packs").mkdir(parents=True, exist_ok=True)
    (folder / "caseload.csv").write_text(caseload(children), encoding="utf-8")
    (folder / "passwords.txt").write_text("# The agreed standard format\n{surname}{dob:%d%m%Y}\n", encoding="utf-8")
    return tuple(_make(folder / "packs", children[surname], *row) for surname, row in PACKS.items())


def _make(
    folder: Path, pupil: Pupil, name: str, build: Callable[[Pupil], Files], proposal: Proposal, codes: str
) -> Sample:
    files = build(pupil)
    path = folder / name
    if name.endswith(".zip"):
        path.write_bytes(zipped(files, pupil.meeting))
    else:
        for inner, content in files.items():
            (path / inner).parent.mkdir(parents=True, exist_ok=True)
            (path / inner).write_bytes(content)
    return Sample(path.stem, path, proposal, frozenset(codes.split()))


def _complete(pupil: Pupil, form: bytes | None = None) -> Files:
    """Give the papers that every complete pack has."""
    files = {
        "AR1.docx": form or word_file(writing.ar1(pupil, "maintain")),
        "School Report.docx": word_file(writing.school_report(pupil)),
        "SEN Support Plan.pdf": pdf_file(writing.support_plan(pupil)),
        "Costed Provision Map.xlsx": _provision_map(pupil),
        "Parent Views.docx": word_file(writing.parent_views(pupil)),
        "All About Me.pdf": pdf_file(writing.child_views(pupil)),
    }
    if pupil.nc_year >= 9:
        files["PfA information.docx"] = word_file(reports.pfa(pupil))
    if pupil.in_care:
        files["PEP.docx"] = word_file(reports.pep(pupil))
    return files


def _provision_map(pupil: Pupil) -> bytes:
    rows: tuple[tuple[str | float, ...], ...] = (
        ("Costed Provision Map",), ("Name of child", pupil.name), ("Date of birth", f"{pupil.dob:%d/%m/%Y}"), (),
        ("Provision", "Staff", "Hours a week", "Cost an hour (£)", "Weeks", "Annual cost (£)"),
        ("Small group language", "Teaching assistant", 2.5, 16.4, 38, 1558.0),
        ("In-class support", "Teaching assistant", 10, 16.4, 38, 6232.0),
        ("Speech and language therapy", "Therapist", 0.5, 62.0, 38, 1178.0),
        ("Total", "", 13, "", "", 8968.0),
    )  # fmt: skip
    return workbook("Costed Provision Map", rows, pupil.meeting)


_THERAPY = (
    "{n} now needs 45 minutes of speech and language therapy each week, because 30 minutes has not been enough to meet "
    "the outcome for understanding spoken language.",
)


def _therapy_report(pupil: Pupil) -> bytes:
    title = "Speech and Language Therapy Report"
    return pdf_file(reports.professional(pupil, title, "F. Dalby, Speech and Language Therapist", _THERAPY))


def _psychology_report(pupil: Pupil) -> bytes:
    words = ("{n} needs a visual timetable in every lesson and a quiet space for ten minutes each afternoon.",)
    title = "Educational Psychology Report"
    return pdf_file(reports.professional(pupil, title, "Dr M. Selwick, Educational Psychologist", words))


_PROVISION = {
    "F": "{n} will have {-30-}{+45+} minutes of speech and language therapy each week, and a visual timetable in every "
    "lesson.{+ {n} will have a quiet space for ten minutes each afternoon.+}",
}
_CONTACT = {
    "cover": "School telephone: {-01632 960417-}{+01632 960522+}",
    "A": "{n} enjoys art and {~wants to make games~}. The family hope for confidence and friendships.",
}
_MOVED = {
    "A": "{<The family hope for confidence.<} {n} enjoys art and wants to make games. "
    "{>The family hope for confidence.>}"
}
_COSMETIC = {"A": "{n} enjoys {~art~} and wants to make games. The family hope for confidence and friendships."}


def _tracked(pupil: Pupil, edits: dict[str, str]) -> bytes:
    return word_file(plan(pupil, edits))


def _no_changes(pupil: Pupil) -> Files:
    return _complete(pupil)


def _cosmetic(pupil: Pupil) -> Files:
    return _complete(pupil) | {"EHCP tracked.docx": _tracked(pupil, _COSMETIC)}


def _moved(pupil: Pupil) -> Files:
    return _complete(pupil) | {"EHCP tracked.docx": _tracked(pupil, _MOVED)}


def _provision(pupil: Pupil) -> Files:
    words = (*writing.DISCUSSION, "All agreed that speech and language therapy should rise to 45 minutes each week.")
    report = locked_pdf(_therapy_report(pupil), pupil.password)
    files = _complete(pupil, word_file(writing.ar1(pupil, discussion=words)))
    files["School Report.docx"] = locked_office(files["School Report.docx"], pupil.password)
    changes = {"EHCP tracked.docx": _tracked(pupil, _PROVISION), "EP report.pdf": _psychology_report(pupil)}
    return files | changes | {"SaLT report.pdf": report}


def _contact(pupil: Pupil) -> Files:
    form = word_file(writing.ar1(pupil))
    mail = email_with("Annual review papers", "The form is attached.\n", pupil.meeting, {"AR1.docx": form})
    files = _complete(pupil) | {"EHCP tracked.docx": _tracked(pupil, _CONTACT), "Annual review papers.eml": mail}
    return {name: content for name, content in files.items() if name != "AR1.docx"}


def _placement(pupil: Pupil) -> Files:
    words = (
        *writing.DISCUSSION,
        "The family asked for a special school. School agreed to ask for it.",
    )
    form = word_file(writing.ar1(pupil, discussion=words, placement=True))
    risk = word_file(reports.risk_assessment(pupil))
    return _complete(pupil, form) | {"Risk Assessment.docx": risk, "EP report.pdf": _psychology_report(pupil)}


def _cease(pupil: Pupil) -> Files:
    words = ("{n} has met every outcome. All agreed that the plan is no longer needed and should cease.",)
    return _complete(pupil, word_file(writing.ar1(pupil, "cease", words)))


def _in_care(pupil: Pupil) -> Files:
    report = {"EHCP tracked.docx": _tracked(pupil, _PROVISION), "SaLT report.pdf": _therapy_report(pupil)}
    card = {"upn": pupil.upn, "surname": pupil.surname, "dob": str(pupil.dob), "in_care": True}
    files = _complete(pupil, word_file(writing.ar1(pupil))) | report | {"EP report.pdf": _psychology_report(pupil)}
    return files | {"pack.json": json.dumps(card, indent=1).encode(), "copy/PEP (copy).docx": files["PEP.docx"]}


def _missing(pupil: Pupil) -> Files:
    left_out = ("Parent Views.docx", "SEN Support Plan.pdf")
    form = writing.ar1(pupil, "maintain")
    blocks = tuple(block for block in form.blocks if block not in writing.PARENT_WORDS)
    bare = word_file(replace(form, blocks=blocks))
    return {name: content for name, content in _complete(pupil, bare).items() if name not in left_out}


def _no_discussion(pupil: Pupil) -> Files:
    return _complete(pupil, word_file(writing.ar1(pupil, "maintain", discussion=(), actions=False)))


def _half_report(pupil: Pupil) -> Files:
    files = _complete(pupil, word_file(writing.ar1(pupil, "maintain", difficulties=False)))
    return {name: content for name, content in files.items() if name != "School Report.docx"}


def _forbidden(pupil: Pupil) -> Files:
    return _complete(pupil) | {"CPOMS print.pdf": cpoms_print(pupil), "Behaviour log.xlsx": behaviour_log(pupil)}


def _locked(pupil: Pupil) -> Files:
    return _complete(pupil) | {"SaLT report.pdf": locked_pdf(_therapy_report(pupil), "Summer-Fair-77")}


def _wrapped(pupil: Pupil) -> Files:
    return _complete(pupil) | {"EP report.html": secure_mail_page(pupil.school)}


def _damaged(pupil: Pupil) -> Files:
    broken = word_file(reports.risk_assessment(pupil))
    return _complete(pupil) | {
        "Risk Assessment.docx": broken[: len(broken) // 2],
        "export.bin": bytes(range(256)) * 8,
        "Parent letter scan.pdf": scanned_pdf(writing.parent_views(pupil)),
    }


def _empty(pupil: Pupil) -> Files:
    return _complete(pupil) | {"Dietician letter.docx": b"", "Attendance.txt": attendance_note(pupil)}


def _wrong_child(pupil: Pupil) -> Files:
    other = next(one for one in pupils(pupil.meeting + dt.timedelta(days=6)).values() if one.surname != pupil.surname)
    return _complete(pupil) | {"SaLT report.pdf": _therapy_report(other)}


def _planned_only(pupil: Pupil) -> Files:
    return _complete(pupil, word_file(writing.ar1(pupil, "maintain", held=False)))


_RETURN = Proposal.RETURN_TO_SCHOOL
PACKS: dict[str, tuple[str, Callable[[Pupil], Files], Proposal, str]] = {
    "Ashworth": ("01 Ashworth no changes", _no_changes, Proposal.NO_AMENDMENTS, ""),
    "Okonjo": ("02 Okonjo formatting only.zip", _cosmetic, Proposal.NO_AMENDMENTS, ""),
    "Pemberley": ("03 Pemberley more therapy, locked", _provision, Proposal.SIGNIFICANT_CHANGES, ""),
    "Siddiqua": ("04 Siddiqua new telephone, by e-mail", _contact, Proposal.MINOR_AMENDMENTS, ""),
    "Tregarth": ("05 Tregarth change of placement", _placement, Proposal.SIGNIFICANT_CHANGES, ""),
    "Whitlow": ("06 Whitlow plan to cease", _cease, Proposal.CEASE_TO_MAINTAIN, ""),
    "Kowalczyk": ("07 Kowalczyk child in care", _in_care, Proposal.SIGNIFICANT_CHANGES, ""),
    "Brackenbury": ("08 Brackenbury papers missing", _missing, _RETURN, "missing_document"),
    "Dunmore": ("09 Dunmore form not filled in", _no_discussion, _RETURN, "ar1_no_discussion ar1_no_actions"),
    "Varma": ("10 Varma half a school report", _half_report, _RETURN, "school_report_in_ar1_incomplete"),
    "Llewelyn": ("11 Llewelyn forbidden record", _forbidden, _RETURN, "forbidden_record"),
    "Adeyinka": ("12 Adeyinka unknown password", _locked, _RETURN, "password_not_standard"),
    "Fenwicke": ("13 Fenwicke secure mail", _wrapped, _RETURN, "secure_mail_wrapper"),
    "Hartnoll": ("14 Hartnoll damaged file.zip", _damaged, _RETURN, "unreadable_document"),
    "Rahmani": ("15 Rahmani empty file", _empty, _RETURN, "empty_document"),
    "Merrick": ("16 Merrick another child", _wrong_child, _RETURN, "wrong_child"),
    "Zielinska": ("17 Zielinska meeting only planned", _planned_only, _RETURN, "meeting_not_evidenced"),
    "Cordwell": ("18 Cordwell words moved", _moved, Proposal.NO_AMENDMENTS, ""),
}
