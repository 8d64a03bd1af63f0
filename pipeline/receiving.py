"""Take a pack from disk: a folder or a zip is one pack."""

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from pipeline.domain.errors import UsageError
from pipeline.domain.members import Member, Pack
from pipeline.domain.names import distinct, safe_name


def read_pack(path: Path, received: dt.date) -> Pack:
    """Read the folder or zip at *path* as one pack; raises UsageError where there is neither."""
    if path.is_dir():
        return _pack(path.name, _files(path), received)
    if path.is_file():
        member = Member(path.name, path.read_bytes())
        return _pack(path.stem, (member,), received, archive=path.name)
    raise UsageError(f"{path} is not there; give a folder or a .zip that holds one pack")


def pack_names(paths: Iterable[Path]) -> list[str]:
    """Give each pack its name, the second of two that are called the same with a number."""
    return distinct(safe_name(path.name if path.is_dir() else path.stem) for path in paths)


def packs_in(folder: Path) -> tuple[Path, ...]:
    """List the packs among the children of *folder*, by name; raises UsageError where it is not a folder."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder; --packs-in takes the folder whose children are packs")
    return tuple(sorted(child for child in folder.iterdir() if is_pack(child)))


def is_pack(path: Path) -> bool:
    """Whether *path* is a folder or an archive, the two shapes in which packs come."""
    return not path.name.startswith(".") and (path.is_dir() or path.suffix.lower() in (".zip", ".7z"))


def _files(folder: Path) -> tuple[Member, ...]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return tuple(Member(path.relative_to(folder).as_posix(), path.read_bytes()) for path in found)


def _pack(name: str, members: tuple[Member, ...], received: dt.date, archive: str | None = None) -> Pack:
    lines = "\n".join(f"{member.sha256}  {member.path}" for member in members)
    return Pack(name, members, received, sha256(lines.encode("utf-8", "surrogateescape")).hexdigest(), archive=archive)
