"""Relations of strategy discussions, enquiries, conferences and child protection plans. No Django here.

A meeting that is hidden for the sake of another child still counts for the child one may see: what is counted stands
with the child.
"""

from kith.performance.definition import Fact
from kith.performance.facts import limits
from kith.performance.facts.ground import (
    IDS,
    STRETCH,
    birthday,
    cut_by,
    held,
    late_clocks,
    london_day,
    of_kind,
    stretch,
    stretches,
    working_days,
)

strategy_discussions = Fact(
    "strategy_discussions",
    "one row for each child that a strategy discussion was about",
    f"""
    select c.id as row_id, c.person_id, held.team_id, held.worker_id, c.held_on, c.decision
    from protection_strategychild c
    left join protection_strategydiscussion d on d.id = c.discussion_id
    {held("c.involvement_id", "c.held_on")}
    where recorded(d.recorded_at)
    """,  # noqa: S608 - every word of it is ours
    IDS | {"held_on": "date", "decision": "text"},
)

strategy_years = Fact(
    "strategy_years",
    "one row for each strategy discussion of a child in the twelve months from its day, and one in the twelve months "
    "after those",
    f"""
    select d.row_id * 2 + y.later as row_id, d.person_id, d.team_id, d.worker_id, d.held_on,
      case when y.later = 0 then 'this year' else 'the year before' end as told_in,
      (d.held_on + y.later * interval '12 months')::date as started_on,
      (d.held_on + (y.later + 1) * interval '12 months')::date as ended_on,
      case when y.later = 0 then 100 else -100 end as growth, y.later * 100 as year_before
    from ({strategy_discussions.sql}) d cross join (values (0), (1)) y(later)
    """,  # noqa: S608
    STRETCH | {"held_on": "date", "told_in": "text", "growth": "int", "year_before": "int"},
)

enquiries = Fact(
    "enquiries",
    "one row for each section 47 enquiry about a child",
    f"""
    select s.id as row_id, s.person_id, held.team_id, held.worker_id, s.started_on,
      known(s.ended_on, s.ended_recorded_at) as ended_on,
      known(e.outcome, e.decided_recorded_at) as outcome,
      (select k.held_on from protection_conferencechild k
        join protection_conference f on f.id = k.conference_id
        where k.enquiry_id = s.id and k.held_on is not null and recorded(f.held_recorded_at)) as conference_on
    from work_standing s
    join protection_enquiry e on e.standing_id = s.id
    {held("s.involvement_id", "s.started_on")}
    where s.kind = 'enquiry' and recorded(s.recorded_at)
    """,  # noqa: S608
    IDS | {"started_on": "date", "ended_on": "date", "outcome": "text", "conference_on": "date"},
)

# The day on which the family had every report that was asked for or came; none where one of them was not shared.
_SHARED = """(select case when bool_and(n.report_shared_on is not null) then max(n.report_shared_on) end
        from protection_conferenceinvitation n
        where n.conference_id = f.id and (n.report_due_on is not null or n.report_received_on is not null))"""

conferences = Fact(
    "conferences",
    "one row for each child of a conference that was held",
    f"""
    select k.id as row_id, k.person_id, coalesce(held.team_id, f.team_id) as team_id, held.worker_id, k.kind, k.held_on,
      coalesce(s.started_on, f.told_on) as clock_from_on,
      {working_days("coalesce(s.started_on, f.told_on)", "k.held_on")} as working_days,
      known(k.decision, k.decided_at) as decision, known(k.participation, k.decided_at) as participation,
      coalesce({birthday("p.born_on", 4)} <= k.held_on, false) as is_four,
      case when f.id is not null then (
        select coalesce(bool_or(n.attended in ('present', 'part')), false) from protection_conferenceinvitation n
        where n.conference_id = f.id and n.agency = 'family') end as family_came,
      {working_days(_SHARED, "k.held_on")} as report_days,
      case when f.id is not null then
        case when k.kind = 'review' then limited.review else limited.initial end end as report_limit
    from protection_conferencechild k
    left join protection_conference f on f.id = k.conference_id
    join people_person p on p.id = k.person_id
    left join work_standing s on s.id = k.enquiry_id
    {limits.of_day(limits.REPORTS, "limited", "k.held_on")}
    {held("k.involvement_id", "k.held_on")}
    where k.held_on is not null and recorded(f.held_recorded_at)
    """,  # noqa: S608
    IDS
    | {
        "kind": "text",
        "held_on": "date",
        "clock_from_on": "date",
        "working_days": "int",
        "decision": "text",
        "participation": "text",
        "is_four": "boolean",
        "family_came": "boolean",
        "report_days": "int",
        "report_limit": "int",
    },
)

_PLANS = """
    select s.id as row_id, s.person_id, held.team_id, held.worker_id, s.started_on,
      known(s.ended_on, s.ended_recorded_at) as ended_on, known(s.end_reason, s.ended_recorded_at) as end_reason,
      p.first_category, {lasted} as lasted,
      greatest(
        (select max(o.ended_on) from work_standing o
          where o.person_id = s.person_id and o.kind = 'protection' and o.started_on < s.started_on
            and recorded(o.recorded_at)),
        (select max(r.ended_on) from protection_earlierregistration r
          where r.person_id = s.person_id and r.started_on < s.started_on and recorded(r.recorded_at))
      ) as previous_ended_on
    from work_standing s
    join protection_protectionplan p on p.standing_id = s.id
    {held}
    where s.kind = 'protection' and recorded(s.recorded_at)
"""
LASTED = (
    "Up to 3 months",
    "Over 3 and up to 6 months",
    "Over 6 months and under a year",
    "A year and under 2 years",
    "2 years or more",
)
_LASTED = f"""known(case
        when s.ended_on <= s.started_on + interval '3 months' then '{LASTED[0]}'
        when s.ended_on <= s.started_on + interval '6 months' then '{LASTED[1]}'
        when s.ended_on < s.started_on + interval '1 year' then '{LASTED[2]}'
        when s.ended_on < s.started_on + interval '2 years' then '{LASTED[3]}'
        when s.ended_on is not null then '{LASTED[4]}' end, s.ended_recorded_at)"""
_PLAN_COLUMNS = IDS | {
    "started_on": "date",
    "ended_on": "date",
    "end_reason": "text",
    "first_category": "text",
    "lasted": "text",
    "previous_ended_on": "date",
}

plans = Fact(
    "plans",
    "one row for each child protection plan of this council, with the team that held the child when it began",
    _PLANS.format(held=held("s.involvement_id", "s.started_on"), lasted=_LASTED),
    _PLAN_COLUMNS,
)

ended_plans = Fact(
    "ended_plans",
    "one row for each child protection plan of this council, with the team that held the child when it ended",
    _PLANS.format(held=held("s.involvement_id", "coalesce(s.ended_on, s.started_on)"), lasted=_LASTED),
    _PLAN_COLUMNS,
)

_ON_A_PLAN = of_kind("protection")

# The category of a stretch is the one of its days, not the latest of the plan.
plan_stretches = Fact(
    "plan_stretches",
    "one row for each stretch of a child protection plan of one category, held by one worker or by a team without one",
    f"""{stretch("plan_from_on")}, k.category
    from work_standing s
    cross join lateral (
      select c.category, c.since_on, lead(c.since_on) over (order by c.since_on) as until_on
      from protection_plancategory c where c.plan_id = s.id and recorded(c.recorded_at)) k
    {stretches("k.since_on", "k.until_on")}
    {_ON_A_PLAN} and not isempty(w.days)""",  # noqa: S608
    STRETCH | {"plan_from_on": "date", "category": "text"},
)

reviewed_plans = Fact(
    "reviewed_plans",
    "one row for each stretch of a plan in which a review of the last twelve months was late, or none was",
    f"""{stretch("plan_from_on", "cut.days")}, cut.is_in as is_late,
      (s.started_on + interval '3 months')::date as asked_from_on
    from work_standing s
    {stretches()}
    {cut_by(late_clocks("protection_first_review", "protection_review"))}
    {_ON_A_PLAN}""",
    STRETCH | {"plan_from_on": "date", "is_late": "boolean", "asked_from_on": "date"},
)

_VISITED_ON = london_day("c.visited_at")
_SEEN_ALONE = f"""select v.first, v.last from (
        select c.visited_at, c.seen, {_VISITED_ON} as first,
          lead({_VISITED_ON}) over (order by c.visited_at, c.id) as last
        from work_visitchild c left join work_visit v on v.id = c.visit_id
        where c.person_id = s.person_id and recorded(v.recorded_at)) v
      where v.seen = 'alone'"""  # noqa: S608

seen_plans = Fact(
    "seen_plans",
    "one row for each stretch of a plan in which the child was seen alone at the last visit, or was not",
    f"""{stretch("plan_from_on", "cut.days")}, cut.is_in as is_seen_alone,
      {birthday("b.born_on", 4)} as four_on
    from work_standing s
    join people_person b on b.id = s.person_id
    {stretches()}
    {cut_by(_SEEN_ALONE)}
    {_ON_A_PLAN} and b.born_on is not null""",
    STRETCH | {"plan_from_on": "date", "is_seen_alone": "boolean", "four_on": "date"},
)

FACTS = (
    strategy_discussions,
    strategy_years,
    enquiries,
    conferences,
    plans,
    ended_plans,
    plan_stretches,
    reviewed_plans,
    seen_plans,
)
