-- Plans started in the period; counts: within 24 months of the end of an earlier one.
select null::bigint as team,
       exists (select 1 from work_standing e where e.kind = 'protection' and e.person_id = s.person_id
               and e.ended_on <= s.started_on and s.started_on <= e.ended_on + interval '24 months')
       or exists (select 1 from protection_earlierregistration e where e.person_id = s.person_id
               and e.ended_on <= s.started_on and s.started_on <= e.ended_on + interval '24 months') as counts
from work_standing s where s.kind = 'protection' and s.started_on >= %(first)s and s.started_on < %(until)s
