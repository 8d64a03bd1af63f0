"""The sample packs are real files, and together they show everything the program must notice."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from pipeline.demo.packs import Sample, make_samples
from pipeline.demo.people import pupils, review_day
from pipeline.domain.words import Proposal

TODAY = dt.date(2026, 3, 4)
BLOCKING = frozenset(
    [
        "missing_document",
        "ar1_no_discussion",
        "ar1_no_actions",
        "school_report_in_ar1_incomplete",
        "forbidden_record",
        "password_not_standard",
        "secure_mail_wrapper",
        "unreadable_document",
        "empty_document",
        "wrong_child",
        "meeting_not_evidenced",
    ]
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Sample, ...]]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, make_samples(folder, TODAY)


def test_every_blocking_finding_and_every_proposal_is_expected_of_some_pack(
    made: tuple[Path, tuple[Sample, ...]],
) -> None:
    assert len(made[1]) >= 16
    assert frozenset().union(*(sample.blocking for sample in made[1])) == BLOCKING
    assert {sample.proposal for sample in made[1]} == set(Proposal) - {Proposal.UNDETERMINED}


def test_the_tracked_plan_has_insertions_and_deletions(made: tuple[Path, tuple[Sample, ...]]) -> None:
    import docx

    plan = next(made[0].glob("packs/03*/EHCP tracked.docx"))
    body = docx.Document(str(plan)).element.body
    assert body.xpath("//w:ins[@w:author and @w:date]") and body.xpath("//w:del/w:r/w:delText")


def test_every_plain_word_and_excel_file_opens(made: tuple[Path, tuple[Sample, ...]]) -> None:
    import docx
    import openpyxl

    for file in made[0].glob("packs/01*/*.docx"):
        assert docx.Document(str(file)).paragraphs
    for file in made[0].glob("packs/01*/*.xlsx"):
        assert openpyxl.load_workbook(file).active is not None


def test_a_pdf_has_the_name_in_its_text_and_the_scan_has_no_text(made: tuple[Path, tuple[Sample, ...]]) -> None:
    import pypdf

    report = next(made[0].glob("packs/05*/EP report.pdf"))
    assert "Jory Tregarth" in pypdf.PdfReader(report).pages[0].extract_text()
    with zipfile.ZipFile(next(made[0].glob("packs/14*.zip"))) as pack:
        scan = pypdf.PdfReader(io.BytesIO(pack.read("Parent letter scan.pdf")))
    assert scan.pages[0].extract_text().strip() == "" and len(scan.pages[0].images) == 1


def test_the_locked_files_are_encrypted_and_the_standard_format_opens_them(
    made: tuple[Path, tuple[Sample, ...]],
) -> None:
    import msoffcrypto
    import pypdf

    folder, secret = next(made[0].glob("packs/03*")), pupils(TODAY)["Pemberley"].password
    office = msoffcrypto.OfficeFile(io.BytesIO((folder / "School Report.docx").read_bytes()))
    assert office.is_encrypted()
    plain = io.BytesIO()
    office.load_key(password=secret)
    office.decrypt(plain)
    assert zipfile.is_zipfile(plain)
    reader = pypdf.PdfReader(folder / "SaLT report.pdf")
    assert reader.is_encrypted and reader.decrypt(secret)


def test_the_same_day_gives_the_same_bytes_but_for_what_is_locked(
    made: tuple[Path, tuple[Sample, ...]], tmp_path: Path
) -> None:
    again = make_samples(tmp_path, TODAY)
    assert [one.name for one in again] == [one.name for one in made[1]]
    locked = {"School Report.docx", "SaLT report.pdf"}
    for file in sorted(path for path in tmp_path.rglob("*") if path.is_file() and path.name not in locked):
        assert file.read_bytes() == (made[0] / file.relative_to(tmp_path)).read_bytes(), file.name


@pytest.mark.parametrize("today", [dt.date(2026, 1, 2) + dt.timedelta(days=17 * step) for step in range(30)])
def test_the_review_is_held_on_a_school_day_before_the_pack_comes_in(today: dt.date) -> None:
    day = review_day(today)
    assert day < today and day.weekday() in (1, 2, 3)
