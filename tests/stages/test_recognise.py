"""A document is what its content says, whatever its name."""

from dataclasses import replace

import pytest

from pipeline.domain.documents import Mark, Paragraph, Run
from pipeline.domain.words import Kind, Profession
from pipeline.stages.recognise import recognise
from pipeline.stages.withhold import withhold
from tests.office import document, rules

PLAN = """
Education, Health and Care Plan
Section A: The views, interests and aspirations of Jo
Jo likes art.
Section B: Special educational needs
Jo finds reading hard.
Section E: Outcomes
Jo will read a page aloud.
Section F: Special educational provision
Thirty minutes weekly.
Section I: Placement
Sample School
"""


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Annual Review Report\nDate of review meeting: 4 March 2026\nKey actions", "doc1.docx", Kind.AR1),
        ("AR1 - Pupil Views\nWhat I like\nWhat helps me\nWhen I am older", "AR1 form.docx", Kind.CHILD_VIEWS),
        (
            "Invitation to Annual Review\nDear parent\nYours sincerely",
            "AR1.docx",
            Kind.CORRESPONDENCE,
        ),
        ("School Report for Annual Review\nProgress\nOngoing areas of difficulty", "x.pdf", Kind.SCHOOL_REPORT),
        ("Personal Education Plan\nVirtual School\nDesignated Teacher", "scan.pdf", Kind.PEP),
        ("Costed Provision Map\nProvision | Hours a week | Annual cost", "Book1.xlsx", Kind.COSTED_PROVISION_MAP),
        ("Behaviour log\nDate | Points | Location | Action taken", "log.xlsx", Kind.BEHAVIOUR_LOG),
        ("A shopping list\nmilk, bread and a very long sentence about nothing", "list.docx", Kind.UNKNOWN),
        (PLAN, "notes.docx", Kind.EHCP),
        (PLAN, "EHCP tracked changes.docx", Kind.TRACKED_CHANGE),
    ],
)
def test_the_kind_comes_from_the_content(text: str, name: str, kind: Kind) -> None:
    assert recognise(document(text, name), rules()).kind is kind


def test_a_plan_with_changes_in_it_is_the_tracked_change_document() -> None:
    plan = document(PLAN, "EHCP.docx")
    marked = Paragraph((Run("Jo likes "), Run("music", Mark("insert", "A"))))
    content = replace(plan.content, paragraphs=(*plan.content.paragraphs, marked))
    found = recognise(replace(plan, content=content), rules())
    assert found.kind is Kind.TRACKED_CHANGE
    assert "tracked changes in it" in found.why


def test_a_plan_marked_by_hand_is_the_tracked_change_document_too() -> None:
    plan = document(PLAN, "EHCP.docx")
    struck = Paragraph((Run("Jo likes "), Run("music", strike=True)))
    content = replace(plan.content, paragraphs=(*plan.content.paragraphs, struck))
    assert recognise(replace(plan, content=content), rules()).kind is Kind.TRACKED_CHANGE


def test_an_ar1_that_goes_through_the_sections_is_no_plan() -> None:
    text = "Annual Review Report\nDate of review meeting: 4 March 2026\nThose present\n" + PLAN.split("\n", 2)[2]
    assert recognise(document(text), rules()).kind is Kind.AR1


@pytest.mark.parametrize(
    ("title", "profession"),
    [
        ("Educational Psychology Report", Profession.EDUCATIONAL_PSYCHOLOGY),
        ("Speech and Language Therapy Report", Profession.SPEECH_LANGUAGE),
        ("Occupational Therapy Assessment", Profession.OCCUPATIONAL_THERAPY),
        ("Physiotherapy Report", Profession.PHYSIOTHERAPY),
        ("CAMHS Report", Profession.CAMHS),
        ("Individual Health Care Plan", Profession.NURSING),
        ("Teacher of the Deaf Report", Profession.SENSORY),
        ("Early Help Assessment", Profession.SOCIAL_CARE),
        ("Specialist Teacher Report", Profession.SPECIALIST_TEACHING),
    ],
)
def test_a_professional_report_has_its_profession(title: str, profession: Profession) -> None:
    found = recognise(document(f"{title}\nName: Jo Example\nRecommendations"), rules())
    assert (found.kind, found.profession) == (Kind.PROFESSIONAL_REPORT, profession)


def test_the_date_after_a_label_is_the_document_s_and_never_the_date_of_birth() -> None:
    text = "School Report\nDate of birth: 3 June 2015\nDate of report: 11 February 2026"
    assert str(recognise(document(text), rules()).date) == "2026-02-11"
    assert recognise(document("School Report\nDate of birth: 3 June 2015"), rules()).date is None


RECORD = """
CPOMS StudentSafe - Incident log
Printed by A. Teacher on 04/03/2026 at 14:22
Category | Incident | Linked students | Alerted
12/01/2026 13:10 | left the room | None | Designated Safeguarding Lead
"""


def test_a_safeguarding_record_is_withheld_whatever_it_is_called() -> None:
    record = recognise(document(RECORD, "School Report.docx"), rules())
    report = recognise(document("School Report\nProgress\nTwo concerns were logged on CPOMS."), rules())
    accepted, withheld = withhold((record, report), rules())
    assert [one.kind for one in withheld] == [Kind.CPOMS_RECORD]
    assert [one.kind for one in accepted] == [Kind.SCHOOL_REPORT]
    assert report.mentions == ("CPOMS record",)


def test_the_reasons_for_withholding_quote_nothing_of_the_record() -> None:
    record = recognise(document(RECORD), rules())
    assert not any("left the room" in why for why in record.why)


def test_words_taken_off_a_plan_s_file_name_do_not_make_it_a_report() -> None:
    found = recognise(document(PLAN, "Speech report EHCP.docx"), rules())
    assert found.kind is Kind.EHCP
