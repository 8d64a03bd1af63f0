"""A pack as it came in: its members, not yet read, and how each was protected."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from pipeline.domain.words import Disposition, ProtectionStatus, Scheme


@dataclass(frozen=True)
class Member:
    """One file of a pack; `path` is `/`-separated inside it, through archives and mails (`export.zip/AR1.docx`)."""

    path: str
    content: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the content, in lower-case hex."""
        return sha256(self.content).hexdigest()

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Protection:
    """How a file was protected and whether it opened; `password` names the pattern or line, never the password."""

    scheme: Scheme = Scheme.NONE
    status: ProtectionStatus = ProtectionStatus.NONE
    password: str | None = None


@dataclass(frozen=True)
class Opened:
    """A member without protection: `content` is what can be read, `member` what came in."""

    member: Member
    content: bytes = field(repr=False)
    format: str
    protection: Protection = Protection()


@dataclass(frozen=True)
class Pack:
    """What a school sent: every file of one export, with the day it was received."""

    name: str
    members: tuple[Member, ...]
    received: dt.date
    sha256: str
    given: Mapping[str, str] = field(default_factory=dict, repr=False)  # pack.json, its values as text
    archive: str | None = None  # the name of the zip that is the pack, which its files' paths do not repeat


@dataclass(frozen=True)
class Refusal:
    """A finding about one file that a stage met while it handled the file."""

    code: str
    detail: str = ""


class SetAside(Exception):  # noqa: N818 - the office's word, and no error of the program
    """Says that a file can go no further: raised where a library failed, caught only by `sift`."""

    def __init__(
        self,
        disposition: Disposition,
        code: str,
        reason: str,
        *,
        format: str = "unknown",
        protection: Protection = Protection(),
    ) -> None:
        super().__init__(reason)
        self.disposition = disposition
        self.code = code
        self.reason = reason
        self.format = format
        self.protection = protection

    def __reduce__(self) -> tuple[Callable[..., "SetAside"], tuple[object, ...]]:
        """Survive the way out of a child process, with every fact."""
        return _set_aside, (self.disposition, self.code, self.reason, self.format, self.protection)


def _set_aside(disposition: Disposition, code: str, reason: str, format: str, protection: Protection) -> SetAside:
    return SetAside(disposition, code, reason, format=format, protection=protection)


@dataclass(frozen=True)
class Kept:
    """A file that was set aside, with its reason in plain words."""

    member: Member
    disposition: Disposition
    code: str
    reason: str
    format: str = "unknown"
    protection: Protection = Protection()
