"""Naming who covers, and ending it before its last day."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.work.cover import queries, rules
from kith.work.models import Cover
from kith.work.notices.actions import tell

NOT_YOURS = "This cover is not there any more."
MEANWHILE = "Some of these days have been covered meanwhile. Look again."


@action(May.SIGN_OFF)
def name_cover(by: Worker, *, covering: int | None, starts_on: date | None, until_on: date | None) -> Cover:
    """Name who decides for ``by`` from one day until another. Raises ``Refused`` with everything that is wrong."""
    today = clock.today()
    spell = rules.Spell(starts_on, until_on) if starts_on and until_on else None
    if problems := rules.problems(
        by=covering,
        able=[worker.pk for worker, _ in queries.able(by, today)],
        spell=spell,
        today=today,
        mine=queries.spells(by.pk, since=today),
        theirs=queries.spells(covering, since=today) if covering else [],
    ):
        raise Refused.several(problems)
    row = Cover(away=by, named_by=by, named_at=clock.now())
    row.by_id, row.starts_on, row.until_on = covering, starts_on, until_on  # type: ignore[assignment]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as met:
        raise Refused(MEANWHILE, field="starts_on") from met
    tell(by, row.by, "cover", rules.told_to_cover(by.name, rules.Spell(row.starts_on, row.until_on)))
    return row


@action(May.SIGN_OFF)
def end_cover(by: Worker, *, number: int) -> Cover:
    """End a cover of one's own before its last day. What was decided stays decided."""
    row = (
        Cover.objects.select_for_update(of=("self",)).select_related("by").filter(pk=number, away=by).first()
    )
    if row is None or row.ended_at is not None:
        raise Refused(NOT_YOURS)
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    tell(by, row.by, "cover", f"You no longer cover for {by.name}.")
    return row
