"""Indicators of care leavers."""

from kith.performance.definition import Flow
from kith.performance.facts import care
from kith.performance.indicators.due import in_time

TOPIC = "Leaving care"

in_touch = Flow(
    code="in_touch",
    title="Care leavers in touch",
    short="Care leavers in touch",
    words="Of the care leavers asked about around their birthday, those the council was in touch with.",
    counting="By the day it was asked about, around a birthday from the 17th to the 21st. Who died or went back to the "
    "parents for good is left out.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Looked-after children return, table OC3",
    owner="head_of_service",
    rows=care.leavers.all,
    when="held_on",
    whole="in_touch not in ('DIED', 'RHOM')",
    part="in_touch = 'YES'",
    sides=("In touch", "Not"),
    example="""
    held_on    | in_touch
    2026-09-21 | YES    +
    2026-09-21 | NO     -
    2026-09-21 | REFU   -
    2026-09-21 | DIED
    """,
)

ni147 = Flow(
    code="ni147",
    title="NI147 care leavers in suitable accommodation",
    short="Suitable accommodation",
    words="Of the care leavers asked about around their birthday, those in touch and living in suitable "
    "accommodation.",
    counting="By the day it was asked about, around a birthday from the 17th to the 21st. Suitable is an accommodation "
    "code that ends with 1.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="National Indicator Set 2008; looked-after children return, table OC3",
    owner="head_of_service",
    rows=care.leavers.all,
    when="held_on",
    whole="in_touch not in ('DIED', 'RHOM')",
    part="in_touch = 'YES' and right(accommodation, 1) = '1'",
    sides=("Suitable", "Not, or not known"),
    example="""
    held_on    | in_touch | accommodation
    2026-09-21 | YES      | B1   +
    2026-09-21 | YES      | G2   -
    2026-09-21 | NO       | 0    -
    2026-09-21 | DIED     | 0
    """,
)

ni148 = Flow(
    code="ni148",
    title="NI148 care leavers in education, employment or training",
    short="In education, work or training",
    words="Of the care leavers asked about around their birthday, those in education, employment or training.",
    counting="By the day it was asked about, around a birthday from the 17th to the 21st. Activity codes F1, F2, F4, "
    "F5, P1, P2, P4 and P5.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="National Indicator Set 2008; looked-after children return, table OC3",
    owner="head_of_service",
    rows=care.leavers.all,
    when="held_on",
    whole="in_touch not in ('DIED', 'RHOM')",
    part="activity in ('F1', 'F2', 'F4', 'F5', 'P1', 'P2', 'P4', 'P5')",
    sides=("In education, work or training", "Not, or not known"),
    example="""
    held_on    | in_touch | activity
    2026-09-21 | YES      | F2   +
    2026-09-21 | YES      | G4   -
    2026-09-21 | NO       | 0    -
    2026-09-21 | RHOM     | 0
    """,
)

pathway_reviews = in_time(
    code="pathway_reviews",
    title="Pathway plans made and reviewed on time",
    short="Pathway plans on time",
    what="pathway plans and their reviews",
    codes=("pathway_plan", "pathway_review", "pathway_review_moved"),
    topic=TOPIC,
    source="Care Leavers Regulations 2010, regulation 7; Children Act 1989 guidance, volume 3",
    counting="A review at least every six months.",
)

INDICATORS = (in_touch, ni147, ni148, pathway_reviews)
