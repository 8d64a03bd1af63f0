"""Protection comes off with the standard format, or the file is set aside with the reason."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from pipeline.domain.members import Member, Opened, Protection, SetAside
from pipeline.domain.passwords import Candidate
from pipeline.domain.words import Disposition, ProtectionStatus, Scheme
from pipeline.stages.unlock import unlock

PROTECTED = Path(__file__).parents[3] / "shared" / "corpus" / "protected"
needs_corpus = pytest.mark.skipif(not PROTECTED.is_dir(), reason="the corpus of real files is not beside the project")
RIGHT = (Candidate("wrong", "no"), Candidate("standard", "Smith04052013"))


def locked_pdf(user: str, owner: str, revision: int, aes: bool = False) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        lock = pikepdf.Encryption(user=user, owner=owner, R=revision, aes=aes, metadata=aes)  # type: ignore[arg-type]
        pdf.save(out, encryption=lock)
    return out.getvalue()


@pytest.mark.parametrize(
    ("revision", "aes", "scheme"),
    [
        (2, False, Scheme.PDF_RC4_40),
        (3, False, Scheme.PDF_RC4_128),
        (4, True, Scheme.PDF_AES_128),
        (6, True, Scheme.PDF_AES_256),
    ],
)
def test_a_pdf_opens_with_the_standard_password_and_stays_open(revision: int, aes: bool, scheme: Scheme) -> None:
    member = Member("SALT.pdf", locked_pdf("Smith04052013", "other", revision, aes))
    opened = unlock(member, RIGHT)
    assert opened.protection == Protection(scheme, ProtectionStatus.REMOVED, "standard")
    assert unlock(Member("again.pdf", opened.content), ()).protection == Protection()
    with pytest.raises(SetAside) as refused:
        unlock(member, RIGHT[:1])
    assert refused.value.disposition is Disposition.NOT_OPENED
    assert refused.value.protection == Protection(scheme, ProtectionStatus.NOT_OPENED)
    assert "Smith" not in str(refused.value)


def test_a_pdf_that_anyone_can_read_is_no_password_matter() -> None:
    opened = unlock(Member("a.pdf", locked_pdf("", "owner", 4, True)), ())
    assert opened.protection == Protection(Scheme.PDF_OWNER_ONLY, ProtectionStatus.REMOVED)


@pytest.mark.parametrize("content", [b"", b"plain words", b"%PDF-1.4 cut off", b"PK\x03\x04cut"])
def test_what_is_not_protected_comes_back_as_it_is(content: bytes) -> None:
    opened = unlock(Member("a.docx", content), RIGHT)
    assert (opened.content, opened.protection) == (content, Protection())


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1cut", b"%PDF-1.4 trailer << /Encrypt 5 0 R >>"])
def test_a_damaged_file_is_unreadable_and_not_locked(content: bytes) -> None:
    with pytest.raises(SetAside) as refused:
        unlock(Member("a.doc", content), RIGHT)
    assert refused.value.disposition is Disposition.UNREADABLE


def outcome(row: dict[str, str]) -> Opened | SetAside:
    password = row["password"].split(" (only")[0]
    unknown = password.startswith("(") or password == "UNKNOWN"
    secrets = [] if unknown else [password, *password.split(" | ")]
    listed = tuple(Candidate("line", secret) for secret in secrets)
    try:
        return unlock(Member(row["file"], (PROTECTED / row["file"]).read_bytes()), listed)
    except SetAside as refused:
        return refused


def rows() -> list[dict[str, str]]:
    with (PROTECTED / "MANIFEST.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["format"] not in ("zip", "7z", "rar")]


@needs_corpus
def test_every_real_file_with_a_known_password_opens_and_no_other() -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows():
        found = outcome(row)
        status = str(found.protection.status) if isinstance(found, Opened) else str(found.disposition)
        counts[row["expected"].split(",")[0].split(" (")[0], status] += 1
    assert counts["open:pw", "removed"] == 85
    assert counts["open:default", "removed"] == 6
    assert not counts["open:pw", "not_opened"] and not counts["open:nopw", "unreadable"]
    assert counts["report: certificate-encrypted", "not_opened"] == 2
    assert not counts["report: unknown password", "removed"] and not counts["report: unknown password", "none"]


@needs_corpus
@pytest.mark.parametrize(
    ("file", "scheme"),
    [
        ("john-samples__2010-Default_myhovercraftisfullofeels_.docx", Scheme.OOXML_AGILE),
        ("msoffcrypto-tool__ecma376standard_password.docx", Scheme.OOXML_STANDARD),
        ("john-samples__2003-Office97-2000_myhovercraftisfullofeels_.doc", Scheme.OFFICE_RC4),
        ("msoffcrypto-tool__rc4cryptoapi_password.ppt", Scheme.OFFICE_RC4_CRYPTOAPI),
        ("john-samples__Test-weak-XOR_123456789012345_.xls", Scheme.OFFICE_XOR),
        ("tika__testODTEncrypted.odt", Scheme.ODF),
    ],
)
def test_the_scheme_is_told_whether_it_opened_or_not(file: str, scheme: Scheme) -> None:
    row = next(row for row in rows() if row["file"] == file)
    for password in (row["password"], "UNKNOWN"):
        assert outcome({**row, "password": password}).protection.scheme is scheme
