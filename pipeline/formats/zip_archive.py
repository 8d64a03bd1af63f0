"""Reading a zip archive that may be a bomb, a lie about itself, or locked, entry by entry."""

import io
import stat
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipeline.domain.members import Protection, SetAside
from pipeline.domain.passwords import Candidate
from pipeline.domain.words import Disposition, ProtectionStatus, Scheme

_PIECE = 64 * 1024
_LOCAL_HEADER = 30
_MEGABYTE = 1024 * 1024
_AES_METHOD = 99


@dataclass(frozen=True)
class Limits:
    """How much may come out of an archive: sizes in bytes, `ratio` counted once an entry passes `ratio_from`."""

    entry: int = 100 * _MEGABYTE
    archive: int = 160 * _MEGABYTE
    ratio: int = 200
    ratio_from: int = 10 * _MEGABYTE
    entries: int = 2_000
    depth: int = 5


@dataclass
class Budget:
    """What one outermost archive, with all that it holds, has used of the limits."""

    limits: Limits
    taken: int = 0
    entries: int = 0


@dataclass(frozen=True)
class Entry:
    """One entry as the archive tells of it; nothing of this is to be believed."""

    untrusted_name: str
    is_folder: bool
    is_link: bool
    is_locked: bool
    scheme: Scheme
    start: int
    packed_size: int
    info: Any = field(repr=False)


class Archive:
    """An open archive; every refusal is a SetAside."""

    def __init__(self, content: bytes, candidates: tuple[Candidate, ...], budget: Budget) -> None:
        import pyzipper

        self._content = content
        self._candidates = list(candidates)
        self._budget = budget
        self._opened = 0
        self._locked: Scheme | None = None
        try:
            self._zip = pyzipper.AESZipFile(io.BytesIO(content))
        except Exception as error:
            raise _unreadable("The archive is damaged and cannot be opened.") from error

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def entries(self) -> list[Entry]:
        """List the entries in the archive's order; raises SetAside for too many, or for ones that overlap."""
        entries = [_entry(info) for info in self._zip.infolist()]
        self._budget.entries += len(entries)
        if self._budget.entries > self._budget.limits.entries:
            raise _unreadable(f"The archive holds more than {self._budget.limits.entries} files.")
        _refuse_overlap(entries)
        return entries

    def packed(self, entry: Entry) -> bytes:
        """Give the entry's bytes as they stand in the archive, header and all."""
        return self._content[
            entry.start : entry.start + _LOCAL_HEADER + len(entry.info.orig_filename) + entry.packed_size
        ]

    def read(self, entry: Entry) -> tuple[bytes, Protection]:
        """Unpack one entry whole and checked, with the first candidate that fits; raises SetAside."""
        if entry.is_link:
            self._opened += 1
            raise _unreadable("The entry is a link to another place and not a document.")
        if not entry.is_locked:
            content = self._unpacked(entry, None)
            self._opened += 1
            return content, Protection()
        return self._unlocked(entry)

    def check_that_something_opened(self) -> None:
        """Raise SetAside when every file stayed locked: then the archive itself is what was not opened."""
        if self._locked is not None and not self._opened:
            raise _locked(self._locked, "No password of the standard format opens the archive.")

    def _unlocked(self, entry: Entry) -> tuple[bytes, Protection]:
        for candidate in tuple(self._candidates):
            for secret in _encodings(candidate.secret):
                try:
                    content = self._unpacked(entry, secret)
                except _WrongPasswordError:
                    continue
                self._opened += 1
                self._candidates.remove(candidate)
                self._candidates.insert(0, candidate)  # the next entry most likely has the same
                return content, Protection(entry.scheme, ProtectionStatus.REMOVED, candidate.name)
        self._locked = entry.scheme
        raise _locked(entry.scheme, "No password of the standard format opens this file of the archive.")

    def _unpacked(self, entry: Entry, secret: bytes | None) -> bytes:
        try:
            with self._zip.open(entry.info, pwd=secret) as stream:
                return self._counted(stream, entry)
        except SetAside:
            raise
        except NotImplementedError as error:
            raise _unreadable("The file is packed in a way that only its own program can unpack.") from error
        except Exception as error:
            if secret is not None:
                raise _WrongPasswordError from error
            raise _unreadable("The file is damaged inside the archive.") from error

    def _counted(self, stream: Any, entry: Entry) -> bytes:
        # The sizes that an archive tells can be lies, so what comes out is what counts.
        limits = self._budget.limits
        pieces = bytearray()
        while piece := stream.read(_PIECE):
            pieces += piece
            if len(pieces) > limits.entry:
                raise _unreadable(f"The file grows past {limits.entry // _MEGABYTE} MB when it is unpacked.")
            if len(pieces) > limits.ratio_from and len(pieces) > limits.ratio * max(entry.packed_size, 1):
                raise _unreadable("The file grows out of all proportion when it is unpacked.")
            if self._budget.taken + len(pieces) > limits.archive:
                raise TooMuch(limits.archive)
        self._budget.taken += len(pieces)
        return bytes(pieces)


class TooMuch(SetAside):
    """Says that the whole archive, not only one file of it, is past what may come out."""

    def __init__(self, limit: int) -> None:
        reason = f"The archive grows past {limit // _MEGABYTE} MB when it is unpacked."
        super().__init__(Disposition.UNREADABLE, "unreadable_document", reason, format="zip")


class _WrongPasswordError(Exception):
    pass


def _encodings(secret: str) -> tuple[bytes, ...]:
    """Give the bytes of *secret* as newer and as older programs write them."""
    forms = {secret.encode(): None}
    for encoding in ("cp1252", "cp850"):
        try:
            forms[secret.encode(encoding)] = None
        except UnicodeEncodeError:
            continue
    return tuple(forms)


def _entry(info: Any) -> Entry:
    locked = bool(info.flag_bits & 0x1)
    aes = info.compress_type == _AES_METHOD or getattr(info, "wz_aes_strength", None) is not None
    strong = bool(info.flag_bits & 0x40)
    scheme = Scheme.UNKNOWN if strong else Scheme.ZIP_AES if aes else Scheme.ZIP_ZIPCRYPTO
    name = info.orig_filename
    return Entry(
        untrusted_name=name,
        is_folder=name.endswith(("/", "\\")) and info.file_size == 0,
        is_link=stat.S_ISLNK(info.external_attr >> 16),
        is_locked=locked,
        scheme=scheme if locked else Scheme.NONE,
        start=info.header_offset,
        packed_size=info.compress_size,
        info=info,
    )


def _refuse_overlap(entries: list[Entry]) -> None:
    ordered = sorted(entries, key=lambda entry: entry.start)
    for entry, following in pairwise(ordered):
        if entry.start + _LOCAL_HEADER + entry.packed_size > following.start:
            raise _unreadable(
                "The archive is made so that its files lie over one another, which no honest program does."
            )


def _unreadable(reason: str) -> SetAside:
    return SetAside(Disposition.UNREADABLE, "unreadable_document", reason, format="zip")


def _locked(scheme: Scheme, reason: str) -> SetAside:
    protection = Protection(scheme, ProtectionStatus.NOT_OPENED)
    return SetAside(Disposition.NOT_OPENED, "password_not_standard", reason, format="zip", protection=protection)
