-- Visits to children on a plan that fell due in the period: ten working days after the plan began and after each visit
-- on which the child was seen alone; counts: such a visit on or before that day.
with plan as (select s.id, s.person_id, s.started_on, s.ended_on from work_standing s
              where s.kind = 'protection' and s.started_on < %(until)s
                and (s.ended_on is null or s.ended_on >= %(first)s)),
event as (
  select id, ended_on, started_on as on_day from plan
  union
  select p.id, p.ended_on, (v.visited_at at time zone 'Europe/London')::date
  from plan p join work_visitchild v on v.person_id = p.person_id and v.seen = 'alone'
  where (v.visited_at at time zone 'Europe/London')::date > p.started_on
    and (p.ended_on is null or (v.visited_at at time zone 'Europe/London')::date <= p.ended_on)),
gap as (
  select id, ended_on, on_day, lead(on_day) over (partition by id order by on_day) as next_on from event),
due as (
  select g.*, (select min(w.day) from database_workingday w
               where w.number = (select d.number from database_workingday d where d.day = g.on_day) + 10) as due_on
  from gap g)
select null::bigint as team, coalesce(d.next_on <= d.due_on, false) as counts
from due d where d.due_on >= %(first)s and d.due_on < %(until)s and (d.ended_on is null or d.ended_on > d.due_on)
  and d.due_on <= %(today)s
