-- Pieces of work open at the end of the day; counts: no day on which they are due, and no aim of the practice for them.
select s.team_id as team, s.due_on is null and s.kind <> all(%(aims)s) as counts
from work_step s
where s.started_on <= %(day)s and (s.completed_on is null or s.completed_on > %(day)s)
  and (s.cancelled_at is null or (s.cancelled_at at time zone 'Europe/London')::date > %(day)s)
