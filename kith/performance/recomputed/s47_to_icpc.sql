-- Enquiries ended in the period; counts: with an initial conference.
select null::bigint as team,
       exists (select 1 from protection_conferencechild c where c.enquiry_id = s.id and c.held_on is not null) as counts
from work_standing s where s.kind = 'enquiry' and s.ended_on >= %(first)s and s.ended_on < %(until)s
