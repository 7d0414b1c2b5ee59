"""Freezing a month: every figure for everyone, each area and each team, with the lists behind them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.period import Period
from kith.database.session import as_system
from kith.performance import lists
from kith.performance.archive.actions import keep
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.freezing.queries import frozen_already, periods_of, places_of, row_of
from kith.performance.lists import Behind
from kith.performance.models import Publication
from kith.performance.queries import Readings, groups_of
from kith.performance.tree import Tree, tree

KITH = "kith-figures"
TOGETHER = 250  # rows put in with one statement


@dataclass(frozen=True, slots=True)
class Frozen:
    """What freezing a month came to: figures frozen now, figures that had been, and rows behind the new ones."""

    month: Period
    figures: int
    already: int
    rows: int
    definitions: int


@action(May.PUBLISH_FIGURES)
def freeze(by: Worker, month: Period) -> Frozen:
    """Publish every figure of a month that is over, as it stands now, and leave those that are published as they are.

    Counted for the system itself. One statement a list, whatever the number of teams. Raises Refused for a month that
    is not over, and when the record changed while it was being counted or somebody else freezes the same month.
    """
    return _freeze(by, month)


def freeze_by_itself(month: Period) -> Frozen:
    """The same without anybody who asks for it: a job."""
    with transaction.atomic():
        by, is_new = Worker.objects.get_or_create(
            username=KITH, defaults={"name": "Kith itself", "job_title": "No person", "is_active": False}
        )
        if is_new:
            by.set_unusable_password()
            by.save(update_fields=["password"])
        return _freeze(by, month)


def _freeze(by: Worker, month: Period) -> Frozen:
    if month.last_day >= clock.today():
        raise Refused(
            f"{month.label} is not over yet: it can be frozen from the day after its last.", field="month"
        )
    with as_system("a month of figures is frozen"):
        known, there = tree(), frozen_already(month)
        places, wanted = places_of(known), periods_of(month)
        missing = {
            one.code: [p for p in places if (one.code, period.starts, period.ends, p.id) not in there]
            for one, period in wanted
        }
        wanted = [(one, period) for one, period in wanted if missing[one.code]]
        made = _counted(by, wanted, missing, places, known)
        new = keep([one for one, _ in wanted], clock.today())
        try:
            with transaction.atomic():
                Publication.objects.bulk_create(made, batch_size=TOGETHER)
        except IntegrityError:
            raise Refused("Somebody else is freezing this month just now. Look again in a minute.") from None
    already = len(places) * len(missing) - len(made)
    return Frozen(month, len(made), already, sum(len(one.among) for one in made), new)


def _counted(
    by: Worker,
    wanted: Sequence[tuple[Indicator, Period]],
    missing: Mapping[str, Collection[Place]],
    places: Sequence[Place],
    known: Tree,
) -> list[Publication]:
    """The figures that are missing, with their rows: all counts together, then one list for each indicator."""
    if not wanted:
        return []
    on = wanted[0][1].last_day
    readings = Readings(wanted, on=on, groups=groups_of(places, known))
    made = []
    for indicator, period in wanted:
        by_team = defaultdict(list)
        everyone = lists.ids(Behind(indicator, period, on), known.own)
        for row in everyone:
            by_team[row[1]].append(row)
        for place in missing[indicator.code]:
            under, rows = known.under(place), everyone
            if under is not None and place.id != EVERYWHERE.id:
                rows = [row for team, some in by_team.items() if team in under for row in some]
            figure = readings.figure(indicator, period, place)
            if sum(counts for _, _, counts in rows) != figure.part:
                raise Refused("The record changed while the month was being counted. Freeze it again.")
            made.append(row_of(by, figure, rows, under))
    return made
