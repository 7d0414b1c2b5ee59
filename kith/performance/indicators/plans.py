"""Indicators of child protection plans."""

from kith.performance.definition import Bands, Flow, Stock, StockRate
from kith.performance.facts import protection
from kith.performance.indicators.due import in_time, visits_in_time
from kith.performance.indicators.protection import CENSUS, TOPIC

cpp_open = Stock(
    code="cpp_open",
    title="Children on a child protection plan",
    short="Children on a plan",
    words="Children with a child protection plan of this council at the end of the day.",
    counting="From the day of the conference up to the day before the plan ended. Children of other councils who stay "
    "here for a time are not counted.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source=CENSUS,
    owner="head_of_service",
    rows=protection.plan_stretches.all,
    since="started_on",
    until=("ended_on",),
    example="""
    started_on | ended_on   | day
    2026-09-21 |            | 2026-09-21   +
    2026-09-21 |            | 2026-09-20
    2026-09-21 | 2026-10-14 | 2026-10-13   +
    2026-09-21 | 2026-10-14 | 2026-10-14       # ended that day
    """,
)

cpp_rate = StockRate(
    code="cpp_rate",
    title="Children on a child protection plan per 10,000 children",
    short="Children on a plan per 10,000",
    words="Children with a child protection plan at the end of the day, for every 10,000 children.",
    counting=cpp_open.counting,
    topic=TOPIC,
    good="neither",
    unit="per 10,000",
    source=CENSUS,
    owner="head_of_service",
    rows=cpp_open.rows,
    since="started_on",
    until=("ended_on",),
    example=cpp_open.example,
)

cpp_over_2y = Stock(
    code="cpp_over_2y",
    title="Children on a plan for two years or more",
    short="On a plan for two years or more",
    words="Of the children with a child protection plan at the end of the day, those whose plan began two years before "
    "or earlier.",
    counting="Two years are over on the same day of the month two years on; of 29 February on 28 February.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="North Yorkshire 2010, appendix A; children in need census, table D7",
    owner="head_of_service",
    rows=cpp_open.rows,
    since="started_on",
    until=("ended_on",),
    part="true",
    part_since="(plan_from_on + interval '2 years')::date",
    sides=("Two years or more", "Less"),
    example="""
    plan_from_on | started_on | ended_on | day
    2024-10-14   | 2024-10-14 |          | 2026-10-14   +
    2024-10-15   | 2024-10-15 |          | 2026-10-14   -
    2024-02-29   | 2024-02-29 |          | 2026-02-28   +
    2024-10-14   | 2026-01-05 |          | 2026-10-14   +   # held by another worker since
    2026-10-15   | 2026-10-15 |          | 2026-10-14
    """,
)

cpp_started = Flow(
    code="cpp_started",
    title="Child protection plans started",
    short="Plans started",
    words="Child protection plans that began in the period.",
    counting="By the day of the conference that decided it.",
    topic=TOPIC,
    good="neither",
    unit="plans",
    source=CENSUS,
    owner="head_of_service",
    rows=protection.plans.all,
    when="started_on",
    bands=Bands("first_category", "By category", codes="category_of_abuse"),
    example="""
    started_on
    2026-09-21   +
    """,
)

cpp_ended = Flow(
    code="cpp_ended",
    title="Child protection plans ended",
    short="Plans ended",
    words="Child protection plans that ended in the period.",
    counting="By the day the plan ended.",
    topic=TOPIC,
    good="neither",
    unit="plans",
    source=CENSUS,
    owner="head_of_service",
    rows=protection.ended_plans.all,
    when="ended_on",
    example="""
    started_on | ended_on
    2026-01-12 | 2026-09-21   +
    2026-01-12 |                  # it runs
    """,
)

NI065 = Flow(
    code="NI065",
    title="NI065 second or subsequent child protection plans",
    short="Second or later plans",
    words="Of the child protection plans that began in the period, those of children who had an earlier plan or "
    "registration with this council.",
    counting="By the day the plan began, however long ago the earlier one was. Other councils’ plans are not counted.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="National Indicator Set 2008; children in need census guide, section 5.4",
    owner="head_of_service",
    rows=protection.plans.all,
    when="started_on",
    part="previous_ended_on is not null",
    sides=("Had one before", "The first"),
    example="""
    started_on | previous_ended_on
    2026-09-21 | 2011-03-01   +
    2026-09-21 |              -
    """,
)

second_plan_2y = Flow(
    code="second_plan_2y",
    title="Second plans within two years of the last",
    short="Plans again within two years",
    words="Of the child protection plans that began in the period, those that began within two years of "
    "the end of an earlier one.",
    counting="By the day the plan began. Two years are over on the same day of the month two years on.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="Local measure; the national dashboard asks for twelve months",
    owner="head_of_service",
    rows=protection.plans.all,
    when="started_on",
    part="previous_ended_on + interval '2 years' >= started_on",
    sides=("Within two years", "Not"),
    example="""
    started_on | previous_ended_on
    2026-09-21 | 2024-09-21   +
    2026-09-21 | 2024-09-20   -
    2026-09-21 |              -
    """,
)

NI064 = Flow(
    code="NI064",
    title="NI064 child protection plans lasting two years or more",
    short="Plans that lasted two years or more",
    words="Of the child protection plans that ended in the period, those that had lasted two years or more.",
    counting="By the day the plan ended. Two years are over on the same day of the month two years on.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="National Indicator Set 2008; children in need census, table D7",
    owner="head_of_service",
    rows=protection.ended_plans.all,
    when="ended_on",
    part="started_on + interval '2 years' <= ended_on",
    sides=("Two years or more", "Less"),
    example="""
    started_on | ended_on
    2024-09-21 | 2026-09-21   +
    2024-09-22 | 2026-09-21   -
    2024-09-22 |
    """,
)

cpp_duration_bands = Flow(
    code="cpp_duration_bands",
    title="How long child protection plans had lasted",
    short="How long plans lasted",
    words="Child protection plans that ended in the period, told apart by how long they had lasted.",
    counting="By the day the plan ended, in calendar months.",
    topic=TOPIC,
    good="neither",
    unit="plans",
    source="Children in need census, table D7",
    owner="head_of_service",
    rows=protection.ended_plans.all,
    when="ended_on",
    bands=Bands("lasted", "By how long they had lasted", words=protection.LASTED),
    example=cpp_ended.example,
)

cpp_category = Stock(
    code="cpp_category",
    title="Child protection plans by category",
    short="Plans by category",
    words="Children with a child protection plan at the end of the day, told apart by the latest category of abuse.",
    counting=cpp_open.counting,
    topic=TOPIC,
    good="neither",
    unit="children",
    source=CENSUS,
    owner="head_of_service",
    rows=cpp_open.rows,
    since="started_on",
    until=("ended_on",),
    bands=Bands("category", "By category", codes="category_of_abuse"),
    example=cpp_open.example,
)

cpp_allocated = Stock(
    code="cpp_allocated",
    title="Child protection plans with an allocated worker",
    short="Plans held by a worker",
    words="Of the children with a child protection plan at the end of the day, those whose case a worker holds.",
    counting=cpp_open.counting + " Held by a team without a worker is not allocated.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Local measure, after Kent 2011 and North Yorkshire 2009",
    owner="head_of_service",
    rows=cpp_open.rows,
    since="started_on",
    until=("ended_on",),
    part="worker_id is not null",
    sides=("Held by a worker", "Held by nobody"),
    example="""
    worker_id | started_on | ended_on | day
    7         | 2026-09-21 |          | 2026-10-14   +
              | 2026-09-21 |          | 2026-10-14   -
              | 2026-10-15 |          | 2026-10-14
    """,
)

core_groups = in_time(
    code="core_groups",
    title="Core groups on time",
    short="Core groups on time",
    what="core groups",
    codes=("core_group_first", "core_group"),
    topic=TOPIC,
    source="Working Together for the first, ten working days after the conference; local custom for the others",
)

NI067_due = in_time(
    code="NI067_due",
    title="Reviews of child protection plans on time",
    short="Plan reviews on time",
    what="reviews of child protection plans",
    codes=("protection_first_review", "protection_review"),
    topic=TOPIC,
    source="Working Together; children in need census guide, section 5.5.1",
    counting="The first within three calendar months of the conference, later ones within six of the one before.",
)

NI067 = Stock(
    code="NI067",
    title="NI067 child protection plans reviewed within timescales",
    short="All plan reviews in time",
    words="Of the children whose child protection plan has run for three months, those of whom no review of the last "
    "twelve months was late.",
    counting="The first review is due three calendar months after the conference, later ones six after the last. A "
    "plan with one late review is not in time until twelve months after it was held.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="National Indicator Set 2008; children in need census guide, section 5.5.1",
    owner="head_of_service",
    rows=protection.reviewed_plans.all,
    since="greatest(started_on, asked_from_on)",
    until=("ended_on",),
    part="not is_late",
    sides=("All in time", "One or more late"),
    example="""
    started_on | ended_on | asked_from_on | is_late | day
    2026-01-05 |          | 2026-04-05    | false   | 2026-10-14   +
    2026-01-05 |          | 2026-04-05    | true    | 2026-10-14   -
    2026-08-05 |          | 2026-11-05    | false   | 2026-10-14       # it has not run for three months
    """,
)

cp_seen_alone = Stock(
    code="cp_seen_alone",
    title="Children on a plan seen alone at the last visit",
    short="Seen alone at the last visit",
    words="Of the children of four or older on a child protection plan, those seen alone at the last visit before "
    "the end of the day.",
    counting="A visit on which the child was not seen is a visit. Who was never visited was not seen alone.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Annex A, list 7; the age is local custom",
    owner="head_of_service",
    rows=protection.seen_plans.all,
    since="greatest(started_on, four_on)",
    until=("ended_on",),
    part="is_seen_alone",
    sides=("Seen alone", "Not seen alone"),
    example="""
    started_on | ended_on | four_on    | is_seen_alone | day
    2026-01-05 |          | 2020-01-05 | true          | 2026-10-14   +
    2026-01-05 |          | 2020-01-05 | false         | 2026-10-14   -
    2026-01-05 |          | 2026-10-15 | true          | 2026-10-14       # not four yet
    """,
)

cp_visits = visits_in_time(
    code="cp_visits",
    title="Visits to children on a protection plan on time",
    short="Protection plan visits on time",
    kind="protection",
    plan="child protection plan",
    seen="seen alone",
    topic=TOPIC,
)

INDICATORS = (
    cpp_open,
    cpp_rate,
    cpp_started,
    cpp_ended,
    NI065,
    second_plan_2y,
    NI064,
    cpp_over_2y,
    cpp_duration_bands,
    cpp_category,
    cpp_allocated,
    core_groups,
    NI067,
    NI067_due,
    cp_seen_alone,
    cp_visits,
)
