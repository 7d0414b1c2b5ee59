-- Of the cases that nobody holds at the end of the day: those for more than 28 calendar days, since the opening or the
-- end of the last allocation to a worker, whichever is later.
select null::bigint as team, true as counts
from work_involvement i
where i.started_on <= %(day)s and (i.ended_on is null or i.ended_on > %(day)s)
  and not exists (select 1 from work_allocation a where a.involvement_id = i.id and a.worker_id is not null
                  and a.started_on <= %(day)s and (a.ended_on is null or a.ended_on > %(day)s))
  and %(day)s::date - greatest(i.started_on, coalesce(
        (select max(a.ended_on) from work_allocation a where a.involvement_id = i.id and a.worker_id is not null
           and a.ended_on <= %(day)s), i.started_on)) > 28
