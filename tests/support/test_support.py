"""The passage that supports a change is found, and a change that nothing supports is said."""

from tests.support.measure import measure
from tests.support.pairs import PAIRS


def test_the_right_passage_is_first_and_what_nothing_supports_is_said() -> None:
    first, flagged, missed = measure()
    assert len(PAIRS) >= 40
    assert first >= 0.9, missed
    assert flagged >= 0.95, missed
