"""The command line: every command has help and stands in the README, and starting it loads nothing heavy."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (
    "process", "watch", "batch", "status", "changes", "unlock", "deadlines", "rules check", "demo", "due", "decide",
    "record", "figures", "caseload import", "caseload export", "caseload plans", "register show", "register check",
    "register sync", "register unmatched", "register match", "letters preview", "letters print",
)  # fmt: skip
HEAVY = {"django", "docx", "docxtpl", "lxml", "openpyxl", "pikepdf", "pypdf", "pypdfium2", "pydantic", "rich.console"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    shown = CliRunner().invoke(app, [*command.split(), "--help"])
    assert shown.exit_code == 0
    assert "Example" in shown.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"| `{command}` |" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_starting_the_command_line_loads_no_reader() -> None:
    code = "import sys, pipeline.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert HEAVY.isdisjoint(loaded.stdout.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["process", "--out", "x"],
        ["process", "not-there.zip", "--out", "x"],
        ["process"],
        ["deadlines", "--meeting", "04/03/2026"],
        ["changes", "not-there.docx"],
        ["status", "--data", "not-there"],
        ["no-such-command"],
    ],
)
def test_wrong_usage_says_so_and_exits_with_2(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": ""}, check=False
    )
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_disk_that_cannot_be_written_to_is_a_message_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "out").write_text("a file where a folder should be", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "process", "pack", "--out", "out"]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": ""}, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("annual-review:")
