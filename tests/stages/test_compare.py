"""What a reader sees as one change is one change, in its section."""

import datetime as dt

import pytest

from pipeline.demo.people import pupils
from pipeline.demo.plans import plan
from pipeline.demo.word_files import Heading, Paper, word_file
from pipeline.domain.documents import Comment, Content, Document, Mark, Paragraph, Recognised, Run, plain
from pipeline.domain.members import Member, Opened
from pipeline.domain.words import FoundBy, Kind, Operation, Section, Sureness
from pipeline.stages.compare import compare
from pipeline.stages.read import read
from pipeline.word.reader import read_word
from tests.corpus import corpus_folder
from tests.office import TODAY, rules

BY = Mark("insert", "A")
OFF = Mark("delete", "A")


def of(*paragraphs: Paragraph, comments: tuple[Comment, ...] = ()) -> list[tuple[str, str | None, str, str]]:
    content = Content((plain("Section F: Special educational provision"), *paragraphs), comments=comments)
    tracked = Recognised(Document(Opened(Member("plan.docx", b""), b"", "docx"), content), Kind.TRACKED_CHANGE)
    return [(str(c.operation), c.section and str(c.section), c.before, c.after) for c in compare((tracked,), rules())]


def test_a_deletion_beside_an_insertion_is_one_replacement() -> None:
    line = Paragraph((Run("Jo has "), Run("30 minutes", OFF), Run("one hour", BY), Run(" weekly.")))
    assert of(line) == [("replace", "F", "30 minutes", "one hour")]


def test_two_changes_with_words_between_them_are_two() -> None:
    line = Paragraph((Run("will", OFF), Run("may", BY), Run(" have "), Run("daily", OFF), Run("weekly", BY)))
    assert of(line) == [("replace", "F", "will", "may"), ("replace", "F", "daily", "weekly")]


def test_a_change_inside_a_word_is_shown_as_the_whole_word() -> None:
    line = Paragraph((Run("a therap"), Run("y", OFF), Run("ist", BY), Run(" comes")))
    assert of(line) == [("replace", "F", "therapy", "therapist")]


def test_a_change_inside_a_number_is_shown_as_the_whole_number() -> None:
    line = Paragraph((Run("for 1"), Run("5", OFF), Run("0", BY), Run(" minutes")))
    assert of(line) == [("replace", "F", "15", "10")]


def test_an_inserted_paragraph_is_one_change_with_its_end() -> None:
    lines = [Paragraph((Run(text, BY),), mark=BY) for text in ("First.", "Second.")]
    assert of(*lines) == [("insert", "F", "", "First.\nSecond.")]


def test_a_deleted_table_row_is_told_once() -> None:
    gone = Mark("row_delete", "A")
    cells = [Paragraph((Run(text, OFF),), table=1, row=0, cell=at, row_mark=gone) for at, text in enumerate("xy")]
    assert of(*cells) == [("table", "F", "x\ny", "")]


def test_what_one_put_in_and_another_took_out_is_no_change() -> None:
    line = Paragraph((Run("Jo "), Run("never", Mark("delete", "B"), BY), Run("reads")))
    assert of(line) == []


def test_a_move_within_a_section_is_one_change() -> None:
    first = Paragraph((Run("Go out.", Mark("move_from", "A", name="m1")), Run(" Stay.")))
    second = Paragraph((Run("Go out.", Mark("move_to", "A", name="m1")),))
    assert of(first, second) == [("move", "F", "Go out.", "Go out.")]


def test_a_move_to_another_section_changes_both() -> None:
    first = Paragraph((Run("Go out.", Mark("move_from", "A", name="m1")),))
    second = Paragraph((Run("Go out.", Mark("move_to", "A", name="m1")),))
    told = of(first, plain("Section G: Health provision"), second)
    assert told == [("move", "F", "Go out.", ""), ("move", "G", "", "Go out.")]


def test_a_move_whose_other_end_is_not_there_is_not_lost() -> None:
    assert of(Paragraph((Run("Go out.", Mark("move_from", "A", name="m1")),))) == [("delete", "F", "Go out.", "")]


def test_formatting_of_neighbouring_paragraphs_is_one_change() -> None:
    lines = [Paragraph((Run(text, format_change=Mark("format", "A")),)) for text in ("One.", "Two.")]
    assert of(*lines) == [("format", "F", "One.\nTwo.", "One.\nTwo.")]


def test_a_comment_stands_in_the_section_of_its_words() -> None:
    comment = Comment("A", "", "Please add the new report.", "weekly")
    told = of(Paragraph((Run("30 minutes weekly"),)), comments=(comment,))
    assert told == [("comment", "F", "", "Please add the new report.")]


def test_marks_made_by_hand_are_changes_that_say_so() -> None:
    line = Paragraph((Run("Jo has "), Run("daily", strike=True), Run("weekly", colour="ff0000"), Run(" help" * 20)))
    content = Content((plain("Section F"), line))
    tracked = Recognised(Document(Opened(Member("p.docx", b""), b"", "docx"), content), Kind.TRACKED_CHANGE)
    (found,) = compare((tracked,), rules())
    assert (found.before, found.after) == ("daily", "weekly")
    assert found.why == ("marked by hand (struck through, in red), without Track Changes",)
    assert (found.found_by, found.sureness) == (FoundBy.MARKED_BY_HAND, Sureness.LIKELY)


def test_a_real_word_file_gives_its_changes_with_author_and_day() -> None:
    pupil = next(iter(pupils(TODAY).values()))
    edits = {"F": "{n} will have {-30-}{+45+} minutes weekly.", "cover": "School telephone: {-1-}{+2+}"}
    member = Member("EHCP.docx", word_file(plan(pupil, edits)))
    tracked = Recognised(read(Opened(member, member.content, "docx")), Kind.TRACKED_CHANGE)
    found = compare((tracked,), rules())
    assert [(c.id, c.section, c.operation, c.before, c.after) for c in found] == [
        (1, Section.COVER, Operation.REPLACE, "1", "2"),
        (2, Section.F, Operation.REPLACE, "30", "45"),
    ]
    assert {c.author for c in found} == {"J. Coverdale"}
    assert all(c.date and c.date.startswith(str(pupil.meeting)) for c in found)
    assert "45 minutes weekly" in found[1].context


def test_a_heading_that_a_change_puts_in_moves_what_follows_into_its_section() -> None:
    text = ("Section E: Outcomes", "One.", "{+Section F: Special educational provision+}", "{+Daily help.+}")
    paper = Paper("Education, Health and Care Plan", "", (Heading("Section A"), *text), dt.date(2026, 2, 2))
    member = Member("EHCP.docx", word_file(paper))
    tracked = Recognised(read(Opened(member, member.content, "docx")), Kind.TRACKED_CHANGE)
    assert [c.section for c in compare((tracked,), rules())][-1] is Section.F


@pytest.mark.parametrize("folder", ["apache+poi", "jgm+pandoc", "dotnet+Open-XML-SDK", "kklimuk+docx-cli"])
def test_every_change_of_real_files_is_told_without_a_crash(folder: str) -> None:
    for path in sorted((corpus_folder("tracked-changes") / folder).glob("*.docx")):
        opened = Opened(Member(path.name, b""), b"", "docx")
        tracked = Recognised(Document(opened, read_word(path.read_bytes())), Kind.TRACKED_CHANGE)
        found = compare((tracked,), rules())
        assert [one.id for one in found] == list(range(1, len(found) + 1))
        if tracked.document.revised:
            shown = any(one.before or one.after or one.operation is Operation.FORMAT for one in found)
            assert shown or not any(r.mark for p in tracked.document.content.paragraphs for r in p.runs if r.text)
