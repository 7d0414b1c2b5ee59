"""Indicators of open involvements and who holds them."""

from kith.performance.definition import Flow, Median, Stock
from kith.performance.facts import casework, workload

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

throughput = Flow(
    code="throughput",
    title="Closures against new cases",
    short="Closures against new cases",
    words="Of the cases that opened or closed in the period, the share that closed. At 50% as many closed as opened; "
    "below it there are more and more open cases.",
    counting="By the day a case opened and the day it closed; one that did both in the period counts once for each. "
    "The papers divide closed by opened: 50% here is 1.0 there.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source="Kent 2011, 3.3",
    owner="head_of_service",
    rows=workload.turns.all,
    when="turned_on",
    part="turn = 'closed'",
    sides=("Closed", "Opened"),
    example="""
    turn   | turned_on
    closed | 2026-09-21   +
    opened | 2026-09-21   -
    closed |
    """,
)

sw_changes = Stock(
    code="sw_changes",
    title="Children with three or more social workers in twelve months",
    short="Three or more workers in a year",
    words="Of the children whose case has been open for twelve months at the end of the day, those whom three or more "
    "workers held in the twelve months up to it.",
    counting="Different workers: one who comes back counts once. Who let go on the same day of the year before does "
    "not count any more. Times without a worker are no change.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="Torbay 2011, on the consistency of workers; looked-after children return, social worker episodes",
    owner="head_of_service",
    rows=workload.changes.all,
    since="greatest(started_on, year_open_on)",
    until=("ended_on",),
    part="has_three_workers",
    sides=("Three or more", "Fewer"),
    example="""
    started_on | ended_on   | year_open_on | has_three_workers | day
    2026-01-05 |            | 2026-09-01   | true              | 2026-09-01   +
    2026-01-05 |            | 2026-09-01   | false             | 2026-09-01   -
    2026-01-05 |            | 2026-09-02   | true              | 2026-09-01       # not open for a year
    2026-01-05 | 2026-09-01 | 2026-01-01   | true              | 2026-09-01       # closed that day
    """,
)

overdue_tasks = Stock(
    code="overdue_tasks",
    title="Overdue work",
    short="Pieces of work overdue",
    words="Pieces of work that are not finished at the end of the day and past the day they were due.",
    counting="One for each piece of work, whatever number of children it is about; work without a last day is never "
    "late. On the due day itself it is still in time.",
    topic=TOPIC,
    good="low",
    unit="pieces of work",
    source="Hammersmith and Fulham 2010, on work begun and not finished",
    owner="head_of_service",
    rows=workload.open_work.where("due_on is not null"),
    since="greatest(due_on + 1, started_on)",
    until=("completed_on", "cancelled_on"),
    example="""
    started_on | due_on     | completed_on | cancelled_on | day
    2026-06-01 | 2026-06-15 |              |              | 2026-06-15       # due today
    2026-06-01 | 2026-06-15 |              |              | 2026-06-16   +
    2026-06-01 | 2026-06-15 | 2026-06-20   |              | 2026-06-19   +
    2026-06-01 | 2026-06-15 | 2026-06-20   |              | 2026-06-20       # finished that day
    2026-06-01 | 2026-06-15 |              | 2026-06-18   | 2026-06-18       # cancelled that day
    2026-06-17 | 2026-06-15 |              |              | 2026-06-16       # not begun yet
    """,
)

cases_without_target_end = Stock(
    code="cases_without_target_end",
    title="Open work without a target end date",
    short="Work without a target end",
    words="Of the pieces of work that are open at the end of the day, those for which neither a limit nor the practice "
    "says by which day they should end.",
    counting="One for each piece of work, whatever number of children it is about. A target end is the day it was due, "
    "or where no law has a limit what the practice aims at for its kind. The aims are those of the day asked, for the "
    "months before it too.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="Kent 2011, 3.3: target end dates, to avoid drift",
    owner="head_of_service",
    rows=workload.open_work.all,
    since="started_on",
    until=("completed_on", "cancelled_on"),
    part="not has_end",
    sides=("No target end", "With a target end"),
    example="""
    started_on | has_end | completed_on | cancelled_on | day
    2026-10-01 | false   |              |              | 2026-10-14   +
    2026-10-01 | true    |              |              | 2026-10-14   -
    2026-10-01 | false   | 2026-10-14   |              | 2026-10-13   +
    2026-10-01 | false   | 2026-10-14   |              | 2026-10-14       # finished that day
    2026-10-01 | false   |              | 2026-10-14   | 2026-10-14       # cancelled that day
    2026-10-15 | false   |              |              | 2026-10-14       # not begun yet
    """,
)

INDICATORS = (
    cin_open,
    unallocated,
    unallocated_28,
    allocation_time,
    throughput,
    sw_changes,
    overdue_tasks,
    cases_without_target_end,
)
