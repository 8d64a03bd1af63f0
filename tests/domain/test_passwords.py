"""Passwords come from the list and the patterns, and are never shown."""

import datetime as dt

import pytest

from pipeline.domain.passwords import candidates
from pipeline.domain.rules.passwords import PasswordPattern, PasswordRules

KNOWN = {
    "surname": "O'Brien",
    "forenames": "Aoife May",
    "dob": dt.date(2013, 5, 4),
    "upn": "A123",
    "school": None,
    "nc_year": 7,
}
NONE = PasswordRules()


@pytest.mark.parametrize(
    ("pattern", "secret"),
    [
        ("{surname}{dob:%d%m%Y}", "O'Brien04052013"),
        ("{surname_lower}{dob:%d%m%y}", "o'brien040513"),
        ("{surname_upper}", "O'BRIEN"),
        ("{surname_letters}", "OBrien"),
        ("{initials}-{upn}", "AMO-A123"),
        ("{forename}{nc_year:02}", "Aoife07"),
        ("{surname:.3}", "O'B"),
    ],
)
def test_a_pattern_is_filled_with_what_is_known(pattern: str, secret: str) -> None:
    assert [one.secret for one in candidates(NONE, (pattern,), KNOWN)] == [secret]


@pytest.mark.parametrize(
    "pattern",
    [
        "{school}",
        "{unheard_of}",
        "{surname.__class__}",
        "{surname[0]}",
        "{surname!r}",
        "{surname:>999999999}",
        "{dob:%999999999d}",
        "{surname:{upn}}",
        "{}",
    ],
)
def test_a_pattern_that_is_unknown_or_reaches_further_is_passed_over(pattern: str) -> None:
    assert candidates(NONE, (pattern,), KNOWN) == ()


def test_the_list_comes_before_the_rules_and_each_password_once() -> None:
    rules = PasswordRules((PasswordPattern("pupil number", "{upn}", "s"), PasswordPattern("again", "{upn}", "s")))
    found = candidates(rules, ("# a comment", "", "Secret{x", "    ", "last \n"), KNOWN)
    assert [(one.name, one.secret) for one in found] == [
        ("passwords file line 3", "Secret{x"),
        ("passwords file line 4", "    "),
        ("passwords file line 5", "last "),
        ("pupil number", "A123"),
    ]


def test_a_name_never_holds_a_fixed_part_of_a_password() -> None:
    first, second = candidates(NONE, ("Council99{upn}", "{surname}-{upn}"), KNOWN)
    assert first.name == "passwords file line 1"
    assert second.name == "{surname}-{upn}"
    assert "A123" not in repr(first)


def test_a_pdf_password_is_also_tried_as_it_is_prepared() -> None:
    assert "SaSLprep" in [one.secret for one in candidates(NONE, ("SªSL\u00adprep",), {})]
