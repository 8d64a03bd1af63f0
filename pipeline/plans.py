"""The folder of plans on file: each plan is found by the pupil number or the name in its file name."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from pipeline.domain.case import Child
from pipeline.domain.errors import UsageError
from pipeline.domain.members import Member
from pipeline.domain.persons import plain_name, plain_upn

FindPlans = Callable[[Child], tuple[Member, ...]]
_MOST = 12  # versions of one plan
_UPN = re.compile(r"(?<![A-Z0-9])[A-Z][0-9]{11}[0-9A-Z](?![A-Z0-9])")


def upns_in(name: str) -> frozenset[str]:
    """Give the pupil numbers that stand in the name of a file."""
    return frozenset(_UPN.findall(name.upper().replace("_", " ")))


class PlanFolder:
    """Finds the plans of a child under a folder; sub-folders count, their names with the file's."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError(f"{folder} is no folder of plans")
        self.folder = folder

    @cached_property
    def _files(self) -> tuple[tuple[Path, frozenset[str], frozenset[str]], ...]:
        """List each file with the pupil numbers and the words of its path."""
        found = []
        for path in sorted(one for one in self.folder.rglob("*") if one.is_file() and not one.name.startswith(".")):
            shown = path.relative_to(self.folder).with_suffix("").as_posix()
            numbers = upns_in(shown)
            words = frozenset(plain_name(re.sub(r"[_/\-.]+", " ", shown)).split())
            found.append((path, numbers, words))
        return tuple(found)

    def __call__(self, child: Child) -> tuple[Member, ...]:
        """Give the files that may be the child's plans; raises OSError where one cannot be read."""
        paths = list(self._candidates(child))[-_MOST:]
        return tuple(Member(path.relative_to(self.folder).as_posix(), path.read_bytes()) for path in paths)

    def _candidates(self, child: Child) -> Iterator[Path]:
        upn = plain_upn(child.upn or "")
        surname = set(plain_name(child.surname or "").split())
        first = {plain_name(one).split()[0] for one in (child.forenames, child.known_as) if one and plain_name(one)}
        for path, numbers, words in self._files:
            by_number = bool(upn) and upn in numbers
            by_name = not numbers and bool(surname) and surname <= words and bool(first & words)
            if by_number or by_name:
                yield path
