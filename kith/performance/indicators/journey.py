"""Indicators of early help, and of where cases go when they end."""

from kith.performance.definition import Bands, Flow
from kith.performance.facts import journey

TOPIC = "Early help and closing"

eh_assessments = Flow(
    code="eh_assessments",
    title="Early help started",
    short="Early help started",
    words="Children for whom early help began in the period.",
    counting="By the day the assessment with the family began, one for each child.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source="Annex A, list 2; Hammersmith and Fulham 2010; Kent 2011",
    owner="head_of_service",
    rows=journey.early_help.all,
    when="started_on",
    example="""
    started_on
    2026-09-21   +
    """,
)

eh_stepped_up = Flow(
    code="eh_stepped_up",
    title="Early help that ended with a social worker",
    short="Stepped up to a social worker",
    words="Of the children whose early help ended in the period, those whom a social worker took over.",
    counting="By the day early help ended, one for each child.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="Local measure",
    owner="head_of_service",
    rows=journey.early_help.all,
    when="ended_on",
    part="outcome = 'stepped_up'",
    sides=("Taken over by a social worker", "Ended otherwise"),
    bands=Bands("outcome", "By how it ended", codes="early_help_outcome"),
    example="""
    started_on | ended_on   | outcome
    2026-03-02 | 2026-09-21 | stepped_up   +
    2026-03-02 | 2026-09-21 | met          -
    2026-03-02 |            |
    """,
)

step_down = Flow(
    code="step_down",
    title="Cases stepped down to early help",
    short="Stepped down to early help",
    words="Of the cases that ended in the period, those that ended after an assessment with early help.",
    counting="By the day the case ended; reason RC9 of the census.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source="Department for Education, children in need census",
    owner="head_of_service",
    rows=journey.endings.all,
    when="ended_on",
    part="end_reason = 'RC9'",
    sides=("To early help", "Ended otherwise"),
    bands=Bands("end_reason", "By why the case ended", codes="closure_reason"),
    example="""
    started_on | ended_on   | end_reason
    2026-03-02 | 2026-09-21 | RC9   +
    2026-03-02 | 2026-09-21 | RC7   -
    """,
)

not_in_need = Flow(
    code="not_in_need",
    title="Referrals assessed and found not in need",
    short="Found not in need",
    words="Of the referrals received in the period, those whose case was closed after assessment as not in need.",
    counting="By the day of the referral; reasons RC8 and RC9 of the census. Whoever is still being assessed is not "
    "counted yet, so the last months rise.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source="Department for Education, children in need census: 30.8% in 2025",
    owner="head_of_service",
    rows=journey.followed_referrals.all,
    when="received_on",
    part="end_reason in ('RC8', 'RC9')",
    sides=("Not in need", "In need, or not decided"),
    example="""
    received_on | ended_on   | end_reason
    2026-03-02  | 2026-04-21 | RC8   +
    2026-03-02  | 2026-04-21 | RC9   +
    2026-03-02  | 2026-04-21 | RC7   -
    2026-03-02  |            |       -
    """,
)

ni068 = Flow(
    code="ni068",
    title="NI068 referrals going on to initial assessment",
    short="Referrals going on to initial assessment",
    words="Of the referrals received in the period, those followed by an initial assessment or, since 2013, by the "
    "single assessment that took its place.",
    counting="By the day of the referral. An assessment of the same case, begun on that day or later and not "
    "cancelled.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="National Indicator Set 2008; the wording was not read",
    owner="head_of_service",
    rows=journey.followed_referrals.all,
    when="received_on",
    part="was_assessed",
    sides=("Assessed", "Not assessed"),
    example="""
    received_on | was_assessed
    2011-03-02  | true    +
    2011-03-02  | false   -
    """,
)

INDICATORS = (eh_assessments, eh_stepped_up, step_down, not_in_need, ni068)
