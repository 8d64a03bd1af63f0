"""Refuse to keep the embedded register on a network drive: its file locks cannot be trusted there."""

import os
from pathlib import Path

from pipeline.domain.errors import PipelineError

_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "ncpfs", "fuse.sshfs", "davfs")
_MOUNTS = Path("/proc/mounts")
_REMOTE_DRIVE = 4  # GetDriveTypeW


def refuse_network_drive(folder: Path, mounts: Path = _MOUNTS) -> None:
    """Raise PipelineError where *folder* stands on another machine's disk."""
    kind = _windows_kind(folder) if os.name == "nt" else _mounted_as(folder, mounts)
    if kind:
        raise PipelineError(
            f"the data folder is on a network drive ({kind}), where the embedded register could be damaged; "
            "name a folder on this machine's own disk with --data, or set ANNUAL_REVIEW_DATABASE to a PostgreSQL server"
        )


def _mounted_as(folder: Path, mounts: Path) -> str:
    """Give the kind of the network file system that *folder* is on, or nothing; the deepest mount decides."""
    if not mounts.exists():
        return ""
    place = folder.resolve()
    found = ("", "")
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        if (place == Path(point) or Path(point) in place.parents) and len(point) >= len(found[0]):
            found = (point, parts[2])
    return found[1] if found[1] in _NETWORK else ""


def _windows_kind(folder: Path) -> str:
    drive = folder.resolve().drive
    if drive.startswith("\\\\"):
        return "a network share"
    import ctypes

    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")  # type: ignore[attr-defined, unused-ignore]
    return "a mapped drive" if kind == _REMOTE_DRIVE else ""
