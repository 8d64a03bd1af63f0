"""Set the same content apart when it comes twice in one pack."""

from collections.abc import Iterable, Mapping

from pipeline.domain.members import Kept, Member
from pipeline.domain.words import Disposition


def set_duplicates_apart(
    members: Iterable[Member], seen: Mapping[str, str]
) -> tuple[tuple[Member, ...], tuple[Kept, ...], dict[str, str]]:
    """Return first copies, further copies, and the path of the first copy by SHA-256; *seen* holds earlier ones."""
    first = dict(seen)
    unique: list[Member] = []
    kept: list[Kept] = []
    for member in members:
        if member.content and member.sha256 in first:
            reason = f"the same content as {first[member.sha256]}"
            kept.append(Kept(member, Disposition.DUPLICATE, "duplicate_document", reason))
        else:
            first.setdefault(member.sha256, member.path)
            unique.append(member)
    return tuple(unique), tuple(kept), first
