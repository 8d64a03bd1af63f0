"""Nothing of another child of the caseload passes; what only looks like it does not stop a letter."""

import datetime as dt

import pytest

from pipeline.domain.case import CaseloadRow, Child
from pipeline.domain.others import OtherChildren

JO = Child(
    surname="Example",
    forenames="Jo Anne",
    known_as="Jojo",
    dob=dt.date(2015, 6, 3),
    upn="Z000000000001",
    school="Grace Hope Academy",
    parent_name="Kim Dale",
    parent_address="1 Sample Street, Redcar, TS10 1AA",
)


def row(upn: str, forenames: str, surname: str, dob: str, address: str = "", known_as: str = "") -> CaseloadRow:
    values = {"upn": upn, "forenames": forenames, "surname": surname, "dob": dob, "parent_address": address}
    return CaseloadRow({name: value for name, value in (values | {"known_as": known_as}).items() if value})


CASELOAD = OtherChildren(
    (
        row("Z000000000001", "Jo Anne", "Example", "2015-06-03", "1 Sample Street, Redcar, TS10 1AA"),
        row("Z000000000002", "Kim", "Example", "2015-06-03", "1 Sample Street, Redcar, TS10 1AA"),
        row("Z000000000003", "Jo", "Example", "2012-01-09", "9 Other Road, Saltburn, TS12 2BB"),
        row("Z000000000004", "Thomas", "Ōzoliņš", "2011-02-28", "Rose Cottage, High Lane, Guisborough, TS14 6XX"),
        row("Z000000000005", "Will", "May", "2010-05-05"),
        row("Z000000000006", "Grace", "Hope", "2009-08-08"),
        row("Z000000000007", "Kim", "Dale", "2013-03-03"),
        row("Z000000000008", "Katherine", "Van Der Berg", "2014-04-04", known_as="Kitty"),
    )
)


def found(text: str, allowed: tuple[str, ...] = ()) -> list[str]:
    texts = (JO.parent_name or "", JO.parent_address or "", JO.school or "", *allowed)
    return [one.what for one in CASELOAD.found_in(text, JO, texts)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("UPN: Z000000000004", ["UPN"]),
        ("upn z000000000004.", ["UPN"]),
        ("We wrote about Thomas Ozolins last week.", ["name"]),
        ("OZOLIŅŠ, Thomas", ["name"]),
        ("Thomas Edward Ōzoliņš", ["name"]),
        ("Kitty Van Der Berg will have help.", ["name"]),
        ("Thomas\u200b Ōzo\u00adliņš", ["name"]),
        ("Date of birth: 28 February 2011", ["date of birth"]),
        ("DOB 28/02/2011", ["date of birth"]),
        ("Rose Cottage\nHigh Lane\nGuisborough\nTS14 6XX", ["address"]),
        ("9 Other Road, TS122BB", ["address"]),
        ("Will May has made progress.", ["name"]),
    ],
)
def test_another_childs_name_number_birthday_or_home_is_found(text: str, what: list[str]) -> None:
    assert found(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "Jo Example, born 3 June 2015, UPN Z000000000001",
        "EXAMPLE, Jo Anne (Jojo Example)",
        "1 Sample Street, Redcar, TS10 1AA",
        "The plan will may be; it may will be.",
        "The plan was made on 28 February 2011.",
        "Grace Hope Academy",
        "Dear Kim Dale",
        "Other Road is closed; the office is in TS12 2BB.",
        "Thomas likes Ōzoliņš",
        "Thomas. Ōzoliņš",
    ],
)
def test_the_childs_own_and_words_that_only_look_alike_pass(text: str) -> None:
    assert found(text) == []


def test_a_twin_is_another_child_though_birthday_and_home_are_the_same() -> None:
    assert found("Kim Example") == ["name"]
    assert found("UPN Z000000000002") == ["UPN"]


def test_a_child_of_the_same_name_is_told_by_number_birthday_and_home() -> None:
    assert found("Jo Example, date of birth 9 January 2012") == ["date of birth"]
    assert found("Jo Example, 9 Other Road, Saltburn TS12 2BB") == ["address"]


def test_a_name_that_the_letter_itself_prints_passes_when_it_is_allowed() -> None:
    assert found("Will May") == ["name"]
    assert found("Will May", allowed=("Head teacher: Will May",)) == []


def test_without_a_caseload_nothing_is_found() -> None:
    assert not OtherChildren(())
    assert OtherChildren(()).found_in("Thomas Ozolins", JO) == ()
