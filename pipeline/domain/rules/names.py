"""How sentences speak of a child, and who else may rightly be named in them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NameRules:
    """All of `names.yaml`: by these a name left in by copy and paste is told from a friend's or a brother's."""

    said_of_children: tuple[str, ...]  # what follows a child's name as the subject
    owned_by_children: tuple[str, ...]  # what follows a child's name with 's
    done_for_children: tuple[str, ...]  # what stands before a child's name as the object
    relations: tuple[str, ...]  # a sentence with one of these may name somebody else
    adults: tuple[str, ...]  # whom a name beside one of these is
    titles: tuple[str, ...]
    never_names: tuple[str, ...]  # words with a capital that begin sentences
    source: str
