"""Passwords: what one paper tells opens the next, no other child's details are tried, and no password is ever told."""

import datetime as dt
import io
import logging
import sqlite3
from pathlib import Path

import pytest
import pyzipper

from pipeline.demo import reports, writing
from pipeline.demo.office_files import locked_office
from pipeline.demo.packs import make_samples
from pipeline.demo.pdf_files import locked_pdf, pdf_file
from pipeline.demo.people import Pupil, caseload, pupils
from pipeline.demo.word_files import word_file
from pipeline.domain.case import Known
from pipeline.domain.members import Member, Pack, Protection, SetAside
from pipeline.domain.passwords import Candidate
from pipeline.domain.report import Report
from pipeline.domain.words import Disposition, ProtectionStatus, Scheme
from pipeline.formats import office_lock, office_verifier
from pipeline.handling import office_in
from pipeline.intake.inbox import Inbox
from pipeline.intake.ledger import Ledger
from pipeline.intake.night import batch
from pipeline.process import process
from pipeline.stages.unlock import unlock
from pipeline.stages.unpack import unpack
from tests.corpus import corpus_folder
from tests.office import RULES, TEMPLATES, TODAY, rules

PUPILS = pupils(TODAY)
PUPIL: Pupil = PUPILS["Pemberley"]
OTHER: Pupil = PUPILS["Okonjo"]
WRONG = Candidate("wrong", "no-such-password")


def handled(files: dict[str, bytes], known: Known | None = None) -> Report:
    members = tuple(Member(name, content) for name, content in files.items())
    return process(Pack("Example", members, TODAY, "0" * 64), known or Known(), rules(), TODAY).report


def status(report: Report) -> dict[str, ProtectionStatus]:
    return {entry.path: entry.protection.status for entry in report.documents}


def test_what_the_open_form_tells_of_the_child_opens_the_locked_report() -> None:
    form = word_file(writing.ar1(PUPIL))
    report = locked_office(word_file(writing.school_report(PUPIL)), PUPIL.password)
    told = handled({"AR1.docx": form, "School Report.docx": report})
    assert status(told)["School Report.docx"] is ProtectionStatus.REMOVED
    (entry,) = [entry for entry in told.documents if entry.path == "School Report.docx"]
    assert entry.protection.password == "surname and date of birth"


def test_a_locked_archive_opens_with_what_the_form_beside_it_tells() -> None:
    written = io.BytesIO()
    with pyzipper.AESZipFile(written, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(PUPIL.password.encode())
        archive.writestr("SaLT.pdf", pdf_file(writing.support_plan(PUPIL)))
    told = handled({"AR1.docx": word_file(writing.ar1(PUPIL)), "reports.zip": written.getvalue()})
    assert status(told)["reports.zip/SaLT.pdf"] is ProtectionStatus.REMOVED


def test_another_child_s_details_are_never_tried() -> None:
    locked = locked_pdf(pdf_file(writing.school_report(OTHER)), OTHER.password)
    stray = word_file(reports.risk_assessment(OTHER))
    told = handled({"AR1.docx": word_file(writing.ar1(PUPIL)), "stray.docx": stray, "locked.pdf": locked})
    assert status(told)["locked.pdf"] is ProtectionStatus.NOT_OPENED


@pytest.mark.parametrize(
    "form", [str.casefold, str.upper, lambda text: f" {text}", lambda text: text.replace("0", "O")]
)
def test_a_password_that_the_pattern_does_not_allow_opens_nothing(form: object) -> None:
    wrong = form(PUPIL.password)  # type: ignore[operator]
    allowed = {PUPIL.password, PUPIL.password.casefold(), PUPIL.password.upper()}
    locked = locked_pdf(pdf_file(writing.school_report(PUPIL)), wrong)
    told = handled({"AR1.docx": word_file(writing.ar1(PUPIL)), "locked.pdf": locked})
    opened = status(told)["locked.pdf"] is ProtectionStatus.REMOVED
    surname_only = {f"{name}{PUPIL.dob:%d%m%Y}" for name in ("pemberley", "PEMBERLEY", "Pemberley")}
    assert opened is (wrong in allowed & surname_only)


SECRET = "Zq7-Quixotic-Marmalade"


def test_a_password_reaches_no_log_report_register_message_or_process_list(tmp_path: Path) -> None:
    samples = make_samples(tmp_path / "sample", TODAY)
    inbox = Inbox(tmp_path / "inbox", tmp_path / "var")
    inbox.folder.mkdir()
    pack = inbox.folder / "pack"
    samples[0].path.rename(pack)
    locked = pdf_file(writing.support_plan(PUPILS["Ashworth"]))
    (pack / "opens.pdf").write_bytes(locked_pdf(locked, SECRET))
    (pack / "stays.pdf").write_bytes(locked_pdf(locked, f"{SECRET}-2"))
    lines = tmp_path / "list.txt"
    lines.write_text(f"# the office's list\n{SECRET}\n", encoding="utf-8")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.DEBUG)
    commands: list[bytes] = []
    try:
        with office_in(RULES, TEMPLATES, tmp_path / "sample" / "caseload.csv", lines, 1) as office:
            assert SECRET not in repr(office)
            commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if readable(path)]
            batch(inbox, Ledger(inbox.data), office, lambda: dt.datetime(2026, 3, 4, 9), 0.0, lambda outcome: None)
    finally:
        logging.getLogger().removeHandler(handler)
    assert (tmp_path / "var" / "packs" / "000001" / "result" / "pack" / "documents" / "opens.pdf").is_file()
    assert b"passwords file line 2" in everything(tmp_path / "var")
    for part in (SECRET, SECRET[:8], "Marmalade"):
        assert part not in stream.getvalue()
        assert part.encode() not in everything(tmp_path / "var")
        assert not any(part.encode() in command for command in commands)


def readable(path: Path) -> bool:
    try:
        path.read_bytes()
    except OSError:
        return False
    return True


def everything(folder: Path) -> bytes:
    """Give every byte that was written but the original files, which are the school's own."""
    texts = [path.read_bytes() for path in folder.rglob("*") if path.is_file() and "original" not in path.parts]
    rows: list[str] = []
    with sqlite3.connect(folder / "ledger.db") as register:
        rows = list(register.iterdump())
    return b"\n".join((*texts, "\n".join(rows).encode()))


def test_no_password_stands_in_the_representation_of_anything_that_may_be_logged() -> None:
    assert SECRET not in repr(Candidate("line", SECRET))
    with pytest.raises(SetAside) as refused:
        unlock(Member("a.pdf", locked_pdf(pdf_file(writing.school_report(PUPIL)), "x")), (Candidate("line", SECRET),))
    assert SECRET not in f"{refused.value!r} {refused.value} {refused.value.__dict__}"


# --- the traps that real files taught --------------------------------------------------------------------------


EELS = "myhovercraftisfullofeels"  # as the files' own names say


def real(name: str) -> Member:
    return Member(name, (corpus_folder("protected") / name).read_bytes())


@pytest.mark.parametrize(
    ("name", "secret", "scheme"),
    [
        # Office 2010 files, whose check of the password common libraries get wrong.
        ("john-samples__2010-Default_myhovercraftisfullofeels_.docx", "myhovercraftisfullofeels", Scheme.OOXML_AGILE),
        (
            "john-samples__2007-Default_myhovercraftisfullofeels_.xlsx",
            "myhovercraftisfullofeels",
            Scheme.OOXML_STANDARD,
        ),
        # Old files take only the first 15 characters, whatever was typed.
        ("john-samples__XP-Office97-2000_myhovercraftisfullofeels_.doc", EELS, Scheme.OFFICE_RC4),
        ("john-samples__2003-Office97-2000_123456789012345_.xls", "123456789012345", Scheme.OFFICE_RC4),
        # Four blanks are a password; only the line's ending is not.
        ("tika__testPassword4Spaces.pdf", "    ", Scheme.PDF_AES_256),
    ],
)
def test_traps_of_real_files_are_passed(name: str, secret: str, scheme: Scheme) -> None:
    opened = unlock(real(name), (WRONG, Candidate("line", secret)))
    assert opened.protection.status is ProtectionStatus.REMOVED
    assert opened.protection.password == "line"
    assert opened.protection.scheme in (scheme, Scheme.PDF_AES_128, Scheme.PDF_RC4_128)
    with pytest.raises(SetAside) as refused:
        unlock(real(name), (WRONG,))
    assert refused.value.disposition is Disposition.NOT_OPENED


@pytest.mark.parametrize("name", ["poi__protected_agile.docx", "oletools__autostart-encrypt-standardpassword.xls"])
def test_the_password_built_into_excel_is_tried_first_and_is_none_of_the_school_s(name: str) -> None:
    opened = unlock(real(name), (WRONG,))
    assert opened.protection == Protection(opened.protection.scheme, ProtectionStatus.REMOVED, "built-in of Excel")


def test_a_wrong_password_costs_one_key_derivation_and_decrypts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    derived, decrypted = [], []
    real_stretch, real_decrypt = office_verifier._stretched, office_lock._decrypted
    monkeypatch.setattr(office_verifier, "_stretched", lambda *a: derived.append(1) or real_stretch(*a))
    monkeypatch.setattr(office_lock, "_decrypted", lambda *a: decrypted.append(1) or real_decrypt(*a))
    locked = locked_office(word_file(writing.school_report(PUPIL)), PUPIL.password)
    keys = (*(Candidate("wrong", f"wrong {number}") for number in range(3)), Candidate("right", PUPIL.password))
    assert unlock(Member("a.docx", locked), keys).protection.password == "right"
    assert (len(derived), len(decrypted)) == (5, 1)  # the four candidates and Excel's own


def test_a_password_typed_with_a_compatibility_character_is_prepared_as_pdf_2_asks() -> None:
    from pipeline.domain.passwords import candidates
    from pipeline.domain.rules.passwords import PasswordRules

    prepared = {one.secret for one in candidates(PasswordRules(), ("S\u00aaSL\u00adprep",), {})}
    assert "SaSLprep" in prepared


def test_a_file_that_asks_for_endless_work_at_one_password_is_refused_at_once() -> None:
    for name in ("made__spincount-9999999.docx", "made__odf-iterations-2e9.odt"):
        member = Member(name, (corpus_folder("hostile") / name).read_bytes())
        started = dt.datetime.now()
        with pytest.raises(SetAside) as refused:
            unlock(member, (WRONG,) * 3)
        assert refused.value.disposition is Disposition.NOT_OPENED
        assert (dt.datetime.now() - started).total_seconds() < 2


def test_an_archive_with_locked_and_open_files_gives_what_opens() -> None:
    written = io.BytesIO()
    with pyzipper.AESZipFile(written, "w") as archive:
        archive.writestr("open.txt", b"open")
        archive.setencryption(pyzipper.WZ_AES)
        for name, secret in (("first.txt", "one"), ("second.txt", "two"), ("third.txt", "three")):
            archive.setpassword(secret.encode())
            archive.writestr(name, name.encode())
    found = unpack((Member("p.zip", written.getvalue()),), (Candidate("a", "one"), Candidate("b", "two")))
    assert [member.name for member in found.members] == ["open.txt", "first.txt", "second.txt"]
    assert [(kept.member.name, kept.disposition) for kept in found.kept] == [("third.txt", Disposition.NOT_OPENED)]
    assert {path.rsplit("/", 1)[1]: how.password for path, how in found.opened.items()} == {
        "first.txt": "a",
        "second.txt": "b",
    }


def test_the_caseload_opens_what_no_open_paper_tells(tmp_path: Path) -> None:
    from pipeline.caseload import read_caseload

    (tmp_path / "caseload.csv").write_text(caseload(PUPILS), encoding="utf-8")
    known = Known(read_caseload(tmp_path / "caseload.csv"))
    views = word_file(writing.parent_views(PUPIL))
    form = locked_office(word_file(writing.ar1(PUPIL)), PUPIL.password)
    told = handled({"Parent Views.docx": views, "AR1.docx": form}, known)
    assert status(told)["AR1.docx"] is ProtectionStatus.REMOVED
