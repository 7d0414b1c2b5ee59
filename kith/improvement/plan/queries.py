"""What stands beside the counts of a plan: what they were before, and the measures that its projects are to move."""

from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kith.improvement.boards.queries import last_meeting
from kith.improvement.models import ActionRating, BoardPaper, ImprovementPlan
from kith.improvement.plan import rules
from kith.improvement.plan.rules import Met, Since
from kith.improvement.rules import Counts
from kith.performance.figure import end_of


def before(plan: ImprovementPlan, today: date) -> tuple[Since, Counts] | None:
    """The counts of a plan in the paper of the last meeting where that is locked, else at that meeting or a month ago.

    Two queries.
    """
    meeting = last_meeting(plan, today)
    paper = meeting.locked if meeting else None
    met = Met(meeting.held_on, paper.stood_on if paper else None) if meeting else None
    since = rules.since(met, plan.started_on, today)
    if since is None:
        return None
    counts = _counts_in(plan, paper) if paper else _counts_at(plan, since.on)
    return (since, counts) if counts else None


def _counts_in(plan: ImprovementPlan, paper: BoardPaper) -> Counts | None:
    """What a plan counted by rating in a locked paper: the ratings as the paper keeps them. One query."""
    rows = plan.actions.values_list("pk", flat=True)
    return rules.counts_then((paper.ratings.get(str(one)), False, 1) for one in rows)


def _counts_at(plan: ImprovementPlan, on: date) -> Counts | None:
    """What a plan counted by rating at the end of a day, from the history of its ratings. One query."""
    rated = ActionRating.objects.filter(action=OuterRef("pk"), rated_on__lte=on)
    newest = rated.order_by("-rated_on", "-pk").values("rating")[:1]
    written = ExpressionWrapper(Q(recorded_at__lt=end_of(on)), output_field=BooleanField())
    rows = plan.actions.annotate(then=Subquery(newest), was_written=written).order_by()
    found = rows.values("then", "was_written").annotate(number=Count("pk"))
    return rules.counts_then(found.values_list("then", "was_written", "number"))


def measures(plan: ImprovementPlan) -> dict[int, list[str]]:
    """The measures that each project is to move: codes by theme, in the order of its actions. One query."""
    top = Coalesce("theme__parent", "theme")
    rows = (
        plan.actions.exclude(measure="").order_by().values("measure").annotate(top=top, first=Min("outline"))
    )
    found: dict[int, list[str]] = {}
    for theme, code in rows.order_by("first").values_list("top", "measure"):
        found.setdefault(theme, []).append(code)
    return found
