"""Keeping definitions: part of publishing."""

from collections.abc import Collection
from datetime import date

from kith.performance.archive.rules import told
from kith.performance.definition import Indicator
from kith.performance.models import Definition


def keep(indicators: Collection[Indicator], on: date) -> int:
    """Keep the definitions that are not in the archive yet, and say how many there were."""
    known = set(
        Definition.objects.filter(pk__in=[one.hash for one in indicators]).values_list("pk", flat=True)
    )
    new = {one.hash: one for one in indicators if one.hash not in known}
    Definition.objects.bulk_create(
        [Definition(hash=mark, first_seen_on=on, **told(one)) for mark, one in new.items()],
        ignore_conflicts=True,
    )
    return len(new)
