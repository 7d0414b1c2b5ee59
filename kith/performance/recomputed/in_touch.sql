-- Care leavers whose 19th, 20th or 21st birthday is in the period; who died or
-- went home for good is left out (as the list says of those in touch), and who may still be asked, for a month; counts: in touch.
select null::bigint as team,
       coalesce((select k.in_touch = 'YES' from care_leavingcontact k
                 where k.leaver_id = s.id and k.birthday = b.age order by k.held_on desc limit 1), false) as counts
from work_standing s join people_person c on c.id = s.person_id
cross join (values (19), (20), (21)) b(age)
where s.kind = 'care_leaver' and (c.born_on + make_interval(years => b.age))::date >= %(first)s
  and (c.born_on + make_interval(years => b.age))::date < %(until)s
  and s.started_on <= (c.born_on + make_interval(years => b.age))::date
  and (s.ended_on is null or s.ended_on > (c.born_on + make_interval(years => b.age))::date)
  and coalesce((select k.in_touch not in ('DIED', 'RHOM') from care_leavingcontact k
                where k.leaver_id = s.id and k.birthday = b.age order by k.held_on desc limit 1),
               c.born_on + make_interval(years => b.age) + interval '1 month' < %(today)s::date)
