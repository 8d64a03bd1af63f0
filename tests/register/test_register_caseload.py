"""The caseload comes in once, changes where it changed, and goes out as it came."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.caseload import COLUMNS, iter_caseload
from pipeline.domain.case import CaseloadRow
from pipeline.domain.cells import safe_cell, unsafe_cell
from pipeline.domain.errors import UsageError
from pipeline.register.caseload import Import, export_caseload, import_caseload
from pipeline.register.chain import broken
from pipeline.register.exports import write_csv, write_xlsx
from pipeline.register.models import Child, Event, School
from tests.office import rules
from tests.register.samples import NOW

DAY = dt.date(2026, 9, 1)
JO = {
    "upn": "Z000000000001",
    "surname": "Example",
    "forenames": "Jo",
    "dob": "2015-06-03",
    "nc_year": "6",
    "school": "Larkfield Primary School",
    "school_dfe": "8072001",
    "placement_type": "maintained",
    "in_care": "no",
    "first_plan_date": "2020-01-08",
    "last_review_date": "2025-10-14",
    "parent_name": "A. Example",
    "parent_address": "1 Sample Street, Redcar",
    "officer": "R. Bell",
    "second_parent_name": "B. Sample",
    "second_parent_address": "2 Other Street, Saltburn",
    "address_confidential": "yes",
    "social_worker_name": "C. Worker",
    "social_worker_address": "Town Hall, Redcar",
}
KIM = JO | {"upn": "Z000000000002", "forenames": "Kim", "last_review_date": ""}


def take(*rows: dict[str, str], whole: bool = False, dry: bool = False) -> Import:
    made = (CaseloadRow({name: value for name, value in row.items() if value}) for row in rows)
    return import_caseload(made, DAY, NOW, "R. Bell", rules(), whole=whole, dry=dry)


def counts(done: Import) -> tuple[int, int, int, int]:
    return done.new, done.changed, done.same, done.leavers


def test_children_are_new_once_then_the_same_then_changed(register: Path) -> None:
    assert counts(take(JO, KIM)) == (2, 0, 0, 0)
    assert counts(take(JO, KIM)) == (0, 0, 2, 0)
    assert counts(take(JO | {"nc_year": "7"}, KIM)) == (0, 1, 1, 0)
    assert Child.objects.get(upn=JO["upn"]).nc_year == 7
    assert School.objects.count() == 1
    assert list(broken()) == []


def test_the_next_review_is_counted_from_the_last_or_from_the_first_plan(register: Path) -> None:
    take(JO, KIM)
    due = dict(Child.objects.values_list("forenames", "next_review_due"))
    assert due == {"Jo": dt.date(2026, 10, 13), "Kim": dt.date(2021, 1, 7)}
    assert Child.objects.get(forenames="Jo").transfer_by == dt.date(2027, 2, 14)


def test_a_dry_run_changes_nothing(register: Path) -> None:
    take(JO)
    before = Event.objects.count()
    assert counts(take(JO | {"nc_year": "7"}, KIM, whole=True, dry=True)) == (1, 1, 0, 0)
    assert (Child.objects.count(), Child.objects.get().nc_year, Event.objects.count()) == (1, 6, before)


def test_of_a_whole_caseload_who_is_not_in_it_has_left_and_may_come_back(register: Path) -> None:
    take(JO, KIM)
    assert take(JO, whole=True).leavers == 1
    assert Child.objects.get(forenames="Kim").left_on == DAY
    assert take(JO).leavers == 0
    assert counts(take(JO, KIM, whole=True)) == (0, 1, 1, 0)
    assert Child.objects.get(forenames="Kim").left_on is None


def test_an_empty_column_leaves_what_is_known(register: Path) -> None:
    take(JO)
    assert take(JO | {"parent_name": "", "school": "", "school_dfe": ""}).same == 1
    assert Child.objects.get().parent_name == "A. Example"


def test_a_child_without_a_upn_is_found_by_name_and_birthday_and_given_one_later(register: Path) -> None:
    take(JO | {"upn": ""})
    assert take(JO | {"upn": ""}).same == 1
    assert take(JO).changed == 1
    assert Child.objects.get().upn == JO["upn"]


def test_the_same_child_twice_and_a_line_without_a_name_are_told_by_line(register: Path) -> None:
    take(JO)
    done = take(JO, JO, {"surname": "Nobody"})
    assert done.mistakes == [
        "line 3: the same child stands in the file twice",
        "line 4: neither a UPN, nor surname, forenames and date of birth",
    ]


def test_the_same_new_child_twice_is_taken_once(register: Path) -> None:
    done = take(JO, JO)
    assert (done.new, len(done.mistakes), Child.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again_and_changes_nothing(register: Path, kind: str, tmp_path: Path) -> None:
    awkward = KIM | {"surname": "=cmd|' /C calc'!A0", "parent_address": '1 "High" Street, Redcar', "known_as": "-K"}
    take(JO, awkward, JO | {"upn": "Z000000000009", "surname": "Ōzoliņš", "school": "", "school_dfe": ""})
    path = tmp_path / f"caseload.{kind}"
    rows = (tuple(row.values()) for row in export_caseload())
    write_csv(path, COLUMNS, rows) if kind == "csv" else write_xlsx(path, [("Caseload", COLUMNS, rows)])
    again = take(*(values for _, values, _ in iter_caseload(path)), whole=True)
    assert (again.new, again.changed, again.leavers, again.mistakes) == (0, 0, 0, [])
    assert again.same == 3


@given(st.text(max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_cell_never_starts_a_formula_and_comes_back_as_it_was(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    if not (text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "\t", "\r")):
        assert unsafe_cell(cell) == text


def test_a_workbook_of_the_caseload_is_read_with_its_days_and_numbers(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["UPN", "Surname", "Forenames", "DOB", "NC year", "In care"])
    sheet.append(["Z000000000001", "Example", "Jo", dt.date(2015, 6, 3), 6, "Yes"])
    book.save(tmp_path / "caseload.xlsx")
    ((number, values, wrong),) = iter_caseload(tmp_path / "caseload.xlsx")
    assert (number, wrong) == (2, [])
    assert values == {
        "upn": "Z000000000001",
        "surname": "Example",
        "forenames": "Jo",
        "dob": "2015-06-03",
        "nc_year": "6",
        "in_care": "yes",
    }


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "caseload.xlsx").write_bytes(b"no workbook")
    with pytest.raises(UsageError, match="could not be read as a workbook"):
        list(iter_caseload(tmp_path / "caseload.xlsx"))


def test_the_columns_of_the_export_are_those_of_the_contract(register: Path) -> None:
    take(JO)
    (row,) = export_caseload()
    assert tuple(row) == COLUMNS
    assert row == {name: JO.get(name, "") for name in COLUMNS}
    written = io.StringIO()
    csv.DictWriter(written, COLUMNS).writerow(row)
