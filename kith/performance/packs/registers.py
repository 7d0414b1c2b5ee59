"""The lists of packs. Each is defined as an indicator is, so that its length and its number cannot disagree. No Django.

The lists of an inspection follow Ofsted's Annex A, as far as there are facts: everything that began in the six months
before, or was open on the day, or ended in the six months before it.
"""

from dataclasses import dataclass
from typing import Any

from kith.performance.definition import Flow, Indicator, Rows, Stock
from kith.performance.facts import audits, casework, clocks, inspection, journey, protection, unseen
from kith.performance.indicators import assessment, caseload

TOPIC = "Packs"
SOURCE = "Ofsted, Annex A (ILACS), as read in the reporting tools of councils"
OURS = "Kith: for meetings about a place"
DAYS_AHEAD = 28
MONTHS = 6
Column = tuple[str, str, str]  # column of the relation, its heading, the code list of its words


@dataclass(frozen=True, slots=True)
class Register:
    """One list: what is in it, and the columns it is told with beside the child, the team and the worker."""

    indicator: Indicator
    columns: tuple[Column, ...]
    number: int = 0  # in Annex A
    step: str = ""  # the kind of work it is about, where only some practices know that

    @property
    def code(self) -> str:
        """Its name in addresses and sheets."""
        return self.indicator.code

    @property
    def title(self) -> str:
        """Its heading."""
        return f"{self.number} {self.indicator.title}" if self.number else self.indicator.title


def _shared(code: str, title: str, words: str, source: str = SOURCE, unit: str = "rows") -> dict[str, Any]:
    return {
        "code": code,
        "title": title,
        "short": title,
        "words": words,
        "counting": "As known at the end of the day.",
        "topic": TOPIC,
        "good": "neither",
        "unit": unit,
        "source": source,
        "owner": "head_of_service",
    }


def received(code: str, title: str, words: str, rows: Rows, when: str) -> Flow:
    """Everything of a relation that happened in the six months up to the day."""
    example = f"{when}\n2026-10-14   +\n"
    return Flow(**_shared(code, title, words), rows=rows, when=when, example=example)


def open_lately(
    code: str, title: str, words: str, rows: Rows, ends: tuple[str, ...], months: int = MONTHS
) -> Stock:
    """Everything that is open on the day, or ended in so many months before it."""
    until = tuple(f"({column} + interval '{months} months')::date" for column in ends)
    example = f"""
    started_on | {ends[0]} | day
    2026-01-10 |            | 2026-10-14   +
    2026-01-10 | 2026-04-15 | 2026-10-14   +
    2026-01-10 | 2026-04-14 | 2026-10-14       # six months ago
    2026-10-15 |            | 2026-10-14
    """
    return Stock(**_shared(code, title, words), rows=rows, since="started_on", until=until, example=example)


STARTED, ENDED = ("started_on", "Began", ""), ("ended_on", "Ended", "")
SEEN = ("last_seen_on", "Last seen", "")
DUE, REASON = ("due_on", "Due", ""), ("late_reason", "Reason recorded", "lateness_reason")

CONTACTS = Register(
    received(
        "annex_a_contacts",
        "Contacts",
        "Contacts received in the six months up to the day, one for each child named.",
        casework.contacts.all,
        "received_on",
    ),
    (
        ("received_on", "Received", ""),
        ("source", "From", "referral_source"),
        ("outcome", "Outcome", "contact_outcome"),
    ),
    1,
)
EARLY_HELP = Register(
    open_lately(
        "annex_a_early_help",
        "Early help",
        "Early help that goes on, or ended in the six months before the day.",
        journey.early_help.all,
        ("ended_on",),
    ),
    (STARTED, ENDED, ("outcome", "Outcome", "early_help_outcome")),
    2,
)
REFERRALS = Register(
    received(
        "annex_a_referrals",
        "Referrals",
        "Referrals received in the six months up to the day; a child may be here more than once.",
        casework.referrals.all,
        "received_on",
    ),
    (
        ("received_on", "Received", ""),
        ("source", "From", "referral_source"),
        ("need", "Main need", "primary_need"),
        ("no_further_action", "No further action", ""),
    ),
    3,
)
ASSESSMENTS = Register(
    open_lately(
        "annex_a_assessments",
        "Assessments",
        "Assessments that were open at any time in the six months up to the day, also those begun earlier.",
        casework.assessments.where("cancelled_on is null"),
        ("completed_on",),
    ),
    (("title", "Assessment", ""), STARTED, DUE, ("completed_on", "Completed", ""), REASON),
    4,
)
ENQUIRIES = Register(
    open_lately(
        "annex_a_enquiries",
        "Section 47 enquiries and initial conferences",
        "Section 47 enquiries that were open at any time in the six months up to the day, undecided ones too.",
        protection.enquiries.all,
        ("ended_on",),
    ),
    (STARTED, ENDED, ("outcome", "Outcome", "enquiry_outcome"), ("conference_on", "Conference", "")),
    5,
)
CASES = Register(
    open_lately(
        "annex_a_in_need",
        "Children in need",
        "Each child with an open case, or one that ended in the six months before the day: the latest case.",
        inspection.latest_cases.all,
        ("ended_on",),
    ),
    (
        STARTED,
        ("need", "Main need", "primary_need"),
        ("stands", "Stands as", ""),
        SEEN,
        ENDED,
        ("end_reason", "Reason for closing", "closure_reason"),
    ),
    6,
)
PLANS = Register(
    open_lately(
        "annex_a_protection",
        "Child protection plans",
        "Plans that hold on the day, or ended in the six months before it.",
        inspection.followed_plans.all,
        ("ended_on",),
    ),
    (
        STARTED,
        ("first_category", "First category", "category_of_abuse"),
        ("category", "Latest category", "category_of_abuse"),
        SEEN,
        ("seen_how", "How seen", "seen"),
        ("reviewed_on", "Last review", ""),
        ("plans_before", "Plans before", ""),
        ENDED,
    ),
    7,
)
IN_CARE = Register(
    open_lately(
        "annex_a_in_care",
        "Children in care",
        "Children looked after on the day, or who ceased to be in the six months before it; short breaks are not here.",
        inspection.followed_care.all,
        ("ended_on",),
    ),
    (
        STARTED,
        ("need", "Reason in care", "category_of_need"),
        ("legal_status", "Legal status", "legal_status"),
        ("legal_from_on", "Status since", ""),
        ("placement_kind", "Placement", "placement_type"),
        ("placed_on", "Placed", ""),
        ("reviewed_on", "Last review", ""),
        SEEN,
        ("health_on", "Health assessed", ""),
        ENDED,
        ("end_reason", "Reason ended", "rec"),
    ),
    8,
)
LEAVERS = Register(
    Stock(
        **_shared(
            "annex_a_leavers",
            "Leaving care",
            "Young people owed support as care leavers on the day.",
            unit="people",
        ),
        rows=inspection.care_leavers.all,
        since="started_on",
        until=("ended_on",),
        example="""
        started_on | ended_on   | day
        2026-01-10 |            | 2026-10-14   +
        2026-01-10 | 2026-10-14 | 2026-10-14
        """,
    ),
    (
        ("category", "Category", "leaving_category"),
        ("in_touch_on", "Last in touch", ""),
        ("in_touch", "In touch", "in_touch"),
        ("accommodation", "Lives in", "accommodation"),
        ("activity", "Does", "activity"),
    ),
    9,
)
ADOPTION = Register(
    Stock(
        **_shared(
            "annex_a_adoption",
            "Adoption",
            "Decisions that a child should be placed for adoption which hold on the day, were given up, or whose child "
            "left care, in the twelve months before it.",
        ),
        rows=inspection.adoption_decisions.all,
        since="decided_on",
        until=(
            "(ceased_on + interval '12 months')::date",
            "(care_until_on + interval '12 months')::date",
        ),
        example="""
        decided_on | ceased_on  | care_until_on | day
        2026-01-10 |            |               | 2026-10-14   +
        2025-01-10 | 2025-10-14 |               | 2026-10-14
        2025-01-10 |            | 2025-10-15    | 2026-10-14   +
        """,
    ),
    (("care_from_on", "In care since", ""), ("decided_on", "Decided", ""), ("ceased_on", "Given up", "")),
    10,
)
ANNEX_A = (
    CONTACTS,
    EARLY_HELP,
    REFERRALS,
    ASSESSMENTS,
    ENQUIRIES,
    CASES,
    PLANS,
    IN_CARE,
    LEAVERS,
    ADOPTION,
)
AUDITED = Register(
    received(
        "case_audits",
        "Case audits",
        "Case audits finished in the six months up to the day, each in the team that held the child when it was drawn.",
        audits.audits.all,
        "finished_on",
    ),
    (("month", "Month", ""), ("grade_title", "Overall grade", ""), ("themes", "Themes", "")),
)
NOT_THERE = (("11 Prospective adopters", "Kith keeps no facts about people who want to adopt."),)

_NOT_ASSESSMENTS = "kind not in ('initial_assessment', 'core_assessment', 'single_assessment', 'contact')"
_REVIEWS = ", ".join(repr(code) for code in (*clocks.REVIEWS, "early_help_review"))
NOT_SEEN = Register(
    Stock(
        **_shared(
            "not_seen",
            "Not seen by the day due",
            "Visits past their day: of each child with an open case the one due first by the practice’s own clocks, "
            "and each that a law asks for.",
            OURS,
            "visits",
        ),
        rows=unseen.visits.all,
        since="due_on + 1",
        until=("ended_on",),
        example="""
        due_on     | ended_on   | day
        2026-10-14 |            | 2026-10-14       # due today
        2026-10-13 |            | 2026-10-14   +
        2026-10-13 | 2026-10-14 | 2026-10-14       # made that day, or the case was closed
        """,
    ),
    (("title", "Visit", ""), SEEN, DUE),
)
REVIEWS_DUE = Register(
    Stock(
        **_shared(
            "reviews_due_28",
            "Reviews due within 28 days, or late",
            "Reviews of plans and of children in care that are due in the next 28 days, or were due and not held.",
            OURS,
            "reviews",
        ),
        rows=clocks.clocks.where(f"code in ({_REVIEWS})"),
        since=f"greatest(from_on, due_on - {DAYS_AHEAD})",
        until=("met_on", "dropped_on"),
        example="""
        code              | from_on    | due_on     | met_on     | dropped_on | day
        protection_review | 2026-06-01 | 2026-11-11 |            |            | 2026-10-14   +
        protection_review | 2026-06-01 | 2026-11-12 |            |            | 2026-10-14
        protection_review | 2026-06-01 | 2026-09-12 |            |            | 2026-10-14   +   # late
        protection_review | 2026-06-01 | 2026-11-11 | 2026-10-14 |            | 2026-10-14
        protection_review | 2026-06-01 | 2026-11-11 |            | 2026-10-01 | 2026-10-14
        dental_check      | 2026-06-01 | 2026-11-11 |            |            | 2026-10-14
        """,
    ),
    (("title", "Review", ""), DUE),
)
DRIFT = Register(
    Stock(
        **_shared(
            "drift",
            "Other work past the day it should end",
            "Open work past its day, assessments and contacts left out: those have lists of their own.",
            OURS,
            "pieces of work",
        ),
        rows=inspection.pieces_of_work.where(_NOT_ASSESSMENTS),
        since="greatest(due_on + 1, started_on)",
        until=("completed_on", "cancelled_on"),
        example="""
        kind                | started_on | due_on     | completed_on | cancelled_on | day
        section_47_enquiry  | 2026-09-01 | 2026-10-14 |              |              | 2026-10-14       # due today
        section_47_enquiry  | 2026-09-01 | 2026-10-13 |              |              | 2026-10-14   +
        section_47_enquiry  | 2026-09-01 | 2026-10-01 | 2026-10-14   |              | 2026-10-14
        section_47_enquiry  | 2026-09-01 | 2026-10-01 |              | 2026-10-10   | 2026-10-14
        single_assessment   | 2026-09-01 | 2026-10-13 |              |              | 2026-10-14
        """,
    ),
    (("title", "Work", ""), STARTED, DUE, REASON),
)
MINE = (*ANNEX_A, AUDITED, NOT_SEEN, REVIEWS_DUE, DRIFT)

UNALLOCATED = Register(
    caseload.unallocated,
    (("involvement_on", "Open since", ""), ("unallocated_since", "Unallocated since", "")),
)
_LATE = (("title", "Assessment", ""), STARTED, DUE, REASON, ("late_words", "In words", ""))
OUT_OF_TIMESCALE = (
    Register(assessment.single_out_of_timescale, _LATE, step="single_assessment"),
    Register(assessment.ia_out_of_timescale, _LATE, step="initial_assessment"),
    Register(assessment.ca_out_of_timescale, _LATE, step="core_assessment"),
)
WATCHED = (UNALLOCATED, *OUT_OF_TIMESCALE, NOT_SEEN, REVIEWS_DUE, DRIFT)
