-- Children on a plan at the end of the day, of four or older (the local floor); counts: seen alone on the last visit.
select null::bigint as team,
       coalesce((select v.seen = 'alone' from work_visitchild v
                 where v.person_id = s.person_id
                   and (v.visited_at at time zone 'Europe/London')::date <= %(day)s
                 order by v.visited_at desc, v.id desc limit 1), false) as counts
from work_standing s join people_person c on c.id = s.person_id
where s.kind = 'protection' and s.started_on <= %(day)s
  and (s.ended_on is null or s.ended_on > %(day)s)
  and extract(year from age(%(day)s::date, c.born_on)) >= 4
