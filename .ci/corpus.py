"""Put every file of a folder of real files into packs of ten, run `process` over them, and count what became of each.

    python .ci/corpus.py ../shared/corpus [--most N]

Exit status 0 where every file that went in stands in `documents` of some report and no traceback was seen.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

A_PACK = 10


def main() -> int:
    """Run the whole of it and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--most", type=int, default=None, help="take only the first N files")
    asked = parser.parse_args()
    files = sorted(path for path in asked.corpus.rglob("*") if path.is_file() and path.name != "MANIFEST.csv")[
        : asked.most
    ]
    with tempfile.TemporaryDirectory() as folder:
        return run(files, Path(folder))


def run(files: list[Path], folder: Path) -> int:
    """Make the packs of *files* under *folder*, process them, and compare what came in with the reports."""
    put_in_packs(files, folder / "packs")
    started = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "process",
        "--packs-in",
        str(folder / "packs"),
        "--out",
        str(folder / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - started
    reports = [json.loads(path.read_text(encoding="utf-8")) for path in (folder / "out").glob("*/report.json")]
    return tell(files, reports, done, seconds, folder / "out" / "annual-review.log")


def put_in_packs(files: list[Path], packs: Path) -> None:
    """Copy *files*, ten to a folder, under names that cannot clash."""
    for number, path in enumerate(files):
        pack = packs / f"pack-{number // A_PACK:03d}"
        pack.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, pack / f"{number:04d}-{path.name}")


def tell(
    files: list[Path], reports: list[dict], done: subprocess.CompletedProcess[str], seconds: float, log: Path
) -> int:
    """Print the counts; give 0 where every file is accounted for."""
    entries = [entry for report in reports for entry in report["documents"]]
    names = {entry["path"].split("/", 1)[0] for entry in entries}
    missing = [path.name for number, path in enumerate(files) if f"{number:04d}-{path.name}" not in names]
    count = Counter(entry["disposition"] for entry in entries)
    traces = done.stderr.count("Traceback") + done.stdout.count("Traceback")
    failed = log.read_text(encoding="utf-8").count("Traceback") if log.exists() else 0
    print(
        f"{len(files)} files ({len({sha256(path.read_bytes()).hexdigest() for path in files})} distinct),"
        f" {len(reports)} reports, exit {done.returncode}, {seconds:.0f} s"
    )
    print(
        f"entries in reports: {len(entries)}: " + ", ".join(f"{name} {number}" for name, number in count.most_common())
    )
    print(f"tracebacks shown to the user: {traces}; in the log: {failed}")
    print(f"files not accounted for: {len(missing)}", *missing[:20])
    return 0 if not missing and not traces and done.returncode in (0, 1) else 1


if __name__ == "__main__":
    sys.exit(main())
