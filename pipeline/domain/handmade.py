"""Changes that were marked by hand in a plan: struck through, coloured or highlighted, without Track Changes.

Each look is measured against the document itself: where a quarter of the text is blue, blue is no mark.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.domain.documents import Mark, Paragraph, Run

MOST = 0.25  # share of the text; a look that covers more is how the document is printed
_HAND = Mark("insert")
_STRUCK = Mark("delete")


def marked_by_hand(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether any text in the body carries a look that marks a change."""
    looks = _marking_looks(paragraphs)
    return any(_look(run) in looks or run.strike for run in _written(paragraphs))


def with_hand_marks(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Give *paragraphs* with hand-made marks turned into revision marks without author or date."""
    from dataclasses import replace

    looks = _marking_looks(paragraphs)
    for paragraph in paragraphs:
        runs = tuple(replace(run, mark=_mark(run, looks)) if _counts(run) else run for run in paragraph.runs)
        yield paragraph if paragraph.place not in ("body", "textbox") else replace(paragraph, runs=runs)


def _mark(run: Run, looks: frozenset[str]) -> Mark | None:
    if run.mark is not None:
        return run.mark
    if run.strike:
        return _STRUCK
    return _HAND if _look(run) in looks else None


def _marking_looks(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """Give the colours and highlights that stand out from the rest of the body."""
    count: Counter[str] = Counter()
    total = 0
    for paragraph in paragraphs:
        if paragraph.heading or paragraph.place not in ("body", "textbox"):
            continue
        for run in paragraph.runs:
            if _counts(run):
                count[_look(run)] += len(run.text)
                total += len(run.text)
    return frozenset(look for look, length in count.items() if look and length <= total * MOST and _is_bright(look))


def _written(paragraphs: Sequence[Paragraph]) -> Iterable[Run]:
    for paragraph in paragraphs:
        if not paragraph.heading and paragraph.place in ("body", "textbox"):
            yield from (run for run in paragraph.runs if _counts(run))


def _counts(run: Run) -> bool:
    return bool(run.text.strip())


def _look(run: Run) -> str:
    return f"on {run.highlight}" if run.highlight else run.colour


def _is_bright(look: str) -> bool:
    """Whether the look is a colour; greys are how forms print their hints, and pale fills their cells."""
    colour = look.removeprefix("on ")
    if len(colour) != 6:
        return True  # a highlighter pen by its name
    try:
        parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    except ValueError:
        return False
    return max(parts) - min(parts) > (60 if not look.startswith("on ") else 90)
