"""The closed lists of the public contract: each value is the word that stands in report.json."""

from enum import StrEnum


class Kind(StrEnum):
    """What a document is."""

    AR1 = "ar1"
    SCHOOL_REPORT = "school_report"
    SUPPORT_PLAN = "support_plan"
    PEP = "pep"
    PFA = "pfa"
    COSTED_PROVISION_MAP = "costed_provision_map"
    RISK_ASSESSMENT = "risk_assessment"
    PROFESSIONAL_REPORT = "professional_report"
    PARENT_VIEWS = "parent_views"
    CHILD_VIEWS = "child_views"
    TRACKED_CHANGE = "tracked_change"
    EHCP = "ehcp"
    CORRESPONDENCE = "correspondence"
    BEHAVIOUR_LOG = "behaviour_log"
    ATTENDANCE_RECORD = "attendance_record"
    CPOMS_RECORD = "cpoms_record"
    SECURE_MAIL_WRAPPER = "secure_mail_wrapper"
    UNKNOWN = "unknown"


class Profession(StrEnum):
    """Whose report a professional report is."""

    EDUCATIONAL_PSYCHOLOGY = "educational_psychology"
    SPEECH_LANGUAGE = "speech_language"
    OCCUPATIONAL_THERAPY = "occupational_therapy"
    PHYSIOTHERAPY = "physiotherapy"
    CAMHS = "camhs"
    PAEDIATRICS = "paediatrics"
    NURSING = "nursing"
    SOCIAL_CARE = "social_care"
    SENSORY = "sensory"
    SPECIALIST_TEACHING = "specialist_teaching"
    OTHER = "other"


class Identity(StrEnum):
    """Whom a document names."""

    THIS_CHILD = "this_child"
    ANOTHER_CHILD = "another_child"
    NOBODY = "nobody"
    NOT_CHECKED = "not_checked"


class Disposition(StrEnum):
    """What became of a file that came in."""

    ACCEPTED = "accepted"
    WITHHELD = "withheld"
    NOT_OPENED = "not_opened"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"


class Scheme(StrEnum):
    """How a file was protected."""

    NONE = "none"
    PDF_RC4_40 = "pdf-rc4-40"
    PDF_RC4_128 = "pdf-rc4-128"
    PDF_AES_128 = "pdf-aes-128"
    PDF_AES_256 = "pdf-aes-256"
    PDF_OWNER_ONLY = "pdf-owner-only"
    OOXML_AGILE = "ooxml-agile"
    OOXML_STANDARD = "ooxml-standard"
    OFFICE_RC4 = "office-rc4"
    OFFICE_RC4_CRYPTOAPI = "office-rc4-cryptoapi"
    OFFICE_XOR = "office-xor"
    ODF = "odf"
    ZIP_ZIPCRYPTO = "zip-zipcrypto"
    ZIP_AES = "zip-aes"
    SEVENZIP_AES = "7z-aes"
    RIGHTS_MANAGED = "rights-managed"
    UNKNOWN = "unknown"


class ProtectionStatus(StrEnum):
    """Whether protection was there and whether it came off."""

    NONE = "none"
    REMOVED = "removed"
    NOT_OPENED = "not_opened"


class Severity(StrEnum):
    """How grave a finding is: blocking sends the pack back, warning asks an officer to look."""

    BLOCKING = "blocking"
    WARNING = "warning"
    INFO = "info"


class Section(StrEnum):
    """Where in the plan a change stands (SEND Regulations 2014, reg 12; K holds the advice)."""

    COVER = "cover"
    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"
    H1 = "H1"
    H2 = "H2"
    I = "I"  # noqa: E741 - the section's own letter
    J = "J"
    K = "K"


class Operation(StrEnum):
    """What a change does to the text."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    MOVE = "move"
    FORMAT = "format"
    TABLE = "table"
    COMMENT = "comment"


class Weight(StrEnum):
    """How much a change matters; in doubt it is substantive."""

    COSMETIC = "cosmetic"
    FACTUAL = "factual"
    SUBSTANTIVE = "substantive"


class FoundBy(StrEnum):
    """How a change was found."""

    TRACK_CHANGES = "track_changes"
    MARKED_BY_HAND = "marked_by_hand"
    COMMENT = "comment"
    COMPARISON = "comparison"  # with the plan on file: no mark shows it


class Sureness(StrEnum):
    """How sure it is that somebody meant the change."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Proposal(StrEnum):
    """What the program proposes; only an officer decides."""

    NO_AMENDMENTS = "no_amendments"
    MINOR_AMENDMENTS = "minor_amendments"
    SIGNIFICANT_CHANGES = "significant_changes"
    CEASE_TO_MAINTAIN = "cease_to_maintain"
    RETURN_TO_SCHOOL = "return_to_school"
    UNDETERMINED = "undetermined"


class Statutory(StrEnum):
    """The three outcomes the law knows (SEND Regulations 2014, reg 20(10))."""

    MAINTAIN = "maintain"
    AMEND = "amend"
    CEASE = "cease"


class RequiredStatus(StrEnum):
    """Where one line of the required list stands."""

    PRESENT = "present"
    COVERED_BY_AR1 = "covered_by_ar1"
    MISSING = "missing"
    NOT_REQUIRED = "not_required"
    RECOMMENDED = "recommended"


class DeadlineStatus(StrEnum):
    """Where a date of the review stands today."""

    MET = "met"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_STARTED = "not_started"


class Recommendation(StrEnum):
    """What the school recommends in the AR1; `unclear` where two options are chosen or none can be told."""

    MAINTAIN = "maintain"
    AMEND = "amend"
    CEASE = "cease"
    UNCLEAR = "unclear"
