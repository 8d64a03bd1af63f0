"""Handle one pack from disk to its results, and whatever happens, say what became of it."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pipeline.converting import Convert
from pipeline.domain.case import Known
from pipeline.domain.errors import PipelineError
from pipeline.domain.others import OtherChildren
from pipeline.domain.report import Report
from pipeline.domain.rules import Rules
from pipeline.filing import file_pack
from pipeline.opening import Run, in_this_process
from pipeline.plans import FindPlans, PlanFolder
from pipeline.process import process
from pipeline.receiving import read_pack
from pipeline.sandbox import Sandbox

log = logging.getLogger(__name__)

Register = Callable[[int, Report, str, dt.datetime], object]  # number, report, path of the results, now


@dataclass(frozen=True)
class Office:
    """What stays the same from pack to pack: rules, templates, caseload, password lines, where files are parsed."""

    rules: Rules
    templates: Path
    known: Known = field(default_factory=Known)
    passwords: tuple[str, ...] = field(default=(), repr=False)
    run: Run = in_this_process
    convert: Convert | None = None
    plans: FindPlans | None = None
    others: OtherChildren = field(default_factory=lambda: OtherChildren(()), repr=False)
    register: Register | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one pack: its folder of results and report, or the reason why it could not be handled."""

    path: Path
    folder: Path | None = None
    report: Report | None = field(default=None, repr=False)
    reason: str | None = None

    @property
    def handled(self) -> bool:
        """Whether the pack has a report."""
        return self.report is not None


def handle(
    path: Path, office: Office, received: dt.date, today: dt.date, out: Path, name: str | None = None
) -> Outcome:
    """Handle the pack at *path* and put its results under *out*; a pack that fails is named, and the rest go on.

    *name* stands in for the pack's own where two packs of one run are called the same.
    """
    try:
        pack = read_pack(path, received)
        pack = replace(pack, name=name) if name else pack
        means = (office.passwords, office.run, office.convert, office.plans)
        handled = process(pack, office.known, office.rules, today, *means)
        folder, report = file_pack(handled, office.rules, office.templates, today, out, office.others)
        return Outcome(path, folder, report)
    except PipelineError as error:
        return Outcome(path, reason=str(error))
    except OSError as error:
        log.exception("pack could not be read or its results could not be written")
        return Outcome(
            path, reason=f"it could not be read or its results not written: {error.strerror or 'disk error'}"
        )
    except Exception:  # the one broad except of the program: a pack must never stop the queue
        log.exception("pack could not be handled")
        return Outcome(path, reason="the program failed on it; the log has the details, and the original is unchanged")


@contextmanager
def office_in(
    rules: Path, templates: Path, caseload: Path | None, passwords: Path | None, jobs: int, plans: Path | None = None
) -> Iterator[Office]:
    """Open the office: rules and caseload loaded, child processes ready; all are gone when the block ends."""
    from pipeline.caseload import read_caseload
    from pipeline.rulebook import load

    known = Known(read_caseload(caseload)) if caseload else Known()
    lines = read_password_lines(passwords) if passwords else ()
    loaded = load(rules)
    with sandboxed(jobs) as sandbox:
        found = PlanFolder(plans) if plans else None
        others = OtherChildren(known.caseload)
        yield Office(loaded, templates, known, lines, sandbox.map, converter(), found, others)


SECONDS_A_FILE = 60.0
MEGABYTES_A_CHILD = 512


def converter() -> Convert | None:
    """Give what converts files of older formats on this machine, or None."""
    from pipeline.tools import find_office, to_word

    office = find_office()
    return partial(to_word, office=office) if office else None


def sandboxed(jobs: int) -> Sandbox:
    """Make *jobs* child processes with the limits under which untrusted files are parsed."""
    return Sandbox(workers=jobs, seconds=SECONDS_A_FILE, megabytes=MEGABYTES_A_CHILD)


def read_password_lines(path: Path) -> tuple[str, ...]:
    """Read the lines as they stand, their endings cut and nothing else: blanks belong to a password."""
    from pipeline.domain.errors import UsageError

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the passwords file {path} could not be read as UTF-8 text") from error
    return tuple(text.splitlines())
