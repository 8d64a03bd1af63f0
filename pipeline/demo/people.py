"""The fictional children of the sample packs, and the days of their reviews."""

import datetime as dt
from dataclasses import dataclass, field

CASELOAD_HEADER = (
    "upn,surname,forenames,known_as,dob,nc_year,school,school_dfe,placement_type,in_care,"
    "first_plan_date,last_review_date,parent_name,parent_address"
)


@dataclass(frozen=True)
class Pupil:
    """A fictional child with a plan, and the days of the review."""

    surname: str = field(repr=False)
    forenames: str = field(repr=False)
    upn: str = field(repr=False)
    nc_year: int
    school: str
    school_dfe: str
    dob: dt.date = field(repr=False)
    meeting: dt.date
    in_care: bool = False
    placement_type: str = "maintained"

    @property
    def name(self) -> str:
        return f"{self.forenames} {self.surname}"

    @property
    def previous_review(self) -> dt.date:
        """A working day about 45 weeks before the meeting."""
        return self.meeting - dt.timedelta(weeks=45)

    @property
    def first_plan(self) -> dt.date:
        return self.meeting - dt.timedelta(weeks=150)

    @property
    def current_plan(self) -> dt.date:
        return self.previous_review + dt.timedelta(weeks=8)

    @property
    def password(self) -> str:
        return f"{self.surname}{self.dob:%d%m%Y}"

    @property
    def parent(self) -> str:
        return f"Ms R. {self.surname}"


# surname, forenames, year, school, in care, placement type
_CHILDREN = (
    ("Ashworth", "Maisie", 4, "Larkspur Primary School", False, "maintained"),
    ("Okonjo", "Daniel", 3, "Thornbeck Primary Academy", False, "academy"),
    ("Pemberley", "Rowan", 8, "Harcastle Academy", False, "academy"),
    ("Siddiqua", "Amina", 7, "Harcastle Academy", False, "academy"),
    ("Tregarth", "Jory", 9, "Marlowe Bridge School", False, "maintained"),
    ("Whitlow", "Ellis", 12, "Kestrel Sixth Form College", False, "college"),
    ("Brackenbury", "Poppy", 2, "Larkspur Primary School", False, "maintained"),
    ("Kowalczyk", "Filip", 8, "Marlowe Bridge School", True, "maintained"),
    ("Dunmore", "Callum", 4, "Thornbeck Primary Academy", False, "academy"),
    ("Varma", "Isha", 3, "St Hilda's Wynd Primary School", False, "maintained"),
    ("Llewelyn", "Carys", 7, "Harcastle Academy", False, "academy"),
    ("Adeyinka", "Tobi", 8, "Marlowe Bridge School", False, "maintained"),
    ("Fenwicke", "Oscar", 4, "St Hilda's Wynd Primary School", False, "maintained"),
    ("Hartnoll", "Grace", 2, "Larkspur Primary School", False, "maintained"),
    ("Rahmani", "Yusuf", 7, "Harcastle Academy", False, "academy"),
    ("Merrick", "Niamh", 3, "Thornbeck Primary Academy", False, "academy"),
    ("Zielinska", "Hanna", 8, "Marlowe Bridge School", False, "maintained"),
    ("Cordwell", "Jayden", 4, "Larkspur Primary School", False, "maintained"),
)


def pupils(today: dt.date) -> dict[str, Pupil]:
    """Give the children by surname, with a review held about a week before *today*."""
    return {row[0]: _pupil(number, row, today) for number, row in enumerate(_CHILDREN)}


def review_day(today: dt.date) -> dt.date:
    """Give the last Tuesday to Thursday of a school term that is at least six days before *today*.

    Regular bank holidays of England miss these days outside Christmas; half-terms and Easter are not known.
    """
    day = today - dt.timedelta(days=6)
    while day.weekday() not in (1, 2, 3) or _in_holidays(day):
        day -= dt.timedelta(days=1)
    return day


def caseload(children: dict[str, Pupil]) -> str:
    """Write the caseload file of *children*."""
    return "\n".join((CASELOAD_HEADER, *(_row(pupil) for pupil in children.values()))) + "\n"


def _pupil(number: int, row: tuple[str, str, int, str, bool, str], today: dt.date) -> Pupil:
    surname, forenames, year, school, in_care, placement = row
    meeting = review_day(today)
    starts = meeting.year if meeting.month >= 9 else meeting.year - 1
    # A child of Year N turns N + 5 between 1 September and 31 August of the school year.
    dob = dt.date(starts - year - 4, 1 + number % 6, 3 + number)
    upn = f"{'ABCDEFGHJKLMNPQRTU'[number]}8072001{23001 + number * 37:05d}"
    dfe = f"807/{2100 + sum(map(ord, school)) % 800}"
    return Pupil(surname, forenames, upn, year, school, dfe, dob, meeting, in_care, placement)


def _in_holidays(day: dt.date) -> bool:
    return (
        (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 4) or (7, 21) <= (day.month, day.day) <= (9, 4)
    )


def _row(pupil: Pupil) -> str:
    care = "yes" if pupil.in_care else "no"
    address = '"14 Sample Terrace, Exampleby, EX1 4ZZ"'
    dates = f"{pupil.first_plan},{pupil.previous_review}"
    return (
        f"{pupil.upn},{pupil.surname},{pupil.forenames},,{pupil.dob},{pupil.nc_year},{pupil.school},{pupil.school_dfe},"
        f"{pupil.placement_type},{care},{dates},{pupil.parent},{address}"
    )
