"""What schools and services write, by kind: several titles, and sentences and headings to draw from.

Written apart from the examples of the rules, as papers of these kinds read; {n} is the child's first name.
"""

from dataclasses import dataclass

from pipeline.domain.words import Kind, Profession


@dataclass(frozen=True)
class Wording:
    """One kind of paper: its titles, its parts (heading to sentences), and rows of its table where it has one."""

    kind: Kind
    titles: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    table: tuple[tuple[str, ...], ...] = ()
    profession: Profession | None = None
    identity: bool = True  # whether it names the child in a field


REPORT_PARTS = (
    ("Background", ("{n} was referred by the school in the autumn and seen twice this term.",)),
    (
        "Findings",
        ("On the day {n} worked steadily for twenty minutes and then needed a break.", "Scores fell in the low range."),
    ),
    (
        "Recommendations",
        ("{n} would benefit from short, regular practice with a familiar adult.", "Review in twelve months."),
    ),
)


def report(profession: Profession, *titles: str, said: str) -> Wording:
    """Give the wording of one profession's report."""
    parts = (*REPORT_PARTS, ("Summary", (said,)))
    return Wording(Kind.PROFESSIONAL_REPORT, titles, parts, profession=profession)


WORDINGS: tuple[Wording, ...] = (
    Wording(
        Kind.SCHOOL_REPORT,
        ("School Report", "Educational Advice for Annual Review", "Class Teacher's Report", "SENCO Report"),
        (
            (
                "Progress this year",
                ("{n} has moved on in reading and can now retell a story.", "Number work is a year behind."),
            ),
            (
                "Areas that remain difficult",
                ("Listening in a busy room is still hard for {n}.", "Spelling is well below age."),
            ),
            ("Attainment", ("Reading: working towards. Writing: below. Mathematics: below.",)),
        ),
    ),
    Wording(
        Kind.SUPPORT_PLAN,
        ("SEND Support Plan", "Individual Education Plan", "School Support Plan Plus", "Pupil Learning Plan"),
        (("Targets for this term", ("Assess, plan, do, review: this cycle runs until Easter.",)),),
        (
            ("Target", "How we will help", "Success criteria"),
            ("Read 40 common words", "Daily five-minute practice", "Reads 36 on two days running"),
            ("Ask for help", "A card on the desk", "Three times a week without a prompt"),
        ),
    ),
    Wording(
        Kind.PEP,
        ("Personal Education Plan", "PEP", "ePEP - Virtual School"),
        (
            ("Care information", ("{n} lives with foster carers. The social worker attended.",)),
            (
                "Targets",
                ("Pupil Premium Plus will pay for a reading tutor.", "The designated teacher will check in weekly."),
            ),
        ),
    ),
    Wording(
        Kind.PFA,
        ("Preparing for Adulthood", "Transition Plan", "PfA Outcomes and Aspirations"),
        (
            ("Employment", ("{n} would like to work with animals and has asked about work experience.",)),
            ("Independent living", ("{n} can make a snack and is learning to use the bus.",)),
            ("Friends, relationships and community", ("{n} goes to a youth club on Fridays.",)),
            ("Good health", ("{n} sees the dentist alone.",)),
        ),
    ),
    Wording(
        Kind.COSTED_PROVISION_MAP,
        ("Costed Provision Map", "Individual Provision Map (Costed)", "Provision Map and Costings"),
        (("Funding", ("The first £6,000 comes from Element 2; a top-up is asked for from high needs funding.",)),),
        (
            ("Support", "Minutes per week", "Group size", "Hourly rate", "Annual cost"),
            ("Phonics", "100", "3", "£16.40", "£346"),
            ("1:1 reading", "60", "1", "£16.40", "£623"),
            ("Total cost", "", "", "", "£969"),
        ),
    ),
    Wording(
        Kind.RISK_ASSESSMENT,
        ("Individual Risk Assessment", "Pupil Risk Assessment and Management Plan", "Risk Assessment"),
        (("Triggers", ("Loud noise, a change of adult, and waiting.",)),),
        (
            ("Hazard", "Likelihood", "Severity", "Control measures"),
            ("Leaves the site", "Low", "High", "Gates closed; adult in sight"),
            ("Throws objects", "Medium", "Medium", "Clear table; calm space"),
        ),
    ),
    report(
        Profession.EDUCATIONAL_PSYCHOLOGY,
        "Educational Psychologist's Report",
        "Psychological Advice",
        "Educational Psychology Service - Record of Consultation",
        said="The educational psychologist advises a visual plan for each lesson.",
    ),
    report(
        Profession.SPEECH_LANGUAGE,
        "Speech and Language Therapy Report",
        "SaLT Review Report",
        "Speech and Language Therapy Service: Communication Assessment",
        said="The speech and language therapist will visit each half term.",
    ),
    report(
        Profession.OCCUPATIONAL_THERAPY,
        "Occupational Therapy Report",
        "Sensory Processing Report",
        "Children's Occupational Therapy Assessment",
        said="Occupational therapy advice: a wobble cushion and movement breaks.",
    ),
    report(
        Profession.PHYSIOTHERAPY,
        "Physiotherapy Report",
        "Paediatric Physiotherapy Review",
        said="The physiotherapist set a programme of stretches.",
    ),
    report(
        Profession.CAMHS,
        "CAMHS Assessment Report",
        "Child and Adolescent Mental Health Service: Letter",
        said="CAMHS will offer six sessions for worry.",
    ),
    report(
        Profession.PAEDIATRICS,
        "Community Paediatrics Clinic Letter",
        "Paediatric Medical Report",
        said="The community paediatrician found hearing and growth to be normal.",
    ),
    report(
        Profession.SENSORY,
        "Teacher of the Deaf: Annual Report",
        "Vision Impairment Report",
        said="The sensory teaching service checks the aids each term.",
    ),
    Wording(
        Kind.PARENT_VIEWS,
        ("Parent/Carer Views", "Parental Contribution", "Views of Parents and Carers", "Family Views"),
        (
            ("What is working well?", ("Our son comes home happy most days.", "We feel listened to.")),
            ("What is not working?", ("Mornings are hard at home after a weekend.",)),
            ("Our hopes for the future", ("We would like {n} to have friends nearby.",)),
        ),
    ),
    Wording(
        Kind.CHILD_VIEWS,
        ("All About Me", "Pupil Views", "One Page Profile", "My Views for my Review"),
        (
            ("What I like", ("I like football and my dog.",)),
            ("What is important to me", ("Time to finish. My friends.",)),
            ("How best to support me", ("Show me first. Do not rush me.",)),
            ("When I am older", ("I want to drive a lorry.",)),
        ),
    ),
    Wording(
        Kind.CORRESPONDENCE,
        ("Invitation to an Annual Review Meeting", "Letter to parents", "Re: annual review papers"),
        (
            (
                "",
                (
                    "Dear parent, you are invited to the annual review on the date above.",
                    "Please let us know if you can come.",
                ),
            ),
            ("", ("Yours sincerely, the SENCO",)),
        ),
        identity=False,
    ),
    Wording(
        Kind.BEHAVIOUR_LOG,
        ("Behaviour Log", "Behaviour Incident List", "Student Behaviour Report"),
        (),
        (
            ("Date", "Behaviour type", "Points", "Location", "Action taken"),
            ("03/11/2025", "Talking in class", "1", "Room 4", "Reminder"),
            ("10/11/2025", "No equipment", "1", "Room 7", "Detention"),
            ("24/11/2025", "Late to lesson", "2", "Gym", "Reminder"),
        ),
    ),
    Wording(
        Kind.ATTENDANCE_RECORD,
        ("Attendance Certificate", "Registration Certificate", "Pupil Attendance Summary"),
        (("", ("Possible sessions: 190. Sessions missed: 11. Percentage attendance: 94.2.",)),),
        (
            ("Mark", "Meaning", "Sessions"),
            ("I", "Illness: authorised absence", "9"),
            ("O", "Unauthorised absence", "2"),
        ),
    ),
)

RECORDS = (
    ("CPOMS", "CPOMS incident report for {name}"),
    ("MyConcern", "MyConcern - summary chronology"),
    ("", "Chronology"),
    ("", "Incident log - printed by T. Osgood on 02/02/2026 at 08:41"),
)
ENTRIES = (
    (
        "Cause for Concern",
        "{n} came in upset and told an adult about an argument; DSL alerted",
        "Designated Safeguarding Lead",
    ),
    ("Home issue", "No packed lunch again; alleged neglect discussed with the DSL", "DDSL, T. Osgood"),
    ("Welfare", "Disclosure made in art; MASH rung, social worker informed", "DSL Team"),
    ("Behaviour", "Left the room; positive handling used by two staff", "DSL"),
)
MENTIONS = (
    "One worry was logged on CPOMS in the spring and the family were told.",
    "Safeguarding: CPOMS checked, no concerns.",
    "Staff record any incident on CPOMS in line with school policy.",
    "There were 12 incidents this year, down from 30; details are recorded on CPOMS.",
)
