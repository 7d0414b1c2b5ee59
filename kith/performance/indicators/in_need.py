"""Indicators of children in need: how many, how long, and their plans."""

from kith.performance.definition import Stock, StockRate
from kith.performance.facts import casework, clocks
from kith.performance.indicators import caseload
from kith.performance.indicators.due import in_time, visits_in_time

TOPIC = "Children in need"

cin_rate = StockRate(
    code="cin_rate",
    title="Children in need per 10,000 children",
    short="Children in need per 10,000",
    words="Children with an open involvement at the end of the day, for every 10,000 children.",
    counting=caseload.cin_open.counting + " The population is that of the year the authority names.",
    topic=TOPIC,
    good="neither",
    unit="per 10,000",
    source="Department for Education, children in need census",
    owner="head_of_service",
    rows=casework.holdings.all,
    since="started_on",
    until=("ended_on",),
    example=caseload.cin_open.example,
)

cin_duration = Stock(
    code="cin_duration",
    title="Children in need for more than two years",
    short="Open for more than two years",
    words="Of the children with an open involvement at the end of the day, those whose involvement began more than two "
    "years before.",
    counting="Two years are over on the same day of the month two years on; the day after is more.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="Kent 2011, 3.3: against drift",
    owner="head_of_service",
    rows=casework.holdings.all,
    since="started_on",
    until=("ended_on",),
    part="true",
    part_since="(involvement_on + interval '2 years')::date + 1",
    sides=("More than two years", "Less"),
    example="""
    involvement_on | started_on | ended_on | day
    2024-10-13     | 2024-10-13 |          | 2026-10-14   +
    2024-10-14     | 2024-10-14 |          | 2026-10-14   -   # two years to the day are not more
    2024-10-13     | 2026-01-05 |          | 2026-10-14   +   # held by another worker since
    2026-10-15     | 2026-10-15 |          | 2026-10-14
    """,
)

in_need_plans = Stock(
    code="in_need_plans",
    title="Children with a child in need plan",
    short="Children with a child in need plan",
    words="Children with a child in need plan at the end of the day.",
    counting="From the day the plan began up to the day before it ended. Never beside a child protection plan.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source="Department for Education, children in need census",
    owner="head_of_service",
    rows=clocks.standings.where("kind = 'in_need'"),
    since="started_on",
    until=("ended_on",),
    example="""
    kind       | started_on | ended_on   | day
    in_need    | 2026-09-21 |            | 2026-09-21   +
    in_need    | 2026-09-21 | 2026-10-14 | 2026-10-14       # ended that day
    protection | 2026-09-21 |            | 2026-09-21
    """,
)

cin_plan_reviews = in_time(
    code="cin_plan_reviews",
    title="Child in need plan reviews on time",
    short="Plan reviews on time",
    what="reviews of child in need plans",
    codes=("in_need_first_review", "in_need_review"),
    topic=TOPIC,
    source="Local custom; no law names how often",
)

cin_visits = visits_in_time(
    code="cin_visits",
    title="Visits to children with a child in need plan on time",
    short="Child in need visits on time",
    kind="in_need",
    plan="child in need plan",
    seen="seen",
    topic=TOPIC,
)

INDICATORS = (cin_rate, cin_duration, in_need_plans, cin_plan_reviews, cin_visits)
