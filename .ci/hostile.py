"""Open every file of one or more folders of hostile files as the program does, and measure what it costs.

    python .ci/hostile.py ../shared/corpus/hostile [MORE ...]

Prints the verdicts, the slowest files, the most memory of a child and of the parent, and what was written outside the
output folder. Exit status 0 where every file has a verdict and every limit of the program's promise was kept.
"""

import datetime as dt
import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from pipeline.domain.documents import Document
from pipeline.domain.members import Member, SetAside
from pipeline.handling import MEGABYTES_A_CHILD, SECONDS_A_FILE, handle, office_in
from pipeline.opening import open_one
from pipeline.sandbox import Sandbox

ROOT = Path(__file__).resolve().parent.parent
A_PACK = 10
MOST_PARENT = 300  # MiB


def measured(member: Member, keys: tuple) -> tuple[str, float, int]:
    """Open *member* in a child; give the verdict, the seconds and the child's peak in KiB."""
    started = time.monotonic()
    try:
        verdict = "read" if isinstance(open_one(member, keys), Document) else "unpacked"
    except SetAside as aside:
        verdict = str(aside.disposition)
    return verdict, time.monotonic() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> int:
    """Measure every file alone, then all of them as packs."""
    files = sorted(path for folder in sys.argv[1:] for path in Path(folder).rglob("*") if path.is_file())
    files = [path for path in files if path.name != "MANIFEST.csv"]
    results = alone(files)
    verdicts = Counter(verdict for verdict, _, _ in results)
    slowest = sorted(zip((seconds for _, seconds, _ in results), files, strict=True), reverse=True)[:5]
    peak = max(kib for _, _, kib in results) // 1024
    print(f"{len(files)} files alone: " + ", ".join(f"{name} {number}" for name, number in verdicts.most_common()))
    print("slowest: " + ", ".join(f"{path.name} {seconds:.1f} s" for seconds, path in slowest))
    print(f"most memory of a child that came through: {peak} MiB (limit {MEGABYTES_A_CHILD} MiB of address space)")
    reports, parent, outside = together(files)
    print(f"as packs of {A_PACK}: {reports[0]} of {reports[1]} have a report; parent at most {parent} MiB")
    print("written outside the output folder: " + (", ".join(outside) or "nothing"))
    kept = reports[0] == reports[1] and parent < MOST_PARENT and not outside and slowest[0][0] <= SECONDS_A_FILE
    return 0 if kept and len(results) == len(files) else 1


def alone(files: list[Path]) -> list[tuple[str, float, int]]:
    """Open each file in a child of the program's own limits."""
    found = []
    with Sandbox(os.cpu_count() or 1, SECONDS_A_FILE, MEGABYTES_A_CHILD) as sandbox:
        for path in files:
            started = time.monotonic()
            (result,) = sandbox.map(partial(measured, keys=()), [Member(path.name, path.read_bytes())])
            seconds = time.monotonic() - started
            found.append((f"stopped: {result.reason}", seconds, 0) if isinstance(result, SetAside) else result)
    return found


def together(files: list[Path]) -> tuple[tuple[int, int], int, list[str]]:
    """Handle the files as packs, with every folder a program likes to write to under watch."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        watched = [place / name for name in ("tmp", "home", "work")]
        for one in watched:
            one.mkdir()
        os.environ.update(TMPDIR=str(watched[0]), HOME=str(watched[1]))
        tempfile.tempdir = str(watched[0])
        packs = put_in_packs(files, place / "packs")
        os.chdir(watched[2])
        today = dt.date.today()
        done = 0
        with office_in(ROOT / "rules", ROOT / "letter_templates", None, None, os.cpu_count() or 1) as office:
            for pack in packs:
                done += handle(pack, office, today, today, place / "out").handled
        os.chdir(ROOT)
        left = [str(path.relative_to(place)) for one in watched for path in one.rglob("*") if path.is_file()]
        parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return (done, len(packs)), parent, left


def put_in_packs(files: list[Path], folder: Path) -> list[Path]:
    """Copy *files*, ten to a folder."""
    for number, path in enumerate(files):
        pack = folder / f"pack-{number // A_PACK:03d}"
        pack.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, pack / f"{number:04d}-{path.name}")
    return sorted(folder.iterdir())


if __name__ == "__main__":
    sys.exit(main())
