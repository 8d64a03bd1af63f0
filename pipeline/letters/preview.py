"""Every letter filled with a sample: what an officer looks at after a template was changed."""

from pathlib import Path

from pipeline.domain.rules.letters import LetterBook
from pipeline.domain.words import Proposal
from pipeline.letters.back import return_to_school
from pipeline.letters.draft import draft_letters
from pipeline.letters.later import later_letters
from pipeline.letters.sample import DAY, sample_facts, sample_report
from pipeline.letters.wordfile import enlarged


def sample_letters(rules: LetterBook, templates: Path, *, large_print: bool = False) -> list[tuple[str, bytes]]:
    """Give each letter as (file name, Word file)."""
    files: list[tuple[str, bytes]] = []
    for rule in rules.letters.letters:
        if rule.proposal is Proposal.RETURN_TO_SCHOOL:
            made = return_to_school(sample_report(rule.proposal), rules, templates, DAY)
            words = [content for name, content in made.items() if name.endswith(".docx")]
        elif rule.proposal is not None:
            words = [one for _, one in draft_letters(sample_report(rule.proposal), rules, templates, DAY)]
        else:
            words = [one for _, one in later_letters(rule.name, sample_facts(), rules, templates, DAY)]
        files += [(f"{rule.name}.docx", enlarged(one) if large_print else one) for one in words[:1]]
    return files
