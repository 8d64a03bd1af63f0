"""A letter that an officer has finished in Word, made ready to leave, and every reason why it may not."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from pipeline.domain.addressees import Addressee
from pipeline.domain.case import Child
from pipeline.domain.rules.letters import LetterRule
from pipeline.letters.check import check_letter
from pipeline.letters.draft import DRAFT_MARK, DRAFT_NOTE, UNSURE
from pipeline.letters.labels import long_date
from pipeline.letters.wordfile import paragraphs, repacked

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMED = re.compile(r"^(?:The current plan|Evidence|Draft amended plan|Final amended plan): (.+\.[A-Za-z0-9]{2,5})$")
_MARKS = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "commentReference")


def kind_of(letter: bytes) -> str:
    """Name the letter that a Word file is, as it was drafted; empty where the program did not draft it."""
    return str(_open(letter).core_properties.category or "")


def finished(letter: bytes, council: str) -> bytes:
    """Give the Word file without the marks of a draft and without the names of those who edited it."""
    document = _open(letter)
    for section in document.sections:
        for paragraph in section.header.paragraphs:
            if DRAFT_MARK in paragraph.text:
                for run in paragraph.runs:
                    run._r.getparent().remove(run._r)
    for paragraph in document.paragraphs:
        if paragraph.text.strip() == DRAFT_MARK or DRAFT_NOTE in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)
    about = document.core_properties
    about.author, about.last_modified_by, about.comments = council, council, ""
    return _saved(document)


def copy_of(letter: bytes) -> bytes:
    """Give the copy for a school or a health body: the same words, without the address of the family."""
    document = _open(letter)
    window = [one for one in document.paragraphs if one.style is not None and one.style.name == "Window"]
    for line in window[1:]:
        line._p.getparent().remove(line._p)
    return _saved(document)


def faults_of(letter: bytes, rule: LetterRule, child: Child, on: dt.date, enclosed: Iterable[str]) -> tuple[str, ...]:
    """Say why the finished *letter* may not leave on that day; nothing where it may.

    *enclosed* are the names of the files that go with it; each file the letter names must be among them.
    """
    text = paragraphs(letter)
    whole = " ".join(text)
    faults = list(check_letter(text, rule, issued=True))
    if UNSURE.strip() in whole:
        faults.append("holds law that the legal adviser has not confirmed (`verified: false` in rules/letters.yaml)")
    if long_date(on) not in whole:
        faults.append(f"does not bear the date {long_date(on)}, from which its time limits run; draft it again")
    if any(True for mark in _MARKS for _ in _open(letter).element.iter(f"{_W}{mark}")):
        faults.append("still has tracked changes or comments in it; accept or remove them")
    names = [name for name in (child.surname, child.known_as or child.forenames) if name]
    if not names or any(name.casefold() not in whole.casefold() for name in names):
        faults.append("does not name the child of this review")
    there = set(enclosed)
    faults += [f"names an enclosure that is not there: {name}" for name in named_enclosures(text) if name not in there]
    return tuple(faults)


def named_enclosures(text: Iterable[str]) -> tuple[str, ...]:
    """List the files that a letter says are enclosed."""
    return tuple(hit[1] for line in text if (hit := _NAMED.match(line)))


def without_a_letter(letters: Sequence[bytes], addressees: Sequence[Addressee]) -> list[str]:
    """Say who of the *addressees* has no letter among *letters*, told by role and never by name."""
    texts = [" ".join(_window(letter)).casefold() for letter in letters]
    missing = [one.role for one in addressees if one.name and not any(one.name.casefold() in text for text in texts)]
    return [f"there is no letter to the {role}; every addressee is written to on the same day" for role in missing]


def _window(letter: bytes) -> list[str]:
    found = [one for one in _open(letter).paragraphs if one.style is not None and one.style.name == "Window"]
    return [one.text for one in found]


def _open(letter: bytes) -> Any:
    from docx import Document

    return Document(BytesIO(letter))


def _saved(document: Any) -> bytes:
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue())
