"""The watched folder, as a user starts it: dropped, taken, handled, and stopped with nothing in hand."""

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.demo.packs import make_samples
from tests.office import ROOT

SECONDS = 5.0  # from the end of the copy to the report


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    (tmp_path / "inbox").mkdir()
    command = [sys.executable, "-m", "pipeline", "watch", "--inbox", "inbox", "--data", "var", "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Watching")
        yield process, tmp_path
        if process.poll() is None:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals stop it differently there")
def test_a_dropped_pack_has_its_report_within_five_seconds_of_the_copy(
    watching: tuple[subprocess.Popen[str], Path],
) -> None:
    process, folder = watching
    samples = make_samples(folder / "demo", dt.date(2026, 3, 4))
    waited = []
    for sample in (samples[0], samples[1]):  # a folder and a zip
        arrived = folder / "inbox" / sample.path.name
        copy = shutil.copytree if sample.path.is_dir() else shutil.copyfile
        copy(sample.path, arrived)
        waited.append(until_reported(folder / "var", len(waited) + 1))
    assert max(waited) < SECONDS
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert list((folder / "inbox").iterdir()) == []
    told = json.loads(status(folder))
    assert told["reconciliation"]["difference"] == 0
    assert len(told["packs"]) == 2


def until_reported(data: Path, number: int) -> float:
    started = time.monotonic()
    while len(list((data / "packs").glob("*/result/*/report.json"))) < number:
        assert time.monotonic() - started < 30, "no report came"
        time.sleep(0.05)
    return time.monotonic() - started


def status(folder: Path) -> str:
    command = [sys.executable, "-m", "pipeline", "status", "--data", "var", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout
