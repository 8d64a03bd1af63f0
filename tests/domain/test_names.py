"""Names from outside are data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.names import LONGEST, distinct, safe_name, safe_path


@pytest.mark.parametrize(
    ("untrusted", "safe"),
    [
        ("AR1 J Smith.docx", "AR1 J Smith.docx"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("CON.docx", "_CON.docx"),
        ("lpt1", "_lpt1"),
        ("com¹.txt", "_com¹.txt"),
        ("plan\u202excod.exe", "planxcod.exe"),
        ("a\0b.pdf", "ab.pdf"),
        ("report.pdf. . ", "report.pdf"),
        ("C:plan.doc", "C_plan.doc"),
        ("Zoe\u0308.pdf", "Zoë.pdf"),
    ],
)
def test_a_name_from_outside_is_made_harmless(untrusted: str, safe: str) -> None:
    assert safe_name(untrusted) == safe


@pytest.mark.parametrize(
    ("untrusted", "safe"),
    [
        ("../../a.pdf", "a.pdf"),
        ("/etc/passwd", "etc/passwd"),
        (r"C:\Users\x\a.pdf", "Users/x/a.pdf"),
        (r"\\server\share\a.pdf", "server/share/a.pdf"),
        ("reports/./SALT.pdf", "reports/SALT.pdf"),
        ("../..", "unnamed"),
    ],
)
def test_a_path_from_outside_stays_inside(untrusted: str, safe: str) -> None:
    assert safe_path(untrusted) == safe


@given(st.text(max_size=400))
def test_a_safe_name_is_short_plain_and_stays_as_it_is(untrusted: str) -> None:
    name = safe_name(untrusted)
    assert name and name not in (".", "..") and not set(name) & set('/\\:\0*?"<>|')
    assert len(name.encode()) <= LONGEST + 1
    assert safe_name(name) == name


@given(st.lists(st.sampled_from(["a.pdf", "A.PDF", "a (2).pdf", "b", "ä.doc", "a\u0308.doc"]), max_size=12))
def test_distinct_names_never_meet_on_any_file_system(names: list[str]) -> None:
    result = distinct(names)
    assert len({name.casefold() for name in result}) == len(names)


def test_the_second_of_two_equal_names_gets_a_number() -> None:
    assert distinct(["x/AR1.docx", "x/ar1.docx", "x/AR1 (2).docx"]) == [
        "x/AR1.docx",
        "x/ar1 (3).docx",
        "x/AR1 (2).docx",
    ]
