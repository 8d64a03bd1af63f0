"""One file with several papers counts as each of them, with its pages."""

import io

import pikepdf
import pytest

from pipeline.demo import reports, writing
from pipeline.demo.pdf_files import pdf_file, scanned_pdf
from pipeline.demo.people import pupils
from pipeline.demo.records import cpoms_print
from pipeline.demo.word_files import Heading, Paper
from pipeline.domain.case import Known
from pipeline.domain.members import Member, Pack
from pipeline.domain.report import Report
from pipeline.domain.words import Disposition, Kind, RequiredStatus
from pipeline.process import process
from tests.office import TODAY, rules

PUPIL = pupils(TODAY)["Ashworth"]
OTHER = pupils(TODAY)["Okonjo"]


def bound(*papers: bytes) -> bytes:
    """Bind PDFs into one."""
    whole, written = pikepdf.new(), io.BytesIO()
    for paper in papers:
        with pikepdf.open(io.BytesIO(paper)) as one:
            whole.pages.extend(one.pages)
    whole.save(written)
    return written.getvalue()


def report_of(**files: bytes) -> Report:
    members = tuple(Member(name.replace("_pdf", ".pdf"), content) for name, content in files.items())
    return process(Pack("Example", members, TODAY, "0" * 64), Known(), rules(), TODAY).report


@pytest.mark.parametrize("write", [pdf_file, scanned_pdf])
def test_each_paper_of_a_bound_file_is_listed_with_its_pages_and_counts(write: object) -> None:
    papers = [writing.ar1(PUPIL), writing.school_report(PUPIL), writing.parent_views(PUPIL), writing.child_views(PUPIL)]
    report = report_of(all_reports_pdf=bound(*(write(paper) for paper in papers)))  # type: ignore[operator]
    (entry,) = report.documents
    wanted = [Kind.AR1, Kind.SCHOOL_REPORT, Kind.PARENT_VIEWS, Kind.CHILD_VIEWS]
    assert [part.kind for part in entry.parts] == wanted
    assert entry.parts[-1].last_page == entry.pages
    assert all(one.last_page + 1 == two.first_page for one, two in zip(entry.parts, entry.parts[1:], strict=False))
    there = {one.kind for one in report.required if one.status is RequiredStatus.PRESENT}
    assert set(wanted) <= there
    assert report.review.meeting_date == PUPIL.meeting


def test_a_heading_inside_a_form_begins_no_new_paper() -> None:
    form = writing.ar1(PUPIL)
    long = Paper(form.title, form.header, (*form.blocks, *(Heading("Parent Views"), "We are glad. " * 300)), form.day)
    (entry,) = report_of(form_pdf=pdf_file(long)).documents
    assert entry.pages > 1
    assert entry.parts == ()


def test_another_child_s_paper_bound_in_between_is_found() -> None:
    papers = (writing.ar1(PUPIL), reports.risk_assessment(OTHER), writing.parent_views(PUPIL))
    report = report_of(all_pdf=bound(*(pdf_file(paper) for paper in papers)))
    assert "wrong_child" in {one.code for one in report.findings}


def test_a_record_bound_in_between_keeps_the_whole_file_back() -> None:
    papers = (pdf_file(writing.ar1(PUPIL)), cpoms_print(PUPIL), pdf_file(writing.parent_views(PUPIL)))
    report = report_of(all_pdf=bound(*papers))
    (entry,) = report.documents
    assert entry.disposition is Disposition.WITHHELD
    (found,) = [one for one in report.findings if one.code == "forbidden_record"]
    assert "page 2 of 3" in found.message or "page 3 of 4" in found.message


def test_a_single_paper_has_no_parts() -> None:
    (entry,) = report_of(report_pdf=pdf_file(writing.school_report(PUPIL))).documents
    assert entry.parts == ()
