"""What the lists of providers that were read in say of placements."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kith.access.practice import authority
from kith.care.models import ListedProvider, Placement, ProviderList
from kith.care.providers import rules
from kith.care.providers.reading import Line
from kith.database.prepared import prepared
from kith.database.together import together

FACTS = ("urn", "kinds", "providers", "postcode", "council", "registered_from", "registered_until")


@prepared
def _years() -> QuerySet[Any, Any]:
    return ProviderList.objects.order_by("year").values_list("year", flat=True)


@prepared
def _lines(urns: Collection[str]) -> QuerySet[Any, Any]:
    rows = ListedProvider.objects.filter(urn__in=urns).order_by("pk")
    return rows.values_list("of_year_id", *FACTS)


def lists_of(urns: Collection[str]) -> rules.Lists:
    """What the lists say of these numbers. One query."""
    years, rows = together((_years,), (_lines, sorted(set(urns))))
    listed: defaultdict[tuple[int, str], list[Line]] = defaultdict(list)
    for year, urn, kinds, providers, *rest in rows:
        listed[year, urn].append(Line(urn, tuple(kinds), tuple(providers), *rest))
    return rules.Lists(years, listed, authority().listed_as)


def chosen(row: Placement) -> rules.Chosen:
    """A placement as the list is held against it."""
    return rules.Chosen(
        row.kind, row.provider, row.urn, row.postcode, row.council, row.started_on, row.ended_on
    )


def against(rows: Sequence[Placement], today: date) -> list[str]:
    """What the lists say against these placements, each sentence once. One query."""
    lists = lists_of([row.urn for row in rows if row.urn])
    said = [words for row in rows for words in rules.against(chosen(row), lists, today)]
    return list(dict.fromkeys(said))
