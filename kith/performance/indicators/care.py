"""Indicators of children in care: how many, where they live, how often they move, their reviews and visits."""

from kith.performance.definition import Bands, Flow, Stock, StockRate
from kith.performance.facts import care
from kith.performance.indicators.due import in_time

TOPIC = "Looked after"
SSDA903 = "Department for Education, looked-after children return"

lac_open = Stock(
    code="lac_open",
    title="Children looked after",
    short="Children looked after",
    words="Children who are looked after at the end of the day.",
    counting="From the day care began up to the day before it ended. Short breaks are not counted.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source=SSDA903,
    owner="head_of_service",
    rows=care.stretches_of_care.all,
    since="started_on",
    until=("ended_on",),
    example="""
    started_on | ended_on   | day
    2026-09-21 |            | 2026-09-21   +
    2026-09-21 | 2026-10-14 | 2026-10-13   +
    2026-09-21 | 2026-10-14 | 2026-10-14       # care ended that day
    2026-10-15 |            | 2026-10-14
    """,
)

lac_rate = StockRate(
    code="lac_rate",
    title="Children looked after per 10,000 children",
    short="Looked after per 10,000",
    words="Children who are looked after at the end of the day, for every 10,000 children.",
    counting=lac_open.counting,
    topic=TOPIC,
    good="neither",
    unit="per 10,000",
    source=SSDA903,
    owner="head_of_service",
    rows=lac_open.rows,
    since="started_on",
    until=("ended_on",),
    example=lac_open.example,
)

lac_started = Flow(
    code="lac_started",
    title="Children who started to be looked after",
    short="Started to be looked after",
    words="Times in care that began in the period.",
    counting="By the day care began. Short breaks are not counted.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source="Looked-after children return; Torbay 2011",
    owner="head_of_service",
    rows=care.periods.all,
    when="started_on",
    bands=Bands("need", "By need at the start", codes="category_of_need"),
    example="""
    started_on
    2026-09-21   +
    """,
)

lac_ceased = Flow(
    code="lac_ceased",
    title="Children who ceased to be looked after",
    short="Ceased to be looked after",
    words="Times in care that ended in the period.",
    counting="By the day care ended. Short breaks are not counted.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source=SSDA903,
    owner="head_of_service",
    rows=care.ended_periods.all,
    when="ended_on",
    bands=Bands("end_reason", "By why care ended", codes="rec"),
    example="""
    started_on | ended_on
    2026-01-12 | 2026-09-21   +
    2026-01-12 |                  # still looked after
    """,
)

sgo_cao_exits = Flow(
    code="sgo_cao_exits",
    title="Left care through special guardianship or child arrangements",
    short="Left care to guardians or family",
    words="Of the times in care that ended in the period, those that ended with a special guardianship or child "
    "arrangements order.",
    counting="By the day care ended; reasons E41 and E43 to E48 of the return.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source="Looked-after children return; national dashboard, outcome 2",
    owner="head_of_service",
    rows=lac_ceased.rows,
    when="ended_on",
    part="end_reason in ('E41', 'E43', 'E44', 'E45', 'E46', 'E47', 'E48')",
    sides=("With such an order", "For another reason"),
    example="""
    ended_on   | end_reason
    2026-09-21 | E45   +
    2026-09-21 | E41   +
    2026-09-21 | E4A   -
               |
    """,
)

NI062 = Stock(
    code="NI062",
    title="NI062 three or more placements",
    short="Three or more placements",
    words="Of the children looked after at the end of the day, those with three or more placements in the twelve "
    "months up to it.",
    counting="The placement of the first of those days counts, and one of an earlier time in care. Temporary moves, "
    "the way back from one, and a change of status with the same carers are no new placement. On 31 March it is the "
    "figure of the year; between year ends it is never the bare count since April.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="National Indicator Set 2008, as Torbay 2011 words it; what is left out is known from other papers",
    owner="head_of_service",
    rows=care.homes.all,
    since="started_on",
    until=("ended_on",),
    part="third_ended_on is not null",
    lapses=("third_lapses_on",),
    sides=("Three or more", "Fewer"),
    example="""
    started_on | ended_on | third_ended_on | third_lapses_on | day
    2026-03-01 |          | 2025-04-01     | 2026-04-01      | 2026-03-31   +   # the third last ended on 1 April
    2026-03-01 |          | 2025-03-31     | 2026-03-31      | 2026-03-31   -   # it had ended before the year
    2026-03-01 |          |                |                 | 2026-03-31   -   # two in all
    2026-04-01 |          |                |                 | 2026-03-31
    """,
)

NI063 = Stock(
    code="NI063",
    title="NI063 long-term stability of placements",
    short="In one placement for two years",
    words="Of the children under 16 who have been looked after for two and a half years or more, those with the same "
    "carers for at least two years.",
    counting="A child placed for adoption counts with the placement before it. Temporary moves interrupt nothing.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="National Indicator Set 2008, published description",
    owner="head_of_service",
    rows=care.homes.all,
    since="greatest(started_on, long_on)",
    until=("ended_on", "sixteen_on"),
    part="true",
    part_since="two_years_on",
    sides=("Two years or more", "Less"),
    example="""
    started_on | ended_on | long_on    | two_years_on | sixteen_on | day
    2024-03-31 |          | 2025-09-30 | 2026-03-31   | 2030-01-01 | 2026-03-31   +
    2024-04-01 |          | 2025-09-30 | 2026-04-01   | 2030-01-01 | 2026-03-31   -
    2024-03-31 |          | 2026-04-01 | 2026-03-31   | 2030-01-01 | 2026-03-31       # not long in care yet
    2024-03-31 |          | 2025-09-30 | 2026-03-31   | 2026-03-31 | 2026-03-31       # sixteen that day
    """,
)

NI066 = Stock(
    code="NI066",
    title="NI066 looked-after reviews within timescales",
    short="All reviews in time",
    words="Of the children looked after whose first review was due by the day, those of whom no review of the last "
    "twelve months was late.",
    counting="The first is due in 20 working days, the second three months after it, later ones six months after the "
    "last. A child with one late review is not in time until twelve months after it was held.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Care Planning Regulations 2010, regulation 33; that all reviews of a child count is known from other "
    "papers",
    owner="head_of_service",
    rows=care.reviewed.where("asked_from_on is not null"),
    since="greatest(started_on, asked_from_on)",
    until=("ended_on",),
    part="not is_late",
    sides=("All in time", "One or more late"),
    example="""
    started_on | ended_on | asked_from_on | is_late | day
    2026-01-05 |          | 2026-02-02    | false   | 2026-10-14   +
    2026-01-05 |          | 2026-02-02    | true    | 2026-10-14   -
    2026-01-05 |          | 2026-02-02    | false   | 2026-02-02   +   # the first is due that day
    2026-10-01 |          | 2026-10-29    | false   | 2026-10-14       # none was due yet
    2026-01-05 |          |               | false   | 2026-10-14       # no review was ever asked for
    """,
)

review_participation = Flow(
    code="review_participation",
    title="Children who took part in their review",
    short="Took part in their review",
    words="Of the reviews of children of four or older, those in which the child took part or sent a view.",
    counting="By the day of the review; codes PN1, PN2, PN3, PN5 and PN6.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Looked-after children return; the grouping is ours",
    owner="head_of_service",
    rows=care.reviews.where("is_four"),
    when="held_on",
    part="participation in ('PN1', 'PN2', 'PN3', 'PN5', 'PN6')",
    sides=("Took part", "Did not"),
    example="""
    held_on    | is_four | participation
    2026-09-21 | true    | PN5   +
    2026-09-21 | true    | PN4   -   # was there and said nothing
    2026-09-21 | true    | PN7   -
    2026-09-21 | false   | PN0
    """,
)

placed_20_miles = Stock(
    code="placed_20_miles",
    title="Placed twenty miles or more from home",
    short="Placed 20 miles or more away",
    words="Of the children looked after at the end of the day, those placed twenty miles or more from their home "
    "before care.",
    counting="Miles in a straight line between the two postcodes. Unaccompanied children have no home here and "
    "are left out; so is whoever’s distance is not known.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="National dashboard, outcome 4",
    owner="head_of_service",
    rows=care.placed.where("miles is not null and not is_unaccompanied"),
    since="started_on",
    until=("ended_on",),
    part="miles >= 20",
    sides=("Twenty miles or more", "Nearer"),
    example="""
    started_on | ended_on | miles | is_unaccompanied | day
    2026-09-21 |          | 20.0  | false            | 2026-10-14   +
    2026-09-21 |          | 19.9  | false            | 2026-10-14   -
    2026-09-21 |          |       | false            | 2026-10-14
    2026-09-21 |          | 80    | true             | 2026-10-14
    2026-10-15 |          | 80    | false            | 2026-10-14
    """,
)

placement_mix = Stock(
    code="placement_mix",
    title="Where children in care live",
    short="Placements by kind",
    words="Children looked after at the end of the day, told apart by the kind of placement.",
    counting="From the day care began up to the day before it ended. Short breaks are not counted.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source=SSDA903,
    owner="head_of_service",
    rows=care.placed.all,
    since="started_on",
    until=("ended_on",),
    bands=Bands("kind", "By kind of placement", codes="placement_type"),
    example="""
    kind | started_on | ended_on | day
    U6   | 2026-09-21 |          | 2026-10-14   +
    U6   | 2026-10-15 |          | 2026-10-14
    """,
)

placement_change_reasons = Flow(
    code="placement_change_reasons",
    title="Unplanned moves of children in care",
    short="Unplanned moves",
    words="Of the placements that ended in the period while the child stayed in care, those that ended otherwise "
    "than by plan.",
    counting="By the day of the move. By plan are a change to the care plan and a change of status with the same "
    "carers.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="Looked-after children return; the grouping is ours",
    owner="head_of_service",
    rows=care.moves.all,
    when="ended_on",
    part="end_reason not in ('CARPL', 'PLACE')",
    sides=("Unplanned", "Planned"),
    bands=Bands("end_reason", "By why it ended", codes="placement_change_reason"),
    example="""
    ended_on   | end_reason
    2026-09-21 | CREQB   +
    2026-09-21 | CARPL   -
    2026-09-21 | PLACE   -
               |
    """,
)

lac_visits = in_time(
    code="lac_visits",
    title="Statutory visits to children in care on time",
    short="Visits to children in care on time",
    what="visits to children in care",
    codes=(
        "care_visit_first",
        "care_visit_weekly",
        "care_visit_4_weeks",
        "care_visit_6_weeks",
        "care_visit_3_months",
    ),
    topic=TOPIC,
    source="Care Planning Regulations 2010, regulation 28",
    counting="How often depends on the placement and how long it has lasted.",
)

INDICATORS = (
    lac_open,
    lac_rate,
    lac_started,
    lac_ceased,
    NI066,
    review_participation,
    lac_visits,
    NI062,
    NI063,
    placed_20_miles,
    placement_mix,
    placement_change_reasons,
    sgo_cao_exits,
)
