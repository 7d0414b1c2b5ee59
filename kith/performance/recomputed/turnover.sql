-- Posts with our own people in them at the end of the day, and our own people who left in the twelve months to it.
-- Counts: somebody who left. Above: the hours of those who left; below: the hours of those in post.
select p.team_id as team, false as counts, 0 as above, 100 * sum(h.full_time) as below
from access_post p join access_postholder h on h.post_id = p.id
where p.taken_back_at is null and p.started_on <= %(day)s and (p.ended_on is null or p.ended_on > %(day)s)
  and h.taken_back_at is null and h.kind <> 'agency'
  and h.started_on <= %(day)s and (h.ended_on is null or h.ended_on > %(day)s)
group by p.id, p.team_id
union all
select p.team_id, true, 100 * h.full_time, 0
from access_post p join access_postholder h on h.post_id = p.id
where h.taken_back_at is null and h.kind <> 'agency' and h.has_left
  and h.ended_on <= %(day)s and h.ended_on + interval '12 months' > %(day)s::date
