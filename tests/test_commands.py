"""The commands as a user runs them, on the sample packs."""

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.demo.packs import make_samples
from pipeline.domain.errors import PipelineError, UsageError

TODAY = dt.date(2026, 3, 4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_samples(tmp_path / "sample", TODAY)
    return tmp_path / "sample"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def pack(folder: Path, number: str) -> Path:
    return next(path for path in (folder / "packs").iterdir() if path.name.startswith(number))


def test_process_names_each_pack_its_proposal_and_what_blocks(folder: Path, tmp_path: Path) -> None:
    done = run("process", pack(folder, "01"), pack(folder, "02"), "--out", tmp_path / "out", "--received", "2026-03-04")
    assert done.exit_code == 0
    assert "no_amendments" in done.stdout
    names = {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()}
    assert names == {"01 Ashworth no changes", "02 Okonjo formatting only"}


def test_process_takes_every_pack_of_a_folder(folder: Path, tmp_path: Path) -> None:
    done = run("process", "--packs-in", folder / "packs", "--out", tmp_path / "out", "--received", "2026-03-04")
    assert done.exit_code == 0
    assert len(list((tmp_path / "out").glob("*/report.json"))) == 18


def test_a_pack_that_is_no_archive_is_handled_as_one_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 not a zip")
    done = run("process", tmp_path / "broken.zip", "--out", tmp_path / "out")
    report = json.loads((tmp_path / "out" / "broken" / "report.json").read_text(encoding="utf-8"))
    assert done.exit_code == 0
    assert [entry["disposition"] for entry in report["documents"]] == ["unreadable"]


def test_changes_are_listed_as_a_table_and_as_data(folder: Path) -> None:
    plan = pack(folder, "03") / "EHCP tracked.docx"
    table, data = run("changes", plan), run("changes", plan, "--json")
    assert "quantity changed in section F" in " ".join(table.stdout.split())
    first = json.loads(data.stdout)[0]
    assert (first["before"], first["after"]) == ("30", "45")


def test_both_readings_of_a_plan_and_every_mark_are_shown(folder: Path) -> None:
    plan = pack(folder, "03") / "EHCP tracked.docx"
    old, new = run("changes", plan, "--view", "rejected").stdout, run("changes", plan, "--view", "accepted").stdout
    assert "30 minutes" in old
    assert "45 minutes" in new
    marks = json.loads(run("changes", plan, "--view", "marks", "--json").stdout)
    assert {one["kind"] for one in marks} >= {"ins", "del"}
    assert "marks:" in run("changes", plan, "--view", "marks").stdout


def test_changes_can_be_asked_for_one_section_and_against_the_plan_on_file(folder: Path) -> None:
    plan = pack(folder, "03") / "EHCP tracked.docx"
    only = json.loads(run("changes", plan, "--section", "f", "--json").stdout)
    assert {one["section"] for one in only} == {"F"}
    same = run("changes", plan, "--against", plan, "--json")
    assert same.exit_code == 0
    assert isinstance(run("changes", plan, "--section", "Q").exception, UsageError)


@pytest.mark.parametrize("name", ["Costed Provision Map.xlsx", "School Report.docx"])
def test_changes_of_what_is_locked_or_no_word_file_are_refused(folder: Path, name: str) -> None:
    done = run("changes", pack(folder, "03") / name)
    assert isinstance(done.exception, PipelineError)
    assert done.exception.exit_code == 1


def test_unlock_writes_what_opens_and_names_what_does_not(folder: Path, tmp_path: Path) -> None:
    files = [pack(folder, "12") / "SaLT report.pdf", pack(folder, "12") / "AR1.docx"]
    done = run("unlock", *files, "--out", tmp_path / "a", "--json")
    assert done.exit_code == 1
    assert [one["status"] for one in json.loads(done.stdout)] == ["not_opened", "none"]
    (tmp_path / "list.txt").write_text("# the office's list\nSummer-Fair-77\n", encoding="utf-8")
    done = run("unlock", *files, "--out", tmp_path / "b", "--passwords", tmp_path / "list.txt", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 0
    assert told[0]["password"] == "passwords file line 2"
    assert "Summer" not in done.stdout
    assert (tmp_path / "b" / "SaLT report.pdf").read_bytes().startswith(b"%PDF")


def test_deadlines_are_counted_from_the_meeting() -> None:
    done = run("deadlines", "--meeting", "2026-10-05", "--previous-review", "2025-10-14", "--json")
    days = {one["name"]: one["date"] for one in json.loads(done.stdout)}
    assert days["decision_due"] == "2026-11-02"
    assert days["submission_due"] == "2026-10-19"
    assert days["final_plan_due"] == "2026-12-28"
    assert days["twelve_months"] == "2026-10-13"


def test_the_rules_are_checked() -> None:
    done = run("rules", "check")
    assert done.exit_code == 0
    assert "in order" in done.stdout


def test_a_night_handles_all_that_waits_and_the_counts_agree(folder: Path, tmp_path: Path) -> None:
    inbox, data = tmp_path / "inbox", tmp_path / "var"
    inbox.mkdir()
    for number in ("01", "14"):
        pack(folder, number).rename(inbox / pack(folder, number).name)
    first = run("batch", "--inbox", inbox, "--data", data)
    assert first.exit_code == 0
    assert "2 of 2 packs handled" in first.stdout
    again = run("batch", "--inbox", inbox, "--data", data)
    assert "0 of 0 packs handled" in again.stdout
    status = run("status", "--data", data, "--json")
    told = json.loads(status.stdout)
    assert status.exit_code == 0
    assert {entry["state"] for entry in told["packs"]} == {"filed", "returned"}
    assert told["reconciliation"]["difference"] == 0
    assert "difference 0" in run("status", "--data", data).stdout
    assert len(list((data / "summaries").glob("*.txt"))) == 1


def test_the_demo_says_where_every_report_is(tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path)
    assert done.exit_code == 0
    assert done.stdout.count("report.html") >= 14


def test_two_packs_of_one_name_both_keep_their_results(folder: Path, tmp_path: Path) -> None:
    twins = [tmp_path / side / "Smith J" for side in ("a", "b")]
    for twin, number in zip(twins, ("01", "05"), strict=True):
        twin.parent.mkdir()
        pack(folder, number).rename(twin)
    done = run("process", *twins, "--out", tmp_path / "out", "--received", "2026-03-04")
    assert done.exit_code == 0
    reports = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((tmp_path / "out").glob("*/report.json"))
    ]
    assert [report["pack"]["name"] for report in reports] == ["Smith J", "Smith J (2)"]
    assert len({report["child"]["surname"] for report in reports}) == 2
