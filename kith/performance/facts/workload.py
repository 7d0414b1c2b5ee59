"""Relations of cases as they open and close, of who has held them, and of work that fell due. No Django here."""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS, STRETCH, cut_by, held, london_day, stretch, stretches

turns = Fact(
    "turns",
    "one row for each time a case opened, and one for each time it closed",
    f"""
    select t.row_id, i.person_id, held.team_id, held.worker_id, i.started_on as involvement_on, t.turn, t.turned_on
    from work_involvement i
    cross join lateral (values
      (i.id * 2, 'opened', i.started_on),
      (i.id * 2 + 1, 'closed', known(i.ended_on, i.ended_recorded_at))) t(row_id, turn, turned_on)
    {held("i.id", "t.turned_on")}
    where recorded(i.recorded_at) and t.turned_on is not null
    """,  # noqa: S608 - every word of it is ours
    IDS | {"involvement_on": "date", "turn": "text", "turned_on": "date"},
)

_THREE_WORKERS = """select e.on_day, e.next_on from (
        select m.on_day, sum(sum(m.change)) over (order by m.on_day) as workers,
          lead(m.on_day) over (order by m.on_day) as next_on
        from (
          select unnest(range_agg(daterange(b.started_on,
            (known(b.ended_on, b.ended_recorded_at) + interval '12 months')::date))) as days
          from work_allocation b
          where b.involvement_id = s.id and b.worker_id is not null and recorded(b.recorded_at)
          group by b.worker_id) one
        cross join lateral (values (lower(one.days), 1), (upper(one.days), -1)) m(on_day, change)
        where m.on_day is not null group by m.on_day) e
      where e.workers >= 3"""

changes = Fact(
    "worker_changes",
    "one row for each stretch of a case of over a year, in which three or more workers held it in twelve months or not",
    f"""{stretch("involvement_on", "cut.days")}, cut.is_in as has_three_workers,
      (s.started_on + interval '12 months')::date as year_open_on
    from (select i.*, i.id as involvement_id from work_involvement i) s
    {stretches()}
    {cut_by(_THREE_WORKERS)}
    where recorded(s.recorded_at) and lately(s.ended_on, s.ended_recorded_at)
      and coalesce(known(s.ended_on, s.ended_recorded_at) > s.started_on + interval '12 months', true)""",  # noqa: S608
    STRETCH | {"involvement_on": "date", "has_three_workers": "boolean", "year_open_on": "date"},
)

_WORK = IDS | {
    "step_id": "bigint",
    "kind": "text",
    "title": "text",
    "started_on": "date",
    "due_on": "date",
    "completed_on": "date",
    "cancelled_on": "date",
}
_HAS_END = """s.due_on is not null
      or coalesce(s.kind = any(string_to_array(:kinds_with_aim::text, ',')), false) as has_end,"""


def _pieces(more: str = "", which: str = "") -> str:
    """SQL for pieces of work, with further columns and a further condition."""
    return f"""
    select s.id as row_id, (select min(c.person_id) from work_stepchild c where c.step_id = s.id) as person_id,
      s.team_id, s.worker_id, s.id as step_id, s.kind, s.title, s.started_on, s.due_on, {more}
      known(s.completed_on, s.completed_at) as completed_on,
      known({london_day("s.cancelled_at")}, s.cancelled_at) as cancelled_on
    from work_step s
    where {which} recorded(s.recorded_at) and lately(s.completed_on, s.completed_at)
    """  # noqa: S608 - every word of it is ours


# read by reports; figures of late work count in `open_work`, which goes through the same rows once
due_work = Fact(
    "due_work",
    "one row for each piece of work that has a last day, whatever number of children it is about",
    _pieces(which="s.due_on is not null and"),
    _WORK,
)

open_work = Fact(
    "open_work",
    "one row for each piece of work from its start to its end, whatever number of children it is about",
    _pieces(_HAS_END),
    {**_WORK, "has_end": "boolean"},
)

FACTS = (turns, changes, due_work, open_work)
