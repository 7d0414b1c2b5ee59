"""Indicators of listening: who answers when asked, who says that it helped, usability, complaints and their days."""

from kith.performance.definition import Flow, Mean
from kith.performance.facts import listening

TOPIC = "Listening"
TORBAY = "Torbay 2011: nothing signed off without positive feedback of children, parents or staff"
REGULATIONS = "SI 2006/1738; the days are those of the practice and were not checked against the regulations"

feedback_answered = Flow(
    code="feedback_answered",
    title="Those asked what they think who answered",
    short="Answered when asked",
    words="Of the times somebody was asked in the period, those that have an answer.",
    counting="By the day of asking, whenever the answer came. Links and papers alike. Questions on the system itself "
    "are left out.",
    topic=TOPIC,
    good="high",
    unit="%",
    source=TORBAY,
    owner="head_of_service",
    rows=listening.feedback.where("questionnaire <> 'usability'"),
    when="asked_on",
    part="answered_on is not null",
    sides=("Answered", "No answer yet"),
    example="""
    questionnaire | asked_on   | answered_on
    child         | 2026-09-21 | 2026-10-05   +
    child         | 2026-09-21 |              -
    usability     | 2026-09-21 | 2026-09-21
    """,
)

feedback_helped = Flow(
    code="feedback_helped",
    title="Answers that say our help made things better",
    short="It helped, they say",
    words="Of the answers of the period that say whether our help made things better, those that say yes.",
    counting="By the day of the answer. 'A bit' is not a yes. Who answers is not who was helped: read it beside how "
    "many answered.",
    topic=TOPIC,
    good="high",
    unit="%",
    source=TORBAY,
    owner="head_of_service",
    rows=listening.feedback.where("helped <> ''"),
    when="answered_on",
    part="helped = 'yes'",
    sides=("Yes", "A bit, or no"),
    example="""
    helped | answered_on
    yes    | 2026-09-21   +
    partly | 2026-09-21   -
    no     | 2026-09-21   -
           | 2026-09-21         # asked something else
    """,
)

usability = Mean(
    code="usability",
    title="System usability score",
    short="Usability",
    words="The average score that those who work with Kith give it in the period, from 0 to 100.",
    counting="The System Usability Scale: ten sentences, each from strongly disagree to strongly agree. By the day of "
    "the answer.",
    topic=TOPIC,
    good="high",
    unit="points",
    source="J. Brooke 1986; Hammersmith and Fulham 2010: from 40 to 70",
    owner="system_lead",
    rows=listening.feedback.where("questionnaire = 'usability'"),
    when="answered_on",
    measure="score",
    example="""
    questionnaire | answered_on | score
    usability     | 2026-09-21  | 72.5   +
    usability     |             |            # not answered
    parent        | 2026-09-21  | 80
    """,
)

complaints = Flow(
    code="complaints",
    title="Complaints received",
    short="Complaints",
    words="The complaints received in the period.",
    counting="By the day received, each once, whatever stages it goes through. More is not worse: who is listened to "
    "complains.",
    topic=TOPIC,
    good="neither",
    unit="complaints",
    source=REGULATIONS,
    owner="head_of_service",
    rows=listening.complaints.where("kind = 'complaint' and stage = '1'"),
    when="received_on",
    example="""
    kind       | stage | received_on
    complaint  | 1     | 2026-09-21   +
    complaint  | 2     | 2026-09-21       # the same one at its second stage
    compliment |       | 2026-09-21
    """,
)

compliments = Flow(
    code="compliments",
    title="Compliments received",
    short="Compliments",
    words="The compliments received in the period.",
    counting="By the day received.",
    topic=TOPIC,
    good="neither",
    unit="compliments",
    source="The authority’s own",
    owner="head_of_service",
    rows=listening.complaints.where("kind = 'compliment'"),
    when="received_on",
    example="""
    kind       | received_on
    compliment | 2026-09-21   +
    complaint  | 2026-09-21
    """,
)

complaints_in_time = Flow(
    code="complaints_in_time",
    title="Complaints answered in time",
    short="Complaints in time",
    words="Of the stages of complaints answered in the period, those answered by their last day.",
    counting="By the day of the answer. Where it was said that a stage takes longer, its longer limit counts.",
    topic=TOPIC,
    good="high",
    unit="%",
    source=REGULATIONS,
    owner="head_of_service",
    rows=listening.complaints.where("kind = 'complaint'"),
    when="answered_on",
    part="answered_on <= due_on",
    sides=("In time", "Late"),
    example="""
    kind      | due_on     | answered_on
    complaint | 2026-09-21 | 2026-09-21   +
    complaint | 2026-09-21 | 2026-09-22   -
    complaint | 2026-09-21 |                  # not answered yet
    """,
)

INDICATORS = (
    feedback_answered,
    feedback_helped,
    usability,
    complaints,
    compliments,
    complaints_in_time,
)
