"""The patterns of the agreed standard format; secrets themselves are never rules."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PasswordPattern:
    """One pattern: a Python format string over what is known of the child and the school."""

    name: str
    pattern: str
    source: str


@dataclass(frozen=True)
class PasswordExample:
    """A fictional child and what the pattern `name` must make of it."""

    name: str
    gives: str
    surname: str
    forenames: str
    dob: str


@dataclass(frozen=True)
class PasswordRules:
    """The patterns in the order in which they are tried."""

    patterns: tuple[PasswordPattern, ...] = ()
    examples: tuple[PasswordExample, ...] = ()
