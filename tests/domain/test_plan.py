"""Where in the plan a paragraph stands."""

from dataclasses import replace

from pipeline.domain.documents import Mark, Paragraph, Run, plain
from pipeline.domain.plan import sections_of
from pipeline.domain.words import Section
from tests.office import rules


def told(*paragraphs: Paragraph) -> list[str | None]:
    return [section and str(section) for section in sections_of(paragraphs, rules().sections)]


def test_what_stands_before_the_first_section_is_the_cover() -> None:
    assert told(plain("Plan for Jo"), plain("Section A"), plain("Jo likes art.")) == ["cover", "A", "A"]


def test_sections_may_stand_in_any_order() -> None:
    lines = ("Section E: Outcomes", "one", "Section B: Special educational needs", "two")
    assert told(*(plain(line) for line in lines)) == ["E", "E", "B", "B"]


def test_a_document_without_headings_has_no_sections() -> None:
    assert told(plain("Jo likes art."), plain("Jo reads.")) == [None, None]


def test_a_table_of_contents_begins_no_section() -> None:
    contents = [f"Section {letter}" for letter in "ABCDEF"]
    lines = (*contents, "Address: 1 Sample Street", *(part for one in contents for part in (one, "text")))
    sections = told(*(plain(line) for line in lines))
    assert sections[6] == "cover"
    assert sections[7:9] == ["A", "A"]


def test_sections_side_by_side_in_a_table_belong_to_their_columns() -> None:
    heads = ("Section B: Special educational needs", "Section E: Outcomes", "Section F: Provision")
    row = [plain(text, table=1, row=0, cell=at) for at, text in enumerate(heads)]
    below = [plain(f"cell {at}", table=1, row=1, cell=at) for at in range(3)]
    assert told(*row, *below) == ["B", "E", "F", "B", "E", "F"]


def test_a_heading_whose_letter_and_title_are_two_cells_begins_its_section() -> None:
    cells = ("SECTION A", "The views, interests and aspirations of the child")
    row = [plain(text, table=1, row=0, cell=at) for at, text in enumerate(cells)]
    below = plain("Jo likes art.", table=1, row=1, cell=0)
    assert told(*row, below, plain("SECTION H1"), plain("A short break.")) == ["A", "A", "A", "H1", "H1"]


def test_a_heading_whose_title_stands_on_the_next_line_begins_its_section() -> None:
    lines = ("Section B", "Special educational needs", "Jo finds reading hard.", "F - Provision", "An adult helps.")
    assert told(*(plain(line) for line in lines)) == ["B", "B", "B", "F", "F"]


def test_a_heading_parted_into_runs_or_put_in_by_a_change_is_a_heading() -> None:
    parted = Paragraph((Run("Sec"), Run("tion F")))
    put_in = Paragraph((Run("Section G: Health provision", Mark("insert", "A")),))
    taken = Paragraph((Run("Section J: Personal budget", Mark("delete", "A")),))
    assert told(parted, put_in, taken) == ["F", "G", "J"]


def test_a_sentence_about_a_section_begins_none() -> None:
    assert told(plain("Section B"), plain("Section F says that Jo has help.")) == ["B", "B"]


def test_headers_are_of_the_cover_and_notes_of_no_section() -> None:
    head = replace(plain("Plan for Jo"), place="header")
    note = replace(plain("See the report."), place="footnote")
    assert told(plain("Section B"), head, note) == ["B", "cover", None]


def test_every_section_letter_is_known() -> None:
    letters = [section for section in Section if section is not Section.COVER]
    assert told(*(plain(f"Section {one}:") for one in letters)) == [str(one) for one in letters]
