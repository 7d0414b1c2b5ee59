"""The log, the latest first, and which teams have talked about what."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from kith.access.models import Team
from kith.quality.learning.rules import SOURCES, gone_round
from kith.quality.models import LearningEntry, LearningTalk

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One thing learned, as the log shows it."""

    entry: LearningEntry
    source: str
    round: str
    talked: list[int]


def teams(today: date) -> dict[int, str]:
    """The teams that work here today, by name; areas and the service are no teams."""
    rows = Team.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today), kind="team")
    return dict(rows.order_by("name").values_list("pk", "name"))


def log(today: date, source: str = "") -> list[Row]:
    """What was learned, the latest first; of one source where it is given. Three queries."""
    here = teams(today)
    rows = LearningEntry.objects.select_related("by").prefetch_related(
        Prefetch("talks", LearningTalk.objects.select_related("team", "by").order_by("talked_on", "pk"))
    )
    if source in SOURCES:
        rows = rows.filter(source=source)
    found = []
    for one in rows.order_by("-learned_on", "-pk")[:SHOWN]:
        talked = [talk.team_id for talk in one.talks.all()]
        found.append(Row(one, SOURCES[one.source], gone_round(talked, here), talked))
    return found


def entry(number: int) -> LearningEntry | None:
    """One thing learned."""
    return LearningEntry.objects.filter(pk=number).first()
