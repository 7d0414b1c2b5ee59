"""Relations of what those affected were asked and answered, and of complaints stage by stage. No Django here.

What was answered is counted apart from whom it is about: a row names no child and nobody who asked.
"""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS

feedback = Fact(
    "feedback",
    "one row for each time somebody was asked what they think, with the answer where there is one",
    """
    select r.id as row_id, null::bigint as person_id, r.team_id, null::bigint as worker_id, r.who, r.questionnaire,
      r.asked_on, known(a.answered_on, a.recorded_at) as answered_on,
      case when known(a.answered_on, a.recorded_at) is not null then a.helped else '' end as helped,
      case when known(a.answered_on, a.recorded_at) is not null then a.score end as score
    from listening_feedbackrequest r left join listening_feedbackanswer a on a.request_id = r.id
    where recorded(r.recorded_at)
    """,
    IDS
    | {"who": "text", "questionnaire": "text", "helped": "text", "score": "numeric"}
    | dict.fromkeys(("asked_on", "answered_on"), "date"),
)

complaints = Fact(
    "complaints",
    "one row for each compliment, and for each stage of a complaint with its answer where there is one",
    """
    select coalesce(s.id * 2, c.id * 2 + 1) as row_id, c.person_id, c.team_id, null::bigint as worker_id, c.kind,
      coalesce(s.stage, '') as stage, c.received_on, s.started_on, coalesce(s.longest_on, s.due_on) as due_on,
      known(a.answered_on, a.recorded_at) as answered_on,
      case when known(a.answered_on, a.recorded_at) is not null then a.outcome else '' end as outcome
    from listening_complaint c left join listening_complaintstep s on s.complaint_id = c.id and recorded(s.recorded_at)
      left join listening_complaintanswer a on a.step_id = s.id
    where recorded(c.recorded_at)
    """,
    IDS
    | {"kind": "text", "stage": "text", "outcome": "text"}
    | dict.fromkeys(("received_on", "started_on", "due_on", "answered_on"), "date"),
)

FACTS = (feedback, complaints)
