"""What goes with some reviews only: adulthood, care, risk and what professionals write."""

from pipeline.demo.people import Pupil
from pipeline.demo.word_files import Heading, Paper, Table
from pipeline.demo.writing import DIFFICULTIES, paper


def pfa(pupil: Pupil) -> Paper:
    """Write the preparing for adulthood information, from Year 9."""
    return paper(
        pupil,
        "Preparing for Adulthood (PfA) Information",
        (
            Heading("Employment"),
            "{n} has met the careers adviser twice and visited a local workshop.",
            Heading("Independent living"),
            "{n} travels to school by bus with a friend and is learning to cook simple meals.",
            Heading("Community inclusion"),
            "{n} belongs to a photography club.",
            Heading("Health"),
            "{n} is registered with a GP and knows when to ask for help.",
        ),
    )


def pep(pupil: Pupil) -> Paper:
    """Write the personal education plan of a child in care."""
    return paper(
        pupil,
        "Personal Education Plan (PEP)",
        (
            "Completed with the designated teacher, the social worker and the foster carer for the Virtual School.",
            "{n} has settled with the foster family. Pupil premium plus pays for music lessons and a reading tutor.",
            "Targets: to read for ten minutes each evening, and to take part in one club each week.",
        ),
        "Designated Teacher",
    )


def risk_assessment(pupil: Pupil) -> Paper:
    """Write the risk assessment that goes with a request for another placement."""
    return paper(
        pupil,
        "Risk Assessment",
        (
            "This assessment covers the school day, transport and visits.",
            Table(
                (
                    ("Hazard", "Who is at risk", "Likelihood", "Control measures"),
                    ("Leaving the classroom when anxious", "{n}", "Medium", "Agreed safe space and adult in sight"),
                    ("Busy corridors", "{n} and other pupils", "Low", "Moves five minutes before the bell"),
                )
            ),
        ),
    )


def professional(pupil: Pupil, title: str, author: str, words: tuple[str, ...]) -> Paper:
    """Write a professional's report whose *words* are its findings and advice."""
    return paper(
        pupil,
        title,
        (
            Heading("Background"),
            "{n} was seen in school this term. The report was written for the annual review.",
            Heading("Assessment"),
            *DIFFICULTIES,
            Heading("Recommendations"),
            *words,
            f"Report written by {author}",
        ),
        author,
    )
