"""Which section of the plan each paragraph stands in, whatever form its headings take."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.domain.documents import Paragraph
from pipeline.domain.rules.sections import SectionRules
from pipeline.domain.words import Section

_LETTERED = re.compile(
    r"\s*(?P<word>(?:section|part)\s+)?(?P<open>\()?(?P<letter>H\s?[12]|[A-K])(?P<close>\))?"
    r"(?P<mark>\s*[:.\-–—|)]+\s*|\s+|\Z)(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_CONTENTS_LINE = re.compile(r"(?:\.{3,}|\t|…)\s*[0-9]{1,3}\s*\Z")
_FILLERS = re.compile(r"\bof\b.*|\bfor\b.*|\(.*?\)")
_LIST_OF_SECTIONS = 4  # so many headings with nothing between them are a table of contents


def heading_of(line: str, rules: SectionRules, *, set_apart: bool = False) -> Section | None:
    """Tell which section *line* begins, or None; *set_apart* says that it is styled as a heading."""
    text = line.strip()
    if not text or len(text.split()) > rules.longest_heading or _CONTENTS_LINE.search(text):
        return None
    found = _LETTERED.match(text)
    if found:
        section = _lettered(found, rules, set_apart)
        if section is not None:
            return section
    return _titled(text, rules) if set_apart else _titled_exactly(text, rules)


def sections_of(paragraphs: Sequence[Paragraph], rules: SectionRules) -> tuple[Section | None, ...]:
    """Give the section of each of *paragraphs*; `cover` before the first heading, None where there is no heading.

    Sections are told on both readings: a heading that a change inserts or takes away still begins its section.
    """
    headings = [_heading(paragraph, rules) for paragraph in paragraphs]
    headings = _without_contents(paragraphs, headings)
    if not any(headings):
        return tuple(None for _ in paragraphs)
    columns = _columns(paragraphs, headings)
    found: list[Section | None] = []
    current = Section.COVER
    for paragraph, heading in zip(paragraphs, headings, strict=True):
        beside = columns.get(paragraph.table) if paragraph.table is not None else None
        if paragraph.place in ("header", "footer"):
            found.append(Section.COVER)
        elif paragraph.place in ("footnote", "endnote", "comment"):
            found.append(None)
        elif beside and paragraph.cell in beside:
            found.append(beside[paragraph.cell])
        else:
            current = heading or current
            found.append(current)
    return tuple(found)


def _heading(paragraph: Paragraph, rules: SectionRules) -> Section | None:
    if paragraph.place not in ("body", "textbox") or paragraph.style.casefold().startswith("toc"):
        return None
    set_apart = paragraph.heading or _all_bold(paragraph)
    return heading_of(paragraph.text, rules, set_apart=set_apart) or (
        heading_of(paragraph.before, rules, set_apart=set_apart) if paragraph.before != paragraph.text else None
    )


def _all_bold(paragraph: Paragraph) -> bool:
    written = [run for run in paragraph.runs if run.text.strip()]
    return bool(written) and all(run.bold for run in written)


def _lettered(found: re.Match[str], rules: SectionRules, set_apart: bool) -> Section | None:
    letter = found["letter"].upper().replace(" ", "")
    section = Section.H1 if letter == "H" else Section(letter) if letter in Section._value2member_map_ else None
    named, rest = bool(found["word"]), found["rest"].strip()
    marked = bool(found["mark"].strip()) or bool(found["close"])
    if section is None or (bool(found["open"]) != bool(found["close"])):
        return None
    if not rest:
        return section if named or found["close"] or (set_apart and letter != "I") else None
    if _near(rest, section, rules) or (letter == "H" and _near(rest, Section.H2, rules)):
        return section if named or marked or set_apart else None
    return section if named and (marked or set_apart) and not _is_sentence(rest) else None


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", ";", ",")) and len(text.split()) > 4


def _near(text: str, section: Section, rules: SectionRules) -> bool:
    return _closeness(_plain(text), _headings(rules, section)) >= rules.closeness


def _titled_exactly(text: str, rules: SectionRules) -> Section | None:
    """A line that is not set apart must say nothing but a heading, and no common word such as "provision"."""
    plain = _plain(text)
    if len(plain.split()) < 3 or text.rstrip().endswith((".", ":", ";")):
        return None
    return next((rule.section for rule in rules.sections if plain in _headings(rules, rule.section)), None)


def _titled(text: str, rules: SectionRules) -> Section | None:
    plain = _plain(text)
    if not plain:
        return None
    scored = [(_closeness(plain, _headings(rules, rule.section)), rule.section) for rule in rules.sections]
    best = max(scored, key=lambda one: one[0])
    return best[1] if best[0] >= max(rules.closeness, 92) else None


@lru_cache(maxsize=64)
def _headings(rules: SectionRules, section: Section) -> tuple[str, ...]:
    written = [heading for rule in rules.sections if rule.section is section for heading in rule.headings]
    return tuple(dict.fromkeys(form for heading in written for form in (_plain(heading), _short(heading)) if form))


def _closeness(text: str, headings: tuple[str, ...]) -> float:
    from rapidfuzz.fuzz import token_sort_ratio

    forms = [form for form in dict.fromkeys((text, _short(text))) if form]
    return max((token_sort_ratio(form, heading) for form in forms for heading in headings), default=0.0)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9' ]+", " ", text.casefold().replace("’", "'")).split())


def _short(text: str) -> str:
    """Leave out whose views or needs they are: "of Jo and her family"."""
    return _plain(_FILLERS.sub(" ", text.casefold()))


def _without_contents(paragraphs: Sequence[Paragraph], headings: list[Section | None]) -> list[Section | None]:
    """Pass over a list of the sections near the top: the same headings come again with their text."""
    kept = list(headings)
    written = [index for index, paragraph in enumerate(paragraphs) if paragraph.text.strip() or headings[index]]
    run: list[int] = []
    for index in (*written, -1):
        if index >= 0 and headings[index] is not None:
            run.append(index)
            continue
        distinct = {headings[one] for one in run}
        later = set(headings[run[-1] + 1 :]) if run else set()
        if len(distinct) >= _LIST_OF_SECTIONS and distinct <= later:
            for one in run:
                kept[one] = None
        run = []
    return kept


def _columns(
    paragraphs: Sequence[Paragraph], headings: Sequence[Section | None]
) -> dict[int | None, dict[int | None, Section]]:
    """Find the tables in which sections stand side by side, by the cells of their heading row."""
    rows: dict[tuple[int, int | None], dict[int | None, Section]] = {}
    for paragraph, heading in zip(paragraphs, headings, strict=True):
        if paragraph.table is not None and heading is not None:
            rows.setdefault((paragraph.table, paragraph.row), {})[paragraph.cell] = heading
    return {table: cells for (table, _), cells in rows.items() if len(set(cells.values())) > 1}
