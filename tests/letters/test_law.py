"""The law in every letter: take any item away and the check finds it; put in what misleads and it is found."""

import re
from collections.abc import Iterator

import pyphen
import pytest

from pipeline.domain.rules.letters import LetterRule
from pipeline.letters.check import QUOTE_CLOSE, QUOTE_OPEN, check_letter, gaps_in
from pipeline.letters.preview import sample_letters
from pipeline.letters.wordfile import paragraphs
from tests.adverse.letters import run
from tests.office import TEMPLATES, rules

LETTERS = {name.removesuffix(".docx"): content for name, content in sample_letters(rules(), TEMPLATES)}
OLDEST_READER = 12


def items() -> Iterator[tuple[LetterRule, str]]:
    for rule in rules().letters.letters:
        yield from ((rule, item.text) for item in rule.must)


def lines(name: str) -> list[str]:
    return list(paragraphs(LETTERS[name]))


@pytest.mark.parametrize(("rule", "text"), [pytest.param(r, t, id=f"{r.name}: {t}") for r, t in items()])
def test_a_letter_without_one_item_of_the_law_is_caught(rule: LetterRule, text: str) -> None:
    assert check_letter(lines(rule.name), rule) == ()
    cut = [re.sub(re.escape(text), "", one, flags=re.IGNORECASE) for one in lines(rule.name)]
    assert any(text in fault for fault in check_letter(cut, rule))


@pytest.mark.parametrize("rule", rules().letters.letters, ids=lambda rule: rule.name)
def test_a_letter_that_misleads_is_caught_and_what_is_quoted_is_not(rule: LetterRule) -> None:
    for item in rule.must_not:
        assert any(item.why in fault for fault in check_letter([*lines(rule.name), item.text.upper()], rule))
        quoted = f"{QUOTE_OPEN}{item.text}{QUOTE_CLOSE}"
        assert check_letter([*lines(rule.name), f"The family wrote: {quoted}"], rule) == ()


def test_a_quote_supplies_no_item_of_the_law() -> None:
    rule = rules().letters.named("no_amendments")
    said = next(item.text for item in rule.must if item.name == "mediation")
    cut = [re.sub(re.escape(said), "", one, flags=re.IGNORECASE) for one in lines("no_amendments")]
    assert check_letter([*cut, f"{QUOTE_OPEN}{said}{QUOTE_CLOSE}"], rule)


def test_a_letter_with_gaps_or_the_mark_of_a_draft_is_not_issued() -> None:
    rule = rules().letters.named("no_amendments")
    told = lines("no_amendments")
    faults = " ".join(check_letter(told, rule, issued=True))
    assert "still says" in faults
    assert "is not complete: mediation adviser" in faults
    assert "mediation adviser" in gaps_in(told)


def test_attacks_in_every_field_stay_plain_text_and_no_other_child_passes() -> None:
    assert run(60, seed=5) == {}


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_the_fixed_text_of_each_letter_can_be_read_at_twelve(name: str) -> None:
    assert reading_age(lines(name)) <= OLDEST_READER


def reading_age(told: list[str]) -> float:
    """Give the reading age by Flesch and Kincaid (grade and five years) of the sentences of a letter.

    Addresses, names of services with their contacts, and marks for the lawyer are no running text.
    """
    prose = [re.sub(r"\[[^\]]*\]|\([^)]*\)", "", one) for one in told]
    prose = [one for one in prose if one.rstrip().endswith((".", ":")) and "@" not in one]
    sentences = [one for line in prose for one in re.split(r"(?<=[.:;])\s+", line) if len(one.split()) > 2]
    words = [word for one in sentences for word in re.findall(r"[A-Za-z']+", one)]
    hyphens = pyphen.Pyphen(lang="en_GB")
    syllables = sum(len(hyphens.inserted(word).split("-")) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59 + 5
