"""Reading a 7-Zip archive whole into memory, under the same limits as a zip; nothing is ever written to disk."""

import io
from dataclasses import dataclass, field, replace

from pipeline.domain.members import Protection, SetAside
from pipeline.domain.passwords import Candidate
from pipeline.domain.words import Disposition, ProtectionStatus, Scheme
from pipeline.formats.zip_archive import Budget, TooMuch

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Unpacked7z:
    """The files of the archive in its order, each name as the archive has it, and how it was protected.

    `links` names those that only point to another place.
    """

    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    links: frozenset[str]
    protection: Protection


def read_seven(content: bytes, candidates: tuple[Candidate, ...], budget: Budget) -> Unpacked7z:
    """Unpack *content* with no password or the first candidate that fits; raises SetAside where none does."""
    locked = _is_locked(content)
    tries: tuple[Candidate | None, ...] = candidates if locked else (None,)
    for candidate in tries:
        unpacked = _unpacked(content, candidate.secret if candidate else None, budget, locked)
        if unpacked is not None:
            budget.taken += sum(len(one) for _, one in unpacked.files)
            if candidate is None:
                return unpacked
            opened = Protection(Scheme.SEVENZIP_AES, ProtectionStatus.REMOVED, candidate.name)
            return replace(unpacked, protection=opened)
    reason = "No password of the standard format opens the archive."
    raise _refused(Disposition.NOT_OPENED, "password_not_standard", reason)


def _is_locked(content: bytes) -> bool:
    import py7zr

    try:
        with py7zr.SevenZipFile(io.BytesIO(content)) as archive:
            return bool(archive.needs_password())
    except py7zr.exceptions.PasswordRequired:
        return True  # even the list of its files is encrypted
    except Exception as error:
        raise _damaged() from error


def _unpacked(content: bytes, secret: str | None, budget: Budget, locked: bool) -> Unpacked7z | None:
    """Give the files, or None where the password is wrong, which shows as damage of many kinds."""
    import py7zr

    shelf = _Shelf(budget)
    try:
        with py7zr.SevenZipFile(io.BytesIO(content), password=secret) as archive:
            listed = archive.list()
            budget.entries += len(listed)
            if budget.entries > budget.limits.entries:
                reason = f"The archive holds more than {budget.limits.entries} files."
                raise _refused(Disposition.UNREADABLE, "unreadable_document", reason)
            archive.extractall(factory=shelf)
            links = frozenset(one.filename for one in listed if getattr(one, "is_symlink", False))
    except SetAside:
        raise
    except Exception as error:
        if shelf.full:
            raise TooMuch(budget.limits.archive) from error
        if locked:
            return None
        raise _damaged() from error
    if shelf.full:
        raise TooMuch(budget.limits.archive)
    return Unpacked7z(tuple((name, box.content.getvalue()) for name, box in shelf.boxes), links, Protection())


class _Shelf:
    """Makes a box in memory for each file of the archive; together they hold no more than the budget has left."""

    def __init__(self, budget: Budget) -> None:
        self.left = budget.limits.archive - budget.taken
        self.full = False
        self.boxes: list[tuple[str, _Box]] = []

    def create(self, filename: str) -> "_Box":
        """Make the box of *filename*; two files of one name get two boxes."""
        box = _Box(self)
        self.boxes.append((filename, box))
        return box


class _Box:
    """What py7zr asks of a file that it writes to."""

    def __init__(self, shelf: _Shelf) -> None:
        self.shelf = shelf
        self.content = io.BytesIO()

    def write(self, piece: bytes | bytearray) -> int:
        """Take *piece*, or stop the whole archive where it is over the limit."""
        self.shelf.left -= len(piece)
        if self.shelf.left < 0:
            self.shelf.full = True
            raise OSError("over the limit")
        return self.content.write(piece)

    def read(self, size: int | None = None) -> bytes:
        """Give what was written."""
        return self.content.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move the place of reading."""
        return self.content.seek(offset, whence)

    def flush(self) -> None:
        """Do nothing: it is all in memory."""

    def size(self) -> int:
        """Give the bytes written so far."""
        return len(self.content.getbuffer())

    def close(self) -> None:
        """Keep what was written."""


def _damaged() -> SetAside:
    return _refused(Disposition.UNREADABLE, "unreadable_document", "The archive is damaged and cannot be opened.")


def _refused(disposition: Disposition, code: str, reason: str) -> SetAside:
    locked = disposition is Disposition.NOT_OPENED
    protection = Protection(Scheme.SEVENZIP_AES, ProtectionStatus.NOT_OPENED) if locked else Protection()
    return SetAside(disposition, code, reason, format="7z", protection=protection)
