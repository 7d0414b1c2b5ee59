"""Keeping an address from somebody, and ending that."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import KeptAddress, Person


@action(May.EDIT_PERSON)
def keep_address(
    by: Worker,
    person: Person,
    kept_from: Person,
    *,
    reason: str,
    today: date,
    together: Sequence[Person] = (),
) -> KeptAddress:
    """From now on mark wherever the address of `person` stands that `kept_from` must not learn it.

    `together` are others who live there: theirs is kept too, but for whom it is kept already.
    """
    reason = reason.strip()
    if kept_from in (person, *together):
        raise Refused("An address is kept from somebody who lives elsewhere.", "keep_other")
    if not reason or len(reason) > 400:
        raise Refused("Say why, in at most 400 letters.", "keep_reason")
    held = KeptAddress.objects.seen_by(by).filter(kept_from=kept_from, ended_on__isnull=True)
    already = set(held.values_list("person_id", flat=True))
    for one in together:
        if one.pk not in already | {person.pk}:
            _keep(by, one, kept_from, reason, today)
    return _keep(by, person, kept_from, reason, today)


def _keep(by: Worker, person: Person, kept_from: Person, reason: str, today: date) -> KeptAddress:
    try:
        with transaction.atomic():
            return KeptAddress.objects.create(
                person=person, kept_from=kept_from, reason=reason, started_on=today,
                recorded_at=clock.now(), by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(f"The address is kept from {kept_from.name} already.", "keep_other") from None


@action(May.EDIT_PERSON)
def tell_address(by: Worker, row: KeptAddress, *, today: date) -> KeptAddress:
    """The address need not be kept from this person any more."""
    if row.ended_on:
        raise Refused("This has ended already.")
    row.ended_on, row.ended_recorded_at = today, clock.now()
    row.save(update_fields=["ended_on", "ended_recorded_at"])
    return row
