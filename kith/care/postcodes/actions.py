"""Reading in where postcodes lie."""

from collections.abc import Iterable
from itertools import islice

from django.db import transaction

from kith.care.models import Postcode
from kith.care.postcodes.rules import Place

AT_ONCE = 5000


def read_in(places: Iterable[Place]) -> int:
    """Keep where these postcodes lie, in place of what was known of them, all or none; gives how many."""
    number, waiting = 0, iter(places)
    with transaction.atomic():
        while several := {one.key: one for one in islice(waiting, AT_ONCE)}:
            Postcode.objects.bulk_create(
                [
                    Postcode(one.key, one.easting, one.northing, one.council, one.ward, one.decile)
                    for one in several.values()
                ],
                update_conflicts=True,
                unique_fields=["key"],
                update_fields=["easting", "northing", "council", "ward", "decile"],
            )
            number += len(several)
    return number
