"""Reading in the list of providers that Ofsted keeps."""

from collections.abc import Iterable
from itertools import islice

from django.db import transaction

from kith.care.models import ListedProvider, ProviderList
from kith.care.providers.reading import Crooked, Line
from kith.core import clock

AT_ONCE = 5000


def read_in(lines: Iterable[Line], *, year: int, source: str) -> int:
    """Keep the list of a year in place of what was known of it, whole or not at all; gives how many lines.

    Raises ``Crooked`` for a list without a line: everybody would be missing from it.
    """
    number, waiting = 0, iter(lines)
    with transaction.atomic():
        ProviderList.objects.filter(pk=year).delete()
        of = ProviderList.objects.create(year=year, source=source, read_at=clock.now())
        while several := list(islice(waiting, AT_ONCE)):
            ListedProvider.objects.bulk_create(_row(of, one) for one in several)
            number += len(several)
        if not number:
            raise Crooked("The file has no line beside its headings.")
    return number


def _row(of: ProviderList, one: Line) -> ListedProvider:
    return ListedProvider(
        of_year=of, urn=one.urn, kinds=list(one.kinds), providers=list(one.providers), postcode=one.postcode,
        council=one.council, registered_from=one.registered_from, registered_until=one.registered_until,
    )  # fmt: skip
