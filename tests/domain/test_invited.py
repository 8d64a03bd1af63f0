"""Whose report the form says was received."""

import pytest

from pipeline.domain.invited import reports_received
from pipeline.domain.words import Kind
from tests.office import recognised, rules

TABLE = """
Annual Review Report
Name | Role | Invited | Attended | {head}
Ann Example | Educational Psychologist | Yes | No | Yes
Bob Sample | Speech and Language Therapist | Yes | Yes | No
Cat Instance | Social Worker | Yes | Yes | Yes / No
Dee Model | Physiotherapist | Yes | Yes | \u2713
"""


@pytest.mark.parametrize("head", ["Report received", "Advice submitted", "Report received?"])
def test_only_rows_that_say_yes_count(head: str) -> None:
    form = recognised(Kind.AR1, TABLE.replace("{head}", head))
    found = reports_received(form, rules().fields)
    assert [row.split(" Yes")[0] for row in found] == [
        "Ann Example Educational Psychologist",
        "Dee Model Physiotherapist",
    ]


def test_a_form_without_such_a_column_names_none() -> None:
    assert reports_received(recognised(Kind.AR1, TABLE.replace("{head}", "Apologies")), rules().fields) == ()
