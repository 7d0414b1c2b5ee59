"""Indicators of the workforce: vacant posts, agency, who leaves, how many children a worker has, training."""

from kith.performance.definition import Stock, Weighed
from kith.performance.facts import workforce

TOPIC = "Workforce"
CENSUS = "Department for Education, children’s social work workforce census"
FIRST_DAY = "From the first day of a post, or of somebody in it, up to the day before its end."

vacancy = Weighed(
    code="vacancy",
    title="Vacancy rate",
    short="Vacant posts",
    words="Of the hours of the posts at the end of the day, vacant and held by our own people, how much is vacant.",
    counting="In full-time posts: half a post is half. What is left of a post that somebody holds in part is vacant. "
    "An agency worker covers a post and does not fill it, so it stays vacant. Posts over and above the establishment "
    f"are never vacant. {FIRST_DAY} The Department reads it on 30 September.",
    topic=TOPIC,
    good="low",
    unit="%",
    source=CENSUS,
    owner="head_of_service",
    rows=workforce.posts.where("what = 'post' and in_post + vacant > 0"),
    since="started_on",
    until=("ended_on",),
    part="vacant > 0",
    above="vacant",
    below="hours_of_both",
    sums="{} vacant of {} full-time posts",
    sides=("Vacant, whole or in part", "Held by our own people"),
    example="""
    what   | in_post | vacant | started_on | ended_on   | day
    post   | 0       | 100    | 2026-10-01 |            | 2026-10-14   +
    post   | 60      | 40     | 2026-10-01 |            | 2026-10-14   +   # the rest of it is vacant
    post   | 100     | 0      | 2026-10-01 |            | 2026-10-14   -
    post   | 0       | 0      | 2026-10-01 |            | 2026-10-14       # agency, over and above
    post   | 0       | 100    | 2026-10-01 | 2026-10-14 | 2026-10-13   +
    post   | 0       | 100    | 2026-10-01 | 2026-10-14 | 2026-10-14       # filled that day
    post   | 0       | 100    | 2026-10-01 |            | 2026-09-30       # no post yet
    leaver | 0       | 0      | 2026-10-01 | 2027-10-01 | 2026-10-14
    """,
)

agency = Weighed(
    code="agency",
    title="Agency worker rate",
    short="Agency workers",
    words="Of the hours of agency workers and our own people together at the end of the day, those of agency workers.",
    counting="In full-time posts, whether an agency worker covers a vacant post or is over and above. "
    f"{FIRST_DAY} The Department reads it on 30 September.",
    topic=TOPIC,
    good="low",
    unit="%",
    source=CENSUS,
    owner="head_of_service",
    rows=workforce.posts.where("what = 'post' and in_post + by_agency > 0"),
    since="started_on",
    until=("ended_on",),
    part="by_agency > 0",
    above="by_agency",
    below="hours_at_work",
    sums="{} agency of {} full-time workers",
    sides=("With agency workers", "Our own people alone"),
    example="""
    what   | in_post | by_agency | started_on | ended_on   | day
    post   | 0       | 100       | 2026-10-01 |            | 2026-10-14   +
    post   | 60      | 40        | 2026-10-01 |            | 2026-10-14   +   # the rest covered by agency
    post   | 100     | 0         | 2026-10-01 |            | 2026-10-14   -
    post   | 0       | 0         | 2026-10-01 |            | 2026-10-14       # vacant and not covered
    post   | 0       | 100       | 2026-10-01 | 2026-10-14 | 2026-10-13   +
    post   | 0       | 100       | 2026-10-01 | 2026-10-14 | 2026-10-14
    leaver | 0       | 0         | 2026-10-01 | 2027-10-01 | 2026-10-14
    """,
)

turnover = Weighed(
    code="turnover",
    title="Turnover rate",
    short="Turnover",
    words="The hours of our own people who left the council in the twelve months to the day, for every hundred "
    "of those in post at the end of it.",
    counting="In full-time posts. Who moves to another team or post of the council has not left. Agency workers are on "
    "neither side. Left on the first day on which they are not there any more. Read on 30 September it is the year of "
    "the Department.",
    topic=TOPIC,
    good="low",
    unit="%",
    source=f"{CENSUS}; Hammersmith and Fulham 2010: 40%",
    owner="head_of_service",
    rows=workforce.posts.where("left_hours + in_post > 0"),
    since="started_on",
    until=("ended_on",),
    part="what = 'leaver'",
    above="left_hours",
    below="in_post",
    sums="{} left, {} full-time in post",
    sides=("Left in twelve months", "In post"),
    example="""
    what   | in_post | left_hours | started_on | ended_on   | day
    leaver | 0       | 100        | 2025-10-01 | 2026-10-01 | 2026-09-30   +   # the first day of the year
    leaver | 0       | 100        | 2025-09-30 | 2026-09-30 | 2026-09-30       # the day before it
    leaver | 0       | 60         | 2026-09-30 | 2027-09-30 | 2026-09-30   +
    leaver | 0       | 60         | 2026-10-01 | 2027-10-01 | 2026-09-30       # still there that day
    post   | 100     | 0          | 2020-04-01 |            | 2026-09-30   -
    post   | 0       | 0          | 2020-04-01 |            | 2026-09-30       # nobody of ours in it
    """,
)

caseload_avg = Weighed(
    code="caseload_avg",
    title="Average caseload",
    short="Average caseload",
    words="Children allocated to workers at the end of the day, for each full-time worker who holds at least one.",
    counting="Hours are those noted for a worker, full hours where none are noted. A worker belongs to the team "
    "worked in, whatever team a child is held by. Who holds nobody is left out. "
    "The Department reads it on 30 September.",
    topic=TOPIC,
    good="low",
    unit="children",
    source=f"{CENSUS}: 321,661 cases for 21,105 workers in 2025",
    owner="head_of_service",
    rows=workforce.caseloads.all,
    since="began_on",
    until=("ended_on",),
    above="children_hundredths",
    below="hours",
    sums="{} children, {} full-time workers",
    example="""
    children | began_on   | ended_on   | day
    18       | 2026-10-01 |            | 2026-10-14   +
    18       | 2026-10-01 | 2026-10-14 | 2026-10-13   +
    18       | 2026-10-01 | 2026-10-14 | 2026-10-14       # another number from that day
    18       | 2026-10-15 |            | 2026-10-14
    """,
)

caseload_over = Stock(
    code="caseload_over",
    title="Workers over their caseload limit",
    short="Over the caseload limit",
    words="Of the workers who hold at least one child at the end of the day, the share with more children for their "
    "hours than the practice wants at most.",
    counting="Children divided by the part of full hours worked. At the limit is not over it. Newly qualified workers "
    "have a limit of their own. The limit is that of the day.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="Torbay 2011 (manageable caseloads); the limit is the authority’s own",
    owner="head_of_service",
    rows=workforce.caseloads.where("most is not null"),
    since="began_on",
    until=("ended_on",),
    part="children * 100 > most * hours",
    sides=("Over the limit", "Within the limit"),
    example="""
    children | hours | most | began_on   | ended_on   | day
    19       | 100   | 18   | 2026-10-01 |            | 2026-10-14   +
    18       | 100   | 18   | 2026-10-01 |            | 2026-10-14   -   # at the limit
    11       | 60    | 18   | 2026-10-01 |            | 2026-10-14   +   # 18.3 for full hours
    10       | 60    | 18   | 2026-10-01 |            | 2026-10-14   -
    13       | 100   | 12   | 2026-10-01 |            | 2026-10-14   +   # newly qualified
    19       | 100   | 18   | 2026-10-01 | 2026-10-14 | 2026-10-14
    19       | 100   |      | 2026-10-01 |            | 2026-10-14       # the practice has no limit
    """,
)

training_late = Stock(
    code="training_late",
    title="Training that is late",
    short="Training late",
    words="Training that workers should have done before the end of the day and have not.",
    counting="One for each worker and course. Late from the day after the last day. Whoever left is not counted.",
    topic=TOPIC,
    good="low",
    unit="courses",
    source="The authority’s own",
    owner="head_of_service",
    rows=workforce.training.all,
    since="due_on + 1",
    until=("held_on", "ended_on"),
    example="""
    due_on     | held_on    | ended_on   | day
    2026-10-13 |            |            | 2026-10-14   +
    2026-10-14 |            |            | 2026-10-14       # the last day is in time
    2026-10-01 | 2026-10-14 |            | 2026-10-13   +
    2026-10-01 | 2026-10-14 |            | 2026-10-14       # done that day
    2026-10-01 |            | 2026-10-14 | 2026-10-14       # left that day
    """,
)

INDICATORS = (vacancy, agency, turnover, caseload_avg, caseload_over, training_late)
