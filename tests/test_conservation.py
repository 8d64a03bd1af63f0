"""Nothing is lost, doubled or half done: every file that came in stands in the report once, by its SHA-256."""

import io
import zipfile
from collections import Counter
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.demo.pdf_files import locked_pdf, pdf_file
from pipeline.demo.people import pupils
from pipeline.demo.records import cpoms_print
from pipeline.demo.word_files import word_file
from pipeline.demo.writing import ar1, school_report
from pipeline.domain.case import Known
from pipeline.domain.members import Member, Pack
from pipeline.domain.report import Report
from pipeline.process import process
from tests.office import TODAY, rules

PUPIL = next(iter(pupils(TODAY).values()))


@cache
def leaves() -> dict[str, bytes]:
    """Give one file of each fate: accepted, withheld, not opened, unreadable, empty, and what systems leave."""
    report = word_file(school_report(PUPIL))
    return {
        "AR1.docx": word_file(ar1(PUPIL)),
        "report.docx": report,
        "note.txt": b"A short note about the review of this child.",
        "record.pdf": cpoms_print(PUPIL),
        "locked.pdf": locked_pdf(pdf_file(school_report(PUPIL)), "no-standard-password"),
        "damaged.docx": report[: len(report) // 2],
        "unknown.bin": bytes(range(256)),
        "empty.docx": b"",
        ".DS_Store": b"\0\0\0\1Bud1",
        "~$report.docx": b"owner",
    }


JUNK = (".DS_Store", "~$report.docx")


@dataclass(frozen=True)
class Box:
    """An archive or a mail with what is in it; `serial` makes it unlike every other."""

    kind: str
    serial: int
    inside: tuple["Box | str", ...]


names = st.sampled_from(sorted(leaves()))
trees = st.recursive(
    names,
    lambda inner: st.builds(
        Box, st.sampled_from(["zip", "eml"]), st.integers(0, 10**9), st.lists(inner, max_size=4).map(tuple)
    ),
    max_leaves=8,
)


@cache  # a zip holds the time at which it was written
def content_of(node: "Box | str") -> tuple[str, bytes]:
    """Give the file name and the bytes of *node*."""
    if isinstance(node, str):
        return node, leaves()[node]
    inner = [content_of(one) for one in node.inside]
    return (f"box-{node.serial}.{node.kind}", (zipped if node.kind == "zip" else mailed)(inner, node.serial))


def zipped(files: list[tuple[str, bytes]], serial: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number, (name, content) in enumerate(files):
            archive.writestr(f"{number}/{name}", content)
        archive.comment = str(serial).encode()
    return written.getvalue()


def mailed(files: list[tuple[str, bytes]], serial: int) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["X-Serial"] = "school@example.org", f"Papers {serial}", str(serial)
    message.set_content("Please find the papers attached.")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if files:
        message.set_boundary(f"part-{serial}")  # else it is another mail each time it is written
    return message.as_bytes()


def expected(node: "Box | str") -> list[str]:
    """Give the SHA-256 of every file that must be accounted for, told without the program's help."""
    if isinstance(node, str):
        return [] if node in JUNK else [sha256(leaves()[node]).hexdigest()]
    inside = [one for child in node.inside for one in expected(child)]
    own = sha256(content_of(node)[1]).hexdigest()
    if node.kind == "eml":
        return [own, *inside]
    return inside or [own]  # an archive disappears into its files; one without any is a file itself


def report_of(nodes: list["Box | str"], folder: str = "") -> Report:
    files = [content_of(node) for node in nodes]
    members = tuple(Member(f"{folder}{number}/{name}", content) for number, (name, content) in enumerate(files))
    return process(Pack("Example", members, TODAY, "0" * 64), Known(), rules(), TODAY).report


def serials(nodes: list["Box | str"]) -> list[int]:
    boxes = [node for node in nodes if isinstance(node, Box)]
    return [one for box in boxes for one in (box.serial, *serials(list(box.inside)))]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(trees, min_size=1, max_size=6))
def test_every_file_that_came_in_is_accounted_for_once(nodes: list["Box | str"]) -> None:
    if len(set(serials(nodes))) != len(serials(nodes)):
        return  # two boxes with one content are one file and a copy, which the next test holds to
    report = report_of(nodes)
    count = report.conservation
    parts = (count.accepted, count.withheld, count.not_opened, count.unreadable, count.duplicate)
    assert count.came_in == sum(parts) == len(report.documents)
    assert Counter(entry.sha256 for entry in report.documents) == Counter(
        one for node in nodes for one in expected(node)
    )
    assert len({entry.path for entry in report.documents}) == len(report.documents)


def test_a_whole_archive_that_comes_twice_is_read_once_and_counted_as_a_copy() -> None:
    box = Box("zip", 1, ("AR1.docx", "note.txt"))
    report = report_of([box, box])
    assert report.conservation.duplicate == 1
    assert report.conservation.came_in == 3


@pytest.mark.parametrize("name", JUNK)
def test_what_systems_leave_is_counted_and_not_judged(name: str) -> None:
    report = report_of([name, "note.txt"])
    assert report.conservation.junk == 1
    assert report.conservation.came_in == 1


def test_the_same_pack_gives_the_same_report_whatever_the_order_of_its_files() -> None:
    nodes: list[Box | str] = ["AR1.docx", "note.txt", "locked.pdf", Box("zip", 2, ("report.docx",))]
    forwards, backwards = report_of(nodes).documents, report_of(nodes[::-1]).documents
    told = [Counter((one.sha256, one.disposition) for one in documents) for documents in (forwards, backwards)]
    assert told[0] == told[1]
