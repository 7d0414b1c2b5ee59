-- Children looked after at the end of the day. Short breaks (V3, V4) are no time in care here.
select null::bigint as team, true as counts
from work_standing s where s.kind = 'looked_after' and s.started_on <= %(day)s
  and (s.ended_on is null or s.ended_on > %(day)s)
