"""What a person may do. Permissions are code; which role has them is data in the practice pack."""

from enum import StrEnum


class May(StrEnum):
    """One permission each. The value is the sentence shown to administrators."""

    READ_RECORD = "Open the record of a person"
    SEARCH = "Search for a person or family"
    CREATE_PERSON = "Add a person"
    EDIT_PERSON = "Change facts about a person"
    TAKE_CONTACT = "Take a contact at the front door"
    DECIDE_CONTACT = "Decide what follows from a contact"
    START_STEP = "Start a piece of work"
    WRITE_STEP = "Write in a piece of work"
    SUBMIT_STEP = "Send a piece of work for a decision, or finish it"
    SIGN_OFF = "Sign off a piece of work or send it back"
    CANCEL_STEP = "Cancel a piece of work, with a reason"
    ALLOCATE = "Allocate children to workers and teams"
    RECORD_VISIT = "Record a visit or a note"
    CLOSE_INVOLVEMENT = "Close an involvement"
    SEE_TEAM = "See the team board"
    SEE_PERFORMANCE = "See performance figures"
    SEE_NAMES_BEHIND_FIGURES = "See the names of the children behind a figure"
    PUBLISH_FIGURES = "Publish figures, so that they are frozen"
    SEE_WHO_LOOKED = "See who has looked at a record"
    MERGE_RECORDS = "Make two records of one person one, and part them again"
    RESTRICT_RECORD = "Restrict a record and say who may still see it"
    SEE_RESTRICTED = "See every restricted record"
    MANAGE_WORKERS = "Manage workers, teams and roles"
    SEE_PRACTICE = "See the practice pack that holds"
    EXPLAIN_LATENESS = "Say why a piece of work is late"
    ANSWER_PROBLEMS = "Read and answer what people report about Kith itself"
