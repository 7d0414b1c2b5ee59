"""Relations of early help and of how cases end. No Django here."""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS, held

early_help = Fact(
    "early_help",
    "one row for each child in each time of early help",
    """
    select s.id as row_id, s.person_id, t.team_id, held.worker_id, s.started_on,
      known(s.ended_on, s.ended_recorded_at) as ended_on, known(t.outcome, t.ended_recorded_at) as outcome
    from work_standing s
    join earlyhelp_earlyhelp e on e.standing_id = s.id
    join earlyhelp_teamaround t on t.id = e.around_id
    left join lateral (
      select h.worker_id from earlyhelp_lead l join earlyhelp_helper h on h.id = l.helper_id
      where l.around_id = t.id and recorded(l.recorded_at) order by l.started_on desc, l.id desc limit 1) held on true
    where s.kind = 'early_help' and recorded(s.recorded_at)
    """,
    IDS | {"started_on": "date", "ended_on": "date", "outcome": "text"},
)

endings = Fact(
    "endings",
    "one row for each case that ended, with the team and the worker that held the child last",
    f"""
    select i.id as row_id, i.person_id, held.team_id, held.worker_id, i.started_on,
      known(i.ended_on, i.ended_recorded_at) as ended_on, known(i.end_reason, i.ended_recorded_at) as end_reason
    from work_involvement i
    {held("i.id", "i.ended_on")}
    where i.ended_on is not null and recorded(i.recorded_at)
    """,  # noqa: S608 - every word of it is ours
    IDS | {"started_on": "date", "ended_on": "date", "end_reason": "text"},
)

followed_referrals = Fact(
    "followed_referrals",
    "one row for each referral of a child, with what became of the case it opened",
    """
    select r.id as row_id, r.person_id, r.team_id, null::bigint as worker_id, r.received_on,
      exists (select 1 from work_stepchild c join work_step s on s.id = c.step_id
        where c.involvement_id = r.involvement_id and c.person_id = r.person_id
          and s.kind in ('initial_assessment', 'single_assessment') and s.started_on >= r.received_on
          and recorded(s.recorded_at) and standing(c.released_at) and standing(s.cancelled_at)) as was_assessed,
      known(i.ended_on, i.ended_recorded_at) as ended_on, known(i.end_reason, i.ended_recorded_at) as end_reason
    from frontdoor_referral r
    left join work_involvement i on i.id = r.involvement_id
    where recorded(r.recorded_at)
    """,
    IDS | {"received_on": "date", "was_assessed": "boolean", "ended_on": "date", "end_reason": "text"},
)

FACTS = (early_help, endings, followed_referrals)
