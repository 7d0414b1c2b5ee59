"""Observations one may read, who may be observed, and who has read which standards."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from kith.access import practice
from kith.access.may import May
from kith.access.models import Membership, Worker, holding
from kith.access.teams import reached
from kith.practice.standards import StandardsOfDay
from kith.quality.marking.rules import Tally, tally
from kith.quality.models import PracticeObservation, StandardReading
from kith.quality.observing import rules
from kith.work.models import SupervisionLine
from kith.work.supervision.queries import line_of

YEAR = timedelta(days=365)
SHOWN = 100


def observable(viewer: Worker, today: date) -> dict[int, Membership]:
    """Everybody who may be observed by the viewer, with a place in a team: the own teams and those below. Two queries.

    Only those whose role is supervised: the pack says whose practice it is.
    """
    roles = [code for code, role in practice.current().roles.items() if May.BE_SUPERVISED.name in role.may]
    rows = Membership.objects.filter(
        holding(today), team__in=reached(viewer, today), role__in=roles, worker__is_active=True
    ).exclude(worker=viewer)
    rows = rows.select_related("worker", "team").order_by("worker__name", "-pk")
    return {row.worker_id: row for row in rows}


def shown(viewer: Worker, today: date) -> list[PracticeObservation]:
    """What the viewer may read, the latest first."""
    mine = Q(worker=viewer) | Q(observer=viewer) | Q(worker__in=_supervised(viewer))
    if viewer.may(May.SUPERVISE):
        mine |= Q(team__in=reached(viewer, today))
    rows = PracticeObservation.objects.filter(mine).select_related("worker", "observer", "team")
    return list(rows.order_by("-observed_on", "-pk")[:SHOWN])


def _supervised(viewer: Worker) -> list[int]:
    rows = SupervisionLine.objects.filter(supervisor=viewer, ended_on__isnull=True)
    return list(rows.values_list("worker_id", flat=True))


def opened(viewer: Worker, number: int, today: date) -> PracticeObservation | None:
    """One observation, when the viewer may read it."""
    rows = PracticeObservation.objects.select_related("worker", "observer", "team")
    found = rows.filter(pk=number).first()
    if found is None or not viewer.memberships_today:
        return None
    line = line_of(found.worker)
    reads = rules.may_read(
        viewer.pk,
        worker=found.worker_id,
        observer=found.observer_id,
        supervisor=line.supervisor_id if line else None,
        in_reach=found.team_id in {team.pk for team in reached(viewer, today)},
        manages=viewer.may(May.SUPERVISE),
    )
    return found if reads else None


def year_of(viewer: Worker, today: date) -> list[rules.Counted]:
    """How much practice was observed in the teams of the viewer in the last year."""
    teams: dict[str, set[int]] = defaultdict(set)
    for worker, place in observable(viewer, today).items():
        teams[place.team.name].add(worker)
    rows = PracticeObservation.objects.filter(
        team__in=reached(viewer, today), observed_on__gt=today - YEAR, observed_on__lte=today
    )
    return rules.counted(teams, list(rows.values_list("team__name", "worker_id")))


def marks_of(rows: Collection[PracticeObservation]) -> list[Tally]:
    """How often each item of the latest list was met, over these observations."""
    latest = next(iter(rows), None)
    asked = [(code, words) for code, words in latest.asked["items"]] if latest else []
    return tally(asked, [row.marks for row in rows])


@dataclass(frozen=True, slots=True)
class Read:
    """The standards of one form today, whether the viewer has read them, and how many of the own teams have."""

    form: str
    title: str
    sections: dict[str, str]
    held: StandardsOfDay
    read_at: datetime | None
    others: int
    of: int


def standards_read(viewer: Worker, today: date) -> list[Read]:
    """The standards that hold today, form by form. Five queries at most."""
    held = practice.current(viewer.team.pk if viewer.team else None)
    team = set(observable(viewer, today)) if viewer.may(May.SUPERVISE) else set()
    rows = StandardReading.objects.filter(worker__in={viewer.pk, *team})
    read = {(row.worker_id, row.form, row.edition): row.read_at for row in rows}
    found = []
    for code, one in held.standards.items():
        if of_day := one.on(today):
            others = sum((worker, code, of_day.edition) in read for worker in team)
            sections = {section.id: section.title for section in held.forms[code].sections}
            at = read.get((viewer.pk, code, of_day.edition))
            found.append(Read(code, of_day.title, sections, of_day, at, others, len(team)))
    return found
