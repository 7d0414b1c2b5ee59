-- Care leavers whose 19th, 20th or 21st birthday is in the period; who died or
-- went home for good is left out (as the list says of those in touch), and who may still be asked, for a month; counts: in touch, in suitable accommodation (a code that ends in 1).
select null::bigint as team,
       coalesce((select k.in_touch = 'YES' and right(k.accommodation, 1) = '1' from care_leavingcontact k
                 where k.leaver_id = s.id and k.birthday = b.age order by k.held_on desc limit 1), false) as counts
from work_standing s join people_person c on c.id = s.person_id
cross join lateral (  -- who was born on 29 February turns an age on 1 March of other years
  select y.age, case when to_char(c.born_on, 'MM-DD') = '02-29' and y.age %% 4 <> 0
                     then make_date(extract(year from c.born_on)::int + y.age, 3, 1)
                     else (c.born_on + make_interval(years => y.age))::date end as on_day
  from (values (19), (20), (21)) y(age)) b
where s.kind = 'care_leaver' and b.on_day >= %(first)s
  and b.on_day < %(until)s
  and s.started_on <= b.on_day
  and (s.ended_on is null or s.ended_on > b.on_day)
  and coalesce((select k.in_touch not in ('DIED', 'RHOM') from care_leavingcontact k
                where k.leaver_id = s.id and k.birthday = b.age order by k.held_on desc limit 1),
               b.on_day + interval '1 month' < %(today)s::date)
