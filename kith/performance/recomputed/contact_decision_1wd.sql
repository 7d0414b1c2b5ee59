-- Contacts decided in the period, for each child; counts: decided at most one working day after they were received.
select null::bigint as team, (select count(*) from database_workingday w where w.is_working and w.day > k.received_on and w.day <= k.decided_on) <= 1 as counts
from frontdoor_contact k join frontdoor_contactchild c on c.contact_id = k.step_id
where k.decided_on >= %(first)s and k.decided_on < %(until)s
