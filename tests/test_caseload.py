"""The caseload file as spreadsheets save it."""

from pathlib import Path

import pytest

from pipeline.caseload import read_caseload
from pipeline.domain.errors import UsageError


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "caseload.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_columns_may_be_missing_empty_unknown_and_in_any_order(tmp_path: Path) -> None:
    text = 'Surname,colour,DOB,parent_address,upn\r\nSmith,red,4/5/2013,"1 High St,\nExampleby",\r\n,,,,\r\n'
    rows = read_caseload(_file(tmp_path, text))
    expected = {"surname": "Smith", "dob": "2013-05-04", "parent_address": "1 High St, Exampleby"}
    assert [row.values for row in rows] == [expected]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_caseload_is_read_however_the_spreadsheet_encoded_it(tmp_path: Path, encoding: str) -> None:
    rows = read_caseload(_file(tmp_path, "surname;forenames\nNuñez;Zoë\n".encode(encoding)))
    assert rows[0].values == {"surname": "Nuñez", "forenames": "Zoë"}


def test_every_mistake_is_named_with_its_line_and_no_value_is_quoted(tmp_path: Path) -> None:
    text = "surname,dob,in_care,placement_type\nA,4/5/13,yes,academy\nB,2013-05-04,maybe,castle\n"
    with pytest.raises(UsageError) as caught:
        read_caseload(_file(tmp_path, text))
    said = str(caught.value)
    assert "line 2, column dob" in said
    assert "line 3, column in_care" in said
    assert "line 3, column placement_type" in said
    assert "4/5/13" not in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("colour,taste\nred,sweet\n", "line 1"),
        ("surname,surname\nA,B\n", "twice"),
        ('surname,dob\n"A,2013-05-04\n', "quotation mark"),
        ("surname,dob\nA,2013-05-04,1 High St\n", "line 2"),
        (b"PK\x03\x04\x00\x00", "not a CSV file"),
    ],
)
def test_an_unusable_file_is_refused_in_plain_words(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_caseload(_file(tmp_path, text))


def test_a_caseload_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="could not be read"):
        read_caseload(tmp_path / "none.csv")
