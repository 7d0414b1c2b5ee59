"""From whom the address of a person is kept."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q

from kith.access.models import Worker
from kith.people.boundaries.queries import name_at
from kith.people.models import KeptAddress


def kept_from(viewer: Worker, on: date | None, person: Any) -> ArraySubquery:
    """The names of those who must not learn where somebody lives, as a column beside the address.

    `on` None asks for what has not ended. `person` names the person in the outer question, such as
    ``OuterRef("pk")``. `rules.address_words` takes what it gives.
    """
    holding = Q(ended_on__isnull=True)
    if on is not None:
        holding = Q(started_on__lte=on) & (holding | Q(ended_on__gt=on))
    rows = KeptAddress.objects.seen_by(viewer).filter(holding, person=person).order_by("pk")
    return ArraySubquery(rows.annotate(name_told=name_at("kept_from")).values("name_told"))


def keepings(viewer: Worker, person: int) -> list[KeptAddress]:
    """From whom a person's address is or was kept, with reasons. One query."""
    rows = KeptAddress.objects.seen_by(viewer).filter(person=person).select_related("kept_from")
    return list(rows.order_by("ended_on", "pk"))
