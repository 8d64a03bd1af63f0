"""The embedded register stands on a disk of this machine and nowhere else."""

from pathlib import Path

import pytest

from pipeline.domain.errors import PipelineError
from pipeline.register.opening import open_register
from pipeline.register.place import refuse_network_drive


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs"])
def test_a_network_drive_is_refused_with_what_to_do(tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/share {tmp_path} {kind} rw 0 0\n")
    with pytest.raises(PipelineError, match="ANNUAL_REVIEW_DATABASE"):
        refuse_network_drive(tmp_path / "data", mounts)


def test_a_disk_under_a_network_drive_is_taken(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/ / nfs rw 0 0\ndisk {tmp_path} ext4 rw 0 0\n")
    refuse_network_drive(tmp_path / "data", mounts)
    refuse_network_drive(tmp_path, tmp_path / "not-there")


def test_a_server_that_is_no_postgresql_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="postgresql://"):
        open_register(tmp_path, "mysql://somewhere/else")
