"""Relations of care leavers, and of children who were adopted. No Django here."""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS, birthday, cut_by, first_due, held, held_before

leavers = Fact(
    "leavers",
    "one row for each 19th, 20th or 21st birthday of a care leaver, with what was told around it",
    f"""
    select s.id * 100 + b.age as row_id, s.person_id,
      coalesce(held.team_id, {held_before("s.person_id", "b.birthday_on")}, (
        select m.team_id from access_membership m where m.worker_id = v.worker_id and m.started_on <= b.birthday_on
        order by m.started_on desc, m.id limit 1)) as team_id,
      coalesce(v.worker_id, held.worker_id) as worker_id, b.age as birthday, b.birthday_on,
      (b.birthday_on + interval '1 month')::date as asked_by_on,
      l.held_on, l.in_touch, l.activity, l.accommodation
    from work_standing s
    join people_person c on c.id = s.person_id
    cross join lateral (select age, {birthday("c.born_on", "age")} as birthday_on
      from generate_series(19, 21) age) b
    left join lateral (
      select k.held_on, k.in_touch, k.activity, k.accommodation from care_leavingcontact k
      where k.leaver_id = s.id and k.birthday = b.age and recorded(k.recorded_at)
      order by k.held_on desc, k.id desc limit 1) l on true
    left join lateral (
      select a.worker_id from care_personaladviser a
      where a.leaver_id = s.id and a.started_on <= b.birthday_on and recorded(a.recorded_at)
      order by a.started_on desc, a.id desc limit 1) v on true
    {held("s.involvement_id", "b.birthday_on")}
    where s.kind = 'care_leaver' and recorded(s.recorded_at) and s.started_on <= b.birthday_on
      and coalesce(known(s.ended_on, s.ended_recorded_at) > b.birthday_on, true)
    """,  # noqa: S608 - every word of it is ours
    IDS
    | {
        "birthday": "int",
        "birthday_on": "date",
        "asked_by_on": "date",
        "held_on": "date",
        "in_touch": "text",
        "activity": "text",
        "accommodation": "text",
    },
)

# A clock of reviews runs from the day on which the plan was made or looked at last, also where none ran before it.
_LOOKED_AT = """select d.on_day, (d.on_day + interval '6 months')::date + 1
      from (
        select t.from_on as on_day from work_timescale t
        where t.standing_id = s.id and t.code = 'pathway_review' and recorded(t.recorded_at)
        union all
        select known(t.met_on, t.met_recorded_at) from work_timescale t
        where t.standing_id = s.id and t.code in ('pathway_plan', 'pathway_review', 'pathway_review_moved')
          and recorded(t.recorded_at)) d
      where d.on_day is not null"""

# Who holds a leaver is told by the case, whichever it is, and where there was none by the personal adviser.
pathways = Fact(
    "pathways",
    "one row for each stretch of a care leaver’s category with a pathway plan of the last six months, or without",
    f"""
    select s.id as row_id, s.person_id, coalesce(held.team_id, {held_before("s.person_id", "lower(cut.days)")}, (
        select m.team_id from access_membership m where m.worker_id = v.worker_id and m.started_on <= lower(cut.days)
        order by m.started_on desc, m.id limit 1)) as team_id,
      coalesce(v.worker_id, held.worker_id) as worker_id, s.started_on as leaver_from_on, lower(cut.days) as started_on,
      upper(cut.days) as ended_on, w.category, cut.is_in as is_reviewed, {first_due("pathway_plan")} as asked_from_on
    from work_standing s
    cross join lateral (
      select c.category, case when c.last_on is null or c.last_on > c.started_on then daterange(c.started_on, c.last_on)
        else 'empty'::daterange end as days
      from (select k.category, k.started_on, least(known(s.ended_on, s.ended_recorded_at),
          lead(k.started_on) over (order by k.started_on)) as last_on
        from care_leavingcategory k where k.leaver_id = s.id and recorded(k.recorded_at)) c) w
    {cut_by(_LOOKED_AT)}
    left join lateral (
      select a.worker_id from care_personaladviser a
      where a.leaver_id = s.id and a.started_on <= lower(cut.days) and recorded(a.recorded_at)
      order by a.started_on desc, a.id desc limit 1) v on true
    {held("s.involvement_id", "lower(cut.days)")}
    where s.kind = 'care_leaver' and recorded(s.recorded_at) and lately(s.ended_on, s.ended_recorded_at)
    """,  # noqa: S608
    IDS
    | {
        "leaver_from_on": "date",
        "started_on": "date",
        "ended_on": "date",
        "category": "text",
        "is_reviewed": "boolean",
        "asked_from_on": "date",
    },
)

adoptions = Fact(
    "adoptions",
    "one row for each time in care that ended with an adoption, with the days on the way to it",
    f"""
    select s.id as row_id, s.person_id, held.team_id, held.worker_id, s.started_on,
      known(s.ended_on, s.ended_recorded_at) as ended_on, y.decided_on, y.order_on, y.matched_on, y.placed_on,
      y.placed_on - s.started_on as care_to_placed, y.matched_on - y.order_on as order_to_match
    from work_standing s
    cross join lateral (
      select
        (select max(d.decided_on) from care_adoptiondecision d where d.period_id = s.id and recorded(d.recorded_at)
          and known(d.ceased_on, d.ceased_recorded_at) is null) as decided_on,
        (select min(l.started_on) from care_legalstatus l
          where l.period_id = s.id and l.code = 'E1' and recorded(l.recorded_at)) as order_on,
        (select max(m.matched_on) from care_adoptionmatch m join care_adoptiondecision d on d.id = m.decision_id
          where d.period_id = s.id and m.ended_on is null and recorded(m.recorded_at)) as matched_on,
        (select min(p.started_on) from care_placement p
          where p.period_id = s.id and left(p.kind, 1) = 'A' and recorded(p.recorded_at)) as placed_on) y
    {held("s.involvement_id", "coalesce(s.ended_on, s.started_on)")}
    where s.kind = 'looked_after' and recorded(s.recorded_at)
      and known(s.end_reason, s.ended_recorded_at) in ('E11', 'E12')
    """,  # noqa: S608
    IDS
    | {
        "started_on": "date",
        "ended_on": "date",
        "decided_on": "date",
        "order_on": "date",
        "matched_on": "date",
        "placed_on": "date",
        "care_to_placed": "int",
        "order_to_match": "int",
    },
)

FACTS = (leavers, pathways, adoptions)
