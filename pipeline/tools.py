"""The door to outside programs: LibreOffice, where the machine has it. Never a shell, never a name from a pack."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SECONDS = 120.0  # for one batch; a start takes some seconds on a slow machine
_MEGABYTES = 4096
_WORD = "docx:MS Word 2007 XML"
_TAGGED_PDF = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
_USUAL_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
# No macro, no link and no update is ever run while converting (registry of LibreOffice, org.openoffice.Office.Common).
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def find_office() -> Path | None:
    """Find LibreOffice on this machine; None where it is not installed."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    if named:
        return Path(named)
    return next((path for path in _USUAL_PLACES if path.exists()), None)


def to_word(files: Sequence[tuple[str, bytes]], office: Path, seconds: float = SECONDS) -> list[bytes | None]:
    """Convert *files* (ending, content) to .docx in one run of *office*; None for each that does not convert.

    The papers lie in a folder of their own, readable by this user only, and are gone when it returns.
    """
    return _converted(files, office, "docx", _WORD, seconds)


def to_pdf(letters: Sequence[bytes], office: Path, seconds: float = SECONDS) -> list[bytes | None]:
    """Convert Word files to tagged PDFs (PDF/UA) in one run of *office*; None for each that does not convert."""
    return _converted([("docx", one) for one in letters], office, "pdf", _TAGGED_PDF, seconds)


def _converted(
    files: Sequence[tuple[str, bytes]], office: Path, ending: str, target: str, seconds: float
) -> list[bytes | None]:
    with tempfile.TemporaryDirectory(prefix="annual-review-") as folder:
        place = Path(folder)
        for name in ("in", "out", "profile/user"):
            (place / name).mkdir(parents=True)
        (place / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        sources = [place / "in" / f"{number}.{ending}" for number, (ending, _) in enumerate(files)]
        for source, (_, content) in zip(sources, files, strict=True):
            source.write_bytes(content)
        _convert(office, place, sources, target, seconds)
        made = [place / "out" / f"{source.stem}.{ending}" for source in sources]
        return [path.read_bytes() if path.is_file() else None for path in made]


def _convert(office: Path, place: Path, sources: list[Path], target: str, seconds: float) -> None:
    command = [
        str(office),
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--convert-to",
        target,
        "--outdir",
        str(place / "out"),
        *map(str, sources),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=place,
        env=_environment(place),
        start_new_session=True,
        preexec_fn=_limit if sys.platform != "win32" else None,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)  # what was converted until then counts


def _environment(place: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG", "TEMP", "TMP")}
    return kept | {"HOME": str(place), "TMPDIR": str(place)}


def _limit() -> None:
    import resource

    limit = _MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Stop the program with every child it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
