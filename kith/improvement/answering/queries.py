"""Actions of plans as the page of a measure shows them, under the name the wiring knows."""

from django.urls import reverse

from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock
from kith.core.beside import Beside, Row
from kith.core.reading_words import short_day
from kith.improvement import queries
from kith.improvement.models import PlanAction
from kith.improvement.queries import Line
from kith.improvement.words import CLOSED, MARKS, rating_words

MOST = 12
TITLE = "Actions that answer this measure"
HEADS = ("Action", "Who leads it", "Due", "How it stands")


def actions_that_answer(viewer: Worker, measure: str) -> Beside | None:
    """The actions that are to move a measure, unfinished ones and the newest plans first; None where there is none.

    What a later plan carries on stands there alone. One query where nothing is to be shown.
    """
    if not viewer.may(May.SEE_IMPROVEMENT):
        return None
    rows = PlanAction.objects.filter(measure=measure, carried_to=None).select_related("plan")
    lines = queries.lines(rows.order_by("-plan__started_on", "plan", "outline"), clock.today())
    if not lines:
        return None
    lines.sort(key=lambda line: line.row.rating in CLOSED)
    return Beside("actions", TITLE, HEADS, [_row(line) for line in lines[:MOST]], len(lines))


def _row(line: Line) -> Row:
    row = line.row
    due = "no end set" if row.due_on is None else short_day(row.due_on)
    return Row(
        words=f"{row.number} {row.words}",
        href=reverse("plan_action", kwargs={"number": row.pk}),
        small=row.plan.name,
        cells=(line.officer or "–", f"late since {due}" if line.is_late else due),
        mark=(MARKS[row.rating], rating_words(row.rating)),
    )
