-- Children looked after at the end of the day; counts: three or more placements in the twelve months up to it. The one
-- running on the first day counts; temporary ones (T0 to T4), and another status with the same carers, do not.
with recursive lived as (
  select p.id, p.period_id, s.person_id, p.kind, p.started_on, p.ended_on, p.carer_stays, p.resumes_id,
         (select b.id from care_placement b where b.period_id = p.period_id and b.ended_on = p.started_on) as before_id
  from care_placement p join work_standing s on s.id = p.period_id),
home as (  -- a placement goes on where the carers stay the same, and where a child comes back out of a temporary one
  select id, id as root from lived
  where not (carer_stays and before_id is not null) and resumes_id is null
  union all
  select l.id, h.root from lived l join home h on h.id = coalesce(l.resumes_id, case when l.carer_stays then l.before_id end))
select null::bigint as team,
       (select count(distinct h.root) from lived l join home h on h.id = l.id
        where l.person_id = s.person_id and l.kind not in ('T0', 'T1', 'T2', 'T3', 'T4')
          and l.started_on <= %(day)s
          and (l.ended_on is null or l.ended_on >= %(day)s::date + 1 - interval '1 year')) >= 3 as counts
from work_standing s where s.kind = 'looked_after' and s.started_on <= %(day)s
  and (s.ended_on is null or s.ended_on > %(day)s)
