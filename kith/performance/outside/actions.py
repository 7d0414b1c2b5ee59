"""Reading in what others count: whole or not at all, and the same file again changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from kith.core import clock
from kith.performance.models import ComparatorFigure, PopulationCount
from kith.performance.outside.rules import Compared, Counted


@dataclass(frozen=True, slots=True)
class Read:
    """What reading in a file did."""

    new: int
    changed: int
    same: int


def read_comparators(found: Sequence[Compared]) -> Read:
    """Keep these figures, each in place of what was known of the same council, measure and year."""
    with transaction.atomic():
        years, codes = {one.year for one in found}, {one.code for one in found}
        rows = ComparatorFigure.objects.filter(year__in=years, code__in=codes)
        known = {_name(row): row for row in rows.select_for_update()}
        done = Read(0, 0, 0)
        for one in found:
            done = _keep(one, known.get(_name(one)), done)
    return done


def _name(one: ComparatorFigure | Compared) -> tuple[str, str, str]:
    """What a figure replaces: an average by its kind, a council by its name."""
    return one.code, one.year, one.who.casefold() if one.kind == "authority" else one.kind


def _keep(one: Compared, row: ComparatorFigure | None, done: Read) -> Read:
    if row is None:
        ComparatorFigure.objects.create(
            code=one.code, kind=one.kind, who=one.who, year=one.year, value=one.value, source=one.source,
            read_at=clock.now(),
        )  # fmt: skip
        return Read(done.new + 1, done.changed, done.same)
    if (row.value, row.source, row.who) == (one.value, one.source, one.who):
        return Read(done.new, done.changed, done.same + 1)
    row.value, row.source, row.who, row.read_at = one.value, one.source, one.who, clock.now()
    row.save()
    return Read(done.new, done.changed + 1, done.same)


def read_population(found: Sequence[Counted]) -> Read:
    """Keep these counts, in place of everything known of the same places and year."""
    places = {(one.kind, one.code, one.year) for one in found}
    with transaction.atomic():
        of = Q()
        for kind, code, year in places:
            of |= Q(kind=kind, code=code, year=year)
        rows = PopulationCount.objects.filter(of).select_for_update()
        known = {_count(row) for row in rows}
        wanted = {_count(one): one for one in found}
        same = known & set(wanted)
        if known != set(wanted):
            rows.delete()
            PopulationCount.objects.bulk_create(
                PopulationCount(
                    kind=one.kind, code=one.code, name=one.name, year=one.year, age_from=one.age_from,
                    age_to=one.age_to, people=one.people, source=one.source, read_at=clock.now(),
                )
                for one in found
            )  # fmt: skip
    changed = min(len(known - same), len(wanted) - len(same))
    return Read(len(wanted) - len(same) - changed, changed, len(same))


def _count(one: PopulationCount | Counted) -> tuple[str, str, str, int, int, int, int, str]:
    return one.kind, one.code, one.name, one.year, one.age_from, one.age_to, one.people, one.source
