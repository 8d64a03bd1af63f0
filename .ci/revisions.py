"""Count the revision marks of real Word files and compare both readings of each with pandoc's.

python .ci/revisions.py ../shared/corpus/tracked-changes [--texts]

Marks: the counts in the folder's MANIFEST.csv, made by somebody else's tool, must be met kind by kind. Texts: what the
program reads with all changes accepted, and with all rejected, is compared word by word with what pandoc makes of the
same file (skipped aloud where pandoc is not installed). Every text mark must stand in some change. Exit status 0 where
all counts are equal and every text that differs is explained.
"""

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.domain.documents import Content, Document, Recognised
from pipeline.domain.members import Member, Opened, SetAside
from pipeline.domain.readings import reading
from pipeline.domain.words import Kind
from pipeline.rulebook import load
from pipeline.stages.compare import compare
from pipeline.word.reader import read_word
from pipeline.word.revisions import list_revisions

ROOT = Path(__file__).resolve().parent.parent
EXPLAINED = ROOT / ".ci" / "revisions_explained.csv"
UNSEEN = ("comments", "styles", "numbering")  # parts whose words are not the plan's
LONGEST = 4000  # characters of a change that the report keeps
WORDS = re.compile(r"\w+")


def main() -> int:
    """Count, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", action="store_true", help="compare the texts with pandoc's too")
    asked = parser.parse_args()
    rows = list(csv.DictReader((asked.folder / "MANIFEST.csv").open(encoding="utf-8")))
    wrong = [*marks(asked.folder, rows), *unseen(asked.folder, rows)]
    if asked.texts:
        wrong += list(texts(asked.folder, rows))
    for line in wrong:
        print(line)
    print(f"{len(rows)} files; {len(wrong)} differences that nothing explains")
    return 1 if wrong else 0


def marks(folder: Path, rows: list[dict[str, str]]) -> list[str]:
    """Compare the count of every kind in every file; prints the sums."""
    wanted, counted, wrong = Counter[str](), Counter[str](), []
    for row in rows:
        said = Counter({kind: int(number) for kind, _, number in (one.partition("=") for one in row["kinds"].split())})
        seen = Counter(one.kind for one in list_revisions((folder / row["file"]).read_bytes()))
        wanted += said
        counted += seen
        if said != seen:
            wrong.append(f"{row['file']}: the manifest has {dict(said - seen)} more, the program {dict(seen - said)}")
    print(f"{'mark':20}{'manifest':>9}{'found':>9}")
    for kind in sorted({*wanted, *counted}, key=lambda kind: -wanted[kind]):
        print(f"{kind:20}{wanted[kind]:>9}{counted[kind]:>9}{'' if wanted[kind] == counted[kind] else '  *'}")
    return wrong


def unseen(folder: Path, rows: list[dict[str, str]]) -> Iterator[str]:
    """Look for the words of each mark among the changes that a reader is shown."""
    rules = load(ROOT / "rules")
    for row in rows:
        content = (folder / row["file"]).read_bytes()
        document = Document(Opened(Member(row["file"], content), content, "docx"), read_word(content))
        changes = compare((Recognised(document, Kind.TRACKED_CHANGE),), rules)
        whole = any(max(len(one.before), len(one.after)) >= LONGEST for one in changes)  # shown by its beginning
        shown = letters(" ".join(f"{one.before} {one.after}" for one in changes))
        lost = Counter[str]()
        for one in list_revisions(content):
            told = one.kind in ("ins", "del", "moveFrom", "moveTo") and not one.inside and one.part not in UNSEEN
            if told and letters(one.text) not in shown and len(one.text) < LONGEST and not whole:
                lost[f"{one.kind} {one.text[:40]!r}"] += 1
        if lost:
            yield f"{row['file']}: words of {dict(lost)} stand in no change"


def letters(text: str) -> str:
    """Leave out spacing and signs: a change is shown with whole words and lines."""
    return "".join(WORDS.findall(text))


def texts(folder: Path, rows: list[dict[str, str]]) -> Iterator[str]:
    """Compare both readings with pandoc's; prints how many agree, and why the others do not."""
    if shutil.which("pandoc") is None:
        print("pandoc is not installed: the texts were not compared")
        return
    known = {(one["file"], one["reading"]): one["why"] for one in csv.DictReader(EXPLAINED.open(encoding="utf-8"))}
    agreed, explained = 0, Counter[str]()
    for row in rows:
        content = read_word((folder / row["file"]).read_bytes())
        for side in ("accept", "reject"):
            theirs = pandoc(folder / row["file"], side)
            if theirs is None:
                explained["pandoc cannot open the file"] += 1
                continue
            ours = Counter(WORDS.findall(spoken(content, side == "accept")))
            if ours == Counter(WORDS.findall(theirs)):
                agreed += 1
            elif (row["file"], side) in known:
                explained[known[row["file"], side]] += 1
            else:
                other = Counter(WORDS.findall(theirs))
                more, less = list((ours - other).elements())[:8], list((other - ours).elements())[:8]
                yield f"{row['file']} {side}: only ours {more}, only pandoc's {less}"
    print(f"{agreed} of {2 * len(rows)} readings have the same words as pandoc's")
    for why, number in explained.most_common():
        print(f"  {number:3} {why}")


def spoken(content: Content, accepted: bool) -> str:
    """Give the text of one reading, without what is printed at the edge of every page, as pandoc leaves it out."""
    kept = [one for one in content.paragraphs if one.place not in ("header", "footer")]
    return "\n".join(line.text for line in reading(kept, [None] * len(kept), accepted=accepted))


def pandoc(path: Path, reading: str) -> str | None:
    """Give the plain text that pandoc makes of *path*; None where it cannot."""
    command = ["pandoc", "-f", "docx", "-t", "json", f"--track-changes={reading}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return "".join(said(json.loads(done.stdout)["blocks"])) if done.returncode == 0 else None


def said(node: Any) -> Iterator[str]:
    """Give the words of pandoc's tree: no numbers of lists, no addresses of pictures."""
    if isinstance(node, list):
        for one in node:
            yield from said(one)
    elif isinstance(node, dict):
        kind, inner = node.get("t"), node.get("c")
        if kind == "Str":
            yield inner
        elif kind in ("Code", "CodeBlock", "Math"):
            yield inner[1]
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind in ("Link", "Image", "Span", "Header", "Div"):
            yield from said(inner[2] if kind == "Header" else inner[1])
        elif kind == "OrderedList":
            yield from said(inner[1])
        else:
            yield from said(inner)
        if kind in ("Para", "Plain", "Header", "CodeBlock"):
            yield "\n"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SetAside as aside:
        sys.exit(f"a file could not be read: {aside.reason}")
