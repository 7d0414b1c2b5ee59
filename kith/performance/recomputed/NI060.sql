-- Core assessments completed in the period, for each child; counts: at most 35 working days after their own commencement.
select s.team_id as team,
       (select count(*) from database_workingday w where w.is_working and w.day > s.clock_from_on and w.day <= s.completed_on) <= 35 as counts
from work_step s join work_stepchild c on c.step_id = s.id
where s.kind = 'core_assessment' and c.released_at is null
  and s.completed_on >= %(first)s and s.completed_on < %(until)s
