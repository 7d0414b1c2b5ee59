"""Timescales as the program's own actions would have kept them: due by the pack of the day, met, dropped or running."""

from dataclasses import dataclass
from datetime import date, datetime

from kith.desk.demo.facts import Facts, moment
from kith.practice.timescales import last_of
from kith.work.models import Timescale


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of one child. ``ended`` is the day from which it was not asked for any more, ``why`` says why."""

    person: int
    code: str
    since: date
    event: str
    by: int
    standing: int | None = None
    met: date | None = None
    ended: date | None = None
    why: str = ""
    about: str = ""
    due: date | None = None  # where a court or a plan names the day
    at: datetime | None = None  # the moment it runs from, where it is reckoned in hours
    met_at: datetime | None = None


def keep(facts: Facts, clock: Clock) -> date | None:
    """Make its row and give its last day; nothing where the practice of the day has no such clock."""
    kind = facts.practice_on(clock.since).timescales.get(clock.code)
    last = last_of(kind, clock.since, facts.calendar, event=clock.event, from_at=clock.at) if kind else None
    if kind is None or last is None:
        return None
    dropped = clock.ended if clock.met is None else None
    due_on = clock.due or last.on
    facts.rows.add(
        Timescale, person_id=clock.person, code=clock.code, title=kind.title, about=clock.about,
        standing_id=clock.standing, from_on=clock.since, from_at=clock.at, due_on=due_on,
        due_at=None if clock.due else last.at, reason=last.reason, warn_days=kind.warn_days, met_on=clock.met,
        met_at=clock.met_at, met_recorded_at=facts.recorded(moment(clock.met, 17)) if clock.met else None,
        dropped_on=dropped, dropped_why=clock.why if dropped else "",
        dropped_recorded_at=facts.recorded(moment(dropped, 16)) if dropped else None, by_id=clock.by,
        recorded_at=facts.recorded(moment(clock.since, 16)),
    )  # fmt: skip
    return due_on
