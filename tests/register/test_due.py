"""What is due is listed in the order of work, for whom it concerns, in files that are safe to open."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from pipeline.domain.attendance import attended, drawn, term_of
from pipeline.domain.case import CaseloadRow
from pipeline.domain.words import Proposal
from pipeline.register import due
from pipeline.register.caseload import import_caseload
from pipeline.register.decisions import decide
from pipeline.register.exports import DUE_COLUMNS, calendar, csv_text, due_cells, sheet_names, write_xlsx
from pipeline.register.record import register_pack
from tests.office import rules
from tests.register.samples import JO, NOW, report

TODAY = dt.date(2026, 4, 1)


def pupil(number: int, **other: str) -> CaseloadRow:
    return CaseloadRow(
        {
            "upn": f"Z{number:012d}",
            "surname": f"Child{number:02d}",
            "forenames": "Jo",
            "dob": "2014-05-04",
            "nc_year": "7",
            "school": "Larkfield Academy" if number % 2 else "Moorgate School",
            "last_review_date": (dt.date(2025, 4, 1) + dt.timedelta(days=number)).isoformat(),
        }
        | other
    )


def caseload(*rows: CaseloadRow) -> None:
    import_caseload(rows, TODAY, NOW, "R. Bell", rules(), whole=True, dry=False)


def review(number: int, meeting: dt.date, **other: object) -> None:
    child = replace(JO, upn=f"Z{number:012d}", surname=f"Child{number:02d}", dob=dt.date(2014, 5, 4))
    register_pack(number, report(child=child, meeting=meeting, received=meeting, **other), "", NOW, rules())  # type: ignore[arg-type]


def test_the_queue_goes_by_lateness_brought_forward_for_placement_and_care(register: Path) -> None:
    caseload(pupil(1), pupil(2), pupil(3, in_care="yes"))
    review(1, dt.date(2026, 3, 10))
    review(2, dt.date(2026, 3, 12), placement_change=True)
    review(3, dt.date(2026, 3, 11))
    rows = due.queue(TODAY)
    assert [row.child for row in rows] == ["Child02, Jo", "Child03, Jo", "Child01, Jo"]
    assert rows[0].note == "change of placement asked for"
    assert rows[1].note == "in care"
    assert due.overdue(TODAY) == []
    assert [row.days for row in due.overdue(dt.date(2026, 4, 8))] == [1]


def test_what_was_sent_is_due_no_more_and_what_was_decided_waits_for_its_letter(register: Path) -> None:
    caseload(pupil(1))
    review(1, dt.date(2026, 3, 10))
    number = due.queue(TODAY)[0].review
    assert number is not None
    decide(number, Proposal.NO_AMENDMENTS, "Agreed", "R. Bell", TODAY, NOW, rules())
    (row,) = due.queue(TODAY)
    assert (row.what, row.note) == ("send the decision", "decided no amendments, letter not sent")


def test_the_week_holds_decisions_and_meetings_of_seven_days(register: Path) -> None:
    caseload(*(pupil(number) for number in range(1, 12)))
    review(9, dt.date(2026, 3, 6))
    rows = due.this_week(TODAY)
    assert {row.on for row in rows} == {TODAY + dt.timedelta(days=days) for days in range(7)}
    assert [row.what for row in rows if row.child == "Child09, Jo"] == ["decide"]
    assert {row.school for row in due.this_week(TODAY, school="Moorgate School")} == {"Moorgate School"}


def test_heads_get_their_own_list_and_the_unreviewed_are_oldest_first(register: Path) -> None:
    caseload(*(pupil(number) for number in range(1, 6)))
    rows = due.meetings_due(dt.date(2026, 4, 1), dt.date(2026, 4, 30), TODAY)
    assert [row.school for row in rows] == ["Larkfield Academy"] * 3 + ["Moorgate School"] * 2
    late = due.unreviewed(dt.date(2026, 4, 4))
    assert [row.days for row in late] == [3, 2, 1]


def test_children_who_move_phase_are_listed_with_their_last_day(register: Path) -> None:
    caseload(pupil(1, nc_year="6"), pupil(2, nc_year="7"), pupil(3, nc_year="10"))
    rows = due.transfers(dt.date(2025, 10, 1))
    assert {row.child: row.on for row in rows} == {
        "Child01, Jo": dt.date(2026, 2, 14),
        "Child03, Jo": dt.date(2027, 3, 30),
    } or [row.child for row in rows]


def test_the_council_attends_by_year_term_and_placement(register: Path) -> None:
    caseload(pupil(1, nc_year="5"), pupil(2, placement_type="out_of_area"), pupil(3, nc_year="14"), pupil(4))
    rows = due.attendance(dt.date(2026, 4, 1), dt.date(2026, 6, 30), TODAY, rules())
    told = {row.child: row.note for row in rows}
    assert told["Child02, Jo"] == "out of area, independent or residential"
    assert "continue in education" in told["Child03, Jo"]
    assert "Child04, Jo" not in told


def test_year_5_is_attended_in_summer_and_year_11_in_autumn() -> None:
    summer, autumn = dt.date(2027, 5, 10), dt.date(2026, 10, 12)
    assert (term_of(summer), term_of(autumn), term_of(dt.date(2027, 2, 1))) == ("summer", "autumn", "spring")
    names = {
        (year, term_of(day)): [one.name for one in attended("Z1", year, "maintained", day, rules().work)]
        for year in (5, 11)
        for day in (summer, autumn)
    }
    assert names[5, "summer"] == ["year 5 in summer"]
    assert names[11, "autumn"] == ["year 11 in autumn"]
    assert names[5, "autumn"] == names[11, "summer"] == []


def test_the_sample_of_year_9_is_the_same_at_every_run_and_about_a_fifth() -> None:
    day = dt.date(2026, 10, 12)
    keys = [f"Z{number:012d}" for number in range(4000)]
    first = [key for key in keys if drawn(key, day, "year 9", 0.2)]
    assert first == [key for key in keys if drawn(key, dt.date(2027, 3, 1), "year 9", 0.2)]
    assert 700 < len(first) < 900
    assert first != [key for key in keys if drawn(key, dt.date(2027, 10, 1), "year 9", 0.2)]


ROW = due.DueRow(7, "=HYPERLINK(1), Jo", "Z1", "Larkfield; Academy, North", "", "decide", TODAY, -3, "@note")


def test_a_calendar_names_the_review_and_never_the_child() -> None:
    text = calendar([ROW, replace(ROW, review=None, school="Š" * 80)], NOW)
    assert "HYPERLINK" not in text
    assert "SUMMARY:decide: review 7\\, Larkfield\\; Academy\\, North\r\n" in text
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20260401\r\nDTEND;VALUE=DATE:20260402\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_no_cell_of_a_list_starts_a_formula(tmp_path: Path) -> None:
    text = csv_text(DUE_COLUMNS, due_cells([ROW]))
    assert "'=HYPERLINK" in text
    write_xlsx(tmp_path / "due.xlsx", [("Due", DUE_COLUMNS, due_cells([ROW]))])
    sheet = load_workbook(tmp_path / "due.xlsx")["Due"]
    assert sheet["B2"].value == "'=HYPERLINK(1), Jo"
    assert sheet["B2"].data_type == "s"
    assert sheet["H2"].value == -3


def test_schools_have_sheets_of_names_that_a_workbook_allows() -> None:
    long = "St Mary's [Roman Catholic] Primary School and Nursery"
    names = sheet_names([long, long + " North", "a/b", ""])
    assert len({name.casefold() for name in names}) == 4
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
