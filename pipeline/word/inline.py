"""What stands inside a paragraph: runs with their marks, fields, boxes, symbols."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from typing import Any

from pipeline.domain.documents import Mark, Run
from pipeline.word.marks import TEXT_MARKS, mark_of, property_change
from pipeline.word.names import MC, M, w
from pipeline.word.styles import is_on

_MOVES = {w("moveFromRangeStart"): "move_from", w("moveToRangeStart"): "move_to"}
_MOVE_ENDS = {w("moveFromRangeEnd"): "move_from", w("moveToRangeEnd"): "move_to"}
_BREAKS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): ""}
_TEXT = {w("t"), w("delText"), f"{{{M}}}t"}
_PASSED_OVER = {w("pPr"), w("rPr"), w("instrText"), w("delInstrText"), w("sdtPr"), w("sdtEndPr"), w("rt")}
_BOXES = {w("txbxContent")}


@dataclass
class State:
    """What reading has met so far and a later paragraph needs: open moves and comments, the page, active content."""

    moves: dict[str, str] = field(default_factory=dict)
    open_comments: dict[str, list[str]] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    page: int = 1
    pages_known: bool = False
    active: set[str] = field(default_factory=set)
    cut: str = ""
    boxes: list[Any] = field(default_factory=list)
    instruction: str = ""


@dataclass(frozen=True)
class Look:
    """How a run looks."""

    bold: bool = False
    strike: bool = False
    underline: bool = False
    italic: bool = False
    colour: str = ""
    highlight: str = ""


def read_runs(paragraph: Any, state: State, bold: bool) -> tuple[Run, ...]:
    """Read the runs of *paragraph*; text boxes met on the way wait in the state for their own paragraphs."""
    return tuple(_joined(_inside(paragraph, state, (), bold)))


def _inside(element: Any, state: State, marks: tuple[Mark, ...], bold: bool) -> Iterator[Run]:
    for child in element:
        tag = child.tag
        if tag == w("r"):
            yield from _run(child, state, marks, bold)
        elif tag in TEXT_MARKS:
            kind = TEXT_MARKS[tag]
            mark = mark_of(child, kind, state.moves.get(kind, ""))
            yield from _inside(child, state, (*marks, mark), bold)
        elif tag == f"{{{MC}}}AlternateContent":
            yield from _inside(alternative(child), state, marks, bold)
        elif tag == f"{{{M}}}r":
            yield from _math(child, marks)
        elif tag in _PASSED_OVER:
            continue
        elif not _noted(child, state):
            yield from _inside(child, state, marks, bold)


def alternative(element: Any) -> Any:
    """Choose one of the two forms in which Word writes a text box, so that it is read once."""
    choice = element.find(f"{{{MC}}}Choice")
    fallback = element.find(f"{{{MC}}}Fallback")
    if choice is not None:
        return choice
    return fallback if fallback is not None else ()


def _noted(child: Any, state: State) -> bool:
    """Take note of what has no text of its own: where moves and comments begin and end, and old field boxes."""
    tag, number = child.tag, child.get(w("id"), "")
    if tag in _MOVES:
        state.moves[_MOVES[tag]] = child.get(w("name"), "")
    elif tag in _MOVE_ENDS:
        state.moves.pop(_MOVE_ENDS[tag], None)
    elif tag == w("commentRangeStart"):
        state.open_comments[number] = []
    elif tag == w("commentRangeEnd"):
        state.anchors[number] = "".join(state.open_comments.pop(number, []))
    elif tag in _BOXES:
        state.boxes.append(child)
    else:
        return False
    return True


def _run(element: Any, state: State, marks: tuple[Mark, ...], bold: bool) -> Iterator[Run]:
    properties = element.find(w("rPr"))
    look = _look(properties, bold)
    change = property_change(properties)
    text = "".join(_text_of(element, state))
    for words in state.open_comments.values():
        words.append(text)
    if text or change:
        mark, outer = _two(marks)
        yield Run(text, mark, outer, change, *astuple(look))


def _two(marks: tuple[Mark, ...]) -> tuple[Mark | None, Mark | None]:
    """Give the innermost mark, and the insertion around it: what a second author deleted of the first one's text."""
    if not marks:
        return None, None
    return marks[-1], (marks[0] if len(marks) > 1 else None)


def _text_of(element: Any, state: State) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _TEXT:
            yield child.text or ""
        elif tag in _BREAKS:
            if tag == w("br") and child.get(w("type")) == "page":
                state.page += 0 if state.pages_known else 1
            yield _BREAKS[tag]
        elif tag == w("sym"):
            yield _symbol(child)
        elif tag == w("lastRenderedPageBreak"):
            state.page += 1
        elif tag == w("fldChar"):
            yield _old_field(child)
            state.instruction = ""
        elif tag == w("instrText"):
            _look_for_dde(child.text or "", state)
        elif tag == f"{{{MC}}}AlternateContent":
            yield from _text_of(alternative(child), state)
        elif tag in (w("drawing"), w("pict"), w("object")):
            _boxes_in(child, state)


def _boxes_in(element: Any, state: State) -> None:
    for child in element:
        if child.tag in _BOXES:
            state.boxes.append(child)
        elif child.tag == f"{{{MC}}}AlternateContent":
            _boxes_in(alternative(child), state)
        elif isinstance(child.tag, str):
            _boxes_in(child, state)


def _look_for_dde(instruction: str, state: State) -> None:
    state.instruction += instruction
    if state.instruction.strip().upper().startswith(("DDE ", "DDEAUTO ")):
        state.active.add("a DDE field")


def _symbol(element: Any) -> str:
    try:
        return chr(int(element.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return ""


def _old_field(element: Any) -> str:
    """Write the box of an old form field, ticked or not, and the chosen entry of its list."""
    box = element.find(f"{w('ffData')}/{w('checkBox')}")
    if box is not None:
        chosen = box.find(w("checked"))
        ticked = is_on(chosen) if chosen is not None else is_on(box.find(w("default")))
        return "☒" if ticked else "☐"
    entries = element.findall(f"{w('ffData')}/{w('ddList')}/{w('listEntry')}")
    if not entries:
        return ""
    result = element.find(f"{w('ffData')}/{w('ddList')}/{w('result')}")
    number = result.get(w("val"), "0") if result is not None else "0"
    return str(entries[int(number)].get(w("val"), "")) if number.isdigit() and int(number) < len(entries) else ""


def _math(element: Any, marks: tuple[Mark, ...]) -> Iterator[Run]:
    """Read a run of a formula, where a revision stands inside the run and not around it."""
    for child in element:
        if child.tag == f"{{{M}}}t" and child.text:
            yield Run(child.text, *_two(marks))
        elif child.tag in TEXT_MARKS:
            yield from _math(child, (*marks, mark_of(child, TEXT_MARKS[child.tag])))


def _look(properties: Any | None, bold: bool) -> Look:
    if properties is None:
        return Look(bold=bold)
    written = properties.find(w("b"))
    colour = properties.find(w("color"))
    shade = properties.find(w("highlight"))
    fill = properties.find(w("shd"))
    underline = properties.find(w("u"))
    return Look(
        bold=bold if written is None else is_on(written),
        strike=is_on(properties.find(w("strike"))) or is_on(properties.find(w("dstrike"))),
        underline=is_on(underline),
        italic=is_on(properties.find(w("i"))),
        colour=_colour(colour, "val"),
        highlight=shade.get(w("val"), "") if shade is not None else _colour(fill, "fill"),
    )


def _colour(element: Any | None, name: str) -> str:
    value = element.get(w(name), "").lower() if element is not None else ""
    return "" if value in ("auto", "none", "000000" if name == "val" else "ffffff") else value


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Join neighbours that differ in nothing: Word splits a word wherever the cursor once stood."""
    last: Run | None = None
    for run in runs:
        if last is not None and _same(last, run):
            last = Run(last.text + run.text, *_facts(run))
        else:
            if last is not None:
                yield last
            last = run
    if last is not None:
        yield last


def _facts(run: Run) -> tuple[Any, ...]:
    look = (run.bold, run.strike, run.underline, run.italic, run.colour, run.highlight)
    return (run.mark, run.outer, run.format_change, *look)


def _same(one: Run, other: Run) -> bool:
    return _facts(one) == _facts(other)
