"""The relation of visits that fell due to children on a plan. No Django here.

No law names how often these children are visited: the practice of the day does (`visits.toml`), in working days. Its
numbers come as settings; where the practice counts in another way, nothing is due and there is no figure.
"""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS, held, london_day

_FIRST = "%(earliest)s::date - 150"  # no clock of visits is as long as that
_SEEN = london_day("c.visited_at")

visits_due = Fact(
    "visits_due",
    "one row for each time a visit fell due to a child on a protection plan or a child in need plan",
    f"""
    select s.id as row_id, s.person_id, held.team_id, held.worker_id, s.kind, g.since_on, d.due_on, g.visited_on
    from work_standing s
    cross join lateral (
      select e.on_day as since_on, lead(e.on_day) over (order by e.on_day) as visited_on
      from (
        select s.started_on as on_day
        union
        select {_SEEN} from work_visitchild c left join work_visit v on v.id = c.visit_id
        where c.person_id = s.person_id and recorded(v.recorded_at) and c.visited_at >= {_FIRST}
          and (c.seen = 'alone' or c.seen = 'seen' and s.kind = 'in_need') and {_SEEN} > s.started_on
          and coalesce({_SEEN} <= known(s.ended_on, s.ended_recorded_at), true)) e) g
    cross join lateral (
      select min(n.day) as due_on from database_workingday n
      where n.number = (select w.number from database_workingday w where w.day = g.since_on)
        + case s.kind when 'protection' then :protection_visit_days::int else :in_need_visit_days::int end) d
    {held("s.involvement_id", "d.due_on")}
    where s.kind in ('protection', 'in_need') and recorded(s.recorded_at)
      and lately(s.ended_on, s.ended_recorded_at) and g.since_on >= {_FIRST}
      and coalesce(known(s.ended_on, s.ended_recorded_at) > d.due_on, true)
    """,  # noqa: S608 - every word of it is ours
    IDS | {"kind": "text", "since_on": "date", "due_on": "date", "visited_on": "date"},
)

FACTS = (visits_due,)
