-- Children looked after at the end of the day for twelve months; counts: teeth checked in the last twelve months.
select null::bigint as team,
       exists (select 1 from care_healthcheck h where h.period_id = s.id and h.kind = 'dental' and h.held_on <= %(day)s
               and h.held_on >= %(day)s::date - interval '12 months') as counts
from work_standing s
where s.kind = 'looked_after' and s.started_on + interval '12 months' <= %(day)s::date
  and (s.ended_on is null or s.ended_on > %(day)s)
