"""The list of providers that Ofsted keeps, invented like the homes in it, and a mother who is looked after herself."""

from collections.abc import Iterator
from datetime import date, timedelta

from kith.access import practice as practices
from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.care.models import Placement, ProviderList
from kith.care.placement.rules import NOT_IN_ENGLAND
from kith.care.providers.actions import read_in
from kith.care.providers.reading import Line
from kith.core.period import add_months, financial_year
from kith.database.session import as_system
from kith.desk.demo.found import is_there, worker
from kith.desk.demo.starting import PracticeOn
from kith.people import actions
from kith.people.models import Person
from kith.work.models import Standing

SOURCE = "Invented for the demonstration"
WRITTEN_OTHERWISE = {
    "WM3 9PU": "WM3 9PV"
}  # one home has another postcode on the list than on the record (221)


def act(today: date, practice_on: PracticeOn) -> None:
    """Read in the list of the last whole year, and let a girl in care be a mother; once."""
    with as_system("the demonstration reads in a list of providers"):
        year = financial_year(today).starts.year
        if not is_there() or ProviderList.objects.filter(pk=year).exists():
            return
        read_in(_lines(), year=year, source=SOURCE)
        _mother(worker("colin.burge"), today)


def _lines() -> Iterator[Line]:
    """A line for each place with a number in which a child of this record lives or lived."""
    rows = Placement.objects.unguarded(DEMO).exclude(urn__in=["", NOT_IN_ENGLAND])
    held: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for urn, postcode, kind, provider in rows.values_list("urn", "postcode", "kind", "provider").distinct():
        is_home = not kind.startswith("U")
        kinds, providers = held.setdefault((urn, postcode if is_home else ""), (set(), set()))
        kinds.add(kind)
        providers.add(provider)
    us = practices.authority().listed_as[0]
    for (urn, postcode), (kinds, providers) in sorted(held.items()):
        there = WRITTEN_OTHERWISE.get(postcode, postcode)
        yield Line(urn, tuple(sorted(kinds)), tuple(sorted(providers)), there, us)


def _mother(by: Worker, today: date) -> None:
    """The eldest girl who is looked after has a daughter of five months, where one is old enough."""
    old_enough = Person.objects.unguarded(DEMO).filter(
        sex="F", born_precision="exact", born_on__lte=add_months(today, -16 * 12)
    )
    now = Standing.objects.unguarded(DEMO).filter(kind="looked_after", ended_on=None, person__in=old_enough)
    held = now.select_related("person").order_by("person__born_on", "person_id").first()
    if held is None:
        return
    born = today - timedelta(days=150)
    baby = actions.create_person(
        by, given_name="Robin", family_name=held.person.family_name, sex="F", today=today,
        born_told=f"{born.day}/{born.month}/{born.year}",
    )  # fmt: skip
    actions.relate(by, held.person, baby, kind="mother", today=today)
