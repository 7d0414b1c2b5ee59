-- Posts at the end of the day with anybody in them. Counts: somebody of an agency. Above: hours of agency workers; below:
-- those and the hours of our own people.
select p.team_id as team, sum(h.full_time) filter (where h.kind = 'agency') > 0 as counts,
       100 * coalesce(sum(h.full_time) filter (where h.kind = 'agency'), 0) as above, 100 * sum(h.full_time) as below
from access_post p join access_postholder h on h.post_id = p.id
where p.taken_back_at is null and p.started_on <= %(day)s and (p.ended_on is null or p.ended_on > %(day)s)
  and h.taken_back_at is null and h.started_on <= %(day)s and (h.ended_on is null or h.ended_on > %(day)s)
group by p.id, p.team_id
