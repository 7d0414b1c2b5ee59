"""Telling two people on record apart, and taking that back."""

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.apart import queries, rules
from kith.people.merging.queries import is_restricted
from kith.people.models import Person, ToldApart


@action(May.EDIT_PERSON)
def tell_apart(by: Worker, person: Person, other: Person, *, reason: str) -> ToldApart:
    """Say that two records are of two people, so that nobody is asked again. Raises Refused."""
    if problem := rules.obstacle_to_reason(reason):
        raise Refused(problem, "reason")
    if person.pk == other.pk:
        raise Refused(rules.NOT_ITSELF)
    if is_restricted([person.pk, other.pk]):
        raise Refused(rules.RESTRICTED)
    try:
        with transaction.atomic():
            return ToldApart.objects.create(
                person=person, other=other, reason=reason.strip(), by=by, at=clock.now()
            )
    except IntegrityError:
        raise Refused(rules.ALREADY) from None


@action(May.EDIT_PERSON)
def withdraw(by: Worker, told: ToldApart, *, reason: str) -> ToldApart:
    """Say that two people told apart may be one after all; that they were told apart stays on record."""
    if problem := rules.obstacle_to_reason(reason, rules.NO_REASON_AGAIN):
        raise Refused(problem, "reason")
    held = ToldApart.objects.seen_by(by).select_for_update().filter(pk=told.pk).first()
    if held is None or held.withdrawn_at:
        raise Refused(rules.WITHDRAWN)
    if is_restricted(held.people_ids()):
        raise Refused(rules.RESTRICTED)
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_reason = clock.now(), by, reason.strip()
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return held


@action(May.CREATE_PERSON)
def keep_apart(by: Worker, person: Person, *, others: list[int], reason: str) -> None:
    """Remember for good whom somebody put on record is not, as was said before; nobody twice, nobody restricted."""
    known = queries.apart_from(by, person.pk) | {person.pk}
    for other in Person.objects.seen_by(by).filter(pk__in=set(others) - known).order_by("pk"):
        if not is_restricted([person.pk, other.pk]):
            tell_apart(by, person, other, reason=reason)
