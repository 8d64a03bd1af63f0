"""The labelled papers in short: one of each kind and layout; `python -m tests.labelled.measure` runs them all."""

import pytest

from pipeline.domain.documents import Recognised
from tests.labelled.measure import alarms, forms, kin, kinds, let_through, recall, slips, strangers, told
from tests.labelled.papers import Labelled, labelled


@pytest.fixture(scope="module")
def measured() -> tuple[tuple[Labelled, ...], list[Recognised]]:
    papers = tuple(paper for paper in labelled(seed=11, rounds=1) if paper.layout != "scan")
    return papers, [told(paper) for paper in papers]


def test_kinds_are_told_by_content(measured: tuple[tuple[Labelled, ...], list[Recognised]]) -> None:
    assert len(measured[0]) > 60
    assert kinds(*measured) >= 0.97


def test_every_record_is_withheld_and_nothing_else(measured: tuple[tuple[Labelled, ...], list[Recognised]]) -> None:
    assert recall(*measured) == 1
    assert let_through(*measured) == 1


def test_another_child_is_found_and_the_right_one_is_left_in_peace(
    measured: tuple[tuple[Labelled, ...], list[Recognised]],
) -> None:
    assert strangers(*measured, "dob") == 1
    assert strangers(*measured, "name") >= 0.98
    assert alarms(*measured) <= 0.01


def test_a_sentence_of_another_child_is_found_and_a_brother_is_let_be() -> None:
    assert slips() >= 0.99
    assert kin() >= 0.99


def test_the_facts_of_the_forms_are_exact(measured: tuple[tuple[Labelled, ...], list[Recognised]]) -> None:
    assert forms(*measured) >= 0.97
