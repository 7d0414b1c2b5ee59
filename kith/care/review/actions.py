"""Recording reviews of looked-after children, and bringing one forward."""

from collections.abc import Mapping, Sequence
from datetime import date

from kith.access import practice
from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.care.actions import open_work
from kith.care.models import CarePeriod, CareReview
from kith.care.period import queries as period_queries
from kith.care.period.holding import GONE
from kith.care.period.queries import Held
from kith.care.review import rules
from kith.care.visits.actions import reckon
from kith.core import Refused, clock
from kith.work.models import Step, Timescale
from kith.work.timescales.actions import drop, last_day, meet, running_one, start
from kith.work.timescales.actions import move as move_day

RECORD = "care_review"  # the piece of work in which what was said is written


def run_clock(by: Worker, period: CarePeriod, today: date) -> None:
    """Let the clock of the next review run as it must by the reviews on record; part of another action."""
    standing = period.standing
    held = review_days(period)
    wanted, since = rules.clock_after(len(held)), held[-1] if held else standing.started_on
    for code in rules.CLOCKS:
        row = running_one(by, code=code, person=standing.person_id)
        if row and (code, row.from_on) != (wanted, since):
            after = [on for on in held if on >= row.from_on and (on > row.from_on or code == rules.FIRST)]
            if after:
                meet(by, code=code, person=standing.person_id, on=after[0])
            else:
                drop(by, row, on=min(today, row.due_on), why="A review was written down late.")
    if standing.ended_on is None:
        start(
            by, code=wanted, person=standing.person_id, from_on=since, event=rules.event_before(len(held)),
            standing=standing,
        )  # fmt: skip


def review_days(period: CarePeriod) -> list[date]:
    """The days on which a child's reviews were held in a time in care, in order."""
    rows = CareReview.objects.unguarded(EVERY_ROW).filter(period=period)
    return list(rows.order_by("held_on").values_list("held_on", flat=True))


@action(May.REVIEW_CARE)
def record(
    by: Worker,
    *,
    held_on: date | None,
    children: Mapping[int, str],
    chair: Worker | None,
) -> list[CareReview]:
    """Record one review held together for these children: time in care (id) -> how the child took part.

    The next is due from this day; what was said is written in a piece of work that opens for the chair. Raises
    ``Refused`` with everything that is wrong for any of them; then none is kept.
    """
    rows = {number: period_queries.held(by, number, lock=True) for number in sorted(children)}
    if not rows or None in rows.values():
        raise Refused("Choose at least one child." if not rows else GONE, "children")
    whole = [one for one in rows.values() if one is not None]
    known = [code.code for code in practice.current().lists["review_participation"].on(clock.today())]
    problems = [
        problem
        for one in whole
        for problem in rules.problems_with(
            one.child, held_on, children[one.period.pk], known, started_on=one.standing.started_on,
            ended_on=one.standing.ended_on, held=review_days(one.period), today=clock.today(),
            field=f"part.{one.period.pk}",
        )
    ]  # fmt: skip
    if problems:
        raise Refused.several(list(dict.fromkeys(problems)))
    assert held_on is not None
    people = [one.standing.person_id for one in whole]
    step = open_work(by, RECORD, people, held_on, worker=chair)
    return [_recorded(by, one, held_on, children[one.period.pk], chair, step) for one in whole]


def _recorded(
    by: Worker, held: Held, on: date, participation: str, chair: Worker | None, step: Step | None
) -> CareReview:
    made = CareReview.objects.create(
        period=held.period, held_on=on, due_on=_due_on(by, held, on), participation=participation, chair=chair,
        step=step, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    run_clock(by, held.period, clock.today())
    reckon(by, held, clock.today())
    return made


def _due_on(by: Worker, held: Held, on: date) -> date | None:
    """By when a review of that day was due: by the clock that runs, or by the one that a later review had met."""
    person, later = held.standing.person_id, [day for day in review_days(held.period) if day > on]
    if not later:
        clocks = [row for code in rules.CLOCKS if (row := running_one(by, code=code, person=person))]
        return next((row.due_on for row in clocks if row.from_on <= on), None)
    met = next((row for code in rules.CLOCKS if (row := meet(by, code=code, person=person, on=on))), None)
    if met is None:
        return None
    after = rules.SECOND if met.code == rules.FIRST else rules.LATER
    rows = CareReview.objects.seen_by(by).filter(period=held.period, held_on=later[0])
    rows.update(due_on=last_day(after, on))
    return met.due_on


@action(May.REVIEW_CARE)
def bring_forward(by: Worker, period: CarePeriod, *, to: date | None, why: str) -> Timescale:
    """Bring the next review forward to an earlier day, as the reviewing officer asks, with why (regulation 33(3))."""
    held = period_queries.held(by, period.pk, lock=True)
    if held is None:
        raise Refused(GONE)
    person = held.standing.person_id
    row = next((one for code in rules.CLOCKS if (one := running_one(by, code=code, person=person))), None)
    if row is None:
        raise Refused("No review is due for this child.")
    if problems := rules.problems_with_bringing_forward(row.due_on, to, why, clock.today()):
        raise Refused.several(problems)
    assert to is not None
    return move_day(by, row, due_on=to, why=why.strip())


@action(May.RECORD_CARE)
def appoint(by: Worker, periods: Sequence[CarePeriod], *, officer: Worker | None) -> list[CarePeriod]:
    """Name the independent reviewing officer of these children."""
    if officer is None:
        raise Refused("Choose who reviews.", "officer")
    if not periods:
        raise Refused("Choose at least one child.", "officer_of")
    rows = CarePeriod.objects.seen_by(by).filter(pk__in=[one.pk for one in periods])
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for row in found:
        row.officer = officer
        row.save(update_fields=["officer"])
    return found
