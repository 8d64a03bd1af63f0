"""Check the pack against the required list and its conditions."""

from pipeline.domain.case import AR1, Case, Change
from pipeline.domain.report import RequiredEntry
from pipeline.domain.rules import Rules
from pipeline.domain.rules.documents import Condition, Requirement
from pipeline.domain.words import Kind, Recommendation, RequiredStatus

_YEAR_9 = 9
_NOT_SAID = "nothing says whether the child is in care"


def require(case: Case, changes: tuple[Change, ...], rules: Rules) -> tuple[RequiredEntry, ...]:
    """Say of each kind on the required list whether it is there, covered, missing, or not needed, and why."""
    return tuple(_entry(kind, rule, case) for kind, rule in rules.required)


def _entry(kind: Kind, rule: Requirement, case: Case) -> RequiredEntry:
    there = tuple(document.path for document in case.documents if document.kind is kind)
    holds, why = _holds(rule.when, case)
    covered = _covered(rule, case.ar1)
    if there:
        status, because = RequiredStatus.PRESENT, rule.because if holds else f"not asked for here: {why}"
    elif covered:
        status, because = RequiredStatus.COVERED_BY_AR1, f"the AR1 holds {_listed(rule.covered_by_ar1)}"
        there = (case.ar1.document,) if case.ar1.document else ()
    elif holds:
        status = RequiredStatus.MISSING if rule.missing_is == "missing" else RequiredStatus.RECOMMENDED
        because = f"{rule.because}; {why}" if why else rule.because
    elif rule.otherwise == "recommended":
        status, because = RequiredStatus.RECOMMENDED, f"{rule.because}; {why}"
    else:
        status, because = RequiredStatus.NOT_REQUIRED, why
    trigger = _trigger(rule.when, case) if holds else None
    return RequiredEntry(kind, status, there, because, rule.name, rule.source, trigger)


_FACTS: dict[str, tuple[str, ...]] = {
    "child_in_care": ("in_care",),
    "from_year_9": ("taught_year", "nc_year", "chronological_year"),
    "funding_change": ("funding_change", "recommendation"),
    "placement_change": ("placement_change", "recommendation"),
    "amendment_recommended": ("recommendation",),
}


def _trigger(when: Condition, case: Case) -> str | None:
    """Give the words that made the condition hold: those of the form, or where else the fact was read."""
    for name in _FACTS.get(when, ()):
        fact = case.ar1.fact(name)
        if fact:
            page = f", page {fact.page}" if fact.page is not None else ""
            return f"{fact.document}{page}: “{fact.label}: {fact.quote}”"
    source = case.child.source.get("in_care" if when == "child_in_care" else "nc_year")
    return source if when in ("child_in_care", "from_year_9") else None


def _covered(rule: Requirement, ar1: AR1) -> bool:
    return bool(rule.covered_by_ar1) and all(getattr(ar1, part).strip() for part in rule.covered_by_ar1)


def _listed(parts: tuple[str, ...]) -> str:
    words = {
        "progress": "progress",
        "difficulties": "ongoing areas of difficulty",
        "parent_views": "the parent's views",
        "child_views": "the child's views",
        "pfa": "preparing for adulthood",
    }
    return " and ".join(words[part] for part in parts)


def _holds(when: Condition, case: Case) -> tuple[bool, str]:
    """Say whether the condition holds, with the reason in a clause."""
    child, review = case.child, case.review
    if when == "always":
        return True, ""
    if when == "child_in_care":
        known = {
            True: "the child is in care",
            False: "the child is not in care",
            None: "nothing says the child is in care",
        }
        return child.in_care is True, known[child.in_care]
    if when == "from_year_9":
        if child.nc_year is None:
            return False, "the year group is not known"
        return child.nc_year >= _YEAR_9, f"the child is in {_year(child.nc_year)}"
    asked = {
        "funding_change": (review.funding_change_requested, "change of funding is requested"),
        "placement_change": (review.placement_change_requested, "change of placement is requested"),
    }
    if when in asked:
        holds, what = asked[when]
        return holds, f"a {what}" if holds else f"no {what}"
    if when == "amendment_recommended":
        holds = review.school_recommendation is Recommendation.AMEND
        return holds, "the AR1 recommends amending" if holds else "the AR1 does not recommend amending"
    return False, "it is not on the list"


def _year(number: int) -> str:
    return "Reception" if number == 0 else "nursery" if number < 0 else f"Year {number}"
