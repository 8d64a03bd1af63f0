"""The folder of plans on file, and a pack judged against it."""

import json
from pathlib import Path

import pytest

from pipeline.demo.people import pupils
from pipeline.demo.plans import plan
from pipeline.demo.word_files import word_file
from pipeline.demo.writing import ar1, child_views, parent_views, school_report, support_plan
from pipeline.domain.case import Child
from pipeline.domain.errors import UsageError
from pipeline.handling import handle, office_in
from pipeline.plans import PlanFolder
from tests.office import RULES, TEMPLATES, TODAY

CHILD = Child(surname="O'Dowd", forenames="Zoë Mary", known_as="Zo", upn="A123456789012")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("A123456789012.docx", True),
        ("EHCP_A123456789012_2025.pdf", True),
        ("B123456789012 ODowd Zoe.docx", False),  # the number is another child's
        ("O'Dowd Zoe final plan.docx", True),
        ("zo odowd.docx", True),
        ("ODowd Liam.docx", False),
        ("A123456789012/final.docx", True),
        ("A1234567890123.docx", False),  # part of a longer number
    ],
)
def test_a_plan_is_found_by_number_or_by_name(name: str, found: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"plan")
    members = PlanFolder(tmp_path)(CHILD)
    assert [one.path for one in members] == ([name] if found else [])


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder of plans"):
        PlanFolder(tmp_path / "none")


def test_an_accepted_edit_in_a_pack_is_proposed_as_the_change_it_is(tmp_path: Path) -> None:
    """The plan came without a mark; only the plan on file shows what the school changed."""
    pupil = pupils(TODAY)["Ashworth"]
    on_file, pack = tmp_path / "plans", tmp_path / "pack"
    on_file.mkdir()
    pack.mkdir()
    (on_file / f"{pupil.upn}.docx").write_bytes(word_file(plan(pupil, {})))
    edit = "{n} will have 60 minutes of speech and language therapy each week and a visual timetable in every lesson."
    papers = {"plan": plan(pupil, {"F": edit})}
    papers |= {"form": ar1(pupil, "maintain"), "report": school_report(pupil), "support": support_plan(pupil)}
    papers |= {"parent": parent_views(pupil), "child": child_views(pupil)}
    for name, paper in papers.items():
        (pack / f"{name}.docx").write_bytes(word_file(paper))
    with office_in(RULES, TEMPLATES, None, None, 1, on_file) as office:
        handle(pack, office, TODAY, TODAY, tmp_path / "out")
    with office_in(RULES, TEMPLATES, None, None, 1) as office:
        handle(pack, office, TODAY, TODAY, tmp_path / "without")
    with_plan = json.loads((tmp_path / "out" / "pack" / "report.json").read_text())
    without = json.loads((tmp_path / "without" / "pack" / "report.json").read_text())
    assert without["triage"]["if_complete"] == "no_amendments"
    assert with_plan["triage"]["if_complete"] == "significant_changes"
    (change,) = with_plan["changes"]
    assert (change["section"], change["before"], change["after"]) == ("F", "30", "60")
