"""Who gets a letter, who a copy, and what must be found out first."""

import datetime as dt
from dataclasses import replace

from pipeline.domain.addressees import BOARD, recipients
from pipeline.domain.case import Child
from tests.office import TODAY, rules

JO = Child(
    surname="Example",
    forenames="Jo",
    dob=dt.date(2015, 6, 3),
    school="Larkfield Primary School",
    parent_name="A. Example",
    parent_address="1 Sample Street, Redcar, TS10 1AA",
)


def people(child: Child) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in recipients(child, "no_amendments", TODAY, rules().letters).addressees]


def gaps(child: Child) -> tuple[str, ...]:
    return recipients(child, "no_amendments", TODAY, rules().letters).gaps


def test_a_parent_gets_the_letter_at_the_lines_of_the_envelope() -> None:
    found = recipients(JO, "no_amendments", TODAY, rules().letters)
    assert found.addressees[0].lines == ("1 Sample Street", "Redcar", "TS10 1AA")
    assert found.copies == ("Head teacher or principal, Larkfield Primary School",)
    assert found.gaps == ()


def test_parents_at_two_addresses_get_a_letter_each_and_at_one_a_joint_one() -> None:
    apart = replace(JO, second_parent_name="B. Sample", second_parent_address="2 Other Street, Saltburn")
    assert people(apart) == [("A. Example", "parent"), ("B. Sample", "parent")]
    together = replace(JO, second_parent_name="B. Sample")
    assert people(together) == [("A. Example and B. Sample", "parent")]


def test_the_young_person_gets_it_after_compulsory_school_age_and_the_parents_address_is_not_taken() -> None:
    grown = replace(JO, dob=dt.date(2009, 5, 4))
    assert people(grown) == [("Jo Example", "young person")]
    assert gaps(grown) == ("the address of the young person is not known",)


def test_for_a_child_in_care_the_social_worker_gets_it_too() -> None:
    known = replace(JO, in_care=True, social_worker_name="C. Worker", social_worker_address="Town Hall, Redcar")
    assert people(known) == [("A. Example", "parent"), ("C. Worker", "social worker")]
    assert "the name of the social worker is not known" in gaps(replace(JO, in_care=True))


def test_the_integrated_care_board_gets_a_copy_of_final_plans_and_decisions_to_cease() -> None:
    for kind, copied in (("final_plan", True), ("cease_decision", True), ("no_amendments", False)):
        assert (BOARD in recipients(JO, kind, TODAY, rules().letters).copies) is copied


def test_what_is_not_known_is_a_gap_and_a_confidential_address_needs_an_officer() -> None:
    assert gaps(replace(JO, parent_name=None, parent_address=None)) == (
        "the name of the parent is not known",
        "the address of the parent is not known",
    )
    assert "confidential" in gaps(replace(JO, address_confidential=True))[0]
    assert "date of birth" in gaps(replace(JO, dob=None))[0]
