-- Referrals of the period; counts: an initial assessment (since 2013 the single one) of the same case followed.
select r.team_id as team,
       exists (select 1 from work_stepchild c join work_step s on s.id = c.step_id
               where c.involvement_id = r.involvement_id and c.person_id = r.person_id and c.released_at is null
                 and s.kind in ('initial_assessment', 'single_assessment') and s.state <> 'cancelled'
                 and s.started_on >= r.received_on) as counts
from frontdoor_referral r where r.received_on >= %(first)s and r.received_on < %(until)s
