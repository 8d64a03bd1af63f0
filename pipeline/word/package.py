"""The parts of a Word file, read under a limit and parsed without following anything they point to."""

import posixpath
from typing import Any

from pipeline.domain.members import SetAside
from pipeline.domain.words import Disposition
from pipeline.word.names import RELATIONSHIPS, STRICT
from pipeline.word.parts import TooLargeError, open_parts, parse_xml, read_part

_MAIN = "/officeDocument"


class Package:
    """A Word file: its parts by name, each read when it is asked for."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = open_parts(content)
        except Exception as error:
            raise damaged() from error
        self.names = frozenset(self._zip.namelist())
        self.main = self._main_part()

    def part(self, name: str) -> Any | None:
        """Parse the part *name*; None where it is not there; raises SetAside where it cannot be read."""
        if name not in self.names:
            return None
        return parse(self._bytes(name))

    def related(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """Map each relationship of the part *name* to its type, its target and whether it lies outside the file."""
        folder, base = posixpath.split(name)
        rels = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str, bool]] = {}
        for one in rels if rels is not None else ():
            if not isinstance(one.tag, str) or not one.tag.startswith(f"{{{RELATIONSHIPS}}}"):
                continue
            target = one.get("Target", "")
            outside = one.get("TargetMode") == "External"
            full = target if outside else posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            found[one.get("Id", "")] = (one.get("Type", ""), full, outside)
        return found

    def _main_part(self) -> str:
        for kind, target, outside in self.related("").values():
            if kind.endswith(_MAIN) and not outside and target in self.names:
                return target
        if "word/document.xml" in self.names:
            return "word/document.xml"
        raise damaged()

    def _bytes(self, name: str) -> bytes:
        try:
            return read_part(self._zip, name)
        except TooLargeError as error:
            raise SetAside(Disposition.UNREADABLE, "unreadable_document", str(error)) from error
        except Exception as error:
            raise damaged() from error


def parse(content: bytes) -> Any:
    """Parse XML, Strict namespaces made the usual ones; raises SetAside where it is not XML."""
    from lxml import etree

    for strict, usual in STRICT.items():
        content = content.replace(strict, usual)
    try:
        return parse_xml(content)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error


def damaged() -> SetAside:
    """Say that the file is no Word file that can be read."""
    return SetAside(
        Disposition.UNREADABLE, "unreadable_document", "it is damaged, or is not the Word file it says it is"
    )
