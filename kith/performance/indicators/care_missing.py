"""Indicators of children in care who were missing or away without leave."""

from kith.performance.definition import Flow
from kith.performance.facts import care
from kith.performance.indicators.care import SSDA903, TOPIC

missing_episodes = Flow(
    code="missing_episodes",
    title="Times children in care were missing",
    short="Times missing",
    words="Times in which children in care were missing that began in the period.",
    counting="By the day it began, however short it was. Away without leave is counted apart, as “Times away without "
    "leave”.",
    topic=TOPIC,
    good="low",
    unit="times",
    source=SSDA903,
    owner="head_of_service",
    rows=care.missing.where("kind = 'M'"),
    when="started_on",
    example="""
    kind | started_on
    M    | 2026-09-21   +
    A    | 2026-09-21
    """,
)

away_episodes = Flow(
    code="away_episodes",
    title="Times children in care were away without leave",
    short="Times away without leave",
    words="Times in which children in care were away without leave that began in the period.",
    counting="By the day it began, however short it was. Away is not missing: one knows where the child is.",
    topic=TOPIC,
    good="low",
    unit="times",
    source=SSDA903,
    owner="head_of_service",
    rows=care.missing.where("kind = 'A'"),
    when="started_on",
    beside="missing_episodes",
    example="""
    kind | started_on
    A    | 2026-09-21   +
    M    | 2026-09-21
    """,
)

rhi_72h = Flow(
    code="rhi_72h",
    title="Return interviews within 72 hours",
    short="Return interviews in 72 hours",
    words="Of the times missing or away that ended in the period, those after which somebody independent talked with "
    "the child within 72 hours.",
    counting="By the day of the return, in hours from the return. One that was offered and declined, or never offered, "
    "was not held.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Statutory guidance on children who run away or go missing, 2014",
    owner="head_of_service",
    rows=care.missing.all,
    when="ended_on",
    part="was_in_time",
    sides=("Within 72 hours", "Later or never"),
    example="""
    started_on | ended_on   | answer   | was_in_time
    2026-09-20 | 2026-09-21 | accepted | true    +
    2026-09-20 | 2026-09-21 | accepted | false   -
    2026-09-20 | 2026-09-21 | declined |         -
    2026-09-20 |            |          |             # not back yet
    """,
)

INDICATORS = (missing_episodes, away_episodes, rhi_72h)
