"""Saying something about a figure, and taking it back."""

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.period import Period
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.models import FigureComment
from kith.performance.telling import rules

TAKEN_BACK = "This has been taken back already."


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
def take_back(by: Worker, said: FigureComment) -> FigureComment:
    """Take a comment back: it stands on no page any more, and stays in the record store. Refused the second time."""
    if said.taken_back_at is not None:
        raise Refused(TAKEN_BACK)
    said.taken_back_at, said.taken_back_by = clock.now(), by
    said.save(update_fields=["taken_back_at", "taken_back_by"])
    return said
