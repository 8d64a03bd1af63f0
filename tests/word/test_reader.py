"""Reading Word: what a reader sees, with every change accepted and with every change rejected."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from pipeline.demo.word_files import Heading, Paper, Table, word_file
from pipeline.domain.documents import Content
from pipeline.domain.members import SetAside
from pipeline.word.reader import read_word
from tests.corpus import CORPUS, corpus_folder

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


# In these the only text mark surrounds a field code or an automatic number, which hold no text of their own.
NO_TEXT = ("FieldCode", "Field-Code", "NumberingChange")


def word(body: str, **parts: str) -> bytes:
    """Write the smallest Word file with *body* and other parts by name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return written.getvalue()


def accepted(content: Content) -> str:
    gone = {"delete", "move_from", "row_delete"}
    kept = (p for p in content.paragraphs if not (p.row_mark and p.row_mark.kind in gone))
    return "".join("".join(p.text for p in kept).split())


def rejected(content: Content) -> str:
    kept = (p for p in content.paragraphs if not (p.row_mark and p.row_mark.kind == "row_insert"))
    return "".join("".join(p.before for p in kept).split())


def golden_pairs() -> list[tuple[str, str]]:
    folder = CORPUS / "tracked-changes"
    if not folder.is_dir():
        return []
    with (folder / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        rows = list(csv.DictReader(manifest))
    return [(row["file"], one) for row in rows for one in row["golden_files"].split() if one.endswith(".docx")]


@pytest.mark.parametrize(("file", "golden"), golden_pairs() or [("", "")])
def test_text_equals_the_file_in_which_word_accepted_or_rejected_every_change(file: str, golden: str) -> None:
    if not file:
        pytest.skip("the corpus of files with tracked changes is not beside this checkout")
    folder = corpus_folder("tracked-changes")
    ours = read_word((folder / file).read_bytes())
    theirs = accepted(read_word((folder / golden).read_bytes()))
    assert (accepted(ours) if "Accepted" in golden else rejected(ours)) == theirs


def test_every_corpus_file_with_changes_is_read_and_shows_them() -> None:
    folder = corpus_folder("tracked-changes")
    with (folder / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        rows = [row for row in csv.DictReader(manifest) if row["file"].endswith((".docx", ".docm"))]
    silent = []
    for row in rows:
        texts = [kind for kind in row["kinds"].split() if kind.startswith(("ins=", "del=", "moveFrom=", "moveTo="))]
        content = read_word((folder / row["file"]).read_bytes())
        seen = any(p.mark or p.row_mark or p.format_change or any(r.mark for r in p.runs) for p in content.paragraphs)
        if texts and not seen:
            silent.append(row["file"])
    assert len(rows) > 90
    assert [one for one in silent if not any(word in one for word in NO_TEXT)] == []


def test_paragraphs_keep_their_revisions_with_author_and_time() -> None:
    paper = Paper("Plan", "Header line", ("One {-30-}{+45+} minutes.",), _day(), "A. Officer")
    content = read_word(word_file(paper))
    line = next(p for p in content.paragraphs if "minutes" in p.text)
    assert (line.text, line.before) == ("One 45 minutes.", "One 30 minutes.")
    marks = [run.mark for run in line.runs if run.mark]
    assert [(mark.kind, mark.author, mark.date[:10]) for mark in marks] == [
        ("delete", "A. Officer", "2026-02-23"),
        ("insert", "A. Officer", "2026-02-23"),
    ]


def test_both_ends_of_a_move_carry_its_name() -> None:
    content = read_word(word_file(Paper("Plan", "", ("{<Go.<} stay {>Go.>}",), _day())))
    ends = [run.mark for p in content.paragraphs for run in p.runs if run.mark]
    assert [(mark.kind, mark.name) for mark in ends] == [("move_from", "move1"), ("move_to", "move1")]


def test_what_a_second_author_deletes_of_an_insertion_stands_in_neither_text() -> None:
    body = (
        '<w:p><w:ins w:author="A"><w:r><w:t>new </w:t></w:r>'
        '<w:del w:author="B"><w:r><w:delText>gone</w:delText></w:r></w:del></w:ins></w:p>'
    )
    line = read_word(word(body)).paragraphs[0]
    assert (line.text, line.before) == ("new ", "")
    assert line.runs[1].outer is not None
    assert line.runs[1].outer.author == "A"


def test_a_text_box_is_read_once_though_word_writes_it_twice() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    content = read_word(word(body))
    assert [(p.text, p.place) for p in content.paragraphs if p.text] == [("Boxed", "textbox")]


def test_cells_know_their_table_row_and_place() -> None:
    content = read_word(word_file(Paper("T", "", (Table((("Name", "Ada"), ("Year", "7"))),), _day())))
    cells = [(p.row, p.cell, p.text) for p in content.paragraphs if p.table is not None]
    assert cells == [(0, 0, "Name"), (0, 1, "Ada"), (1, 0, "Year"), (1, 1, "7")]


def test_an_inserted_row_is_told_from_inserted_text() -> None:
    row = '<w:tr><w:trPr><w:ins w:author="A"/></w:trPr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>'
    paragraph = read_word(word(f"<w:tbl>{row}</w:tbl>")).paragraphs[0]
    assert paragraph.row_mark is not None
    assert paragraph.row_mark.kind == "row_insert"


def test_headings_headers_and_old_tick_boxes_are_seen() -> None:
    content = read_word(word_file(Paper("Title", "Top line", (Heading("Section A"),), _day())))
    assert [p.text for p in content.paragraphs if p.heading] == ["Title", "Section A"]
    assert "Top line" in [p.text for p in content.paragraphs if p.place == "header"]
    box = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
        '<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:t xml:space="preserve"> Yes</w:t></w:r></w:p>'
    )
    assert read_word(word(box)).paragraphs[0].text == "☒ Yes"


def test_a_format_change_that_changes_nothing_is_no_change() -> None:
    same = '<w:rPr><w:b/><w:rPrChange w:author="A"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>'
    real = '<w:rPr><w:b/><w:rPrChange w:author="A"><w:rPr/></w:rPrChange></w:rPr>'
    runs = [read_word(word(f"<w:p><w:r>{p}<w:t>x</w:t></w:r></w:p>")).paragraphs[0].runs[0] for p in (same, real)]
    assert [run.format_change is not None for run in runs] == [False, True]


def test_a_strict_file_is_read_as_any_other() -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document {strict}><w:body><w:p><w:r><w:t>Strict</w:t></w:r></w:p></w:body></w:document>",
        )
    assert [p.text for p in read_word(written.getvalue()).paragraphs] == ["Strict"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"%PDF-1.7"])
def test_what_is_no_word_file_is_set_aside(content: bytes) -> None:
    with pytest.raises(SetAside):
        read_word(content)


@pytest.mark.parametrize("name", ["made__billion-laughs.docx", "made__quadratic-blowup.docx", "made__deep-xml.docx"])
def test_xml_made_to_exhaust_memory_is_refused_or_read_without_growing(name: str) -> None:
    content = (corpus_folder("hostile") / name).read_bytes()
    try:
        text = sum(len(paragraph.text) for paragraph in read_word(content).paragraphs)
    except SetAside:
        text = 0
    assert text < 10_000_000


def test_no_outside_file_is_ever_read_into_a_document() -> None:
    content = (corpus_folder("hostile") / "made__xxe-file.docx").read_bytes()
    try:
        shown = "".join(paragraph.text for paragraph in read_word(content).paragraphs)
    except SetAside:
        shown = ""
    secret = Path("/etc/passwd").read_text(encoding="utf-8") if Path("/etc/passwd").exists() else "root:x:0:0"
    assert secret.splitlines()[0] not in shown


def _day() -> dt.date:
    return dt.date(2026, 2, 23)
