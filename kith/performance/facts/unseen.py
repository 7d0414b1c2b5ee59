"""The relation of visits that are past their day or will be: one by the clocks of the practice for each child with an
open case, and each that a law asks for. No Django here.

How often a child is seen is data: the practice of the day says it (`visits.toml`), and its clocks come as a setting.
The daily list and the lists of packs both count in this relation, so that “not seen” means one thing. It speaks of the
first day that is asked for and of no other, so no trend can be counted in it and it is not among `FACTS`. What it says
of a child is what `kith.work.visits` says on the child's own page; a test holds both together.
"""

import json
from collections.abc import Iterable

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS, held, held_before, london_day, working_day_after
from kith.practice.visits import VisitClock

DAY = "%(earliest)s::date"
BY_LAW = (
    "care_visit_first", "care_visit_weekly", "care_visit_4_weeks", "care_visit_6_weeks", "care_visit_3_months",
    "private_fostering_first_visit", "private_fostering_visit_year_one", "private_fostering_visit",
    "leaver_visit_first", "leaver_visit", "birthday_contact",
)  # fmt: skip
_SEEN = london_day("c.visited_at")
_KNOWN = "recorded(coalesce(v.recorded_at, c.visited_at))"  # of a visit that one may not know of, its moment

# Since when there is what clocks run during: the open case, how the child stands, work that is under way.
_BEGAN = f"""cross join lateral (
      select array_agg(g.kind::text) as kinds, jsonb_object_agg(g.kind, g.on_day) as days
      from (select e.kind, min(e.on_day) as on_day from (
          select 'involvement' as kind, i.started_on as on_day
          union all
          select s.kind, s.started_on from work_standing s
          where s.person_id = i.person_id and recorded(s.recorded_at) and s.started_on <= {DAY}
            and coalesce(known(s.ended_on, s.ended_recorded_at) > {DAY}, true)
          union all
          select p.kind, p.started_on from work_stepchild k join work_step p on p.id = k.step_id
          where k.person_id = i.person_id and recorded(p.recorded_at) and standing(p.cancelled_at)
            and standing(k.released_at) and p.started_on <= {DAY}
            and known(p.completed_on, p.completed_at) is null) e group by e.kind) g) began"""  # noqa: S608 - all ours

# The clock that runs out first; each runs from the last visit that counts for it.
_FIRST = f"""cross join lateral (
      select r.code, r.title, r.since_on, r.due_on
      from (
        select k.code, k.title, k.place, b.since_on,
          case when k.calendar_days is not null then b.since_on + k.calendar_days
            else {working_day_after("b.since_on", "k.working_days")} end as due_on
        from jsonb_to_recordset(:visit_clocks::jsonb) k(place int, code text, title text, during text,
          working_days int, calendar_days int, kinds text[], seen text[], yields_to text[])
        cross join lateral (
          select greatest((began.days ->> k.during)::date,
            (select max({_SEEN}) from work_visitchild c left join work_visit v on v.id = c.visit_id
              where c.person_id = i.person_id and c.seen = any(k.seen) and {_SEEN} <= {DAY} and {_KNOWN}
                and (cardinality(k.kinds) = 0 or v.kind is null or v.kind = any(k.kinds)))) as since_on) b
        where k.during = any(began.kinds) and not began.kinds && k.yields_to) r
      order by r.due_on, r.place limit 1) first"""  # noqa: S608

visits = Fact(
    "visits_ahead",
    "one row for each child with an open case, the visit due first by the clocks of the practice; and one for each "
    "visit that a law asks for",
    f"""
    select u.*, (select max({_SEEN}) from work_visitchild c left join work_visit v on v.id = c.visit_id
      where c.person_id = u.person_id and c.seen <> 'not_seen' and {_SEEN} <= {DAY} and {_KNOWN}) as last_seen_on
    from (
      select i.id * 2 as row_id, i.person_id, a.team_id, a.worker_id, null::bigint as timescale_id, first.code,
        first.title, first.since_on, first.due_on,
        least(known(a.ended_on, a.ended_recorded_at), known(i.ended_on, i.ended_recorded_at)) as ended_on
      from work_allocation a
      join work_involvement i on i.id = a.involvement_id
      {_BEGAN}
      {_FIRST}
      where recorded(a.recorded_at) and recorded(i.recorded_at) and a.started_on <= {DAY}
        and lately(a.ended_on, a.ended_recorded_at) and lately(i.ended_on, i.ended_recorded_at)
        and coalesce(known(a.ended_on, a.ended_recorded_at) > {DAY}, true)
      union all
      select t.id * 2 + 1, t.person_id, coalesce(held.team_id, {held_before("t.person_id", DAY)}), held.worker_id, t.id,
        t.code, t.title, t.from_on, t.due_on,
        least(known(t.met_on, t.met_recorded_at), known(t.dropped_on, t.dropped_recorded_at))
      from work_timescale t
      left join work_standing s on s.id = t.standing_id
      {held("s.involvement_id", DAY)}
      where t.code in ({", ".join(repr(code) for code in BY_LAW)}) and recorded(t.recorded_at) and t.from_on <= {DAY}
        and lately(t.met_on, t.met_recorded_at) and lately(t.dropped_on, t.dropped_recorded_at)) u
    """,  # noqa: S608
    IDS
    | {
        "timescale_id": "bigint",
        "code": "text",
        "title": "text",
        "since_on": "date",
        "due_on": "date",
        "ended_on": "date",
        "last_seen_on": "date",
    },
)


def told(clocks: Iterable[VisitClock]) -> str:
    """Visit clocks as the relation takes them: JSON, in their order."""
    return json.dumps(
        [
            {
                "place": place,
                "code": one.code,
                "title": one.title,
                "during": one.during,
                "working_days": one.working_days,
                "calendar_days": one.calendar_days,
                "kinds": one.kinds,
                "seen": one.ways,
                "yields_to": one.yields_to,
            }
            for place, one in enumerate(clocks)
        ]
    )
