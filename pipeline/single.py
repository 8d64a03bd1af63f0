"""The two commands that look at single files: the changes of a document, and protection removed."""

from pathlib import Path

from pipeline.domain.case import Change
from pipeline.domain.documents import Recognised
from pipeline.domain.errors import PipelineError
from pipeline.domain.members import Member, SetAside
from pipeline.domain.names import distinct, safe_name
from pipeline.domain.passwords import candidates
from pipeline.domain.rules import Rules
from pipeline.domain.words import Kind
from pipeline.stages.compare import compare
from pipeline.stages.read import read
from pipeline.stages.unlock import unlock
from pipeline.stages.weigh import weigh

WORD = ("docx", "docm", "dotx")


def read_changes(name: str, content: bytes, rules: Rules) -> tuple[Change, ...]:
    """List the changes of the Word document *content*, weighed; raises PipelineError where it cannot be read."""
    try:
        document = read(unlock(Member(name, content), candidates(rules.passwords, (), {})))
    except SetAside as aside:
        raise PipelineError(f"{name} could not be read: {aside.reason}") from aside
    if document.opened.format not in WORD:
        raise PipelineError(f"{name} is no Word document with tracked changes, but {document.opened.format}")
    return weigh(compare((Recognised(document, Kind.TRACKED_CHANGE),), rules), rules)


def unlock_files(
    files: list[tuple[Path, bytes]], lines: tuple[str, ...], rules: Rules, out: Path
) -> list[dict[str, str | None]]:
    """Write each of *files* that opens to *out* without its protection, and say how each was protected."""
    keys = candidates(rules.passwords, lines, {})
    out.mkdir(parents=True, exist_ok=True)
    names = distinct(safe_name(path.name) for path, _ in files)
    told: list[dict[str, str | None]] = []
    for (path, content), name in zip(files, names, strict=True):
        try:
            opened = unlock(Member(path.name, content), keys)
        except SetAside as aside:
            how = aside.protection
            told.append(_told(path, how.scheme, "not_opened", None, None, aside.reason))
            continue
        (out / name).write_bytes(opened.content)
        how = opened.protection
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
