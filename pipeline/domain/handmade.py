"""Changes that were marked by hand in a plan: struck through, coloured, highlighted, bold or underlined.

Each look is measured against the document and its own paragraph: where a quarter of the text is blue, blue is no mark,
and a label in bold before a colon is no addition. What the document says of its marks goes before any guess.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.documents import Mark, Paragraph, Run
from pipeline.domain.legend import Legend, legend_of
from pipeline.domain.rules.marks import MarkRules

MOST = 0.25  # share of the text; a look that covers more is how the document is printed
_STYLES = ("bold", "italic", "underline")
_NAMED_PENS = {"darkred": "red", "darkblue": "blue", "cyan": "blue", "darkcyan": "blue", "magenta": "pink"}
_NAMED_PENS |= {"darkmagenta": "purple", "darkgreen": "green", "darkyellow": "yellow"}


@dataclass(frozen=True)
class Baseline:
    """What a document's marks are measured by."""

    legend: Legend
    looks: frozenset[str]  # colours and highlights that stand out
    styles: frozenset[str]  # of bold, italic and underline, those that mark additions here
    struck: bool  # words are struck through somewhere, so other looks are more likely additions


def marked_by_hand(paragraphs: Sequence[Paragraph], rules: MarkRules) -> bool:
    """Whether any text in the body carries a look that marks a change."""
    return any(run.mark and run.mark.look for paragraph in with_hand_marks(paragraphs, rules) for run in paragraph.runs)


def with_hand_marks(paragraphs: Sequence[Paragraph], rules: MarkRules) -> Iterator[Paragraph]:
    """Give *paragraphs* with hand-made marks turned into revision marks that say how they look and whose they are."""
    base = _baseline(paragraphs, rules)
    for number, paragraph in enumerate(paragraphs):
        if not _measured(paragraph) or number in base.legend.lines:
            yield paragraph
            continue
        inside = _styles_inside(paragraph, base)
        runs = tuple(
            replace(run, mark=_mark(run, base, inside and not _label(paragraph.runs, at)))
            if run.mark is None and run.text.strip()
            else run
            for at, run in enumerate(paragraph.runs)
        )
        yield replace(paragraph, runs=runs)


def _mark(run: Run, base: Baseline, styled: bool) -> Mark | None:
    look = _look(run)
    pen = colour_name(look)
    styles = [one for one in _STYLES if styled and one in base.styles and getattr(run, one)]
    shown = [*((pen,) if look in base.looks else ()), *styles]
    side = next((base.legend.looks[one] for one in (pen, *styles) if base.legend.looks.get(one)), "")
    if run.strike:
        return Mark("delete", side, look="struck through")
    if not shown:
        return None
    explained = any(one in base.legend.looks for one in (*shown, _sort(look)))
    sure = explained or (base.struck and look in base.looks)
    return Mark("insert", side, look=" and ".join(_told(one, look) for one in shown), sure=sure)


def _told(shown: str, look: str) -> str:
    if shown in _STYLES:
        return "underlined" if shown == "underline" else f"in {shown}"
    return f"highlighted in {shown}" if look.startswith("on ") else f"in {shown}"


def _sort(look: str) -> str:
    return "highlight" if look.startswith("on ") else ""


def _measured(paragraph: Paragraph) -> bool:
    return not paragraph.heading and paragraph.place in ("body", "textbox")


# --- the baseline ----------------------------------------------------------------------------------------------


def _baseline(paragraphs: Sequence[Paragraph], rules: MarkRules) -> Baseline:
    legend = legend_of(paragraphs, rules)
    written = [
        (run, paragraph)
        for number, paragraph in enumerate(paragraphs)
        if _measured(paragraph) and number not in legend.lines
        for run in paragraph.runs
        if run.text.strip()
    ]
    total = sum(len(run.text) for run, _ in written)
    count: Counter[str] = Counter()
    for run, paragraph in written:
        styles_of = [one for one in _STYLES if getattr(run, one)] if not _all_styled(paragraph) else []
        for look in (_look(run), *styles_of):
            count[look] += len(run.text)
    rare = {look for look, length in count.items() if look and length <= total * MOST}
    looks = {look for look in rare if look not in _STYLES and (_is_bright(look) or colour_name(look) in legend.looks)}
    # Bold and underlining also stress words: they mark additions where the document says so or strikes words out.
    struck = any(run.strike and run.mark is None for run, _ in written)
    styles = {one for one in _STYLES if one in rare and (one in legend.looks or (struck and one != "italic"))}
    if legend.own and not styles & set(legend.looks):
        styles = set()
    return Baseline(legend, frozenset(looks), frozenset(styles), struck)


def _styles_inside(paragraph: Paragraph, base: Baseline) -> bool:
    """Whether bold and the like can mark an addition in *paragraph*: it is not a line set off as a whole."""
    return not _all_styled(paragraph) or (bool(base.legend.looks) and _sentence(paragraph.text))


def _all_styled(paragraph: Paragraph) -> bool:
    written = [run for run in paragraph.runs if run.text.strip()]
    return all(any(getattr(run, one) for one in _STYLES) for run in written)


def _sentence(text: str) -> bool:
    return len(text.split()) > 5 and text.rstrip().endswith((".", ";", "!"))


def _label(runs: Sequence[Run], at: int) -> bool:
    """Whether the run is a label before a colon, as forms print them."""
    if any(run.text.strip() for run in runs[:at]):
        return False
    after = "".join(run.text for run in runs[at + 1 :]).lstrip()
    return runs[at].text.rstrip().endswith((":", "?", "-", "–")) or after.startswith((":", "–", "-"))


# --- colours ---------------------------------------------------------------------------------------------------


def _look(run: Run) -> str:
    return f"on {run.highlight}" if run.highlight else run.colour


def colour_name(look: str) -> str:
    """Name the colour of a look as a legend would: "ff0000" and "c00000" are red; a highlighter has its own name."""
    colour = look.removeprefix("on ")
    if len(colour) != 6 or not all(one in "0123456789abcdef" for one in colour.casefold()):
        return _NAMED_PENS.get(colour.casefold(), colour.casefold())
    from colorsys import rgb_to_hsv

    hue, strength, light = rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    if strength < 0.15:
        return "grey"
    names = ((15, "red"), (45, "orange"), (70, "yellow"), (165, "green"), (255, "blue"), (290, "purple"), (345, "pink"))
    name = next((name for end, name in names if hue * 360 < end), "red")
    return "pink" if name == "red" and light > 0.9 and strength < 0.5 else name


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
