"""Publishing a figure, and keeping a watch list: the only things here that write."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.period import Period
from kith.database.session import as_system
from kith.performance import lists, queries
from kith.performance.archive.actions import keep
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.freezing.queries import row_of
from kith.performance.lists import Behind
from kith.performance.models import Publication, WatchedMeasure
from kith.performance.tree import tree


@action(May.PUBLISH_FIGURES)
def publish(
    by: Worker, indicator: Indicator, *, period: Period, on: date, place: Place = EVERYWHERE
) -> Publication:
    """Freeze a figure as it stands now, with its definition and the ids of the rows behind it.

    Counted for the system itself, so that it does not depend on what the publisher may see. Raises
    Refused for a period that has not begun, and when this figure of this day was published already.
    """
    if on > clock.today() or period.starts > clock.today():
        raise Refused("A figure can be published for today or a day in the past.", field="on")
    with as_system("a figure is published"):
        figure = queries.read(indicator, period, on=on, place=place)
        teams = tree().under(place)
        frozen = row_of(by, figure, lists.ids(Behind(indicator, period, on, place), teams), teams)
        keep([indicator], clock.today())
    try:
        with transaction.atomic():
            frozen.save(force_insert=True)
    except IntegrityError:
        raise Refused("This figure of this day has been published already.") from None
    return frozen


@action(May.SEE_PERFORMANCE)
def watch(by: Worker, indicator: Indicator) -> None:
    """Put a measure on one's watch list; nothing happens where it is there already."""
    WatchedMeasure.objects.get_or_create(worker=by, code=indicator.code)


@action(May.SEE_PERFORMANCE)
def unwatch(by: Worker, indicator: Indicator) -> None:
    """Take a measure off one's watch list; nothing happens where it is not on it."""
    WatchedMeasure.objects.filter(worker=by, code=indicator.code).delete()
