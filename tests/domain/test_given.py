"""`pack.json` as senders write it, good and bad."""

import json

import pytest

from pipeline.domain.given import read_given


def test_all_that_can_be_used_is_text_with_iso_dates() -> None:
    said = {"upn": "A807200123001", "nc_year": 7, "in_care": True, "dob": "04/05/2013", "received": "2026-03-02"}
    given, raised = read_given(json.dumps(said).encode())
    expected = {"upn": "A807200123001", "nc_year": "7", "in_care": "yes", "dob": "2013-05-04", "received": "2026-03-02"}
    assert given == expected
    assert raised == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not valid JSON"),
        (b"\xff{}", "not valid JSON"),
        (b"[1]", "curly brackets"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"upn": "A1", "upn": "B2"}', "twice"),
    ],
)
def test_a_file_that_cannot_be_used_is_raised_and_gives_nothing(content: bytes, words: str) -> None:
    given, raised = read_given(content)
    assert given == {}
    assert [one.code for one in raised] == ["metadata_conflict"]
    assert words in raised[0].detail


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("dob", "05/2013", "dob is not a date"),
        ("meeting_date", "31/02/2026", "meeting_date is not a date"),
        ("in_care", "perhaps", "yes or no"),
        ("surname", True, "true or false"),
        ("surname", ["Smith"], "must be text"),
        ("colour", "red", "not a name that is known"),
    ],
)
def test_an_unusable_value_is_raised_and_the_rest_kept(key: str, value: object, words: str) -> None:
    given, raised = read_given(json.dumps({"school": "Larkspur", key: value}).encode())
    assert given == {"school": "Larkspur"}
    assert [one.code for one in raised] == ["metadata_conflict"]
    assert words in raised[0].detail


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_saved_by_notepad_is_read(encoding: str) -> None:
    assert read_given('{"surname": "Ó Briain", "upn": null, "school": ""}'.encode(encoding)) == (
        {"surname": "Ó Briain"},
        (),
    )
