"""Every revision mark of a file, one by one, as the file holds them."""

import csv
import io
import zipfile
from collections import Counter

import pytest

from pipeline.word.revisions import Revision, list_revisions
from tests.corpus import corpus_folder

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BY = 'w:author="A" w:date="2026-02-25T09:00:00Z"'


def word(body: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
        )
    return written.getvalue()


def kinds(body: str) -> list[str]:
    return [one.kind for one in list_revisions(word(body))]


def test_a_mark_has_its_author_its_time_and_its_words() -> None:
    body = f"<w:p><w:ins {BY}><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    assert list_revisions(word(body)) == (Revision("ins", "document", "A", "2026-02-25T09:00:00Z", "new"),)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr></w:p>", ["para_ins"]),
        (f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr></w:tr></w:tbl>", ["row_del"]),
        (f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellIns {BY}/></w:tcPr></w:tc></w:tr></w:tbl>", ["cell_ins"]),
        (f"<w:p><w:pPr><w:numPr><w:ins {BY}/></w:numPr></w:pPr></w:p>", ["num_ins"]),
        (f"<w:p><w:pPr><w:rPr><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr></w:pPr></w:p>", ["rPrChange_mark"]),
        (f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr></w:r></w:p>", ["rPrChange"]),
    ],
)
def test_what_is_no_text_has_its_own_kind(body: str, wanted: list[str]) -> None:
    assert kinds(body) == wanted


def test_the_copy_of_old_properties_repeats_no_mark() -> None:
    old = f"<w:tcPrChange {BY}><w:tcPr><w:cellIns {BY}/></w:tcPr></w:tcPrChange>"
    assert kinds(f"<w:tbl><w:tr><w:tc><w:tcPr>{old}</w:tcPr></w:tc></w:tr></w:tbl>") == ["tcPrChange"]


def test_a_box_that_is_written_twice_is_counted_once() -> None:
    inner = f"<w:ins {BY}><w:r><w:t>x</w:t></w:r></w:ins>"
    choice = (
        f"<mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>"
    )
    assert kinds(f"<w:p>{choice}</w:p>") == ["ins"]


def test_what_one_author_put_in_and_another_took_out_says_so() -> None:
    body = (
        f"<w:p><w:ins {BY}><w:r><w:t>a</w:t></w:r><w:del {BY}><w:r><w:delText>b</w:delText></w:r></w:del></w:ins></w:p>"
    )
    assert [(one.kind, one.text, one.inside) for one in list_revisions(word(body))] == [
        ("ins", "a", ""),
        ("del", "b", "ins"),
    ]


def test_the_counts_of_real_files_are_those_of_the_manifest() -> None:
    """Somebody else's tool counted the marks of these files kind by kind."""
    folder = corpus_folder("tracked-changes")
    rows = list(csv.DictReader((folder / "MANIFEST.csv").open(encoding="utf-8")))
    assert len(rows) > 100
    for row in rows:
        wanted = Counter(
            {kind: int(number) for kind, _, number in (one.partition("=") for one in row["kinds"].split())}
        )
        assert Counter(one.kind for one in list_revisions((folder / row["file"]).read_bytes())) == wanted, row["file"]
