"""Whether two names may be of the same person."""

import pytest

from pipeline.domain.persons import plain_upn, same_person


@pytest.mark.parametrize(
    ("said", "surname", "forenames", "wanted"),
    [
        ("Jo Example", "Example", ("Jo",), True),
        ("EXAMPLE, Jo", "Example", ("Jo",), True),
        ("Example Jo", "Example", ("Jo",), True),
        ("J. Example", "Example", ("Joanna",), True),
        ("Jo Anne Marie Example", "Example", ("Jo",), True),
        ("Zoë O'Hara-Smith", "OHara Smith", ("Zoe",), True),
        ("Zoe Smith", "O'Hara-Smith", ("Zoë",), True),
        ("Katie Example", "Example", ("Katherine", "Katie"), True),
        ("Joanna Exampel", "Example", ("Joanna",), True),
        ("Sam Example", "Example", ("Jo",), False),
        ("Jo Other", "Example", ("Jo",), False),
        ("Pat Other", "Example", ("Jo",), False),
        ("Example", "Example", ("Jo",), True),
        ("Pat", "Example", ("Jo",), None),
        ("", "Example", ("Jo",), None),
    ],
)
def test_names_are_compared_as_people_write_them(
    said: str, surname: str, forenames: tuple[str, ...], wanted: bool | None
) -> None:
    assert same_person(said, surname, forenames) is wanted


def test_a_unique_pupil_number_is_compared_without_spaces() -> None:
    assert plain_upn(" a807 2001-23001 ") == "A807200123001"
