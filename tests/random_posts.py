"""Posts, who held them and who left, at random on the real tables; some recorded late, some taken back."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from kith.access.models import Post, PostHolder, Team, TrainingDue, Worker, WorkingShare
from tests import make

FIRST = date(2023, 4, 1)
HOURS = [Decimal(text) for text in ("1", "1", "0.8", "0.6", "0.5")]
KINDS = ["permanent", "permanent", "newly_qualified", "agency"]


def write(random: Random, teams: Sequence[Team], workers: Sequence[Worker], on: date) -> None:
    """Six posts for each team with a history each, hours of two workers, and training."""
    for number in range(6 * len(teams)):
        _post(random, f"P{number:03}", teams[number % len(teams)], workers[0], on)
    for worker in workers[:2]:
        since = FIRST + timedelta(days=random.randrange(900))
        WorkingShare.objects.create(
            worker=worker, share=Decimal("0.6"), started_on=since, by=worker, recorded_at=make.moment(since)
        )
    for worker in workers:
        for days in (10, 100, 300):
            due = on - timedelta(days=days)
            done = due + timedelta(days=random.choice([-20, 0, 30]))
            is_done = done <= on and random.random() < 0.7
            TrainingDue.objects.create(
                worker=worker, course="child_protection", due_on=due, source="random", by=worker,
                recorded_at=make.moment(due - timedelta(days=90)),
                done_on=done if is_done else None, done_recorded_at=make.moment(done) if is_done else None,
            )  # fmt: skip


def _post(random: Random, number: str, team: Team, by: Worker, on: date) -> None:
    since, hours = FIRST + timedelta(days=random.randrange(700)), random.choice(HOURS)
    ends = random.random() < 0.2
    until = on - timedelta(days=random.randrange(200)) if ends else None
    post = Post.objects.create(
        number=number, team=team, title="Social worker", full_time=hours, is_established=random.random() < 0.85,
        started_on=since, ended_on=until, source="random", by=by, recorded_at=make.moment(since),
        ended_recorded_at=make.moment(until) if until else None,
        taken_back_at=make.moment(on) if random.random() < 0.1 else None,
    )  # fmt: skip
    day, last = since, until or on
    while (day := day + timedelta(days=random.choice([0, 30, 120]))) < last:
        end = day + timedelta(days=random.randrange(60, 500))
        _holder(random, post, min(end, last) if end < last or until else None, day, by)
        day = end


def _holder(random: Random, post: Post, end: date | None, day: date, by: Worker) -> None:
    kind, leaves = random.choice(KINDS), random.random() < 0.6
    PostHolder.objects.create(
        post=post, kind=kind, full_time=min(random.choice(HOURS), post.full_time), started_on=day,
        start_reason="from_outside", ended_on=end, end_reason=("resigned" if leaves else "moved") if end else "",
        has_left=bool(end) and leaves, source="random", by=by, recorded_at=make.moment(day),
        ended_recorded_at=make.moment(end) if end else None,
        taken_back_at=make.moment(day) if random.random() < 0.05 else None,
    )  # fmt: skip
