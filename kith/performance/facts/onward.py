"""Relations of what followed: where a contact led, when a child was first seen, how a case waited. No Django here."""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS, london_day, working_days

FIRST_STEPS = ("strategy_discussion", "initial_assessment", "core_assessment", "single_assessment")
_ASSESSMENTS = ", ".join(repr(kind) for kind in FIRST_STEPS[1:])
_FIRST = "(array_agg(s.{} order by s.started_on, s.id))[1]"


def _stood(kind: str) -> str:
    """SQL for the first day among standings `t` of one kind."""
    return f"min(t.started_on) filter (where t.kind = '{kind}') as {kind}_on"


followed_contacts = Fact(
    "followed_contacts",
    "one row for each child of a contact at the front door, with the first day of each thing that followed",
    f"""
    select l.id as row_id, l.person_id, e.team_id, coalesce(c.decided_by_id, e.worker_id) as worker_id,
      e.id as step_id, c.received_on, l.outcome, known(c.decided_on, c.decided_at) as decided_on,
      r.received_on as referred_on, coalesce(r.no_further_action, false) as no_further_action,
      did.first_kind, did.first_on, did.strategy_on, did.assessed_on,
      stood.looked_after_on, stood.protection_on, stood.in_need_on,
      known(i.ended_on, i.ended_recorded_at) as ended_on
    from frontdoor_contactchild l
    join frontdoor_contact c on c.step_id = l.contact_id
    join work_step e on e.id = c.step_id
    left join lateral (select f.* from frontdoor_referral f
      where f.contact_id = c.step_id and f.person_id = l.person_id and recorded(f.recorded_at)
      order by f.received_on, f.id limit 1) r on true
    left join work_involvement i on i.id = r.involvement_id
    left join lateral (select {_FIRST.format("kind")} as first_kind, {_FIRST.format("started_on")} as first_on,
        min(s.started_on) filter (where s.kind = '{FIRST_STEPS[0]}') as strategy_on,
        case when bool_and(known(s.completed_on, s.completed_at) is not null) filter (where s.kind in ({_ASSESSMENTS}))
          then max(s.completed_on) filter (where s.kind in ({_ASSESSMENTS})) end as assessed_on
      from work_stepchild k join work_step s on s.id = k.step_id
      where k.person_id = r.person_id and k.involvement_id = r.involvement_id and s.started_on >= r.received_on
        and s.kind in ('{FIRST_STEPS[0]}', {_ASSESSMENTS})
        and recorded(s.recorded_at) and standing(s.cancelled_at) and standing(k.released_at)) did on true
    left join lateral (select {_stood("looked_after")}, {_stood("protection")}, {_stood("in_need")}
      from work_standing t
      where t.involvement_id = r.involvement_id and t.person_id = r.person_id
        and t.started_on >= r.received_on and recorded(t.recorded_at)) stood on true
    where recorded(c.recorded_at) and standing(e.cancelled_at)
    """,  # noqa: S608 - every word of it is ours
    IDS
    | {
        "step_id": "bigint",
        "received_on": "date",
        "outcome": "text",
        "decided_on": "date",
        "referred_on": "date",
        "no_further_action": "boolean",
        "first_kind": "text",
        "first_on": "date",
        "strategy_on": "date",
        "assessed_on": "date",
        "looked_after_on": "date",
        "protection_on": "date",
        "in_need_on": "date",
        "ended_on": "date",
    },
)

_SEEN_ON = london_day("v.visited_at")
sights = Fact(
    "sights",
    "one row for each case that a worker has held, with the first day since the first worker that the child was seen",
    f"""
    select c.row_id, c.person_id, c.team_id, c.worker_id, c.allocated_on, c.ended_on, c.seen_on,
      {working_days("c.allocated_on", "c.seen_on")} as working_days
    from (
      select i.id as row_id, i.person_id, a.team_id, a.worker_id, a.started_on as allocated_on,
        known(i.ended_on, i.ended_recorded_at) as ended_on,
        (select min({_SEEN_ON}) from work_visitchild v left join work_visit o on o.id = v.visit_id
          where v.person_id = i.person_id and v.seen <> 'not_seen' and {_SEEN_ON} >= a.started_on
            and (i.ended_on is null or {_SEEN_ON} <= i.ended_on)
            and recorded(coalesce(o.recorded_at, v.visited_at))) as seen_on
      from work_involvement i
      cross join lateral (select h.team_id, h.worker_id, h.started_on from work_allocation h
        where h.involvement_id = i.id and h.worker_id is not null and recorded(h.recorded_at)
        order by h.started_on, h.id limit 1) a
      where recorded(i.recorded_at) and lately(i.ended_on + 1, i.ended_recorded_at)) c
    """,  # noqa: S608
    IDS | {"allocated_on": "date", "seen_on": "date", "ended_on": "date", "working_days": "int"},
)

waits = Fact(
    "waits",
    "one row for each stretch of a case held by a team without a worker, with how it began and how it ended",
    """
    select w.row_id, w.person_id, w.team_id, w.worker_id, w.involvement_id, w.involvement_on, w.started_on, w.ended_on,
      case when w.involvement_on = w.started_on then 'new'
        when exists (select 1 from work_allocation p where p.involvement_id = w.involvement_id
          and p.worker_id is not null and p.ended_on = w.started_on and recorded(p.recorded_at)) then 'let_go'
        else 'moved' end as began_by,
      case when w.ended_on is null then '' when w.ended_on = w.case_ended_on then 'closed'
        when exists (select 1 from work_allocation n where n.involvement_id = w.involvement_id
          and n.worker_id is not null and n.started_on = w.ended_on and recorded(n.recorded_at)) then 'allocated'
        else 'moved' end as left_by
    from (
      select a.id as row_id, i.person_id, a.team_id, null::bigint as worker_id, i.id as involvement_id,
        i.started_on as involvement_on, a.started_on, known(i.ended_on, i.ended_recorded_at) as case_ended_on,
        least(known(a.ended_on, a.ended_recorded_at), known(i.ended_on, i.ended_recorded_at)) as ended_on
      from work_allocation a
      join work_involvement i on i.id = a.involvement_id
      where a.worker_id is null and recorded(a.recorded_at) and recorded(i.recorded_at)) w
    """,
    IDS
    | {
        "involvement_id": "bigint",
        "involvement_on": "date",
        "started_on": "date",
        "ended_on": "date",
        "began_by": "text",
        "left_by": "text",
    },
)

FACTS = (followed_contacts, sights, waits)
