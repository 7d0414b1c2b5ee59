-- Initial conferences of the period, for each child; counts: the outcome is a plan.
select null::bigint as team, c.decision = 'plan' as counts
from protection_conferencechild c
where c.kind = 'initial' and c.held_on >= %(first)s and c.held_on < %(until)s
