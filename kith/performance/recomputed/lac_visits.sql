-- Statutory visits to children in care that fell due in the period; counts: made on or before that day.
select null::bigint as team, coalesce(t.met_on <= t.due_on, false) as counts
from work_timescale t
where t.code like 'care\_visit\_%%' and t.due_on >= %(first)s and t.due_on < %(until)s
  and (t.dropped_on is null or t.dropped_on > t.due_on)
