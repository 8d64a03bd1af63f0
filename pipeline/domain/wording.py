"""What of a changed wording matters: quantities, facts, spelling, and what must be rewritten every year."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pipeline.domain.rules.changes import ChangeRules, Pattern, WordList

_NUMBER = re.compile(r"[£$]?\d+(?:[.,:/]\d+)*%?")
_WORDS = re.compile(r"[A-Za-z]+(?:['’\-][A-Za-z]+)*")
_SIGNS = "\N{MIDDLE DOT}£$€%+<>=±☐☒☑✓✔✗✘"  # a tick or a pound sign is no punctuation
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.:/](?=\d)")
_INITIALS_AND_NAMES = re.compile(r"(?:[A-Z]\.?\s?)*[A-Z][a-z'’\-]+(?:\s+[A-Z][A-Za-z'’\-]+)*")


def same_words(before: str, after: str) -> bool:
    """Whether both differ only in spacing, punctuation or case; a point inside a number is no punctuation."""
    return _bare(before) == _bare(after)


def _bare(text: str) -> str:
    kept = _BETWEEN_DIGITS.sub("\N{MIDDLE DOT}", text.replace("’", "'").casefold())
    # A tick, a pound sign or a minus is no punctuation.
    return "".join(
        one for one in kept if one.isalnum() or one in "\N{MIDDLE DOT}£$€%+<>=±☐☒☑✓✔✗✘" or ord(one) >= 0xE000
    )


def changed_quantities(before: str, after: str, rules: ChangeRules) -> tuple[str, ...]:
    """Name the sorts of quantity that differ between the two: number, frequency, unit, ratio, modal verb."""
    found = ["number"] if _numbers(before) != _numbers(after) else []
    found.extend(one.name for one in rules.quantities if _counted(one, before) != _counted(one, after))
    return tuple(dict.fromkeys(found))


def _numbers(text: str) -> Counter[str]:
    return Counter(one.replace(",", "") for one in _NUMBER.findall(text))


def _counted(words: WordList, text: str) -> Counter[str]:
    padded = f" {' '.join(re.findall(r'[a-z]+(?:-[a-z]+)*', text.casefold()))} "
    return Counter({word: padded.count(f" {word} ") for word in words.words if f" {word} " in padded})


def only_spelling(before: str, after: str, rules: ChangeRules) -> bool:
    """Whether each changed word is only spelt right now, or spelt the British way."""
    old, new = _WORDS.findall(before.casefold()), _WORDS.findall(after.casefold())
    if len(old) != len(new) or _numbers(before) != _numbers(after) or not old:
        return False
    pairs = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    return bool(pairs) and all(_respelt(one, other, rules) for one, other in pairs)


def _respelt(one: str, other: str, rules: ChangeRules) -> bool:
    if rules.misspellings.get(one) == other or _variant(one, other, rules):
        return True
    return len(one) >= 9 and (_swapped(one, other) or _letter_doubled(one, other))


def _variant(one: str, other: str, rules: ChangeRules) -> bool:
    if min(len(one), len(other)) < 5:  # "for" and "four" are two words
        return False
    for words in rules.spelling_variants:
        for pair in words.words:
            left, right = pair.split("/")
            if {one, other} in ({one, one.replace(left, right)}, {one, one.replace(right, left)}) and one != other:
                return True
    return False


def _swapped(one: str, other: str) -> bool:
    """Whether two neighbouring letters changed places; in a long word that is a slip, never another word."""
    if len(one) != len(other):
        return False
    wrong = [index for index in range(len(one)) if one[index] != other[index]]
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and one[wrong[0]] == other[wrong[1]]
        and one[wrong[1]] == other[wrong[0]]
    )


def _letter_doubled(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[:index] + long[index + 1 :] == short and long[index] == long[index - 1] for index in range(1, len(long))
    )


def factual_sorts(before: str, after: str, context: str, rules: ChangeRules) -> tuple[str, ...]:
    """Name the sorts of fact that the change is made of; empty where anything else changes with them."""
    label = _label(context, rules)
    if label and not changed_beyond_label(before, after):
        return (f"what stands after the label {label!r}",)
    sorts: list[str] = []
    old, new = _without_common_ends(before, after)
    for pattern in rules.facts:
        old, one = _taken_out(pattern, old)
        new, other = _taken_out(pattern, new)
        sorts.extend([pattern.name] * (one or other))
    old, new, named = _names_out(old, new, rules)
    sorts.extend(["name"] * named)
    old, new, job = _jobs_out(old, new, rules)
    sorts.extend(["job title"] * job)
    return tuple(dict.fromkeys(sorts)) if sorts and same_words(old, new) else ()


def removed_yearly(before: str, after: str, rules: ChangeRules) -> tuple[str, ...]:
    """Name the ages or year groups taken out, where nothing else changes."""
    rest, found = before, []
    for pattern in rules.yearly:
        rest, hit = _taken_out(pattern, rest)
        found.extend([pattern.name] * hit)
    left = {"in", "at", "is", "who", "a", "the", "of", "currently", "now", "and", "was", "he", "she", "they"}
    old = Counter(_WORDS.findall(rest.casefold()))
    new = Counter(_WORDS.findall(after.casefold()))
    added_yearly = any(_compiled(pattern.pattern).search(after) for pattern in rules.yearly)
    gone_only = not (new - old) and not _numbers(after) - _numbers(before) and set(old - new) <= left
    return tuple(found) if found and gone_only and not added_yearly else ()


def added_yearly(before: str, after: str, rules: ChangeRules) -> tuple[str, ...]:
    """Name the ages or year groups that the change puts in."""
    return tuple(pattern.name for pattern in rules.yearly if set(_found(pattern, after)) - set(_found(pattern, before)))


def changed_beyond_label(before: str, after: str) -> bool:
    """Whether so much changes that it cannot be the fact after one label."""
    return max(len(before.split()), len(after.split())) > 14


def _label(context: str, rules: ChangeRules) -> str:
    start = re.match(r"\W*([A-Za-z/' \-]{2,40}?)\s*[:\t]", context)
    said = " ".join(start[1].casefold().split()) if start else ""
    return said if said in rules.fact_labels else ""


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    import re2

    return re2.compile(pattern)


def _found(pattern: Pattern, text: str) -> list[str]:
    return [match.group(0) for match in _compiled(pattern.pattern).finditer(text)]


def _taken_out(pattern: Pattern, text: str) -> tuple[str, bool]:
    return _compiled(pattern.pattern).sub(" ", text), bool(_found(pattern, text))


def _without_common_ends(before: str, after: str) -> tuple[str, str]:
    old, new = before.split(), after.split()
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    # A fact may reach over the words that stayed ("12 March 2025" to "10 March 2026"), so short texts stay whole.
    return (before, after) if len(before.split()) <= 8 and len(after.split()) <= 8 else (" ".join(old), " ".join(new))


def _names_out(old: str, new: str, rules: ChangeRules) -> tuple[str, str, bool]:
    titles = "|".join(re.escape(title) for title in rules.titles)
    name = re.compile(rf"\b(?:{titles})\b\.?\s+{_INITIALS_AND_NAMES.pattern}")
    found = bool(name.search(old)) and (bool(name.search(new)) or not new.strip())
    return (name.sub(" ", old), name.sub(" ", new), True) if found else (old, new, False)


def _jobs_out(old: str, new: str, rules: ChangeRules) -> tuple[str, str, bool]:
    jobs = "|".join(re.escape(job) for job in sorted(rules.job_titles, key=len, reverse=True))
    job = re.compile(rf"\b(?:{jobs})s?\b", re.IGNORECASE)
    found = bool(job.search(old)) and bool(job.search(new))
    return (job.sub(" ", old), job.sub(" ", new), True) if found else (old, new, False)


def asks(text: str, words: Iterable[str]) -> bool:
    """Whether *text* asks for something to be done."""
    padded = f" {' '.join(_WORDS.findall(text.casefold()))} "
    return any(f" {word} " in padded for word in words)
