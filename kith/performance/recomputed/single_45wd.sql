-- Single assessments authorised in the period, for each child; counts: at most 45 working days after the clock began.
select s.team_id as team,
       (select count(*) from database_workingday w where w.is_working and w.day > s.clock_from_on and w.day <= s.completed_on) <= 45 as counts
from work_step s join work_stepchild c on c.step_id = s.id
where s.kind = 'single_assessment' and c.released_at is null
  and s.completed_on >= %(first)s and s.completed_on < %(until)s
