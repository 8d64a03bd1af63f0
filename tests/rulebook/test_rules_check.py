"""The rules prove themselves: every example is run, and what is wrong is named."""

import shutil
from pathlib import Path

import pytest

from pipeline.domain.errors import RulesError
from pipeline.rulebook import load
from pipeline.rulebook.check import check
from tests.office import RULES, TEMPLATES, rules


def copied(folder: Path) -> Path:
    shutil.copytree(RULES, folder / "rules")
    return folder / "rules"


def test_the_rules_of_the_project_are_in_order() -> None:
    assert check(RULES, TEMPLATES) == ()


def test_every_rule_names_its_source() -> None:
    loaded = rules()
    sources = [one.source for group in (loaded.documents, loaded.forbidden, loaded.sections.sections) for one in group]
    sources += [one.source for one in (*loaded.findings.values(), *loaded.deadlines.dates, *loaded.triage.rules)]
    sources += [requirement.source for _, requirement in loaded.required]
    assert all(len(source) > 10 for source in sources)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("documents/pep.yaml", "expect: pep", "expect: pfa", "documents/pep.yaml: examples[1]"),
        ("documents/pep.yaml", "kind: pep", "kind: ppe", "pep.yaml:1: kind"),
        ("forbidden/cpoms_record.yaml", "expect: mention", "expect: record", "forbidden/cpoms_record.yaml: examples"),
        ("plan_sections.yaml", '{line: "SECTION H1", section: H1}', '{line: "SECTION H1", section: G}', "examples[7]"),
        ("changes.yaml", "section: I, weight: substantive", "section: I, weight: cosmetic", "changes.yaml: examples"),
        ("triage.yaml", "when: [always]", "when: [factual_change]", "must hold always"),
        ("findings.yaml", "  pep: PEP\n", "", "kinds.pep"),
        ("findings.yaml", "severity: info", "severity: grave", "findings.yaml:"),
        ("letters.yaml", "template: no_amendments.docx", "template: not_there.docx", "not_there.docx"),
    ],
)
def test_a_broken_rule_is_named(file: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(told in mistake for mistake in check(folder, TEMPLATES))


def test_a_rule_under_a_name_that_nothing_reads_is_named(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "finding.yaml").write_text("a: b\n", encoding="utf-8")
    assert any(mistake.startswith("finding.yaml:1") for mistake in check(folder, TEMPLATES))


def test_a_broken_rule_stops_the_program_with_every_mistake_at_once(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for name in ("triage.yaml", "passwords.yaml"):
        (folder / name).write_text("wrong: true\n", encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load(folder)
    assert "triage.yaml:1" in str(caught.value)
    assert "passwords.yaml:1" in str(caught.value)


def test_the_version_changes_with_every_rule(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = load(folder).version
    with (folder / "triage.yaml").open("a", encoding="utf-8") as file:
        file.write("# a note\n")
    assert before == rules().version
    assert load(folder).version != before
