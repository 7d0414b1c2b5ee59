-- Cases open at the end of the day that no worker holds.
select null::bigint as team, true as counts
from work_involvement i
where i.started_on <= %(day)s and (i.ended_on is null or i.ended_on > %(day)s)
  and not exists (select 1 from work_allocation a where a.involvement_id = i.id and a.worker_id is not null
                  and a.started_on <= %(day)s and (a.ended_on is null or a.ended_on > %(day)s))
