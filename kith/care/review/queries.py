"""Reviews of looked-after children that were held, for figures of other apps."""

from datetime import date

from kith.access.models import Worker
from kith.care.models import CareReview
from kith.care.review.rules import took_part


def held_between(viewer: Worker, since: date, until: date) -> list[tuple[date, str, bool | None]]:
    """Of each child at each review from a day to before another: the day, who led it, and whether the child took part.

    One query.
    """
    rows = CareReview.objects.seen_by(viewer).filter(held_on__gte=since, held_on__lt=until)
    found = rows.values_list("held_on", "chair__name", "participation")
    return [(on, chair or "", took_part(code)) for on, chair, code in found]
