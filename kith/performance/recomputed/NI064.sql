-- Plans ended in the period; counts: two years or more after they began, the same date two years on included.
select null::bigint as team, s.ended_on >= s.started_on + interval '2 years' as counts
from work_standing s where s.kind = 'protection' and s.ended_on >= %(first)s and s.ended_on < %(until)s
