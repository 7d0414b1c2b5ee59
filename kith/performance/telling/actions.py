"""Saying something about a figure, naming a change that its trend should show, and taking either back."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.period import Period
from kith.performance import queries as figures
from kith.performance import rules as periods
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.models import FigureComment, NamedChange
from kith.performance.telling import queries, rules
from kith.performance.tree import tree

TAKEN_BACK = "This has been taken back already."
NOT_YOURS = "Who wrote this takes it back, or somebody who publishes figures."


@action(May.EXPLAIN_FIGURES)
def comment(
    by: Worker, indicator: Indicator, *, period: Period, place: Place = EVERYWHERE, words: str
) -> FigureComment:
    """Keep words about a figure with its measure, place and period. Raises Refused for none, and for too many."""
    said = " ".join(words.split())
    if why := rules.obstacle_to_saying(said, FigureComment.LONGEST, "what there is to say"):
        raise Refused(why, "words")
    return FigureComment.objects.create(
        code=indicator.code,
        team_id=place.id or None,
        period_kind=period.kind,
        period_label=period.label,
        starts_on=period.starts,
        ends_on=period.ends,
        words=said,
        said_at=clock.now(),
        by=by,
    )


@action(May.EXPLAIN_FIGURES)
def take_back(by: Worker, said: FigureComment | NamedChange) -> FigureComment | NamedChange:
    """Take a comment or a named change back: it stands on no page any more.

    Raises Refused the second time, and for what somebody else wrote where `by` does not publish figures.
    """
    if said.by_id != by.pk and not by.may(May.PUBLISH_FIGURES):
        raise Refused(NOT_YOURS)
    held = type(said)._base_manager.select_for_update().get(pk=said.pk)
    if held.taken_back_at is not None:
        raise Refused(TAKEN_BACK)
    held.taken_back_at, held.taken_back_by = clock.now(), by
    held.save(update_fields=["taken_back_at", "taken_back_by"])
    return held


@action(May.EXPLAIN_FIGURES)
def name_change(
    by: Worker, indicator: Indicator, *, month: str, words: str, on: date, place: Place = EVERYWHERE
) -> NamedChange:
    """Name what changed in the service from a month ('2026-03') on, so that the trend is read apart before and after.

    Raises Refused for no words, too many, a month that is none of the trend shown on the day `on`, one named already,
    and one with fewer than two points on either side.
    """
    said = " ".join(words.split())
    wrong = [("change_words", rules.obstacle_to_saying(said, NamedChange.LONGEST, "what changed"))]
    months = periods.month_series(indicator, on)
    found = [month.last_day.replace(day=1) for month in months]
    at = next((at for at, first in enumerate(found) if f"{first:%Y-%m}" == month), None)
    unfinished = periods.unfinished(indicator, months)
    values = [
        None if figure.exact is None or index in unfinished else float(figure.exact)
        for index, figure in enumerate(figures.series(indicator, months, on=on, place=place))
    ]
    known = queries.changes(place, tree(), indicator.code)[indicator.code]
    named = [index for index, _ in queries.steps(known, months)]
    wrong.append(("from_month", rules.obstacle_to_naming(values, named, at)))
    if told := [(field, why) for field, why in wrong if why]:
        raise Refused.several(told)
    try:
        with transaction.atomic():
            return NamedChange.objects.create(
                code=indicator.code, team_id=place.id or None, from_on=found[at or 0], words=said,
                named_at=clock.now(), by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(rules.NAMED_ALREADY, "from_month") from None
