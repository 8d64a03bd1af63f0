"""The plan of the pack against the latest plan on file."""

import datetime as dt
from dataclasses import replace

from pipeline.domain.case import Change
from pipeline.domain.documents import Content, Mark, Paragraph, Recognised, Run
from pipeline.domain.onfile import PlanOnFile, plans_of
from pipeline.domain.words import Kind, Operation, Weight
from pipeline.stages.against import Compared, against_file
from pipeline.stages.weigh import weigh
from tests.office import case, document, rules

PLAN = """Education, Health and Care Plan
Name: Jo Example
Date of birth: 03/06/2015
Date of final plan: {date}
Section A: The views, interests and aspirations of the child
Jo likes trains and wants to be a guard.
Section B: Special educational needs
Jo finds it hard to follow spoken instructions of more than one step.
Section E: Outcomes
By the end of the key stage Jo will follow a story of ten minutes.
Section F: Special educational provision
Jo will have 30 minutes of language work each week with a teaching assistant.
The class teacher will pre-teach new words before each topic.
Section I: Placement
A mainstream school.
"""
NEW, OLD = dt.date(2025, 9, 1), dt.date(2024, 9, 2)


def plan(text: str = PLAN, day: dt.date = NEW, name: str = "plan.docx"):  # type: ignore[no-untyped-def]
    return document(text.replace("{date}", f"{day:%d/%m/%Y}"), name)


def sent(text: str = PLAN, day: dt.date = NEW, kind: Kind = Kind.EHCP) -> Recognised:
    return Recognised(plan(text, day, "sent.docx"), kind)


def compared(one: Recognised, *on_file: PlanOnFile) -> Compared:
    return against_file((one,), on_file or (PlanOnFile(plan(), NEW),), rules())


def shown(changes: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    return [(str(one.section), str(one.operation), one.before, one.after) for one in changes]


def test_the_same_plan_has_no_changes() -> None:
    assert compared(sent()) == Compared()


def test_an_edit_without_a_mark_is_found_with_its_section_and_weighs_as_any_other() -> None:
    found = compared(sent(PLAN.replace("30 minutes", "60 minutes").replace("trains", "buses")))
    assert shown(found.changes) == [("A", "replace", "trains", "buses"), ("F", "replace", "30", "60")]
    assert [one.weight for one in weigh(found.changes, rules())] == [Weight.SUBSTANTIVE, Weight.SUBSTANTIVE]
    assert found.raised == ()


def test_tracked_changes_are_not_told_a_second_time() -> None:
    one = sent(kind=Kind.TRACKED_CHANGE)
    paragraphs = list(one.document.content.paragraphs)
    at = next(number for number, each in enumerate(paragraphs) if "30 minutes" in each.text)
    by = (Mark("delete", "A"), Mark("insert", "A"))
    runs = (Run("Jo will have "), Run("30 minutes", by[0]), Run("one hour", by[1]))
    rest = Run(" of language work each week with a teaching assistant.")
    paragraphs[at] = replace(paragraphs[at], runs=(*runs, rest))
    paragraphs.insert(at + 1, Paragraph((Run("A new line.", by[1]),), mark=by[1]))
    tracked = replace(one, document=replace(one.document, content=Content(tuple(paragraphs))))
    assert compared(tracked) == Compared()


def test_a_tracked_plan_may_hold_an_untracked_edit_too() -> None:
    found = compared(sent(PLAN.replace("class teacher", "teaching assistant"), kind=Kind.TRACKED_CHANGE))
    assert shown(found.changes) == [("F", "replace", "class teacher", "teaching assistant")]


def test_words_moved_to_another_section_touch_both() -> None:
    line = "The class teacher will pre-teach new words before each topic.\n"
    text = PLAN.replace(line, "").replace("Section E: Outcomes\n", f"{line}Section E: Outcomes\n")
    assert [(str(one.section), one.operation) for one in compared(sent(text)).changes] == [
        ("F", Operation.MOVE),
        ("B", Operation.MOVE),
    ]


def test_an_edit_on_an_older_plan_is_said_and_no_change_is_made_up() -> None:
    older = PLAN.replace("ten minutes", "five minutes").replace("pre-teach new words", "repeat new words")
    files = (PlanOnFile(plan(), NEW), PlanOnFile(plan(older, OLD), OLD))
    found = compared(sent(older.replace("30 minutes", "60 minutes"), OLD), *files)
    assert [one.code for one in found.raised] == ["outdated_plan_edited"]
    assert found.raised[0].detail == "its text is that of the plan of 2 September 2024"
    assert found.changes == ()


def test_an_older_date_on_a_plan_that_differs_is_said() -> None:
    found = compared(sent(PLAN.replace("ten minutes", "five minutes"), OLD))
    assert [one.detail for one in found.raised] == [
        "it bears the date 2 September 2024, and the latest on file 1 September 2025"
    ]


def test_another_text_altogether_is_said() -> None:
    text = "Education, Health and Care Plan\n" + "\n".join(f"Line {number} of another plan." for number in range(30))
    assert [one.code for one in compared(sent(text)).raised] == ["outdated_plan_edited"]


def test_a_scan_is_compared_roughly_and_makes_no_changes_up() -> None:
    one = sent(PLAN.replace("30 minutes", "3O minutes"))
    scan = replace(one, document=replace(one.document, content=replace(one.document.content, text_source="ocr")))
    found = compared(scan)
    assert found.changes == ()
    assert [(each.code, each.detail) for each in found.raised] == [
        ("untracked_changes", "as a scan it can only be compared roughly; it differs in F")
    ]


def test_without_a_plan_on_file_nothing_is_compared() -> None:
    assert against_file((sent(PLAN.replace("30", "60")),), (), rules()) == Compared()


def test_other_papers_are_not_compared() -> None:
    assert compared(Recognised(document("A report."), Kind.SCHOOL_REPORT)) == Compared()


def test_the_latest_plan_of_the_child_is_chosen_and_no_other_childs() -> None:
    child = replace(case().child, upn="A123456789012")
    files = [
        plan(PLAN, OLD, "Example Jo 2024.docx"),
        plan(PLAN, NEW, "Example Jo 2025.docx"),
        plan(PLAN.replace("03/06/2015", "04/06/2015"), NEW, "Example Jo twin.docx"),
        plan(PLAN.replace("Jo Example", "Max Example"), NEW, "Example Max.docx"),
        plan(PLAN.replace("Jo Example", "Jo Example\nUPN: B123456789012"), NEW, "other.docx"),
    ]
    assert [(one.document.path, one.date) for one in plans_of(child, files, rules())] == [
        ("Example Jo 2025.docx", NEW),
        ("Example Jo 2024.docx", OLD),
    ]


def test_a_number_in_the_name_of_the_file_tells_the_child() -> None:
    child = replace(case().child, upn="A123456789012")
    bare = document("Education, Health and Care Plan\nSection A: Views", "A123456789012 2025-09-01.docx")
    assert [one.date for one in plans_of(child, [bare], rules())] == [NEW]


def test_no_section_is_told_where_none_is_known() -> None:
    on_file = PlanOnFile(document("One line that stays as it is.\nAnother that stays too.\nA third."), NEW)
    one = Recognised(document("One line that stays as it is.\nAnother that stays too.\nA fourth."), Kind.EHCP)
    (found,) = compared(one, on_file).changes
    assert found.section is None
