-- Posts at the end of the day with the hours of our own people in them; what is left of a post of the establishment is
-- vacant. Counts: some of it is vacant. Above: vacant hours; below: vacant hours and hours of our own people.
select p.team_id as team, p.is_established and p.full_time > own.hours as counts,
       100 * case when p.is_established then greatest(p.full_time - own.hours, 0) else 0 end as above,
       100 * case when p.is_established then greatest(p.full_time, own.hours) else own.hours end as below
from access_post p
cross join lateral (select coalesce(sum(h.full_time), 0) as hours from access_postholder h
                    where h.post_id = p.id and h.kind <> 'agency' and h.taken_back_at is null
                      and h.started_on <= %(day)s and (h.ended_on is null or h.ended_on > %(day)s)) own
where p.taken_back_at is null and p.started_on <= %(day)s and (p.ended_on is null or p.ended_on > %(day)s)
  and (p.is_established or own.hours > 0)
