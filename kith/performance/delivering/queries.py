"""To whom something is delivered on a day, and who has read what was delivered."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery

from kith.access import filed
from kith.access.may import May
from kith.access.models import Membership, Team, Worker, holding
from kith.performance.indicators import INDICATORS
from kith.performance.models import Delivery, LineRemark, Reading
from kith.performance.models.delivery import DAILY
from kith.performance.tree import tree


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets what is delivered, for which place, and the teams of it; ``is_whole``: what no team holds too."""

    worker: Worker
    team: Team
    teams: tuple[int, ...]
    is_whole: bool


def receivers(on: date) -> list[Receiver]:
    """Everybody whose role receives lists by the practice of that day, with the teams they work in and those below.

    Two queries. A place that is part of nothing is the whole service.
    """
    roles = {code for code, role in filed.on(on).roles.items() if May.RECEIVE_DAILY_LIST.name in role.may}
    held = Membership.objects.filter(holding(on), role__in=roles, worker__is_active=True)
    places: dict[Worker, list[Team]] = defaultdict(list)
    for one in held.select_related("worker", "team").order_by("worker", "pk"):
        places[one.worker].append(one.team)
    known = tree()
    found = []
    for worker, teams in places.items():
        under = {team for place in teams for team in known.under(known.places[place.pk]) or ()}
        is_whole = any(team.kind == "service" for team in teams)
        widest = max(teams, key=lambda team: len(known.under(known.places[team.pk]) or ()))
        found.append(Receiver(worker, widest, tuple(sorted(under)), is_whole))
    return found


@dataclass(frozen=True, slots=True)
class Read:
    """One delivery as the board of the head shows it."""

    delivery: Delivery
    opened: Reading | None
    remarks: int


def read_by_whom(on: date, teams: Collection[int]) -> list[Read]:
    """What was delivered on a day to those whose teams all lie within these: who opened it when, lines commented."""
    rows = Delivery.objects.filter(on=on, teams__contained_by=list(teams)).select_related(
        "worker", "team", "mail"
    )
    found = list(rows.order_by("kind", "team__name", "worker__name"))
    own = Reading.objects.filter(delivery__in=found, by=F("delivery__worker"))
    opened = {one.delivery_id: one for one in own}
    said = remarks_by(on)
    return [
        Read(one, opened.get(one.pk), said.get(one.worker_id, 0) if one.kind == DAILY else 0) for one in found
    ]


def remarks_by(on: date) -> dict[int, int]:
    """How many lines of a day's list each worker commented. One query."""
    rows = (
        LineRemark.objects.filter(line__daily__on=on).values_list("by").annotate(Count("line", distinct=True))
    )
    return dict(rows.order_by())


def days(teams: Collection[int], number: int = 10) -> list[date]:
    """The last days on which something was delivered for places within these teams, the newest first. One query."""
    rows = Delivery.objects.filter(teams__contained_by=list(teams)).values_list("on", flat=True)
    return list(rows.distinct().order_by("-on")[:number])


def reports_of(worker: Worker, number: int = 30) -> list[Delivery]:
    """The last reports delivered to a worker, the newest first, each with when it was first opened. One query."""
    mine = Reading.objects.filter(delivery=OuterRef("pk"), by=worker)
    rows = Delivery.objects.filter(worker=worker, report__isnull=False).select_related("report", "team")
    return list(rows.annotate(opened=Subquery(mine.values("first_at"))).order_by("-on", "kind")[:number])


def report_delivery(worker: Worker, number: int, teams: Collection[int]) -> Delivery | None:
    """A delivered report: one's own, or that of somebody whose teams all lie within these. One query."""
    may = Q(worker=worker) | Q(teams__contained_by=list(teams))
    rows = Delivery.objects.filter(may, pk=number, report__isnull=False)
    return rows.select_related("report", "team", "worker").first()


def marks_today() -> dict[str, str]:
    """The mark of each definition as it is today, to tell where a delivered figure went by an earlier one."""
    return {entry.thing.code: entry.thing.hash for entry in INDICATORS}
