"""The dates of a review: worked examples, where each date stands, and the rule file."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.case import Case, Child, Review
from pipeline.domain.errors import RulesError
from pipeline.domain.report import Deadline
from pipeline.domain.rules.deadlines import DeadlineRules
from pipeline.domain.words import DeadlineStatus
from pipeline.rulebook.nodes import load_typed
from pipeline.stages.count import deadlines, review_deadlines

D = dt.date.fromisoformat
RULES = Path(__file__).parents[2] / "rules" / "deadlines.yaml"
MEETING = D("2026-10-05")
TODAY = D("2026-10-12")
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
LAWFUL_NAMES = {
    "planning_date",
    "twelve_months",
    "invitations_earliest",
    "invitations_latest",
    "notice_last_day",
    "reports_circulated",
    "submission_due",
    "decision_due",
    "decision_send_by",
    "representations_end",
    "final_plan_due",
    "final_plan_send_by",
    "next_review_due",
    "next_planning_date",
    "phase_transfer",
    "phase_transfer_meeting",
    "reply_by",
    "appeal_last_day",
    "appeal_last_day_in_effect",
}


@dataclass(frozen=True)
class Book:
    deadlines: DeadlineRules


BOOK = Book(load_typed(RULES, DeadlineRules))


def counted(
    meeting: dt.date | None = MEETING,
    previous: dt.date | None = None,
    first: dt.date | None = None,
    draft: dt.date | None = None,
    dob: dt.date | None = None,
    today: dt.date = TODAY,
) -> dict[str, Deadline]:
    """Give the deadlines of one review by name."""
    return {one.name: one for one in review_deadlines(meeting, previous, first, draft, dob, today, BOOK)}


def of_pack(case: Case, received: dt.date = TODAY, today: dt.date = TODAY) -> dict[str, Deadline]:
    """Give the deadlines of one pack by name."""
    return {one.name: one for one in deadlines(case, received, today, BOOK)}


def a_case(**review: object) -> Case:
    """Give a case of a Year 8 child whose meeting was held, but for what *review* says."""
    return Case(Child(nc_year=8), replace(Review(meeting_date=MEETING), **review), ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("meeting", "report", "decision", "representations", "final"),
    [
        ("2026-09-17", "2026-10-01", "2026-10-15", "2026-10-29", "2026-12-10"),
        ("2026-10-05", "2026-10-19", "2026-11-02", "2026-11-16", "2026-12-28"),
        ("2026-11-25", "2026-12-09", "2026-12-23", "2027-01-06", "2027-02-17"),
        ("2026-12-11", "2026-12-25", "2027-01-08", "2027-01-22", "2027-03-05"),
        ("2027-01-29", "2027-02-12", "2027-02-26", "2027-03-12", "2027-04-23"),
        ("2027-02-08", "2027-02-22", "2027-03-08", "2027-03-22", "2027-05-03"),
        ("2026-07-10", "2026-07-24", "2026-08-07", "2026-08-21", "2026-10-02"),
        ("2027-06-30", "2027-07-14", "2027-07-28", "2027-08-11", "2027-09-22"),
        ("2027-07-16", "2027-07-30", "2027-08-13", "2027-08-27", "2027-10-08"),
    ],
)
def test_the_cycle_of_a_review_whose_draft_goes_out_on_the_last_day(
    meeting: str, report: str, decision: str, representations: str, final: str
) -> None:
    found = counted(D(meeting), draft=D(decision))
    assert found["submission_due"].date == D(report)
    assert found["decision_due"].date == D(decision)
    assert found["representations_end"].date == D(representations)
    assert found["final_plan_due"].date == D(final)


@pytest.mark.parametrize(
    ("draft", "representations", "final"),
    [("2026-10-19", "2026-11-02", "2026-12-14"), ("2026-11-16", "2026-11-30", "2026-12-28")],
)
def test_an_early_draft_brings_the_final_plan_forward_and_a_late_one_never_puts_it_back(
    draft: str, representations: str, final: str
) -> None:
    found = counted(draft=D(draft))
    assert found["representations_end"].date == D(representations)
    assert found["final_plan_due"].date == D(final)


@pytest.mark.parametrize(
    ("meeting", "decision_by", "final_by"),
    [
        ("2026-10-05", "2026-11-02", "2026-12-24"),
        ("2027-02-08", "2027-03-08", "2027-04-30"),
        ("2026-11-28", "2026-12-24", "2027-02-19"),
    ],
)
def test_what_falls_on_a_closed_day_is_sent_on_the_working_day_before(
    meeting: str, decision_by: str, final_by: str
) -> None:
    found = counted(D(meeting))
    assert found["decision_send_by"].date == D(decision_by)
    assert found["final_plan_send_by"].date == D(final_by)


@pytest.mark.parametrize(
    ("meeting", "earliest", "latest", "notice"),
    [
        ("2026-10-05", "2026-08-24", "2026-09-07", "2026-09-21"),
        ("2027-01-08", "2026-11-27", "2026-12-11", "2026-12-25"),
    ],
)
def test_invitations_and_papers_go_out_before_the_meeting(
    meeting: str, earliest: str, latest: str, notice: str
) -> None:
    found = counted(D(meeting))
    assert found["invitations_earliest"].date == D(earliest)
    assert found["invitations_latest"].date == D(latest)
    assert found["notice_last_day"].date == found["reports_circulated"].date == D(notice)


@pytest.mark.parametrize(
    ("last", "end", "planning"),
    [
        ("2025-10-14", "2026-10-13", "2026-09-14"),
        ("2025-09-01", "2026-08-31", "2026-08-01"),
        ("2025-08-31", "2026-08-30", "2026-07-31"),
        ("2024-02-29", "2025-02-28", "2025-01-29"),
        ("2024-03-01", "2025-02-28", "2025-02-01"),
    ],
)
def test_twelve_months_start_with_the_last_review(last: str, end: str, planning: str) -> None:
    by_review, by_plan, onward = counted(previous=D(last)), counted(first=D(last)), counted(D(last))
    for found in (by_review, by_plan):
        assert (found["twelve_months"].date, found["planning_date"].date) == (D(end), D(planning))
    assert (onward["next_review_due"].date, onward["next_planning_date"].date) == (D(end), D(planning))


def test_the_previous_review_counts_before_the_first_plan() -> None:
    found = counted(previous=D("2025-10-14"), first=D("2020-01-08"))
    assert found["twelve_months"].date == D("2026-10-13")


@pytest.mark.parametrize(
    ("sentence", "previous", "meeting", "status"),
    [
        ("held on the last day", "2025-10-06", "2026-10-05", DeadlineStatus.MET),
        ("held a day late", "2025-10-05", "2026-10-05", DeadlineStatus.OVERDUE),
        ("planned in time", "2025-10-30", "2026-10-28", DeadlineStatus.DUE),
        ("planned, and the limit has passed", "2025-10-05", "2026-10-28", DeadlineStatus.OVERDUE),
        ("planned for the last day that is today", "2025-10-13", "2026-10-28", DeadlineStatus.DUE),
    ],
)
def test_twelve_months_are_met_by_a_meeting_that_was_held(
    sentence: str, previous: str, meeting: str, status: DeadlineStatus
) -> None:
    assert counted(D(meeting), previous=D(previous))["twelve_months"].status is status, sentence


@pytest.mark.parametrize(
    ("received", "status"),
    [("2026-10-12", DeadlineStatus.MET), ("2026-10-19", DeadlineStatus.MET), ("2026-10-20", DeadlineStatus.OVERDUE)],
)
def test_papers_are_due_two_weeks_after_the_meeting(received: str, status: DeadlineStatus) -> None:
    assert of_pack(a_case(), D(received), D("2026-10-21"))["submission_due"].status is status


@pytest.mark.parametrize(
    ("today", "draft", "status"),
    [
        ("2026-11-02", None, DeadlineStatus.DUE),
        ("2026-11-03", None, DeadlineStatus.OVERDUE),
        ("2026-11-03", "2026-11-02", DeadlineStatus.MET),
        ("2026-11-04", "2026-11-03", DeadlineStatus.OVERDUE),
        ("2026-10-30", "2026-11-02", DeadlineStatus.DUE),
    ],
)
def test_the_decision_is_due_until_it_is_sent(today: str, draft: str | None, status: DeadlineStatus) -> None:
    found = counted(draft=D(draft) if draft else None, today=D(today))
    assert found["decision_due"].status is status


def test_without_a_meeting_date_nothing_that_follows_the_meeting_has_started() -> None:
    found = of_pack(a_case(meeting_date=None, previous_review_date=D("2025-10-14")))
    for name in set(found) - {"planning_date", "twelve_months"}:
        assert (found[name].date, found[name].status) == (None, DeadlineStatus.NOT_STARTED), name
    assert found["twelve_months"].status is DeadlineStatus.DUE


def test_a_final_plan_is_not_running_until_a_draft_was_issued() -> None:
    for name in ("final_plan_due", "final_plan_send_by", "representations_end"):
        assert counted(today=D("2027-06-01"))[name].status is DeadlineStatus.NOT_STARTED
        assert counted(draft=D("2026-10-19"), today=D("2027-06-01"))[name].status is DeadlineStatus.OVERDUE
    assert counted()["final_plan_due"].date == D("2026-12-28")


def test_a_pack_of_a_held_meeting_says_nothing_of_the_steps_before_it() -> None:
    before = {"invitations_earliest", "invitations_latest", "notice_last_day", "reports_circulated"}
    assert before.isdisjoint(of_pack(a_case()))
    assert before <= set(of_pack(a_case(meeting_planned_only=True)))
    assert before <= set(of_pack(a_case(meeting_date=D("2026-11-10"))))


def test_a_meeting_that_was_only_planned_meets_no_limit() -> None:
    case = a_case(previous_review_date=D("2025-10-14"), meeting_planned_only=True)
    assert of_pack(case)["twelve_months"].status is DeadlineStatus.DUE
    held = replace(case, review=replace(case.review, meeting_planned_only=False))
    assert of_pack(held)["twelve_months"].status is DeadlineStatus.MET


def test_the_phase_transfer_follows_the_year_taught_and_not_the_birthday() -> None:
    out_of_cohort = Child(nc_year=6, dob=D("2015-08-31"))
    found = of_pack(replace(a_case(), child=out_of_cohort))["phase_transfer"]
    assert (found.date, found.status) == (D("2027-02-14"), DeadlineStatus.DUE)
    assert "phase_transfer" not in of_pack(replace(a_case(), child=Child(dob=D("2015-08-31"))))
    assert of_pack(replace(a_case(), child=Child()))["phase_transfer"].status is DeadlineStatus.NOT_STARTED


def test_the_birthday_tells_the_phase_transfer_where_no_year_is_known() -> None:
    assert counted(dob=D("2011-02-28"))["phase_transfer"].date == D("2027-03-30")
    assert counted(dob=D("2011-02-28"), today=D("2027-03-31"))["phase_transfer"].status is DeadlineStatus.OVERDUE


def test_a_rule_counts_only_while_it_is_in_force() -> None:
    old, *rest = BOOK.deadlines.dates
    book = Book(replace(BOOK.deadlines, dates=(replace(old, until=D("2026-10-04")), *rest)))
    names = {one.name for one in review_deadlines(MEETING, None, None, None, None, TODAY, book)}
    assert old.name not in names
    assert old.name in {one.name for one in review_deadlines(D("2026-10-04"), None, None, None, None, TODAY, book)}


@given(DAYS, DAYS, DAYS)
def test_the_decision_is_always_28_days_after_the_meeting(meeting: dt.date, draft: dt.date, today: dt.date) -> None:
    found = counted(meeting, draft=draft, today=today)
    decision, final = found["decision_due"].date, found["final_plan_due"].date
    send_by = found["decision_send_by"].date
    assert decision is not None and final is not None and send_by is not None
    assert (decision - meeting).days == 28
    assert final == min(draft + dt.timedelta(days=56), meeting + dt.timedelta(days=84))
    assert dt.timedelta(0) <= decision - send_by <= dt.timedelta(days=4) and send_by.weekday() < 5


@given(st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_a_date_that_cannot_be_counted_has_not_started(
    meeting: dt.date | None, previous: dt.date | None, draft: dt.date | None, today: dt.date
) -> None:
    for one in counted(meeting, previous, None, draft, D("2013-03-03"), today).values():
        assert one.date is not None or one.status is DeadlineStatus.NOT_STARTED
        assert one.status is not DeadlineStatus.DUE or (one.date is not None and one.date >= today)
        assert one.rule and one.source and one.name in LAWFUL_NAMES


def test_the_rule_file_names_every_date_of_a_review() -> None:
    counted_apart = {
        "phase_transfer",
        "phase_transfer_meeting",
        "reply_by",
        "appeal_last_day",
        "appeal_last_day_in_effect",
    }
    assert {rule.name for rule in BOOK.deadlines.dates} | counted_apart == LAWFUL_NAMES


def test_the_bank_holidays_are_those_of_england() -> None:
    published = {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25"}
    published |= {"2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30"}
    published |= {"2027-12-27", "2027-12-28"}
    days = [D("2026-01-01") + dt.timedelta(days=number) for number in range(730)]
    closed = BOOK.deadlines.closed_days
    assert {str(day) for day in days if day in closed and day.weekday() < 5} == published


def test_a_proclaimed_day_can_be_added_and_a_moved_one_removed() -> None:
    moved = replace(BOOK.deadlines.bank_holidays, added=(D("2026-06-15"),), removed=(D("2026-05-04"),))
    closed = replace(BOOK.deadlines, bank_holidays=moved).closed_days
    assert D("2026-06-15") in closed
    assert D("2026-05-04") not in closed
    assert "2026-12-25" not in closed


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("from: last_review", "from: last_reviw", "last_reviw"),
        ("unit: months", "unit: moons", "unit"),
        ("count: 11", "count: eleven", "count"),
    ],
)
def test_a_mistake_in_the_rule_file_is_named(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    spoiled = tmp_path / "deadlines.yaml"
    spoiled.write_text(RULES.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(RulesError, match=said):
        load_typed(spoiled, DeadlineRules)
