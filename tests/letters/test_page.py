"""The page of a report is whole, safe and accessible."""

import re

import pytest
from letter_samples import finding, sample
from lxml import html

from pipeline.domain.words import Proposal, Severity
from pipeline.letters.page import report_html


def page() -> str:
    found = (finding("missing_document"), finding("stale_document", Severity.WARNING))
    return report_html(sample(Proposal.RETURN_TO_SCHOOL, found))


def test_the_page_needs_nothing_from_outside_and_runs_nothing() -> None:
    text = page()
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=\"(?!#)", text)


def test_the_page_has_language_title_landmarks_captions_and_scopes() -> None:
    tree = html.fromstring(page())
    assert tree.get("lang") == "en-GB"
    assert tree.findtext(".//title")
    assert all(tree.xpath(f"count(//{landmark})") == 1 for landmark in ("main", "footer", "nav", "h1"))
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    assert tree.xpath("//table") and not tree.xpath("//table[not(caption)] | //th[not(@scope)]")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)


def test_what_came_from_a_pack_is_escaped_and_a_record_is_not_quoted() -> None:
    text = page()
    assert "Because of &lt;this&gt;." in text
    assert "secret content" not in text


def test_a_change_is_told_in_words_as_well_as_marks_with_its_evidence() -> None:
    text = page()
    assert "Removed: <del>30 minutes &amp; more</del>" in text
    assert "Added: <ins>" in text and "SALT report.pdf, page 3" in text


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("front", "back"),
    [("#0b0c0c", "#ffffff"), ("#942514", "#ffffff"), ("#594d00", "#ffffff"), ("#0b4b7a", "#ffffff"),
     ("#1a5fa8", "#ffffff"), ("#00401d", "#e0f0e4"), ("#7a1608", "#fbe9e7"), ("#0b0c0c", "#ffdd00")],
)  # fmt: skip
def test_the_colours_of_the_page_can_be_read(front: str, back: str) -> None:
    assert front in page()
    high, low = sorted((_light(front), _light(back)), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
