"""What schools and professionals write about the fictional children: papers that have no format yet."""

import datetime as dt

from pipeline.demo.people import Pupil
from pipeline.demo.word_files import Block, Heading, Paper, Table

PROGRESS = (
    "{n} has made steady progress towards the outcomes in the plan. Reading accuracy has improved by eight months over "
    "the year, and {n} now starts familiar tasks with one prompt rather than three.",
    "Attendance is good. {n} has a small group of friends and joins the lunchtime construction club each week.",
)
DIFFICULTIES = (
    "{n} continues to find it hard to follow spoken instructions of more than two steps, and needs new words to be "
    "taught before the lesson. Changes of routine still cause anxiety, above all in the afternoon.",
    "Writing at length remains difficult. {n} tires quickly and needs rest breaks and a word bank.",
)
DISCUSSION = (
    "The meeting went through each outcome of the plan in turn. School staff described how the support in the plan is "
    "given and everyone agreed that it is working well. {n}'s mother said that homework is calmer than a year ago.",
    "Those present agreed that {n} is happy and settled in school.",
)


def paper(pupil: Pupil, title: str, blocks: tuple[Block, ...], author: str = "School SENCO") -> Paper:
    """Begin a paper with the child's name and date of birth, and put the name for {n} in its text."""
    facts = Table((("Name of child", pupil.name), ("Date of birth", f"{pupil.dob:%d/%m/%Y}"), ("School", pupil.school)))
    day = pupil.meeting - dt.timedelta(days=14)
    dated = f"Date of report: {day.day} {day:%B %Y}"
    named = tuple(named_in(block, pupil) for block in blocks)
    return Paper(title, f"{pupil.school} - {pupil.name}", (facts, dated, *named), day, author)


def ar1(
    pupil: Pupil,
    outcome: str = "amend",
    discussion: tuple[str, ...] = DISCUSSION,
    actions: bool = True,
    placement: bool = False,
    difficulties: bool = True,
    held: bool = True,
) -> Paper:
    """Write the annual review form; *outcome* is maintain, amend or cease."""
    blocks: tuple[Block, ...] = (
        Table(_ar1_facts(pupil, held)),
        Heading("Those present"),
        Table(
            (
                ("Name", "Role", "Invited", "Attended", "Report received"),
                (pupil.parent, "Parent", "Yes", "Yes", "Yes"),
                ("Mrs J. Coverdale", "SENCO", "Yes", "Yes", "No"),
                ("Mr T. Osgood", "Class teacher", "Yes", "Yes", "No"),
                ("Ms P. Lindqvist", "SEN officer, the council", "Yes", "No", "No"),
                ("Mrs A. Farrow", "School nurse", "Yes", "Apologies", "No"),
                ("Mr D. Okello", "Social care", "Yes", "Apologies", "No"),
            )
        ),
        Heading("Progress towards outcomes"),
        *PROGRESS,
        Heading("Ongoing areas of difficulty"),
        *(DIFFICULTIES if difficulties else ()),
        Heading("Summary of discussion"),
        *discussion,
        Heading("Key actions"),
        Table(_actions(pupil) if actions else (("Action", "By whom", "By when"), ("", "", ""))),
        *PARENT_WORDS,
        Heading("Views of the child"),
        "I like my school. I like art and computing best.",
        Heading("Recommendation"),
        *(_box(outcome == name) + words for name, words in _OUTCOMES),
        Heading("Requests"),
        Table(
            (
                ("Is a change of placement requested?", "Yes" if placement else "No"),
                ("Is a change of funding requested?", "No"),
                ("Is a personal budget requested?", "No"),
            )
        ),
        f"Signed: Mrs J. Coverdale   Date: {pupil.meeting:%d/%m/%Y}",
    )
    named = tuple(named_in(block, pupil) for block in blocks)
    return Paper(
        "Annual Review Report (AR1)", f"{pupil.school} - {pupil.name}", named, pupil.meeting, "Mrs J. Coverdale"
    )


_OUTCOMES = (
    ("maintain", "Maintain the plan with no change"),
    ("amend", "Amend the plan"),
    ("cease", "Cease to maintain the plan"),
)


PARENT_WORDS: tuple[Block, ...] = (
    Heading("Views of the parent"),
    "We are pleased with how school listens to us. We would like the good communication to carry on.",
)


def school_report(pupil: Pupil) -> Paper:
    """Write the school's report: progress and ongoing difficulties."""
    return paper(
        pupil,
        "School Report for Annual Review",
        (
            Heading("Progress"),
            *PROGRESS,
            Heading("Ongoing areas of difficulty"),
            *DIFFICULTIES,
            Heading("Attainment"),
            Table(
                (
                    ("Subject", "Last year", "This year"),
                    ("Reading", "Below", "Towards"),
                    ("Mathematics", "Below", "Below"),
                )
            ),
        ),
    )


def support_plan(pupil: Pupil) -> Paper:
    """Write the school's support plan with targets."""
    return paper(
        pupil,
        "SEN Support Plan",
        (
            "This plan is reviewed every term with {n} and the family. It sets out small steps towards the outcomes.",
            Table(
                (
                    ("Target", "Strategies", "Success criteria"),
                    ("Follow a two-step instruction", "Visual prompts", "Four times out of five"),
                    ("Write three linked sentences", "Word bank", "Each week without help"),
                )
            ),
        ),
    )


def parent_views(pupil: Pupil) -> Paper:
    """Write the parent's views."""
    return paper(
        pupil,
        "Parent Views",
        (
            "What is going well: {n} enjoys school and talks about it at home. Reading together has become a pleasure.",
            "What is not going so well: evenings after a change of routine can be hard.",
            "Our hopes for the future: that {n} will be confident, have friends and find work that suits.",
        ),
        pupil.parent,
    )


def child_views(pupil: Pupil) -> Paper:
    """Write the child's views."""
    return paper(
        pupil,
        "All About Me - Child Views",
        (
            "What I like about school: art, computing and my friends.",
            "What helps me: when my teacher shows me a picture of what to do next.",
            "What I find hard: long writing and loud rooms. When I am older I want to make games.",
        ),
    )


def _ar1_facts(pupil: Pupil, held: bool) -> tuple[tuple[str, str], ...]:
    planned = pupil.meeting + dt.timedelta(weeks=6)
    met = (
        ("Date of review meeting", f"{pupil.meeting:%d/%m/%Y}")
        if held
        else ("Date of planned review meeting", f"{planned:%d/%m/%Y}")
    )
    return (
        ("Child's name", pupil.name),
        ("Date of birth", f"{pupil.dob:%d/%m/%Y}"),
        ("UPN", pupil.upn),
        ("NC Year", str(pupil.nc_year)),
        ("School", pupil.school),
        ("Is the child in care?", "Yes" if pupil.in_care else "No"),
        met,
        ("Date of last review", f"{pupil.previous_review:%d/%m/%Y}"),
        ("Date of current EHC plan", f"{pupil.current_plan:%d/%m/%Y}"),
    )


def _actions(pupil: Pupil) -> tuple[tuple[str, ...], ...]:
    by = pupil.meeting + dt.timedelta(weeks=6)
    return (
        ("Action", "By whom", "By when"),
        ("Share the visual timetable with home", "Class teacher", f"{by:%d/%m/%Y}"),
        ("Send the review papers to the council", "SENCO", f"{pupil.meeting + dt.timedelta(weeks=2):%d/%m/%Y}"),
    )


def _box(ticked: bool) -> str:
    return "☒ " if ticked else "☐ "


def named_in(block: Block, pupil: Pupil) -> Block:
    """Put the child's first name for {n} in the text of *block*."""
    first = pupil.forenames.split()[0]
    if isinstance(block, Table):
        return Table(tuple(tuple(cell.replace("{n}", first) for cell in row) for row in block.rows))
    return block if isinstance(block, Heading) else block.replace("{n}", first)
