"""Tell the national curriculum year of a child from the date of birth."""

import datetime as dt

SEPTEMBER = 9
_AGE_AT_RECEPTION = 4
_LEAVING_AGE = 16
_FRIDAY = 4


def school_year_starting(on: dt.date) -> int:
    """Give the calendar year in which the school year of the day *on* began: it begins on 1 September."""
    return on.year if on.month >= SEPTEMBER else on.year - 1


def nc_year(dob: dt.date, on: dt.date) -> int:
    """Give the year of a child born on *dob*, taught with their own age, on the day *on*: 0 is Reception.

    It is the age on 31 August before the school year, less four; -1 is nursery, 12 and above are after school.
    """
    # Born from September on, a child has not had that year's birthday by 31 August.
    age = school_year_starting(on) - dob.year - (1 if dob.month >= SEPTEMBER else 0)
    return age - _AGE_AT_RECEPTION


def school_leaving_date(dob: dt.date) -> dt.date:
    """Give the last day of compulsory school age: the last Friday in June of the school year of the 16th birthday.

    Education Act 1996 s.8 and SI 1997/1970; unverified. From then on letters go to the young person.
    """
    year = dob.year + _LEAVING_AGE + (1 if dob.month >= SEPTEMBER else 0)
    last = dt.date(year, 6, 30)
    return last - dt.timedelta(days=(last.weekday() - _FRIDAY) % 7)
