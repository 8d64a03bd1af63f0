"""Records about fictional incidents: some must not be in a pack, some only need a look."""

import datetime as dt

from pipeline.demo.office_files import workbook
from pipeline.demo.pdf_files import pdf_file
from pipeline.demo.people import Pupil
from pipeline.demo.word_files import Block, Heading, Paper, Table


def cpoms_print(pupil: Pupil) -> bytes:
    """Write a print from a safeguarding system, with fictional incidents."""
    first = pupil.forenames.split()[0]
    printed = f"{pupil.meeting - dt.timedelta(days=2):%d/%m/%Y}"
    blocks: list[Block] = [
        Table((("Student", pupil.name), ("Date of birth", f"{pupil.dob:%d/%m/%Y}"), ("School", pupil.school))),
        f"Printed by J. Coverdale on {printed} at 14:22 from https://example.cpoms.net",
    ]
    events = (
        "was upset after lunch and left the room",
        "argued about a game",
        "told an adult about a loss",
    )
    for number, event in enumerate(events, start=1):
        day = pupil.meeting - dt.timedelta(weeks=6 * number)
        blocks += [
            Heading(f"Incident {number} - {day:%d/%m/%Y} 13:{10 + number}"),
            Table((("Category", "Cause for Concern"), ("Incident", f"{first} {event}."), ("Linked students", "None"),
                   ("Alerted", "Designated Safeguarding Lead"), ("Actions", "Telephone call home; monitored by DSL"))),
        ]  # fmt: skip
    return pdf_file(Paper("CPOMS StudentSafe - Incident log", "CPOMS - Confidential", tuple(blocks), pupil.meeting))


def behaviour_log(pupil: Pupil) -> bytes:
    """Write the behaviour log of a school's own information system."""
    days = [pupil.meeting - dt.timedelta(weeks=3 * number) for number in range(1, 6)]
    heading = (("Behaviour log",), ("Name of child", pupil.name), ("Date of birth", f"{pupil.dob:%d/%m/%Y}"))
    columns = ("Date", "Behaviour", "Points", "Location", "Action taken")
    rows = tuple((f"{day:%d/%m/%Y}", "Low level disruption", 1, "Classroom", "Reminder") for day in days)
    return workbook("Behaviour log", (*heading, columns, *rows), pupil.meeting)


def attendance_note(pupil: Pupil) -> bytes:
    """Write a note of the child's attendance as plain text."""
    return (
        f"Attendance record\nName of child: {pupil.name}\nDate of birth: {pupil.dob:%d/%m/%Y}\n\n"
        f"Attendance this year: 94.2 per cent. Authorised absence: 5.8 per cent. No exclusions.\n"
    ).encode()
