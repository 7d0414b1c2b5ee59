-- Referrals by the day they were received.
select r.team_id as team, true as counts
from frontdoor_referral r where r.received_on >= %(first)s and r.received_on < %(until)s
