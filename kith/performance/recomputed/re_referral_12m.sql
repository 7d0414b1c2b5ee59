-- Referrals of the period; counts: the same child has an earlier one of the 12 months before, the day 12 months before
-- included, the same day not.
select r.team_id as team,
       exists (select 1 from frontdoor_referral e where e.person_id = r.person_id and e.received_on < r.received_on
               and e.received_on >= r.received_on - interval '12 months') as counts
from frontdoor_referral r where r.received_on >= %(first)s and r.received_on < %(until)s
