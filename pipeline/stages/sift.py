"""Tell what went on from what was set aside; nothing disappears between the two."""

from collections.abc import Iterable
from typing import TypeVar

from pipeline.domain.members import Kept, Member, SetAside

T = TypeVar("T")


def sift(members: Iterable[Member], results: Iterable[T | SetAside]) -> tuple[tuple[T, ...], tuple[Kept, ...]]:
    """Split *results*, one for each of *members*, into values and files that were set aside with their reason."""
    values: list[T] = []
    kept: list[Kept] = []
    for member, result in zip(members, results, strict=True):
        if isinstance(result, SetAside):
            kept.append(keep(member, result))
        else:
            values.append(result)
    return tuple(values), tuple(kept)


def keep(member: Member, aside: SetAside) -> Kept:
    """Keep *member* with the reason why it can go no further."""
    return Kept(member, aside.disposition, aside.code, aside.reason, aside.format, aside.protection)
