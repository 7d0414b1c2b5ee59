-- Workers who hold at least one child at the end of the day. Above: the children; below: the hours they work.
select (select m.team_id from access_membership m where m.worker_id = a.worker_id and m.started_on <= %(day)s
        order by (m.ended_on is null or m.ended_on > %(day)s) desc, m.started_on desc, m.id limit 1) as team,
       true as counts, 100 * count(*) as above,
       100 * coalesce((select s.share from access_workingshare s where s.worker_id = a.worker_id
                       and s.started_on <= %(day)s and (s.ended_on is null or s.ended_on > %(day)s)), 1) as below
from work_allocation a
where a.worker_id is not null and a.started_on <= %(day)s and (a.ended_on is null or a.ended_on > %(day)s)
group by a.worker_id
