"""The proof of the letter templates: each one filled with a sample and held to what it must and must not say."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.errors import RulesError
from pipeline.domain.rules.letters import Council, LetterBook, LetterRules
from pipeline.domain.words import Proposal
from pipeline.letters.back import return_to_school
from pipeline.letters.draft import draft_letter
from pipeline.letters.sample import DAY, sample_report


def check_templates(rules: LetterBook, templates: Path) -> Iterator[str]:
    """Say what is wrong with each letter of *rules*: no file, a field that nobody fills, a statutory item left out."""
    for rule in rules.letters.letters:
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


@dataclass(frozen=True)
class _OneLetter:
    letters: LetterRules
    council: Council
