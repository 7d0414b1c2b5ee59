"""Recording secure accommodation and orders that deprive a child in care of liberty."""

from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.liberty import queries, rules
from kith.care.models import CarePeriod, LibertyOrder
from kith.care.period import queries as period_queries
from kith.care.together.actions import refuse
from kith.core import Refused, clock
from kith.core.reading_words import count
from kith.work.timescales.actions import meet, start

CODE = "secure_without_court"
GONE = "This is not on record any more. Open the page again."
NOT_IN_CARE = "The child is not looked after on that day (707)."


@action(May.RECORD_CARE)
def begin(
    by: Worker,
    period: CarePeriod,
    *,
    kind: str,
    on: date,
    until: date | None,
    is_approved: bool = False,
    words: str = "",
) -> LibertyOrder:
    """Record secure accommodation or an order from a day on, until the day the court named. Raises ``Refused``.

    An order takes the place of secure accommodation without one, which ends then.
    """
    held = period_queries.held(by, period.pk, lock=True)
    if held is None or on < held.standing.started_on or held.standing.ended_on is not None:
        raise Refused(NOT_IN_CARE, "on")
    without = _without_order(by, period, on) if kind == "secure" else None
    refuse([
        *_problems(held, kind, on, until, is_approved, without),
        *([("words", f"Say it in at most {rules.LONGEST_WORDS} letters.")] if len(words) > rules.LONGEST_WORDS else []),
    ])  # fmt: skip
    if without is not None:
        _end(by, without, on)
    made = LibertyOrder.objects.create(
        period=period, kind=kind, started_on=on, until=until, is_approved=is_approved, words=words, by=by,
        recorded_at=clock.now(),
    )  # fmt: skip
    if kind == "secure_no_court":
        _run(by, held, made)
    return made


def _run(by: Worker, held: period_queries.Held, made: LibertyOrder) -> None:
    """The 72 hours begin to run; of 28 days, what was used before counts."""
    on = made.started_on
    used = rules.days_without_court(queries.held_in(held.period.pk), on)
    start(
        by, code=CODE, person=held.standing.person_id, from_on=on, event="its start", standing=held.standing,
        about=str(made.pk), due_on=rules.longest_until(made.kind, on, False, used) if used else None,
        why=f"{count(used, 'day')} of the three were used in the {rules.IN_DAYS} days before",
    )  # fmt: skip


def _problems(
    held: period_queries.Held,
    kind: str,
    on: date,
    until: date | None,
    is_approved: bool,
    without: LibertyOrder | None,
) -> list[rules.Problem]:
    """What stands against it; secure accommodation without an order, which ends with it, does not."""
    others, placed = queries.held_in(held.period.pk), held.placement_on(on)
    if without is not None:
        others = [one for one in others if one.ended_on is not None or one.kind != without.kind]
    wrong = rules.problems(
        kind, on, until, clock.today(), born_on=held.child.born_on, placement=placed.kind if placed else "",
        others=others, is_approved=is_approved,
    )  # fmt: skip
    again, used = any(one.kind == "secure" for one in others), rules.days_without_court(others, on)
    return wrong + (rules.problems_of_until(kind, on, until, again, used) if kind in rules.KINDS else [])


@action(May.RECORD_CARE)
def end(by: Worker, order: LibertyOrder, *, on: date) -> LibertyOrder:
    """Record the day one ended. Raises ``Refused``."""
    row = queries.one(by, order.pk)
    if row is None:
        raise Refused(GONE)
    one = rules.Held(row.kind, row.started_on, row.ended_on)
    refuse(rules.problems_of_end(one, on, clock.today(), row.period.standing.ended_on))
    return _end(by, row, on)


def end_with_care(by: Worker, period: CarePeriod, *, on: date, reason: str) -> None:
    """What holds ends with care (707); part of the action that ends care."""
    rows = LibertyOrder.objects.seen_by(by).filter(period=period, ended_on__isnull=True)
    for row in rows.select_related("period__standing"):
        if row.started_on > on or (row.started_on == on and row.kind != "secure_no_court"):
            raise Refused(
                "An order that deprives of liberty began on that day or after it (702, 707).", "ended_on"
            )
        _end(by, row, on)


def _without_order(by: Worker, period: CarePeriod, on: date) -> LibertyOrder | None:
    """What goes on without an order, and began by that day."""
    rows = LibertyOrder.objects.seen_by(by).filter(
        period=period, kind="secure_no_court", ended_on__isnull=True
    )
    return rows.filter(started_on__lte=on).select_related("period__standing").first()


def _end(by: Worker, row: LibertyOrder, on: date) -> LibertyOrder:
    row.ended_on, row.ended_recorded_at = on, clock.now()
    row.save(update_fields=["ended_on", "ended_recorded_at"])
    if row.kind == "secure_no_court":
        meet(by, code=CODE, person=row.period.standing.person_id, on=on, about=str(row.pk))
    return row
