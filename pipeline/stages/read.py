"""Read one opened file as a document."""

from dataclasses import replace

from pipeline.domain.documents import Content, Document
from pipeline.domain.members import Opened, SetAside
from pipeline.domain.words import Disposition, Scheme
from pipeline.formats.office_lock import BUILT_IN
from pipeline.formats.restrictions import restrictions
from pipeline.formats.table import READERS

_SAME = {
    "jpeg": "jpg", "jpe": "jpg", "tiff": "tif", "htm": "html", "xhtml": "html", "text": "txt", "log": "txt",
    "md": "txt", "tsv": "csv", "xltx": "xlsx", "xlt": "xls", "dot": "doc", "dotm": "docm", "xltm": "xlsm", "ott": "odt",
    "ots": "ods", "pptm": "pptx", "heif": "heic", "ppsx": "pptx", "potx": "pptx", "mht": "eml", "mhtml": "eml",
}  # fmt: skip
_KNOWN = {*READERS, *_SAME, "zip", "7z", "rar", "ppt"}


def read(opened: Opened) -> Document:
    """Read *opened*; raises SetAside where it is empty, damaged or of a format that nothing here reads."""
    if opened.format == "empty":
        raise _aside(opened, "empty_document", "it has no content, 0 bytes")
    reader = READERS.get(opened.format)
    if reader is None:
        raise _aside(opened, "unreadable_document", _unread_format(opened.format))
    try:
        content = reader(opened.content)
    except SetAside as aside:
        raise _aside(opened, aside.code, aside.reason) from aside
    except (KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as error:
        reason = "it needs more memory to be read than any document should"
        raise _aside(opened, "unreadable_document", reason) from error
    except BaseException as error:  # a Rust reader's panic is no Exception, and each library fails in its own ways
        raise _aside(opened, "unreadable_document", "it is damaged, or is not what its name says") from error
    if _is_empty(content):
        raise _aside(opened, "empty_document", "it opens, and holds no text, picture or attachment")
    notes = (*content.notes, *_misnamed(opened), *_limits(opened))
    return Document(opened, replace(content, notes=notes))


def _limits(opened: Opened) -> tuple[str, ...]:
    """Tell apart, in plain words, the limits that keep nobody from reading."""
    told = restrictions(opened.content, opened.format)
    if opened.protection.scheme is Scheme.PDF_OWNER_ONLY:
        return ("anyone may open it; its limits on printing or copying were taken off", *told)
    if opened.protection.password == BUILT_IN.name:
        return ("it was locked with the password built into Excel, which asks nobody", *told)
    return told


def _unread_format(name: str) -> str:
    if name == "unknown":
        return "its format is not known"
    return f"the program does not read files of the format {name}"


def _is_empty(content: Content) -> bool:
    legible = any(paragraph.text.strip() or paragraph.before.strip() for paragraph in content.paragraphs)
    carried = (content.attachments, content.fields, content.blank_pages, content.comments, content.active)
    return not (legible or any(carried))


def _misnamed(opened: Opened) -> tuple[str, ...]:
    """Note a file whose name says it is something else."""
    name = opened.member.name
    ending = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    told = _SAME.get(ending, ending)
    if not ending or told == opened.format or ending not in _KNOWN or told in ("txt",):
        return ()
    return (f"named .{ending}, and really {opened.format}",)


def _aside(opened: Opened, code: str, reason: str) -> SetAside:
    return SetAside(Disposition.UNREADABLE, code, reason, format=opened.format, protection=opened.protection)
