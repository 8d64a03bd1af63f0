"""Archives give up their files, and nothing that comes in is lost."""

import io
import stat
import zipfile

import pytest
import pyzipper

from pipeline.domain.members import Member, Protection
from pipeline.domain.passwords import Candidate
from pipeline.domain.words import Disposition, ProtectionStatus, Scheme
from pipeline.stages.unpack import Limits, unpack

STANDARD = (Candidate("standard", "Smith04052013"), Candidate("other", "other"))


def zipped(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def locked(*entries: tuple[str, bytes, str]) -> bytes:
    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", compression=pyzipper.ZIP_DEFLATED) as archive:
        for name, content, password in entries:
            archive.setpassword(password.encode() or None)
            archive.setencryption(pyzipper.WZ_AES if password else None)
            archive.writestr(name, content)
    return out.getvalue()


def test_an_archive_disappears_into_its_files_through_all_depths() -> None:
    inner = zipped(("SALT.txt", b"s"), ("folder/", b""))
    found = unpack((Member("a.txt", b"a"), Member("p.zip", zipped(("in.zip", inner), ("AR1.txt", b"r")))), ())
    assert [(one.path, one.content) for one in found.members] == [
        ("a.txt", b"a"),
        ("p.zip/in.zip/SALT.txt", b"s"),
        ("p.zip/AR1.txt", b"r"),
    ]
    assert not found.kept


def test_an_office_file_is_no_archive() -> None:
    word = Member("a.docx", zipped(("[Content_Types].xml", b"wordprocessingml.document.main+xml")))
    assert unpack((word,), ()).members == (word,)


def test_unsafe_and_equal_names_are_made_harmless_and_distinct() -> None:
    found = unpack(
        (Member("p.zip", zipped(("../x.txt", b"1"), ("/x.txt", b"2"), ("C:\\X.txt", b"3"), ("con.txt", b"4"))),), ()
    )
    assert [one.path for one in found.members] == [
        "p.zip/x.txt",
        "p.zip/x (2).txt",
        "p.zip/X (3).txt",
        "p.zip/_con.txt",
    ]


def test_each_entry_has_its_own_password() -> None:
    content = locked(
        ("a.txt", b"a", "Smith04052013"), ("b.txt", b"b", "other"), ("c.txt", b"c", "secret"), ("d.txt", b"d", "")
    )
    found = unpack((Member("p.zip", content),), STANDARD)
    assert [one.path for one in found.members] == ["p.zip/a.txt", "p.zip/b.txt", "p.zip/d.txt"]
    assert found.opened["p.zip/b.txt"] == Protection(Scheme.ZIP_AES, ProtectionStatus.REMOVED, "other")
    (kept,) = found.kept
    assert (kept.member.path, kept.disposition, kept.code) == (
        "p.zip/c.txt",
        Disposition.NOT_OPENED,
        "password_not_standard",
    )


def test_an_archive_of_which_nothing_opens_is_kept_whole() -> None:
    member = Member("p.zip", locked(("a.txt", b"a", "secret"), ("b.txt", b"b", "secret")))
    found = unpack((member,), STANDARD)
    assert not found.members
    assert [(one.member, one.disposition) for one in found.kept] == [(member, Disposition.NOT_OPENED)]


@pytest.mark.parametrize(
    ("content", "limits", "word"),
    [
        (b"PK\x03\x04cut off", Limits(), "damaged"),
        (zipped(*((f"{n}.txt", b"x") for n in range(5))), Limits(entries=4), "more than 4"),
        (zipped(("a.txt", b"x" * 600), ("b.txt", b"x" * 600)), Limits(archive=1000), "grows past"),
        (b"7z\xbc\xaf\x27\x1c", Limits(), "damaged"),
        (b"Rar!\x1a\x07\x00", Limits(), "RAR"),
    ],
)
def test_an_archive_that_cannot_be_expanded_is_kept_as_it_came(content: bytes, limits: Limits, word: str) -> None:
    member = Member("p.zip", content)
    found = unpack((member,), (), limits)
    assert not found.members
    (kept,) = found.kept
    assert kept.member == member and kept.disposition is Disposition.UNREADABLE and word in kept.reason


def test_archives_inside_archives_end_at_the_limit() -> None:
    content = b"x"
    for _ in range(7):
        content = zipped(("in.zip" if content != b"x" else "a.txt", content))
    found = unpack((Member("p.zip", content),), ())
    assert not found.members and "more than 5" in found.kept[0].reason


def test_one_bomb_is_kept_packed_and_the_rest_goes_on() -> None:
    bomb = bytes(3_000_000)
    limits = Limits(ratio_from=100_000)
    found = unpack((Member("p.zip", zipped(("bomb.txt", bomb), ("a.txt", b"a"))),), (), limits)
    assert [one.path for one in found.members] == ["p.zip/a.txt"]
    assert "proportion" in found.kept[0].reason and len(found.kept[0].member.content) < 10_000


def test_entries_that_lie_over_one_another_are_refused() -> None:
    content = zipped(("a.txt", b"a" * 50), ("b.txt", b"b" * 50))
    central = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", central + 1)
    twice = content[: second + 42] + content[central + 42 : central + 46] + content[second + 46 :]
    found = unpack((Member("p.zip", twice),), ())
    assert not found.members and found.kept


def test_a_link_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("plan.docx")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    found = unpack((Member("p.zip", out.getvalue()),), ())
    assert not found.members and "link" in found.kept[0].reason


def test_what_systems_leave_behind_is_counted_and_a_document_under_such_a_name_is_not() -> None:
    content = zipped(
        ("__MACOSX/._AR1.docx", b"\x00\x05\x16\x07.."),
        (".DS_Store", b"x"),
        ("~$AR1.docx", b"o" * 162),
        ("Thumbs.db", b"t"),
        ("__MACOSX/report.txt", b"a real report"),
        ("~$plan.txt", b"p" * 5000),
    )
    found = unpack((Member("p.zip", content), Member("desktop.ini", b"[x]")), ())
    assert found.junk == {"__MACOSX": 1, ".DS_Store": 1, "~$*": 1, "Thumbs.db": 1, "desktop.ini": 1}
    assert [one.name for one in found.members] == ["report.txt", "~$plan.txt"]


@pytest.mark.parametrize("content", [zipped(), zipped(("folder/", b"")), zipped(("__MACOSX/._a", b"\x00\x05\x16\x07"))])
def test_an_archive_without_a_document_is_kept_and_said_to_be_empty(content: bytes) -> None:
    found = unpack((Member("export.zip", content),), ())
    assert [(kept.member.path, kept.code) for kept in found.kept] == [("export.zip", "empty_document")]
