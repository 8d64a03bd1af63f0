"""Gather what people see of the register: one review whole, and the files of a year's figures."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.domain.rules import Rules
from pipeline.register import charts, figures
from pipeline.register.decisions import RefusedError
from pipeline.register.exports import write_csv, write_xlsx
from pipeline.register.models import Event, Pack, Review
from pipeline.register.record import carried_into, resubmission

_DECISION = ("category", "outcome", "reason", "decided_by", "decided_on", "proposal")
_DAYS = (
    "due_on", "meeting_on", "received_on", "decision_due_on", "work_by", "decided_on", "decision_sent_on",
    "representations_end", "final_due_on", "final_issued_on", "appeal_last_day", "ceased_on",
)  # fmt: skip


def write_figures(
    out: Path, first: dt.date, last: dt.date, census: dt.date, today: dt.date, rules: Rules
) -> list[Path]:
    """Write every table as CSV and in one workbook, the SEN2 items apart, and the charts as SVG; give their paths."""
    out.mkdir(parents=True, exist_ok=True)
    tables = [figures.suppressed(table, rules.work.suppress_below) for table in _tables(first, last, today, rules)]
    written = []
    for table in tables:
        path = out / f"{table.name.replace(' ', '_')}.csv"
        write_csv(path, table.columns, table.rows)
        written.append(path)
    sen2 = out / "sen2_reviews.csv"
    write_csv(sen2, figures.SEN2_COLUMNS, figures.sen2_rows(census))
    book = out / "figures.xlsx"
    write_xlsx(book, [(table.name, table.columns, table.rows) for table in tables])
    return [*written, sen2, book, *_charts(out, first, last, rules)]


def _tables(first: dt.date, last: dt.date, today: dt.date, rules: Rules) -> Iterator[figures.Table]:
    yield figures.annual(first, last, rules)
    yield figures.ageing(today, rules)
    yield figures.schools(first, last)
    yield figures.missing(first, last)
    yield figures.by_month(first, last, rules)
    yield figures.backlog(first, last)


def _charts(out: Path, first: dt.date, last: dt.date, rules: Rules) -> Iterator[Path]:
    sent = figures.by_month(first, last, rules).rows
    shares = [(month, round(100 * within / number)) for month, number, within in sent if number]
    waiting = [(month, float(number)) for month, number in figures.backlog(first, last).rows]
    drawn = {
        "decisions_within_4_weeks.svg": charts.bars(
            "Decisions sent within 4 weeks of the meeting", "per cent of the month's decisions", shares, 100
        ),
        "backlog.svg": charts.burn_down("Reviews waiting for a decision", "at the end of the month", waiting),
    }
    for name, picture in drawn.items():
        path = out / name
        path.write_text(picture, encoding="utf-8")
        yield path


def review_told(number: int) -> dict[str, Any]:
    """Give all that the register holds of one review; raises RefusedError where there is none of that number."""
    review = Review.objects.select_related("child", "school").filter(id=number).first()
    if review is None:
        raise RefusedError(f"there is no review {number} in the register; annual-review due lists their numbers")
    child = review.child
    return {
        "review": number,
        "child": {"surname": child.surname, "forenames": child.forenames, "upn": child.upn, "dob": child.dob},
        "school": review.school.name if review.school else None,
        "days": {name: getattr(review, name) for name in _DAYS},
        "proposal": review.proposal,
        "category": review.category,
        "outcome": review.outcome,
        "packs": [_pack(one) for one in Pack.objects.filter(review=review).order_by("submission")],
        "decisions": list(
            review.decisions.order_by("id").values(
                "category", "outcome", "reason", "decided_by", "decided_on", "proposal"
            )
        ),
        "steps": list(review.steps.order_by("id").values("step", "day", "recorded_by")),
        "carried_forward": [_carried(one) for one in (*review.carried_forward.order_by("id"), *carried_into(review))],
        "history": list(Event.objects.filter(review_id=number).order_by("number").values("number", "at", "by", "what")),
    }


def _pack(pack: Pack) -> dict[str, Any]:
    compared = resubmission(pack)
    return {
        "number": pack.number,
        "received": pack.received_on,
        "submission": pack.submission,
        "proposal": pack.proposal,
        "rules": pack.rules_version,
        "mended": list(compared.mended) if compared else [],
        "still_lacking": list(compared.still) if compared else [],
        "new": list(compared.new) if compared else [],
    }


def _carried(one: Any) -> dict[str, Any]:
    return {"section": one.section, "before": one.before, "after": one.after, "times": one.times}
