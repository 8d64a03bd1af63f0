"""Letters are drafted only where they may be, and say what the law asks for."""

import datetime as dt
import importlib.util
from dataclasses import replace

import pytest
from letter_samples import ROOT, TEMPLATES, TODAY, book, entry, finding, of_age, sample

from pipeline.domain.errors import RulesError
from pipeline.domain.rules.letters import leaves_compulsory_age
from pipeline.domain.words import Disposition, Proposal
from pipeline.letters.check import check_letter
from pipeline.letters.draft import draft_letter
from pipeline.letters.wordfile import paragraphs

OUTCOMES = [
    Proposal.NO_AMENDMENTS, Proposal.MINOR_AMENDMENTS, Proposal.SIGNIFICANT_CHANGES, Proposal.CEASE_TO_MAINTAIN,
]  # fmt: skip


def text_of(report: object) -> str:
    drafted = draft_letter(report, book(), TEMPLATES, TODAY)  # type: ignore[arg-type]
    assert drafted is not None
    return "\n".join(paragraphs(drafted[1]))


@pytest.mark.parametrize("proposal", OUTCOMES)
def test_every_outcome_has_a_letter_that_is_marked_as_a_draft_and_passes_its_check(proposal: Proposal) -> None:
    text = text_of(sample(proposal))
    assert "DRAFT - not sent until an officer decides" in text
    assert "Dear Parent or carer of Robin Marske" in text
    assert "Saltwind & Co Academy" in text
    assert "Teacher-Author" not in text
    assert "23 February 2026" in text


@pytest.mark.parametrize("proposal", [Proposal.RETURN_TO_SCHOOL, Proposal.UNDETERMINED])
def test_a_pack_that_goes_back_gets_no_outcome_letter(proposal: Proposal) -> None:
    assert draft_letter(sample(proposal), book(), TEMPLATES, TODAY) is None


def test_no_letter_is_drafted_without_evidence_of_a_meeting() -> None:
    report = sample(Proposal.NO_AMENDMENTS)
    for review in (
        replace(report.review, meeting_date=None),
        replace(report.review, meeting_planned_only=True),
        replace(report.review, meeting_date=dt.date(2026, 3, 3)),
    ):
        assert draft_letter(replace(report, review=review), book(), TEMPLATES, TODAY) is None
    doubtful = replace(report, findings=(finding("meeting_not_evidenced"),))
    assert draft_letter(doubtful, book(), TEMPLATES, TODAY) is None


def test_an_unread_pack_gets_no_letter_of_no_or_minor_amendments() -> None:
    for proposal in OUTCOMES:
        report = replace(sample(proposal), documents=(entry("x.pdf", Disposition.NOT_OPENED),))
        drafted = draft_letter(report, book(), TEMPLATES, TODAY)
        assert (drafted is None) == (proposal in OUTCOMES[:2])


def test_the_amendment_notice_lists_each_amendment_in_words_and_counts_the_days() -> None:
    text = text_of(sample(Proposal.SIGNIFICANT_CHANGES))
    assert "Removed: 30 minutes & more" in text
    assert "Added: one hour { { weekly } }" in text
    assert "reply by 23 March 2026" in text  # posted 4 March, served by 9 March, that day counted
    assert "by 29 April 2026 at the latest" in text  # 8 weeks from the notice come before 12 from the meeting


def test_the_letter_goes_to_the_young_person_after_compulsory_school_age() -> None:
    assert "Dear Robin Marske" in text_of(of_age(sample(Proposal.NO_AMENDMENTS)))


@pytest.mark.parametrize(
    ("dob", "last"),
    [("2009-09-01", "2026-06-26"), ("2010-08-31", "2026-06-26"), ("2010-09-01", "2027-06-25")],
)
def test_compulsory_school_age_ends_on_the_last_friday_in_june(dob: str, last: str) -> None:
    leaves = leaves_compulsory_age(dt.date.fromisoformat(dob), book().letters.school_leaving)
    assert leaves == dt.date.fromisoformat(last)


def test_law_that_is_not_confirmed_and_unknown_contacts_are_visible() -> None:
    text = text_of(sample(Proposal.NO_AMENDMENTS))
    assert "(to be confirmed by the council's legal adviser)" in text
    assert "[mediation adviser: to be completed]" in text


def test_the_check_names_what_is_missing_misleading_or_not_filled_in() -> None:
    rule = book().letters.letter_for(Proposal.SIGNIFICANT_CHANGES)
    assert rule is not None
    faults = " ".join(check_letter(("two months from the date of this letter {{ x }}",), rule))
    assert "does not say “at least 15 days”" in faults
    assert "says “two months from the date of this letter”" in faults
    assert "not filled in" in faults
    assert "at least 15 days" in " ".join(check_letter(("Added: at least 15 days",), rule))


def test_a_template_that_leaves_out_the_law_is_refused(tmp_path: object) -> None:
    with pytest.raises(RulesError, match="not there"):
        draft_letter(sample(Proposal.NO_AMENDMENTS), book(), tmp_path, TODAY)  # type: ignore[arg-type]


def test_the_same_letter_is_the_same_bytes_and_the_committed_templates_are_those_of_the_script() -> None:
    report = sample(Proposal.SIGNIFICANT_CHANGES)
    assert draft_letter(report, book(), TEMPLATES, TODAY) == draft_letter(report, book(), TEMPLATES, TODAY)
    spec = importlib.util.spec_from_file_location("make_templates", ROOT / "letter_templates" / "make_templates.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert made.templates() == made.templates()
    assert set(made.templates()) == {path.name for path in TEMPLATES.glob("*.docx")}
