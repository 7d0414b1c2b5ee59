"""Posts of the teams that hold cases over some years: who came and left, what is vacant, agency, training."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from kith.access.models import Post, PostHolder, TrainingDue
from kith.desk.demo import story
from kith.desk.demo.chances import Weighted
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.staffing import LEFT_ALONE, Place, Staffing

SOURCE = "Personnel office, list of posts (invented)"
KEEPER = "wyn.parry"
YEARS = 7  # that the list of posts goes back
FULL, HALF = Decimal(1), Decimal("0.50")
AGENCY = 0.07  # of workers in post; with those who cover a vacant post near England’s 13% in 2025; assumed
WHY_LEFT = Weighted({"resigned": 0.65, "retired": 0.15, "other_left": 0.2})  # assumed
MOVED = 0.15  # of those who leave a post: to another one of the council; assumed
CAME = Weighted({"other_council": 0.4, "from_outside": 0.25, "qualified": 0.2, "moved": 0.15})  # assumed
UNFILLED = (0, 30, 60, 120)  # days between two people in a post; assumed
FIRST_YEAR_SINCE = 195  # days since the newly qualified of the story came
COURSES = (("child_protection", 730), ("data_protection", 365))  # due again after so many days
SETTLED = 700  # days at least that who is of the story has been there
NOT_YET = 0.12  # of the last of each course; assumed
TOLD_BEFORE = timedelta(days=90)  # training is known this long before it is due

Known = tuple[date, int]  # the day on which somebody with an account left, and who it was


@dataclass(slots=True)
class _Posts:
    """Makes the posts of a team one after the other."""

    facts: Facts
    rng: Random
    by: int
    team: int
    began: date

    def add(self, full_time: Decimal = FULL) -> int:
        """A post of the establishment, under a number that no other has."""
        post = self.facts.rows.new_id(Post)
        return self.facts.rows.add(
            Post, id=post, number=f"SW{post:04}", team_id=self.team, title="Social worker", full_time=full_time,
            started_on=self.began, source=SOURCE, by_id=self.by, recorded_at=moment(self.began),
        )  # fmt: skip

    def hold(self, post: int, kind: str, first: date, ended: date | None = None, **more: Any) -> None:
        """Somebody in a post from a day; who is known by an account and goes has left the council."""
        told: dict[str, Any] = {"full_time": FULL, "worker_id": None} | more
        if ended is not None:
            is_moved = told["worker_id"] is None and self.rng.random() < MOVED
            reason = "moved" if is_moved else WHY_LEFT.draw(self.rng)
            told |= {"ended_on": ended, "end_reason": reason, "ended_recorded_at": moment(ended)}
            told["has_left"] = not is_moved
        ways = {"agency": "agency_start", "newly_qualified": "qualified"}
        self.facts.rows.add(
            PostHolder, post_id=post, kind=kind, started_on=first, source=SOURCE, by_id=self.by,
            start_reason=ways.get(kind) or CAME.draw(self.rng), recorded_at=moment(first), **told,
        )  # fmt: skip


def beside(rng: Random, facts: Facts, staff: Staffing, households: Any, number: int) -> None:
    """A post for everybody who holds cases, with who was in it before; one or two in each team that are vacant."""
    casts = {staff.told.workers[one.username]: one for one in story.WORKERS}
    by, began = staff.told.workers[KEEPER], date(facts.today.year - YEARS, 4, 1)
    for turn, (place, workers) in enumerate(_places(staff)):
        posts = _Posts(facts, rng, by, place.team, began)
        left = [one for one in sorted(place.left) if one[0] > began]
        for worker in workers:
            cast = casts.get(worker)
            _filled(posts, worker, cast, left.pop() if left and not cast else None)
        _vacant(posts, turn, left.pop() if left else None)
        for worker in workers:
            _training(facts, rng, worker, by)


def _places(staff: Staffing) -> Iterator[tuple[Place, list[int]]]:
    """Teams and who holds cases in them; without the workers of the story where it was told before."""
    told, north = staff.told, staff.told.teams[story.NORTH]
    alone = told.workers[LEFT_ALONE]
    have_posts = () if told.people else {told.workers[one.username] for one in story.WORKERS}
    for place in [*(one for area in staff.areas for one in area), staff.disabled]:
        workers = [alone, *place.workers] if place.team == north else place.workers
        yield place, [worker for worker in workers if worker not in have_posts]


def _filled(posts: _Posts, worker: int, cast: story.Cast | None, before: Known | None) -> None:
    """A post with the worker of today in it, and whoever was in it before: known by account, or only by the list.

    Who is of the story has been there for years, or came newly qualified.
    """
    rng, today, post = posts.rng, posts.facts.today, posts.add()
    lately = SETTLED if cast else 200
    some_day = posts.began + timedelta(days=rng.randint(1, (today - posts.began).days - lately))
    went, who = before or (some_day, None)
    first = min(went + timedelta(days=rng.choice(UNFILLED)), today - timedelta(days=10))
    if cast and cast.first_year:
        first = today - timedelta(days=FIRST_YEAR_SINCE)
    posts.hold(post, "permanent", posts.began, went, worker_id=who)
    kind = "newly_qualified" if cast and cast.first_year else "permanent"
    if cast is None and rng.random() < AGENCY:
        kind = "agency"
    hours = Decimal(dict(story.PART_TIME).get(cast.username, FULL)) if cast else FULL
    posts.hold(post, kind, max(first, went), full_time=hours, worker_id=worker)


def _vacant(posts: _Posts, turn: int, before: Known | None) -> None:
    """A post that nobody holds, in some teams covered by an agency worker; in some half a post never filled."""
    today, post = posts.facts.today, posts.add()
    went, who = before or (today - timedelta(days=posts.rng.randint(60, 700)), None)
    posts.hold(post, "permanent", posts.began, went, worker_id=who)
    if turn % 2 == 0:
        posts.hold(post, "agency", min(went + timedelta(days=30), today))
    if turn % 3 == 0:
        posts.add(HALF)


def _training(facts: Facts, rng: Random, worker: int, by: int) -> None:
    """Each course when it was last due, done or not, and the next time it is due."""
    for course, every in COURSES:
        due = facts.today - timedelta(days=rng.randint(1, every - 40))
        done = min(due + timedelta(days=rng.randint(-45, 20)), facts.today - timedelta(days=1))
        is_done = rng.random() > NOT_YET
        ends = {"done_on": done, "done_recorded_at": moment(done)} if is_done else {}
        told: dict[str, Any] = {"worker_id": worker, "course": course, "source": SOURCE, "by_id": by}
        facts.rows.add(TrainingDue, **told, due_on=due, recorded_at=moment(due - TOLD_BEFORE), **ends)
        if is_done:
            again = due + timedelta(days=every)
            facts.rows.add(TrainingDue, **told, due_on=again, recorded_at=moment(done))
