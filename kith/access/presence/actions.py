"""Entering leave, hours and skills of a worker. Whose manager may do it is asked by the page."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Q

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Leave, Worker, WorkerSkill, WorkingShare
from kith.access.presence import rules
from kith.core import Refused, clock, reading_words

ONE_DAY = timedelta(days=1)


@action(May.ALLOCATE)
def enter_leave(by: Worker, worker: Worker, *, kind: str, started_on: date, last_day: date | None) -> Leave:
    """Note when a worker is not there, from the first day to the last, both included.

    Raises ``Refused`` for an unknown kind, days that cannot be, or days that meet leave entered before.
    """
    listed = practice.current().lists["leave_kind"]
    known = listed.has(kind, clock.today())
    if obstacle := rules.obstacle_to_leave(
        started_on=started_on, last_day=last_day, known_kind=known, today=clock.today()
    ):
        raise Refused(obstacle, "kind" if not known else "started_on")
    back = last_day + ONE_DAY if last_day else None
    try:
        with transaction.atomic():
            return Leave.objects.create(
                worker=worker, kind=kind, started_on=started_on, ended_on=back, by=by, recorded_at=clock.now()
            )
    except IntegrityError:
        raise Refused(
            f"{worker.name} is away on some of these days already. Take that back first, or choose other days.",
            "started_on",
        ) from None


@action(May.ALLOCATE)
def take_back_leave(by: Worker, leave: Leave) -> Leave:
    """Take back leave that was entered; one that has begun ends today, so that the days before stay true."""
    now, today = clock.now(), clock.today()
    if leave.taken_back_at is not None or (leave.ended_on is not None and leave.ended_on <= today):
        raise Refused("This is over or was taken back already.")
    if leave.started_on < today:
        leave.ended_on = today
    else:
        leave.taken_back_at = now
    leave.save(update_fields=["ended_on", "taken_back_at"])
    return leave


@action(May.ALLOCATE)
def set_share(by: Worker, worker: Worker, *, share: Decimal, on: date) -> WorkingShare | None:
    """Say which part of full hours a worker works from a day on. None when it is so already.

    Raises ``Refused`` when a later change stands already.
    """
    Worker.objects.select_for_update(no_key=True).get(pk=worker.pk)
    rows = WorkingShare.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), worker=worker)
    if later := rows.filter(started_on__gt=on).order_by("started_on").first():
        raise Refused(
            f"From {reading_words.short_day(later.started_on)} other hours are noted. Choose a later day.",
            "on",
        )
    running = rows.first()
    if (running.share if running else rules.FULL) == share:
        return running
    if running and running.started_on == on:
        running.delete()
    elif running:
        running.ended_on = on
        running.save(update_fields=["ended_on"])
    return WorkingShare.objects.create(
        worker=worker, share=share, started_on=on, by=by, recorded_at=clock.now()
    )


@action(May.ALLOCATE)
def set_skills(
    by: Worker,
    worker: Worker,
    *,
    skills: Collection[str],
    languages: Collection[str],
    newly_qualified_until: date | None,
) -> Worker:
    """Say what a worker is good at, speaks besides English, and until when the first year is protected."""
    lists, today = practice.current().lists, clock.today()
    for kind, codes in (("skill", skills), ("language", languages)):
        listed = lists[WorkerSkill.LISTS[kind]]
        if any(not listed.has(code, today) for code in codes):
            raise Refused("Choose from the list.", f"{kind}s")
        held = WorkerSkill.objects.filter(worker=worker, kind=kind, ended_on__isnull=True)
        held.exclude(code__in=codes).update(ended_on=today)
        new = set(codes) - set(held.values_list("code", flat=True))
        WorkerSkill.objects.bulk_create(
            WorkerSkill(worker=worker, kind=kind, code=code, started_on=today) for code in sorted(new)
        )
    worker.newly_qualified_until = newly_qualified_until
    worker.save(update_fields=["newly_qualified_until"])
    return worker
