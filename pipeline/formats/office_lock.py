"""Taking the protection off Office files: encrypted packages (2007 and later) and the formats of 97 to 2003."""

import io
import re
import zipfile

from pipeline.domain.members import Protection, SetAside
from pipeline.domain.passwords import Candidate
from pipeline.domain.words import Disposition, ProtectionStatus, Scheme
from pipeline.formats.office_verifier import read_verifier
from pipeline.formats.sniff import ole_streams, sniff

# Excel encrypts a workbook whose structure is protected with this word and opens it without asking.
BUILT_IN = Candidate("built-in of Excel", "VelvetSweatshop")
LARGEST_SPIN_COUNT = 1_000_000  # Office writes 100,000; each candidate costs this many hashes
_FIRST_RECORDS = 4096  # FILEPASS stands right behind the first record
SHORT = 15  # Office 97 to 2003 and LibreOffice take only so many characters for RC4 and XOR
_SPIN = re.compile(rb"spinCount\s*=\s*[\"']\s*(\d{1,40})")


def open_office(content: bytes, name: str, candidates: tuple[Candidate, ...]) -> tuple[bytes, Protection]:
    """Give the content of an OLE file without protection, or raise SetAside; an unprotected one comes back as it is."""
    streams = ole_streams(content)
    if streams is None:
        reason = "The Office file is damaged: its parts cannot be listed."
        raise SetAside(Disposition.UNREADABLE, "unreadable_document", reason, format=sniff(content, name))
    if any("dataspaces" in stream and "drm" in stream for stream in streams):
        reason = "The document is locked by rights management: only people named by its sender can open it."
        raise _refusal(content, name, Scheme.RIGHTS_MANAGED, reason)
    if {"encryptioninfo", "encryptedpackage"} & streams:
        return _open_package(content, name, (BUILT_IN, *candidates))
    if {"worddocument", "workbook", "book", "powerpoint document"} & streams:
        return _open_legacy(content, name, (BUILT_IN, *candidates))
    return content, Protection()


def _open_package(content: bytes, name: str, candidates: tuple[Candidate, ...]) -> tuple[bytes, Protection]:
    scheme, spins = _package_scheme(content)
    if scheme is Scheme.UNKNOWN:
        raise _refusal(content, name, scheme, "The document is encrypted in a way that no standard password opens.")
    if spins > LARGEST_SPIN_COUNT:
        reason = f"The document asks for {spins} rounds to try one password, which is more than Office ever writes."
        raise _refusal(content, name, scheme, reason)
    verifier = read_verifier(_encryption_info(content))
    for candidate in candidates:
        if verifier is not None and not verifier.fits(candidate.secret):
            continue
        plain = _decrypted(content, candidate.secret)
        # The library's own check is wrong for SHA-1 files, so what comes out is the proof.
        if plain is not None and _is_package(plain):
            return plain, Protection(scheme, ProtectionStatus.REMOVED, candidate.name)
    raise _refusal(content, name, scheme, "The document has a password that is not in the standard format.")


def _package_scheme(content: bytes) -> tuple[Scheme, int]:
    """Read the scheme and the rounds for each password from EncryptionInfo ([MS-OFFCRYPTO] 2.3.4)."""
    info = _encryption_info(content)
    if len(info) < 4:
        return Scheme.UNKNOWN, 0
    major, minor = int.from_bytes(info[0:2], "little"), int.from_bytes(info[2:4], "little")
    if (major, minor) == (4, 4):
        return Scheme.OOXML_AGILE, max((int(count) for count in _SPIN.findall(info)), default=0)
    return (Scheme.OOXML_STANDARD, 0) if minor == 2 and major in (2, 3, 4) else (Scheme.UNKNOWN, 0)


def _encryption_info(content: bytes) -> bytes:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            return bytes(ole.openstream("EncryptionInfo").read(1_000_000))
    except Exception:  # noqa: BLE001 - olefile raises anything on hostile bytes
        return b""


def _decrypted(content: bytes, secret: str) -> bytes | None:
    import msoffcrypto

    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        file.load_key(password=secret)
        file.decrypt(out)
    except Exception:  # noqa: BLE001 - a wrong password shows as any of a dozen exceptions
        return None
    return out.getvalue()


def _is_package(plain: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(plain)) as package:
            return "[Content_Types].xml" in package.namelist() or "mimetype" in package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def _open_legacy(content: bytes, name: str, candidates: tuple[Candidate, ...]) -> tuple[bytes, Protection]:
    if not _is_locked(content):
        return content, Protection()
    for candidate in candidates:
        for secret in dict.fromkeys((candidate.secret, candidate.secret[:SHORT])):
            plain = _decrypted(content, secret)
            if plain is not None and ole_streams(plain) is not None and not _is_locked(plain):
                return plain, Protection(_legacy_scheme(content), ProtectionStatus.REMOVED, candidate.name)
    scheme = _legacy_scheme(content)
    raise _refusal(content, name, scheme, "The document has a password that is not in the standard format.")


def _is_locked(content: bytes) -> bool:
    import msoffcrypto

    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(content)).is_encrypted())
    except Exception:  # noqa: BLE001 - it knows no Excel 95, and fails on damage of many kinds
        return _has_file_pass(content)


def _has_file_pass(content: bytes) -> bool:
    """Say whether a workbook's first records hold FILEPASS, in Excel 95's stream as well."""
    try:
        return _file_pass(content) is not None
    except Exception:  # noqa: BLE001 - no workbook, or damage; its reader fails with its own reason
        return False


def _file_pass(content: bytes) -> bytes | None:
    """Give the body of the FILEPASS record ([MS-XLS] 2.4.117)."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(content)) as ole:
        stream = ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read(_FIRST_RECORDS)
    place = 0
    while place + 4 <= len(stream):
        size = int.from_bytes(stream[place + 2 : place + 4], "little")
        if stream[place : place + 2] == b"\x2f\x00":
            return bytes(stream[place + 4 : place + 4 + size])
        place += 4 + size
    return None


def _legacy_scheme(content: bytes) -> Scheme:
    """Read the scheme of a locked file of Office 97 to 2003 from its header; PowerPoint has only one."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if ole.exists("PowerPoint Document"):
                return Scheme.OFFICE_RC4_CRYPTOAPI
            if not ole.exists("WordDocument"):
                body = _file_pass(content) or b""
                modern = len(body) > 4 and body[:2] == b"\x01\x00"
                return _rc4_scheme(body[2:6]) if modern else Scheme.OFFICE_XOR
            flags = int.from_bytes(ole.openstream("WordDocument").read(12)[10:12], "little")
            table = ole.openstream("1Table" if flags & 0x0200 else "0Table").read(4)
            return Scheme.OFFICE_XOR if flags & 0x8000 else _rc4_scheme(table)
    except Exception:  # noqa: BLE001 - the scheme is only told for the record
        return Scheme.UNKNOWN


def _rc4_scheme(version: bytes) -> Scheme:
    return Scheme.OFFICE_RC4 if version == b"\x01\x00\x01\x00" else Scheme.OFFICE_RC4_CRYPTOAPI


def _refusal(content: bytes, name: str, scheme: Scheme, reason: str) -> SetAside:
    return SetAside(
        Disposition.NOT_OPENED,
        "password_not_standard",
        reason,
        format=sniff(content, name),
        protection=Protection(scheme, ProtectionStatus.NOT_OPENED),
    )
