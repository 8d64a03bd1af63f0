"""Whatever officers do, in whatever order, no review reaches a state that the law forbids."""

from pathlib import Path

import pytest

from pipeline.domain.words import Proposal
from pipeline.register.chain import broken
from tests.register.machine import CATEGORIES, run


def test_random_sequences_never_reach_a_state_the_law_forbids(register: Path) -> None:
    tried, wrong = run(60, seed=3)
    assert wrong == []
    assert tried["pack"] and tried["step decision_sent"]
    assert any(name.startswith("decided") for name in tried)
    assert list(broken()) == []


def test_the_check_finds_what_a_register_without_the_law_would_do(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lawless(category: Proposal, *_: object) -> tuple[str, ...]:
        return () if category in CATEGORIES[:4] else ("no outcome",)

    monkeypatch.setattr("pipeline.register.decisions.refused_decision", lawless)
    _, wrong = run(30, seed=3)
    assert any("without consultation" in what for what in wrong)
    assert any("unread" in what for what in wrong)
