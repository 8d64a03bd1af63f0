"""The two commands that look at single files: the changes of a document, and protection removed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pipeline.domain.case import Change
from pipeline.domain.documents import Document, Recognised
from pipeline.domain.errors import PipelineError
from pipeline.domain.members import Member, SetAside
from pipeline.domain.names import distinct, safe_name
from pipeline.domain.onfile import PlanOnFile
from pipeline.domain.passwords import Candidate, candidates
from pipeline.domain.plan import sections_of
from pipeline.domain.readings import reading
from pipeline.domain.rules import Rules
from pipeline.domain.words import Kind
from pipeline.opening import Run
from pipeline.stages.against import against_file, numbered
from pipeline.stages.compare import compare
from pipeline.stages.read import read
from pipeline.stages.unlock import unlock
from pipeline.stages.weigh import weigh
from pipeline.word.revisions import Revision, list_revisions

WORD = ("docx", "docm", "dotx")


@dataclass(frozen=True)
class Revised:
    """One Word document: its changes weighed, its marks one by one, and what an officer must know of the comparison."""

    document: Document
    changes: tuple[Change, ...] = field(repr=False)
    marks: tuple[Revision, ...] = field(repr=False)
    notes: tuple[str, ...] = ()


def read_revised(name: str, content: bytes, rules: Rules, run: Run, plan: tuple[str, bytes] | None = None) -> Revised:
    """Read the Word document *content*, compared with *plan* where one is given; raises PipelineError."""
    keys = candidates(rules.passwords, (), {})
    members = [Member(name, content), *([Member(*plan)] if plan else [])]
    opened = run(partial(open_document, keys=keys), members)
    documents = [_there(member.name, one) for member, one in zip(members, opened, strict=True)]
    document = documents[0]
    if document.opened.format not in WORD:
        raise PipelineError(f"{name} is no Word document with tracked changes, but {document.opened.format}")
    (marks,) = run(list_marks, [document.opened.content])
    sent = Recognised(document, Kind.TRACKED_CHANGE)
    compared = against_file((sent,), tuple(PlanOnFile(one) for one in documents[1:]), rules)
    changes = weigh(numbered(compare((sent,), rules), compared.changes), rules)
    return Revised(document, changes, marks, tuple(one.detail for one in compared.raised))


def list_marks(content: bytes) -> tuple[Revision, ...]:
    """List the marks of a file that is open already; in a child process, as every parser runs."""
    return list_revisions(content)


def read_text(revised: Revised, rules: Rules, *, accepted: bool) -> Iterator[str]:
    """Give the lines of the document with every change accepted, or with every change rejected."""
    paragraphs = revised.document.content.paragraphs
    for line in reading(paragraphs, sections_of(paragraphs, rules.sections), accepted=accepted):
        yield line.text


def open_document(member: Member, keys: tuple[Candidate, ...]) -> Document:
    """Unlock *member* and read it; raises SetAside."""
    return read(unlock(member, keys))


def _there(name: str, document: Document | SetAside) -> Document:
    if isinstance(document, SetAside):
        raise PipelineError(f"{name} could not be read: {document.reason}")
    return document


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
