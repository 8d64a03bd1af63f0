"""The passage that supports a change is found, and a change that nothing supports is said."""

import pytest

from tests.support.held_out import HELD_OUT
from tests.support.measure import Pairs, measure
from tests.support.pairs import PAIRS


@pytest.mark.parametrize("pairs", [PAIRS, HELD_OUT], ids=["chosen on", "held out"])
def test_the_right_passage_is_first_and_what_nothing_supports_is_said(pairs: Pairs) -> None:
    first, flagged, missed = measure(pairs)
    assert len(pairs) >= 20
    assert first >= 0.9, missed
    assert flagged >= 0.95, missed
