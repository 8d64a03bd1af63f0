"""The register from the command line, as an officer uses it."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.demo.packs import make_samples
from pipeline.domain.errors import PipelineError
from tests.office import TODAY


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an office with two sample packs in its inbox and the caseload of the samples."""
    monkeypatch.delenv("ANNUAL_REVIEW_DATABASE", raising=False)
    samples = make_samples(tmp_path / "samples", TODAY)
    (tmp_path / "inbox").mkdir()
    for one in samples:
        if "Ashworth" in one.name or "Brackenbury" in one.name:
            shutil.copytree(one.path, tmp_path / "inbox" / one.path.name)
    monkeypatch.setenv("ANNUAL_REVIEW_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("ANNUAL_REVIEW_INBOX", str(tmp_path / "inbox"))
    return tmp_path


def test_from_the_caseload_and_a_night_to_a_decision_and_the_figures(office: Path) -> None:
    caseload = office / "samples" / "caseload.csv"
    dry = run("caseload", "import", caseload, "--by", "R. Bell", "--dry-run", "--json")
    assert json.loads(dry.stdout)["new"] > 10
    taken = run("caseload", "import", caseload, "--by", "R. Bell", "--whole")
    assert taken.exit_code == 0
    assert "new" in taken.stdout
    assert run("batch", "--caseload", caseload, "--passwords", office / "samples" / "passwords.txt").exit_code == 0

    rows = json.loads(run("due", "--json").stdout)
    assert {row["child"].split(",")[0] for row in rows} == {"Ashworth", "Brackenbury"}
    ashworth = next(row["review"] for row in rows if row["child"].startswith("Ashworth"))
    done = run("decide", ashworth, "no_amendments", "--reason", "Outcomes met", "--by", "R. Bell", "--on", "2026-03-05")
    assert done.exit_code == 0
    assert run("record", ashworth, "decision_sent", "--on", "2026-03-05", "--by", "R. Bell").exit_code == 0
    refused = run("decide", ashworth, "significant_changes", "--reason", "Other", "--by", "R. Bell")
    assert isinstance(refused.exception, PipelineError)

    told = json.loads(run("register", "show", ashworth, "--json").stdout)
    assert told["outcome"] == "M"
    assert [one["what"] for one in told["history"]] == ["pack_received", "decided", "decision_sent"]
    assert "Ashworth" in run("register", "show", ashworth).stdout

    out = office / "figures"
    assert run("figures", "--from", "2026-01-01", "--to", "2026-12-31", "--out", out).exit_code == 0
    sen2 = (out / "sen2_reviews.csv").read_text(encoding="utf-8-sig")
    assert re.search(r",2026-\d\d-\d\d,M,2026-03-05,\r?\n", sen2)
    assert (out / "backlog.svg").read_text(encoding="utf-8").startswith("<svg")

    checked = run("register", "check")
    assert checked.exit_code == 0
    assert "the chain is whole" in checked.stdout
    exported = office / "again.csv"
    assert run("caseload", "export", exported).exit_code == 0
    again = json.loads(run("caseload", "import", exported, "--by", "R. Bell", "--whole", "--json").stdout)
    assert (again["new"], again["changed"], again["leavers"]) == (0, 0, 0)


@pytest.mark.parametrize("listed", ["queue", "week", "overdue", "unreviewed", "heads", "transfer", "attendance"])
def test_every_list_is_shown_and_written(office: Path, listed: str) -> None:
    run("caseload", "import", office / "samples" / "caseload.csv", "--by", "R. Bell")
    assert run("due", listed).exit_code == 0
    files = [office / f"list.{kind}" for kind in ("csv", "xlsx", "ics")]
    done = run("due", listed, "--csv", files[0], "--xlsx", files[1], "--ics", files[2])
    assert done.exit_code == 0
    assert all(path.stat().st_size > 50 for path in files)


def test_lines_that_cannot_be_used_are_named_and_nothing_is_taken_in(office: Path) -> None:
    path = office / "caseload.csv"
    path.write_text("upn,surname,forenames,dob\nZ1,Example,Jo,2015-06-03\nZ2,Other,Kim,not a day\n", encoding="utf-8")
    done = run("caseload", "import", path, "--by", "R. Bell")
    assert done.exit_code == 1
    assert "line 3, column dob" in done.stderr
    assert "nothing was taken in" in done.stdout
    assert json.loads(run("due", "unreviewed", "--json").stdout) == []


def test_packs_handled_before_there_was_a_register_are_registered_from_their_reports(office: Path) -> None:
    assert run("batch", "--passwords", office / "samples" / "passwords.txt").exit_code == 0
    (office / "var" / "register.db").unlink()
    assert "2 packs registered" in run("register", "sync").stdout
    assert "0 packs registered" in run("register", "sync").stdout
    assert len(json.loads(run("due", "--json").stdout)) == 2


def test_an_officer_names_the_child_of_a_pack_that_nobody_could_match(office: Path) -> None:
    run("caseload", "import", office / "samples" / "caseload.csv", "--by", "R. Bell")
    from pipeline.register.models import Child

    Child.objects.filter(surname="Ashworth").update(upn="Z807200112342")
    run("batch", "--passwords", office / "samples" / "passwords.txt")
    (waiting,) = json.loads(run("register", "unmatched", "--json").stdout)
    assert "another UPN" in waiting["why"]
    assert run("register", "unmatched").exit_code == 0
    named = run("register", "match", waiting["pack"], "Z807200112342", "--by", "R. Bell")
    assert named.exit_code == 0, named
    again = run("register", "match", waiting["pack"], "Z807200112342", "--by", "R. Bell")
    assert isinstance(again.exception, PipelineError)
    assert isinstance(run("register", "match", 99, "Z1", "--by", "R. Bell").exception, PipelineError)
    assert run("register", "check").exit_code == 0


def test_plans_are_put_on_file_once_by_their_upn(office: Path) -> None:
    run("caseload", "import", office / "samples" / "caseload.csv", "--by", "R. Bell")
    from pipeline.register.models import Child, PlanVersion

    upn = Child.objects.exclude(upn=None).first().upn
    folder = office / "final plans"
    folder.mkdir()
    (folder / f"{upn} EHCP.docx").write_bytes(b"plan")
    (folder / "no number.docx").write_bytes(b"plan")
    done = run("caseload", "plans", folder, "--by", "R. Bell")
    assert done.exit_code == 1
    assert "1 plans put on file, 0 were there, 1 have no child" in done.stdout
    assert "0 plans put on file, 1 were there" in run("caseload", "plans", folder, "--by", "R. Bell").stdout
    kept = PlanVersion.objects.get()
    assert (office / "var" / kept.path).read_bytes() == b"plan"
