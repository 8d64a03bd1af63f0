"""What the commands share: files and days read from options, the office and the inbox opened, the log set up."""

import datetime as dt
import logging
import signal
from pathlib import Path
from typing import Any

from pipeline.domain.errors import UsageError
from pipeline.domain.words import Section


def packs_named(paths: list[Path], folder: Path | None) -> tuple[Path, ...]:
    """Give the packs that the command names, each there; raises UsageError."""
    from pipeline.receiving import packs_in

    found = (*paths, *(packs_in(folder) if folder else ()))
    if not found:
        raise UsageError("no pack was named; give folders or .zip files, or --packs-in FOLDER")
    missing = [path for path in found if not path.exists()]
    if missing:
        raise UsageError("not there: " + ", ".join(str(path) for path in missing))
    return found


def open_office(caseload: Path | None, passwords: Path | None, plans: Path | None, jobs: int) -> Any:
    """Open the office of the settings, with the files that the command names."""
    from pipeline.handling import office_in
    from pipeline.settings import read_settings

    settings = read_settings()
    return office_in(settings.rules, settings.templates, caseload, passwords, jobs, plans)


def office_files(
    data: Path, caseload: Path | None, passwords: Path | None, plans: Path | None
) -> tuple[Path | None, Path | None, Path | None]:
    """Take `caseload.csv`, `passwords.txt` and the folder `plans` of the data folder where none were named."""
    beside = [(caseload, data / "caseload.csv"), (passwords, data / "passwords.txt"), (plans, data / "plans")]
    found = [named or (usual if usual.exists() else None) for named, usual in beside]
    return found[0], found[1], found[2]


def registering(office: Any, data: Path) -> Any:
    """Open the register of *data* and let *office* put every pack that it handles there."""
    from dataclasses import replace

    from pipeline.register.opening import open_register
    from pipeline.settings import read_settings

    open_register(data, read_settings().database)
    from pipeline.register.record import register_pack  # tables can be imported only once their place is known

    return replace(
        office, register=lambda number, report, result, now: register_pack(number, report, result, now, office.rules)
    )


def inbox_of(folder: Path | None, data: Path | None) -> Any:
    """Give the inbox and data folder of the command, or of the settings."""
    from pipeline.intake.inbox import Inbox
    from pipeline.settings import read_settings

    settings = read_settings()
    return Inbox(folder or settings.inbox, data or settings.data)


def stop_signal() -> Any:
    """Give a question that turns true once the program was asked to stop, so that no pack is cut off."""
    asked: list[int] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _frame: asked.append(number))
    return lambda: bool(asked)


def day_of(text: str, option: str) -> dt.date:
    """Read an ISO day; raises UsageError that names the option."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option} takes a day such as 2026-03-04, not {text!r}") from error


def sections_named(names: list[str]) -> frozenset[Section]:
    """Read the sections of an option; H stands for both of its parts; raises UsageError."""
    known = {one.value.casefold(): one for one in Section}
    both = {"h": (Section.H1, Section.H2)}
    wrong = [name for name in names if name.casefold() not in known and name.casefold() not in both]
    if wrong:
        raise UsageError(f"no section {', '.join(wrong)}; the sections are {', '.join(one.value for one in Section)}")
    return frozenset(one for name in names for one in both.get(name.casefold()) or (known[name.casefold()],))


def bytes_of(file: Path) -> bytes:
    """Read *file* whole; raises UsageError."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} could not be read: {error.strerror}") from error


def plain_data(value: Any) -> Any:
    """Give *value* as what JSON can write."""
    from pydantic import TypeAdapter

    return (
        TypeAdapter(type(value)).dump_python(value, mode="json")
        if not isinstance(value, tuple)
        else [plain_data(one) for one in value]
    )


def log_to(path: Path) -> None:
    """Send the log to *path*; it names packs by number and place, never a child."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
