"""The two commands that look at single files: the changes of a document, and protection removed."""

from functools import partial
from pathlib import Path

from pipeline.domain.case import Change
from pipeline.domain.documents import Document, Recognised
from pipeline.domain.errors import PipelineError
from pipeline.domain.members import Member, SetAside
from pipeline.domain.names import distinct, safe_name
from pipeline.domain.passwords import Candidate, candidates
from pipeline.domain.rules import Rules
from pipeline.domain.words import Kind
from pipeline.opening import Run
from pipeline.stages.compare import compare
from pipeline.stages.read import read
from pipeline.stages.unlock import unlock
from pipeline.stages.weigh import weigh

WORD = ("docx", "docm", "dotx")


def read_changes(name: str, content: bytes, rules: Rules, run: Run) -> tuple[Change, ...]:
    """List the changes of the Word document *content*, weighed; raises PipelineError where it cannot be read."""
    keys = candidates(rules.passwords, (), {})
    (document,) = run(partial(open_document, keys=keys), [Member(name, content)])
    if isinstance(document, SetAside):
        raise PipelineError(f"{name} could not be read: {document.reason}")
    if document.opened.format not in WORD:
        raise PipelineError(f"{name} is no Word document with tracked changes, but {document.opened.format}")
    return weigh(compare((Recognised(document, Kind.TRACKED_CHANGE),), rules), rules)


def open_document(member: Member, keys: tuple[Candidate, ...]) -> Document:
    """Unlock *member* and read it; raises SetAside."""
    return read(unlock(member, keys))


def unlock_files(
    files: list[tuple[Path, bytes]], lines: tuple[str, ...], rules: Rules, out: Path, run: Run
) -> list[dict[str, str | None]]:
    """Write each of *files* that opens to *out* without its protection, and say how each was protected."""
    keys = candidates(rules.passwords, lines, {})
    out.mkdir(parents=True, exist_ok=True)
    names = distinct(safe_name(path.name) for path, _ in files)
    results = run(partial(unlock, candidates=keys), [Member(path.name, content) for path, content in files])
    told: list[dict[str, str | None]] = []
    for (path, _), name, opened in zip(files, names, results, strict=True):
        how = opened.protection
        if isinstance(opened, SetAside):
            told.append(_told(path, how.scheme, "not_opened", None, None, opened.reason))
            continue
        (out / name).write_bytes(opened.content)
        told.append(_told(path, how.scheme, how.status, how.password, name, None))
    return told


def _told(
    path: Path, scheme: str, status: str, password: str | None, written: str | None, reason: str | None
) -> dict[str, str | None]:
    return {
        "file": path.name,
        "scheme": str(scheme),
        "status": str(status),
        "password": password,
        "written": written,
        "reason": reason,
    }
