"""What the night team should know of the Marlowes."""

from datetime import timedelta
from uuid import UUID

from kith.desk.demo.cast import Told
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.story import StoryDays
from kith.work.models import NightAlert

TOGETHER = UUID("6b697468-0000-4000-8000-000000000001")


def tell(facts: Facts, days: StoryDays, told: Told) -> None:
    """One alert for the three children, set yesterday afternoon, for three nights."""
    for child in ("tia", "kofi", "elsie"):
        facts.rows.add(
            NightAlert,
            person_id=told.people[child],
            together=TOGETHER,
            words="Lee Hargreaves may come to the house after drinking. Jade rings us if he does.",
            plan_a="Ring Pauline: she takes the children tonight. She has a key.",
            plan_b="Ring 999, then the duty manager. Nobody goes there alone.",
            phones="Pauline Marlowe, gran: 01632 960204\nJade Marlowe, mother: 01632 960118",
            set_by_id=told.workers["amina.rahman"],
            set_at=moment(days.working_days_ago(1), 16, 25),
            expires_at=moment(days.today + timedelta(days=2), 8, 30),
        )
