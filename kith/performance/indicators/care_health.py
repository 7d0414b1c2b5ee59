"""Indicators of the health and education of children in care."""

from kith.performance.definition import Mean, Stock
from kith.performance.facts import care
from kith.performance.indicators.due import in_time

TOPIC = "Health and education in care"

review_health = Stock(
    code="review_health",
    title="Health assessments up to date",
    short="Health assessments up to date",
    words="Of the children looked after for twelve months, those with a health assessment that is not older than it "
    "may be.",
    counting="Only children whose time in care began at least twelve months before. Six months for a child who was "
    "under five at the assessment, twelve from five.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Promoting the health and well-being of looked-after children; return, table OC2",
    owner="head_of_service",
    rows=care.assessed.all,
    since="greatest(started_on, year_in_care_on)",
    until=("ended_on",),
    part="is_up_to_date",
    sides=("Up to date", "Not"),
    example="""
    started_on | ended_on | year_in_care_on | is_up_to_date | day
    2026-01-05 |          | 2026-01-05      | true          | 2026-10-14   +
    2026-01-05 |          | 2026-01-05      | false         | 2026-10-14   -
    2026-01-05 |          | 2026-10-15      | true          | 2026-10-14       # not a year in care yet
    """,
)

dental = Stock(
    code="dental",
    title="Teeth checked in the last twelve months",
    short="Teeth checked",
    words="Of the children looked after for twelve months, those whose teeth were checked in the twelve months "
    "before.",
    counting="Only children whose time in care began at least twelve months before.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Looked-after children return, table OC2",
    owner="head_of_service",
    rows=care.teeth.all,
    since="greatest(started_on, year_in_care_on)",
    until=("ended_on",),
    part="is_up_to_date",
    sides=("Up to date", "Not"),
    example="""
    started_on | ended_on | year_in_care_on | is_up_to_date | day
    2026-01-05 |          | 2026-01-05      | true          | 2026-10-14   +
    2026-01-05 |          | 2026-01-05      | false         | 2026-10-14   -
    2026-01-05 |          | 2026-10-15      | true          | 2026-10-14       # not a year in care yet
    """,
)

immunisations = Stock(
    code="immunisations",
    title="Immunisations up to date",
    short="Immunisations up to date",
    words="Of the children looked after for twelve months, those whose immunisations were up to date when last "
    "looked at.",
    counting="Only children whose time in care began at least twelve months before.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Looked-after children return, table OC2",
    owner="head_of_service",
    rows=care.immunised.all,
    since="greatest(started_on, year_in_care_on)",
    until=("ended_on",),
    part="is_up_to_date",
    sides=("Up to date", "Not"),
    example="""
    started_on | ended_on | year_in_care_on | is_up_to_date | day
    2026-01-05 |          | 2026-01-05      | true          | 2026-10-14   +
    2026-01-05 |          | 2026-01-05      | false         | 2026-10-14   -
    2026-01-05 |          | 2026-10-15      | true          | 2026-10-14       # not a year in care yet
    """,
)

sdq_average = Mean(
    code="sdq_average",
    title="Average strengths and difficulties score",
    short="Strengths and difficulties score",
    words="The average score of the questionnaires of the period about children looked after for twelve months.",
    counting="By the day of the questionnaire. From 0 to 40; the lower, the fewer difficulties.",
    topic=TOPIC,
    good="low",
    unit="points",
    source="National dashboard, outcome 4; looked-after children return, table OC2",
    owner="head_of_service",
    rows=care.scores.where("is_year_in_care"),
    when="held_on",
    measure="score",
    example="""
    held_on    | score | is_year_in_care
    2026-09-21 | 12    | true    +
    2026-09-21 |       | true        # a reason why there is none
    2026-09-21 | 12    | false
    """,
)

lac_crime = Stock(
    code="lac_crime",
    title="Children in care convicted or cautioned",
    short="Convicted or cautioned",
    words="Of the children of ten or over looked after for twelve months, those convicted or cautioned in the twelve "
    "months before.",
    counting="Only children whose time in care began at least twelve months before.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="Looked-after children return, table OC2",
    owner="head_of_service",
    rows=care.offences.all,
    since="greatest(started_on, asked_from_on)",
    until=("ended_on",),
    part="is_offender",
    sides=("Convicted or cautioned", "Not"),
    example="""
    started_on | ended_on | asked_from_on | is_offender | day
    2026-01-05 |          | 2026-01-05    | true        | 2026-10-14   +
    2026-01-05 |          | 2026-01-05    | false       | 2026-10-14   -
    2026-01-05 |          | 2026-10-15    | true        | 2026-10-14       # not ten, or not a year in care
    """,
)

initial_health = in_time(
    code="initial_health",
    title="First health assessments on time",
    short="First health assessments on time",
    what="first health assessments of children in care",
    codes=("health_plan_first",),
    topic=TOPIC,
    source="Promoting the health and well-being of looked-after children",
    counting="A child who left care by that day was never due.",
)

pep = in_time(
    code="pep",
    title="Personal education plans on time",
    short="Education plans on time",
    what="education plans and their termly reviews",
    codes=("education_plan_first", "education_plan"),
    topic=TOPIC,
    source="Promoting the education of looked-after children; four months for a term are local custom",
)

INDICATORS = (initial_health, review_health, dental, immunisations, sdq_average, pep, lac_crime)
