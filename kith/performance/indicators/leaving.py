"""Indicators of care leavers and of adoption."""

from kith.performance.definition import Flow, Mean, Stock
from kith.performance.facts import leaving
from kith.performance.indicators.due import in_time

TOPIC = "Leaving care"
COHORT = "coalesce(in_touch not in ('DIED', 'RHOM'), asked_by_on < :asked_on::date)"
COUNTING = (
    "By the birthday. One is asked about up to a month after it; who was not asked about by then is not in touch. Who "
    "died or went back to the parents for good is left out."
)

in_touch = Flow(
    code="in_touch",
    title="Care leavers in touch",
    short="Care leavers in touch",
    words="Of the care leavers whose 19th, 20th or 21st birthday is in the period, those the council was in touch "
    "with.",
    counting=COUNTING,
    topic=TOPIC,
    good="high",
    unit="%",
    source="Looked-after children return, table OC3",
    owner="head_of_service",
    rows=leaving.leavers.all,
    when="birthday_on",
    whole=COHORT,
    part="in_touch = 'YES'",
    sides=("In touch", "Not"),
    example="""
    birthday_on | in_touch | asked_by_on | asked_on
    2026-09-21  | YES      |             |              +
    2026-09-21  | NO       |             |              -
    2026-09-21  | REFU     |             |              -
    2026-09-21  | DIED     |             |
    2026-09-21  |          | 2026-10-21  | 2026-10-22   -   # nobody asked, and the time for it is over
    2026-09-21  |          | 2026-10-21  | 2026-10-21       # it may still be asked
    """,
)

ni147 = Flow(
    code="ni147",
    title="NI147 care leavers in suitable accommodation",
    short="Suitable accommodation",
    words="Of the care leavers whose 19th, 20th or 21st birthday is in the period, those in touch and living in "
    "suitable accommodation.",
    counting=COUNTING + " Suitable is an accommodation code that ends with 1.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="National Indicator Set 2008; looked-after children return, table OC3",
    owner="head_of_service",
    rows=leaving.leavers.all,
    when="birthday_on",
    whole=COHORT,
    part="in_touch = 'YES' and right(accommodation, 1) = '1'",
    sides=("Suitable", "Not, or not known"),
    example="""
    birthday_on | in_touch | accommodation
    2026-09-21  | YES      | B1   +
    2026-09-21  | YES      | G2   -
    2026-09-21  | NO       | 0    -
    2026-09-21  | DIED     | 0
    """,
)

ni148 = Flow(
    code="ni148",
    title="NI148 care leavers in education, employment or training",
    short="In education, work or training",
    words="Of the care leavers whose 19th, 20th or 21st birthday is in the period, those in education, employment "
    "or training.",
    counting=COUNTING + " Activity codes F1, F2, F4, F5, P1, P2, P4 and P5.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="National Indicator Set 2008; looked-after children return, table OC3",
    owner="head_of_service",
    rows=leaving.leavers.all,
    when="birthday_on",
    whole=COHORT,
    part="activity in ('F1', 'F2', 'F4', 'F5', 'P1', 'P2', 'P4', 'P5')",
    sides=("In education, work or training", "Not, or not known"),
    example="""
    birthday_on | in_touch | activity
    2026-09-21  | YES      | F2   +
    2026-09-21  | YES      | G4   -
    2026-09-21  | NO       | 0    -
    2026-09-21  | RHOM     | 0
    """,
)

pathway_reviews = Stock(
    code="pathway_reviews",
    title="Pathway plans in order",
    short="Pathway plans in order",
    words="Of the relevant and former relevant care leavers who are to have a pathway plan by the day, those who have "
    "one that was made or reviewed in the last six months.",
    counting="From the day by which the first plan was due. Made or reviewed on the same day six months before is "
    "still in order.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Care Leavers Regulations 2010, regulation 7; Children Act 1989 guidance, volume 3; Annex A, list 9",
    owner="head_of_service",
    rows=leaving.pathways.where("category in ('relevant', 'former_relevant') and asked_from_on is not null"),
    since="greatest(started_on, asked_from_on)",
    until=("ended_on",),
    part="is_reviewed",
    sides=("In order", "None, or older"),
    example="""
    category        | started_on | ended_on | asked_from_on | is_reviewed | day
    relevant        | 2026-01-05 |          | 2026-04-05    | true        | 2026-10-14   +
    former_relevant | 2026-01-05 |          | 2026-04-05    | false       | 2026-10-14   -
    relevant        | 2026-08-05 |          | 2026-11-05    | true        | 2026-10-14       # none was due yet
    eligible        | 2026-01-05 |          | 2026-04-05    | false       | 2026-10-14       # still looked after
    relevant        | 2026-01-05 |          |               | true        | 2026-10-14       # none was ever asked for
    """,
)

pathway_reviews_due = in_time(
    code="pathway_reviews_due",
    title="Pathway plans made and reviewed on time",
    short="Pathway plans on time",
    what="pathway plans and their reviews",
    codes=("pathway_plan", "pathway_review", "pathway_review_moved"),
    topic=TOPIC,
    source="Care Leavers Regulations 2010, regulation 7; Children Act 1989 guidance, volume 3",
    counting="A review at least every six months.",
)

ADOPTION = "Adoption"

NI061 = Flow(
    code="NI061",
    title="NI061 placed for adoption within twelve months of the decision",
    short="Placed within a year of the decision",
    words="Of the children adopted in the period, those placed for adoption within twelve months of the decision "
    "that they should be.",
    counting="By the day of the adoption order. Twelve months are over on the same day of the month a year on, which "
    "is still in time. The decision is the last one that was not reversed; placed is the first placement for adoption.",
    topic=ADOPTION,
    good="high",
    unit="%",
    source="National Indicator Set 2008; the wording was not read",
    owner="head_of_service",
    rows=leaving.adoptions.all,
    when="ended_on",
    part="placed_on <= decided_on + interval '12 months'",
    sides=("Within a year", "Later, or not known"),
    example="""
    ended_on   | decided_on | placed_on
    2026-09-21 | 2025-01-13 | 2026-01-13   +
    2026-09-21 | 2025-01-13 | 2026-01-14   -
    2026-09-21 |            | 2026-01-13   -   # no decision on record
    """,
)

adoption_a1 = Mean(
    code="adoption_a1",
    title="Days from entering care to the adoptive placement",
    short="Days from care to adopters",
    words="The average number of days from the start of care to the placement for adoption, of the children adopted in "
    "the period.",
    counting="By the day of the adoption order, in calendar days. Who was never placed for adoption on record is left "
    "out. The national scorecard takes three years together.",
    topic=ADOPTION,
    good="low",
    unit="days",
    source="Adoption scorecard, A1; the wording was not read",
    owner="head_of_service",
    rows=leaving.adoptions.all,
    when="ended_on",
    measure="care_to_placed",
    example="""
    ended_on   | care_to_placed
    2026-09-21 | 420   +
    2026-09-21 |           # no placement for adoption on record
    """,
)

adoption_a2 = Mean(
    code="adoption_a2",
    title="Days from placement order to match",
    short="Days from order to match",
    words="The average number of days from the placement order to the match with adopters, of the children adopted in "
    "the period.",
    counting="By the day of the adoption order, in calendar days, from the first placement order (legal status E1). "
    "Who had no such order or no match on record is left out. The national scorecard takes three years together.",
    topic=ADOPTION,
    good="low",
    unit="days",
    source="Adoption scorecard, A2; the wording was not read",
    owner="head_of_service",
    rows=leaving.adoptions.all,
    when="ended_on",
    measure="order_to_match",
    example="""
    ended_on   | order_to_match
    2026-09-21 | 90   +
    2026-09-21 |          # never matched on record
    """,
)

INDICATORS = (in_touch, ni147, ni148, pathway_reviews, pathway_reviews_due, NI061, adoption_a1, adoption_a2)
