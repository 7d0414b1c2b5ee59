"""Indicators of supervision: whether workers have it as often as the practice wants."""

from kith.performance.definition import Flow, Stock
from kith.performance.facts import casework

TOPIC = "Supervision"
SOURCE = "Hammersmith and Fulham 2010, 2.5 and appendix 3; North Yorkshire 2010, 1.3.2.4"

supervision_in_time = Flow(
    code="supervision_in_time",
    carries="supervision",
    title="Supervisions held within the interval",
    short="Supervision held in time",
    words="Of the supervisions that fell due in the period, those held by the day on which the practice wanted them.",
    counting="By the last day in time. The interval counts from the last one that was held, or from the day on which "
    "somebody was first named as supervisor. A supervision that was missed sets nothing back. Of who had left by that "
    "day, or was supervised by nobody any more, none was due.",
    topic=TOPIC,
    good="high",
    unit="%",
    source=SOURCE,
    owner="head_of_service",
    rows=casework.supervision_intervals.all,
    when="due_on",
    whole="coalesce(ended_on > due_on, true) and due_on <= :asked_on::date",
    part="held_on <= due_on",
    example="""
    began_on   | due_on     | held_on    | ended_on   | asked_on
    2026-09-13 | 2026-10-14 | 2026-10-14 |            | 2026-10-15   +   # on the last day
    2026-09-13 | 2026-10-14 | 2026-10-15 |            | 2026-10-15   -
    2026-09-13 | 2026-10-14 |            |            | 2026-10-14   -   # not held
    2026-09-13 | 2026-10-14 |            |            | 2026-10-13       # not due yet
    2026-09-13 | 2026-10-14 |            | 2026-10-14 | 2026-10-15       # left by that day
    2026-09-13 | 2026-10-14 |            | 2026-10-15 | 2026-10-15   -   # left after it
    """,
)

supervision_late = Stock(
    code="supervision_late",
    title="Workers whose supervision is late",
    short="Supervision late",
    words="Workers whose supervision was due before the end of the day and has not been held.",
    counting="One for each worker with an interval in the practice. Late from the day after the last day. Whoever "
    "left, or is supervised by nobody any more, is not counted.",
    topic=TOPIC,
    good="low",
    unit="workers",
    source=SOURCE,
    owner="head_of_service",
    rows=casework.supervision_intervals.all,
    since="due_on + 1",
    until=("held_on", "ended_on"),
    example="""
    began_on   | due_on     | held_on    | ended_on   | day
    2026-09-13 | 2026-10-14 |            |            | 2026-10-15   +
    2026-09-13 | 2026-10-14 |            |            | 2026-10-14       # the last day is in time
    2026-09-13 | 2026-10-14 | 2026-10-16 |            | 2026-10-15   +   # held the day after
    2026-09-13 | 2026-10-14 | 2026-10-16 |            | 2026-10-16
    2026-09-13 | 2026-10-14 |            | 2026-10-15 | 2026-10-15       # supervised by nobody any more
    """,
)

INDICATORS = (supervision_in_time, supervision_late)
