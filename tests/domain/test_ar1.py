"""The review form: its parts, what it recommends and what it asks for."""

from dataclasses import replace

import pytest

from pipeline.domain.ar1 import read_ar1, read_requests
from pipeline.domain.documents import Paragraph, Recognised, Run, plain
from pipeline.domain.words import Kind, Recommendation
from tests.office import document, recognised, rules

FORM = """
Annual Review Report (AR1)
Child's name | Jo Example
Progress towards outcomes
Reading has improved.
Ongoing areas of difficulty
Writing is still hard.
Summary of discussion
All agreed that Jo is happy.
Key actions
Action | By whom | By when
Share the timetable | Teacher | Easter
Views of the parent
We are glad.
Views of the child
I like art.
Preparing for adulthood
A visit to the college.
"""


def form(text: str) -> Recognised:
    return recognised(Kind.AR1, text, "AR1.docx")


def test_each_part_of_the_form_is_read_under_its_heading() -> None:
    ar1 = read_ar1(form(FORM), rules().fields)
    assert ar1.document == "AR1.docx"
    assert (ar1.progress, ar1.difficulties) == ("Reading has improved.", "Writing is still hard.")
    assert ar1.discussion == "All agreed that Jo is happy."
    assert ar1.actions == "Share the timetable | Teacher | Easter"
    assert (ar1.parent_views, ar1.child_views, ar1.pfa) == ("We are glad.", "I like art.", "A visit to the college.")


@pytest.mark.parametrize(
    "below",
    ["", "Click here to enter text.", "Please record the discussion here", "_____________", "N/A", "....."],
)
def test_a_heading_with_nothing_but_a_prompt_below_it_is_blank(below: str) -> None:
    text = f"Annual Review Report\nSummary of discussion\n{below}\nKey actions\nAction | By whom | By when\n | | "
    ar1 = read_ar1(form(text), rules().fields)
    assert (ar1.discussion, ar1.actions) == ("", "")


def test_a_part_may_stand_in_a_table_beside_its_heading() -> None:
    text = "Annual Review Report\nSummary of discussion | All agreed.\nKey actions | Send the papers."
    ar1 = read_ar1(form(text), rules().fields)
    assert (ar1.discussion, ar1.actions) == ("All agreed.", "Send the papers.")


def test_a_part_may_stand_in_the_line_of_its_heading() -> None:
    ar1 = read_ar1(form("Annual Review Report\nSummary of discussion: All agreed."), rules().fields)
    assert ar1.discussion == "All agreed."


def test_a_subheading_keeps_its_text_within_the_part() -> None:
    paragraphs = (
        replace(plain("Progress", heading=True), style="heading 1"),
        replace(plain("Communication", heading=True), style="heading 2"),
        plain("Speaks in sentences."),
        replace(plain("Transport", heading=True), style="heading 1"),
        plain("By bus."),
    )
    one = form("x")
    content = replace(one.document.content, paragraphs=paragraphs)
    ar1 = read_ar1(replace(one, document=replace(one.document, content=content)), rules().fields)
    assert ar1.progress == "Speaks in sentences."


AMEND, MAINTAIN = Recommendation.AMEND, Recommendation.MAINTAIN
CEASE, UNCLEAR = Recommendation.CEASE, Recommendation.UNCLEAR


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("☐ Maintain the plan with no change\n☒ Amend the plan\n☐ Cease to maintain the plan", AMEND),
        ("☐ Maintain the plan\n☐ Amend the plan\n☒ Cease to maintain the plan", CEASE),
        ("Maintain the plan ✓\nAmend the plan\nCease the EHCP", MAINTAIN),
        ("Maintain the plan | \nAmend the plan | x\nCease the EHCP | ", AMEND),
        ("Maintain the plan | Ö\nAmend the plan | ", MAINTAIN),
        ("\uf0fe Amend the plan\n\uf0a8 Maintain the plan", AMEND),
        ("☐ Maintain the plan\n☐ Amend the plan", UNCLEAR),
        ("☒ Maintain the plan\n☒ Amend the plan", UNCLEAR),
        ("The plan should be maintained with amendments.", AMEND),
        ("Maintain with amendments", AMEND),
        ("No changes are needed to the plan.", MAINTAIN),
        ("We do not recommend to cease the plan. Please amend the plan.", AMEND),
        ("Jo no longer requires an EHC plan.", CEASE),
        ("Continue in its current form", MAINTAIN),
        ("Minor amendments only", MAINTAIN),
        ("Thank you for coming.", None),
    ],
)
def test_the_recommendation_is_read_however_it_is_given(lines: str, wanted: Recommendation | None) -> None:
    found = read_requests(form(f"Annual Review Report\nRecommendation\n{lines}\nSigned\nA. Head"), rules().fields)
    assert found.recommendation is wanted


def test_an_option_struck_out_is_not_chosen() -> None:
    one = form("x")
    options = Paragraph((Run("Maintain the plan", strike=True), Run(" / Amend the plan")))
    content = replace(one.document.content, paragraphs=(plain("Recommendation"), options))
    found = read_requests(replace(one, document=replace(one.document, content=content)), rules().fields)
    assert found.recommendation is AMEND


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("Yes", True),
        ("No", False),
        ("☒ Yes ☐ No", True),
        ("☐ Yes ☒ No", False),
        ("Yes ☐ No ☒", False),
        ("☐ Yes ☐ No", False),
        ("Yes / No", False),
        ("Yes - a special school", True),
        ("Not requested", False),
        ("N/A", False),
        ("A place at a special school from September", True),
    ],
)
def test_a_request_is_read_from_its_answer(answer: str, wanted: bool) -> None:
    text = f"Annual Review Report\nIs a change of placement requested? | {answer}\nKey actions\nNone"
    assert read_requests(form(text), rules().fields).placement_change is wanted


def test_a_request_may_stand_in_the_words_of_the_recommendation() -> None:
    text = "Annual Review Report\nRecommendation\nAmend the plan: change of placement and increased funding."
    found = read_requests(form(text), rules().fields)
    assert (found.placement_change, found.funding_change, found.personal_budget) == (True, True, False)


def test_a_denied_request_is_none() -> None:
    text = "Annual Review Report\nRecommendation\nMaintain the plan. No change of placement."
    assert not read_requests(form(text), rules().fields).placement_change


def test_a_document_that_is_no_form_has_no_parts() -> None:
    other = Recognised(document("A letter about nothing."), Kind.AR1)
    assert read_ar1(other, rules().fields).discussion == ""
    assert read_requests(other, rules().fields).recommendation is None
