-- Children whose case has been open for twelve months at the end of the day; counts: three or more different workers were
-- allocated in the twelve months up to it.
select null::bigint as team,
       (select count(distinct a.worker_id) from work_allocation a
        where a.involvement_id = i.id and a.started_on <= %(day)s
          and (a.ended_on is null or a.ended_on > %(day)s::date - interval '12 months')) >= 3 as counts
from work_involvement i
where i.started_on + interval '12 months' <= %(day)s::date and (i.ended_on is null or i.ended_on > %(day)s)
