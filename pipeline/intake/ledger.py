"""The ledger: every pack that ever arrived and where it stands, in one SQLite file under the data folder."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

State = Literal["arriving", "in_hand", "filed", "returned", "set_aside"]
STATES: tuple[State, ...] = ("arriving", "in_hand", "filed", "returned", "set_aside")

_TABLE = """
CREATE TABLE IF NOT EXISTS pack (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    arrived TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('arriving', 'in_hand', 'filed', 'returned', 'set_aside')),
    tries INTEGER NOT NULL DEFAULT 0,
    sha256 TEXT,
    result TEXT,
    proposal TEXT,
    decision_due TEXT,
    reason TEXT,
    changed TEXT NOT NULL
)
"""


@dataclass(frozen=True)
class Entry:
    """One pack in the ledger; `result` is a path under the data folder."""

    id: int
    name: str
    arrived: str
    state: State
    tries: int
    sha256: str | None
    result: str | None
    proposal: str | None
    decision_due: str | None
    reason: str | None


class Ledger:
    """The ledger of one data folder; each call is a transaction of its own and is on disk when it returns."""

    def __init__(self, data: Path) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self._path = data / "ledger.db"
        with self._open() as connection:
            connection.execute(_TABLE)

    def arrive(self, name: str, now: dt.datetime) -> int:
        """Write down that a pack is about to be claimed, and give its number."""
        with self._open() as connection:
            row = connection.execute(
                "INSERT INTO pack (name, arrived, state, changed) VALUES (?, ?, 'arriving', ?)",
                (name, now.isoformat(timespec="seconds"), now.isoformat(timespec="seconds")),
            )
            return int(row.lastrowid or 0)

    def forget(self, number: int) -> None:
        """Strike out a claim that never took the pack from the inbox: somebody else did, or it was withdrawn."""
        with self._open() as connection:
            connection.execute("DELETE FROM pack WHERE id = ? AND state = 'arriving'", (number,))

    def take_in_hand(self, number: int, now: dt.datetime) -> None:
        """Write down that the pack is ours and is being handled, once more than before."""
        with self._open() as connection:
            connection.execute(
                "UPDATE pack SET state = 'in_hand', tries = tries + 1, changed = ? WHERE id = ?",
                (now.isoformat(timespec="seconds"), number),
            )

    def close(self, number: int, state: State, now: dt.datetime, **facts: str | None) -> None:
        """Write down how the pack ended; *facts* are sha256, result, proposal, decision_due, reason."""
        kept = [facts.get(name) for name in ("sha256", "result", "proposal", "decision_due", "reason")]
        with self._open() as connection:
            connection.execute(
                "UPDATE pack SET state = ?, changed = ?, sha256 = ?, result = ?, proposal = ?, decision_due = ?,"
                " reason = ? WHERE id = ?",
                (state, now.isoformat(timespec="seconds"), *kept, number),
            )

    def entries(self) -> tuple[Entry, ...]:
        """Give every pack, in order of arrival."""
        columns = "id, name, arrived, state, tries, sha256, result, proposal, decision_due, reason"
        with self._open() as connection:
            return tuple(Entry(*row) for row in connection.execute(f"SELECT {columns} FROM pack ORDER BY id"))

    def same_content(self, sha256: str, number: int) -> int | None:
        """Give the number of an earlier handled pack with the same content, if there is one."""
        with self._open() as connection:
            row = connection.execute(
                "SELECT id FROM pack WHERE sha256 = ? AND id < ? AND state IN ('filed', 'returned') ORDER BY id",
                (sha256, number),
            ).fetchone()
            return int(row[0]) if row else None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=30)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            with connection:
                yield connection
        finally:
            connection.close()


def reconcile(entries: tuple[Entry, ...], originals: frozenset[int]) -> dict[str, int]:
    """Count the packs whose original is on disk against the ledger's filed + returned + set aside + in hand.

    The two counts come from different places, the disk and the ledger, so a pack lost by either shows in `difference`.
    """
    count = {state: sum(entry.state == state for entry in entries) for state in STATES}
    claimed = sum(entry.state == "arriving" and entry.id in originals for entry in entries)
    in_hand = count["in_hand"] + claimed
    known = count["filed"] + count["returned"] + count["set_aside"] + in_hand
    return {
        "arrived": len(originals),
        "filed": count["filed"],
        "returned": count["returned"],
        "set_aside": count["set_aside"],
        "in_hand": in_hand,
        "difference": len(originals) - known,
    }
