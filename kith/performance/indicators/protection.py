"""Indicators of strategy discussions, section 47 enquiries and conferences."""

from kith.performance.definition import Flow, Rate, Weighed
from kith.performance.facts import protection

TOPIC = "Child protection"
CENSUS = "Department for Education, children in need census"

strategy_discussions = Flow(
    code="strategy_discussions",
    title="Strategy discussions held",
    short="Strategy discussions",
    words="Strategy discussions held in the period, one for each child.",
    counting="By the day of the discussion.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source="Torbay 2011, performance panel",
    owner="head_of_service",
    rows=protection.strategy_discussions.all,
    when="held_on",
    example="""
    held_on
    2026-09-30   +
    """,
)

strategy_growth = Weighed(
    code="strategy_growth",
    title="Growth of strategy discussions on the twelve months before",
    short="Growth of strategy discussions",
    words="How many more strategy discussions were held in the twelve months to the end of the day than in the twelve "
    "months before those, for every hundred of them.",
    counting="By the day of the discussion, one for each child. Below nought there were fewer. Where there was none in "
    "the year before, there is no figure.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source="Torbay 2011, performance panel: 29.1% more",
    owner="head_of_service",
    rows=protection.strategy_years.all,
    since="started_on",
    until=("ended_on",),
    part="told_in = 'this year'",
    above="growth",
    below="year_before",
    sums="{} added to the {} of the year before",
    sides=("In these twelve months", "In the twelve months before"),
    example="""
    told_in         | started_on | ended_on   | day
    this year       | 2026-10-14 | 2027-10-14 | 2026-10-14   +
    this year       | 2025-10-14 | 2026-10-14 | 2026-10-13   +
    this year       | 2025-10-14 | 2026-10-14 | 2026-10-14       # now one of the year before
    the year before | 2026-10-14 | 2027-10-14 | 2026-10-14   -
    the year before | 2025-10-14 | 2026-10-14 | 2026-10-14
    """,
)

s47_started = Flow(
    code="s47_started",
    title="Section 47 enquiries started",
    short="Enquiries started",
    words="Section 47 enquiries that began in the period, one for each child.",
    counting="By the day of the strategy discussion that decided it.",
    topic=TOPIC,
    good="neither",
    unit="enquiries",
    source=CENSUS,
    owner="head_of_service",
    rows=protection.enquiries.all,
    when="started_on",
    example="""
    started_on
    2026-09-30   +
    """,
)

s47_rate = Rate(
    code="s47_rate",
    title="Section 47 enquiries per 10,000 children",
    short="Enquiries per 10,000",
    words="Section 47 enquiries that began in twelve months, for every 10,000 children.",
    counting="By the day of the strategy discussion. The population is that of the year the authority names.",
    topic=TOPIC,
    good="neither",
    unit="per 10,000",
    source=CENSUS,
    owner="head_of_service",
    rows=protection.enquiries.all,
    when="started_on",
    example=s47_started.example,
)

s47_to_icpc = Flow(
    code="s47_to_icpc",
    title="Section 47 enquiries leading to a conference",
    short="Enquiries that led to a conference",
    words="Of the section 47 enquiries that ended in the period, those that ended with an initial conference.",
    counting="By the day the enquiry ended.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source=f"{CENSUS}: 72,100 of 230,590 in 2025",
    owner="head_of_service",
    rows=protection.enquiries.all,
    when="ended_on",
    part="conference_on is not null",
    sides=("With a conference", "Without"),
    example="""
    started_on | ended_on   | outcome           | conference_on
    2026-09-01 | 2026-09-21 | conference        | 2026-09-21   +
    2026-09-01 | 2026-09-09 | not_substantiated |              -
    2026-09-01 |            |                   |                  # still open
    """,
)

icpc_held = Flow(
    code="icpc_held",
    title="Initial conferences held",
    short="Initial conferences",
    words="Initial child protection conferences held in the period, one for each child.",
    counting="By the day of the conference. A transfer-in conference is counted apart.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source=CENSUS,
    owner="head_of_service",
    rows=protection.conferences.where("kind = 'initial'"),
    when="held_on",
    example="""
    kind        | held_on
    initial     | 2026-09-21   +
    review      | 2026-09-21
    transfer_in | 2026-09-21
    """,
)

icpc_rate = Rate(
    code="icpc_rate",
    title="Initial conferences per 10,000 children",
    short="Initial conferences per 10,000",
    words="Initial child protection conferences of twelve months, for every 10,000 children.",
    counting="By the day of the conference. The population is that of the year the authority names.",
    topic=TOPIC,
    good="neither",
    unit="per 10,000",
    source=CENSUS,
    owner="head_of_service",
    rows=icpc_held.rows,
    when="held_on",
    example=icpc_held.example,
)

icpc_15wd = Flow(
    code="icpc_15wd",
    title="Initial conferences within 15 working days of the strategy discussion",
    short="Conferences in 15 working days",
    words="Of the initial conferences held in the period, those held by the fifteenth working day after the strategy "
    "discussion that started the enquiry.",
    counting="By the day of the conference, one for each child. The day of the strategy discussion is day 0.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Working Together; children in need census guide, section 4.12; table C4",
    owner="head_of_service",
    rows=icpc_held.rows,
    when="held_on",
    whole="working_days >= 0",
    part="working_days <= 15",
    example="""
    kind    | clock_from_on | held_on    | working_days
    initial | 2026-09-01    | 2026-09-22 | 15   +   # the fifteenth working day
    initial | 2026-09-01    | 2026-09-23 | 16   -
    initial | 2026-09-01    | 2026-08-31 | -1       # before the enquiry: it has no duration
    review  | 2026-09-01    | 2026-09-22 | 15
    """,
)

transfer_icpc_15wd = Flow(
    code="transfer_icpc_15wd",
    title="Transfer-in conferences within 15 working days of being told",
    short="Transfer-in conferences in 15 working days",
    words="Of the transfer-in conferences held in the period, those held by the fifteenth working day after the other "
    "council told us.",
    counting="By the day of the conference, one for each child. The day we were told is day 0.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Children in need census guide, section 4.1.1",
    owner="head_of_service",
    rows=protection.conferences.where("kind = 'transfer_in'"),
    when="held_on",
    part="working_days <= 15",
    example="""
    kind        | clock_from_on | held_on    | working_days
    transfer_in | 2026-09-01    | 2026-09-22 | 15   +
    transfer_in | 2026-09-01    | 2026-09-23 | 16   -
    initial     | 2026-09-01    | 2026-09-22 | 15
    """,
)

icpc_to_plan = Flow(
    code="icpc_to_plan",
    title="Initial conferences leading to a plan",
    short="Conferences that led to a plan",
    words="Of the initial conferences held in the period, those that decided on a child protection plan.",
    counting="By the day of the conference, one for each child.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source=f"{CENSUS}: 61,840 of 72,100 in 2025",
    owner="head_of_service",
    rows=icpc_held.rows,
    when="held_on",
    part="decision = 'plan'",
    sides=("With a plan", "Without"),
    example="""
    kind    | held_on    | decision
    initial | 2026-09-21 | plan      +
    initial | 2026-09-21 | in_need   -
    initial | 2026-09-21 |           -   # not decided on the day
    review  | 2026-09-21 | plan
    """,
)

conference_participation = Flow(
    code="conference_participation",
    title="Families and children who took part in conferences",
    short="Took part in their conference",
    words="Of the conferences held in the period, those somebody of the family came to and, where the child was four "
    "or older, the child came to or sent a view to.",
    counting="By the day of the conference, one for each child; initial, review and transfer-in. For a part of it is "
    "enough. A view may be spoken for by somebody, written or drawn.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Local measure; no national definition",
    owner="head_of_service",
    rows=protection.conferences.where("family_came is not null"),
    when="held_on",
    part="family_came and (not is_four or participation in ('present', 'part', 'spoke_for', 'wrote'))",
    sides=("Took part", "Did not"),
    example="""
    kind    | held_on    | family_came | is_four | participation
    initial | 2026-09-21 | true        | true    | spoke_for   +
    review  | 2026-09-21 | true        | false   | too_young   +
    initial | 2026-09-21 | true        | true    | not_asked   -
    initial | 2026-09-21 | false       | true    | present     -   # nobody of the family came
    initial | 2026-09-21 |             | true    | present         # who came is hidden for the sake of another child
    """,
)

reports_before_conference = Flow(
    code="reports_before_conference",
    title="Reports with the family in time before a conference",
    short="Reports in time for the family",
    words="Of the conferences held in the period, those whose every report was with the family at least as many "
    "working days before as the practice says.",
    counting="By the day of the conference, one for each child; initial, review and transfer-in. A report that was "
    "asked for or came and was not shared is not in time, nor is a conference with no report. The limit is that of "
    "the day of the conference.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Local measure; no national definition",
    owner="head_of_service",
    rows=protection.conferences.where("report_limit is not null"),
    when="held_on",
    part="report_days >= report_limit",
    sides=("In time", "Late, or not shared"),
    example="""
    kind    | held_on    | report_days | report_limit
    initial | 2026-09-21 | 2           | 2   +   # on the last day
    initial | 2026-09-21 | 1           | 2   -
    review  | 2026-09-21 | 4           | 5   -
    initial | 2026-09-21 |             | 2   -   # one of them was not shared, or none came
    initial | 2026-09-21 | 9           |         # the practice has no limit, or the reports are hidden
    """,
)

INDICATORS = (
    strategy_discussions,
    strategy_growth,
    s47_started,
    s47_rate,
    s47_to_icpc,
    icpc_held,
    icpc_rate,
    icpc_15wd,
    transfer_icpc_15wd,
    icpc_to_plan,
    conference_participation,
    reports_before_conference,
)
