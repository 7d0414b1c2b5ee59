"""Relations of times in care, placements, reviews, health and what happened in care. No Django here.

Short breaks are no time in care, and are in none of these.
"""

from kith.performance.definition import Fact
from kith.performance.facts.ground import (
    IDS,
    STRETCH,
    birthday,
    cut_by,
    first_due,
    held,
    late_clocks,
    of_kind,
    stretch,
    stretches,
    working_day_after,
)

_PERIODS = """
    select s.id as row_id, s.person_id, held.team_id, held.worker_id, s.started_on,
      known(s.ended_on, s.ended_recorded_at) as ended_on, known(s.end_reason, s.ended_recorded_at) as end_reason,
      c.need{more}
    from work_standing s
    join care_careperiod c on c.standing_id = s.id
    {held}
    where s.kind = 'looked_after' and recorded(s.recorded_at)
"""
_PERIOD_COLUMNS = IDS | {"started_on": "date", "ended_on": "date", "end_reason": "text", "need": "text"}

_FIRST_HEALTH = f""",
      {working_day_after("s.started_on", 20)} as twenty_days_on,
      (select min(h.held_on) from care_healthassessment h
        where h.period_id = s.id and recorded(h.recorded_at)) as health_on"""  # noqa: S608 - every word of it is ours

periods = Fact(
    "care_periods",
    "one row for each time in care, with the team that held the child when it began",
    _PERIODS.format(held=held("s.involvement_id", "s.started_on"), more=_FIRST_HEALTH),
    _PERIOD_COLUMNS | {"twenty_days_on": "date", "health_on": "date"},
)

ended_periods = Fact(
    "ended_care_periods",
    "one row for each time in care, with the team that held the child when it ended",
    _PERIODS.format(held=held("s.involvement_id", "coalesce(s.ended_on, s.started_on)"), more=""),
    _PERIOD_COLUMNS,
)

_IN_CARE = of_kind("looked_after")
_STRETCH = STRETCH | {"care_from_on": "date"}


def _stretch(days: str = "w.days") -> str:
    return stretch("care_from_on", days)


stretches_of_care = Fact(
    "care_stretches",
    "one row for each stretch of a time in care held by one worker, or by a team without a worker",
    f"""{_stretch()}
    from work_standing s
    {stretches()}
    {_IN_CARE} and not isempty(w.days)""",
    _STRETCH,
)


# What was put right since the past day asked stood otherwise on it: as the first correction after that day says.
_BEFORE = """left join lateral (
      select r.before from care_carecorrection r
      where r.period_id = p.period_id and r.part = 'placement' and r.number = p.id and standing(r.at)
      order by r.at, r.id limit 1) was on true"""

placed = Fact(
    "placed",
    "one row for each stretch of a placement held by one worker: where a child in care lives on a day",
    f"""{_stretch()},
      coalesce(was.before ->> 'kind', p.kind) as kind, p.started_on as placed_on,
      case when was.before is null then p.miles else (was.before ->> 'miles')::numeric end as miles,
      c.is_unaccompanied
    from work_standing s
    join care_careperiod c on c.standing_id = s.id
    join care_placement p on p.period_id = s.id and recorded(p.recorded_at)
    {_BEFORE}
    {stretches("p.started_on", "known(p.ended_on, p.ended_recorded_at)")}
    {_IN_CARE} and not isempty(w.days)""",
    _STRETCH | {"kind": "text", "placed_on": "date", "miles": "numeric", "is_unaccompanied": "boolean"},
)

# A placement with the same carers, the way back from a temporary one and the temporary one itself are no new placement.
# The last three are those of the child: one of an earlier time in care counts in the year in which it was.
_HOMES = """(
      select h.*, lag(h.ended_on, 2) over (partition by h.person_id order by h.started_on, h.id) as third_ended_on
      from (
        select p.id, p.period_id, o.person_id, p.kind, p.started_on,
          coalesce(lead(p.started_on) over turn, known(o.ended_on, o.ended_recorded_at)) as ended_on,
          lag(p.started_on) over turn as before_on
        from care_placement p
        join work_standing o on o.id = p.period_id
        where recorded(p.recorded_at) and left(p.kind, 1) <> 'T' and not p.carer_stays and p.resumes_id is null
        window turn as (partition by p.period_id order by p.started_on, p.id)) h)"""

homes = Fact(
    "homes",
    "one row for each stretch of living with the same carers in care, temporary moves left out, held by one worker",
    f"""{_stretch()},
      (case when left(h.kind, 1) = 'A' then coalesce(h.before_on, h.started_on) else h.started_on end
        + interval '2 years')::date as two_years_on,
      h.third_ended_on, (h.third_ended_on + interval '12 months')::date as third_lapses_on,
      (s.started_on + interval '30 months')::date as long_on, {birthday("b.born_on", 16)} as sixteen_on
    from work_standing s
    join {_HOMES} h on h.period_id = s.id
    join people_person b on b.id = s.person_id
    {stretches("h.started_on", "h.ended_on")}
    {_IN_CARE} and not isempty(w.days)""",
    _STRETCH
    | {
        "two_years_on": "date",
        "third_ended_on": "date",
        "third_lapses_on": "date",
        "long_on": "date",
        "sixteen_on": "date",
    },
)

moves = Fact(
    "moves",
    "one row for each placement that ended while the child stayed in care",
    f"""
    select p.id as row_id, s.person_id, held.team_id, held.worker_id, p.kind,
      known(p.ended_on, p.ended_recorded_at) as ended_on, known(p.end_reason, p.ended_recorded_at) as end_reason
    from care_placement p
    join work_standing s on s.id = p.period_id
    {held("s.involvement_id", "coalesce(p.ended_on, p.started_on)")}
    where recorded(p.recorded_at) and left(p.kind, 1) <> 'T' and exists (
      select 1 from care_placement n
      where n.period_id = p.period_id and n.started_on >= known(p.ended_on, p.ended_recorded_at)
        and left(n.kind, 1) <> 'T' and n.id <> p.id and recorded(n.recorded_at))
    """,  # noqa: S608 - every word of it is ours
    IDS | {"kind": "text", "ended_on": "date", "end_reason": "text"},
)

reviews = Fact(
    "reviews",
    "one row for each review of a child in care that was held",
    f"""
    select r.id as row_id, s.person_id, held.team_id, held.worker_id, r.held_on, r.due_on, r.participation,
      coalesce({birthday("b.born_on", 4)} <= r.held_on, true) as is_four
    from care_carereview r
    join work_standing s on s.id = r.period_id
    join people_person b on b.id = s.person_id
    {held("s.involvement_id", "r.held_on")}
    where recorded(r.recorded_at)
    """,  # noqa: S608
    IDS | {"held_on": "date", "due_on": "date", "participation": "text", "is_four": "boolean"},
)

_LATE_REVIEWS = late_clocks("care_review_first", "care_review_second", "care_review_later")

reviewed = Fact(
    "reviewed",
    "one row for each stretch of a time in care in which a review of the last twelve months was late, or none was",
    f"""{_stretch("cut.days")}, cut.is_in as is_late,
      {first_due("care_review_first")} as asked_from_on
    from work_standing s
    {stretches()}
    {cut_by(_LATE_REVIEWS)}
    {_IN_CARE}""",
    _STRETCH | {"is_late": "boolean", "asked_from_on": "date"},
)

educated = Fact(
    "education_planned",
    "one row for each stretch of a time in care in which an education plan, or looking at it, was past its day, or not",
    f"""{_stretch("cut.days")}, cut.is_in as is_late, {first_due("education_plan_first")} as asked_from_on
    from work_standing s
    {stretches()}
    {cut_by(late_clocks("education_plan_first", "education_plan", months=0))}
    {_IN_CARE}""",
    _STRETCH | {"is_late": "boolean", "asked_from_on": "date"},
)


def _up_to_date(name: str, about: str, ranges: str) -> Fact:
    return Fact(
        name,
        f"one row for each stretch of a time in care in which {about}, or not",
        f"""{_stretch("cut.days")}, cut.is_in as is_up_to_date,
      (s.started_on + interval '12 months')::date as year_in_care_on
    from work_standing s
    join people_person b on b.id = s.person_id
    {stretches()}
    {cut_by(ranges)}
    {_IN_CARE}""",
        _STRETCH | {"is_up_to_date": "boolean", "year_in_care_on": "date"},
    )


assessed = _up_to_date(
    "health_assessed",
    "the health assessment was not older than six months (while under five) or twelve",
    f"""select h.held_on, (h.held_on + interval '6 months')::date + 1
      from care_healthassessment h where h.period_id = s.id and recorded(h.recorded_at)
      union all
      select greatest(h.held_on, {birthday("b.born_on", 5)}), (h.held_on + interval '12 months')::date + 1
      from care_healthassessment h where h.period_id = s.id and recorded(h.recorded_at)""",  # noqa: S608
)
teeth = _up_to_date(
    "teeth_checked",
    "teeth had been checked in the twelve months before",
    """select h.held_on, (h.held_on + interval '12 months')::date + 1
      from care_healthcheck h
      where h.period_id = s.id and h.kind = 'dental' and h.is_up_to_date and recorded(h.recorded_at)""",
)
immunised = _up_to_date(
    "immunised",
    "immunisations were up to date as last found",
    """select held_on, next_on from (
        select h.held_on, h.is_up_to_date, lead(h.held_on) over (order by h.held_on, h.id) as next_on
        from care_healthcheck h
        where h.period_id = s.id and h.kind = 'immunisations' and recorded(h.recorded_at)) found
      where is_up_to_date""",
)


def _happened(name: str, about: str, table: str, columns: str, kinds: dict[str, str]) -> Fact:
    return Fact(
        name,
        f"one row for each {about} of a child in care",
        f"""
    select h.id as row_id, s.person_id, held.team_id, held.worker_id, h.held_on{columns}
    from {table} h
    join work_standing s on s.id = h.period_id
    {held("s.involvement_id", "h.held_on")}
    where recorded(h.recorded_at)""",  # noqa: S608
        IDS | {"held_on": "date"} | kinds,
    )


scores = _happened(
    "scores",
    "strengths and difficulties questionnaire",
    "care_strengthsscore",
    ", h.score::int as score, s.started_on + interval '12 months' <= h.held_on as is_year_in_care",
    {"score": "int", "is_year_in_care": "boolean"},
)

_AFTER_OFFENCES = """select h.held_on, (h.held_on + interval '12 months')::date
      from care_offence h where h.period_id = s.id and recorded(h.recorded_at)"""

offences = Fact(
    "offending",
    "one row for each stretch of a time in care within twelve months of a conviction or caution, or not",
    f"""{_stretch("cut.days")}, cut.is_in as is_offender,
      greatest((s.started_on + interval '12 months')::date, {birthday("b.born_on", 10)}) as asked_from_on
    from work_standing s
    join people_person b on b.id = s.person_id and b.born_on is not null
    {stretches()}
    {cut_by(_AFTER_OFFENCES)}
    {_IN_CARE}""",
    _STRETCH | {"is_offender": "boolean", "asked_from_on": "date"},
)

missing = Fact(
    "missing",
    "one row for each time a child in care was missing or away",
    f"""
    select m.id as row_id, s.person_id, held.team_id, held.worker_id, m.kind, m.started_on,
      known(m.ended_on, m.ended_recorded_at) as ended_on,
      known(m.answer, m.answer_recorded_at) as answer,
      known(m.talked_at <= m.ended_at + interval '72 hours', m.answer_recorded_at) as was_in_time
    from care_timemissing m
    join work_standing s on s.id = m.period_id
    {held("s.involvement_id", "m.started_on")}
    where recorded(m.recorded_at)
    """,  # noqa: S608
    IDS
    | {"kind": "text", "started_on": "date", "ended_on": "date", "answer": "text", "was_in_time": "boolean"},
)

FACTS = (
    periods,
    ended_periods,
    stretches_of_care,
    placed,
    homes,
    moves,
    reviews,
    reviewed,
    educated,
    assessed,
    teeth,
    immunised,
    scores,
    offences,
    missing,
)
