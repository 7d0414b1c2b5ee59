"""The relation of review points of assessments: by when one was to be held, and when it was. No Django here."""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS, london_day

review_points = Fact(
    "review_points",
    "one row for each child of an assessment for which a review point was set",
    f"""
    select c.id as row_id, c.person_id, s.team_id, s.worker_id, s.id as step_id, s.title, s.started_on,
      s.review_point_on as due_on, known(s.review_point_held_on, s.review_point_recorded_at) as held_on,
      known(s.completed_on, s.completed_at) as completed_on,
      known({london_day("s.cancelled_at")}, s.cancelled_at) as cancelled_on
    from work_stepchild c
    join work_step s on s.id = c.step_id
    where s.review_point_on is not null and s.kind in ('initial_assessment', 'core_assessment', 'single_assessment')
      and recorded(s.recorded_at) and standing(c.released_at)
    """,  # noqa: S608 - every word of it is ours
    IDS
    | {"step_id": "bigint", "title": "text"}
    | dict.fromkeys(("started_on", "due_on", "held_on", "completed_on", "cancelled_on"), "date"),
)

FACTS = (review_points,)
