"""The proof of the letter templates: each one filled with a sample and held to what it must and must not say."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.errors import RulesError
from pipeline.domain.rules.letters import Council, LetterBook, LetterRule, LetterRules
from pipeline.domain.words import Proposal
from pipeline.letters.back import return_fields, return_to_school
from pipeline.letters.draft import context, draft_letter
from pipeline.letters.later import fields_for, later_letters
from pipeline.letters.sample import DAY, sample_facts, sample_report
from pipeline.letters.wordfile import fields_of


def check_templates(rules: LetterBook, templates: Path) -> Iterator[str]:
    """Say what is wrong with each letter of *rules*: no file, a field that nobody fills, a statutory item left out."""
    yield from _fields(rules, templates)
    for rule in rules.letters.letters:
        if rule.proposal is None:
            yield from _later(rule, rules, templates)
            continue
        one = _OneLetter(LetterRules((rule,), rules.letters.limits, rules.letters.school_leaving), rules.council)
        report = sample_report(rule.proposal)
        try:
            if rule.proposal is Proposal.RETURN_TO_SCHOOL:
                made: object = return_to_school(report, one, templates, DAY)
            else:
                made = draft_letter(report, one, templates, DAY)
        except RulesError as error:
            yield f"letter_templates/{rule.template}: {rule.name}: {error}"
            continue
        if not made:
            yield f"letters.yaml: {rule.name}: no letter comes of it"
    known = {rule.template for rule in rules.letters.letters}
    for path in sorted(templates.glob("*.docx")):
        if path.name not in known and not path.name.startswith("~$"):
            yield f"letter_templates/{path.name}: the file: is used by no letter of letters.yaml"


def _fields(rules: LetterBook, templates: Path) -> Iterator[str]:
    """Compare the fields of each Word file with those that the program fills in."""
    for rule in rules.letters.letters:
        path = templates / rule.template
        if not path.is_file():
            continue  # said by the rendering
        declared = declared_fields(rule, rules)
        for name in sorted(fields_of(path) - declared):
            yield f"letter_templates/{rule.template}: {rule.name}: the field {name!r} is filled in by nothing"


def declared_fields(rule: LetterRule, rules: LetterBook) -> frozenset[str]:
    """Name the fields that the program fills in for a letter."""
    if rule.proposal is Proposal.RETURN_TO_SCHOOL:
        return frozenset(return_fields(sample_report(rule.proposal), rules, DAY))
    if rule.proposal is not None:
        return frozenset(context(sample_report(rule.proposal), rule, rules, DAY))
    return frozenset(fields_for(rule, sample_facts(), rules, DAY)[0])


def _later(rule: LetterRule, rules: LetterBook, templates: Path) -> Iterator[str]:
    try:
        later_letters(rule.name, sample_facts(), rules, templates, DAY)
    except RulesError as error:
        yield f"letter_templates/{rule.template}: {rule.name}: {error}"


@dataclass(frozen=True)
class _OneLetter:
    letters: LetterRules
    council: Council
