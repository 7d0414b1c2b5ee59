"""Indicators of assessments: finished in time, out of timescale, and how many.

Each share of assessments *completed* in time has a twin counted by what *fell due*: clearing a backlog lowers
the first and leaves the second alone.
"""

from kith.performance.definition import Bands, Flow, Stock
from kith.performance.facts import casework

TOPIC = "Assessments"
IN_TIME = "completed_on <= due_on or working_days_late <= 0"
DONE_BY_THE_DUE_DAY = "completed_on <= due_on"
DUE = "coalesce(cancelled_on > due_on, true) and coalesce(due_on >= :cut_off::date, true)"

BY_COMPLETION = (
    "Counted by the day of completion, one for each child of the assessment. The day that starts the "
    "clock is day 0. Completed at the weekend after a due Friday is in time: no working day has "
    "passed. "
)
BY_WHAT_FELL_DUE = (
    "Counted by the day it was due, one for each child. One cancelled by its due day was never due. "
    "What was due before the authority's cut-off day, the backlog, never counts."
)

NI059 = Flow(
    code="NI059",
    title="NI059 initial assessments completed within 10 working days of referral",
    short="Initial assessments in 10 working days",
    words="Of the initial assessments completed in the period, those completed by the day they were due.",
    counting=BY_COMPLETION
    + "The due day is the one stored when the assessment was opened: 10 working days after the "
    "referral, or after new information on an open involvement; 7 where the limit before 1 April 2010 "
    "held.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="National Indicator Set 2008, as quoted by Torbay 2011; Working Together 2010 raised 7 to 10",
    owner="head_of_service",
    rows=casework.assessments.where("kind = 'initial_assessment'"),
    when="completed_on",
    part=IN_TIME,
    example="""
    kind               | clock_from_on | due_on     | completed_on | working_days_late
    initial_assessment | 2010-06-01    | 2010-06-15 | 2010-06-15   | 0    +   # the tenth working day
    initial_assessment | 2010-06-01    | 2010-06-15 | 2010-06-16   | 1    -   # the eleventh
    initial_assessment | 2010-06-04    | 2010-06-18 | 2010-06-19   | 0    +   # Saturday after a due Friday
    initial_assessment | 2010-03-01    | 2010-03-10 | 2010-03-11   | 1    -   # the eighth, 7 were allowed
    initial_assessment | 2010-06-01    |            | 2010-06-15   |      -   # no limit, so not in time
    initial_assessment | 2010-06-01    | 2010-06-15 |              |          # not completed
    core_assessment    | 2010-06-01    | 2010-07-20 | 2010-06-15   | -25
    """,
)

NI060 = Flow(
    code="NI060",
    title="NI060 core assessments completed within 35 working days of their commencement",
    short="Core assessments in 35 working days",
    words="Of the core assessments completed in the period, those completed by the day they were due.",
    counting=BY_COMPLETION
    + "Its clock starts with its own commencement: the end of the initial assessment, the strategy "
    "discussion, or new information on an open involvement.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="National Indicator Set 2008, as quoted by Torbay 2011",
    owner="head_of_service",
    rows=casework.assessments.where("kind = 'core_assessment'"),
    when="completed_on",
    part=IN_TIME,
    example="""
    kind               | clock_from_on | due_on     | completed_on | working_days_late
    core_assessment    | 2011-06-01    | 2011-07-20 | 2011-07-20   | 0    +   # the thirty-fifth working day
    core_assessment    | 2011-06-01    | 2011-07-20 | 2011-07-21   | 1    -
    core_assessment    | 2011-06-01    | 2011-07-20 |              |
    initial_assessment | 2011-06-01    | 2011-06-15 | 2011-06-15   | 0
    """,
)

single_45wd = Flow(
    code="single_45wd",
    title="Single assessments completed within 45 working days",
    short="Assessments finished in 45 working days",
    words="Of the single assessments authorised in the period, those authorised by the day they were due.",
    counting=BY_COMPLETION
    + "The clock starts with the referral for the first assessment of an involvement and with its own start "
    "for later ones. An assessment is finished on the day a manager signs it off.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Working Together 2013 and later; children in need census guide, section 4.9; table C2",
    owner="head_of_service",
    rows=casework.assessments.where("kind = 'single_assessment'"),
    when="completed_on",
    part=IN_TIME,
    example="""
    kind              | clock_from_on | due_on     | completed_on | working_days_late
    single_assessment | 2026-08-03    | 2026-10-06 | 2026-10-06   | 0    +   # the forty-fifth working day
    single_assessment | 2026-08-03    | 2026-10-06 | 2026-10-07   | 1    -
    single_assessment | 2026-08-03    | 2026-10-06 |              |
    core_assessment   | 2026-08-03    | 2026-09-22 | 2026-09-20   | -1
    """,
)


def _by_what_fell_due(of: Flow, code: str, title: str, kind: str) -> Flow:
    return Flow(
        code=code,
        title=title,
        short=f"{of.short}, by what fell due",
        words="Of the assessments that fell due in the period, those completed by the day they were due.",
        counting=BY_WHAT_FELL_DUE,
        topic=TOPIC,
        good="high",
        unit="%",
        source="Kent 2011, 3.2: “89% of assessments due were completed on time”",
        owner=of.owner,
        rows=of.rows,
        when="due_on",
        whole=DUE,
        part=DONE_BY_THE_DUE_DAY,
        beside=of.code,
        example=f"""
        kind   | due_on     | completed_on | cancelled_on | cut_off
        {kind} | 2011-06-15 | 2011-06-15   |              |              +
        {kind} | 2011-06-15 | 2011-06-16   |              |              -
        {kind} | 2011-06-15 |              |              |              -   # still open: it was due
        {kind} | 2011-06-15 |              | 2011-06-15   |                  # cancelled in time: never due
        {kind} | 2011-06-15 |              | 2011-06-16   |              -   # cancelled when late already
        {kind} | 2011-06-15 | 2011-06-20   |              | 2011-06-16       # backlog on the cut-off day
        {kind} | 2011-06-16 | 2011-06-16   |              | 2011-06-16   +
        other  | 2011-06-15 | 2011-06-15   |              |
        """,
    )


NI059_due = _by_what_fell_due(
    NI059, "NI059_due", "Initial assessments that fell due, completed in time", "initial_assessment"
)
NI060_due = _by_what_fell_due(
    NI060, "NI060_due", "Core assessments that fell due, completed in time", "core_assessment"
)
single_due = _by_what_fell_due(
    single_45wd, "single_45wd_due", "Single assessments that fell due, completed in time", "single_assessment"
)

underlying_timeliness = Flow(
    code="underlying_timeliness",
    title="Timeliness without backlog",
    short="Assessments due and done in time",
    words="Of the assessments of every kind that fell due in the period, those completed by the day "
    "they were due.",
    counting=BY_WHAT_FELL_DUE,
    topic=TOPIC,
    good="high",
    unit="%",
    source="Kent 2011, 3.2: “89% of assessments due were completed on time”",
    owner="head_of_service",
    rows=casework.assessments.all,
    when="due_on",
    whole=DUE,
    part=DONE_BY_THE_DUE_DAY,
    example="""
    kind               | due_on     | completed_on | cancelled_on | cut_off
    initial_assessment | 2011-06-15 | 2011-06-15   |              |              +
    core_assessment    | 2011-06-15 | 2011-06-16   |              |              -
    single_assessment  | 2011-06-15 |              |              |              -   # still open: it was due
    single_assessment  | 2011-06-15 |              | 2011-06-10   |                  # never due
    core_assessment    | 2011-06-15 | 2011-08-01   |              | 2011-06-16       # backlog
    core_assessment    | 2011-06-16 | 2011-06-16   |              | 2011-06-16   +
    """,
)

assessment_volume = Flow(
    code="assessment_volume",
    title="Assessments completed",
    short="Assessments completed",
    words="Initial, core and single assessments authorised in the period, one for each child.",
    counting="By the day of the manager's signature.",
    topic=TOPIC,
    good="neither",
    unit="assessments",
    source="Torbay 2011, performance panel",
    owner="head_of_service",
    rows=casework.assessments.all,
    when="completed_on",
    example="""
    kind               | completed_on
    initial_assessment | 2011-09-30   +
    core_assessment    | 2011-09-30   +
    single_assessment  |
    """,
)


assessment_bands = Flow(
    code="assessment_bands",
    title="How long single assessments took",
    short="How long assessments took",
    words="Single assessments authorised in the period, told apart by the working days from the start of the clock to "
    "the manager’s signature.",
    counting="By the day of the manager’s signature, one for each child. The day that starts the clock is day 0.",
    topic=TOPIC,
    good="neither",
    unit="assessments",
    source="Department for Education, children in need census, table C2",
    owner="head_of_service",
    rows=single_45wd.rows,
    when="completed_on",
    bands=Bands("took", "By how long they took", words=(*casework.TOOK.values(), casework.LONGER)),
    example="""
    kind              | completed_on | took
    single_assessment | 2026-09-30   | 41 to 45 working days   +
    single_assessment |              |
    core_assessment   | 2026-09-30   | 41 to 45 working days
    """,
)

children_seen = Flow(
    code="children_seen",
    title="Assessments in which the child was seen",
    short="Child seen during the assessment",
    words="Of the assessments authorised in the period, those during which the child was seen on a visit.",
    counting="By the day of the manager’s signature, one for each child. A visit from the day the clock began up to "
    "that day counts, of whatever kind; what the form of the assessment says is told and not counted. Children not "
    "born by then are left out.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Annex A, list 4",
    owner="head_of_service",
    rows=casework.assessments.all,
    when="completed_on",
    whole="seen is not null",
    part=f"seen <> '{casework.SEEN[2]}'",
    sides=("Seen", "Not seen"),
    bands=Bands("seen", "By how the child was seen", words=casework.SEEN),
    example="""
    kind              | completed_on | seen
    single_assessment | 2026-09-30   | Seen alone        +
    single_assessment | 2026-09-30   | Seen, not alone   +
    single_assessment | 2026-09-30   | Not seen          -
    single_assessment | 2026-09-30   |                       # not born yet
    """,
)

factors = Flow(
    code="factors",
    title="Assessments with each factor",
    short="Assessments that found a factor",
    words="Of the assessments completed in the period whose factors are on record, those that found at least one. The "
    "bars say how many found each factor; one assessment may have found several.",
    counting="By the day of completion, one for each child: a child’s own answer, else the one for all. “No factors "
    "identified” is an answer that found none. Where factors were not asked, an assessment is left out.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source="Children in need census, item N00181; DfE dashboard, outcome 3",
    owner="head_of_service",
    rows=casework.assessments.where("found_any is not null"),
    when="completed_on",
    part="found_any",
    sides=("Found at least one", "Found none"),
    bands=Bands("unnest(string_to_array(factors, ', '))", "By factor found", codes="assessment_factor"),
    example="""
    completed_on | factors | found_any
    2026-09-30   | 1B, 17A | true    +
    2026-09-30   | 4B      | true    +
    2026-09-30   |         | false   -   # no factors identified
    """,
)

assessment_internal_review = Flow(
    code="assessment_internal_review",
    title="Assessments with the internal review point held on time",
    short="Review points held in time",
    words="Of the assessments whose review point was set for a day of the period, those for which it was held by that "
    "day.",
    counting="By the day it was set for, one for each child; what is not due yet is not counted. An assessment "
    "that was completed or cancelled by that day had no need of one, and is left out unless it was held. How "
    "many working days after its start it is set for is said by the practice of the day on which it was opened.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Children in need census, item N00161 (set locally)",
    owner="head_of_service",
    rows=casework.assessments.all,
    when="review_point_on",
    whole="review_point_on <= :asked_on::date and (review_held_on is not null or "
    "(coalesce(completed_on > review_point_on, true) and coalesce(cancelled_on > review_point_on, true)))",
    part="review_held_on <= review_point_on",
    sides=("Held in time", "Late or not held"),
    example="""
    review_point_on | review_held_on | completed_on | cancelled_on | asked_on
    2026-09-21      | 2026-09-21     |              |              | 2026-10-14   +   # on the day
    2026-09-21      | 2026-09-22     |              |              | 2026-10-14   -
    2026-09-21      |                |              |              | 2026-09-21   -   # not held
    2026-09-21      |                |              |              | 2026-09-20       # not due yet
    2026-09-21      |                | 2026-09-21   |              | 2026-10-14       # completed by then
    2026-09-21      | 2026-09-14     | 2026-09-18   |              | 2026-10-14   +   # completed by then, and held
    2026-09-21      |                | 2026-09-22   |              | 2026-10-14   -
    2026-09-21      |                |              | 2026-09-18   | 2026-10-14       # cancelled by then
    """,
)


def _out_of_timescale(code: str, kind: str, name: str, source: str) -> Stock:
    return Stock(
        code=code,
        title=f"{name} assessments out of timescale",
        short=f"{name} assessments out of timescale",
        words=f"{name} assessments that are open at the end of the day and past the day they were due.",
        counting="One for each child. On the due day itself an assessment is still in time. A reason "
        "for being late explains it and does not take it out.",
        topic=TOPIC,
        good="low",
        unit="assessments",
        source=source,
        owner="head_of_service",
        rows=casework.assessments.where(f"kind = '{kind}'"),
        since="case when due_on is not null then greatest(due_on + 1, started_on) end",
        until=("completed_on", "cancelled_on"),
        example=f"""
        kind   | started_on | due_on     | completed_on | cancelled_on | day
        {kind} | 2011-06-01 | 2011-06-15 |              |              | 2011-06-15       # due today
        {kind} | 2011-06-01 | 2011-06-15 |              |              | 2011-06-16   +
        {kind} | 2011-06-01 | 2011-06-15 | 2011-06-20   |              | 2011-06-19   +
        {kind} | 2011-06-01 | 2011-06-15 | 2011-06-20   |              | 2011-06-20       # completed that day
        {kind} | 2011-06-01 | 2011-06-15 |              | 2011-06-18   | 2011-06-18       # cancelled that day
        {kind} | 2011-06-17 | 2011-06-15 |              |              | 2011-06-16       # not opened yet
        {kind} | 2011-06-01 |            |              |              | 2011-06-16       # never late
        other  | 2011-06-01 | 2011-06-15 |              |              | 2011-06-16
        """,
    )


ia_out_of_timescale = _out_of_timescale(
    "ia_out_of_timescale", "initial_assessment", "Initial", "Kent 2011: 2,208 brought down to 53, target 200"
)
ca_out_of_timescale = _out_of_timescale(
    "ca_out_of_timescale", "core_assessment", "Core", "Kent 2011: target 100"
)
single_out_of_timescale = _out_of_timescale(
    "single_out_of_timescale", "single_assessment", "Single", "Today's form of Kent's measure of 2011"
)

INDICATORS = (
    NI059,
    NI059_due,
    NI060,
    NI060_due,
    single_45wd,
    single_due,
    underlying_timeliness,
    ia_out_of_timescale,
    ca_out_of_timescale,
    single_out_of_timescale,
    assessment_volume,
    assessment_bands,
    children_seen,
    factors,
    assessment_internal_review,
)
