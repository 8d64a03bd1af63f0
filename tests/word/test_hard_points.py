"""What real redlines taught to be hard, each as the smallest file that shows it."""

import io
import time
import zipfile
from collections import Counter

from pipeline.domain.case import Change
from pipeline.domain.documents import Document, Recognised
from pipeline.domain.members import Member, Opened
from pipeline.domain.words import Kind, Operation, Section, Weight
from pipeline.stages.compare import compare
from pipeline.stages.weigh import weigh
from pipeline.word.reader import read_word
from pipeline.word.revisions import list_revisions
from tests.office import rules
from tests.word.test_reader import word

BY = 'w:author="A" w:date="2026-02-25T09:00:00Z"'


def p(inside: str, end: str = "") -> str:
    marked = f"<w:pPr><w:rPr>{end}</w:rPr></w:pPr>" if end else ""
    return f"<w:p>{marked}{inside}</w:p>"


def r(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def ins(inside: str, by: str = BY) -> str:
    return f'<w:ins w:id="1" {by}>{inside}</w:ins>'


def gone(text: str, by: str = BY) -> str:
    return f'<w:del w:id="2" {by}>{r(text, "delText")}</w:del>'


def changes(body: str, **parts: str) -> tuple[Change, ...]:
    content = word(body, **parts)
    opened = Opened(Member("plan.docx", content), content, "docx")
    return weigh(
        compare((Recognised(Document(opened, read_word(content)), Kind.TRACKED_CHANGE),), rules()),
        rules(),
    )


F = p(r("Section F: Special educational provision"))


def test_the_end_of_a_paragraph_is_a_change_of_its_own() -> None:
    (found,) = changes(F + p(r("An adult helps."), f'<w:ins w:id="3" {BY}/>') + p(r("Every day.")))
    assert (found.operation, found.section) == (Operation.INSERT, Section.F)


def test_a_heading_that_swallows_the_next_section_still_begins_its_own_in_the_old_reading() -> None:
    joined = p(r("Section G: Health provision"), f'<w:del w:id="3" {BY}/>')
    body = F + p(r("Help.")) + joined + p(r("A nurse visits ") + gone("weekly") + ins(r("monthly")) + r("."))
    assert [one.section for one in changes(body) if one.after == "monthly"] == [Section.G]


def test_many_marks_are_the_one_change_that_a_reader_sees() -> None:
    end = f'<w:del w:id="8" {BY}/>'
    cells = "".join(f"<w:tc>{p(gone(text), end)}</w:tc>" for text in ("Speech", "30 minutes", "weekly"))
    row = f'<w:tr><w:trPr><w:del w:id="9" {BY}/></w:trPr>{cells}</w:tr>'
    body = F + f"<w:tbl>{row * 6}</w:tbl>"
    assert len(list_revisions(word(body))) == 42
    (found,) = changes(body)
    assert (found.operation, found.weight) == (Operation.TABLE, Weight.SUBSTANTIVE)


def moved(name: str, kind: str, inside: str) -> str:
    start = f'<w:{kind}RangeStart w:id="5" {BY} w:name="{name}"/>'
    return f'{start}<w:{kind} w:id="6" {BY}>{inside}</w:{kind}><w:{kind}RangeEnd w:id="5"/>'


def test_a_move_is_paired_by_its_name_and_touches_both_sections() -> None:
    text = "A therapist trains staff."
    out, to = moved("m1", "moveFrom", r(text, "t")), moved("m1", "moveTo", r(text))
    body = F + p(out) + p(r("Section G: Health provision")) + p(to)
    found = changes(body)
    assert [(one.operation, one.section) for one in found] == [
        (Operation.MOVE, Section.F),
        (Operation.MOVE, Section.G),
    ]


def test_a_move_without_a_name_is_paired_by_its_words() -> None:
    text = "A therapist trains staff."
    body = F + p(moved("", "moveFrom", r(text))) + p(r("Between.")) + p(moved("", "moveTo", r(text)))
    (found,) = changes(body)
    assert (found.operation, found.weight) == (Operation.MOVE, Weight.COSMETIC)


def test_text_edited_inside_a_move_is_no_mere_move() -> None:
    inner = r("A therapist trains staff ") + gone("yearly") + ins(r("monthly"))
    body = (
        F + p(moved("m", "moveFrom", r("A therapist trains staff yearly"))) + p(r("x")) + p(moved("m", "moveTo", inner))
    )
    assert any(one.weight is Weight.SUBSTANTIVE for one in changes(body))


def test_what_a_second_author_takes_out_of_an_insertion_is_neither_old_nor_new() -> None:
    other = 'w:author="B" w:date="2026-02-26T09:00:00Z"'
    body = F + p(r("Jo has ") + ins(r("daily ") + gone("or weekly ", other)) + r("help."))
    (found,) = changes(body)
    assert (found.before, found.after.strip()) == ("", "daily")
    lines = [one for one in read_word(word(body)).paragraphs if "Jo has" in one.text]
    assert (lines[0].text, lines[0].before) == ("Jo has daily help.", "Jo has help.")


def test_a_text_box_is_one_though_written_twice() -> None:
    box = f"<w:txbxContent>{p(ins(r('In a box.')))}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    both = f"<mc:AlternateContent>{choice}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    found = changes(F + p(f"<w:r>{both}</w:r>"))
    assert [one.after for one in found] == ["In a box."]


def test_a_row_and_the_words_in_it_are_told_once() -> None:
    end = f'<w:ins w:id="4" {BY}/>'
    cell = f"<w:tc>{p(ins(r('Speech therapy')), end)}</w:tc>"
    row = f'<w:tr><w:trPr><w:ins w:id="7" {BY}/></w:trPr>{cell}</w:tr>'
    (found,) = changes(F + f"<w:tbl>{row}</w:tbl>")
    assert (found.operation, found.after) == (Operation.TABLE, "Speech therapy")


def test_a_change_of_properties_that_changes_nothing_is_no_change() -> None:
    same = f"<w:rPr><w:b/><w:rPrChange w:id='1' {BY}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>"
    assert changes(F + p(f"<w:r>{same}<w:t>x</w:t></w:r>")) == ()


def test_marks_in_the_copy_of_old_properties_are_not_counted_again() -> None:
    old = f'<w:rPr><w:ins w:id="2" {BY}/></w:rPr>'
    body = p(f'<w:r><w:rPr><w:b/><w:rPrChange w:id="1" {BY}>{old}</w:rPrChange></w:rPr><w:t>x</w:t></w:r>')
    assert Counter(one.kind for one in list_revisions(word(body))) == {"rPrChange": 1}


def test_the_real_time_goes_before_the_local_time_that_word_writes_with_a_z() -> None:
    utc = 'xmlns:w16du="http://schemas.microsoft.com/office/word/2023/wordml/word16du"'
    marked = f'<w:ins w:id="1" {BY} {utc} w16du:dateUtc="2026-02-25T08:00:00Z">{r("new")}</w:ins>'
    (found,) = changes(F + p(marked))
    assert found.date == "2026-02-25T08:00:00Z"


def test_changes_without_author_or_date_are_grouped_and_told() -> None:
    bare = 'w:author=""'
    (found,) = changes(F + p(r("for ") + gone("20", bare) + ins(r("40"), bare) + r(" minutes")))
    assert (found.before, found.after, found.author, found.date) == ("20", "40", "", None)


def test_a_tick_in_a_form_box_is_a_change_of_substance() -> None:
    box = f"<w:sdt><w:sdtContent>{gone('☐')}{ins(r('☒'))}</w:sdtContent></w:sdt>"
    body = p(r("Section J: Personal budget")) + p(box + r(" A personal budget is asked for."))
    (found,) = changes(body)
    assert (found.before, found.after, found.weight) == ("☐", "☒", Weight.SUBSTANTIVE)


def test_the_code_of_a_field_is_no_text() -> None:
    code = f'<w:ins w:id="1" {BY}><w:r><w:instrText>PAGE</w:instrText></w:r></w:ins>'
    assert changes(F + p(code)) == ()


def test_a_formula_that_was_put_in_is_seen() -> None:
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    (found,) = changes(F + p(ins(f"<m:oMath {math}><m:r><m:t>x=2</m:t></m:r></m:oMath>")))
    assert found.after == "x=2"


def test_a_strict_file_gives_its_changes() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    loose = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    content = word(F + p(ins(r("new"))))
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).decode().replace(loose, strict))
    paragraphs = read_word(written.getvalue()).paragraphs
    assert [run.text for one in paragraphs for run in one.runs if run.mark] == ["new"]


def test_a_thousand_changes_take_no_longer_than_they_should() -> None:
    """Reading is linear: the work for one change does not grow with how many there are."""
    line = p(r("will have ") + gone("20") + ins(r("40")) + r(" minutes of it."))
    seconds = []
    for number in (200, 1600):
        started = time.perf_counter()
        assert len(changes(F + line * number)) == number
        seconds.append(time.perf_counter() - started)
    assert seconds[1] < seconds[0] * 8 * 3
