"""Packs find their child and their review; a resubmission joins the first; nothing is registered twice."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain.words import Proposal
from pipeline.register.chain import broken
from pipeline.register.models import Child, Document, Event, Letter, Pack, Review
from pipeline.register.record import register_pack, resubmission
from tests.office import rules
from tests.register.samples import DAY, JO, LIGHT, MEETING, NOW, report

MINOR = Proposal.MINOR_AMENDMENTS


def add(number: int, made: object, at: dt.datetime = NOW) -> Pack:
    return Pack.objects.get(id=register_pack(number, made, f"packs/{number}", at, rules()))  # type: ignore[arg-type]


def test_a_pack_begins_the_review_of_a_child_whom_nobody_knew(register: Path) -> None:
    pack = add(1, report())
    child = Child.objects.get()
    assert (child.upn, child.surname, child.confirmed) == (JO.upn, "Example", False)
    review = Review.objects.get()
    assert (review.meeting_on, review.received_on, review.packs) == (MEETING, DAY, 1)
    assert review.decision_due_on == dt.date(2026, 3, 25)
    assert (pack.review_id, pack.submission, pack.rules_version) == (review.id, 1, "abc123")
    assert Document.objects.count() == Letter.objects.count() == 1


def test_a_pack_is_registered_once_however_often_it_is_tried(register: Path) -> None:
    assert add(1, report()).id == add(1, report()).id
    assert (Pack.objects.count(), Review.objects.get().packs, Event.objects.count()) == (1, 1, 1)


def test_a_resubmission_joins_the_first_and_keeps_its_day(register: Path) -> None:
    first = add(1, report(lacking=("missing_document", "ar1_no_actions")))
    later = DAY + dt.timedelta(days=9)
    second = add(2, report(received=later, lacking=("ar1_no_actions", "wrong_child"), sha256="2" * 64))
    review = Review.objects.get()
    assert (review.packs, review.received_on, review.first_time_right) == (2, DAY, False)
    assert second.submission == 2
    assert resubmission(first) is None
    compared = resubmission(second)
    assert compared is not None
    assert compared.mended == ("missing_document: parent_views",)
    assert compared.still == ("ar1_no_actions: parent_views",)
    assert compared.new == ("wrong_child: parent_views",)


def test_a_meeting_date_put_right_stays_with_its_review_and_a_new_meeting_begins_another(register: Path) -> None:
    add(1, report(lacking=("meeting_not_evidenced",)))
    add(2, report(meeting=MEETING - dt.timedelta(days=7)))
    assert Review.objects.get().meeting_on == MEETING - dt.timedelta(days=7)
    add(3, report(meeting=MEETING + dt.timedelta(days=360)))
    assert Review.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "how"),
    [
        (replace(JO, upn=None), "surname and date of birth"),
        (replace(JO, surname="EXAMPLE", upn=None), "surname and date of birth"),
        (replace(JO, surname="Renamed"), "UPN"),
        (replace(JO, dob=dt.date(2014, 1, 1)), "UPN"),
    ],
)
def test_a_child_is_found_by_upn_or_by_name_and_birthday(register: Path, told: object, how: str) -> None:
    add(1, report())
    assert add(2, report(child=told)).matched_by == how  # type: ignore[arg-type]
    assert Child.objects.count() == 1


@pytest.mark.parametrize(
    "told",
    [
        replace(JO, surname="Other", dob=dt.date(2014, 1, 1)),
        replace(JO, upn="Z000000000002"),
        replace(JO, upn=None, forenames="Kim"),
        replace(JO, upn=None, dob=None),
    ],
)
def test_where_two_children_could_be_meant_nobody_is_guessed(register: Path, told: object) -> None:
    add(1, report())
    pack = add(2, report(child=told))  # type: ignore[arg-type]
    assert pack.review_id is None
    assert Review.objects.get().packs == 1


def test_twins_are_told_by_their_first_names(register: Path) -> None:
    add(1, report())
    twin = replace(JO, upn="Z000000000003", forenames="Kim")
    Child.objects.create(upn=twin.upn, surname="Example", forenames="Kim", dob=twin.dob)
    assert Child.objects.count() == 2
    pack = add(2, report(child=replace(twin, upn=None)))
    assert pack.review is not None
    assert pack.review.child.forenames == "Kim"


def test_what_nobody_read_and_every_finding_are_kept(register: Path) -> None:
    pack = add(1, report(MINOR, unread=True, lacking=("password_not_standard",), changes=(LIGHT,)))
    assert pack.unread
    assert [one.code for one in pack.findings.all()] == ["password_not_standard"]
    assert [one.after for one in pack.changes.all()] == ["01642 555778"]
    assert list(broken()) == []


def test_children_in_care_and_moves_come_earlier_in_the_order_of_work(register: Path) -> None:
    add(1, report(placement_change=True))
    review = Review.objects.get()
    assert review.work_by is not None and review.decision_due_on is not None
    assert (review.decision_due_on - review.work_by).days >= rules().work.order.placement
