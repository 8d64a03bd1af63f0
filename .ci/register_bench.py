"""Measure the register at the size of the country and of a council: the work queue and every figure.

    python .ci/register_bench.py sqlite [--children 5000]
    python .ci/postgres.py python .ci/register_bench.py postgresql [--children 700000] [--plans]

Exit status 0 where each answer comes in under 1 s (the middle of five), and the import of the caseload, with every line
read from a CSV, takes under 5 minutes.
"""

import argparse
import csv
import datetime as dt
import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.caseload import COLUMNS, iter_caseload
from pipeline.domain.case import CaseloadRow
from pipeline.register.opening import open_register
from pipeline.rulebook import load

ROOT = Path(__file__).resolve().parent.parent
TODAY = dt.date(2026, 11, 24)
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
NOW = dt.datetime(2026, 11, 24, 20, 0, tzinfo=dt.UTC)
RUNS = 5
LIMIT = 1.0  # seconds an answer
IMPORT_LIMIT = 300.0  # seconds for 700,000 rows
CHILDREN_A_SCHOOL = 28
REVIEWS = 20 / 7  # a child
OUTCOMES = (("no_amendments", "M"), ("minor_amendments", "M"), ("significant_changes", "A"))
PLACEMENTS = ("maintained", "academy", "special", "independent", "out_of_area", "college")


def main() -> int:
    """Fill a register, measure and print."""
    options = asked()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        address = os.environ["ANNUAL_REVIEW_TEST_DATABASE"] if options.kind == "postgresql" else None
        open_register(place / "data", address)
        seconds = import_all(write_caseload(place / "caseload.csv", options.children))
        slow = seconds > IMPORT_LIMIT * max(options.children / 700_000, 0.1)
        print(f"{seconds:8.1f} s  {options.children} rows of a caseload read, checked and taken in", flush=True)
        fill_reviews(options.children)
        count()
        for name, answer in answers().items():
            taken = middle(answer)
            slow = slow or taken > LIMIT
            print(f"{taken:8.3f} s  {name}{'  SLOW' if taken > LIMIT else ''}", flush=True)
        if options.plans:
            print_plans()
        return 1 if slow else 0


def asked() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("sqlite", "postgresql"))
    parser.add_argument("--children", type=int, default=0, help="default: 5000 on SQLite, 700000 on PostgreSQL")
    parser.add_argument("--plans", action="store_true", help="print how the database answers each question")
    options = parser.parse_args()
    options.children = options.children or (5000 if options.kind == "sqlite" else 700_000)
    return options


def middle(answer: Callable[[], object]) -> float:
    """Give the middle of the seconds of five answers."""
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        answer()
        seconds.append(time.perf_counter() - started)
    return sorted(seconds)[RUNS // 2]


def answers() -> dict[str, Callable[[], object]]:
    """Name every list and figure that the program gives."""
    from pipeline.register import due, figures
    from pipeline.register.models import School

    rules = load(ROOT / "rules")
    school = School.objects.order_by("id")[School.objects.count() // 2].name
    term = (dt.date(2027, 1, 4), dt.date(2027, 3, 25))
    return {
        "work queue, 100 rows": lambda: due.queue(TODAY),
        "work queue of one school": lambda: due.queue(TODAY, school=school),
        "due this week, first 5,000 of each sort": lambda: due.this_week(TODAY),
        "decisions overdue, first 5,000": lambda: due.overdue(TODAY),
        "children overdue, first 5,000": lambda: due.unreviewed(TODAY),
        "list of one head for a term": lambda: due.meetings_due(*term, TODAY, school=school),
        "phase transfers, first 5,000": lambda: due.transfers(TODAY),
        "DfE columns of a year": lambda: figures.annual(*YEAR, rules),
        "ageing at 6, 12 and 24 months": lambda: figures.ageing(TODAY, rules),
        "schools of a year": lambda: figures.schools(*YEAR),
        "missing most in a year": lambda: figures.missing(*YEAR),
        "decisions by month in a year": lambda: figures.by_month(*YEAR, rules),
        "backlog by month in a year": lambda: figures.backlog(*YEAR),
    }


# --- filling ---------------------------------------------------------------------------------------------------


def write_caseload(path: Path, children: int) -> Path:
    """Write a caseload of fictional children as CSV."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(children):
            year = chance.randrange(0, 15)
            school = number // CHILDREN_A_SCHOOL
            born = dt.date(2026 - 5 - year, 1 + number % 8, 1 + number % 28)
            last = dt.date(2025, 9, 1) + dt.timedelta(days=chance.randrange(480))
            who = (
                f"B{number:012d}",
                f"Surname{number % 40_000}",
                f"Forename{number % 900}",
                "",
                born.isoformat(),
                year,
            )
            where = (f"School {school}", f"{school:07d}", chance.choice(PLACEMENTS), chance.choice(("yes", "no", "no")))
            writer.writerow((*who, *where, "2018-03-04", last.isoformat(), "A. Parent", f"{number} Sample Street"))
    return path


def import_all(path: Path) -> float:
    """Take the caseload in as the command does: every line checked first, then taken in; give the seconds."""
    from pipeline.register.caseload import import_caseload

    rules = load(ROOT / "rules")
    started = time.perf_counter()
    assert not any(wrong for _, _, wrong in iter_caseload(path))
    rows = (CaseloadRow(values) for _, values, _ in iter_caseload(path))
    done = import_caseload(rows, TODAY, NOW, "bench", rules, whole=True, dry=False)
    assert not done.mistakes
    return time.perf_counter() - started


def fill_reviews(children: int) -> None:
    """Write about three reviews a child, most decided, and blocking findings of some of the last year's packs."""
    from django.db import connection

    from pipeline.register.models import Finding, Pack, Review

    schools = dict(_pairs("SELECT id, school_id FROM register_child"))
    ids = sorted(schools)
    chance = random.Random(2)
    columns = (
        "child_id", "school_id", "due_on", "meeting_on", "received_on", "decision_due_on", "work_by",
        "packs", "returned",
        "first_time_right", "placement_change", "proposal", "category", "outcome", "decided_on", "decision_sent_on",
        "rules_version",
    )  # fmt: skip
    rows = _reviews(ids, schools, chance, int(children * REVIEWS))
    if connection.vendor == "postgresql":
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY register_review ({', '.join(columns)}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
    else:
        Review.objects.bulk_create((Review(**dict(zip(columns, row, strict=True))) for row in rows), batch_size=1000)
    reviews = list(Review.objects.filter(received_on__range=YEAR).values_list("id", "received_on")[: children // 10])
    packs = Pack.objects.bulk_create(
        (
            Pack(
                number=number,
                review_id=review,
                name="",
                sha256="",
                received_on=day,
                proposal="return_to_school",
                if_complete="no_amendments",
                rules_version="bench",
            )
            for number, (review, day) in enumerate(reviews, start=1)
        ),
        batch_size=5000,
    )
    kinds = ("parent_views", "support_plan", "ar1", "child_views")
    Finding.objects.bulk_create(
        (
            Finding(pack=pack, code="missing_document", severity="blocking", kind=chance.choice(kinds), message="")
            for pack in packs
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _reviews(ids: list[int], schools: dict[int, int], chance: random.Random, number: int) -> Iterator[tuple[Any, ...]]:
    for at in range(number):
        child = ids[at % len(ids)]
        met = TODAY - dt.timedelta(days=chance.randrange(1, 1100))
        sent = met + dt.timedelta(days=chance.choice((10, 20, 27, 30, 60, 120)))
        waits = sent > TODAY or chance.random() < 0.08
        category, outcome = chance.choice(
            (("no_amendments", "M"), ("minor_amendments", "M"), ("significant_changes", "A"))
        )
        due = met + dt.timedelta(days=28)
        told = ("", "", None, None) if waits else (category, outcome, sent, sent)
        right = chance.random() < 0.6
        facts = (
            child,
            schools[child],
            met,
            met,
            met + dt.timedelta(days=chance.randrange(5, 25)),
            due,
            due,
            1,
            False,
            right,
        )
        yield (*facts, False, category, told[0], told[1], told[2], told[3], "bench")


def _pairs(query: str) -> Iterator[tuple[int, int]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query)
        yield from cursor.fetchall()


def count() -> None:
    """Print what the register holds."""
    from pipeline.register.models import Child, Review

    waiting = Review.objects.filter(decision_sent_on=None, meeting_on__isnull=False).count()
    print(
        f"{Child.objects.count()} children, {Review.objects.count()} reviews, {waiting} of them to decide", flush=True
    )


def print_plans() -> None:
    """Print every query of every answer, and how the database goes about it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    analyse = "EXPLAIN (ANALYZE, BUFFERS)" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    for name, answer in answers().items():
        with CaptureQueriesContext(connection) as captured:
            answer()
        out = io.StringIO()
        for query in captured.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute(f"{analyse} {query['sql']}")
                out.write(f"{query['sql'][:400]}\n")
                out.writelines(f"    {' '.join(map(str, row))}\n" for row in cursor.fetchall())
        print(f"\n--- {name}\n{out.getvalue()}")


if __name__ == "__main__":
    sys.exit(main())
