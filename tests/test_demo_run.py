"""The main job on the sample packs: every expectation met, every report valid, every file accounted for."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from pipeline.demo.packs import Sample, make_samples
from pipeline.domain.words import Severity
from pipeline.handling import Outcome, handle, office_in
from pipeline.report_schema import SCHEMA_FILE, schema_text

ROOT = Path(__file__).resolve().parent.parent
TODAY = dt.date(2026, 3, 4)


@pytest.fixture(scope="module")
def handled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Sample, Outcome]]]:
    folder = tmp_path_factory.mktemp("demo")
    samples = make_samples(folder, TODAY)
    files = (folder / "caseload.csv", folder / "passwords.txt")
    with office_in(ROOT / "rules", ROOT / "letter_templates", *files, 2) as office:
        yield [(sample, handle(sample.path, office, TODAY, TODAY, folder / "results")) for sample in samples]


def blocking(outcome: Outcome) -> frozenset[str]:
    assert outcome.report is not None
    return frozenset(found.code for found in outcome.report.findings if found.severity is Severity.BLOCKING)


def test_every_sample_pack_is_handled(handled: list[tuple[Sample, Outcome]]) -> None:
    assert len(handled) >= 14
    assert [outcome.reason for _, outcome in handled if not outcome.handled] == []


def test_every_sample_gets_the_proposal_it_was_made_for(handled: list[tuple[Sample, Outcome]]) -> None:
    told = {sample.name: outcome.report.triage.proposal for sample, outcome in handled if outcome.report}
    assert told == {sample.name: sample.proposal for sample, _ in handled}


def test_every_sample_is_blocked_by_what_was_put_wrong_and_nothing_else(handled: list[tuple[Sample, Outcome]]) -> None:
    assert {sample.name: blocking(outcome) for sample, outcome in handled} == {
        sample.name: sample.blocking for sample, _ in handled
    }


def test_every_report_fits_the_published_schema(handled: list[tuple[Sample, Outcome]]) -> None:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    for _, outcome in handled:
        assert outcome.folder is not None
        checker.validate(json.loads((outcome.folder / "report.json").read_text(encoding="utf-8")))


def test_the_published_schema_is_the_one_of_the_types() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_every_file_that_came_in_has_one_verdict(handled: list[tuple[Sample, Outcome]]) -> None:
    for _, outcome in handled:
        assert outcome.report is not None
        count = outcome.report.conservation
        parts = (count.accepted, count.withheld, count.not_opened, count.unreadable, count.duplicate)
        assert count.came_in == sum(parts) == len(outcome.report.documents)


def test_no_forbidden_record_is_among_the_documents_that_go_on(handled: list[tuple[Sample, Outcome]]) -> None:
    for _, outcome in handled:
        assert outcome.report is not None and outcome.folder is not None
        for entry in outcome.report.documents:
            if entry.disposition == "withheld":
                assert entry.written is not None
                assert entry.written.startswith("withheld/")
                assert (outcome.folder / entry.written).is_file()


def test_handling_a_pack_again_gives_the_same_report(handled: list[tuple[Sample, Outcome]], tmp_path: Path) -> None:
    sample, outcome = handled[0]
    folder = sample.path.parent.parent
    with office_in(
        ROOT / "rules", ROOT / "letter_templates", folder / "caseload.csv", folder / "passwords.txt", 1
    ) as office:
        again = handle(sample.path, office, TODAY, TODAY, tmp_path)
    assert again.report == outcome.report
