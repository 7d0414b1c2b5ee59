"""What the night team should know of the Marlowes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from kith.desk.demo.steps import moment
from kith.work.models import NightAlert

TOGETHER = UUID("6b697468-0000-4000-8000-000000000001")


def tell_the_night(rows: Any, days: Any, people: Mapping[str, int], workers: Mapping[str, int]) -> None:
    """One alert for the three children, set yesterday afternoon, for three nights."""
    for child in ("tia", "kofi", "elsie"):
        rows.add(
            NightAlert,
            person_id=people[child],
            together=TOGETHER,
            words="Lee Hargreaves may come to the house after drinking. Jade rings us if he does.",
            plan_a="Ring Pauline: she takes the children tonight. She has a key.",
            plan_b="Ring 999, then the duty manager. Nobody goes there alone.",
            phones="Pauline Marlowe, gran: 01632 960204\nJade Marlowe, mother: 01632 960118",
            set_by_id=workers["amina.rahman"],
            set_at=moment(days.working_days_ago(1), 16, 25),
            expires_at=moment(days.today + timedelta(days=2), 8, 30),
        )
