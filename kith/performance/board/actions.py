"""Freezing a board report with all its figures, and signing it."""

from django.db import IntegrityError, transaction
from django.db.models import Q

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.period import Period
from kith.database.session import as_system
from kith.performance import actions, rules
from kith.performance.board import queries
from kith.performance.choices import Choices
from kith.performance.definition import Indicator
from kith.performance.models import BoardReport, BoardSignature, Publication
from kith.performance.packs import printing
from kith.performance.tree import tree

ALREADY = "The report of this place, period and day is frozen already. It stands in the list below."


@action(May.PUBLISH_FIGURES)
def freeze(by: Worker, chosen: Choices) -> BoardReport:
    """Keep the chosen dashboard word for word and publish every figure in it, in one go.

    Counted for the system itself, so that it does not depend on what the one who freezes it may see. Raises Refused
    for a report without figures, and when it was frozen already.
    """
    with as_system("a board report is frozen"):
        shown = queries.cards(chosen, tree())
        content = printing.told(queries.pack(shown, chosen))
    if not shown:
        raise Refused("Nothing was counted here: there is no figure to freeze.")
    figures = [
        published(by, one.indicator, rules.period_for(one.indicator, chosen.period, chosen.on), chosen).pk
        for one in shown
    ]
    made = BoardReport(
        team_id=chosen.place.id or None,
        read_on=chosen.on,
        period=chosen.period,
        topic=chosen.topic,
        content=content,
        figures=figures,
        by=by,
        frozen_at=clock.now(),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused(ALREADY) from None
    return made


def published(by: Worker, indicator: Indicator, period: Period, chosen: Choices) -> Publication:
    """The published figure of this day, published before or now; inside an action."""
    of_place = Q(team=chosen.place.id) if chosen.place.id else Q(team__isnull=True)
    held = Publication.objects.filter(
        of_place, code=indicator.code, starts_on=period.starts, ends_on=period.ends, read_on=chosen.on
    ).first()
    return held or actions.publish(by, indicator, period=period, on=chosen.on, place=chosen.place)


@action(May.SIGN_FIGURES)
def sign(by: Worker, report: BoardReport) -> BoardSignature:
    """Put one's name to a frozen report. Nobody signs what they froze themselves; it is signed once."""
    if report.by_id == by.pk:
        raise Refused("You froze this report: somebody else signs it.")
    made = BoardSignature(report=report, by=by, signed_at=clock.now())
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused("This report is signed already.") from None
    return made
