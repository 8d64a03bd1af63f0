"""The education, health and care plans of the fictional children."""

from pipeline.demo.people import Pupil
from pipeline.demo.word_files import Block, Heading, Paper, Table
from pipeline.demo.writing import named_in


def plan(pupil: Pupil, edits: dict[str, str]) -> Paper:
    """Write the plan; *edits* maps a section to its text with marks, in place of what it usually says."""
    usual = _usual_sections(pupil)
    blocks: list[Block] = [
        Table((("Name", pupil.name), ("Date of birth", f"{pupil.dob:%d/%m/%Y}"), ("UPN", pupil.upn))),
        f"Date of final plan: {pupil.current_plan:%d/%m/%Y}",
        *([edits["cover"]] if "cover" in edits else []),
    ]
    for letter, (heading, text) in usual.items():
        blocks += [Heading(f"Section {letter}: {heading}"), edits.get(letter, text)]
    named = tuple(named_in(block, pupil) for block in blocks)
    return Paper("Education, Health and Care Plan", f"EHC plan - {pupil.name}", named, pupil.meeting, "J. Coverdale")


def _usual_sections(pupil: Pupil) -> dict[str, tuple[str, str]]:
    return {
        "A": (
            f"The views, interests and aspirations of {pupil.name} and the parents",
            "{n} enjoys art and wants to make games. The family hope for confidence and friendships.",
        ),
        "B": (
            "Special educational needs",
            "{n} has difficulty understanding spoken language and with attention in class.",
        ),
        "C": ("Health needs related to SEN", "{n} wears glasses and sees the optician every year."),
        "D": ("Social care needs related to SEN", "No social care needs related to SEN have been identified."),
        "E": ("Outcomes", "By the end of the key stage {n} will follow three-step instructions in class without help."),
        "F": (
            "Special educational provision",
            "{n} will have 30 minutes of speech and language therapy each week and a visual timetable in every lesson.",
        ),
        "G": ("Health provision", "The school nurse will review {n}'s care plan once a year."),
        "H1": ("Social care provision under section 2 of the Chronically Sick and Disabled Persons Act 1970", "None."),
        "H2": ("Other social care provision", "None."),
        "I": ("Placement", f"{pupil.school}, a mainstream setting."),
        "J": ("Personal budget", "No personal budget has been requested."),
        "K": (
            "Advice and information",
            "Appendix 1: advice of the psychologist. Appendix 2: advice of the school.",
        ),
    }
