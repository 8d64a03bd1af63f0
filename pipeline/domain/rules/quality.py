"""What an officer looks for beside the required list; each check can be switched off."""

from dataclasses import dataclass


@dataclass(frozen=True)
class QualityCheck:
    """One check by the code of its finding."""

    code: str
    on: bool
    source: str
    verified: bool = True


@dataclass(frozen=True)
class Invitee:
    """One who must be invited, and the words by which a list shows that it was done."""

    name: str
    words: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Vagueness:
    """Words that promise nothing in particular, and those that say who or how much in their place."""

    words: tuple[str, ...]
    who: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class QualityRules:
    """All of `quality.yaml`."""

    checks: tuple[QualityCheck, ...]
    invitees: tuple[Invitee, ...]
    template_text: tuple[str, ...]
    vagueness: Vagueness
    attendance_below: int  # per cent
    attendance_plan: tuple[str, ...]
    disagreement: tuple[str, ...]
    source: str

    def asks(self, code: str) -> bool:
        """Whether the check of this *code* is switched on."""
        return any(one.code == code and one.on for one in self.checks)
