-- Initial assessments completed in the period, for each child; counts: at most the limit (7, later 10) of working days
-- after the day from which the clock ran: the referral, or new information on an open case.
select s.team_id as team,
       (select count(*) from database_workingday w where w.is_working and w.day > s.clock_from_on and w.day <= s.completed_on) <= coalesce(s.limit_days, 10) as counts
from work_step s join work_stepchild c on c.step_id = s.id
where s.kind = 'initial_assessment' and c.released_at is null
  and s.completed_on >= %(first)s and s.completed_on < %(until)s
