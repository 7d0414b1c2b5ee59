-- Plans started in the period; counts: the child had an earlier plan or registration of this council, whenever.
select null::bigint as team,
       exists (select 1 from work_standing e where e.kind = 'protection' and e.person_id = s.person_id
               and e.started_on < s.started_on)
       or exists (select 1 from protection_earlierregistration e where e.person_id = s.person_id
                  and e.started_on < s.started_on) as counts
from work_standing s where s.kind = 'protection' and s.started_on >= %(first)s and s.started_on < %(until)s
