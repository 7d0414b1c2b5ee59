"""What the hub tells: bulletins, and what happened to plans and boards since a moment."""

from dataclasses import dataclass
from datetime import datetime

from kith.improvement.models import ActionFeedback, ActionNote, ActionRating, BoardPaper, Bulletin

MOST = 12


@dataclass(frozen=True, slots=True)
class News:
    """What happened since somebody last looked: ratings and papers, and how many notes and words of those affected."""

    ratings: tuple[ActionRating, ...]
    rated: int
    papers: tuple[BoardPaper, ...]
    notes: int
    feedback: int

    @property
    def is_any(self) -> bool:
        """Whether anything did."""
        return bool(self.rated or self.papers or self.notes or self.feedback)


def bulletins() -> list[Bulletin]:
    """The bulletins that are up, the newest first. One query."""
    return list(Bulletin.objects.filter(is_off=False).select_related("by").order_by("-published_at")[:MOST])


def news(since: datetime) -> News:
    """What happened after a moment. Five queries."""
    rated = ActionRating.objects.filter(recorded_at__gt=since).exclude(before="")
    papers = BoardPaper.objects.filter(locked_at__gt=since).select_related("meeting__board")
    return News(
        ratings=tuple(rated.select_related("action__plan").order_by("-recorded_at", "-pk")[:MOST]),
        rated=rated.count(),
        papers=tuple(papers.order_by("-locked_at")[:MOST]),
        notes=ActionNote.objects.filter(recorded_at__gt=since).count(),
        feedback=ActionFeedback.objects.filter(recorded_at__gt=since).count(),
    )
