-- Times missing (M) that began in the period.
select null::bigint as team, true as counts
from care_timemissing m where m.kind = 'M'
  and (m.started_at at time zone 'Europe/London')::date >= %(first)s
  and (m.started_at at time zone 'Europe/London')::date < %(until)s
