"""Tell whose review it is and what is known of it: pack.json before the caseload before the documents."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from pipeline.domain.answers import read_answer
from pipeline.domain.ar1 import Requests, field_facts, read_ar1, read_requests
from pipeline.domain.case import AR1, Case, CaseloadRow, Child, Known, Raised, Review
from pipeline.domain.choices import marked
from pipeline.domain.dates import only_date, read_date
from pipeline.domain.documents import Recognised
from pipeline.domain.fields import UPN, Found, child_only, find_fields
from pipeline.domain.persons import name_parts, plain_name, plain_upn, same_person
from pipeline.domain.prose import in_prose
from pipeline.domain.rules.fields import FieldRules
from pipeline.domain.rules.names import NameRules
from pipeline.domain.strangers import strangers
from pipeline.domain.whose import (
    UNNAMED,
    Fact,
    Facts,
    Paper,
    conflicts,
    identities,
    name_of,
    nhs_numbers,
    others,
    schools,
    year_of,
    yes_or_no,
)
from pipeline.domain.words import Kind
from pipeline.domain.years import nc_year

_TRUSTED = (Kind.AR1, Kind.TRACKED_CHANGE, Kind.EHCP)  # in this order; the rest vote
_DAYS = ("dob", "meeting_date", "previous_review_date", "first_plan_date")
_SAID_BY_DOCUMENTS = {
    "upn": ("upn",),
    "dob": ("dob",),
    "nc_year": ("taught_year", "nc_year", "chronological_year"),  # regulation 2 counts by the class
    "school": ("school",),
    "in_care": ("in_care",),
    "known_as": ("known_as",),
}


class FieldBook(Protocol):
    """The part of the rules that forms are read by."""

    @property
    def fields(self) -> FieldRules:
        """How fields and answers are named."""

    @property
    def names(self) -> NameRules:
        """How sentences speak of a child."""


def identify(
    accepted: tuple[Recognised, ...], known: Known, given: Mapping[str, str], received: dt.date, rules: FieldBook
) -> Case:
    """Make the case of the *accepted* documents: child, review, what the AR1 holds, and what does not agree."""
    accepted = tuple(_with_choices(one, rules.fields) for one in accepted)
    papers = tuple(Paper(one, child_only(find_fields(one.document, rules.fields), rules.fields)) for one in accepted)
    forms = [paper for paper in papers if paper.document.kind is Kind.AR1]
    form = max(forms, key=lambda paper: (paper.document.confidence, len(paper.found)), default=None)
    facts = _from_documents(papers, rules.fields)
    row = _row(known.caseload, given, facts)
    _put_first(facts, row.values if row else {}, "caseload")
    _put_first(facts, given, "pack.json")
    child = _child(facts, received)
    requests = read_requests(form.document, rules.fields) if form else Requests()
    ar1 = _form(form, requests, rules.fields) if form else AR1()
    review = _review(facts, form, requests)
    strange = (*others(papers, child), *strangers(papers, child, known.caseload, _adults(ar1, child), rules.names))
    strange = (*strange, *nhs_numbers(papers))
    raised = (*conflicts(facts), *strange, *schools(papers, child), *_meeting_conflict(facts, form))
    return Case(child, review, accepted, ar1, tuple(dict.fromkeys(raised)), identities(papers, child, strange))


def _with_choices(one: Recognised, rules: FieldRules) -> Recognised:
    """Give a form with its highlighted and bold answers as ticked ones."""
    if one.kind is not Kind.AR1:
        return one
    content = one.document.content
    shown = replace(content, paragraphs=marked(content.paragraphs, rules))
    return replace(one, document=replace(one.document, content=shown))


def _form(form: Paper, requests: Requests, rules: FieldRules) -> AR1:
    read = read_ar1(form.document, rules)
    facts = (*field_facts(form.document.path, form.found), *requests.facts, *read.facts)
    return replace(read, facts=facts, unclear=requests.unclear)


def _adults(ar1: AR1, child: Child) -> tuple[str, ...]:
    """Name the adults of the pack as far as they are known: a namesake among them is no other child."""
    said = (*(one.name for one in ar1.attendees), *(one.name for one in ar1.signatures), child.parent_name or "")
    own = (child.surname or "", child.forenames or "")
    return tuple(name for name in said if name and same_person(name, own[0], (own[1],)) is not True)


# --- what the documents say -----------------------------------------------------------------------------------


def _from_documents(papers: tuple[Paper, ...], rules: FieldRules) -> Facts:
    """Collect each fact from the form, the plan, and then what most of the other papers say."""
    ordered = sorted(papers, key=_rank)
    facts: Facts = {}
    for name, fields in _SAID_BY_DOCUMENTS.items():
        said = [(paper, found) for paper in ordered if (found := _first_said(paper, fields))]
        facts[name] = [fact for paper, found in said if (fact := _fact(name, paper, found, rules))]
    for paper in ordered:
        surname, forenames, source = name_of(paper)
        if surname:
            facts.setdefault("surname", []).append(Fact(surname, source))
        if forenames:
            facts.setdefault("forenames", []).append(Fact(forenames, source))
    return {name: _majority(said, ordered) for name, said in facts.items()}


def _rank(paper: Paper) -> tuple[int, str]:
    kind = paper.document.kind
    return (_TRUSTED.index(kind) if kind in _TRUSTED else len(_TRUSTED) + (kind in UNNAMED), paper.document.path)


def _majority(said: list[Fact], ordered: list[Paper]) -> list[Fact]:
    """Put what most papers say first where neither form nor plan says anything."""
    trusted = {paper.document.path for paper in ordered if paper.document.kind in _TRUSTED}
    if not said or said[0].source.rsplit(": ", 1)[0] in trusted:
        return said
    most = Counter(plain_name(one.text) or one.text for one in said).most_common(1)[0][0]
    return sorted(said, key=lambda one: (plain_name(one.text) or one.text) != most)


def _first_said(paper: Paper, fields: tuple[str, ...]) -> Found | None:
    return next((found for name in fields if (found := paper.said(name))), None)


def _fact(name: str, paper: Paper, found: Found, rules: FieldRules) -> Fact | None:
    if not _usable(name, found):
        return None
    value = found.value
    if name == "in_care":
        answer = read_answer(found, rules)
        if answer is None:
            return None
        value = "yes" if answer else "no"
    return Fact(value, f"{paper.document.path}: {found.label}")


def _usable(name: str, found: Found) -> bool:
    if name == "dob":
        return only_date(found.value) is not None
    if name == "upn":
        return bool(UPN.search(plain_upn(found.value)))
    if name == "nc_year":
        return year_of(found.value) is not None
    return bool(found.value)


# --- caseload and pack.json -----------------------------------------------------------------------------------


def _row(rows: tuple[CaseloadRow, ...], given: Mapping[str, str], facts: Facts) -> CaseloadRow | None:
    """Find the one child of the caseload: by UPN, by name with date of birth, by name alone where only one has it."""
    upn = plain_upn(given.get("upn") or _first(facts, "upn"))
    by_upn = [row for row in rows if upn and plain_upn(row.values.get("upn", "")) == upn]
    if by_upn:
        return by_upn[0] if len(by_upn) == 1 else None
    said = f"{given.get('forenames') or _first(facts, 'forenames')} {given.get('surname') or _first(facts, 'surname')}"
    born = read_date(given.get("dob", "")) or only_date(_first(facts, "dob"))
    named = [row for row in rows if _is_named(row, said)]
    dated = [row for row in named if born and read_date(row.values.get("dob", "")) == born]
    if dated:
        return dated[0] if len(dated) == 1 else None
    return named[0] if len(named) == 1 and not (born and named[0].values.get("dob")) else None


def _is_named(row: CaseloadRow, said: str) -> bool:
    forenames = (row.values.get("forenames", ""), row.values.get("known_as", ""))
    return len(name_parts(said)) > 1 and same_person(said, row.values.get("surname", ""), forenames) is True


def _first(facts: Facts, name: str) -> str:
    said = facts.get(name)
    return said[0].text if said else ""


def _put_first(facts: Facts, said: Mapping[str, str], source: str) -> None:
    names = {"last_review_date": "previous_review_date"}
    for name, text in said.items():
        if text:
            facts.setdefault(names.get(name, name), []).insert(0, Fact(text, source))


# --- child and review -----------------------------------------------------------------------------------------


def _child(facts: Facts, received: dt.date) -> Child:
    source = {name: said[0].source for name, said in facts.items() if said}
    born = only_date(_first(facts, "dob"))
    year = year_of(_first(facts, "nc_year"))
    if year is None and born is not None:
        year = nc_year(born, received)
        source["nc_year"] = "counted from the date of birth"
    kept = {name for name in Child.__dataclass_fields__ if name != "source"}
    return Child(
        surname=_first(facts, "surname") or None,
        forenames=_first(facts, "forenames") or None,
        known_as=_first(facts, "known_as") or None,
        dob=born,
        upn=plain_upn(_first(facts, "upn")) or None,
        nc_year=year,
        school=_first(facts, "school") or None,
        school_dfe=_first(facts, "school_dfe") or None,
        in_care=yes_or_no(_first(facts, "in_care")),
        placement_type=_first(facts, "placement_type") or None,
        parent_name=_first(facts, "parent_name") or None,
        parent_address=_first(facts, "parent_address") or None,
        second_parent_name=_first(facts, "second_parent_name") or None,
        second_parent_address=_first(facts, "second_parent_address") or None,
        address_confidential=yes_or_no(_first(facts, "address_confidential")),
        social_worker_name=_first(facts, "social_worker_name") or None,
        social_worker_address=_first(facts, "social_worker_address") or None,
        source={name: where for name, where in sorted(source.items()) if name in kept},
    )


def _review(facts: Facts, form: Paper | None, requests: Requests) -> Review:
    days = {name: read_date(_first(facts, name)) for name in _DAYS[1:]}
    held = days["meeting_date"] or _day(form, "meeting_date")
    planned = held is None and _day(form, "planned_meeting") is not None
    return Review(
        meeting_date=held,
        previous_review_date=days["previous_review_date"] or _day(form, "previous_review"),
        first_plan_date=days["first_plan_date"] or _day(form, "first_plan"),
        school_recommendation=requests.recommendation,
        placement_change_requested=requests.placement_change,
        funding_change_requested=requests.funding_change,
        personal_budget_requested=requests.personal_budget,
        reassessment_requested=requests.reassessment,
        meeting_planned_only=planned,
    )


def _day(paper: Paper | None, name: str) -> dt.date | None:
    found = paper.said(name) if paper else None
    return only_date(found.value) if found else None


def _meeting_conflict(facts: Facts, form: Paper | None) -> Iterator[Raised]:
    said, read = read_date(_first(facts, "meeting_date")), _day(form, "meeting_date")
    if said and read and said != read and form:
        detail = f"pack.json says {in_prose(said)}, and {form.document.path} says {in_prose(read)}"
        yield Raised("meeting_date_doubtful", form.document.path, Kind.AR1, detail)
