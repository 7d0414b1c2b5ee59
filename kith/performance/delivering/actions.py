"""The job that makes what is to be delivered: each thing once, from however many processes, and again after trouble."""

import logging
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction

from kith.core import Refused, clock
from kith.database.session import as_system
from kith.database.working_day import working_calendar
from kith.documents.models import Mail
from kith.documents.post import actions as post
from kith.documents.post.rules import address_problem
from kith.performance.daily import actions as daily
from kith.performance.daily import rules as lists
from kith.performance.delivering import reports, rules
from kith.performance.delivering.queries import Receiver, receivers
from kith.performance.figure import end_of
from kith.performance.freezing.actions import freeze_by_itself
from kith.performance.models import DailyLine, DailyList, Delivery, DeliveryRun, RegularReport

log = logging.getLogger(__name__)

REASON = "lists and reports are made for those who answer for teams"


def deliver_due(now: datetime, also: Collection[date] = ()) -> Counter[str]:
    """Make everything that should have been made by now, the oldest first; ``also`` names days to be made besides.

    Gives how many of each kind were made, and under "trouble" how many were not. A job: nobody asks for it.
    """
    with transaction.atomic():
        _begin(now, also)
    told: Counter[str] = Counter()
    while run := _claim(now):
        told[_make(run, now)] += 1
    if told:
        log.info("deliver.made", extra=dict(told))
    return told


def _begin(now: datetime, also: Collection[date]) -> None:
    """Write down what is to be made; what another process wrote down meanwhile stays as it is."""
    calendar = working_calendar()
    known = set(DeliveryRun.objects.values_list("kind", "on"))
    asked = [run for on in also for run in rules.of_day(on, calendar)]
    wanted = dict.fromkeys([*asked, *rules.missing(known.union(asked), clock.london(now), calendar)])
    rows = [DeliveryRun(kind=kind, on=on, next_try_at=now) for kind, on in wanted if (kind, on) not in known]
    DeliveryRun.objects.bulk_create(rows, ignore_conflicts=True)


def _claim(now: datetime) -> DeliveryRun | None:
    """The next run that is due. Its next try is written down first, so that one that fails holds up no other."""
    with transaction.atomic():
        waiting = DeliveryRun.objects.select_for_update(skip_locked=True).filter(
            state=DeliveryRun.WAITING, next_try_at__lte=now
        )
        run = waiting.order_by("on", "pk").first()
        if run is not None:
            run.attempts += 1
            run.next_try_at = rules.next_try(run.attempts, now)
            run.trouble = "Begun and not finished."
            run.save(update_fields=["attempts", "next_try_at", "trouble"])
    return run


def _make(run: DeliveryRun, now: datetime) -> str:
    """Make one run, all of it or nothing; what kind was made, or that there was trouble."""
    try:
        with as_system(REASON):
            held = DeliveryRun.objects.select_for_update().get(pk=run.pk)
            if held.state == DeliveryRun.MADE:
                return "made already"
            _deliver(held, now)
            held.state, held.made_at, held.trouble = DeliveryRun.MADE, now, ""
            held.save(update_fields=["state", "made_at", "trouble"])
    except (DatabaseError, Refused):
        log.exception("deliver.trouble", extra={"run": run.pk})
        return "trouble"
    return run.kind


def _deliver(run: DeliveryRun, now: datetime) -> None:
    """Make the list or the reports of a run and hand them to everybody who gets them."""
    found, missed = receivers(run.on), _missed(now)
    made = _list(run, found, now) if run.kind == rules.DAILY else _reports(run, found, now)
    for to in found:
        what, lines = made[to.team.pk]
        Delivery.objects.create(
            kind=run.kind, on=run.on, worker=to.worker, team=to.team, teams=list(to.teams), is_whole=to.is_whole,
            **what, lines=lines, mail=_mail(run, to, lines, now, missed), delivered_at=now,
        )  # fmt: skip


Made = dict[int, tuple[dict[str, Any], int]]


def _list(run: DeliveryRun, found: Sequence[Receiver], now: datetime) -> Made:
    """The list of the day, and for each place how many of its lines belong to it."""
    kept = daily.freeze(run.on, now)
    teams = list(DailyLine.objects.filter(daily=kept).values_list("team_id", flat=True))
    return {
        to.team.pk: (
            {"daily": kept},
            sum(lists.is_in_place(team, to.teams, is_whole=to.is_whole) for team in teams),
        )
        for to in found
    }


def _reports(run: DeliveryRun, found: Sequence[Receiver], now: datetime) -> Made:
    """A report for each place, and how many measures it tells of; with the month's, all its figures are frozen."""
    if run.kind == rules.MONTHLY:
        freeze_by_itself(rules.reported(run.kind, run.on))
    period, places = rules.reported(run.kind, run.on), {to.team.pk: to for to in found}
    made: Made = {}
    for team, told in reports.told_of(run.kind, run.on, list(places.values())).items():
        report = RegularReport.objects.create(
            kind=run.kind, on=run.on, team_id=team, starts_on=period.starts, ends_on=period.ends,
            label=period.label, told=told, made_at=now,
        )  # fmt: skip
        made[team] = ({"report": report}, len(told["measures"]))
    return made


def _missed(now: datetime) -> list[date]:
    """Days before today of which lists were made today: no mail was sent of them."""
    today = clock.london(now).date()
    since = end_of(today - rules.ONE_DAY)
    return list(DailyList.objects.filter(made_at__gte=since, on__lt=today).values_list("on", flat=True))


def _mail(run: DeliveryRun, to: Receiver, lines: int, now: datetime, missed: Collection[date]) -> Mail | None:
    """The mail that says it is there, on its own day; none to who has no address, and none of days past."""
    if run.on != clock.london(now).date() or address_problem(to.worker.email):
        return None
    page = f"daily/?on={run.on.isoformat()}" if run.kind == rules.DAILY else "reports/"
    link = f"{settings.KITH_SITE}/performance/{page}"
    return post.write(
        to=to.worker.email,
        subject=rules.subject(run.kind, run.on, lines),
        words=rules.words(run.kind, run.on, link, missed),
        kind=f"{run.kind}_delivery",
    )
