"""What a withheld record says stands nowhere else: no report, page, return, letter, register or log repeats it."""

import datetime as dt
import io
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.demo import writing
from pipeline.demo.office_files import email_with, workbook, zipped
from pipeline.demo.packs import make_samples
from pipeline.demo.pdf_files import pdf_file, scanned_pdf
from pipeline.demo.people import pupils
from pipeline.demo.word_files import Heading, Paper, Table, word_file
from pipeline.handling import office_in
from pipeline.intake.inbox import Inbox
from pipeline.intake.ledger import Ledger
from pipeline.intake.night import batch
from tests.office import RULES, TEMPLATES, TODAY

WORDS = ("quagmire", "tamarind", "obelisk")
ROWS = (
    ("Date and time", "Category", "Incident", "Alerted"),
    ("12/01/2026 09:12", "Cause for Concern", "Spoke of the quagmire at home; DSL alerted", "DSL"),
    ("15/01/2026 11:40", "Welfare", "Drew a tamarind; disclosure made", "DDSL"),
    ("21/01/2026 08:55", "Home issue", "Hid behind the obelisk; MASH rung", "DSL Team"),
)
RECORD = Paper("CPOMS - Incident log", "CPOMS StudentSafe", (Table(ROWS),), dt.date(2026, 1, 22))
PUPIL = pupils(TODAY)["Ashworth"]


def inside_a_report() -> bytes:
    """Paste the record under a school report, as somebody in a hurry does."""
    report = writing.school_report(PUPIL)
    return word_file(replace(report, blocks=(*report.blocks, Heading("CPOMS incident log"), Table(ROWS))))


FORMS = {
    "print.pdf": lambda: pdf_file(RECORD),
    "Additional info.docx": lambda: word_file(RECORD),
    "export.xlsx": lambda: workbook("CPOMS", (("CPOMS incident log",), *ROWS), TODAY),
    "scan.pdf": lambda: scanned_pdf(RECORD),
    "log.csv": lambda: "\n".join(";".join(row) for row in (("CPOMS incident log",), *ROWS)).encode(),
    "papers.zip": lambda: zipped({"deep/log.pdf": pdf_file(RECORD)}, TODAY),
    "mail.eml": lambda: email_with("Papers", "Please see attached.", TODAY, {"log.pdf": pdf_file(RECORD)}),
    "School Report.docx": inside_a_report,
}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_no_word_of_a_withheld_record_reaches_any_output(name: str, tmp_path: Path) -> None:
    samples = make_samples(tmp_path / "sample", TODAY)
    inbox = Inbox(tmp_path / "inbox", tmp_path / "var")
    inbox.folder.mkdir()
    pack = inbox.folder / "pack"
    samples[0].path.rename(pack)
    (pack / name).write_bytes(FORMS[name]())
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    try:
        with office_in(RULES, TEMPLATES, tmp_path / "sample" / "caseload.csv", None, 1) as office:
            (outcome,) = batch(
                inbox, Ledger(inbox.data), office, lambda: dt.datetime(2026, 3, 4, 9), 0.0, lambda _: None
            )
    finally:
        logging.getLogger().removeHandler(handler)
    assert outcome.report is not None
    assert {"forbidden_record", "suspected_record"} & {one.code for one in outcome.report.findings}
    written = [path for path in inbox.data.rglob("*") if path.is_file()]
    open_to_all = [path for path in written if not {"original", "withheld"} & set(path.parts)]
    assert any("withheld" in path.parts for path in written)
    for word in WORDS:
        assert word not in stream.getvalue()
        assert [str(path) for path in open_to_all if word.encode() in searchable(path)] == []


def searchable(path: Path) -> bytes:
    """Give the bytes of a file, unpacked where it is a zipped document."""
    import zipfile

    content = path.read_bytes()
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())
