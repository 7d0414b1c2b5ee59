-- Children looked after at the end of the day for 20 working days or more; counts: each review of the twelve months up to
-- it on time and none overdue: the first 20 working days after the start, the second three months after that, others six.
with child as (
  select s.id, s.started_on from work_standing s
  where s.kind = 'looked_after' and s.started_on <= %(day)s and (s.ended_on is null or s.ended_on > %(day)s)
    and (select count(*) from database_workingday w where w.is_working and w.day > s.started_on and w.day <= %(day)s) >= 20),
event as (
  select id, started_on as on_day from child
  union all
  select c.id, r.held_on from child c join care_carereview r on r.period_id = c.id and r.held_on <= %(day)s),
gap as (
  select id, on_day as since, row_number() over (partition by id order by on_day) as place,
         lead(on_day) over (partition by id order by on_day) as next_on from event)
select null::bigint as team,
       not exists (
         select 1 from gap g where g.id = c.id
           and (g.next_on is null or g.next_on > %(day)s::date - interval '1 year')
           and case when g.place = 1
                    then (select count(*) from database_workingday w where w.is_working and w.day > g.since and w.day <= coalesce(g.next_on, %(day)s)) > 20
                    else coalesce(g.next_on, %(day)s)
                         > g.since + case when g.place = 2 then interval '3 months' else interval '6 months' end
               end) as counts
from child c
