"""The relation of factors that assessments found. No Django here.

Which question counts, and which answer says that nothing was found, stands in the form; the codes are the census's.
"""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS

factors = Fact(
    "factors",
    "one row for each child of a completed assessment whose factors were asked, with those it found",
    """
    select c.id as row_id, c.person_id, s.team_id, s.worker_id, s.title, s.started_on,
      known(s.completed_on, s.completed_at) as completed_on, found.factors, found.is_any as found_any
    from work_step s
    join work_stepchild c on c.step_id = s.id
    cross join lateral (
      select string_agg(a.code, ', ' order by a.code) filter (where not a.is_none) as factors,
        bool_or(not a.is_none) as is_any
      from work_countedanswer a
      where a.step_id = c.step_id and a.person_id = c.person_id and a.question = 'factor_codes'
      having count(*) > 0) found
    where s.completed_on is not null and recorded(s.recorded_at) and standing(c.released_at)
    """,
    IDS
    | {
        "title": "text",
        "started_on": "date",
        "completed_on": "date",
        "factors": "text",
        "found_any": "boolean",
    },
)

FACTS = (factors,)
