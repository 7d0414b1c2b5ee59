"""Relations of what law or practice asks to happen by a day, and of how children stand. No Django here."""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS, STRETCH, held, held_before, stretch, stretches

REVIEWS = (
    "in_need_first_review", "in_need_review", "protection_first_review", "protection_review", "review_after_birth",
    "care_review_first", "care_review_second", "care_review_later", "pathway_review", "pathway_review_moved",
)  # fmt: skip

clocks = Fact(
    "clocks",
    "one row for each clock of a child: from when it ran, by when it was due, when what it asks for happened",
    f"""
    select t.id as row_id, t.person_id,
      coalesce(held.team_id, {held_before("t.person_id", "t.due_on")}) as team_id, held.worker_id, t.code, t.title,
      t.from_on, t.due_on, known(t.met_on, t.met_recorded_at) as met_on,
      known(coalesce(t.met_at <= t.due_at, t.met_on <= t.due_on), t.met_recorded_at) as was_in_time,
      known(t.dropped_on, t.dropped_recorded_at) as dropped_on
    from work_timescale t
    left join work_standing s on s.id = t.standing_id
    {held("s.involvement_id", "t.due_on")}
    where recorded(t.recorded_at)
    """,  # noqa: S608
    IDS
    | {
        "code": "text",
        "title": "text",
        "from_on": "date",
        "due_on": "date",
        "met_on": "date",
        "was_in_time": "boolean",
        "dropped_on": "date",
    },
)

standings = Fact(
    "standings",
    "one row for each stretch of a plan, a time in care or another way of standing, held by one worker or by a team",
    f"""{stretch("whole_from_on")}, s.kind
    from work_standing s
    {stretches()}
    where recorded(s.recorded_at) and lately(s.ended_on, s.ended_recorded_at) and not isempty(w.days)""",
    STRETCH | {"whole_from_on": "date", "kind": "text"},
)

FACTS = (clocks, standings)
