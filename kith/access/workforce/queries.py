"""Posts, people in them and training of teams on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from kith.access.models import Membership, Post, PostHolder, Team, TrainingDue, Worker, holding
from kith.access.workforce.rules import AGENCY
from kith.core.period import add_months
from kith.database.prepared import prepared

SOON = timedelta(days=28)
NONE = Decimal(0)


@dataclass(slots=True)
class Held:
    """A post on a day, and who is in it: now or later."""

    post: Post
    holders: list[PostHolder] = field(default_factory=list)
    today: date = date.min

    def _hours(self, *, agency: bool) -> Decimal:
        now = [one for one in self.holders if one.started_on <= self.today and (one.kind == AGENCY) == agency]
        return sum((one.full_time for one in now), NONE)

    @property
    def own(self) -> Decimal:
        """Hours of our own people in it."""
        return self._hours(agency=False)

    @property
    def by_agency(self) -> Decimal:
        """Hours of agency workers in it."""
        return self._hours(agency=True)

    @property
    def vacant(self) -> Decimal:
        """Hours that none of our own people hold, of a post of the establishment."""
        return max(self.post.full_time - self.own, NONE) if self.post.is_established else NONE


@dataclass(frozen=True, slots=True)
class Summary:
    """A team in hours on a day, and what moved in twelve months."""

    team: Team
    posts: Decimal
    own: Decimal
    by_agency: Decimal
    vacant: Decimal
    started: int
    left: int
    late: int


def held_on(teams: Collection[int], day: date) -> list[Held]:
    """The posts of teams that stand on a day, by number, with who is in them then or later. Two queries."""
    rows = Post.objects.filter(holding(day), team__in=teams, taken_back_at__isnull=True).select_related(
        "team"
    )
    found = {post.pk: Held(post, [], day) for post in rows.order_by("number", "pk")}
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    holders = PostHolder.objects.filter(running, post__in=list(found), taken_back_at__isnull=True)
    for holder in holders.select_related("worker", "post").order_by("started_on", "pk"):
        found[holder.post_id].holders.append(holder)
    return list(found.values())


def summaries(teams: Sequence[Team], today: date, joined: Collection[str]) -> list[Summary]:
    """Each of these teams in figures of a day. Seven queries, however many teams there are."""
    of_team: dict[int, list[Held]] = defaultdict(list)
    for held in held_on([team.pk for team in teams], today):
        of_team[held.post.team_id].append(held)
    started, left, late = (_counts(rows) for rows in _moved(teams, today, joined))
    return [
        Summary(
            team,
            sum((one.post.full_time for one in of_team[team.pk] if one.post.is_established), NONE),
            sum((one.own for one in of_team[team.pk]), NONE),
            sum((one.by_agency for one in of_team[team.pk]), NONE),
            sum((one.vacant for one in of_team[team.pk]), NONE),
            started.get(team.pk, 0),
            left.get(team.pk, 0),
            late.get(team.pk, 0),
        )
        for team in teams
    ]


def _moved(teams: Sequence[Team], today: date, joined: Collection[str]) -> list[Iterable[tuple[int, int]]]:
    since, numbers = add_months(today, -12), [team.pk for team in teams]
    known = PostHolder.objects.filter(post__team__in=numbers, taken_back_at__isnull=True).exclude(kind=AGENCY)
    started = known.filter(started_on__gt=since, started_on__lte=today, start_reason__in=joined)
    left = known.filter(has_left=True, ended_on__gt=since, ended_on__lte=today)
    late = due_of(members(numbers, today), today)
    teams_of = dict(Membership.objects.filter(holding(today), team__in=numbers).values_list("worker", "team"))
    return [
        *(rows.values_list("post__team").annotate(n=Count("pk")) for rows in (started, left)),
        _by_team(late, teams_of, today),
    ]


def _by_team(rows: Iterable[TrainingDue], teams: dict[int, int], today: date) -> list[tuple[int, int]]:
    found: dict[int, int] = defaultdict(int)
    for row in rows:
        if row.due_on < today:
            found[teams[row.worker_id]] += 1
    return list(found.items())


def _counts(rows: Iterable[tuple[int, int]]) -> dict[int, int]:
    return dict(rows)


def members(teams: Collection[int], day: date) -> list[int]:
    """Ids of the workers of teams on a day. One query."""
    found = Membership.objects.filter(holding(day), team__in=teams, worker__is_active=True)
    return list(found.values_list("worker", flat=True).distinct())


def due_of(workers: Collection[int], today: date) -> list[TrainingDue]:
    """Training of workers that is late, or due within four weeks, the longest late first. One query."""
    open_rows = TrainingDue.objects.filter(
        worker__in=workers, done_on__isnull=True, taken_back_at__isnull=True, due_on__lte=today + SOON
    )
    return list(open_rows.select_related("worker").order_by("due_on", "pk"))


def done_of(workers: Collection[int], today: date) -> list[TrainingDue]:
    """Training that was done in the last twelve months, the latest first. One query."""
    done = TrainingDue.objects.filter(
        worker__in=workers, done_on__gt=add_months(today, -12), done_on__lte=today, taken_back_at__isnull=True
    )
    return list(done.select_related("worker").order_by("-done_on", "pk")[:50])


def moves_of(team: Team, today: date) -> list[PostHolder]:
    """Who came into a post of a team, or left one, in the last twelve months; the latest first. One query."""
    since = add_months(today, -12)
    came, went = Q(started_on__gt=since, started_on__lte=today), Q(ended_on__gt=since, ended_on__lte=today)
    rows = PostHolder.objects.filter(came | went, post__team=team, taken_back_at__isnull=True)
    return list(rows.select_related("post", "worker").order_by("-started_on", "-pk"))


def workers_of(team: Team, today: date) -> list[Worker]:
    """Who works in a team on a day, by name. One query."""
    rows = Worker.objects.filter(pk__in=members([team.pk], today))
    return list(rows.order_by("name", "pk"))


@prepared
def training_days(team: int, today: date, until: date) -> QuerySet[Any, Any]:
    """The day of each training of the workers of a team that is late or due until a day."""
    rows = TrainingDue.objects.filter(
        holding_member(team, today), done_on__isnull=True, taken_back_at__isnull=True, due_on__lte=until
    )
    return rows.order_by("pk").values_list("due_on", flat=True)


def late_and_due(days: Collection[date], today: date) -> tuple[int, int]:
    """How many of such days are over, and how many come."""
    late = sum(due_on < today for due_on in days)
    return late, len(days) - late


def holding_member(team: int, day: date) -> Q:
    """The condition under which training is of somebody who works in a team on a day."""
    held = Membership.objects.filter(holding(day), team=team, worker__is_active=True)
    return Q(worker__in=held.values("worker"))
