"""Tell whose review it is and what is known of it: pack.json before the caseload before the documents."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.domain.ar1 import Requests, read_ar1, read_requests
from pipeline.domain.case import AR1, Case, CaseloadRow, Child, Known, Raised, Review
from pipeline.domain.dates import only_date, read_date
from pipeline.domain.documents import Recognised
from pipeline.domain.fields import UPN, Found, child_only, find_fields, value_of
from pipeline.domain.persons import name_parts, plain_name, plain_upn, same_person, similar
from pipeline.domain.prose import in_prose
from pipeline.domain.rules.fields import FieldRules
from pipeline.domain.words import Kind
from pipeline.domain.years import nc_year

_TRUSTED = (Kind.AR1, Kind.TRACKED_CHANGE, Kind.EHCP)  # in this order; the rest vote
_UNNAMED = (Kind.CORRESPONDENCE, Kind.SECURE_MAIL_WRAPPER)  # may name anybody: the parent, a brother, the sender
_DAYS = ("dob", "meeting_date", "previous_review_date", "first_plan_date")
_SAID_BY_DOCUMENTS = {
    "upn": "upn",
    "dob": "dob",
    "nc_year": "nc_year",
    "school": "school",
    "in_care": "in_care",
    "known_as": "known_as",
}


class FieldBook(Protocol):
    """The part of the rules that forms are read by."""

    @property
    def fields(self) -> FieldRules:
        """How fields and answers are named."""


@dataclass(frozen=True)
class Paper:
    """A document with the fields found in it."""

    document: Recognised
    found: tuple[Found, ...] = field(repr=False)

    def said(self, name: str) -> Found | None:
        """Give what the document says under the field *name*."""
        return value_of(self.found, name)


@dataclass(frozen=True)
class Fact:
    """One fact and where it was read."""

    text: str = field(repr=False)
    source: str


Facts = dict[str, list[Fact]]  # field → what is said of it, the most trusted first


def identify(
    accepted: tuple[Recognised, ...], known: Known, given: Mapping[str, str], received: dt.date, rules: FieldBook
) -> Case:
    """Make the case of the *accepted* documents: child, review, what the AR1 holds, and what does not agree."""
    papers = tuple(Paper(one, child_only(find_fields(one.document, rules.fields), rules.fields)) for one in accepted)
    forms = [paper for paper in papers if paper.document.kind is Kind.AR1]
    form = max(forms, key=lambda paper: (paper.document.confidence, len(paper.found)), default=None)
    facts = _from_documents(papers)
    row = _row(known.caseload, given, facts)
    _put_first(facts, row.values if row else {}, "caseload")
    _put_first(facts, given, "pack.json")
    child = _child(facts, received)
    ar1 = read_ar1(form.document, rules.fields) if form else AR1()
    requests = read_requests(form.document, rules.fields) if form else Requests()
    review = _review(facts, form, requests)
    raised = (*_conflicts(facts), *_others(papers, child), *_meeting_conflict(facts, form))
    return Case(child, review, accepted, ar1, tuple(dict.fromkeys(raised)))


# --- what the documents say -----------------------------------------------------------------------------------


def _from_documents(papers: tuple[Paper, ...]) -> Facts:
    """Collect each fact from the form, the plan, and then what most of the other papers say."""
    ordered = sorted(papers, key=_rank)
    facts: Facts = {}
    for name, label in _SAID_BY_DOCUMENTS.items():
        facts[name] = [
            _fact(paper, found) for paper in ordered if (found := paper.said(label)) and _usable(name, found)
        ]
    for paper in ordered:
        surname, forenames, source = _name(paper)
        if surname:
            facts.setdefault("surname", []).append(Fact(surname, source))
        if forenames:
            facts.setdefault("forenames", []).append(Fact(forenames, source))
    return {name: _majority(said, ordered) for name, said in facts.items()}


def _rank(paper: Paper) -> tuple[int, str]:
    kind = paper.document.kind
    return (_TRUSTED.index(kind) if kind in _TRUSTED else len(_TRUSTED) + (kind in _UNNAMED), paper.document.path)


def _majority(said: list[Fact], ordered: list[Paper]) -> list[Fact]:
    """Put what most papers say first where neither form nor plan says anything."""
    trusted = {paper.document.path for paper in ordered if paper.document.kind in _TRUSTED}
    if not said or said[0].source.rsplit(": ", 1)[0] in trusted:
        return said
    most = Counter(plain_name(one.text) or one.text for one in said).most_common(1)[0][0]
    return sorted(said, key=lambda one: (plain_name(one.text) or one.text) != most)


def _fact(paper: Paper, found: Found) -> Fact:
    return Fact(found.value, f"{paper.document.path}: {found.label}")


def _usable(name: str, found: Found) -> bool:
    if name == "dob":
        return only_date(found.value) is not None
    if name == "upn":
        return bool(UPN.search(plain_upn(found.value)))
    if name == "nc_year":
        return year_of(found.value) is not None
    return bool(found.value)


def _name(paper: Paper) -> tuple[str, str, str]:
    """Give surname and forenames as the document has them, one field or two."""
    surname, forenames, whole = paper.said("surname"), paper.said("forenames"), paper.said("name")
    path = paper.document.path
    if surname:
        source = f"{path}: {surname.label}"
        return surname.value, forenames.value if forenames else "", source
    if whole and len(whole.value.split()) > 1:
        before, comma, after = whole.value.partition(",")
        words = f"{after} {before}".split() if comma else whole.value.split()
        return words[-1], " ".join(words[:-1]), f"{path}: {whole.label}"
    return "", "", ""


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
        in_care=_yes_or_no(_first(facts, "in_care")),
        placement_type=_first(facts, "placement_type") or None,
        parent_name=_first(facts, "parent_name") or None,
        parent_address=_first(facts, "parent_address") or None,
        source={name: where for name, where in sorted(source.items()) if name in kept},
    )


def year_of(text: str) -> int | None:
    """Read a year group: 7, Year 7, Y7, Reception (0), Nursery (-1)."""
    said = text.casefold().strip()
    if "reception" in said or said in ("r", "yr"):
        return 0
    if "nursery" in said or said in ("n", "n1", "n2"):
        return -1
    found = re.fullmatch(r"(?:nc\s*)?(?:year|yr|y)?\s*(?:group\s*)?:?\s*(-?\d{1,2})\b.*", said)
    return int(found[1]) if found and -2 <= int(found[1]) <= 21 else None


def _yes_or_no(text: str) -> bool | None:
    said = plain_name(text).split()
    first = said[0] if said else ""
    ticked = re.search(r"[☒☑✓✔]\s*(yes|no)", text, re.IGNORECASE)
    if ticked:
        return ticked[1].casefold() == "yes"
    return {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}.get(first)


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
        meeting_planned_only=planned,
    )


def _day(paper: Paper | None, name: str) -> dt.date | None:
    found = paper.said(name) if paper else None
    return only_date(found.value) if found else None


# --- what does not agree --------------------------------------------------------------------------------------


def _conflicts(facts: Facts) -> Iterator[Raised]:
    """Say where pack.json, caseload and form disagree on the child, without the facts of anybody else."""
    for name in ("surname", "forenames", "dob", "upn", "nc_year", "in_care"):
        said = [one for one in facts.get(name, ()) if one.source in ("pack.json", "caseload")]
        form = [one for one in facts.get(name, ()) if one.source not in ("pack.json", "caseload")][:1]
        for other in (*said, *form)[1:]:
            first = (*said, *form)[0]
            if not _agree(name, first.text, other.text, facts):
                yield Raised("identity_conflict", None, detail=_disagreement(name, first, other))


def _agree(name: str, one: str, other: str, facts: Facts) -> bool:
    if name == "dob":
        return only_date(one) == only_date(other) or None in (only_date(one), only_date(other))
    if name == "upn":
        return plain_upn(one) == plain_upn(other)
    if name == "nc_year":
        return None in (year_of(one), year_of(other)) or year_of(one) == year_of(other)
    if name == "in_care":
        return None in (_yes_or_no(one), _yes_or_no(other)) or _yes_or_no(one) == _yes_or_no(other)
    if name == "surname":
        return (
            bool(set(plain_name(one).split()) & set(plain_name(other).split())) or same_person(one, other, ()) is True
        )
    known_as = (one, *(fact.text for fact in facts.get("known_as", ())))
    return any(
        word[:1] in {w[:1] for w in plain_name(other).split()} for k in known_as for word in plain_name(k).split()
    )


_NAMES = {
    "dob": "date of birth",
    "upn": "UPN",
    "nc_year": "year group",
    "in_care": "whether the child is in care",
    "surname": "surname",
    "forenames": "forenames",
}


def _disagreement(name: str, one: Fact, other: Fact) -> str:
    """Name the field and both sources; of the facts only those of the year and of care are quoted."""
    where = f"{one.source} and {other.source.rsplit(': ', 1)[0]} disagree on the {_NAMES[name]}"
    return (
        f"{where} ({one.text} and {other.text})"
        if name in ("nc_year", "in_care")
        else where.replace("the whether", "whether")
    )


def _others(papers: tuple[Paper, ...], child: Child) -> Iterator[Raised]:
    """Find documents that name another child, or another date of birth or UPN; never quote what they say."""
    for paper in papers:
        if paper.document.kind in _UNNAMED:
            continue
        differs = tuple(_differing(paper, child))
        if differs:
            detail = f"another {' and another '.join(differs)} stands in it"
            yield Raised("wrong_child", paper.document.path, paper.document.kind, detail)


def _differing(paper: Paper, child: Child) -> Iterator[str]:
    born, number, named = paper.said("dob"), paper.said("upn"), paper.said("name")
    day = only_date(born.value) if born else None
    upn = plain_upn(number.value) if number else ""
    # What is known of the child from this paper alone cannot vouch for it.
    same_day = day is not None and day == child.dob and not _told_by(paper, child, "dob")
    same_upn = bool(upn) and upn == child.upn and not _told_by(paper, child, "upn")
    surname, forenames, _ = _name(paper)
    said = f"{forenames} {surname}".strip() or (named.value if named else "")
    if said and child.surname and _is_other(said, child, same_day, same_upn):
        yield "name"
    if day is not None and child.dob is not None and day != child.dob:
        yield "date of birth"
    if upn and child.upn and upn != child.upn and UPN.search(upn):
        yield "UPN"


def _told_by(paper: Paper, child: Child, name: str) -> bool:
    return child.source.get(name, "").startswith(f"{paper.document.path}: ")


def _is_other(said: str, child: Child, same_day: bool, same_upn: bool) -> bool:
    """Whether the name is another child's.

    With the same UPN a shared part of the name is enough. With the same date of birth it may still be a twin's: then
    the surname is shared, and the forename begins with another letter.
    """
    given = tuple(name for name in (child.forenames, child.known_as) if name)
    if same_person(said, child.surname or "", given) is not False:
        return False
    families, own = set(name_parts(child.surname or "")), {part for name in given for part in name_parts(name)}
    parts = set(name_parts(said))
    if same_upn:
        return not parts & (families | own)
    if not same_day:
        return True
    if parts & families:
        return not {part[0] for part in parts - families} & {part[0] for part in own}
    return not parts & own and not similar(said, f"{' '.join(given[:1])} {child.surname}")


def _meeting_conflict(facts: Facts, form: Paper | None) -> Iterator[Raised]:
    said, read = read_date(_first(facts, "meeting_date")), _day(form, "meeting_date")
    if said and read and said != read and form:
        detail = f"pack.json says {in_prose(said)}, and {form.document.path} says {in_prose(read)}"
        yield Raised("meeting_date_doubtful", form.document.path, Kind.AR1, detail)
