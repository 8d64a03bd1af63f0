"""Letters about children whose every field is an attack, in a caseload of look-alikes.

    python -m tests.adverse.letters [--letters N] [--seed S]

Each letter is drafted, held to the law and read by the separate reader: what was put in stands there as plain text, no
field code comes of it, and a letter that carries something of another child does not pass. Exit status 0 where all
hold.
"""

import argparse
import datetime as dt
import random
import sys
import time
import unicodedata
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from io import BytesIO

from pipeline.domain.case import CaseloadRow, Change
from pipeline.domain.others import OtherChildren
from pipeline.domain.report import Report
from pipeline.domain.words import Operation, Proposal, Section, Weight
from pipeline.letters.draft import draft_letters
from pipeline.letters.final import final_text
from pipeline.letters.gate import pass_on
from pipeline.letters.later import later_letters
from pipeline.letters.sample import DAY, sample_facts, sample_report
from pipeline.letters.wordfile import fit
from tests.office import TEMPLATES, rules

PAYLOADS = (
    "{{ 7 * 7 }}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{%p if 1 %}",
    "{# a remark #}",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "</w:t></w:r>]]>",
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; &#x41;",
    'HYPERLINK "file:///etc/passwd"',
    'INCLUDETEXT "c:\\\\x.txt"',
    "MERGEFIELD surname \\* MERGEFORMAT",
    "=cmd|' /C calc'!A0",
    "\x00\x01\x0b\x1f tail",
    "\ud800 half a pair",
    "\u202eevil\u202c",
    "zero\u200bwidth\ufeff",
    "Zo\u0308e\u0301 n\u0303",
    "😀 emoji 👨‍👩‍👧",
    "A" * 3000,
    "word " * 600,
    "",
    "   ",
    "a\nb\r\nc\td",
    "draft-mark DRAFT - not sent until an officer decides",
    "no right of appeal at this stage",
    "[reasons: to be completed]",
)
FAMILIES = ("Ashdown", "Birkett", "Coverdale", "Dunmore", "Eskdale", "Farndale", "Guisbrough", "Harland")
FIRST = ("Amy", "Ben", "Cara", "Dan", "Ella", "Finn", "Gwen", "Hal", "Isla", "Joe")
OUTCOMES = (
    Proposal.NO_AMENDMENTS,
    Proposal.MINOR_AMENDMENTS,
    Proposal.SIGNIFICANT_CHANGES,
    Proposal.CEASE_TO_MAINTAIN,
)
LATER = ("final_plan", "cease_decision", "reminder_to_school", "termly_list")


def main() -> int:
    """Write the letters and print what went wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--letters", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--speed", action="store_true", help="only time 1,000 ordinary letters, checked and passed on")
    options = asked.parse_args()
    if options.speed:
        return speed()
    started = time.monotonic()
    wrong = run(options.letters, options.seed)
    seconds = time.monotonic() - started
    for what, number in wrong.most_common(20):
        print(f"{number:6}  {what}")
    print(f"{options.letters} letters in {seconds:.0f} s on one core; {sum(wrong.values())} failures")
    return 1 if wrong else 0


def speed() -> int:
    """Draft, check and pass on 1,000 ordinary letters on two cores; exit status 0 in under a minute."""
    started = time.monotonic()
    with ProcessPoolExecutor(2) as pool:
        assert sum(pool.map(ordinary, (500, 500))) == 1000
    seconds = time.monotonic() - started
    print(f"1000 letters in {seconds:.0f} s on two cores (limit 60 s)")
    return 0 if seconds < 60 else 1


def ordinary(letters: int) -> int:
    """Draft, check and pass on *letters* ordinary letters; give how many passed."""
    others = OtherChildren([row(number, first, last) for number, (first, last) in enumerate(pairs())])
    passed = 0
    for number in range(letters):
        report = sample_report(OUTCOMES[number % len(OUTCOMES)])
        drafted = draft_letters(report, rules(), TEMPLATES, DAY)
        passed += len(pass_on(drafted, report, rules().council, others).files)
    return passed


def run(letters: int, seed: int) -> Counter[str]:
    """Draft *letters* letters; count what went wrong."""
    chance = random.Random(seed)
    rows = [row(number, first, last) for number, (first, last) in enumerate(pairs())]
    others = OtherChildren(rows)
    wrong: Counter[str] = Counter()
    for _ in range(letters):
        for what in one_letter(chance, rows, others):
            wrong[what] += 1
    return wrong


def pairs() -> list[tuple[str, str]]:
    """Give the names of the other children."""
    return [(first, last) for last in FAMILIES for first in FIRST]


def row(number: int, first: str, last: str) -> CaseloadRow:
    """Make a child of the caseload."""
    born = (dt.date(2010, 1, 1) + dt.timedelta(days=37 * number)).isoformat()
    return CaseloadRow(
        {
            "upn": f"B{number:012d}",
            "surname": last,
            "forenames": first,
            "dob": born,
            "parent_address": f"{number + 1} Moor Lane, Redcar, TS10 {number % 9 + 1}AB",
        }
    )


def one_letter(chance: random.Random, rows: list[CaseloadRow], others: OtherChildren) -> list[str]:
    """Draft one letter and say what is wrong with it."""
    report, payloads = attacked(chance)
    stranger = chance.choice(rows).values if chance.random() < 0.2 else None
    if stranger:
        report = replace(report, changes=(change(told_of(chance, stranger)), *report.changes))
    name, content = letter(chance, report, payloads)
    text = plain(final_text(name, content))
    wrong = [f"lost or changed: {one[:30]!r}" for one in payloads if plain(fit(one)) not in text]
    if field_codes(content):
        wrong.append("a field code in a letter")
    carried = bool(stranger) and name.startswith("DRAFT significant")
    passed = pass_on([(name, content)], report, rules().council, others).files
    if carried and passed:
        wrong.append("another child passed")
    if not carried and not passed and not (stranger and name.startswith("DRAFT minor")):
        wrong.append("a letter about nobody else was held back")
    return wrong


def attacked(chance: random.Random) -> tuple[Report, list[str]]:
    """Give the report of a child whose fields are payloads, and the payloads that its letter must show."""
    surname, first, school, parent, reason, words = (chance.choice(PAYLOADS) for _ in range(6))
    base = sample_report(chance.choice(OUTCOMES))
    child = replace(
        base.child,
        surname=surname,
        forenames=first,
        school=school,
        parent_name=parent,
        parent_address=f"1 Sample Street, {chance.choice(PAYLOADS)}",
    )
    reasons = (reason,)
    report = replace(base, child=child, changes=(change(words),), triage=replace(base.triage, reasons=reasons))
    return report, [one for one in (school, parent, reason) if one.strip()]


def change(after: str) -> Change:
    """Make a change of section F to *after*."""
    return Change(1, "plan.docx", Section.F, Operation.INSERT, "", None, "", after, "", Weight.SUBSTANTIVE, ("why",))


def told_of(chance: random.Random, other: object) -> str:
    """Write a sentence that carries something of another child."""
    values: dict[str, str] = dict(other)  # type: ignore[call-overload]
    name = f"{values['forenames']} {values['surname']}"
    return chance.choice(
        (
            f"{name} will have help.",
            f"{values['surname']}, {values['forenames']}",
            f"Pupil {values['upn']} will have help.",
            f"Date of birth: {values['dob']}",
            f"The family of {values['parent_address']}",
            f"{values['forenames']}\u200b {values['surname']} reads.",
        )
    )


def letter(chance: random.Random, report: Report, payloads: list[str]) -> tuple[str, bytes]:
    """Draft the letter of the report, or one of the later ones; the law is held to inside."""
    if chance.random() < 0.7:
        name, content = draft_letters(report, rules(), TEMPLATES, DAY)[0]
    else:
        kind = chance.choice(LATER)
        facts = replace(sample_facts(), child=report.child, reasons=report.triage.reasons, children=(("x", "y", DAY),))
        name, content = later_letters(kind, facts, rules(), TEMPLATES, DAY)[0]
        shown = {"reminder_to_school": (report.child.school,), "termly_list": (report.child.school,)}
        if kind in shown:
            payloads[:] = [one for one in payloads if one in shown[kind]]
    return name, content


def plain(text: str) -> str:
    """Give *text* without blanks and in one form of its letters."""
    return "".join(unicodedata.normalize("NFC", text).split())


def field_codes(content: bytes) -> bool:
    """Whether any part of the Word file holds a field."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    return any(b"<w:instrText" in part or b"<w:fldSimple" in part for part in parts)


if __name__ == "__main__":
    sys.exit(main())
