"""Changing what stands first on a record, and who may know of it at all."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people import rules
from kith.people.models import Alert, Person, Restriction, RestrictionReader

LONGEST_REASON = 400


@action(May.EDIT_PERSON)
def add_alert(
    by: Worker,
    person: Person,
    *,
    kind: str,
    words: str,
    started_on: date,
    today: date,
    review_on: date | None = None,
) -> Alert:
    """Put something to know before meeting or writing to a person first on the record."""
    words = " ".join(words.split())
    problems = [
        ("alert_kind", None if kind in dict(Alert.KINDS) else "Choose what the alert is about."),
        ("alert_words", None if 0 < len(words) <= 120 else "Say in at most 120 letters what to know."),
        ("started_on", rules.obstacle_to_period(started_on, None, today)),
        ("review_on", "A review lies after today." if review_on is not None and review_on <= today else None),
    ]
    found = [(field, wrong) for field, wrong in problems if wrong]
    if found:
        raise Refused.several(found)
    return Alert.objects.create(
        person=person, kind=kind, words=words, started_on=started_on, review_on=review_on
    )


@action(May.EDIT_PERSON)
def end_alert(by: Worker, alert: Alert, *, ended_on: date, today: date) -> Alert:
    """Take an alert off the record from a day on; it stays in the record's past."""
    if alert.ended_on:
        raise Refused("This alert has ended already.")
    if problem := rules.obstacle_to_period(alert.started_on, ended_on, today):
        raise Refused(problem, "ended_on")
    alert.ended_on = ended_on
    alert.save(update_fields=["ended_on"])
    return alert


@action(May.RESTRICT_RECORD)
def restrict(by: Worker, person: Person, *, reason: str, readers: Sequence[Worker]) -> Restriction:
    """Let only `readers` and who restricts know of a person from now on; for others there is no record."""
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Refused(f"Say why, in at most {LONGEST_REASON} letters.", "reason")
    left = [reader for reader in readers if not reader.is_active]
    if left:
        raise Refused("One of those named does not work here any more. Choose again.", "readers")
    try:
        with transaction.atomic():
            wall = Restriction.objects.create(person=person, reason=reason, started_at=clock.now(), by=by)
            RestrictionReader.objects.bulk_create(
                RestrictionReader(restriction=wall, worker=reader) for reader in dict.fromkeys([by, *readers])
            )
    except IntegrityError:
        raise Refused("This record is restricted already.", "reason") from None
    return wall


@action(May.RESTRICT_RECORD)
def let_read(by: Worker, restriction: Restriction, *, readers: Sequence[Worker]) -> Restriction:
    """Say anew who may know of a restricted record. Who changes it stays among them."""
    if restriction.ended_at:
        raise Refused("This record is not restricted any more.")
    kept = {reader.pk: reader for reader in [by, *readers] if reader.is_active}
    RestrictionReader.objects.filter(restriction=restriction).exclude(worker__in=kept.values()).delete()
    known = set(RestrictionReader.objects.filter(restriction=restriction).values_list("worker_id", flat=True))
    RestrictionReader.objects.bulk_create(
        RestrictionReader(restriction=restriction, worker=reader)
        for pk, reader in kept.items()
        if pk not in known
    )
    return restriction


@action(May.RESTRICT_RECORD)
def lift_restriction(by: Worker, restriction: Restriction) -> Restriction:
    """Let everybody with the permission see the record again."""
    if restriction.ended_at:
        raise Refused("This record is not restricted any more.")
    restriction.ended_at = clock.now()
    restriction.save(update_fields=["ended_at"])
    return restriction
