"""Indicators of open involvements and who holds them."""

from kith.performance.definition import Median, Stock
from kith.performance.facts import casework

TOPIC = "Allocation"

cin_open = Stock(
    code="cin_open",
    title="Children in need",
    short="Children in need",
    words="Children with an open involvement at the end of the day.",
    counting="From the day a referral was accepted up to the day before the involvement ended.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source="Department for Education, children in need census",
    owner="head_of_service",
    rows=casework.holdings.all,
    since="started_on",
    until=("ended_on",),
    example="""
    started_on | ended_on   | day
    2026-10-01 |            | 2026-10-01   +
    2026-10-01 |            | 2026-09-30
    2026-10-01 | 2026-10-14 | 2026-10-13   +
    2026-10-01 | 2026-10-14 | 2026-10-14       # ended that day
    """,
)

unallocated = Stock(
    code="unallocated",
    title="Unallocated cases",
    short="Unallocated children",
    words="Children with an open involvement that no worker holds at the end of the day.",
    counting="Held by a team without a worker is unallocated. A child allocated during the day is not "
    "counted.",
    topic=TOPIC,
    good="low",
    unit="children",
    source="Kent 2011: 2,633 brought down to 131",
    owner="head_of_service",
    rows=casework.holdings.where("worker_id is null"),
    since="started_on",
    until=("ended_on",),
    example="""
    worker_id | started_on | ended_on   | day
              | 2026-10-01 |            | 2026-10-01   +
    7         | 2026-10-01 |            | 2026-10-01       # somebody holds it
              | 2026-10-01 | 2026-10-05 | 2026-10-04   +
              | 2026-10-01 | 2026-10-05 | 2026-10-05       # allocated that day
    """,
)

unallocated_28 = Stock(
    code="unallocated_28",
    title="Cases unallocated for more than 28 days",
    short="Unallocated over 28 days",
    words="Children unallocated at the end of the day whose unallocated spell began more than 28 days "
    "before.",
    counting="Calendar days. The spell begins when the involvement opens or the last worker lets go, "
    "whichever is later; moving between teams without a worker does not start it anew.",
    topic=TOPIC,
    good="low",
    unit="children",
    source="Kent 2011: 40, target at most 100",
    owner="head_of_service",
    rows=casework.holdings.where("worker_id is null"),
    since="greatest(started_on, unallocated_since + 29)",
    until=("ended_on",),
    example="""
    worker_id | unallocated_since | started_on | ended_on   | day
              | 2026-09-01        | 2026-09-01 |            | 2026-09-29       # 28 days are not more than 28
              | 2026-09-01        | 2026-09-01 |            | 2026-09-30   +
              | 2026-09-01        | 2026-09-20 |            | 2026-09-30   +   # moved between teams
              | 2026-09-01        | 2026-09-01 | 2026-09-30 | 2026-09-30       # allocated that day
    7         | 2026-09-01        | 2026-09-01 |            | 2026-09-30
    """,
)

allocation_time = Median(
    code="allocation_time",
    title="Days from referral to first allocation",
    short="Days until first allocation",
    words="The middle number of working days from referral to the first worker of the involvement.",
    counting="By the day of that first allocation. The day of the referral is day 0.",
    topic=TOPIC,
    good="low",
    unit="working days",
    source="Kent 2011",
    owner="head_of_service",
    rows=casework.first_allocations.all,
    when="allocated_on",
    measure="working_days",
    example="""
    allocated_on | working_days
    2026-10-13   | 0   +
    2026-10-13   | 3   +
    """,
)

INDICATORS = (cin_open, unallocated, unallocated_28, allocation_time)
