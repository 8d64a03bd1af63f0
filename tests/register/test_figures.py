"""The figures of a year, counted from a register whose figures are known."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from pipeline.domain.legal_order import Step
from pipeline.domain.words import Proposal
from pipeline.register import charts, figures
from pipeline.register.decisions import decide, take_step
from pipeline.register.models import Child, Review
from pipeline.register.record import register_pack
from pipeline.register.reporting import review_told, write_figures
from tests.office import rules
from tests.register.samples import JO, NOW, report

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
NONE, BIG = Proposal.NO_AMENDMENTS, Proposal.SIGNIFICANT_CHANGES


def review(
    number: int, meeting: str, category: Proposal | None = None, sent: str | None = None, **other: object
) -> int:
    """Register a pack and, where given, decide it and send the decision."""
    held = dt.date.fromisoformat(meeting)
    child = replace(JO, upn=f"Z{number:012d}", surname=f"Child{number}")
    if not Child.objects.filter(upn=child.upn).exists():
        Child.objects.create(
            upn=child.upn, surname=child.surname, forenames="Jo", last_review_on=held.replace(year=2025)
        )
    received = held + dt.timedelta(days=number)
    register_pack(number, report(child=child, meeting=held, received=received, **other), "", NOW, rules())  # type: ignore[arg-type]
    made = Review.objects.get(child__upn=child.upn)
    if category and sent:
        day = dt.date.fromisoformat(sent)
        decide(made.id, category, "Agreed", "R. Bell", day, NOW, rules())
        take_step(made.id, Step.DECISION_SENT, day, "R. Bell", NOW, rules())
    return int(made.id)


def a_year() -> None:
    review(1, "2026-01-12", NONE, "2026-02-09")  # the last day
    review(2, "2026-01-13", BIG, "2026-02-11")  # a day late
    review(3, "2026-02-02", NONE, "2026-02-20", lacking=("missing_document",))
    review(4, "2026-03-02")
    review(5, "2026-09-07")


def rows(table: figures.Table) -> dict[object, tuple[object, ...]]:
    return {row[0]: row[1:] for row in table.rows}


def test_the_columns_of_the_dfe_count_each_review_once(register: Path) -> None:
    a_year()
    Review.objects.update(due_on=dt.date(2026, 6, 1))
    found = {name: row[0] for name, row in rows(figures.annual(*YEAR, rules())).items()}
    assert found == {
        "Reviews expected": 5,
        "Meetings held": 5,
        "Reviews completed (decision sent)": 3,
        "Outcome: maintain": 2,
        "Outcome: amend": 1,
        "Outcome: cease": 0,
        "Decision within 4 weeks": 2,
        "Decision after more than 4 weeks": 1,
    }


def test_sen2_gives_the_latest_review_by_census_and_no_outcome_before_its_letter(register: Path) -> None:
    a_year()
    told = {row[0]: row[1:] for row in figures.sen2_rows(dt.date(2026, 2, 10))}
    assert told["Z000000000001"] == (dt.date(2026, 1, 12), "M", dt.date(2026, 2, 9), None)
    assert told["Z000000000002"] == (dt.date(2026, 1, 13), "", None, None)
    assert "Z000000000005" not in told


def test_ageing_counts_from_the_meeting_and_from_the_day_due(register: Path) -> None:
    a_year()
    table = figures.ageing(dt.date(2026, 10, 1), rules())
    assert [row[:2] for row in table.rows] == [
        ("0 to 6 months", 1),
        ("6 to 12 months", 1),
        ("12 to 24 months", 0),
        ("24 months and more", 0),
    ]


def test_schools_show_right_first_time_and_days_to_submission(register: Path) -> None:
    a_year()
    (row,) = figures.schools(*YEAR).rows
    assert row == ("Larkfield Primary School", 5, 4, "80%", 3.0)
    assert figures.missing(*YEAR).rows == (("missing document", "parent views", 1),)


def test_months_show_what_was_sent_in_time_and_what_waits(register: Path) -> None:
    a_year()
    assert figures.by_month(*YEAR, rules()).rows == ((dt.date(2026, 2, 1), 3, 2),)
    assert figures.backlog(*YEAR).rows == (
        (dt.date(2026, 1, 1), 2),
        (dt.date(2026, 2, 1), 0),
        (dt.date(2026, 3, 1), 1),
        (dt.date(2026, 9, 1), 2),
    )
    later = figures.backlog(dt.date(2026, 3, 1), YEAR[1])
    assert later.rows[-1] == (dt.date(2026, 9, 1), 2)


def test_small_numbers_can_be_hidden() -> None:
    table = figures.Table("t", ("a", "b"), (("x", 3), ("y", 12), ("z", 0)))
    assert figures.suppressed(table, 5).rows == (("x", "fewer than 5"), ("y", 12), ("z", 0))
    assert figures.suppressed(table, 0) == table


def test_every_file_of_the_figures_is_written(register: Path, tmp_path: Path) -> None:
    a_year()
    written = write_figures(tmp_path / "out", *YEAR, YEAR[1], YEAR[1], rules())
    assert {path.name for path in written} == {path.name for path in (tmp_path / "out").iterdir()}
    assert "UPN,ReviewMeeting,ReviewOutcome,LastReview,CeaseReason" in (tmp_path / "out/sen2_reviews.csv").read_text(
        encoding="utf-8-sig"
    )


def test_a_chart_tells_its_figures_to_those_who_cannot_see_it() -> None:
    picture = charts.bars("Decisions", "per cent", [(dt.date(2026, 2, 1), 67), (dt.date(2026, 3, 1), 100)], 100)
    assert '<desc id="told">February 2026: 67; March 2026: 100</desc>' in picture
    assert "no figures" in charts.burn_down("Backlog", "reviews", [])


def test_one_review_is_told_whole(register: Path) -> None:
    number = review(1, "2026-01-12", NONE, "2026-02-09", lacking=("missing_document",))
    told = review_told(number)
    assert [one["submission"] for one in told["packs"]] == [1]
    assert told["decisions"][0]["decided_by"] == "R. Bell"
    assert [one["what"] for one in told["history"]] == ["pack_received", "decided", "decision_sent"]
