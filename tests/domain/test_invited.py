"""Who was invited, what was agreed, and who signed."""

import datetime as dt

import pytest

from pipeline.domain.case import Action, Attendee
from pipeline.domain.documents import Recognised
from pipeline.domain.invited import attendees, key_actions, signatures
from pipeline.domain.words import Kind
from tests.office import recognised, rules

TABLE = """
Annual Review Report
Name | Role | Invited | Attended | {head}
Ann Example | Educational Psychologist | Yes | No | Yes
Bob Sample | Speech and Language Therapist | Yes | Apologies | No
Cat Instance | Social Worker | No |  | Yes / No
Dee Model | Physiotherapist | \u2713 | Yes | \u2713
"""


def form(text: str) -> Recognised:
    return recognised(Kind.AR1, f"Annual Review Report\n{text}", "AR1.docx")


@pytest.mark.parametrize("head", ["Report received", "Advice submitted", "Report received?"])
def test_the_list_of_those_invited_is_read_column_by_column(head: str) -> None:
    found = attendees(form(TABLE.replace("{head}", head)), rules().fields)
    assert found == (
        Attendee("Ann Example", "Educational Psychologist", True, False, True),
        Attendee("Bob Sample", "Speech and Language Therapist", True, False, False),
        Attendee("Cat Instance", "Social Worker", False, None, None),
        Attendee("Dee Model", "Physiotherapist", True, True, True),
    )


def test_a_table_without_such_columns_is_no_list_of_people() -> None:
    assert attendees(form("Subject | Last year | This year\nReading | Below | Towards"), rules().fields) == ()


@pytest.mark.parametrize(
    "lines",
    [
        "Those present\nAnn Example (parent), Bob Sample (SENCO)\nProgress\nReads well, writes well.",
        "Those present: Ann Example (parent); Bob Sample (SENCO)\nSummary of discussion\nAll agreed, all happy.",
        "Attendees\nAnn Example - parent\nBob Sample - SENCO\nKey actions\nNone",
    ],
)
def test_those_present_may_stand_in_lines(lines: str) -> None:
    found = attendees(form(lines), rules().fields)
    assert [(one.name, one.role, one.attended) for one in found] == [
        ("Ann Example", "parent", True),
        ("Bob Sample", "SENCO", True),
    ]


def test_a_list_that_lost_its_columns_is_read_all_the_same() -> None:
    people = "A. Amberly Mother Yes Yes\nMr D. Okello Social worker Yes Apologies"
    lines = f"Name Role Invited Present\n{people}\nProgress\nGood."
    assert attendees(form(lines), rules().fields) == (
        Attendee("A. Amberly", "Mother", True, True),
        Attendee("Mr D. Okello", "Social worker", True, False),
    )


def test_actions_that_lost_their_columns_are_read_all_the_same() -> None:
    lines = "Action By whom By when\nSend the papers SENCO 20/03/2026\nBuy a cushion"
    assert key_actions(form("x"), lines, rules().fields) == (
        Action("Send the papers", "SENCO", "20/03/2026", dt.date(2026, 3, 20)),
        Action("Buy a cushion"),
    )


def test_those_who_sent_apologies_did_not_attend() -> None:
    found = attendees(
        form("Those present\nAnn Example (parent)\nApologies\nCat Instance (social worker)"), rules().fields
    )
    assert [one.attended for one in found] == [True, False]


def test_each_action_has_who_does_it_and_by_when() -> None:
    one = form(
        "Key actions\nAction | By whom | By when\n"
        "Share the timetable | Teacher | 17/04/2026\nCall home | SENCO | Easter"
    )
    assert key_actions(one, "", rules().fields) == (
        Action("Share the timetable", "Teacher", "17/04/2026", dt.date(2026, 4, 17)),
        Action("Call home", "SENCO", "Easter", None),
    )


def test_an_action_in_a_sentence_is_read_as_far_as_it_goes() -> None:
    found = key_actions(form("x"), "SENCO to send the papers by 17 April 2026\nBuy a wobble cushion", rules().fields)
    assert found == (
        Action("send the papers", "SENCO", "17 April 2026", dt.date(2026, 4, 17)),
        Action("Buy a wobble cushion"),
    )


@pytest.mark.parametrize(
    ("line", "name", "date"),
    [
        ("Signed: A. Head   Date: 4 March 2026", "A. Head", dt.date(2026, 3, 4)),
        ("Signed | A. Head | Date | 04/03/2026", "A. Head", dt.date(2026, 3, 4)),
        ("Signed: ______________ Date: ____________", "", None),
        ("Headteacher signature: A. Head  Date:", "A. Head", None),
        ("Signature | ", "", None),
    ],
)
def test_a_place_to_sign_says_what_is_written_there(line: str, name: str, date: dt.date | None) -> None:
    (found,) = signatures(form(line), rules().fields)
    assert (found.name, found.date) == (name, date)


def test_a_sentence_about_signing_is_no_place_to_sign() -> None:
    assert signatures(form("Signed copies were sent to the parents. Signed off by all who came."), rules().fields) == ()
