"""Letters of the register: drafted, finished by an officer, issued or refused with every reason."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from pipeline.domain.case import CaseloadRow
from pipeline.domain.legal_order import Step
from pipeline.domain.rules import Rules
from pipeline.domain.rules.letters import Contact
from pipeline.domain.words import Proposal
from pipeline.letters.draft import DRAFT_MARK
from pipeline.letters.final import final_text
from pipeline.register.caseload import import_caseload
from pipeline.register.chain import broken
from pipeline.register.correspondence import Sending, draft_for, issue
from pipeline.register.decisions import RefusedError, decide, take_step
from pipeline.register.models import Child, Event, Letter, PlanVersion, Review
from pipeline.register.record import register_pack
from pipeline.register.to_schools import reminders, termly_lists
from pipeline.report_json import as_json
from tests.office import TEMPLATES, change, rules
from tests.register.samples import JO, NOW, report

TODAY = dt.date(2026, 3, 9)
FAMILY = {"parent_name": "Sam Example", "parent_address": "1 Sample Street, Exampleby, EX1 1ZZ"}
ROW = {
    "upn": "Z000000000001",
    "surname": "Example",
    "forenames": "Jo",
    "dob": "2015-06-03",
    "school": "Larkfield Primary School",
    "in_care": "no",
    "last_review_date": "2025-03-12",
}
OTHER = {
    "upn": "Z000000000002",
    "surname": "Quill",
    "forenames": "Ada",
    "dob": "2014-01-09",
    "school": "Larkfield Primary School",
    "last_review_date": "2025-04-02",
}


def confirmed() -> Rules:
    """Give the rules as a council has them that completed its contacts and whose adviser confirmed the law."""
    base = rules()
    told = Contact("The service", "01234 000000")
    council = replace(
        base.council,
        officer="R. Bell, SEN manager",
        local_offer="the council's web page",
        sendiass=told,
        mediation=told,
        disagreement_resolution=told,
    )
    letters = tuple(
        replace(one, must=tuple(replace(item, verified=True) for item in one.must)) for one in base.letters.letters
    )
    return replace(base, council=council, letters=replace(base.letters, letters=letters))


RULES = confirmed()


def review(data: Path, proposal: Proposal = Proposal.NO_AMENDMENTS, **row: str) -> int:
    """Put a caseload of two children and a pack of the first into the register; give the review's number."""
    for values in ({**ROW, **FAMILY, **row}, OTHER):
        import_caseload([CaseloadRow(values)], TODAY, NOW, "R. Bell", RULES, whole=False, dry=False)
    folder = data / "packs/000001/result"
    folder.mkdir(parents=True)
    made = report(proposal, child=JO, changes=(change("30 minutes weekly", "one hour weekly"),))
    (folder / "report.json").write_text(as_json(made), encoding="utf-8")
    register_pack(1, made, "packs/000001/result", NOW, RULES)
    return int(Review.objects.get(packs__gt=0).id)


def completed(content: bytes, *more: tuple[str, str]) -> bytes:
    """Complete the gaps of a letter as an officer does in Word."""
    document: Any = Document(BytesIO(content))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            for old, new in (
                ("[date and reference of the plan: to be completed]", "the plan of 1 April 2025"),
                ("[evidence: to be completed]", "the school's report"),
                ("[copy of the current plan: to be completed]", "the plan of 1 April 2025"),
                ("[copies of the evidence: to be completed]", "the school's report"),
                ("[reasons, checked by the deciding officer: to be completed]", ""),
                ("[address: to be completed]", "2 Other Road"),
                *more,
            ):
                run.text = run.text.replace(old, new) if old in run.text else run.text
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def word(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def decided(data: Path, category: Proposal = Proposal.NO_AMENDMENTS, **row: str) -> int:
    number = review(data, category, **row)
    decide(number, category, "The outcomes are met.", "R. Bell", TODAY, NOW, RULES)
    return number


def drafts(number: int, data: Path, kind: str | None = None, on: dt.date = TODAY, *enclosed: str) -> list[Any]:
    made = draft_for(number, kind, on, RULES, TEMPLATES, data, enclosed)
    return [(name, completed(content)) for name, content in made.files]


def issued(number: int, letters: list[Any], data: Path, on: dt.date = TODAY, *enclosed: Any, **how: Any) -> Any:
    return issue(number, letters, list(enclosed), Sending(on, **how), "R. Bell", NOW, RULES, data)


def test_no_letter_is_drafted_before_an_officer_decided(register: Path) -> None:
    number = review(register)
    with pytest.raises(RefusedError, match="an officer decides first"):
        draft_for(number, None, TODAY, RULES, TEMPLATES, register)
    with pytest.raises(RefusedError, match="no officer has decided"):
        draft_for(number, "no_amendments", TODAY, RULES, TEMPLATES, register)


def test_an_issued_letter_bears_no_mark_of_a_draft_and_its_step_is_recorded(register: Path) -> None:
    number = decided(register)
    done = issued(number, drafts(number, register), register, post="signed for")
    names = sorted(path.relative_to(done.folder).as_posix() for path in done.files)
    assert names == [
        "copies/no amendments - Example Jo.zip.docx",
        "no amendments - Example Jo.zip.docx",
        "no amendments - Example Jo.zip.pdf",
    ]
    assert done.folder == register / "letters/2026-03-09/signed for" / f"AR-{number} no amendments"
    letter, pdf = (done.folder / names[1]).read_bytes(), (done.folder / names[2]).read_bytes()
    for name, content in (("a.docx", letter), ("a.pdf", pdf)):
        text = " ".join(final_text(name, content).split())
        assert "DRAFT" not in text
        assert "The outcomes are met." in text
        assert "1 Sample Street" in text
    kept = Letter.objects.get(issued_on=TODAY)
    assert (kept.kind, kept.post, len(kept.sha256)) == ("no_amendments", "signed for", 64)
    stands = Review.objects.get(id=number)
    assert stands.decision_sent_on == TODAY
    assert [one.what for one in Event.objects.order_by("number")][-2:] == ["letter_issued", "decision_sent"]
    assert not list(broken())


def test_the_copy_for_the_school_does_not_carry_the_address_of_the_family(register: Path) -> None:
    number = decided(register)
    done = issued(number, drafts(number, register), register)
    copy = next(path for path in done.files if "copies" in path.parts)
    text = final_text(copy.name, copy.read_bytes())
    assert "Sam Example" in text
    assert "Sample Street" not in text


def test_a_letter_is_issued_once(register: Path) -> None:
    number = decided(register)
    letters = drafts(number, register)
    issued(number, letters, register)
    with pytest.raises(RefusedError, match="recorded already"):
        issued(number, letters, register)


def test_a_letter_with_a_gap_is_not_issued_and_nothing_is_written_or_recorded(register: Path) -> None:
    number = decided(register)
    made = draft_for(number, None, TODAY, RULES, TEMPLATES, register)
    assert "date and reference of the plan" in made.gaps
    with pytest.raises(RefusedError, match="is not complete: date and reference of the plan"):
        issued(number, made.files, register)
    assert not (register / "letters").exists()
    assert not Letter.objects.exclude(issued_on=None).exists()
    assert Review.objects.get(id=number).decision_sent_on is None


def test_a_letter_dated_on_another_day_is_not_issued(register: Path) -> None:
    number = decided(register)
    with pytest.raises(RefusedError, match="does not bear the date 12 March 2026"):
        issued(number, drafts(number, register), register, TODAY + dt.timedelta(days=3))


def test_a_letter_from_which_a_statutory_item_was_taken_is_not_issued(register: Path) -> None:
    number = decided(register)
    made = draft_for(number, None, TODAY, RULES, TEMPLATES, register)
    letters = [(name, completed(content, ("right to appeal", "right"))) for name, content in made.files]
    with pytest.raises(RefusedError, match="does not say “right to appeal”"):
        issued(number, letters, register)


@pytest.mark.parametrize("words", ["Like Ada Quill, Jo reads well.", "Pupil Z000000000002."])
def test_a_letter_into_which_another_child_was_written_is_not_issued(register: Path, words: str) -> None:
    number = decided(register)
    made = draft_for(number, None, TODAY, RULES, TEMPLATES, register)
    letters = [(name, completed(content, ("The outcomes are met.", words))) for name, content in made.files]
    with pytest.raises(RefusedError, match="of another child of the caseload") as refused:
        issued(number, letters, register)
    assert "Quill" not in str(refused.value)


def test_the_letter_of_another_outcome_than_the_decision_is_not_issued(register: Path) -> None:
    number = decided(register)
    letters = drafts(number, register)
    decide(number, Proposal.SIGNIFICANT_CHANGES, "After all.", "R. Bell", TODAY, NOW, RULES)
    with pytest.raises(RefusedError, match="the decision is significant changes"):
        issued(number, letters, register)


def test_both_parents_at_two_addresses_are_written_to_on_the_same_day(register: Path) -> None:
    elsewhere = {"second_parent_name": "Kim Sample", "second_parent_address": "9 Far Lane, Exampleby, EX2 2ZZ"}
    number = decided(register, **elsewhere)
    letters = drafts(number, register)
    assert len(letters) == 2
    assert "Far Lane" not in final_text(*letters[0])
    assert "Sample Street" not in final_text(*letters[1])
    with pytest.raises(RefusedError, match="there is no letter to the parent"):
        issued(number, letters[:1], register)
    assert len(issued(number, letters, register).files) == 5


def test_a_confidential_address_is_looked_at_before_the_letter_goes(register: Path) -> None:
    number = decided(register, address_confidential="yes")
    letters = drafts(number, register)
    with pytest.raises(RefusedError, match="look at each envelope"):
        issued(number, letters, register)
    assert issued(number, letters, register, address_checked=True).files


def test_law_that_nobody_confirmed_keeps_a_letter_back(register: Path) -> None:
    number = decided(register)
    unsure = replace(RULES, letters=rules().letters)
    made = draft_for(number, None, TODAY, unsure, TEMPLATES, register)
    letters = [(name, completed(content)) for name, content in made.files]
    with pytest.raises(RefusedError, match="legal adviser has not confirmed"):
        issued(number, letters, register)


def test_tracked_changes_left_in_a_letter_keep_it_back(register: Path) -> None:
    number = decided(register)
    [(name, content)] = drafts(number, register)
    document: Any = Document(BytesIO(content))
    from docx.oxml import OxmlElement

    run = document.paragraphs[-1]._p.r_lst[0]
    mark = OxmlElement("w:ins")
    run.addprevious(mark)
    mark.append(run)
    made = BytesIO()
    document.save(made)
    with pytest.raises(RefusedError, match="tracked changes"):
        issued(number, [(name, made.getvalue())], register)


def test_a_notice_goes_with_the_amended_plan_and_the_final_plan_comes_on_file(register: Path) -> None:
    number = decided(register, Proposal.SIGNIFICANT_CHANGES)
    letters = drafts(number, register, None, TODAY, "Amended plan.docx")
    with pytest.raises(RefusedError, match="must be given with --enclose"):
        issued(number, letters, register)
    with pytest.raises(RefusedError, match=r"names an enclosure that is not there: Amended plan\.docx"):
        issued(number, letters, register, TODAY, ("Other.docx", word("A plan for Jo Example.")))
    with pytest.raises(RefusedError, match=r"Amended plan\.docx carries the name of another child"):
        issued(number, letters, register, TODAY, ("Amended plan.docx", word("A plan for Jo Example and Ada Quill.")))
    with pytest.raises(RefusedError, match="the name of the child of this review cannot be read"):
        issued(number, letters, register, TODAY, ("Amended plan.docx", word("")))
    plan = ("Amended plan.docx", word("A plan for Jo Example."))
    done = issued(number, letters, register, TODAY, plan)
    assert done.folder / "enclosed/Amended plan.docx" in done.files

    later = TODAY + dt.timedelta(days=30)
    take_step(number, Step.REPRESENTATIONS_RECEIVED, TODAY + dt.timedelta(days=10), "R. Bell", NOW, RULES)
    final = drafts(number, register, None, later, "Final plan.docx")
    plan = ("Final plan.docx", word("The final plan of Jo Example."))
    issued(number, final, register, later, plan)
    version = PlanVersion.objects.get()
    assert (version.number, version.child.surname) == (1, "Example")
    assert (register / version.path).read_bytes() == plan[1]
    assert Review.objects.get(id=number).final_issued_on == later


def test_ceasing_is_first_asked_about_then_decided_and_told_with_its_last_day_to_appeal(register: Path) -> None:
    number = review(register, Proposal.CEASE_TO_MAINTAIN)
    asking = drafts(number, register)
    assert "considering whether to cease" in final_text(*asking[0])
    issued(number, asking, register)
    assert Review.objects.get(id=number).steps.get().step == Step.FAMILY_CONSULTED
    take_step(number, Step.HEAD_CONSULTED, TODAY, "R. Bell", NOW, RULES)
    later = TODAY + dt.timedelta(days=21)
    decide(number, Proposal.CEASE_TO_MAINTAIN, "In paid work.", "R. Bell", later, NOW, RULES, 4)
    told = drafts(number, register, None, later)
    stands = issued(number, told, register, later)
    text = final_text("a.docx", next(one for one in stands.files if one.suffix == ".docx").read_bytes())
    last = Review.objects.get(id=number).appeal_last_day
    assert last is not None
    assert f"{last.day} {last:%B %Y}" in text


def test_a_review_without_a_pack_has_nothing_to_write_from(register: Path) -> None:
    review(register)
    bare = Review.objects.create(child=Child.objects.get(upn=OTHER["upn"]), meeting_on=TODAY)
    decide(bare.id, Proposal.NO_AMENDMENTS, "Met.", "R. Bell", TODAY, NOW, RULES)
    with pytest.raises(RefusedError, match="has no pack"):
        draft_for(bare.id, None, TODAY, RULES, TEMPLATES, register)


def test_a_school_is_reminded_of_a_review_nobody_heard_of_and_not_of_one_in_hand(register: Path) -> None:
    review(register)
    told = list(reminders(dt.date(2026, 4, 20), RULES, TEMPLATES))
    assert len(told) == 1
    [(name, content)] = told[0].files
    assert not name.startswith("DRAFT")
    text = final_text(name, content)
    assert "Ada Quill" in text
    assert "due by 1 April 2026" in text
    assert "Jo Example" not in text


def test_each_head_is_given_the_reviews_of_that_school_in_the_order_of_their_days(register: Path) -> None:
    review(register)
    [told] = termly_lists(dt.date(2026, 1, 1), dt.date(2026, 12, 31), TODAY, RULES, TEMPLATES)
    text = final_text(*told.files[0])
    assert text.index("Jo Example") < text.index("Ada Quill")
    assert DRAFT_MARK not in text
    assert not told.blocked
