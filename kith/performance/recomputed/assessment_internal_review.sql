-- Assessments whose review point was set for a day of the period that is not ahead, for each child, unless completed or
-- cancelled by then and not held; counts: held by that day.
select s.team_id as team, s.review_point_held_on is not null and s.review_point_held_on <= s.review_point_on as counts
from work_step s join work_stepchild c on c.step_id = s.id
where s.kind like '%%assessment' and s.kind <> 'early_help_assessment' and c.released_at is null
  and s.review_point_on >= %(first)s and s.review_point_on < %(until)s and s.review_point_on <= %(today)s
  and (s.review_point_held_on is not null or not (
    coalesce(s.completed_on <= s.review_point_on, false)
    or coalesce((s.cancelled_at at time zone 'Europe/London')::date <= s.review_point_on, false)))
