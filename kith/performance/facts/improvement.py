"""The relation of actions in improvement plans with their ratings. A row is about no child. No Django here."""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS, london_day

# From when an action stands in its plan: one that goes on with an earlier one, from the day it was carried on.
_BEGUN = f"case when a.carried_from_id is null then p.started_on else {london_day('a.recorded_at')} end"

plan_actions = Fact(
    "plan_actions",
    "one row for each stretch of days in which an action of an improvement plan had the same rating, until it is "
    "carried on or another plan follows",
    f"""
    select l.row_id, null::bigint as person_id, null::bigint as team_id, null::bigint as worker_id,
      l.plan, l.number, l.rating, l.due_on, l.started_on,
      least(l.next_on,
        (select min({london_day("c.recorded_at")}) from improvement_planaction c
          where c.carried_from_id = l.action_id and recorded(c.recorded_at)),
        (select min(q.started_on) from improvement_improvementplan q
          where q.predecessor_id = l.plan_id and recorded(q.recorded_at))) as ended_on
    from (
      select r.id * 2 as row_id, a.id as action_id, p.id as plan_id, p.name as plan, a.number, a.due_on, r.rating,
        r.rated_on as started_on,
        lead(r.rated_on) over (partition by r.action_id order by r.rated_on, r.id) as next_on
      from improvement_actionrating r join improvement_planaction a on a.id = r.action_id
      join improvement_improvementplan p on p.id = a.plan_id
      where recorded(r.recorded_at)
      union all
      select a.id * 2 + 1, a.id, p.id, p.name, a.number, a.due_on, '', {_BEGUN},
        (select min(r.rated_on) from improvement_actionrating r
          where r.action_id = a.id and recorded(r.recorded_at))
      from improvement_planaction a join improvement_improvementplan p on p.id = a.plan_id
      where recorded(a.recorded_at)) l
    """,  # noqa: S608 - every word of it is ours
    IDS
    | {"plan": "text", "number": "text", "rating": "text"}
    | dict.fromkeys(("due_on", "started_on", "ended_on"), "date"),
)

FACTS = (plan_actions,)
