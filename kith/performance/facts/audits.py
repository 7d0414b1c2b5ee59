"""Relations of case audits: those that fell due, and what they found. No Django here.

A second reading is counted nowhere; a stopped audit neither, as another was drawn for it. What a case that two read was
found to be is told from the day both have read it: no figure and no list behind one tells a reader what the other said.
"""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS

_FIRST = "c.second_of_id is null and recorded(c.recorded_at) and standing(c.stopped_at)"
_DONE = "known(c.finished_on, c.finished_at)"
_OTHER_DONE = "known(other.finished_on, other.finished_at)"

audit_turns = Fact(
    "audit_turns",
    "one row for each case audit that somebody was to do by a day, in the team the auditor worked in",
    f"""
    select c.id as row_id, c.person_id,
      (select b.team_id from access_membership b where b.worker_id = c.auditor_id and b.started_on <= c.due_on
        order by (b.ended_on is null or b.ended_on > c.due_on) desc, b.started_on desc, b.id limit 1) as team_id,
      c.auditor_id as worker_id, c.due_on, {_DONE} as finished_on
    from quality_caseaudit c where {_FIRST}
    """,  # noqa: S608 - every word of it is ours
    IDS | {"due_on": "date", "finished_on": "date"},
)

audits = Fact(
    "audits",
    "one row for each case audit that all its readers have finished, in the team that held the child when it was drawn",
    f"""
    select a.row_id, a.person_id, a.team_id, a.worker_id, a.finished_on, a.grade,
      to_char(a.finished_on, 'FMMonth YYYY') as month,
      (select g ->> 'title' from jsonb_array_elements(a.form -> 'grades') g where g ->> 'code' = a.grade)
        as grade_title,
      (select string_agg(t.one ->> 'title', ', ' order by t.place)
        from jsonb_array_elements(a.form -> 'themes') with ordinality as t(one, place)
        where t.one ->> 'code' = any(a.themes)) as themes,
      exists (select 1 from jsonb_array_elements(a.form -> 'grades') g
        where g ->> 'code' = a.grade and (g ->> 'is_good')::boolean) as is_good
    from (
      select c.id as row_id, c.person_id, c.team_id, c.worker_id, c.form, c.themes,
        case when other.id is null then {_DONE} when {_OTHER_DONE} is not null then greatest({_DONE}, {_OTHER_DONE}) end
          as finished_on,
        coalesce((select m.grade from quality_auditmoderation m
          where m.audit_id = c.id and m.standard = '' and recorded(m.recorded_at)), c.overall) as grade
      from quality_caseaudit c
      left join quality_caseaudit other on other.second_of_id = c.id and recorded(other.recorded_at)
        and standing(other.stopped_at)
      where {_FIRST} and {_DONE} is not null) a
    where a.finished_on is not null
    """,  # noqa: S608
    IDS
    | {
        "finished_on": "date",
        "month": "text",
        "grade": "text",
        "grade_title": "text",
        "themes": "text",
        "is_good": "boolean",
    },
)

FACTS = (audit_turns, audits)
