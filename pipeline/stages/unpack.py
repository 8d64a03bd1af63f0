"""Take the files out of the archives of a pack."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.domain.members import Kept, Member, Protection, SetAside
from pipeline.domain.names import distinct, safe_path
from pipeline.domain.passwords import Candidate
from pipeline.domain.words import Disposition
from pipeline.formats.seven_archive import read_seven
from pipeline.formats.sniff import sniff
from pipeline.formats.zip_archive import Archive, Budget, Entry, Limits, TooMuch

__all__ = ["Limits", "Unpacked", "left_behind", "unpack"]

ARCHIVES = ("zip", "7z", "rar", "tar", "gz")
_OTHER_ARCHIVES = {"rar": "RAR", "tar": "tar", "gz": "gzip"}
_APPLE_DOUBLE = b"\x00\x05\x16\x07"
_LARGEST_JUNK = 1024 * 1024
_LARGEST_OWNER_FILE = 1024  # Word and Excel leave 162 to 165 bytes beside a file that is open


@dataclass(frozen=True)
class Unpacked:
    """What a pack holds outside archives, what could not be taken out, and what systems left behind (name to count)."""

    members: tuple[Member, ...]
    kept: tuple[Kept, ...] = ()
    junk: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    opened: Mapping[str, Protection] = field(default_factory=lambda: MappingProxyType({}))


@dataclass
class _Found:
    members: list[Member] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    junk: dict[str, int] = field(default_factory=dict)
    opened: dict[str, Protection] = field(default_factory=dict)

    def add(self, other: "_Found") -> None:
        """Take over what was found in an archive."""
        self.members += other.members
        self.kept += other.kept
        self.opened |= other.opened
        for name, count in other.junk.items():
            self.junk[name] = self.junk.get(name, 0) + count


def unpack(members: tuple[Member, ...], candidates: tuple[Candidate, ...], limits: Limits = Limits()) -> Unpacked:  # noqa: B008 - frozen
    """Put each archive's files in its place, through all depths; one that cannot be opened is kept with its reason."""
    found = _Found()
    for member in members:
        _sort(member, candidates, Budget(limits), 0, found)
    return Unpacked(tuple(found.members), tuple(found.kept), found.junk, found.opened)


def _sort(member: Member, candidates: tuple[Candidate, ...], budget: Budget, depth: int, found: _Found) -> None:
    junk = left_behind(member)
    if junk:
        found.junk[junk] = found.junk.get(junk, 0) + 1
        return
    kind = sniff(member.content, member.name)
    if kind in _OTHER_ARCHIVES:
        reason = f"The file is a {_OTHER_ARCHIVES[kind]} archive. Send the documents themselves, or a zip."
        found.kept.append(Kept(member, Disposition.UNREADABLE, "unreadable_document", reason, kind))
    elif kind in ("zip", "7z"):
        _expand(member, kind, candidates, budget, depth, found)
    else:
        found.members.append(member)


def _expand(
    member: Member, kind: str, candidates: tuple[Candidate, ...], budget: Budget, depth: int, found: _Found
) -> None:
    """Add the archive's files to *found*, or the archive itself: never some of both."""
    inside = _Found()
    try:
        if depth >= budget.limits.depth:
            reason = f"The archive lies inside more than {budget.limits.depth} others."
            raise SetAside(Disposition.UNREADABLE, "unreadable_document", reason, format=kind)
        if kind == "7z":
            _take_seven(member, candidates, budget, depth, inside)
        else:
            with Archive(member.content, candidates, budget) as archive:
                _take_all(member, archive, candidates, budget, depth, inside)
                archive.check_that_something_opened()
    except SetAside as refused:
        found.kept.append(Kept(member, refused.disposition, refused.code, refused.reason, kind, refused.protection))
    else:
        if not inside.members and not inside.kept:
            reason = "The archive has no document in it."
            found.kept.append(Kept(member, Disposition.UNREADABLE, "empty_document", reason, kind))
        found.add(inside)


def _take_seven(member: Member, candidates: tuple[Candidate, ...], budget: Budget, depth: int, inside: _Found) -> None:
    unpacked = read_seven(member.content, candidates, budget)
    paths = distinct(safe_path(name) for name, _ in unpacked.files)
    for path, (name, content) in zip(paths, unpacked.files, strict=True):
        full = f"{member.path}/{path}"
        if name in unpacked.links:
            reason = "The entry is a link to another place and not a document."
            inside.kept.append(Kept(Member(full, content), Disposition.UNREADABLE, "unreadable_document", reason))
            continue
        if unpacked.protection.scheme != "none":
            inside.opened[full] = unpacked.protection
        _sort(Member(full, content), candidates, budget, depth + 1, inside)


def _take_all(
    member: Member, archive: Archive, candidates: tuple[Candidate, ...], budget: Budget, depth: int, inside: _Found
) -> None:
    entries = [entry for entry in archive.entries() if not entry.is_folder]
    paths = distinct(safe_path(entry.untrusted_name) for entry in entries)
    for entry, path in zip(entries, paths, strict=True):
        full = f"{member.path}/{path}"
        try:
            content, protection = archive.read(entry)
        except TooMuch:
            raise
        except SetAside as refused:
            inside.kept.append(_kept_entry(full, archive, entry, refused))
            continue
        if protection.scheme != "none":
            inside.opened[full] = protection
        _sort(Member(full, content), candidates, budget, depth + 1, inside)


def _kept_entry(path: str, archive: Archive, entry: Entry, refused: SetAside) -> Kept:
    # What cannot be unpacked is kept as it stands in the archive, so that no byte is lost and a bomb stays small.
    member = Member(path, archive.packed(entry))
    return Kept(member, refused.disposition, refused.code, refused.reason, "unknown", refused.protection)


def left_behind(member: Member) -> str | None:
    """Name what a system left behind; by name, size and content, so that no document hides under such a name."""
    path, name, size, start = member.path, member.name, len(member.content), member.content[:4]
    if size > _LARGEST_JUNK:
        return None
    if re.search(r"(?:\A|/)__MACOSX/", path) and (name == ".DS_Store" or start == _APPLE_DOUBLE or size == 0):
        return "__MACOSX"
    if name.startswith("._") and start == _APPLE_DOUBLE:
        return "._*"
    if name.startswith("~$") and size <= _LARGEST_OWNER_FILE:
        return "~$*"
    plain = re.sub(r" \(\d+\)", "", name.casefold())  # the second of one name was numbered on its way in
    return {".ds_store": ".DS_Store", "thumbs.db": "Thumbs.db", "desktop.ini": "desktop.ini"}.get(plain)
