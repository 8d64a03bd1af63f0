"""The closed lists of the contract in the office's own words."""

import datetime as dt

from pipeline.domain.words import Disposition, FoundBy, Kind, Proposal, RequiredStatus, Section, Severity, Sureness

KINDS = {
    Kind.AR1: "AR1 (annual review form)",
    Kind.SCHOOL_REPORT: "School report or educational advice",
    Kind.SUPPORT_PLAN: "School support plan (SEN Support Plan, IEP)",
    Kind.PEP: "Personal Education Plan (PEP)",
    Kind.PFA: "Preparing for adulthood information",
    Kind.COSTED_PROVISION_MAP: "Costed provision map",
    Kind.RISK_ASSESSMENT: "Risk assessment",
    Kind.PROFESSIONAL_REPORT: "Professional report",
    Kind.PARENT_VIEWS: "Parent views",
    Kind.CHILD_VIEWS: "Child views",
    Kind.TRACKED_CHANGE: "Tracked Change Document",
    Kind.EHCP: "EHC plan",
    Kind.CORRESPONDENCE: "Letter or e-mail",
    Kind.BEHAVIOUR_LOG: "Behaviour log",
    Kind.ATTENDANCE_RECORD: "Attendance record",
    Kind.CPOMS_RECORD: "CPOMS record",
    Kind.SECURE_MAIL_WRAPPER: "Secure mail message (not the document itself)",
    Kind.UNKNOWN: "Not recognised",
}
PROPOSALS = {
    Proposal.NO_AMENDMENTS: "No Amendments",
    Proposal.MINOR_AMENDMENTS: "Minor Amendments",
    Proposal.SIGNIFICANT_CHANGES: "Significant Changes",
    Proposal.CEASE_TO_MAINTAIN: "Cease to Maintain plan",
    Proposal.RETURN_TO_SCHOOL: "Quality Assurance: return to the school",
    Proposal.UNDETERMINED: "Cannot be told yet",
}
DISPOSITIONS = {
    Disposition.ACCEPTED: "Accepted",
    Disposition.WITHHELD: "Withheld: must not be in a pack",
    Disposition.NOT_OPENED: "Not opened: password",
    Disposition.UNREADABLE: "Could not be read",
    Disposition.DUPLICATE: "The same as another file",
}
REQUIRED = {
    RequiredStatus.PRESENT: "Received",
    RequiredStatus.COVERED_BY_AR1: "Covered by the AR1",
    RequiredStatus.MISSING: "Missing",
    RequiredStatus.NOT_REQUIRED: "Not required",
    RequiredStatus.RECOMMENDED: "Recommended, not received",
}
SEVERITIES = {
    Severity.BLOCKING: "Must be put right by the school",
    Severity.WARNING: "An officer must look",
    Severity.INFO: "For information",
}


FOUND_BY = {
    FoundBy.TRACK_CHANGES: "Tracked in Word",
    FoundBy.MARKED_BY_HAND: "Marked by hand",
    FoundBy.COMMENT: "Asked for in a comment",
    FoundBy.COMPARISON: "Found by comparison with the plan on file",
}
SURENESS = {
    Sureness.CERTAIN: "a change for certain",
    Sureness.LIKELY: "likely a change",
    Sureness.POSSIBLE: "possibly a change",
}
FACTS = {
    "dob": "Date of birth",
    "upn": "UPN",
    "nc_year": "Year group",
    "taught_year": "Year taught in",
    "chronological_year": "Year by age",
    "in_care": "Child in care",
    "known_as": "Known as",
    "first_plan": "First plan",
    "current_plan": "Current plan",
    "planned_meeting": "Planned meeting",
    "meeting_date": "Meeting held",
    "placement_change": "Change of placement asked for",
    "funding_change": "Change of funding asked for",
    "personal_budget": "Personal budget asked for",
    "reassessment": "Re-assessment asked for",
    "nhs_number": "NHS number",
    "pfa": "Preparing for adulthood",
    "parent_views": "Parent's views",
    "child_views": "Child's views",
    "difficulties": "Ongoing difficulties",
}


def in_words(name: str) -> str:
    """Show a code such as `decision_due` as words."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def section_name(section: Section | None) -> str:
    """Name a section of the plan as the office does."""
    if section is None:
        return "Section not known"
    return "Cover" if section is Section.COVER else f"Section {section.value}"


def long_date(day: dt.date | None) -> str:
    """Write a date as prose does: 4 March 2026."""
    return "not known" if day is None else f"{day.day} {day:%B %Y}"
