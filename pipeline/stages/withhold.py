"""Take what must not be in a pack out of the reach of every later stage."""

from pipeline.domain.documents import Recognised
from pipeline.domain.rules import Rules


def withhold(recognised: tuple[Recognised, ...], rules: Rules) -> tuple[tuple[Recognised, ...], tuple[Recognised, ...]]:
    """Split *recognised* into what may go on and what is withheld, suspected records included."""
    forbidden = {rule.kind for rule in rules.forbidden}
    withheld = tuple(one for one in recognised if one.kind in forbidden)
    return tuple(one for one in recognised if one.kind not in forbidden), withheld
