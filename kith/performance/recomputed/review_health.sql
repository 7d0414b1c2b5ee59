-- Children looked after at the end of the day for twelve months; counts: health assessed in the last six months where
-- under five, in the last twelve where older.
select null::bigint as team,
       exists (select 1 from care_healthassessment h where h.period_id = s.id and h.held_on <= %(day)s
               and h.held_on >= %(day)s::date - case when extract(year from age(%(day)s::date, c.born_on)) < 5
                                                   then interval '6 months' else interval '12 months' end) as counts
from work_standing s join people_person c on c.id = s.person_id
where s.kind = 'looked_after' and s.started_on + interval '12 months' <= %(day)s::date
  and (s.ended_on is null or s.ended_on > %(day)s)
