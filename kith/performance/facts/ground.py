"""What all fact relations are written with: the columns each has, and the SQL they share. No Django here.

Three words in the SQL make every relation readable as at a past day (see `compiler.as_known`):
`recorded(moment)` keeps rows recorded by then, `known(day, moment)` gives a day only when it was recorded by
then, `standing(moment)` keeps rows not taken back by then. A fourth spares work: `lately(day, moment)` drops what
had ended, and was known to, before the first day that is asked for. Days are days in London.
"""

IDS = {"row_id": "bigint", "person_id": "bigint", "team_id": "bigint", "worker_id": "bigint"}
# the kinds of step that are an assessment
ASSESSMENTS = "('initial_assessment', 'core_assessment', 'single_assessment')"
STRETCH = IDS | {"started_on": "date", "ended_on": "date"}


def working_days(start: str, end: str) -> str:
    """SQL for the working days d with start < d <= end: the first day is day 0."""
    number = "(select w.number from database_workingday w where w.day = {})"
    return f"({number.format(end)} - {number.format(start)})"


def working_day_after(start: str, days: int | str) -> str:
    """SQL for the day that many working days (a number, or a column that has it) after another."""
    return f"""(select min(n.day) from database_workingday n
        where n.number = (select w.number from database_workingday w where w.day = {start}) + {days})"""  # noqa: S608


def birthday(born: str, age: int | str) -> str:
    """SQL for the day on which somebody turns an age (a number, or a column that has it), as `core.period.birthday` has
    it: who was born on 29 February turns it on 1 March of other years.
    """
    same_day = f"({born} + make_interval(years => {age}))"
    return f"({same_day}::date + (extract(day from {same_day}) <> extract(day from {born}))::int)"


def london_day(moment: str) -> str:
    """SQL for the day in London of a moment."""
    return f"({moment} at time zone 'Europe/London')::date"


def day_begins(day: str) -> str:
    """SQL for the moment at which a day begins in London: comparing moments finds rows by index, days would not."""
    return f"(({day})::timestamp at time zone 'Europe/London')"


def held(involvement: str, day: str) -> str:
    """SQL for a join, named `held`: the team and the worker that held a case on a day, or the last ones before."""
    return f"""left join lateral (
        select a.team_id, a.worker_id from work_allocation a
        where a.involvement_id = {involvement} and a.started_on <= {day} and recorded(a.recorded_at)
        order by a.started_on desc, a.id desc limit 1) held on true"""  # noqa: S608 - every word of it is ours


def held_before(person: str, day: str) -> str:
    """SQL for the team that held a person on a day, or the last one before: looked for only where it is asked.

    As a list of one the person is looked up in the plain index, which takes a tenth of the time of the one that keeps
    involvements apart.
    """
    return f"""(select a.team_id from work_involvement i join work_allocation a on a.involvement_id = i.id
        where i.person_id = any(array[{person}]) and a.started_on <= {day}
          and recorded(i.recorded_at) and recorded(a.recorded_at)
        order by a.started_on desc, a.id desc limit 1)"""  # noqa: S608


def stretches(of: str = "s.started_on", until: str = "s.ended_on") -> str:
    """SQL for joins, named `a` and `w`: the standing `s`, or a part of it from `of` to `until`, cut where the worker or
    the team that held the child changed: `w.days` is the stretch as a range of days, empty where nothing is left.
    """
    first = f"greatest({of}, a.started_on)"
    last = f"least({until}, known(s.ended_on, s.ended_recorded_at), known(a.ended_on, a.ended_recorded_at))"
    return f"""join work_allocation a on a.involvement_id = s.involvement_id and recorded(a.recorded_at)
      and lately(a.ended_on, a.ended_recorded_at)
    cross join lateral (select case when {last} is null or {last} > {first} then daterange({first}, {last})
      else 'empty'::daterange end as days) w"""


def stretch(began: str, days: str = "w.days") -> str:
    """SQL for the head of a relation of stretches of the standing `s`: who held it, the day the whole of it began
    under the name `began`, and the days of the stretch.
    """
    return f"""select s.id as row_id, s.person_id, a.team_id, a.worker_id, s.started_on as {began},
      lower({days}) as started_on, upper({days}) as ended_on"""


def of_kind(kind: str) -> str:
    """SQL for the condition that keeps standings `s` of a kind that are known and may matter for the days asked."""
    return f"""where s.kind = '{kind}' and recorded(s.recorded_at)
      and lately(s.ended_on, s.ended_recorded_at)"""


def late_clocks(*codes: str, months: int = 12) -> str:
    """SQL for ranges to cut by: from the day after a clock of the standing `s` was due, as long as what it asks for was
    late, up to so many months after it happened, or up to the day from which it was asked for no more.
    """
    return f"""select t.due_on + 1, coalesce((known(t.met_on, t.met_recorded_at) + interval '{months} months')::date,
        known(t.dropped_on, t.dropped_recorded_at))
      from work_timescale t
      where t.standing_id = s.id and t.code in ({", ".join(repr(code) for code in codes)})
        and recorded(t.recorded_at)
        and (known(t.met_on, t.met_recorded_at) is null or t.met_on > t.due_on)"""  # noqa: S608


def first_due(code: str) -> str:
    """SQL for the day by which a clock of the standing `s` was first due; empty where it never ran."""
    return f"""(select min(t.due_on) from work_timescale t
        where t.standing_id = s.id and t.code = '{code}' and recorded(t.recorded_at))"""  # noqa: S608


def cut_by(ranges: str) -> str:
    """SQL for joins, named `cut`: the stretch `w.days` cut again where what `ranges` selects begins and ends.

    `cut.days` is the piece and `cut.is_in` whether it lies within one of those ranges. A range whose end is not after
    its start is none.
    """
    return f"""cross join lateral (
      select coalesce(range_agg(case when r.last is null or r.last > r.first then daterange(r.first, r.last) end),
        '{{}}'::datemultirange) as days
      from ({ranges}) r(first, last)) marked
    cross join lateral (
      select unnest(datemultirange(w.days) * marked.days) as days, true as is_in
      union all
      select unnest(datemultirange(w.days) - marked.days), false) cut"""  # noqa: S608
