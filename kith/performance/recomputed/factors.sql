-- Assessments authorised in the period whose factors are on record, for each child; counts: at least one was found.
-- 21 is “no factors identified”.
select s.team_id as team, max(a.code) filter (where a.code <> '21') is not null as counts
from work_countedanswer a
join work_step s on s.id = a.step_id
join work_stepchild c on c.step_id = a.step_id and c.person_id = a.person_id
where a.question = 'factor_codes' and c.released_at is null
  and s.completed_on >= %(first)s and s.completed_on < %(until)s
group by s.id, s.team_id, c.id
