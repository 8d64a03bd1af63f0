"""Each format gives its text, and says what it holds that runs."""

import io
import struct
import zipfile
from email.message import EmailMessage

import pikepdf
import pytest
from openpyxl import Workbook
from PIL import Image

from pipeline.demo.pdf_files import pdf_file, scanned_pdf
from pipeline.demo.word_files import Heading, Paper, Table
from pipeline.domain.case import Known
from pipeline.domain.documents import Content
from pipeline.domain.members import Member, Opened, Pack, SetAside
from pipeline.domain.words import Disposition
from pipeline.formats.sniff import sniff
from pipeline.formats.table import READERS
from pipeline.process import process
from pipeline.stages.read import read
from tests.office import TODAY, rules

PAPER = Paper("School Report", "Sample School", (Heading("Progress"), "Jo reads well.", Table((("Year", "7"),))), TODAY)


def texts(content: Content) -> list[str]:
    return [paragraph.text for paragraph in content.paragraphs]


def test_a_pdf_gives_its_text_with_pages() -> None:
    content = READERS["pdf"](pdf_file(PAPER))
    assert "Jo reads well." in "\n".join(texts(content))
    assert {paragraph.page for paragraph in content.paragraphs} == {1}
    assert content.text_source == "text"


def test_a_scan_without_text_says_which_pages_need_reading_by_eye() -> None:
    content = READERS["pdf"](scanned_pdf(PAPER))
    assert (content.text_source, content.blank_pages) == ("none", (1,))


def filled_form() -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    name = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="Surname",
            V="Example",
            Rect=[10, 10, 90, 30],
        )
    )
    box = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Btn,
            T="Amend",
            V=pikepdf.Name.Yes,
            Rect=[10, 40, 30, 60],
        )
    )
    page.Annots = pdf.make_indirect(pikepdf.Array([name, box]))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([name, box]))
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.attachments["plan.txt"] = b"Section F"
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def test_what_was_filled_into_a_pdf_form_is_read() -> None:
    content = READERS["pdf"](filled_form())
    assert dict(content.fields) == {"Surname": "Example", "Amend": "☒"}
    assert "Surname: Example" in [p.text for p in content.paragraphs if p.place == "field"]


def test_attachments_and_scripts_of_a_pdf_are_found() -> None:
    content = READERS["pdf"](filled_form())
    assert content.attachments == (("plan.txt", b"Section F"),)
    assert content.active == ("a script",)


def annotated(kind: str, **entries: object) -> bytes:
    """Put one annotation over the line "Jo reads well." of a sample PDF."""
    import pypdfium2

    content = pdf_file(PAPER)
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    found = page.search("Jo reads well").get_next()
    assert found is not None
    page.count_rects(*found)
    left, bottom, right, top = page.get_rect(0)
    pdf = pikepdf.open(io.BytesIO(content))
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[left, bottom, right, top], **entries
    )
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def test_notes_on_a_pdf_are_comments_on_the_words_under_them() -> None:
    content = annotated("Highlight", Contents="please add help", T="A. Hill", M="D:20260225091200Z")
    (note,) = READERS["pdf"](content).comments
    assert (note.text, note.author, note.date) == ("please add help", "A. Hill", "2026-02-25")
    assert "Jo reads well" in note.anchor


def test_words_struck_out_on_a_pdf_are_said_and_a_bare_highlight_is_not() -> None:
    (struck,) = READERS["pdf"](annotated("StrikeOut")).comments
    assert (struck.text, "Jo reads well" in struck.anchor) == ("Struck out.", True)
    assert READERS["pdf"](annotated("Highlight")).comments == ()


def test_ink_on_a_pdf_is_said_to_be_there() -> None:
    assert READERS["pdf"](annotated("Ink", InkList=[[10, 10, 20, 20]])).ink
    assert not READERS["pdf"](annotated("Highlight")).ink


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Costs"
    sheet.append(["Provision", "Hours", "When"])
    sheet.append(["Small group", 2.0, TODAY])
    hidden = book.create_sheet("Hidden")
    hidden.append(["Total", 12.5])
    hidden.sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_spreadsheet_is_read_cell_by_cell_with_hidden_sheets() -> None:
    content = READERS["xlsx"](workbook())
    cells = [(p.page, p.row, p.cell, p.text) for p in content.paragraphs if p.table]
    assert (1, 1, 1, "2") in cells
    assert (1, 1, 2, "04/03/2026") in cells
    assert (2, 0, 1, "12.5") in cells
    assert content.pages == 2


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Zoë\n\nline".encode(), ["Zoë", "line"]),
        ("Zoë".encode("cp1252"), ["Zoë"]),
        ("Zoë".encode("utf-16"), ["Zoë"]),
        ("\ufeffZoë".encode(), ["Zoë"]),
    ],
)
def test_plain_text_is_read_in_the_encodings_that_windows_writes(content: bytes, text: list[str]) -> None:
    assert texts(READERS["txt"](content)) == text


def test_comma_separated_values_are_rows_of_cells() -> None:
    content = READERS["csv"](b"Name;Year\nJo;7\n")
    assert [(p.row, p.cell, p.text) for p in content.paragraphs] == [
        (0, 0, "Name"),
        (0, 1, "Year"),
        (1, 0, "Jo"),
        (1, 1, "7"),
    ]


def test_a_page_is_read_without_its_scripts_and_keeps_where_it_points() -> None:
    page = b"<html><head><title>T</title><script>x=1</script></head><body><h1>Head</h1><p>One <b>two</b>.</p>"
    page += b"<table><tr><th>Name</th><td>Jo</td></tr></table><a href='https://example.org/m'>read</a></body></html>"
    content = READERS["html"](page)
    assert texts(content) == ["Head", "One two .", "Name", "Jo", "read"]
    assert [(p.row, p.cell) for p in content.paragraphs if p.table] == [(0, 0), (0, 1)]
    assert content.properties == {"title": "T", "links": "https://example.org/m"}


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "school@example.org", "Review papers"
    message.set_content("Please find the papers attached.")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="AR1.pdf")
    inner = EmailMessage()
    inner["Subject"] = "Inside"
    inner.set_content("Forwarded.")
    message.add_attachment(inner)
    return message


def test_a_mail_gives_its_lines_and_its_attachments() -> None:
    content = READERS["eml"](mail().as_bytes())
    assert "Subject: Review papers" in texts(content)
    assert "Please find the papers attached." in texts(content)
    names = [name for name, _ in content.attachments]
    assert names[0] == "AR1.pdf"
    assert names[1].endswith(".eml")
    assert b"Forwarded." in content.attachments[1][1]


@pytest.mark.parametrize(
    "heading", [b"Subject: =?utf-8?q?=FF=FE?=", b"From: <<>>,,;", b"Date: never", b"Content-Type: ;;"]
)
def test_a_broken_heading_never_loses_the_mail(heading: bytes) -> None:
    content = READERS["eml"](heading + b"\r\nTo: a@example.org\r\n\r\nThe text.\r\n")
    assert "The text." in texts(content)


def test_rich_text_is_read_and_its_tracked_changes_are_said_to_be_unread() -> None:
    content = READERS["rtf"](rb"{\rtf1\ansi Section F\par Jo has {\revised\revauth1 two} hours.\par}")
    assert texts(content)[0] == "Section F"
    assert content.changes_unread


def odt(body: str) -> bytes:
    names = ["office", "text", "table"]
    spaces = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in names)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("content.xml", f"{content}</office:document-content>")
    return written.getvalue()


def test_open_document_text_is_read_with_headings_and_tables() -> None:
    body = "<text:h>Plan</text:h><text:p>One<text:s text:c='2'/>two</text:p>"
    body += "<table:table><table:table-row><table:table-cell><text:p>Cell</text:p></table:table-cell></table:table-row>"
    content = READERS["odt"](odt(body + "</table:table>"))
    assert [(p.text, p.heading, p.table) for p in content.paragraphs] == [
        ("Plan", True, None),
        ("One  two", False, None),
        ("Cell", False, 1),
    ]


def slides() -> bytes:
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "presentationml.presentation.main+xml")
        for number in (2, 10):
            text = f"<p {space}><a:p><a:r><a:t>Slide {number}</a:t></a:r></a:p></p>"
            archive.writestr(f"ppt/slides/slide{number}.xml", text)
    return written.getvalue()


def test_slides_are_read_in_their_order() -> None:
    assert texts(READERS["pptx"](slides())) == ["Slide 2", "Slide 10"]


def test_a_picture_has_no_text_and_every_frame_is_a_page_to_read() -> None:
    written = io.BytesIO()
    frames = [Image.new("1", (40, 40)) for _ in range(3)]
    frames[0].save(written, "TIFF", save_all=True, append_images=frames[1:])
    content = READERS["tif"](written.getvalue())
    assert (content.pages, content.blank_pages, content.text_source) == (3, (1, 2, 3), "none")


def old_word(text: str) -> bytes:
    """Write the two streams of the smallest Word 97 document, without the file around them."""
    fib = bytearray(0x400)
    struct.pack_into("<H", fib, 0, 0xA5EC)
    struct.pack_into("<i", fib, 0x4C, len(text))
    place = len(fib)
    table = b"\x02" + struct.pack("<i", 16) + struct.pack("<ii", 0, len(text))
    table += b"\0\0" + struct.pack("<I", (place * 2) | 1 << 30) + b"\0\0"
    struct.pack_into("<ii", fib, 0x01A2, 0, len(table))
    return bytes(fib) + text.encode("cp1252") + b"|TABLE|" + table


def test_the_piece_table_of_an_old_word_file_gives_its_text() -> None:
    from pipeline.formats.doc import _paragraphs, _pieces

    stream, _, table = old_word("Section F\rName\x07Jo\x07\x07End \x13 HYPERLINK x \x14link\x15\r").partition(
        b"|TABLE|"
    )
    text = "".join(_pieces(stream, table))
    shown = [(p.text, p.table, p.cell) for p in _paragraphs(text, (len(text), 0, 0, 0, 0, 0, 0, 0))]
    assert shown == [("Section F", None, None), ("Name", 1, 0), ("Jo", 1, 1), ("End link", 1, 0)]


def opened(content: bytes, name: str) -> Opened:
    return Opened(Member(name, content), content, sniff(content, name))


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "AR1.docx", "empty_document"),
        (b"\n \n", "note.txt", "empty_document"),
        (b"PK\x03\x04 broken", "AR1.docx", "unreadable_document"),
        (b"%PDF-1.7 broken", "AR1.pdf", "unreadable_document"),
        (bytes(range(256)), "export.bin", "unreadable_document"),
        (b"\x89PNG\r\n\x1a\n broken", "photo.png", "unreadable_document"),
    ],
)
def test_what_cannot_be_read_is_set_aside_with_its_reason(content: bytes, name: str, code: str) -> None:
    with pytest.raises(SetAside) as caught:
        read(opened(content, name))
    assert (caught.value.code, caught.value.disposition) == (code, Disposition.UNREADABLE)
    assert caught.value.reason


def test_a_wrong_ending_is_noted() -> None:
    document = read(opened(pdf_file(PAPER), "AR1.docx"))
    assert "named .docx, and really pdf" in document.content.notes
    assert read(opened(pdf_file(PAPER), "AR1.pdf")).content.notes == ()


def test_a_limit_that_was_reached_is_a_finding_and_never_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.formats.text.MOST_LINES", 3)
    text = b"School Report\nProgress\nJo reads well.\nThe plan should change.\n"
    pack = Pack("Example", (Member("report.txt", text),), TODAY, "0" * 64)
    report = process(pack, Known(), rules(), TODAY).report
    (found,) = [one for one in report.findings if one.code == "unreadable_document"]
    assert "only its first" in found.message
    assert report.triage.if_complete == "undetermined"
