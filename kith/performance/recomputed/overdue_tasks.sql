-- Pieces of work begun by the end of the day, past the day they were due and not finished or cancelled by then.
select s.team_id as team, true as counts
from work_step s
where s.started_on <= %(day)s and s.due_on < %(day)s and (s.completed_on is null or s.completed_on > %(day)s)
  and (s.cancelled_at is null or (s.cancelled_at at time zone 'Europe/London')::date > %(day)s)
