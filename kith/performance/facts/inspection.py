"""Relations that packs list: the latest case of each child, plans and times in care with what was last known of them,
and open work. No Django here.

"Last" is the last that was known on the day asked.
"""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS, held, london_day

EVER = "'infinity'::date"  # held on that day: whoever holds the case last
_VISIT_DAY = london_day("c.visited_at")

_LAST_SEEN = f"""left join lateral (
      select {_VISIT_DAY} as last_seen_on, c.seen as seen_how
      from work_visitchild c left join work_visit v on v.id = c.visit_id
      where c.person_id = {{person}} and c.seen in ('seen', 'alone') and {_VISIT_DAY} >= {{since}}
        and recorded(v.recorded_at)
      order by c.visited_at desc, c.id desc limit 1) seen on true"""  # noqa: S608 - every word of it is ours


def _stands(kind: str) -> str:
    return f"""exists (select 1 from work_standing s where s.person_id = i.person_id and s.kind = '{kind}'
          and recorded(s.recorded_at) and known(s.ended_on, s.ended_recorded_at) is null)"""  # noqa: S608


STANDINGS = ("Closed", "Looked after", "Child protection plan", "Child in need plan", "Open case")

latest_cases = Fact(
    "latest_cases",
    "one row for each child that ever had a case: the latest one, with how the child stands and when it was last seen",
    f"""
    select i.id as row_id, i.person_id, held.team_id, held.worker_id, i.started_on,
      known(i.ended_on, i.ended_recorded_at) as ended_on, known(i.end_reason, i.ended_recorded_at) as end_reason,
      (select r.need from frontdoor_referral r
        where r.involvement_id = i.id and r.person_id = i.person_id and recorded(r.recorded_at)
        order by r.received_on, r.id limit 1) as need,
      case when known(i.ended_on, i.ended_recorded_at) is not null then '{STANDINGS[0]}'
        when {_stands("looked_after")} then '{STANDINGS[1]}'
        when {_stands("protection")} then '{STANDINGS[2]}'
        when {_stands("in_need")} then '{STANDINGS[3]}' else '{STANDINGS[4]}' end as stands,
      seen.last_seen_on
    from work_involvement i
    {held("i.id", EVER)}
    {_LAST_SEEN.format(person="i.person_id", since="i.started_on")}
    where recorded(i.recorded_at) and not exists (
      select 1 from work_involvement later
      where later.person_id = i.person_id and later.started_on > i.started_on and recorded(later.recorded_at))
    """,  # noqa: S608
    IDS
    | {
        "started_on": "date",
        "ended_on": "date",
        "end_reason": "text",
        "need": "text",
        "stands": "text",
        "last_seen_on": "date",
    },
)

followed_plans = Fact(
    "followed_plans",
    "one row for each child protection plan of this council, with the last visit and the last review known of it",
    f"""
    select s.id as row_id, s.person_id, held.team_id, held.worker_id, s.started_on,
      known(s.ended_on, s.ended_recorded_at) as ended_on, p.first_category, p.category,
      seen.last_seen_on, seen.seen_how,
      (select max(k.held_on) from protection_conferencechild k
        left join protection_conference f on f.id = k.conference_id
        where k.person_id = s.person_id and k.kind = 'review' and k.held_on >= s.started_on
          and recorded(f.held_recorded_at)) as reviewed_on,
      (select count(*) from work_standing o where o.person_id = s.person_id and o.kind = 'protection'
        and o.started_on < s.started_on and recorded(o.recorded_at))
      + (select count(*) from protection_earlierregistration r
        where r.person_id = s.person_id and r.started_on < s.started_on and recorded(r.recorded_at)) as plans_before
    from work_standing s
    join protection_protectionplan p on p.standing_id = s.id
    {held("s.involvement_id", EVER)}
    {_LAST_SEEN.format(person="s.person_id", since="s.started_on")}
    where s.kind = 'protection' and recorded(s.recorded_at)
    """,  # noqa: S608
    IDS
    | {
        "started_on": "date",
        "ended_on": "date",
        "first_category": "text",
        "category": "text",
        "last_seen_on": "date",
        "seen_how": "text",
        "reviewed_on": "date",
        "plans_before": "bigint",
    },
)


def _latest(table: str, columns: str, name: str) -> str:
    return f"""left join lateral (
      select {columns} from {table} x where x.period_id = s.id and recorded(x.recorded_at)
      order by x.started_on desc, x.id desc limit 1) {name} on true"""  # noqa: S608


followed_care = Fact(
    "followed_care",
    "one row for each time in care, with the last legal status, placement, review and visit known of it",
    f"""
    select s.id as row_id, s.person_id, held.team_id, held.worker_id, s.started_on,
      known(s.ended_on, s.ended_recorded_at) as ended_on, known(s.end_reason, s.ended_recorded_at) as end_reason,
      c.need, law.code as legal_status, law.started_on as legal_from_on, home.kind as placement_kind, home.placed_on,
      (select max(r.held_on) from care_carereview r
        where r.period_id = s.id and recorded(r.recorded_at)) as reviewed_on,
      seen.last_seen_on,
      (select max(h.held_on) from care_healthassessment h
        where h.period_id = s.id and recorded(h.recorded_at)) as health_on
    from work_standing s
    join care_careperiod c on c.standing_id = s.id
    {held("s.involvement_id", EVER)}
    {_latest("care_legalstatus", "x.code, x.started_on", "law")}
    {_latest("care_placement", "x.kind, x.started_on as placed_on", "home")}
    {_LAST_SEEN.format(person="s.person_id", since="s.started_on")}
    where s.kind = 'looked_after' and recorded(s.recorded_at)
    """,  # noqa: S608
    IDS
    | {
        "started_on": "date",
        "ended_on": "date",
        "end_reason": "text",
        "need": "text",
        "legal_status": "text",
        "legal_from_on": "date",
        "placement_kind": "text",
        "placed_on": "date",
        "reviewed_on": "date",
        "last_seen_on": "date",
        "health_on": "date",
    },
)

care_leavers = Fact(
    "care_leavers",
    "one row for each young person owed leaving care support, with adviser, category and the last time in touch",
    """
    select s.id as row_id, s.person_id, held.team_id, coalesce(v.worker_id, held.worker_id) as worker_id, s.started_on,
      known(s.ended_on, s.ended_recorded_at) as ended_on, k.category,
      l.held_on as in_touch_on, l.in_touch, l.accommodation, l.activity
    from work_standing s
    left join lateral (select a.team_id, a.worker_id
      from work_involvement i join work_allocation a on a.involvement_id = i.id
      where i.person_id = s.person_id and recorded(i.recorded_at) and recorded(a.recorded_at)
      order by a.started_on desc, a.id desc limit 1) held on true
    left join lateral (select x.worker_id from care_personaladviser x
      where x.leaver_id = s.id and recorded(x.recorded_at) order by x.started_on desc, x.id desc limit 1) v on true
    left join lateral (select x.category from care_leavingcategory x
      where x.leaver_id = s.id and recorded(x.recorded_at) order by x.started_on desc, x.id desc limit 1) k on true
    left join lateral (select x.held_on, x.in_touch, x.accommodation, x.activity from care_leavingcontact x
      where x.leaver_id = s.id and recorded(x.recorded_at) order by x.held_on desc, x.id desc limit 1) l on true
    where s.kind = 'care_leaver' and recorded(s.recorded_at)
    """,
    IDS
    | {
        "started_on": "date",
        "ended_on": "date",
        "category": "text",
        "in_touch_on": "date",
        "in_touch": "text",
        "accommodation": "text",
        "activity": "text",
    },
)

adoption_decisions = Fact(
    "adoption_decisions",
    "one row for each decision that a child should be placed for adoption",
    f"""
    select d.id as row_id, s.person_id, held.team_id, held.worker_id, s.started_on as care_from_on, d.decided_on,
      known(d.ceased_on, d.ceased_recorded_at) as ceased_on,
      known(s.ended_on, s.ended_recorded_at) as care_until_on
    from care_adoptiondecision d
    join work_standing s on s.id = d.period_id
    {held("s.involvement_id", EVER)}
    where recorded(d.recorded_at) and recorded(s.recorded_at)
    """,  # noqa: S608
    IDS | {"care_from_on": "date", "decided_on": "date", "ceased_on": "date", "care_until_on": "date"},
)

pieces_of_work = Fact(
    "pieces_of_work",
    "one row for each child of each piece of work that has a day by which it is due",
    f"""
    select c.id as row_id, c.person_id, s.team_id, s.worker_id, s.id as step_id, s.kind, s.title, s.started_on,
      s.due_on, s.late_reason, s.late_words,
      known(s.completed_on, s.completed_at) as completed_on,
      known({london_day("s.cancelled_at")}, s.cancelled_at) as cancelled_on
    from work_stepchild c
    join work_step s on s.id = c.step_id
    where s.due_on is not null and recorded(s.recorded_at) and standing(c.released_at)
    """,  # noqa: S608
    IDS
    | {
        "step_id": "bigint",
        "kind": "text",
        "title": "text",
        "started_on": "date",
        "due_on": "date",
        "late_reason": "text",
        "late_words": "text",
        "completed_on": "date",
        "cancelled_on": "date",
    },
)

FACTS = (latest_cases, followed_plans, followed_care, care_leavers, adoption_decisions, pieces_of_work)
