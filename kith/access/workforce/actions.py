"""Keeping posts, who holds them, and training. Whose team it is, is asked by the page."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Post, PostHolder, Team, TrainingDue, Worker
from kith.access.workforce import rules
from kith.access.workforce.rules import ONE_DAY, Span, WantedHolder, WantedPost
from kith.core import Refused, clock
from kith.core.reading_words import short_day
from kith.core.refused import Problem

Line = tuple[
    int, Callable[[Worker], bool]
]  # the number of a line, and what taking it does: whether it changed anything


@action(May.KEEP_WORKFORCE)
def add_post(by: Worker, team: Team, *, wanted: WantedPost) -> Post:
    """Add a post to a team. Raises ``Refused`` for words or days that cannot be, or a number that stands already."""
    return _add_post(by, team, wanted)


def _add_post(by: Worker, team: Team, wanted: WantedPost) -> Post:
    if wrong := rules.obstacle_to_words(wanted.number, wanted.title, wanted.source):
        raise Refused(wrong[1], wrong[0])
    if obstacle := rules.obstacle_to_days(wanted.started_on, wanted.last_day, clock.today()):
        raise Refused(obstacle, "started_on")
    if wanted.started_on < team.started_on or (team.ended_on and wanted.started_on >= team.ended_on):
        raise Refused(f"{team.name} does not exist on that day.", "started_on")
    ended = {"ended_on": wanted.ended_on, "ended_recorded_at": clock.now()} if wanted.last_day else {}
    try:
        with transaction.atomic():
            return Post.objects.create(
                number=wanted.number, team=team, title=wanted.title, full_time=wanted.full_time,
                is_established=wanted.is_established, started_on=wanted.started_on, source=wanted.source, by=by,
                recorded_at=clock.now(), **ended,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(
            f"Post {wanted.number} stands already on some of these days. End it first, or take it back.",
            "number",
        ) from None


@action(May.KEEP_WORKFORCE)
def end_post(by: Worker, post: Post, *, last_day: date) -> Post:
    """End a post with a last day. Raises ``Refused`` while somebody is in it after that day."""
    return _end_post(_held(Post.objects, post), last_day)


def _end_post(post: Post, last_day: date) -> Post:
    if post.ended_on is not None:
        raise Refused(
            f"Post {post.number} has ended on {short_day(post.ended_on - ONE_DAY)} already.", "last_day"
        )
    if obstacle := rules.obstacle_to_days(post.started_on, last_day, clock.today()):
        raise Refused(obstacle, "last_day")
    over = last_day + ONE_DAY
    if any(one.ended_on is None or one.ended_on > over for one in _in_post(post)):
        raise Refused("Somebody is in this post after that day. Say first when they leave it.", "last_day")
    return _ended(post, over)


def _ended(row: Any, over: date) -> Any:
    row.ended_on, row.ended_recorded_at = over, clock.now()
    row.save(update_fields=["ended_on", "ended_recorded_at"])
    return row


@action(May.KEEP_WORKFORCE)
def take_back_post(by: Worker, post: Post) -> Post:
    """Take back a post that was entered by mistake. Raises ``Refused`` when somebody has been in it."""
    post = _held(Post.objects, post)
    if _in_post(post):
        raise Refused("Somebody has been in this post. Take them back first, if that was a mistake too.")
    return _taken_back(post)


def _taken_back(row: Any) -> Any:
    row.taken_back_at = clock.now()
    row.save(update_fields=["taken_back_at"])
    return row


@action(May.KEEP_WORKFORCE)
def put_in_post(by: Worker, post: Post, *, worker: Worker | None, wanted: WantedHolder) -> PostHolder:
    """Say who is in a post, from when, as what and for how many hours. Raises ``Refused`` for what does not fit."""
    return _put_in_post(by, _held(Post.objects, post), worker, wanted)


def _put_in_post(by: Worker, post: Post, worker: Worker | None, wanted: WantedHolder) -> PostHolder:
    reasons = _reasons(
        wanted.kind, wanted.start_reason, wanted.end_reason, is_over=wanted.last_day is not None
    )
    if obstacle := rules.obstacle_to_source(wanted.source):
        raise Refused(obstacle, "source")
    if obstacle := rules.obstacle_to_days(wanted.started_on, wanted.last_day, clock.today()):
        raise Refused(obstacle, "started_on")
    alike = [one for one in _in_post(post) if (one.kind == rules.AGENCY) == (wanted.kind == rules.AGENCY)]
    span = Span(wanted.full_time, wanted.started_on, wanted.ended_on)
    if obstacle := rules.obstacle_to_holding(_span(post), span, [_span(one) for one in alike]):
        raise Refused(obstacle, "started_on")
    ended = (
        {"ended_on": wanted.ended_on, "ended_recorded_at": clock.now(), **reasons} if wanted.last_day else {}
    )
    try:
        with transaction.atomic():
            return PostHolder.objects.create(
                post=post, worker=worker, kind=wanted.kind, full_time=wanted.full_time, source=wanted.source, by=by,
                started_on=wanted.started_on, start_reason=wanted.start_reason, recorded_at=clock.now(), **ended,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("This worker is in this post already on some of these days.", "worker") from None


def _reasons(kind: str, start: str, end: str, *, is_over: bool) -> dict[str, Any]:
    """Why somebody left a post and whether they left the council, as columns. Raises ``Refused`` for unknown words."""
    lists, today = practice.current().lists, clock.today()
    starts, ends = ({one.code: one for one in lists[name].on(today)} for name in ("post_start", "post_end"))
    if wrong := rules.obstacle_to_reasons(kind, start, end, starts=starts, ends=ends, is_over=is_over):
        raise Refused(wrong[1], wrong[0])
    has_left = is_over and ends[end].note == rules.LEFT
    return {"end_reason": end, "has_left": has_left and kind != rules.AGENCY}


@action(May.KEEP_WORKFORCE)
def leave_post(by: Worker, holder: PostHolder, *, last_day: date, reason: str) -> PostHolder:
    """Say that somebody leaves a post, and why. Raises ``Refused`` for days that cannot be."""
    return _leave_post(_held(PostHolder.objects, holder), last_day, reason)


def _leave_post(holder: PostHolder, last_day: date, reason: str) -> PostHolder:
    if holder.ended_on is not None:
        raise Refused(f"They left on {short_day(holder.ended_on - ONE_DAY)} already.", "last_day")
    if obstacle := rules.obstacle_to_days(holder.started_on, last_day, clock.today()):
        raise Refused(obstacle, "last_day")
    reasons = _reasons(holder.kind, holder.start_reason, reason, is_over=True)
    holder.ended_on, holder.ended_recorded_at = last_day + ONE_DAY, clock.now()
    holder.end_reason, holder.has_left = reasons["end_reason"], reasons["has_left"]
    holder.save(update_fields=["ended_on", "ended_recorded_at", "end_reason", "has_left"])
    return holder


@action(May.KEEP_WORKFORCE)
def take_back_holder(by: Worker, holder: PostHolder) -> PostHolder:
    """Take back that somebody is in a post: it was a mistake. It stays readable as at the days before."""
    return _taken_back(_held(PostHolder.objects, holder))


@action(May.KEEP_WORKFORCE)
def add_training(
    by: Worker, worker: Worker, *, course: str, due_on: date, done_on: date | None, source: str
) -> TrainingDue:
    """Say by which day a worker has to have done a course. Raises ``Refused`` where that stands already."""
    return _add_training(by, worker, course, due_on, done_on, source)


def _add_training(
    by: Worker, worker: Worker, course: str, due_on: date, done_on: date | None, source: str
) -> TrainingDue:
    today = clock.today()
    if not practice.current().lists["training_course"].has(course, today):
        raise Refused("Choose a course from the list.", "course")
    if obstacle := rules.obstacle_to_days(due_on, None, today):
        raise Refused(obstacle.replace("first day", "day it is due"), "due_on")
    if obstacle := rules.obstacle_to_source(source):
        raise Refused(obstacle, "source")
    done = _done(done_on) if done_on else {}
    try:
        with transaction.atomic():
            return TrainingDue.objects.create(
                worker=worker,
                course=course,
                due_on=due_on,
                source=source,
                by=by,
                recorded_at=clock.now(),
                **done,
            )
    except IntegrityError:
        raise Refused(f"{worker.name} has this course by that day already.", "due_on") from None


def _done(done_on: date) -> dict[str, Any]:
    if not rules.FIRST <= done_on <= clock.today():
        raise Refused("The day it was done cannot lie ahead, or before 1990.", "done_on")
    return {"done_on": done_on, "done_recorded_at": clock.now()}


@action(May.KEEP_WORKFORCE)
def tick_training(by: Worker, training: TrainingDue, *, done_on: date) -> TrainingDue:
    """Say on which day a course was done. Raises ``Refused`` for a day ahead, or when it was said before."""
    return _tick(_held(TrainingDue.objects, training), done_on)


def _tick(training: TrainingDue, done_on: date) -> TrainingDue:
    if training.done_on is not None:
        raise Refused(f"It was done on {short_day(training.done_on)} already.", "done_on")
    for name, value in _done(done_on).items():
        setattr(training, name, value)
    training.save(update_fields=["done_on", "done_recorded_at"])
    return training


@action(May.KEEP_WORKFORCE)
def take_back_training(by: Worker, training: TrainingDue) -> TrainingDue:
    """Take back training that was entered by mistake."""
    return _taken_back(_held(TrainingDue.objects, training))


@action(May.KEEP_WORKFORCE)
def read_in(by: Worker, lines: Sequence[Line]) -> tuple[int, int]:
    """Take every line of a file, or none: how many changed something, and how many stood already.

    Raises ``Refused`` with what is wrong in each line, and then nothing is read in.
    """
    changed, problems = 0, list[Problem]()
    for number, take in lines:
        try:
            with transaction.atomic():
                changed += take(by)
        except Refused as refused:
            problems += [(None, f"Line {number}: {words}") for _, words in refused.problems]
    if problems:
        raise Refused.several(problems)
    return changed, len(lines) - changed


def post_line(team: Team, wanted: WantedPost) -> Callable[[Worker], bool]:
    """What a line about a post does: adds it, ends the one that began that day, or nothing where it stands already."""

    def take(by: Worker) -> bool:
        known = Post.objects.filter(
            number=wanted.number, started_on=wanted.started_on, taken_back_at__isnull=True
        )
        post = known.select_for_update(no_key=True).first()
        if post is None:
            _add_post(by, team, wanted)
            return True
        told = (post.team_id, post.title, post.full_time, post.is_established)
        if told != (team.pk, wanted.title, wanted.full_time, wanted.is_established):
            raise Refused(f"Post {wanted.number} stands from that day with another team, title or hours.")
        return _end_as_told(post, wanted.last_day, lambda last: _end_post(post, last))

    return take


def holder_line(post: Post, worker: Worker | None, wanted: WantedHolder) -> Callable[[Worker], bool]:
    """What a line about somebody in a post does: puts them in, says that they left, or nothing."""

    def take(by: Worker) -> bool:
        known = PostHolder.objects.filter(
            post=post, worker=worker, kind=wanted.kind, full_time=wanted.full_time, started_on=wanted.started_on,
            taken_back_at__isnull=True,
        )  # fmt: skip
        holder = known.select_for_update(no_key=True).order_by("pk").first()
        if holder is None:
            _put_in_post(by, _held(Post.objects, post), worker, wanted)
            return True
        return _end_as_told(
            holder, wanted.last_day, lambda last: _leave_post(holder, last, wanted.end_reason)
        )

    return take


def training_line(
    worker: Worker, course: str, due_on: date, done_on: date | None, source: str
) -> Callable[[Worker], bool]:
    """What a line about training does: adds it, says that it was done, or nothing."""

    def take(by: Worker) -> bool:
        known = TrainingDue.objects.filter(
            worker=worker, course=course, due_on=due_on, taken_back_at__isnull=True
        )
        training = known.select_for_update(no_key=True).first()
        if training is None:
            _add_training(by, worker, course, due_on, done_on, source)
        elif done_on is None or training.done_on == done_on:
            return False
        else:
            _tick(training, done_on)
        return True

    return take


def _end_as_told(row: Any, last_day: date | None, end: Callable[[date], Any]) -> bool:
    """End a row that a line says has ended; nothing where it ended so already, or the line knows no end."""
    if last_day is None or row.ended_on == last_day + ONE_DAY:
        return False
    end(last_day)
    return True


def _in_post(post: Post) -> list[PostHolder]:
    return list(PostHolder.objects.filter(post=post, taken_back_at__isnull=True))


def _span(row: Post | PostHolder) -> Span:
    return Span(row.full_time, row.started_on, row.ended_on)


def _held(rows: Any, row: Any) -> Any:
    """The row again, held until this is done. Raises ``Refused`` when it was taken back meanwhile."""
    known: QuerySet[Any] = rows.select_for_update(no_key=True).filter(pk=row.pk, taken_back_at__isnull=True)
    found = known.first()
    if found is None:
        raise Refused("This was taken back meanwhile. The page shows what there is now.")
    return found
