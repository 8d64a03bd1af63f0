"""The letters that follow from the register and from no pack: final plan, decision to cease, reminder, termly list."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.domain.addressees import Addressee, recipients
from pipeline.domain.case import Child
from pipeline.domain.rules.letters import LetterBook, LetterRule
from pipeline.letters.draft import PROMPT, common, council_fields, made
from pipeline.letters.labels import long_date
from pipeline.letters.wordfile import fit

TO_SCHOOLS = ("reminder_to_school", "termly_list")


@dataclass(frozen=True)
class Facts:
    """What the register knows for these letters; a termly list has `children`: name, year and last day of each."""

    child: Child = field(repr=False)
    reference: str
    meeting: dt.date | None = None
    received: dt.date | None = None
    reasons: tuple[str, ...] = field(default=(), repr=False)
    papers_due: dt.date | None = None
    decision_due: dt.date | None = None
    appeal_last_day: dt.date | None = None
    plan: str = "[date and reference of the plan: to be completed]"
    returned_on: dt.date | None = None
    review_due: dt.date | None = None
    decided: bool = True
    term: tuple[dt.date, dt.date] | None = None
    children: tuple[tuple[str, str, dt.date], ...] = field(default=(), repr=False)


def later_letters(
    name: str,
    facts: Facts,
    rules: LetterBook,
    templates: Path,
    today: dt.date,
    *,
    large_print: bool = False,
    issued: bool = False,
    enclosed: Sequence[str] = (),
) -> list[tuple[str, bytes]]:
    """Write the letter *name* to each of its addressees; raises RulesError where one breaks the law or has gaps."""
    rule = rules.letters.named(name)
    about = facts.child.school or "school" if name == "termly_list" else facts.reference
    every = fields_for(rule, facts, rules, today, issued=issued, enclosed=enclosed)
    return [
        made(rule, fields, about, templates, large_print=large_print, issued=issued, to=number)
        for number, fields in enumerate(every, start=1)
    ]


def fields_for(
    rule: LetterRule,
    facts: Facts,
    rules: LetterBook,
    today: dt.date,
    *,
    issued: bool = False,
    enclosed: Sequence[str] = (),
) -> list[dict[str, object]]:
    """Give the fields of the letter for each addressee."""
    if rule.name in TO_SCHOOLS:
        return [_to_school(rule, facts, rules, today)]
    found = recipients(facts.child, rule.name, today, rules.letters)
    return [
        {
            **common(facts.child, rule, rules, today, one, found, issued=issued),
            "reference": facts.reference,
            "plan_reference": facts.plan,
            "prompt": "" if facts.decided else PROMPT,
            "meeting_date": long_date(facts.meeting),
            "received": long_date(facts.received),
            "enclosures": _enclosed(enclosed),
            "reasons": [fit(reason) for reason in facts.reasons],
            "appeal_last_day": long_date(facts.appeal_last_day),
        }
        for one in found.addressees
    ]


def _day(day: dt.date | None) -> str:
    return long_date(day) if day else ""


def _enclosed(names: Sequence[str]) -> list[str]:
    return [f"Final amended plan: {fit(name)}" for name in names] or ["[final amended plan: to be completed]"]


def _to_school(rule: LetterRule, facts: Facts, rules: LetterBook, today: dt.date) -> dict[str, object]:
    child = facts.child
    to = Addressee("", (), "parent")
    found = recipients(child, rule.name, today, rules.letters)
    first, last = facts.term or (today, today)
    reply = today + dt.timedelta(days=rules.letters.limit("return_reply").count)
    return {
        **common(child, rule, rules, today, to, found),
        "reference": facts.reference,
        "returned_on": _day(facts.returned_on),
        "review_due": _day(facts.review_due),
        "meeting_date": _day(facts.meeting),
        "papers_due": long_date(facts.papers_due),
        "decision_due": _day(facts.decision_due),
        "reply_by": long_date(reply),
        "first_day": long_date(first),
        "last_day": long_date(last),
        "children": [
            {"name": fit(name), "year": fit(year), "due": long_date(due)} for name, year, due in facts.children
        ],
        **council_fields(rules.council),
    }
