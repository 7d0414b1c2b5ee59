"""Short breaks of invented disabled children: an agreed series, of most each break recorded. How many is assumed."""

from datetime import date, timedelta
from random import Random

from kith.care.models import ShortBreak, ShortBreakSeries
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.lives import Life

HAVE = 0.6  # of cases whose need is the child's disability
EACH_RECORDED = 0.75
KINDS = (("U6", "PR1", "Mr Tully"), ("K2", "PR4", "Larch House"))


def live(rng: Random, facts: Facts, life: Life) -> None:
    """One child of the family, from some weeks after somebody took the case."""
    if life.spell.need != "N2" or rng.random() >= HAVE:
        return
    began = facts.calendar.add(life.spell.allocated_on, rng.randint(15, 50))
    ended = None if life.is_open else life.last_on
    likely = [
        child.id for child in life.children
        if child.id in life.cases and child.born_on < began - timedelta(days=4 * 365)
        and child.eighteenth > life.last_on and life.is_free(child.id, ("looked_after",), began, ended)
    ]  # fmt: skip
    if likely and began < life.last_on - timedelta(days=30):
        _series(rng, facts, life, likely[0], began, ended)


def _series(rng: Random, facts: Facts, life: Life, person: int, began: date, ended: date | None) -> None:
    by, (kind, provider, carer) = life.spell.held.worker or life.spell.held.manager, rng.choice(KINDS)
    style = "V3" if rng.random() < EACH_RECORDED else "V4"
    series = facts.rows.add(
        ShortBreakSeries, person_id=person, involvement_id=life.cases[person], style=style, need="N2", kind=kind,
        provider=provider, carer=carer, started_on=began, ended_on=ended, by_id=by, recorded_at=moment(began, 15),
        ended_recorded_at=moment(ended, 15) if ended else None,
    )  # fmt: skip
    on = began + timedelta(days=rng.randint(2, 12))
    while style == "V3" and on + timedelta(days=3) <= life.last_on:
        back = on + timedelta(days=rng.randint(1, 3))
        at = facts.recorded(moment(back, 10), 2)
        facts.rows.add(ShortBreak, series_id=series, started_on=on, ended_on=back, by_id=by, recorded_at=at)
        on += timedelta(days=rng.choice((14, 28, 28, 35)))
