"""Builders of posts, of who holds them, and of training."""

from datetime import date
from decimal import Decimal
from typing import Any

from kith.access.models import Post, PostHolder, Team, TrainingDue, Worker
from tests.make.chance import LONG_AGO, NUMBERS, moment
from tests.make.workers import system


def post(team: Team, full_time: str = "1", *, started_on: date = LONG_AGO, **facts: Any) -> Post:
    """A post of the establishment; the number is made up."""
    return Post.objects.create(
        team=team, full_time=Decimal(full_time), started_on=started_on,
        **{"number": f"P{next(NUMBERS)}", "title": "Social worker", "source": "HR", "by": system(),
           "recorded_at": moment(started_on), **_ended(facts)},
    )  # fmt: skip


def holder(
    post: Post, kind: str = "permanent", full_time: str = "", *, started_on: date | None = None, **facts: Any
) -> PostHolder:
    """Somebody in a post, as long as the post from the first day where nothing else is said."""
    since = started_on or post.started_on
    if facts.get("ended_on"):
        facts = {"end_reason": "resigned", "has_left": True} | facts
    return PostHolder.objects.create(
        post=post, kind=kind, full_time=Decimal(full_time) if full_time else post.full_time, started_on=since,
        **{"start_reason": "from_outside", "source": "HR", "by": system(), "recorded_at": moment(since),
           **_ended(facts)},
    )  # fmt: skip


def training(worker: Worker, due_on: date, *, course: str = "child_protection", **facts: Any) -> TrainingDue:
    """A course that a worker has to have done by a day."""
    if facts.get("done_on"):
        facts.setdefault("done_recorded_at", moment(facts["done_on"]))
    told = {"source": "HR", "by": system(), "recorded_at": moment(LONG_AGO), **facts}
    return TrainingDue.objects.create(worker=worker, course=course, due_on=due_on, **told)


def _ended(facts: dict[str, Any]) -> dict[str, Any]:
    """An end was recorded on its own day where nothing else is said."""
    if facts.get("ended_on"):
        return {"ended_recorded_at": moment(facts["ended_on"])} | facts
    return facts
