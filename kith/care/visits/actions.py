"""Keeping the clock of visits to looked-after children, as placements, orders, reviews and visits change it."""

from datetime import date

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.care.models import CarePeriod, CareReview
from kith.care.period import queries as period_queries
from kith.care.period.queries import Held
from kith.care.visits import queries, rules
from kith.core import clock
from kith.work.models import Timescale
from kith.work.timescales.actions import drop, meet, running_one, start

CHANGED = "The next visit is reckoned anew, because something else holds now."


def reckon(by: Worker, held: Held, today: date) -> None:
    """Let the clock of visits run as it must by what is on record now; part of another action."""
    if held.standing.ended_on is not None:
        return
    person, lives = held.standing.person_id, _lives(held)
    seen = queries.seen_on(person, held.standing.started_on)
    wanted = rules.next_visit(lives, seen)
    for code in rules.CODES:
        row = running_one(by, code=code, person=person)
        if row and (row.code, row.from_on) != (wanted.code, wanted.since):
            _settle(by, row, seen, min(today, lives.began) if row.from_on < lives.began else today)
    _first_week(by, held, lives, seen)
    if wanted.code != rules.FIRST:
        _start(by, held, wanted)


def reckon_anew(by: Worker, period: CarePeriod) -> None:
    """The same for a time in care that has just been changed: read afresh, as of today; part of another action."""
    if held := period_queries.held(by, period.pk):
        reckon(by, held, clock.today())


def _settle(by: Worker, row: Timescale, seen: list[date], over_on: date) -> None:
    """A clock that does not run any more was met by a visit, or what it was for was over on a day."""
    if met := rules.met_on(row.code, row.from_on, seen):
        meet(by, code=row.code, person=row.person_id, on=met)
    else:
        drop(by, row, on=over_on, why=CHANGED)


def _first_week(by: Worker, held: Held, lives: rules.Lives, seen: list[date]) -> None:
    """Every placement has its first week, also one that is written down late."""
    person = held.standing.person_id
    known = Timescale.objects.seen_by(by).filter(person=person, code=rules.FIRST, from_on=lives.began)
    if not known.exclude(dropped_on__isnull=False).exists():
        _start(by, held, rules.next_visit(lives, ()))
    if met := rules.met_on(rules.FIRST, lives.began, seen):
        meet(by, code=rules.FIRST, person=person, on=met)


def _start(by: Worker, held: Held, wanted: rules.Next) -> None:
    start(
        by, code=wanted.code, person=held.standing.person_id, from_on=wanted.since, event=wanted.event,
        standing=held.standing,
    )  # fmt: skip


def _lives(held: Held) -> rules.Lives:
    home, placed_on = queries.home_of(held.placements)
    status = held.statuses[-1]
    reviews = CareReview.objects.unguarded(EVERY_ROW).filter(period=held.period)
    return rules.Lives(
        kind=home.kind,
        placed_on=placed_on,
        status=status.code,
        status_since=status.started_on,
        visits=home.visits,
        is_lasting=home.is_lasting,
        reviewed_on=reviews.order_by("held_on").values_list("held_on", flat=True).first(),
    )
