"""Beginning and ending how a child stands with the service, as part of what an app of that subject does."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.work.models import Involvement, Standing
from kith.work.models.standings import NEEDS_CASE
from kith.work.standings import rules
from kith.work.steps.queries import first_name
from kith.work.timescales.actions import drop_all_of


def begin(
    by: Worker,
    *,
    person: int,
    kind: str,
    on: date,
    involvement: int | None = None,
    until: date | None = None,
    reason: str = "",
) -> Standing:
    """Let a child stand so from a day on; part of another action.

    ``involvement`` is the case it belongs to, by default the child's open one. ``until`` and ``reason`` say that it is
    over already: something past that is written down late. What gives way to this kind (``KITH_MAKES_WAY``: a child in
    need plan, where a protection plan begins or the child is looked after) ends that day; what goes on beside it
    (``KITH_STANDS_BESIDE``) takes note. Raises ``Refused`` in words with whatever stands against it; the database holds
    the same.
    """
    child = Person.objects.seen_by(by).select_for_update(no_key=True).get(pk=person)
    if until is None:
        for effect in import_string(settings.KITH_MAKES_WAY).get(kind, ()):
            import_string(effect)(by, person=person, kind=kind, on=on)
    case, now = _case(person, involvement, kind, on), clock.now()
    rows = Standing.objects.unguarded(EVERY_ROW).filter(person=person).order_by("-started_on")
    if why := rules.obstacle_to_beginning(
        first_name(child),
        kind,
        on,
        until=until,
        held=[rules.Held(row.kind, row.started_on, row.ended_on) for row in rows],
        case=rules.Case(case.started_on, case.ended_on) if case else None,
        needs_case=kind in NEEDS_CASE,
        today=clock.today(),
    ):
        raise Refused(why)
    if until is not None and not reason:
        raise Refused("Choose why it ended.", field="reason")
    past = {"ended_on": until, "end_reason": reason, "ended_recorded_at": now} if until else {}
    return _begun(by, person=child, kind=kind, involvement=case, started_on=on, recorded_at=now, **past)


def _begun(by: Worker, **facts: Any) -> Standing:
    """The new period, of which what goes on beside it has taken note."""
    made = Standing.objects.create(by=by, **facts)
    if made.ended_on is None:
        for effect in import_string(settings.KITH_STANDS_BESIDE).get(made.kind, ()):
            import_string(effect)(by, standing=made)
    return made


def end(by: Worker, standing: Standing, *, on: date, reason: str) -> Standing:
    """End how a child stands, on a day, with a reason (a code of its subject); part of another action.

    Clocks that run with it are dropped. Raises ``Refused`` for a day that cannot be, or when it has ended.
    """
    row = Standing.objects.seen_by(by).select_for_update(no_key=True).get(pk=standing.pk)
    if why := rules.obstacle_to_ending(row.kind, row.started_on, row.ended_on, on, clock.today()):
        raise Refused(why, field="ended_on")
    if not reason:
        raise Refused("Choose why it ends.", field="reason")
    row.ended_on, row.end_reason, row.ended_recorded_at = on, reason, clock.now()
    row.save(update_fields=["ended_on", "end_reason", "ended_recorded_at"])
    drop_all_of(by, row, on=on, why=f"{row.words} ended.")
    standing.ended_on, standing.end_reason, standing.ended_recorded_at = on, reason, row.ended_recorded_at
    return row


def _case(person: int, involvement: int | None, kind: str, on: date) -> Involvement | None:
    """The case it belongs to; none for what needs none and began before the case did."""
    rows = Involvement.objects.unguarded(EVERY_ROW).filter(person=person)
    if involvement is not None:
        return rows.filter(pk=involvement).first()
    case = rows.filter(ended_on__isnull=True).first()
    return None if case and kind not in NEEDS_CASE and on < case.started_on else case
