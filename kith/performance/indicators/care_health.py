"""Indicators of the health and education of children in care."""

from kith.performance.definition import Flow, Mean, Stock
from kith.performance.facts import care
from kith.performance.indicators.due import in_time

TOPIC = "Health and education in care"

review_health = Stock(
    code="review_health",
    title="Health assessments up to date",
    short="Health assessments up to date",
    words="Of the children looked after for twelve months, those with a health assessment that is not older than it "
    "may be.",
    counting="Only children whose time in care began at least twelve months before. Six months for a child who is "
    "under five on the day, twelve from five. Held on the same day six or twelve months before is still up to date.",
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
    counting="Only children whose time in care began at least twelve months before. Checked on the same day of the "
    "year before is still up to date.",
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

initial_health = Flow(
    code="initial_health",
    title="First health assessments on time",
    short="First health assessments on time",
    words="Of the children who began to be looked after in the period and stayed for 20 working days, those whose "
    "health was assessed within them.",
    counting="By the day care began, which is day 0. Whose 20 working days are not over is not counted yet; a child "
    "who left care before is never counted.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Promoting the health and well-being of looked-after children",
    owner="head_of_service",
    rows=care.periods.all,
    when="started_on",
    whole="coalesce(ended_on >= twenty_days_on, true) and twenty_days_on <= :asked_on::date",
    part="health_on <= twenty_days_on",
    example="""
    started_on | ended_on   | twenty_days_on | health_on  | asked_on
    2026-08-21 |            | 2026-09-21     | 2026-09-21 | 2026-10-14   +   # on the twentieth working day
    2026-08-21 |            | 2026-09-21     | 2026-09-22 | 2026-10-14   -
    2026-08-21 |            | 2026-09-21     |            | 2026-09-21   -
    2026-08-21 |            | 2026-09-21     | 2026-09-01 | 2026-09-20       # they are not over
    2026-08-21 | 2026-09-18 | 2026-09-21     | 2026-09-01 | 2026-10-14       # left care within them
    2026-08-21 | 2026-09-21 | 2026-09-21     | 2026-09-01 | 2026-10-14   +   # left on the last
    """,
)

pep = Stock(
    code="pep",
    title="Personal education plans in order",
    short="Education plans in order",
    words="Of the children looked after who are to have a personal education plan by the day, those who have one that "
    "was looked at within the term.",
    counting="From three years old to the eighteenth birthday, and from the day by which the first plan was due: ten "
    "working days after care began. In order is the last plan up to the day by which it is to be looked at again.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Promoting the education of looked-after children; four months for a term are local custom",
    owner="head_of_service",
    rows=care.educated.where("asked_from_on is not null"),
    since="greatest(started_on, asked_from_on)",
    until=("ended_on",),
    part="not is_late",
    sides=("In order", "None, or past its day"),
    example="""
    started_on | ended_on | asked_from_on | is_late | day
    2026-01-05 |          | 2026-01-19    | false   | 2026-10-14   +
    2026-01-05 |          | 2026-01-19    | true    | 2026-10-14   -
    2026-01-05 |          | 2026-01-19    | false   | 2026-01-19   +   # it is due that day
    2026-10-12 |          | 2026-10-26    | false   | 2026-10-14       # none was due yet
    2026-01-05 |          |               | false   | 2026-10-14       # none is asked for: too young
    """,
)

pep_due = in_time(
    code="pep_due",
    title="Personal education plans on time",
    short="Education plans on time",
    what="education plans and their termly reviews",
    codes=("education_plan_first", "education_plan"),
    topic=TOPIC,
    source="Promoting the education of looked-after children; four months for a term are local custom",
)

INDICATORS = (initial_health, review_health, dental, immunisations, sdq_average, pep, pep_due, lac_crime)
