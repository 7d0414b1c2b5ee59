"""Saying what the census asks of a case and no piece of work says: the main need."""

from collections.abc import Collection

from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor.census import queries
from kith.frontdoor.models import Referral
from kith.work.models import Involvement


@action(May.EDIT_PERSON)
def say_need(by: Worker, cases: Collection[int], *, need: str) -> list[Involvement]:
    """Record the main need of these cases (ids) and of the referrals that opened them, whatever it was before.

    Raises ``Refused`` without a case and for a need that is not in the list of today.
    """
    if need not in dict(queries.needs_on(clock.today())):
        raise Refused("Choose the main need.", field="need")
    rows = Involvement.objects.seen_by(by).filter(pk__in=cases).select_for_update(no_key=True, of=("self",))
    found = list(rows.select_related("person").order_by("pk"))
    if not found or len(found) != len(set(cases)):
        raise Refused("Choose at least one child.", field="person")
    for case in found:
        case.need = need
        case.save(update_fields=["need"])
    for referral in Referral.objects.unguarded(EVERY_ROW).filter(involvement__in=[case.pk for case in found]):
        referral.need = need
        referral.save(update_fields=["need"])
    return found
