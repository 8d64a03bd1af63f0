"""Rules are strict: what YAML would quietly read as something else is an error with its file, line and key."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.domain.errors import RulesError
from pipeline.domain.words import Severity
from pipeline.rulebook.nodes import load_typed


@dataclass(frozen=True)
class Inner:
    name: str
    weight: float = 1.0


@dataclass(frozen=True)
class Sample:
    title: str
    count: int
    since: dt.date
    severity: Severity
    words: tuple[str, ...]
    inner: tuple[Inner, ...] = ()
    texts: Mapping[str, str] | None = None
    from_: str = ""
    open: bool = False


GOOD = """title: A rule
count: 3
since: 2026-03-04
severity: blocking
words: [one, two]
inner:
  - {name: first, weight: 0.5}
texts: {a: b}
from: meeting
open: true
"""


def loaded(text: str, folder: Path) -> Sample:
    path = folder / "sample.yaml"
    path.write_text(text, encoding="utf-8")
    return load_typed(path, Sample)


def test_a_rule_file_is_read_as_its_type(tmp_path: Path) -> None:
    inner = (Inner("first", 0.5),)
    day, words = dt.date(2026, 3, 4), ("one", "two")
    wanted = Sample("A rule", 3, day, Severity.BLOCKING, words, inner, {"a": "b"}, "meeting", True)
    assert loaded(GOOD, tmp_path) == wanted


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("count: 3", "count: three", 2, "count"),
        ("count: 3", "count: 012", 2, "count"),
        ("since: 2026-03-04", "since: 4 March 2026", 3, "since"),
        ("severity: blocking", "severity: grave", 4, "severity"),
        ("words: [one, two]", "words: [one, no]", 5, "words"),
        ("words: [one, two]", "words: [one, 12:30]", 5, "words"),
        ("words: [one, two]", "words: [one, 1.10]", 5, "words"),
        ("words: [one, two]", "words: one", 5, "words"),
        ("title: A rule", "title: yes", 1, "title"),
        ("title: A rule", "title: 2026-03-04", 1, "title"),
        ("title: A rule", "titel: A rule", 1, "titel"),
        ("title: A rule", "title: A rule\ntitle: Again", 2, "title"),
        ("open: true", "open: on", 10, "open"),
        ("weight: 0.5", "weight: much", 7, "weight"),
        ("title: A rule", "title: *other", 1, ""),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(old: str, new: str, line: int, key: str, tmp_path: Path) -> None:
    with pytest.raises(RulesError) as caught:
        loaded(GOOD.replace(old, new), tmp_path)
    assert f"sample.yaml:{line}:" in str(caught.value)
    assert key in str(caught.value)


def test_every_mistake_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RulesError) as caught:
        loaded(GOOD.replace("count: 3", "count: x").replace("blocking", "grave"), tmp_path)
    assert len(str(caught.value).splitlines()) == 2


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="words"):
        loaded(GOOD.replace("words: [one, two]\n", ""), tmp_path)


@pytest.mark.parametrize("text", ["", "title: [", "\x00", "- a\n- b"])
def test_what_is_no_rule_file_at_all_is_an_error_and_no_crash(text: str, tmp_path: Path) -> None:
    with pytest.raises(RulesError):
        loaded(text, tmp_path)
