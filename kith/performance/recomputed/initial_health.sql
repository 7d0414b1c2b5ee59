-- Children who began to be looked after in the period and stayed 20 working days; counts: their health was assessed
-- within 20 working days.
select null::bigint as team,
       exists (select 1 from care_healthassessment h where h.period_id = s.id and h.held_on >= s.started_on
               and (select count(*) from database_workingday w where w.is_working and w.day > s.started_on and w.day <= h.held_on) <= 20) as counts
from work_standing s
where s.kind = 'looked_after' and s.started_on >= %(first)s and s.started_on < %(until)s
  and (select count(*) from database_workingday w where w.is_working and w.day > s.started_on and w.day <= coalesce(s.ended_on, %(today)s)) >= 20
