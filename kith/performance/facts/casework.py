"""Relations of the front door, of assessments, of sign-off and of who holds whom. No Django here."""

from kith.performance.definition import Fact
from kith.performance.facts.ground import ASSESSMENTS, IDS, day_begins, london_day, working_days

contacts = Fact(
    "contacts",
    "one row for each child of a contact at the front door, with the levels of the threshold guide once it is decided",
    """
    select l.id as row_id, l.person_id, s.team_id, coalesce(c.decided_by_id, s.worker_id) as worker_id,
      s.id as step_id, c.received_on, c.source, l.outcome,
      exists (select 1 from frontdoor_referral r
        where r.contact_id = c.step_id and r.person_id = l.person_id
          and recorded(r.recorded_at)) as became_referral,
      known(c.decided_on, c.decided_at) as decided_on,
      known(decided.number - received.number, c.decided_at) as decision_working_days,
      n.incident, coalesce(advised.level, '') as recommended_level,
      coalesce(own.level, together.level, '') as level
    from frontdoor_contactchild l
    join frontdoor_contact c on c.step_id = l.contact_id
    join work_step s on s.id = c.step_id
    left join database_workingday received on received.day = c.received_on
    left join database_workingday decided on decided.day = c.decided_on
    left join frontdoor_notification n on n.contact_id = c.step_id
    left join frontdoor_threshold advised
      on advised.contact_id = c.step_id and advised.stage = 'recommended' and advised.line_id is null
    left join frontdoor_threshold together
      on together.contact_id = c.step_id and together.stage = 'decided' and together.line_id is null
    left join frontdoor_threshold own
      on own.contact_id = c.step_id and own.stage = 'decided' and own.line_id = l.id
    where recorded(c.recorded_at) and standing(s.cancelled_at)
    """,
    IDS
    | {
        "step_id": "bigint",
        "received_on": "date",
        "source": "text",
        "outcome": "text",
        "became_referral": "boolean",
        "decided_on": "date",
        "decision_working_days": "int",
        "incident": "text",
        "recommended_level": "text",
        "level": "text",
    },
)

referrals = Fact(
    "referrals",
    "one row for each referral of a child; several on one day are one",
    """
    select r.id as row_id, r.person_id, r.team_id, null::bigint as worker_id,
      r.received_on, r.source, r.need, r.no_further_action, r.involvement_id,
      (select max(p.received_on) from frontdoor_referral p
        where p.person_id = r.person_id and p.received_on < r.received_on and recorded(p.recorded_at)
      ) as previous_on
    from frontdoor_referral r
    where recorded(r.recorded_at)
    """,
    IDS
    | {
        "received_on": "date",
        "source": "text",
        "need": "text",
        "no_further_action": "boolean",
        "involvement_id": "bigint",
        "previous_on": "date",
    },
)

TOOK = {
    0: "The same day",
    10: "1 to 10 working days",
    20: "11 to 20 working days",
    30: "21 to 30 working days",
    40: "31 to 40 working days",
    45: "41 to 45 working days",
    50: "46 to 50 working days",
    60: "51 to 60 working days",
}
LONGER = "61 working days and more"
_BANDS = " ".join(f"when took.days <= {most} then '{words}'" for most, words in TOOK.items())
_TOOK = f"""(select case {_BANDS} when took.days is not null then '{LONGER}' end
        from (select {working_days("s.clock_from_on", "s.completed_on")} as days) took)"""  # noqa: S608 - all ours
# the question of an assessment; the form says which of its answers tells that nothing was found
FACTORS = "factor_codes"
SEEN = ("Seen alone", "Seen, not alone", "Not seen")
_SEEN = f"""(case when s.completed_on is not null
          and (select b.born_on from people_person b where b.id = c.person_id) <= s.completed_on then
        (select case when bool_or(v.seen = 'alone') then '{SEEN[0]}' when bool_or(v.seen = 'seen') then '{SEEN[1]}'
            else '{SEEN[2]}' end
          from work_visitchild v left join work_visit w on w.id = v.visit_id
          where v.person_id = c.person_id and recorded(w.recorded_at)
            and v.visited_at >= {day_begins("s.clock_from_on")}
            and v.visited_at < {day_begins("s.completed_on + 1")}) end)"""  # noqa: S608

_FOUND = f"""(case when s.completed_on is not null then
        (select {{}} from work_countedanswer a
          where a.step_id = s.id and a.person_id = c.person_id and a.question = '{FACTORS}') end)"""  # noqa: S608

assessments = Fact(
    "assessments",
    "one row for each child of an initial, core or single assessment, with its review point and the factors it found",
    f"""
    select c.id as row_id, c.person_id, s.team_id, s.worker_id, s.id as step_id, s.kind, s.title,
      s.clock_from_on, s.started_on, s.due_on, s.limit_days, s.late_reason, s.late_words,
      known(s.completed_on, s.completed_at) as completed_on,
      known(case when s.completed_on > s.due_on then {working_days("s.due_on", "s.completed_on")} end,
        s.completed_at) as working_days_late,
      known({london_day("s.cancelled_at")}, s.cancelled_at) as cancelled_on,
      known({_TOOK}, s.completed_at) as took, known({_SEEN}, s.completed_at) as seen,
      s.review_point_on, known(s.review_point_held_on, s.review_point_recorded_at) as review_held_on,
      known({_FOUND.format("bool_or(not a.is_none)")}, s.completed_at) as found_any,
      known({_FOUND.format("string_agg(a.code, ', ' order by a.code) filter (where not a.is_none)")}, s.completed_at)
        as factors
    from work_stepchild c
    join work_step s on s.id = c.step_id
    where s.kind in {ASSESSMENTS}
      and recorded(s.recorded_at) and standing(c.released_at)
    """,  # noqa: S608
    IDS
    | {
        "step_id": "bigint",
        "kind": "text",
        "title": "text",
        "clock_from_on": "date",
        "started_on": "date",
        "due_on": "date",
        "limit_days": "int",
        "late_reason": "text",
        "late_words": "text",
        "completed_on": "date",
        "working_days_late": "int",
        "cancelled_on": "date",
        "took": "text",
        "seen": "text",
        "review_point_on": "date",
        "review_held_on": "date",
        "found_any": "boolean",
        "factors": "text",
    },
)

sign_offs = Fact(
    "sign_offs",
    "one row for each time a piece of work was sent to a manager, whatever number of children it is about",
    f"""
    select o.id as row_id, s.team_id, coalesce(o.decided_by_id, o.asked_id) as worker_id, s.id as step_id,
      s.kind, s.title,
      (select min(c.person_id) from work_stepchild c where c.step_id = s.id) as person_id,
      o.submitted_at, o.submitted_on,
      known(o.decided_at, o.decided_at) as decided_at, known(o.decided_on, o.decided_at) as decided_on,
      known(o.decision, o.decided_at) as decision,
      known({london_day("s.cancelled_at")}, s.cancelled_at) as cancelled_on,
      known(decided.number - submitted.number, o.decided_at) as working_days,
      (select count(*) from work_signoff p where p.step_id = o.step_id and p.decision = 'returned'
        and p.submitted_at < o.submitted_at and recorded(p.decided_at)) as returns
    from work_signoff o
    join work_step s on s.id = o.step_id
    left join database_workingday submitted on submitted.day = o.submitted_on
    left join database_workingday decided on decided.day = o.decided_on
    where recorded(o.submitted_at)
    """,  # noqa: S608
    IDS
    | {
        "step_id": "bigint",
        "kind": "text",
        "title": "text",
        "submitted_at": "timestamptz",
        "submitted_on": "date",
        "decided_at": "timestamptz",
        "decided_on": "date",
        "decision": "text",
        "cancelled_on": "date",
        "working_days": "int",
        "returns": "bigint",
    },
)

holdings = Fact(
    "holdings",
    "one row for each stretch of an involvement held by one worker, or by a team without a worker",
    """
    select a.id as row_id, i.person_id, a.team_id, a.worker_id, i.id as involvement_id,
      i.started_on as involvement_on, a.started_on,
      least(known(a.ended_on, a.ended_recorded_at), known(i.ended_on, i.ended_recorded_at)) as ended_on,
      case when a.worker_id is null then coalesce(
        (select max(p.ended_on) from work_allocation p
          where p.involvement_id = a.involvement_id and p.worker_id is not null
            and p.ended_on <= a.started_on and recorded(p.recorded_at)),
        i.started_on) end as unallocated_since
    from work_allocation a
    join work_involvement i on i.id = a.involvement_id
    where recorded(a.recorded_at) and recorded(i.recorded_at)
    """,
    IDS
    | {
        "involvement_id": "bigint",
        "involvement_on": "date",
        "started_on": "date",
        "ended_on": "date",
        "unallocated_since": "date",
    },
)

first_allocations = Fact(
    "first_allocations",
    "one row for each involvement that a worker has held: the first time one did",
    f"""
    select a.id as row_id, i.person_id, a.team_id, a.worker_id, i.id as involvement_id,
      a.started_on as allocated_on, r.received_on as referred_on,
      {working_days("r.received_on", "a.started_on")} as working_days
    from work_allocation a
    join work_involvement i on i.id = a.involvement_id
    cross join lateral (select coalesce(min(f.received_on), i.started_on) as received_on
      from frontdoor_referral f
      where f.person_id = i.person_id and f.involvement_id = i.id and recorded(f.recorded_at)) r
    where a.worker_id is not null and recorded(a.recorded_at) and recorded(i.recorded_at)
      and not exists (select 1 from work_allocation p
        where p.involvement_id = a.involvement_id and p.worker_id is not null
          and p.started_on < a.started_on and recorded(p.recorded_at))
    """,  # noqa: S608
    IDS | {"involvement_id": "bigint", "allocated_on": "date", "referred_on": "date", "working_days": "int"},
)

supervision_intervals = Fact(
    "supervision_intervals",
    "one row for each stretch from one supervision of a worker to the next; it is about no child",
    """
    select b.row_id, null::bigint as person_id,
      (select m.team_id from access_membership m where m.worker_id = b.worker_id and m.started_on <= b.due_on
        order by (m.ended_on is null or m.ended_on > b.due_on) desc, m.started_on desc, m.id limit 1) as team_id,
      b.worker_id, b.began_on, b.due_on,
      (select min(n.held_on) from work_supervision n
        where n.worker_id = b.worker_id and n.held_on > b.began_on and recorded(n.held_recorded_at)) as held_on,
      least(
        (select case when bool_and(known(l.ended_on, l.ended_recorded_at) is not null) then max(l.ended_on) end
          from work_supervisionline l where l.worker_id = b.worker_id and recorded(l.recorded_at)),
        (select case when bool_and(m.ended_on is not null) then max(m.ended_on) end
          from access_membership m where m.worker_id = b.worker_id)) as ended_on
    from (
      select l.id * 2 as row_id, l.worker_id, l.started_on - 1 as began_on, l.first_due_on as due_on
      from work_supervisionline l where l.first_due_on is not null and recorded(l.recorded_at)
      union all
      select s.id * 2 + 1, s.worker_id, s.held_on, s.next_due_on
      from work_supervision s where s.next_due_on is not null and recorded(s.held_recorded_at)) b
    """,
    IDS | {"began_on": "date", "due_on": "date", "held_on": "date", "ended_on": "date"},
)

FACTS = (contacts, referrals, assessments, sign_offs, holdings, first_allocations, supervision_intervals)
