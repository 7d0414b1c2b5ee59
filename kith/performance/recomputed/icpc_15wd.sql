-- Initial conferences of the period that came from an enquiry, for each child; counts: at most 15 working days after the
-- enquiry began. One held before the enquiry is left out.
select null::bigint as team, (select count(*) from database_workingday w where w.is_working and w.day > s.started_on and w.day <= c.held_on) <= 15 as counts
from protection_conferencechild c join work_standing s on s.id = c.enquiry_id and s.kind = 'enquiry'
where c.kind = 'initial' and c.held_on >= %(first)s and c.held_on < %(until)s and c.held_on >= s.started_on
