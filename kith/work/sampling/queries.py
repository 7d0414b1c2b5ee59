"""What chance picked, what is to be read, and what was found."""

from datetime import date, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q

from kith.access.models import Worker
from kith.work.deciding.queries import names_of
from kith.work.models import SampledWork, SignOff
from kith.work.sampling.rules import Share

SHOWN = 50
DAYS = 365


def to_read(viewer: Worker) -> list[SampledWork]:
    """What was drawn and nobody has read, the oldest first; nothing the viewer wrote. One query."""
    rows = SampledWork.objects.seen_by(viewer).filter(is_drawn=True, read_at__isnull=True)
    mine = SignOff.objects.seen_by(viewer).filter(step=OuterRef("step"), submitted_by=viewer)
    others = rows.filter(~Exists(mine)).exclude(step__worker=viewer)
    others = others.select_related("step", "step__team", "step__worker")
    return list(others.order_by("drawn_at", "pk")[:SHOWN])


def read_lately(viewer: Worker) -> list[SampledWork]:
    """What was read, the latest first. One query."""
    rows = SampledWork.objects.seen_by(viewer).filter(read_at__isnull=False)
    return list(rows.select_related("step", "step__team", "read_by").order_by("-read_at")[:SHOWN])


def shares(viewer: Worker, today: date) -> list[Share]:
    """For each kind of work that is sampled, what came of it in a year. One query."""
    rows = SampledWork.objects.seen_by(viewer).filter(drawn_at__date__gt=today - timedelta(days=DAYS))
    counted = rows.values("step__kind").annotate(
        title=Max("step__title"),
        one_in=Max("one_in"),
        finished=Count("pk"),
        drawn=Count("pk", filter=Q(is_drawn=True)),
        read=Count("pk", filter=Q(read_at__isnull=False)),
        concerns=Count("pk", filter=Q(verdict="concerns")),
    )
    columns = ("title", "one_in", "finished", "drawn", "read", "concerns")
    return [Share(*row) for row in counted.order_by("title").values_list(*columns)]


def of_step(viewer: Worker, step: int) -> SampledWork | None:
    """The draw of one piece of work, when the viewer may know of it."""
    rows = SampledWork.objects.seen_by(viewer).filter(step=step)
    return rows.select_related("read_by").first()


def names(viewer: Worker, rows: list[SampledWork]) -> dict[int, list[str]]:
    """First names of the children of each piece. One query."""
    return names_of(viewer, [row.step_id for row in rows])
