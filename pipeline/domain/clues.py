"""Text made comparable, and phrases found in it whole."""

import re
from collections.abc import Iterable
from functools import lru_cache

_NOT_WORDS = re.compile(r"[^a-z0-9'/&.]+")
_FILE_NOISE = re.compile(r"\b(?:v\s?[0-9]+|final|copy of|copy|scan|draft|signed|new|[0-9]{1,2}|[0-9]{4}|[0-9]{6,8})\b")


@lru_cache(maxsize=4096)
def comparable(text: str) -> str:
    """Give *text* in small letters with single blanks and no punctuation but what stands inside words."""
    plain = _NOT_WORDS.sub(" ", text.casefold().replace("’", "'"))
    return " ".join(word.strip("'./") for word in plain.split() if word.strip("'./"))


def name_words(file_name: str) -> str:
    """Give the words of a file name without its ending, underscores, dates and versions."""
    stem = file_name.rsplit(".", 1)[0] if "." in file_name else file_name
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem)
    return " ".join(_FILE_NOISE.sub(" ", comparable(split.replace("_", " ").replace("-", " "))).split())


def found_in(phrases: Iterable[str], text: str) -> tuple[str, ...]:
    """Give those of *phrases* that stand in *text* (already comparable) as whole words."""
    padded = f" {text} "
    return tuple(dict.fromkeys(phrase for phrase in phrases if f" {comparable(phrase)} " in padded))


def closeness(line: str, title: str) -> float:
    """Say from 0 to 100 how near *line* comes to *title*, word order aside; both comparable."""
    from rapidfuzz.fuzz import token_sort_ratio

    return float(token_sort_ratio(line, title))
