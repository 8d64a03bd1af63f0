"""The checks an officer makes beside the required list; each is a question to the school and none sends a pack back."""

import re
from collections.abc import Iterator

from pipeline.domain.case import AR1, Case, Change, Raised
from pipeline.domain.clues import comparable, found_in
from pipeline.domain.documents import Recognised
from pipeline.domain.rules.quality import QualityRules
from pipeline.domain.words import Identity, Kind, Section

_DATED = (Kind.SCHOOL_REPORT, Kind.PROFESSIONAL_REPORT, Kind.PEP, Kind.RISK_ASSESSMENT)
_SHOWN = 120  # characters of a quote
_ENDS = re.compile(r"(?<=[.!?;])\s+|\n")
_PER_CENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(?:%|per cent)?")


def check_quality(case: Case, changes: tuple[Change, ...], rules: QualityRules) -> tuple[Raised, ...]:
    """Raise what an officer would ask about; a check that the rules switch off raises nothing."""
    raised = (
        *_form(case, rules),
        *(one for document in case.documents for one in _document(document, case, rules)),
        *_provision(changes, rules),
    )
    return tuple(one for one in raised if rules.asks(one.code))


# --- the form -------------------------------------------------------------------------------------------------


def _form(case: Case, rules: QualityRules) -> Iterator[Raised]:
    ar1, path = case.ar1, case.ar1.document
    if path is None:
        return
    if case.review.school_recommendation is None:
        yield Raised("no_recommendation", path, Kind.AR1)
    absent = _not_invited(case, rules)
    if absent:
        yield Raised("invitees_incomplete", path, Kind.AR1, absent)
    for place in ar1.signatures:
        lacks = [word for word, value in (("name", place.name), ("date", place.date)) if not value]
        if lacks:
            yield Raised(
                "form_not_signed", path, Kind.AR1, f"beside “{place.label}” stands no {' and no '.join(lacks)}"
            )
    yield from _attendance(ar1, rules)
    yield from _disagreement(case, rules)


def _not_invited(case: Case, rules: QualityRules) -> str:
    """Name who of the five does not stand in the list; whoever the list says was not invited does not count."""
    if not case.ar1.attendees:
        return "it lists nobody"
    asked = [one for one in case.ar1.attendees if one.invited is not False]
    words = " ; ".join(comparable(f"{one.role or one.name}") for one in asked)
    family = comparable(case.child.parent_name or "")
    lacking = []
    for invitee in rules.invitees:
        by_name = bool(family) and invitee is rules.invitees[0] and any(comparable(one.name) == family for one in asked)
        if not by_name and not found_in(invitee.words, words):
            lacking.append(invitee.name)
    return f"the list does not have {_listed(lacking)}" if lacking else ""


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _attendance(ar1: AR1, rules: QualityRules) -> Iterator[Raised]:
    fact = ar1.fact("attendance")
    said = _PER_CENT.search(fact.value) if fact else None
    if fact is None or said is None or ("%" not in fact.value and "per cent" not in fact.value and "." not in said[1]):
        return
    share = float(said[1])
    if share > 100 or share >= rules.attendance_below:
        return
    text = comparable("\n".join((ar1.actions, ar1.discussion, ar1.progress, ar1.difficulties)))
    if not found_in(rules.attendance_plan, text):
        yield Raised("attendance_low", ar1.document, Kind.AR1, f"{said[1]}%")


def _disagreement(case: Case, rules: QualityRules) -> Iterator[Raised]:
    if found_in(rules.disagreement, comparable(case.ar1.discussion)):
        return
    papers = [(one.path, one.text) for one in case.documents if one.kind is Kind.PARENT_VIEWS]
    for path, text in (*papers, (case.ar1.document, case.ar1.parent_views)):
        for sentence in _ENDS.split(text):
            if found_in(rules.disagreement, comparable(sentence)):
                yield Raised("disagreement_not_recorded", path, Kind.PARENT_VIEWS, f"“{_short(sentence)}”")
                return


# --- each document --------------------------------------------------------------------------------------------


def _document(document: Recognised, case: Case, rules: QualityRules) -> Iterator[Raised]:
    legible = bool(document.text.strip())
    if document.kind in _DATED and document.date is None and legible:
        yield Raised("undated_document", document.path, document.kind)
    if legible and case.identity.get(document.path) is Identity.NOBODY and document.kind is not Kind.CORRESPONDENCE:
        yield Raised("no_identity", document.path, document.kind)
    left = tuple(_left_over(document, rules))
    if left:
        page, words = left[0]
        more = f", and {len(left) - 1} more" if len(left) > 1 else ""
        at = f"page {page}, " if page is not None else ""
        yield Raised("template_text_left", document.path, document.kind, f"{at}“{_short(words)}”{more}")


def _left_over(document: Recognised, rules: QualityRules) -> Iterator[tuple[int | None, str]]:
    for paragraph in document.document.content.paragraphs:
        text = paragraph.text.casefold()
        for words in rules.template_text:
            if words.casefold() in text:
                yield paragraph.page, words
                break


# --- provision ------------------------------------------------------------------------------------------------


def _provision(changes: tuple[Change, ...], rules: QualityRules) -> Iterator[Raised]:
    """Look at what is proposed for Section F: vague words with neither a number nor somebody who does it."""
    for change in changes:
        if change.section is not Section.F or not change.after.strip():
            continue
        for sentence in _ENDS.split(change.after):
            vague = found_in(rules.vagueness.words, comparable(sentence))
            plain = comparable(sentence)
            if vague and not (re.search(r"\d", sentence) and found_in(rules.vagueness.who, plain)):
                lacks = "who" if re.search(r"\d", sentence) else "how much"
                detail = f"change {change.id} says “{_short(sentence)}”, and not {lacks}"
                yield Raised("vague_provision", change.document, Kind.TRACKED_CHANGE, detail)
                break


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
