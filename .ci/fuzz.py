"""Handle mutated files: cut short, bits flipped, two files spliced. Whatever comes, every file has its verdict.

    python .ci/fuzz.py [--files 10000] [--seed 1] [FOLDER ...]

Files are taken from the FOLDERs, or from the sample packs where none is given. Exit status 0 where the parent came
through and no file is without a verdict. The same seed makes the same files.
"""

import argparse
import datetime as dt
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from pipeline.demo.packs import make_samples
from pipeline.handling import handle, office_in

ROOT = Path(__file__).resolve().parent.parent
A_PACK = 10
LARGEST = 2 * 1024 * 1024  # a larger base only makes the run slower
DAY = dt.date(2026, 3, 4)


def main() -> int:
    """Make the files, handle them as packs of ten, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        return run(asked.folders, asked.files, random.Random(asked.seed), Path(place))


def run(folders: list[Path], number: int, chance: random.Random, place: Path) -> int:
    """Handle *number* mutated files and print what became of them."""
    bases = base_files(folders, place)
    verdicts: Counter[str] = Counter()
    lost: list[str] = []
    failed = 0
    started = time.monotonic()
    with office_in(ROOT / "rules", ROOT / "letter_templates", None, None, os.cpu_count() or 1) as office:
        for first in range(0, number, A_PACK):
            pack = place / f"pack-{first:06d}"
            names = write_pack(pack, bases, min(A_PACK, number - first), chance)
            outcome = handle(pack, office, DAY, DAY, place / "out")
            failed += not outcome.handled
            entries = outcome.report.documents if outcome.report else ()
            counted = outcome.report.conservation.junk if outcome.report else 0
            told = {entry.path.split("/", 1)[0] for entry in entries}
            missing = [name for name in names if name not in told]
            lost += [f"{pack.name}/{name}" for name in missing[counted:]]
            verdicts.update(str(entry.disposition) for entry in entries)
            shutil.rmtree(pack)
            shutil.rmtree(place / "out", ignore_errors=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = ", ".join(f"{name} {count}" for name, count in verdicts.most_common())
    print(f"{number} mutated files of {len(bases)} in {time.monotonic() - started:.0f} s; entries: {told}")
    print(f"packs that could not be handled: {failed}; files without a verdict: {len(lost)}; parent {peak} MiB at most")
    for name in lost[:20]:
        print(f"  without a verdict: {name}")
    return 1 if failed or lost else 0


def base_files(folders: list[Path], place: Path) -> list[Path]:
    """List what to mutate."""
    if not folders:
        make_samples(place / "samples", DAY)
        folders = [place / "samples" / "packs"]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path for path in files if path.name != "MANIFEST.csv" and 0 < path.stat().st_size <= LARGEST]


def write_pack(pack: Path, bases: list[Path], number: int, chance: random.Random) -> list[str]:
    """Write *number* mutated files under names that cannot clash."""
    pack.mkdir()
    names = []
    for index in range(number):
        base, other = chance.choice(bases), chance.choice(bases)
        name = f"{index}-{base.name}"
        (pack / name).write_bytes(mutated(base.read_bytes(), other.read_bytes(), chance))
        names.append(name)
    return names


def mutated(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """Cut *content* short, flip bits of it, or splice it with *other*."""
    kind = chance.choice(("truncate", "flip", "flip", "splice"))
    if kind == "truncate":
        return content[: chance.randrange(1, len(content) + 1)]
    if kind == "splice":
        return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other)) :]
    changed = bytearray(content)
    for _ in range(chance.choice((1, 4, 32, 256))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


if __name__ == "__main__":
    sys.exit(main())
