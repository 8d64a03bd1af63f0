"""Plans with one edit each, in every style: every promise about changes is kept."""

from pipeline.domain.words import Section
from tests.edits.measure import shares, told
from tests.edits.plans import EDITS, STYLES, edited


def test_every_promise_about_edits_is_kept() -> None:
    plans = tuple(edited())
    assert len(plans) >= 300
    assert {one.section for one in EDITS} == set(Section)
    assert len(STYLES) == 6
    for name, (share, wanted) in shares(plans, [told(one) for one in plans]).items():
        assert share >= wanted, name
