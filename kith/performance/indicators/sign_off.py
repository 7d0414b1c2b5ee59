"""Indicators of managers' decisions: how long work waits for a signature."""

from kith.performance.definition import Median, Stock
from kith.performance.facts import casework

TOPIC = "Sign-off"

authorisation_time = Median(
    code="authorisation_time",
    title="Manager authorisation time",
    short="Days until a manager signs off",
    words="The middle number of working days from sending a piece of work for sign-off to its sign-off. "
    "Beside it stand the mean, the days within which nine of ten were signed off, and how often work was sent back.",
    counting="By the day of sign-off, one for each piece of work. The day it was sent is day 0. Work "
    "sent back starts anew when it is sent again, and the sending back is counted.",
    topic=TOPIC,
    good="low",
    unit="working days",
    source="North Yorkshire 2010, 1.3.3.5; Hammersmith and Fulham 2010 on too many sign-offs",
    owner="head_of_service",
    rows=casework.sign_offs.where("decision = 'signed_off'"),
    when="decided_on",
    measure="working_days",
    example="""
    decision   | decided_on | working_days | returns
    signed_off | 2026-10-13 | 0            | 0   +
    signed_off | 2026-10-13 | 4            | 2   +   # sent back twice: only the last sending counts
    returned   | 2026-10-13 | 1            | 0       # sent back: its time runs to the next sending
    told       | 2026-10-13 | 0            | 0       # told, nothing to sign
               |            |              | 1       # still waiting
    """,
)

awaiting_authorisation = Stock(
    code="awaiting_authorisation",
    title="Work awaiting authorisation",
    short="Waiting for sign-off",
    words="Pieces of work that were sent for sign-off and are not decided at the end of the day.",
    counting="One for each piece of work, whatever number of children it is about.",
    topic=TOPIC,
    good="low",
    unit="pieces of work",
    source="North Yorkshire 2010 and Hammersmith and Fulham 2010",
    owner="head_of_service",
    rows=casework.sign_offs.all,
    since="submitted_on",
    until=("decided_on", "cancelled_on"),
    waits_from="submitted_on",
    example="""
    submitted_on | decided_on | cancelled_on | day
    2026-10-12   |            |              | 2026-10-12   +
    2026-10-12   |            |              | 2026-10-11       # not sent yet
    2026-10-12   | 2026-10-14 |              | 2026-10-13   +
    2026-10-12   | 2026-10-14 |              | 2026-10-14       # decided that day
    2026-10-12   |            | 2026-10-13   | 2026-10-13       # cancelled while waiting
    """,
)

INDICATORS = (authorisation_time, awaiting_authorisation)
