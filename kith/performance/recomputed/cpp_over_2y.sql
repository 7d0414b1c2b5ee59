-- Plans open at the end of the day; counts: begun two years before or earlier.
select null::bigint as team, s.started_on <= %(day)s::date - interval '2 years' as counts
from work_standing s where s.kind = 'protection' and s.started_on <= %(day)s
  and (s.ended_on is null or s.ended_on > %(day)s)
