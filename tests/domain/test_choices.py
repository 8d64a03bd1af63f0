"""Answers that are given by highlight or bold."""

from dataclasses import replace

import pytest

from pipeline.domain.case import CaseloadRow, Known
from pipeline.domain.documents import Paragraph, Recognised, Run, plain
from pipeline.domain.words import Kind, Recommendation
from pipeline.stages.identify import identify
from tests.office import TODAY, recognised, rules


def form(*paragraphs: Paragraph) -> Recognised:
    one = recognised(Kind.AR1, "x", "AR1.docx")
    content = replace(one.document.content, paragraphs=(plain("Annual Review Report"), *paragraphs))
    return replace(one, document=replace(one.document, content=content))


def review(*paragraphs: Paragraph):  # type: ignore[no-untyped-def]
    return identify((form(*paragraphs),), Known(()), {}, TODAY, rules())


@pytest.mark.parametrize("sign", [{"highlight": "yellow"}, {"bold": True}, {"underline": True}])
def test_the_outcome_that_stands_out_is_the_one_recommended(sign: dict[str, object]) -> None:
    options = (
        Paragraph((Run("Maintain the plan with no change"),)),
        Paragraph((Run("Amend the plan", **sign),)),  # type: ignore[arg-type]
        Paragraph((Run("Cease to maintain the plan"),)),
    )
    assert review(plain("Recommendation"), *options).review.school_recommendation is Recommendation.AMEND


def test_where_all_options_are_bold_none_is_chosen() -> None:
    options = (Paragraph((Run("Maintain the plan", bold=True),)), Paragraph((Run("Amend the plan", bold=True),)))
    assert review(plain("Recommendation"), *options).review.school_recommendation is Recommendation.UNCLEAR


def test_boxes_count_before_bold_words() -> None:
    options = (Paragraph((Run("☒ Maintain the plan"),)), Paragraph((Run("☐ Amend the plan", bold=True),)))
    assert review(plain("Recommendation"), *options).review.school_recommendation is Recommendation.MAINTAIN


@pytest.mark.parametrize(("runs", "wanted"), [(("Yes", True, "No", False), True), (("Yes", False, "No", True), False)])
def test_a_yes_or_a_no_may_be_highlighted(runs: tuple[str, bool, str, bool], wanted: bool) -> None:
    first, one, second, other = runs
    answer = Paragraph(
        (
            Run("Is a change of placement requested?  "),
            Run(first, highlight="yellow" if one else ""),
            Run(" / "),
            Run(second, highlight="yellow" if other else ""),
        )
    )
    found = review(answer)
    assert found.review.placement_change_requested is wanted
    assert found.ar1.unclear == ()


@pytest.mark.parametrize("answer", ["Yes / No", "☐ Yes ☐ No", "☒ Yes ☒ No"])
def test_two_answers_or_none_are_said_and_not_guessed(answer: str) -> None:
    found = review(plain(f"Is a change of placement requested? {answer}"))
    assert not found.review.placement_change_requested
    assert [one.name for one in found.ar1.unclear] == ["placement_change"]


def test_a_question_with_nothing_beside_it_is_said() -> None:
    cells = (
        plain("Is a change of placement requested?", table=1, row=0, cell=0),
        plain("", table=1, row=0, cell=1),
    )
    assert [one.name for one in review(*cells).ar1.unclear] == ["placement_change"]


def test_an_undecided_answer_on_care_says_nothing_of_it() -> None:
    assert review(plain("Is the child in care? Yes / No")).child.in_care is None


def test_facts_say_where_they_stand() -> None:
    one = form(
        plain("Name of child: Jo Example", page=1),
        plain("Date of this review: 25/02/2026", page=2),
        plain("Recommendation", page=3),
        plain("☒ Amend the plan", page=3),
    )
    ar1 = identify((one,), Known((CaseloadRow({}),)), {}, TODAY, rules()).ar1
    held, said = ar1.fact("meeting_date"), ar1.fact("recommendation")
    assert held and (held.document, held.page, held.label, held.value) == (
        "AR1.docx",
        2,
        "Date of this review",
        "25/02/2026",
    )
    assert said and (said.page, said.label, said.quote) == (3, "Recommendation", "☒ Amend the plan")


def test_the_year_of_the_class_counts_before_that_of_the_birthday() -> None:
    found = review(plain("Chronological year group: 9"), plain("NCY taught in: 8"))
    assert found.child.nc_year == 8


def test_a_request_for_reassessment_is_read() -> None:
    assert review(plain("Is a re-assessment requested? Yes")).review.reassessment_requested
    assert not review(plain("Is a re-assessment requested? No")).review.reassessment_requested
