"""Tell what a document is by its content; its file name is only one clue among others."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.domain.clues import comparable, found_in, name_words
from pipeline.domain.dates import find_dates, only_date
from pipeline.domain.documents import Document, Recognised
from pipeline.domain.handmade import marked_by_hand
from pipeline.domain.plan import sections_of
from pipeline.domain.record import judge
from pipeline.domain.rules import Rules
from pipeline.domain.rules.documents import DocumentRule, RecognitionRules
from pipeline.domain.rules.forbidden import ForbiddenRule
from pipeline.domain.titles import all_titles, find_title, is_sentence, lines_of, tops_of
from pipeline.domain.words import Kind, Profession, Section

_PLANS = (Kind.EHCP, Kind.TRACKED_CHANGE)
_CERTAIN = 0.99
MAILS = ("eml", "msg")


@dataclass(frozen=True)
class Guess:
    """A kind with the share of certainty that its clues add up to."""

    kind: Kind
    confidence: float
    why: tuple[str, ...]
    place: int  # of the line that holds the title, so that the first title wins between equals


def recognise(document: Document, rules: Rules) -> Recognised:
    """Tell kind, profession and date of *document*, and whether it is or only mentions a forbidden record."""
    lines = lines_of(document)
    for rule in rules.forbidden:
        verdict = judge(lines, _set_apart(document), document.opened.member.name, rule)
        if verdict.is_ in ("record", "suspected"):
            sure = min(_CERTAIN, verdict.score / (rule.record + 4))
            doubtful = verdict.is_ == "suspected"
            why = (_where(document, rule), *verdict.signs)
            return Recognised(document, rule.kind, confidence=sure, why=why, suspected=doubtful)
    mentions = tuple(
        rule.name
        for rule in rules.forbidden
        if judge(lines, _set_apart(document), document.opened.member.name, rule).is_ == "mention"
    )
    best = _best_guess(document, lines, rules)
    return Recognised(
        document,
        best.kind,
        _profession(best.kind, document, lines, rules),
        best.confidence,
        best.why,
        _date(lines, rules.recognition),
        mentions=mentions,
    )


def _where(document: Document, rule: ForbiddenRule) -> str:
    """Name the pages that the record stands on, so that the school can take them out."""
    pages: dict[int, list[str]] = {}
    for paragraph in document.content.paragraphs:
        if paragraph.page is not None and paragraph.text.strip():
            pages.setdefault(paragraph.page, []).append(paragraph.text)
    holding = [page for page, lines in pages.items() if judge(lines, (), "", rule).is_ in ("record", "suspected")]
    if not holding or len(holding) == len(pages):
        return "the whole file"
    shown = " and ".join(str(page) for page in sorted(holding)[:6])
    return f"page {shown} of {len(pages)}" if len(holding) == 1 else f"pages {shown} of {len(pages)}"


def _set_apart(document: Document) -> tuple[str, ...]:
    content = document.content
    shown = [p.text for p in content.paragraphs if p.heading or p.place in ("header", "footer")]
    return (*shown, content.properties.get("title", ""), content.properties.get("subject", ""))


def _best_guess(document: Document, lines: Sequence[str], rules: Rules) -> Guess:
    guesses = [_guess(rule, document, lines, rules.recognition) for rule in rules.documents]
    plan = _plan(document, lines, guesses, rules)
    if plan is not None:
        return plan
    others = [guess for guess in guesses if guess.kind not in _PLANS]
    best = max(others, key=lambda guess: (round(guess.confidence, 3), -guess.place), default=None)
    if best is None or best.confidence < rules.recognition.enough:
        near = f"nearest to {best.kind}, which is not enough" if best and best.why else "no clue fits"
        return Guess(Kind.UNKNOWN, 0.0, (near,), 0)
    return best


def _guess(rule: DocumentRule, document: Document, lines: Sequence[str], by: RecognitionRules) -> Guess:
    if rule.longest is not None and sum(len(line.split()) for line in lines) > rule.longest:
        return Guess(rule.kind, 0.0, (), len(lines))
    shares: list[tuple[float, str]] = []
    title, place, share = find_title(all_titles(rule), tops_of(document, lines, by), by)
    if title:
        shares.append((share, f"title: {title}"))
    shares.extend(_profession_clues(rule, document, lines, by, titled=bool(title)))
    phrases = found_in(rule.phrases, _comparable_text(lines))[: by.phrases_at_most]
    shares.extend((by.phrase, f"wording: {phrase}") for phrase in phrases)
    signs = found_in(rule.signs, _comparable_text(lines))
    shares.extend((by.sign, f"sign: {sign}") for sign in signs)
    names = found_in(rule.names, name_words(document.opened.member.name))
    if names:
        shares.append((by.name, f"file name: {max(names, key=len)}"))
    if document.opened.format in rule.formats:
        shares.append((by.format, f"format: {document.opened.format}"))
    doubt = 1.0
    for share, _ in shares:
        doubt *= 1 - share
    mailed = document.opened.format in MAILS and document.opened.format not in rule.formats
    confidence = min(_CERTAIN, 1 - doubt) * (by.in_a_mail if mailed else 1)
    return Guess(rule.kind, confidence, tuple(why for _, why in shares), place)


def _profession_clues(
    rule: DocumentRule, document: Document, lines: Sequence[str], by: RecognitionRules, *, titled: bool
) -> list[tuple[float, str]]:
    """A profession named in a title, or in the text, speaks for a report of that profession."""
    if not rule.professions:
        return []
    named = None if titled else _profession_titled(rule, document, lines, by)
    if named is not None:
        return [(by.contained_title, f"title: names {named[1]}")]
    spoken = found_in((word for one in rule.professions for word in one.words), _comparable_text(lines))
    return [(by.profession_word, f"wording: {spoken[0]}")] if spoken else []


def _profession_titled(
    rule: DocumentRule, document: Document, lines: Sequence[str], by: RecognitionRules
) -> tuple[Profession, str] | None:
    """Find the first line near the top that names a profession and says what kind of paper it is."""
    for line in tops_of(document, lines, by):
        words = comparable(line)
        if not words or len(words.split()) > by.longest_title or is_sentence(line):
            continue
        if not found_in(rule.paper_words, words):
            continue
        hits = [
            (len(word), one, word) for one in rule.professions for word in found_in((*one.words, *one.short), words)
        ]
        if hits:
            _, one, word = max(hits, key=lambda hit: hit[0])
            return one.profession, word
    return None


@lru_cache(maxsize=64)
def _comparable_text(lines: tuple[str, ...]) -> str:
    return comparable("\n".join(lines))


def _plan(document: Document, lines: Sequence[str], guesses: Iterable[Guess], rules: Rules) -> Guess | None:
    """Tell a plan by its sections; with changes marked in it, or named as such, it is the tracked-change document."""
    by = rules.recognition
    plan_like = {guess.kind: guess for guess in guesses if guess.kind in (*_PLANS, Kind.AR1)}
    titled = max((plan_like[kind].confidence for kind in _PLANS if kind in plan_like), default=0.0)
    form = plan_like.get(Kind.AR1)
    sections = {one for one in sections_of(document.content.paragraphs, rules.sections) if one}
    sections.discard(Section.COVER)
    is_form = form is not None and form.confidence >= max(titled, by.enough) and _titled_as(form)
    if is_form or (len(sections) < by.plan_sections and not (titled >= by.title and len(sections) >= 2)):
        return None
    how_many = f"{len(sections)} section headings of a plan"
    why = tuple(sign for kind in _PLANS if kind in plan_like for sign in plan_like[kind].why if "title" in sign)
    confidence = min(_CERTAIN, 0.6 + 0.04 * len(sections) + (0.1 if why else 0.0))
    marked = _marked(document, lines, rules)
    kind = Kind.TRACKED_CHANGE if marked else Kind.EHCP
    return Guess(kind, confidence, (how_many, *marked, *dict.fromkeys(why)), 0)


def _titled_as(guess: Guess) -> bool:
    return any(sign.startswith("title: ") for sign in guess.why)


def _marked(document: Document, lines: Sequence[str], rules: Rules) -> tuple[str, ...]:
    """Say by what a plan shows that it carries proposed changes."""
    by = rules.recognition
    top = comparable(" ".join(lines[: by.top]))
    named = found_in(by.tracked_names, name_words(document.opened.member.name)) or found_in(by.tracked_names, top)
    signs = (
        ("tracked changes in it", document.revised),
        ("comments in it", bool(document.content.comments)),
        ("changes marked by hand in it", marked_by_hand(document.content.paragraphs, rules.marks)),
        ("named as a tracked-change document", bool(named)),
    )
    return tuple(sign for sign, holds in signs if holds)


def _profession(kind: Kind, document: Document, lines: Sequence[str], rules: Rules) -> Profession | None:
    """Tell whose report it is: by its title, then by the words it uses most."""
    if kind is not Kind.PROFESSIONAL_REPORT:
        return None
    professions = [one for rule in rules.documents for one in rule.professions]
    tops = tops_of(document, lines, rules.recognition)
    titled = [
        (share, -place, one.profession)
        for one in professions
        for _, place, share in [find_title(one.titles, tops, rules.recognition)]
        if share
    ]
    if titled:
        return max(titled)[2]
    for rule in rules.documents:
        named = _profession_titled(rule, document, lines, rules.recognition) if rule.professions else None
        if named is not None:
            return named[0]
    text = f" {_comparable_text(tuple(lines))} "
    counted = [(sum(text.count(f" {comparable(word)} ") for word in one.words), one.profession) for one in professions]
    most = max(counted, default=(0, Profession.OTHER))
    return most[1] if most[0] else Profession.OTHER


def _date(lines: Sequence[str], by: RecognitionRules) -> dt.date | None:
    """Read the date the document bears: after one of the labels, in their order; else alone near its top."""
    for label in by.date_labels:
        for line in lines:
            after = re.match(rf"\W*{re.escape(label)}\b(?! of birth)\W*(.*)", line, re.IGNORECASE)
            if after and (date := only_date(after[1])):
                return date
    for line in lines[: by.top]:
        found = find_dates(line)
        if (
            len(found) == 1
            and len(line.split()) <= 5
            and "birth" not in line.casefold()
            and "dob" not in line.casefold()
        ):
            return found[0][0]
    return None
