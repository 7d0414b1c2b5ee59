-- Children on a plan at the end of the day.
select null::bigint as team, true as counts
from work_standing s where s.kind = 'protection' and s.started_on <= %(day)s
  and (s.ended_on is null or s.ended_on > %(day)s)
