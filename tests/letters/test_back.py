"""A return to the school says what to put right, and nothing of a withheld record."""

from letter_samples import TEMPLATES, TODAY, book, finding, sample

from pipeline.domain.words import Proposal, Severity
from pipeline.letters.back import return_to_school
from pipeline.letters.wordfile import paragraphs


def test_a_pack_with_nothing_to_put_right_is_not_returned() -> None:
    report = sample(Proposal.NO_AMENDMENTS, (finding("no_changes_found", Severity.WARNING),))
    assert return_to_school(report, book(), TEMPLATES, TODAY) == {}


def test_a_return_lists_each_fault_with_its_fix_and_file_in_word_and_on_a_page() -> None:
    report = sample(Proposal.RETURN_TO_SCHOOL, (finding("forbidden_record", document="log.pdf"),))
    files = return_to_school(report, book(), TEMPLATES, TODAY)
    assert list(files) == [f"QA return - Robin Marske.{kind}" for kind in ("docx", "html", "txt")]
    word = "\n".join(paragraphs(files["QA return - Robin Marske.docx"]))
    page = files["QA return - Robin Marske.html"].decode()
    plain = files["QA return - Robin Marske.txt"].decode()
    assert "Saltwind & Co Academy" in plain
    assert max(len(line) for line in plain.splitlines()) < 130
    for text in (word, page, plain):
        assert "Fix of forbidden_record." in text and "log.pdf" in text
        assert "11 March 2026" in text and "Decision due: 23 March 2026" in text
        assert "AR1 (annual review form)" in text
        assert "secret content" not in text
    assert "Saltwind &amp; Co" in page
