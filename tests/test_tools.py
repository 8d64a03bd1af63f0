"""Older formats: converted by LibreOffice where the machine has it, read as text where it has not."""

import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.converting import BY_ITSELF, BY_OFFICE, convert_older
from pipeline.demo.people import pupils
from pipeline.demo.plans import plan
from pipeline.demo.word_files import word_file
from pipeline.domain.case import Known
from pipeline.domain.members import Member, Opened, Pack
from pipeline.domain.report import Report
from pipeline.domain.words import Kind
from pipeline.opening import in_this_process
from pipeline.process import process
from pipeline.stages.read import read
from pipeline.tools import find_office, to_word
from tests.office import TODAY, rules

RTF = rb"{\rtf1\ansi Section F\par Jo has {\revised\revauth1 two} hours of help.\par}"
OFFICE = find_office()
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed on this machine")


def plan_as(ending: str, folder: Path) -> bytes:
    """Write a plan with tracked changes and have it converted to an older format."""
    pupil = next(iter(pupils(TODAY).values()))
    (folder / "plan.docx").write_bytes(word_file(plan(pupil, {"F": "{n} will have {-30-}{+45+} minutes weekly."})))
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'p').as_uri()}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(folder), str(folder / "plan.docx")], check=True, capture_output=True)
    return (folder / f"plan.{ending}").read_bytes()


def report_of(content: bytes, name: str, convert: object) -> Report:
    pack = Pack("Example", (Member(name, content),), TODAY, "0" * 64)
    return process(pack, Known(), rules(), TODAY, convert=convert).report  # type: ignore[arg-type]


def by_office(files: object) -> list[bytes | None]:
    assert OFFICE is not None
    return to_word(files, OFFICE)  # type: ignore[arg-type]


@needs_office
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_the_tracked_changes_of_an_older_format_are_read_through_the_office_program(
    ending: str, tmp_path: Path
) -> None:
    report = report_of(plan_as(ending, tmp_path), f"EHCP.{ending}", by_office)
    (entry,) = report.documents
    assert (entry.kind, entry.format) == (Kind.TRACKED_CHANGE, ending)
    assert BY_OFFICE in entry.notes
    assert [(one.before, one.after, str(one.section)) for one in report.changes] == [("30", "45", "F")]


@needs_office
@pytest.mark.parametrize("ending", ["doc", "odt"])
def test_without_the_office_program_the_changes_are_said_to_be_unread(ending: str, tmp_path: Path) -> None:
    report = report_of(plan_as(ending, tmp_path), f"EHCP.{ending}", None)
    (entry,) = report.documents
    assert BY_ITSELF in entry.notes
    assert report.triage.if_complete == "undetermined"
    assert any("tracked changes cannot be shown" in one.message for one in report.findings)


@needs_office
def test_one_file_that_does_not_convert_leaves_the_others_converted() -> None:
    made = by_office([("rtf", RTF), ("doc", b"\xd0\xcf\x11\xe0 broken")])
    assert made[0] is not None
    assert made[0].startswith(b"PK")


@needs_office
def test_nothing_of_a_conversion_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    by_office([("rtf", RTF)])
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_never_ends_is_stopped(tmp_path: Path) -> None:
    if shutil.which("sleep") is None:
        pytest.skip("this machine has no program that only waits")
    endless = tmp_path / "endless"
    endless.write_text("#!/bin/sh\nsleep 60\n", encoding="utf-8")
    endless.chmod(0o755)
    started = dt.datetime.now()
    assert to_word([("rtf", RTF)], endless, seconds=0.5) == [None]
    assert (dt.datetime.now() - started).total_seconds() < 20


def test_what_converts_to_a_blank_page_keeps_its_own_reading() -> None:
    member = Member("note.rtf", RTF)
    document = read(Opened(member, RTF, "rtf"))
    (kept,) = convert_older((document,), in_this_process, lambda files: [blank_word() for _ in files])
    assert "Section F" in kept.text
    assert BY_ITSELF in kept.content.notes


def blank_word() -> bytes:
    import docx

    written = io.BytesIO()
    docx.Document().save(written)
    return written.getvalue()
