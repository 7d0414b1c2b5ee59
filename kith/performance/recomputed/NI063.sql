-- Children under 16 at the end of the day, looked after without a break for two and a half years; counts: with the same
-- carers for two years, or placed for adoption (A3 to A6) and that with the home before for two years together.
-- A child who is away for a time (T0 to T4) is still with the carers it came from.
with recursive lived as (
  select p.id, p.period_id, s.person_id, p.kind, p.started_on, p.ended_on, p.carer_stays, p.resumes_id,
         (select b.id from care_placement b where b.period_id = p.period_id and b.ended_on = p.started_on) as before_id
  from care_placement p join work_standing s on s.id = p.period_id),
home as (  -- a placement goes on where the carers stay the same, and where a child comes back out of a temporary one
  select id, id as root from lived
  where not (carer_stays and before_id is not null) and resumes_id is null
  union all
  select l.id, h.root from lived l join home h on h.id = coalesce(l.resumes_id, case when l.carer_stays then l.before_id end))
, now as (
  select s.id, s.person_id, l.id as placement, l.kind, h.root,
         (select min(o.started_on) from lived o join home g on g.id = o.id where g.root = h.root) as since
  from work_standing s join people_person c on c.id = s.person_id
  left join lateral (select * from lived o where o.period_id = s.id and left(o.kind, 1) <> 'T'
    and o.started_on <= %(day)s order by o.started_on desc limit 1) l on true
  left join home h on h.id = l.id
  where s.kind = 'looked_after' and s.started_on <= %(day)s and (s.ended_on is null or s.ended_on > %(day)s)
    and s.started_on + interval '30 months' <= %(day)s::date and extract(year from age(%(day)s::date, c.born_on)) < 16)
select null::bigint as team,
       coalesce(n.since + interval '2 years' <= %(day)s::date, false)
       or (n.kind in ('A3', 'A4', 'A5', 'A6') and coalesce((
             select (select min(o.started_on) from lived o join home g on g.id = o.id where g.root = h.root)
                    + interval '2 years' <= %(day)s::date
             from lived b join home h on h.id = b.id
             where b.period_id = n.id and b.ended_on = n.since), false)) as counts
from now n
