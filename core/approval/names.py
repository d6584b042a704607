"""The names of the checks, as a policy file writes them."""

from __future__ import annotations

from enum import StrEnum


class CheckName(StrEnum):
    """Every check there is; a policy lists the ones that run."""

    FILE_TYPES = "file_types"
    PAGES_READ = "pages_read"
    PAGES_FLAGS = "pages_flags"
    PAGES_WHOLE = "pages_whole"
    INSTRUCTION_TEXT = "instruction_text"
    DISCLAIMERS = "disclaimers"
    IN_FORCE = "in_force"
    DUPLICATES = "duplicates"
    MODEL_READ = "model_read"
    CLAIM_USABLE = "claim_usable"
    DOCUMENT_TYPE = "document_type"
    REQUIRED_FIELDS = "required_fields"
    GROUNDED = "grounded"
    DOUBTS = "doubts"
    FORMATS = "formats"
    CONFIDENCE = "confidence"
    CLAIM_AGREES = "claim_agrees"
    DATE_ORDER = "date_order"
    ISSUE_NOT_IN_FUTURE = "issue_not_in_future"
    AGE_AT_ADMISSION = "age_at_admission"
    STUDY_LENGTH = "study_length"
    NUMBER_YEAR = "number_year"
    DEGREE_PLAUSIBLE = "degree_plausible"
    RESIDENT_NUMBER = "resident_number"
    STAND_INS = "stand_ins"
    SCRIPTS = "scripts"
    KOREAN_LETTERS = "korean_letters"
    SHAPES = "shapes"
    SCHOOL_LISTED = "school_listed"
    LETTERHEAD_AGREES = "letterhead_agrees"
    NAMES_IN_TWO_SCRIPTS = "names_in_two_scripts"
    NAMED_IN_TEXT = "named_in_text"
    TRANSCRIPT_SOUND = "transcript_sound"
    STUDENT_NUMBER = "student_number"
