"""Marks made by hand are measured against the document, and what the document says of them goes first."""

import pytest

from pipeline.domain.documents import Paragraph, Run, plain
from pipeline.domain.handmade import colour_name, marked_by_hand, with_hand_marks
from pipeline.domain.legend import legend_of, read_legend
from tests.office import rules

FILL = Run(" and words that nobody changed" * 12)
PLAIN = Paragraph((FILL,))


def marks(*paragraphs: Paragraph) -> list[tuple[str, str, str, str, bool]]:
    """Give kind, text, look, whose and sureness of each mark."""
    marked = with_hand_marks((*paragraphs, PLAIN), rules().marks)
    runs = [run for paragraph in marked for run in paragraph.runs]
    return [(r.mark.kind, r.text, r.mark.look, r.mark.author, r.mark.sure) for r in runs if r.mark]


def line(*runs: Run) -> Paragraph:
    return Paragraph((Run("Jo has help "), *runs, FILL))


def test_struck_words_are_deletions_and_coloured_words_additions() -> None:
    found = marks(line(Run("daily", strike=True), Run("weekly", colour="ff0000")))
    assert found == [("delete", "daily", "struck through", "", True), ("insert", "weekly", "in red", "", True)]


def test_colour_alone_is_only_possibly_an_addition() -> None:
    assert marks(line(Run("weekly", colour="ff0000"))) == [("insert", "weekly", "in red", "", False)]


def test_a_legend_makes_it_sure_and_is_no_change_itself() -> None:
    legend = Paragraph((Run("New text is in "), Run("red", colour="ff0000"), Run(".")))
    assert marks(legend, line(Run("weekly", colour="c00000"))) == [("insert", "weekly", "in red", "", True)]


def test_a_legend_in_the_cells_of_a_table_is_read() -> None:
    cells = [plain(text, table=1, row=0, cell=at) for at, text in enumerate(("Blue", "Additions by the school"))]
    assert legend_of(cells, rules().marks).looks == {"blue": "the school"}


def test_bold_marks_additions_where_words_are_struck_out() -> None:
    struck = line(Run("daily", strike=True))
    assert ("insert", "weekly", "in bold", "", False) in marks(struck, line(Run("weekly", bold=True)))
    assert marks(line(Run("weekly", bold=True))) == []


def test_a_label_in_bold_and_a_line_in_bold_are_no_additions() -> None:
    struck = line(Run("daily", strike=True))
    label = Paragraph((Run("Provision:", bold=True), Run(" an adult will help.")))
    whole = Paragraph((Run("What works well", bold=True),))
    assert [one for one in marks(struck, label, whole) if one[0] == "insert"] == []


def test_a_look_that_covers_a_quarter_of_the_document_is_how_it_is_printed() -> None:
    blue = Paragraph((Run("All answers are typed in blue. " * 20, colour="0000ff"),))
    assert marks(blue) == []


def test_a_working_document_has_its_own_key() -> None:
    top = plain("Working document, appeal of Jo Example")
    found = marks(top, line(Run("weekly", bold=True), Run("as needed", italic=True), Run("one hour", underline=True)))
    assert [(look, who) for _, _, look, who, _ in found] == [
        ("in bold", "the parents"),
        ("in italic", "the council"),
        ("underlined", "both sides (agreed)"),
    ]


def test_the_key_of_a_document_goes_before_the_usual_one() -> None:
    key = plain("Working document. Bold = LA amendments; italic = parents' amendments")
    found = marks(key, line(Run("weekly", bold=True)))
    assert [(look, who) for _, _, look, who, _ in found] == [("in bold", "the council")]


def test_a_sentence_about_colours_is_no_legend() -> None:
    assert read_legend("Jo painted the new house red and blue.", rules().marks) == {}


@pytest.mark.parametrize(
    ("look", "name"),
    [("ff0000", "red"), ("c00000", "red"), ("00b050", "green"), ("0070c0", "blue"), ("7030a0", "purple")],
)
def test_colours_have_the_names_that_legends_use(look: str, name: str) -> None:
    assert colour_name(look) == name
    assert colour_name("on yellow") == "yellow"
    assert colour_name("on darkBlue") == "blue"


def test_headings_in_colour_mark_nothing() -> None:
    heading = Paragraph((Run("Section F", colour="ff0000"),), heading=True)
    assert not marked_by_hand((heading, PLAIN), rules().marks)
