"""The inbox: what has stopped growing is claimed by a rename, handled and put away beside its original."""

import datetime as dt
import errno
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.domain.errors import PipelineError
from pipeline.domain.names import safe_name
from pipeline.domain.words import Proposal
from pipeline.handling import Office, Outcome, handle
from pipeline.intake.ledger import Entry, Ledger

log = logging.getLogger(__name__)

TRIES = 3  # a pack that stopped the program this often is set aside instead of stopping it every night
UNFINISHED = (".part", ".crdownload", ".tmp", ".partial")  # how browsers and copiers name what is still coming

Look = tuple[tuple[str, int, int], ...]


@dataclass
class Inbox:
    """One watched folder and the data folder behind it; `looks` remembers what each arrival was like last time."""

    folder: Path
    data: Path
    looks: dict[str, Look] = field(default_factory=dict)

    def settled(self) -> list[Path]:
        """List what has not changed since the last look, oldest name first."""
        now = {path.name: look(path) for path in self.waiting()}
        ready = [self.folder / name for name, seen in now.items() if seen and self.looks.get(name) == seen]
        self.looks = now
        return sorted(ready)

    def waiting(self) -> list[Path]:
        """List what lies in the inbox, leaving out hidden files and unfinished downloads."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return sorted(path for path in self.folder.iterdir() if not unfinished(path))

    def place(self, number: int) -> Path:
        """Give the folder of pack *number*: `original/` as it came, `result/` beside it."""
        return self.data / "packs" / f"{number:06d}"

    def originals(self) -> frozenset[int]:
        """Give the numbers of the packs whose original is on disk."""
        homes = (self.data / "packs").glob("*/original")
        return frozenset(int(home.parent.name) for home in homes if any(home.iterdir()))


def unfinished(path: Path) -> bool:
    """Whether *path* is hidden or named as still being copied."""
    return path.name.startswith((".", "~")) or path.suffix.lower() in UNFINISHED


def look(path: Path) -> Look:
    """Take the names, sizes and times of change of everything at *path*; empty where it cannot be looked at."""
    try:
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        return tuple((str(one), one.lstat().st_size, one.lstat().st_mtime_ns) for one in (path, *files))
    except OSError:  # it is being moved or deleted while we look; the next look will tell
        return ()


def claim(path: Path, inbox: Inbox, ledger: Ledger, now: dt.datetime) -> int | None:
    """Take *path* from the inbox by a rename and give its number; None where somebody else was faster."""
    number = ledger.arrive(path.name, now)
    home = inbox.place(number) / "original"
    home.mkdir(parents=True, exist_ok=True)
    try:
        _move(path, home / path.name)
    except FileNotFoundError:
        ledger.forget(number)
        return None
    inbox.looks.pop(path.name, None)
    return number


def _move(source: Path, target: Path) -> None:
    """Rename *source*; across file systems rename it out of sight first, copy, and only then let the first go."""
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        hidden = source.with_name(f".claimed.{target.parent.parent.name}.{source.name}")
        source.rename(hidden)
        _copy_over(hidden, target)


def _copy_over(hidden: Path, target: Path) -> None:
    partial = target.with_name(f"{target.name}.partial")
    if partial.is_dir():
        shutil.rmtree(partial)
    copy = shutil.copytree if hidden.is_dir() else shutil.copy2
    copy(hidden, partial)
    partial.rename(target)
    shutil.rmtree(hidden) if hidden.is_dir() else hidden.unlink()


def recover(inbox: Inbox, ledger: Ledger) -> list[int]:
    """Give the packs that a stop or a kill left in hand; a claim that took nothing is struck out."""
    left: list[int] = []
    for entry in ledger.entries():
        if entry.state == "arriving":
            _finish_claim(entry, inbox)
            if _original(inbox, entry.id) is None:
                ledger.forget(entry.id)
                continue
        if entry.state in ("arriving", "in_hand"):
            left.append(entry.id)
    return left


def _finish_claim(entry: Entry, inbox: Inbox) -> None:
    hidden = inbox.folder / f".claimed.{inbox.place(entry.id).name}.{entry.name}"
    if hidden.exists():
        _copy_over(hidden, inbox.place(entry.id) / "original" / entry.name)


def _original(inbox: Inbox, number: int) -> Path | None:
    home = inbox.place(number) / "original"
    found = [path for path in home.iterdir() if path.suffix != ".partial"] if home.is_dir() else []
    return found[0] if found else None


def handle_claimed(number: int, inbox: Inbox, ledger: Ledger, office: Office, now: dt.datetime) -> Outcome:
    """Handle pack *number* and close it in the ledger; doing it again after a kill changes nothing."""
    entry = next(entry for entry in ledger.entries() if entry.id == number)
    original = _original(inbox, number)
    if original is None:
        raise PipelineError(
            f"the original of pack {number} is gone from {inbox.place(number)}; restore it from a backup"
        )
    if entry.tries >= TRIES:
        reason = f"it stopped the program {entry.tries} times; the original is unchanged"
        ledger.close(number, "set_aside", now, reason=reason)
        return Outcome(original, reason=reason)
    ledger.take_in_hand(number, now)
    received = dt.date.fromisoformat(entry.arrived[:10])
    outcome = handle(original, office, received, now.date(), inbox.place(number) / "result")
    _close(number, outcome, inbox, ledger, office, now)
    return outcome


def _close(number: int, outcome: Outcome, inbox: Inbox, ledger: Ledger, office: Office, now: dt.datetime) -> None:
    report = outcome.report
    if report is None or outcome.folder is None:
        ledger.close(number, "set_aside", now, reason=outcome.reason)
        return
    earlier = ledger.same_content(report.pack.sha256, number)
    if earlier is not None:
        reason = f"the same files as pack {earlier}, which was handled already"
        ledger.close(number, "set_aside", now, sha256=report.pack.sha256, reason=reason)
        return
    result = outcome.folder.relative_to(inbox.data).as_posix()
    if office.register is not None:  # before the ledger closes it, so that a kill between them is made good
        office.register(number, report, result, now)
    returned = report.triage.proposal is Proposal.RETURN_TO_SCHOOL
    due = next((one.date for one in report.deadlines if one.name == "decision_due"), None)
    ledger.close(
        number,
        "returned" if returned else "filed",
        now,
        sha256=report.pack.sha256,
        result=result,
        proposal=report.triage.proposal,
        decision_due=due.isoformat() if due else None,
    )


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the data folder for this process; raises PipelineError where another one works on it."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("a+b") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            message = f"another annual-review is working on {safe_name(data.name)}; stop it first, or use its results"
            raise PipelineError(message) from error
        yield


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
