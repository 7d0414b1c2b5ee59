"""What a daily list is drawn from, as SQL over the operational tables, readable as on any past morning. No Django.

The words `recorded`, `known` and `standing` are those of the fact relations (`kith.performance.facts.ground`);
`%(day)s` is the day of the list.
"""

from kith.performance.facts.ground import held_before

OPEN_WORK = """
    select s.id, s.kind, s.pack, s.title, s.form_id, s.team_id, s.worker_id, s.family_id, s.started_on, s.due_on,
      s.due_reason, s.late_reason,
      (select array_agg(c.person_id order by c.person_id) from work_stepchild c
        where c.step_id = s.id and standing(c.released_at)) as people
    from work_step s
    where recorded(s.recorded_at) and standing(s.cancelled_at) and s.started_on <= %(day)s
      and (s.completed_on is null or known(s.completed_on, s.completed_at) is null
        or known(s.completed_on, s.completed_at) > %(day)s)
"""

CLOCKS = f"""
    select t.id, t.person_id, t.code, t.title, t.due_on, {held_before("t.person_id", "%(day)s")} as team_id
    from work_timescale t
    where recorded(t.recorded_at) and t.due_on <= %(until)s and t.from_on <= %(day)s
      and known(t.met_on, t.met_recorded_at) is null and known(t.dropped_on, t.dropped_recorded_at) is null
"""  # noqa: S608
