"""Relations of posts and who holds them, of the caseloads of workers, and of their training. No Django here.

Hours are whole numbers: hundredths of a full-time post. A row is about no child.
"""

from kith.performance.definition import Fact
from kith.performance.facts import limits
from kith.performance.facts.ground import IDS

POST, LEAVER = "post", "leaver"
_HOURS = "(h.full_time * 100)::int"
_OWN = f"case when h.kind <> 'agency' then {_HOURS} else 0 end"
_BY_AGENCY = f"case when h.kind = 'agency' then {_HOURS} else 0 end"
_OF_POST = "recorded(h.recorded_at) and standing(h.taken_back_at)"

# Hours held of a post `p`, by our own people and by agency, from each day on which they changed.
_HELD = f"""select m.on_day, lead(m.on_day) over (order by m.on_day) as next_on,
        sum(sum(m.is_there)) over (order by m.on_day) as is_there,
        (sum(sum(m.own)) over (order by m.on_day))::int as own,
        (sum(sum(m.by_agency)) over (order by m.on_day))::int as by_agency
      from (
        select p.started_on, 1, 0, 0
        union all select known(p.ended_on, p.ended_recorded_at), -1, 0, 0
        union all select h.started_on, 0, {_OWN}, {_BY_AGENCY}
        from access_postholder h where h.post_id = p.id and {_OF_POST}
        union all select known(h.ended_on, h.ended_recorded_at), 0, -({_OWN}), -({_BY_AGENCY})
        from access_postholder h where h.post_id = p.id and {_OF_POST}) m(on_day, is_there, own, by_agency)
      where m.on_day is not null group by m.on_day"""  # noqa: S608 - every word of it is ours

posts = Fact(
    "posts",
    "one row for each stretch of a post held for the same hours, and one for each of our own people who left, for "
    "twelve months",
    f"""
    select l.row_id, null::bigint as person_id, l.team_id, l.worker_id, l.what, l.number, l.title,
      l.full_time, l.started_on, l.ended_on, l.in_post, l.by_agency, l.vacant, l.left_hours,
      l.in_post + l.vacant as hours_of_both, l.in_post + l.by_agency as hours_at_work
    from (
      select p.id * 2 as row_id, p.team_id, null::bigint as worker_id, 'post' as what, p.number, p.title,
        p.full_time, e.on_day as started_on, e.next_on as ended_on, e.own as in_post, e.by_agency,
        case when p.is_established then greatest((p.full_time * 100)::int - e.own, 0) else 0 end as vacant,
        0 as left_hours, p.recorded_at
      from access_post p cross join lateral ({_HELD}) e
      where standing(p.taken_back_at) and e.is_there > 0
      union all
      select h.id * 2 + 1, p.team_id, h.worker_id, 'leaver', p.number, p.title,
        h.full_time, known(h.ended_on, h.ended_recorded_at),
        (known(h.ended_on, h.ended_recorded_at) + interval '12 months')::date, 0, 0, 0, {_HOURS}, h.ended_recorded_at
      from access_postholder h join access_post p on p.id = h.post_id
      where h.has_left and h.kind <> 'agency' and {_OF_POST}) l
    where recorded(l.recorded_at)
    """,  # noqa: S608
    IDS
    | {
        "what": "text",
        "number": "text",
        "title": "text",
        "started_on": "date",
        "ended_on": "date",
        "full_time": "numeric",
    }
    | dict.fromkeys(
        ("in_post", "by_agency", "vacant", "left_hours", "hours_of_both", "hours_at_work"), "int"
    ),
)

# What a worker holds from each day on which it changed: children, hours, whether the caseload is protected. A move to
# another team, the end of the first year and a new limit cut a stretch and change nothing.
_CASELOADS = f"""select m.worker_id, m.on_day,
        lead(m.on_day) over (partition by m.worker_id order by m.on_day) as next_on,
        (sum(sum(m.children)) over (partition by m.worker_id order by m.on_day))::int as children,
        (100 + sum(sum(m.hours)) over (partition by m.worker_id order by m.on_day))::int as hours,
        sum(sum(m.is_new)) over (partition by m.worker_id order by m.on_day) as is_new
      from (
        select a.worker_id, a.started_on, 1, 0, 0 from work_allocation a
        where a.worker_id is not null and recorded(a.recorded_at) and lately(a.ended_on, a.ended_recorded_at)
        union all
        select a.worker_id, known(a.ended_on, a.ended_recorded_at), -1, 0, 0 from work_allocation a
        where a.worker_id is not null and recorded(a.recorded_at) and lately(a.ended_on, a.ended_recorded_at)
        union all
        select s.worker_id, d.on_day, 0, d.sign * ((s.share * 100)::int - 100), 0 from access_workingshare s
        cross join lateral (values (s.started_on, 1), (s.ended_on, -1)) d(on_day, sign) where recorded(s.recorded_at)
        union all
        select h.worker_id, d.on_day, 0, 0, d.sign from access_postholder h
        cross join lateral (values (h.started_on, 1), (known(h.ended_on, h.ended_recorded_at), -1)) d(on_day, sign)
        where h.kind = 'newly_qualified' and h.worker_id is not null and {_OF_POST}
        union all
        select b.worker_id, d.on_day, 0, 0, 0 from access_membership b
        cross join lateral (values (b.started_on), (b.ended_on)) d(on_day)
        union all
        select w.id, w.newly_qualified_until, 0, 0, 0
        from access_worker w
        union all
        select w.id, d.on_day, 0, 0, 0
        from access_worker w cross join {limits.CASELOADS.format(name="l")}
        cross join lateral (values (l.since), (l.until + 1)) d(on_day)) m(worker_id, on_day, children, hours, is_new)
      where m.on_day is not null group by m.worker_id, m.on_day"""  # noqa: S608

caseloads = Fact(
    "caseloads",
    "one row for each stretch of days on which a worker held the same children, at least one, in the same hours",
    f"""
    select l.*, round(l.hours / 100.0, 2) as full_time, l.children * 100 as children_hundredths,
      case when l.is_protected then limited.protected else limited.usual end as most
    from (
      select e.worker_id as row_id, null::bigint as person_id,
        (select b.team_id from access_membership b where b.worker_id = e.worker_id and b.started_on <= e.on_day
          order by (b.ended_on is null or b.ended_on > e.on_day) desc, b.started_on desc, b.id limit 1) as team_id,
        e.worker_id, e.on_day as began_on, e.next_on as ended_on, e.children, e.hours,
        e.is_new > 0 or coalesce(e.on_day < w.newly_qualified_until, false) as is_protected
      from ({_CASELOADS}) e join access_worker w on w.id = e.worker_id
      where e.children > 0) l
    {limits.of_day(limits.CASELOADS, "limited", "l.began_on")}
    """,  # noqa: S608
    IDS
    | {"began_on": "date", "ended_on": "date", "is_protected": "boolean", "full_time": "numeric"}
    | dict.fromkeys(("children", "hours", "children_hundredths", "most"), "int"),
)

training = Fact(
    "training",
    "one row for each training that a worker has to have done by a day",
    """
    select t.id as row_id, null::bigint as person_id,
      (select b.team_id from access_membership b where b.worker_id = t.worker_id and b.started_on <= t.due_on
        order by (b.ended_on is null or b.ended_on > t.due_on) desc, b.started_on desc, b.id limit 1) as team_id,
      t.worker_id, t.course, t.due_on as began_on, t.due_on, known(t.done_on, t.done_recorded_at) as held_on,
      (select case when bool_and(b.ended_on is not null) then max(b.ended_on) end
        from access_membership b where b.worker_id = t.worker_id) as ended_on
    from access_trainingdue t
    where recorded(t.recorded_at) and standing(t.taken_back_at)
    """,
    IDS | {"course": "text"} | dict.fromkeys(("began_on", "due_on", "held_on", "ended_on"), "date"),
)

FACTS = (posts, caseloads, training)
