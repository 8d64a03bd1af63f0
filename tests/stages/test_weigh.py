"""How much a change matters; in doubt it is substantive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.words import Operation, Section, Weight
from pipeline.stages.weigh import weigh
from tests.office import change, rules


def weight(before: str, after: str, section: Section | None = Section.F, operation: Operation | None = None) -> Weight:
    return weigh((change(before, after, section, operation=operation),), rules())[0].weight


@pytest.mark.parametrize(
    ("before", "after", "section", "wanted"),
    [
        ("will", "may", Section.F, Weight.SUBSTANTIVE),
        ("daily", "weekly", Section.H1, Weight.SUBSTANTIVE),
        ("two", "one", Section.G, Weight.SUBSTANTIVE),
        ("30 minutes", "30 minutes.", Section.F, Weight.COSMETIC),
        ("1.5 hours", "15 hours", Section.F, Weight.SUBSTANTIVE),
        ("£6,000", "£6000", Section.J, Weight.COSMETIC),
        ("occured", "occurred", Section.B, Weight.COSMETIC),
        ("behavior", "behaviour", Section.B, Weight.COSMETIC),
        ("for", "four", Section.F, Weight.SUBSTANTIVE),
        ("or", "our", Section.B, Weight.SUBSTANTIVE),
        ("trial", "trail", Section.B, Weight.SUBSTANTIVE),
        ("can", "cannot", Section.B, Weight.SUBSTANTIVE),
        ("01632 960417", "01632 960522", Section.COVER, Weight.FACTUAL),
        ("01632 960417", "01632 960522", Section.F, Weight.SUBSTANTIVE),
        ("Mrs J. Hill", "Mr T. Dale", Section.A, Weight.FACTUAL),
        ("Mrs J. Hill", "a speech therapist", Section.B, Weight.SUBSTANTIVE),
        ("aged 9", "", Section.B, Weight.FACTUAL),
        ("aged 9 with autism", "", Section.B, Weight.SUBSTANTIVE),
        ("aged 9", "aged 10", Section.A, Weight.SUBSTANTIVE),
        ("Hill School", "Dale School", Section.I, Weight.SUBSTANTIVE),
        ("12 March 2025", "10 March 2026", Section.B, Weight.FACTUAL),
        ("by July 2026", "by July 2027", Section.E, Weight.SUBSTANTIVE),
        ("☐", "☒", Section.J, Weight.SUBSTANTIVE),
        ("", "A diagnosis of ADHD", Section.B, Weight.SUBSTANTIVE),
        ("", "01632 960522", None, Weight.SUBSTANTIVE),
    ],
)
def test_the_weight_of_a_change(before: str, after: str, section: Section | None, wanted: Weight) -> None:
    assert weight(before, after, section) is wanted


def test_formatting_is_always_cosmetic() -> None:
    assert weight("45 minutes", "45 minutes", operation=Operation.FORMAT) is Weight.COSMETIC


def test_a_move_that_changes_no_words_is_cosmetic_and_one_between_sections_is_not() -> None:
    assert weight("Go out.", "Go out.", operation=Operation.MOVE) is Weight.COSMETIC
    assert weight("Go out.", "", operation=Operation.MOVE) is Weight.SUBSTANTIVE


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Please add the new outcome.", Weight.SUBSTANTIVE), ("Seen by AB.", Weight.COSMETIC)],
)
def test_a_comment_that_asks_for_a_change_matters(text: str, wanted: Weight) -> None:
    assert weight("", text, operation=Operation.COMMENT) is wanted


def test_the_reason_names_what_changed_and_where() -> None:
    (weighed,) = weigh((change("30 minutes weekly", "one hour weekly"),), rules())
    assert "quantity changed in section F" in weighed.why


def test_an_age_put_in_is_said_to_need_updating_every_year() -> None:
    (weighed,) = weigh((change("", "Jo is 9 years old.", Section.A),), rules())
    assert any("needs updating every year" in why for why in weighed.why)


@given(
    st.integers(0, 200), st.integers(0, 200), st.sampled_from([Section.E, Section.F, Section.G, Section.H1, Section.H2])
)
def test_a_number_that_changes_in_provision_is_always_substantive(old: int, new: int, section: Section) -> None:
    wanted = Weight.COSMETIC if old == new else Weight.SUBSTANTIVE
    assert weight(f"Jo has {old} minutes", f"Jo has {new} minutes", section) is wanted


@given(st.text(max_size=60))
def test_no_text_breaks_the_weighing(text: str) -> None:
    assert weight(text, text[::-1]) in Weight
