"""Limits that keep nobody from reading, and what would run: told apart in plain words."""

import csv
import io
import zipfile

import pikepdf
import pytest

from pipeline.demo.pdf_files import pdf_file
from pipeline.demo.word_files import Paper
from pipeline.domain.case import Known
from pipeline.domain.members import Member, Opened, Pack, Protection
from pipeline.formats.restrictions import restrictions
from pipeline.formats.sniff import sniff
from pipeline.process import process
from pipeline.stages.read import read
from pipeline.stages.unlock import unlock
from tests.corpus import corpus_folder
from tests.office import TODAY, rules


def package(name: str, text: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(name, text)
    return written.getvalue()


@pytest.mark.parametrize(
    ("part", "text", "told"),
    [
        ("word/settings.xml", '<w:documentProtection w:edit="forms" w:enforcement="1"/>', "filling in the form"),
        ("word/settings.xml", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', "restricted to reading"),
        ("word/settings.xml", '<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>', "tracked changes"),
        ("word/settings.xml", '<w:writeProtection w:recommended="1"/>', "opened read-only"),
        ("xl/workbook.xml", '<workbookProtection lockStructure="1"/>', "structure of the workbook"),
        ("xl/workbook.xml", '<fileSharing readOnlyRecommended="1"/>', "opened read-only"),
        ("xl/worksheets/sheet1.xml", '<sheetProtection sheet="1"/>', "sheet is protected"),
        ("_xmlsignatures/sig1.xml", "<Signature/>", "digitally signed"),
        ("docMetadata/LabelInfo.xml", "<clbl/>", "sensitivity label"),
    ],
)
def test_each_limit_is_told_in_its_own_words(part: str, text: str, told: str) -> None:
    (found,) = restrictions(package(part, text), "docx")
    assert told in found


def test_a_limit_that_is_switched_off_is_none() -> None:
    off = package("word/settings.xml", '<w:documentProtection w:edit="forms" w:enforcement="0"/>')
    assert restrictions(off, "docx") == ()


def test_every_real_file_that_is_only_restricted_opens_and_most_say_so() -> None:
    folder = corpus_folder("protected")
    with (folder / "MANIFEST.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["scheme"].startswith("restrict:")]
    silent = []
    for row in rows:
        opened = unlock(Member(row["file"], (folder / row["file"]).read_bytes()), ())
        assert opened.protection == Protection()
        told = " ".join(restrictions(opened.content, opened.format))
        if not any(word in told for word in ("restricted", "protected", "read-only")):
            silent.append(row["file"])
    assert len(rows) >= 15
    assert len(silent) <= 2, silent


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("hostile/oletools__dde-test.docx", "a DDE field"),
        ("hostile/oletools__embedded-simple-2007.docx", "an embedded program or file"),
        ("hostile/oletools__embedded-simple-2007.xlsx", "an embedded program or file"),
        ("hostile/tika__testAttachedTemplate.docx", "a template from another place"),
        ("hostile/pocs__javascript.pdf", "a script"),
        ("hostile/tika__testPDF_XFA_govdocs1_258578.pdf", "a script"),
        ("protected/poi__SimpleMacro.docm", "macros"),
        ("protected/poi__57181.xlsm", "macros"),
        ("protected/poi__SimpleMacro.xls", "macros"),
        ("protected/poi__SimpleMacro.pptm", "macros"),
    ],
)
def test_what_would_run_is_named_and_never_run(name: str, told: str) -> None:
    content = (corpus_folder(name.split("/")[0]) / name.split("/")[1]).read_bytes()
    document = read(unlock(Member(name.split("/")[1], content), ()))
    assert told in document.content.active


def test_active_content_is_a_finding_on_its_file() -> None:
    content = (corpus_folder("protected") / "poi__SimpleMacro.docm").read_bytes()
    report = process(Pack("Example", (Member("AR1.docm", content),), TODAY, "0" * 64), Known(), rules(), TODAY).report
    (found,) = [one for one in report.findings if one.code == "active_content"]
    assert found.document == "AR1.docm"
    assert "macros" in found.message


def test_a_pdf_that_anyone_may_open_says_that_its_limits_were_taken_off() -> None:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_file(Paper("School Report", "", ("Jo reads well.",), TODAY)))) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(user="", owner="owner", R=4, aes=True))
    opened = unlock(Member("a.pdf", written.getvalue()), ())
    assert opened.protection.scheme == "pdf-owner-only"
    assert any("anyone may open it" in note for note in read(opened).content.notes)


def test_the_true_type_counts_and_a_wrong_ending_is_noted() -> None:
    content = (corpus_folder("hostile") / "made__really-a-docx.pdf").read_bytes()
    document = read(Opened(Member("report.pdf", content), content, sniff(content, "report.pdf")))
    assert document.opened.format == "docx"
    assert "named .pdf, and really docx" in document.content.notes
