"""The visits that Amina has planned for today and the days after."""

from datetime import timedelta

from kith.desk.demo.cast import Told
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.story import StoryDays
from kith.work.models import PlannedVisit, PlannedVisitChild

# days from today, the time, the kind, the place, the children
PLANNED = (
    (0, 16, 5, "home", "27 Alder Walk", ("tia", "kofi", "elsie")),
    (2, 13, 0, "school", "Little Acorns Nursery", ("elsie",)),
)


def tell(facts: Facts, days: StoryDays, told: Told) -> None:
    """What was planned yesterday evening."""
    rows, amina = facts.rows, told.workers["amina.rahman"]
    for ahead, hour, minute, kind, place, children in PLANNED:
        planned = rows.add(
            PlannedVisit,
            worker_id=amina,
            by_id=amina,
            planned_at=moment(days.today + timedelta(days=ahead), hour, minute),
            kind=kind,
            place=place,
            recorded_at=moment(days.working_days_ago(1), 17, 20),
        )
        for child in children:
            rows.add(PlannedVisitChild, planned_id=planned, person_id=told.people[child])
