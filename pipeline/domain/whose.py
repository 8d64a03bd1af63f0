"""Whose each paper is: what it says of the child, and where that does not agree with what is known."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.domain.case import Child, Raised
from pipeline.domain.dates import only_date
from pipeline.domain.documents import Recognised
from pipeline.domain.fields import UPN, Found, is_nhs_number, value_of
from pipeline.domain.persons import name_parts, plain_name, plain_upn, same_person, similar
from pipeline.domain.words import Identity, Kind

UNNAMED = (Kind.CORRESPONDENCE, Kind.SECURE_MAIL_WRAPPER)  # may name anybody: the parent, a brother, the sender


_BY_SCHOOLS = (
    Kind.AR1,
    Kind.SCHOOL_REPORT,
    Kind.SUPPORT_PLAN,
    Kind.PEP,
    Kind.BEHAVIOUR_LOG,
    Kind.ATTENDANCE_RECORD,
    Kind.COSTED_PROVISION_MAP,
)
_ANY_SCHOOL = {
    "school",
    "academy",
    "college",
    "primary",
    "secondary",
    "special",
    "infant",
    "junior",
    "nursery",
    "the",
    "and",
}


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


def name_of(paper: Paper) -> tuple[str, str, str]:
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


def year_of(text: str) -> int | None:
    """Read a year group: 7, Year 7, Y7, Reception (0), Nursery (-1)."""
    said = text.casefold().strip()
    if "reception" in said or said in ("r", "yr"):
        return 0
    if "nursery" in said or said in ("n", "n1", "n2"):
        return -1
    found = re.fullmatch(r"(?:nc\s*)?(?:year|yr|y)?\s*(?:group\s*)?:?\s*(-?\d{1,2})\b.*", said)
    return int(found[1]) if found and -2 <= int(found[1]) <= 21 else None


def yes_or_no(text: str) -> bool | None:
    said = plain_name(text).split()
    first = said[0] if said else ""
    ticked = re.search(r"[☒☑✓✔]\s*(yes|no)", text, re.IGNORECASE)
    if ticked:
        return ticked[1].casefold() == "yes"
    return {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}.get(first)


def conflicts(facts: Facts) -> Iterator[Raised]:
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
        return None in (yes_or_no(one), yes_or_no(other)) or yes_or_no(one) == yes_or_no(other)
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


def others(papers: tuple[Paper, ...], child: Child) -> Iterator[Raised]:
    """Find documents that name another child, or another date of birth or UPN; never quote what they say."""
    for paper in papers:
        if paper.document.kind in UNNAMED:
            continue
        differs = tuple(_differing(paper, child))
        if differs:
            detail = " and ".join(f"another {what}{_place(found)}" for what, found in differs)
            yield Raised("wrong_child", paper.document.path, paper.document.kind, detail)


def _differing(paper: Paper, child: Child) -> Iterator[tuple[str, Found | None]]:
    born, number, named = paper.said("dob"), paper.said("upn"), paper.said("name")
    day = only_date(born.value) if born else None
    upn = plain_upn(number.value) if number else ""
    # What is known of the child from this paper alone cannot vouch for it.
    same_day = day is not None and day == child.dob and not _told_by(paper, child, "dob")
    same_upn = bool(upn) and upn == child.upn and not _told_by(paper, child, "upn")
    surname, forenames, _ = name_of(paper)
    said = f"{forenames} {surname}".strip() or (named.value if named else "")
    if said and child.surname and _is_other(said, child, same_day, same_upn):
        yield "name", paper.said("surname") or named
    if day is not None and child.dob is not None and day != child.dob:
        yield "date of birth", born
    if upn and child.upn and upn != child.upn and UPN.search(upn):
        yield "UPN", number


def nhs_numbers(papers: tuple[Paper, ...]) -> Iterator[Raised]:
    """Compare the NHS numbers of the papers: one against two or more that agree is another child's."""
    said = [
        (paper, found, "".join(one for one in found.value if one.isdigit()))
        for paper in papers
        if (found := paper.said("nhs_number")) and is_nhs_number(found.value)
    ]
    count = Counter(number for _, _, number in said)
    if len(count) < 2:
        return
    most, times = count.most_common(1)[0]
    for paper, found, number in said:
        if number == most and times > 1:
            continue
        place = _place(found)
        if times > 1:
            detail = f"another NHS number{place}"
            yield Raised("wrong_child", paper.document.path, paper.document.kind, detail)
        else:
            detail = f"{paper.document.path} and another paper disagree on the NHS number{place}"
            yield Raised("identity_conflict", paper.document.path, paper.document.kind, detail)


def schools(papers: tuple[Paper, ...], child: Child) -> Iterator[Raised]:
    """Find papers of a school that name another school than the child's; a service may have an earlier one."""
    for paper in papers:
        found = paper.said("school") if paper.document.kind in _BY_SCHOOLS else None
        if found is None or not child.school or child.source.get("school", "").startswith(paper.document.path):
            continue
        own, said = _school_words(child.school), _school_words(found.value)
        if own and said and not own & said and not similar(child.school, found.value):
            other = child.source.get("school", "the rest of the pack")
            detail = f"{paper.document.path} names another school ({found.value}) than {other}"
            yield Raised("identity_conflict", paper.document.path, paper.document.kind, detail)


def _school_words(text: str) -> set[str]:
    return {word for word in plain_name(text).split() if len(word) > 2} - _ANY_SCHOOL


def identities(papers: tuple[Paper, ...], child: Child, strange: tuple[Raised, ...]) -> dict[str, Identity]:
    """Say of each document whom it names; of a file with several papers, the gravest."""
    wrong = {one.document for one in strange if one.code == "wrong_child"}
    found: dict[str, Identity] = {}
    for paper in papers:
        path = paper.document.path
        if path in wrong:
            found[path] = Identity.ANOTHER_CHILD
        elif _names(paper, child):
            found[path] = Identity.THIS_CHILD
        else:
            found.setdefault(path, Identity.NOBODY)
    return found


def _names(paper: Paper, child: Child) -> bool:
    """Whether a field or a sentence of the paper names the child."""
    if any(paper.said(name) for name in ("name", "surname", "dob", "upn")):
        return True
    words = set(plain_name(paper.document.text).split())
    given = {part for name in (child.forenames, child.known_as) if name for part in plain_name(name).split()[:1]}
    return bool(words & given)


def _place(found: Found | None) -> str:
    """Say where to look, in words of the form and never in those of the other child."""
    if found is None:
        return ""
    page = f"page {found.page}, " if found.page is not None else ""
    return f" ({page}at “{found.label}”)"


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
