"""What differs between two versions of a plan."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.diff import Difference, Line, differences, likeness
from pipeline.domain.words import Section

F, B = Section.F, Section.B


def lines(text: str, section: Section = F) -> list[Line]:
    return [Line(one, section) for one in text.split("\n")]


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in differences(lines(before), lines(after))]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("Jo has 30 minutes weekly.", "Jo has one hour weekly.", [("30 minutes", "one hour")]),
        ("Jo reads.", "Jo reads.\nJo writes.", [("", "Jo writes.")]),
        ("Jo reads.\nJo writes.", "Jo reads.", [("Jo writes.", "")]),
        ("Jo’s plan – new", "Jo's plan - new", []),  # a copy changes quotes and dashes by itself
        ("a  b\u00a0c", "a b c", []),
        ("Support for 1:1 work", "Support for 1:2 work", [("1:1", "1:2")]),
        ("It costs £30.", "It costs £300.", [("30", "300")]),
        ("will have daily help in class", "may have weekly help in class", [("will have daily", "may have weekly")]),
    ],
)
def test_a_reader_sees_the_words_that_differ(before: str, after: str, wanted: list[tuple[str, str]]) -> None:
    assert told(before, after) == wanted


def test_each_difference_has_the_sections_of_both_versions() -> None:
    before = [*lines("Needs are set out.", B), *lines("Help is given daily.", F)]
    after = [*lines("Needs are set out.", B), *lines("New need.", B), *lines("Help is given weekly.", F)]
    found = differences(before, after)
    assert [(one.before, one.after, one.section, one.to) for one in found] == [
        ("", "New need.", B, B),
        ("daily", "weekly", F, F),
    ]


def test_the_context_shows_the_words_around() -> None:
    (found,) = differences(lines("Jo has help daily in class."), lines("Jo has help weekly in class."))
    assert found == Difference("daily", "weekly", F, F, "Jo has help weekly in class.")


def test_likeness_is_the_share_of_words_in_equal_paragraphs() -> None:
    assert likeness(lines("a b\nc d"), lines("a b\nc d")) == 1
    assert likeness(lines("a b\nc d"), lines("a b\nx y")) == pytest.approx(1 / 3)
    assert likeness([], []) == 1


TEXTS = st.lists(st.text(string.ascii_lowercase + " ", max_size=12), max_size=8)


@given(TEXTS)
def test_a_version_never_differs_from_itself(text: list[str]) -> None:
    assert differences([Line(one, F) for one in text], [Line(one, F) for one in text]) == ()


@given(TEXTS, TEXTS)
def test_no_word_of_either_version_is_lost(old: list[str], new: list[str]) -> None:
    """What the older has more often than the newer stands in some difference, and the other way round."""
    from collections import Counter

    found = differences([Line(one, F) for one in old], [Line(one, F) for one in new])
    before, after = Counter(" ".join(old).split()), Counter(" ".join(new).split())
    out = Counter(word for one in found for word in one.before.split())
    put = Counter(word for one in found for word in one.after.split())
    assert not (before - after) - out
    assert not (after - before) - put
    assert before - out + put == after
