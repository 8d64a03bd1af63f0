"""One pass over the inbox, the endless watch, and the night's summary."""

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.handling import Office, Outcome
from pipeline.intake.inbox import Inbox, claim, handle_claimed, recover
from pipeline.intake.ledger import Entry, Ledger, reconcile

SOON = dt.timedelta(days=7)
Clock = Callable[[], dt.datetime]


def watch(
    inbox: Inbox,
    ledger: Ledger,
    office: Office,
    clock: Clock,
    pause: float,
    stop: Callable[[], bool],
    tell: Callable[[Outcome], None],
) -> None:
    """Handle what arrives until *stop* says so; *pause* seconds lie between two looks."""
    for number in recover(inbox, ledger):
        tell(handle_claimed(number, inbox, ledger, office, clock()))
    while not stop():
        handle_arrivals(inbox.settled(), inbox, ledger, office, clock, tell)
        if not stop():
            time.sleep(pause)


def handle_arrivals(
    arrivals: list[Path], inbox: Inbox, ledger: Ledger, office: Office, clock: Clock, tell: Callable[[Outcome], None]
) -> list[Outcome]:
    """Claim and handle each of *arrivals*."""
    outcomes = []
    for path in arrivals:
        number = claim(path, inbox, ledger, clock())
        if number is not None:
            outcomes.append(handle_claimed(number, inbox, ledger, office, clock()))
            tell(outcomes[-1])
    return outcomes


def batch(
    inbox: Inbox, ledger: Ledger, office: Office, clock: Clock, pause: float, tell: Callable[[Outcome], None]
) -> list[Outcome]:
    """Handle once all that waits and was left in hand, and write the night's summary."""
    outcomes = [handle_claimed(number, inbox, ledger, office, clock()) for number in recover(inbox, ledger)]
    for outcome in outcomes:
        tell(outcome)
    inbox.settled()
    time.sleep(pause)
    outcomes += handle_arrivals(inbox.settled(), inbox, ledger, office, clock, tell)
    write_summary(inbox, ledger, clock())
    return outcomes


def write_summary(inbox: Inbox, ledger: Ledger, now: dt.datetime) -> Path:
    """Write `summaries/<date>.txt`: the reconciliation, what is overdue, due within a week, and set aside."""
    entries = ledger.entries()
    folder = inbox.data / "summaries"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now.date().isoformat()}.txt"
    path.write_text(
        "\n".join(summary_lines(entries, inbox.originals(), len(inbox.waiting()), now)) + "\n", encoding="utf-8"
    )
    return path


def summary_lines(entries: tuple[Entry, ...], originals: frozenset[int], waiting: int, now: dt.datetime) -> list[str]:
    """Tell the night in plain lines."""
    count = reconcile(entries, originals)
    today, soon = now.date().isoformat(), (now.date() + SOON).isoformat()
    late = [entry for entry in entries if entry.decision_due and entry.decision_due < today]
    due = [entry for entry in entries if entry.decision_due and today <= entry.decision_due <= soon]
    aside = [entry for entry in entries if entry.state == "set_aside"]
    lines = [
        f"Annual reviews: the night to {today}",
        "",
        f"Arrived {count['arrived']} = filed {count['filed']} + returned {count['returned']}"
        f" + set aside {count['set_aside']} + in hand {count['in_hand']}; difference {count['difference']}",
        f"Still waiting in the inbox: {waiting}",
    ]
    for title, group in (("Decision overdue", late), ("Decision due within 7 days", due), ("Set aside", aside)):
        lines += ["", f"{title}: {len(group)}", *(_line(entry) for entry in group)]
    return lines


def _line(entry: Entry) -> str:
    facts = (entry.proposal, entry.decision_due and f"decision due {entry.decision_due}", entry.reason)
    return f"  {entry.id:06d}  {entry.name}: " + "; ".join(fact for fact in facts if fact)
