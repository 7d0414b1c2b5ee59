-- Plans open at the end of the day that have run three months; counts: the first review within three months of the
-- start, each later one within six months of the one before, none overdue; of the reviews of the twelve months up to the
-- day with the last one before them. (The reporting year is read as twelve months, so that it does not begin anew on
-- 1 April; on 31 March the two are the same.)
with plan as (
  select s.id, s.person_id, s.started_on from work_standing s
  where s.kind = 'protection' and s.started_on <= %(day)s and (s.ended_on is null or s.ended_on > %(day)s)
    and s.started_on + interval '3 months' <= %(day)s::date),
event as (
  select id, started_on as on_day, 0 as later from plan
  union all
  select distinct p.id, c.held_on, 1 from plan p join protection_conferencechild c
    on c.person_id = p.person_id and c.kind = 'review' and c.held_on > p.started_on and c.held_on <= %(day)s),
gap as (
  select id, on_day as since, later, lead(on_day) over (partition by id order by on_day) as next_on from event)
select null::bigint as team,
       not exists (
         select 1 from gap g where g.id = p.id
           and (g.next_on is null or g.next_on > %(day)s::date - interval '1 year')
           and coalesce(g.next_on, %(day)s)
               > g.since + case when g.later = 0 then interval '3 months' else interval '6 months' end) as counts
from plan p
