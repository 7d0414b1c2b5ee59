"""Telling the out-of-hours team what to know of a child, and taking it back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.session import as_system
from kith.people.merging.queries import is_restricted
from kith.people.models import Person
from kith.work.models import NightAlert
from kith.work.night import rules


@action(May.RECORD_VISIT)
def tell_the_night(
    by: Worker,
    *,
    people: Sequence[int],
    words: str,
    plan_a: str,
    plan_b: str,
    phones: str,
    until: datetime | None,
) -> NightAlert:
    """Set one alert for these children, until a moment.

    Raises ``Refused`` with all that is missing or has passed, when the worker may know of none of them, and when one
    of several has a restricted record.
    """
    wrong = rules.problems(words=words, plan_a=plan_a, plan_b=plan_b, phones=phones)
    wrong += rules.moment_problems(until, now := clock.now())
    known = sorted(Person.objects.seen_by(by).filter(pk__in=people).values_list("pk", flat=True))
    if not known:
        wrong.append(("children", "Tick at least one child."))
    if len(known) > 1 and is_restricted(known):
        wrong.append(("children", rules.OF_ITS_OWN))
    if wrong or until is None:
        raise Refused.several(wrong)
    together = uuid4()
    kept = [
        NightAlert.objects.create(
            person_id=person,
            together=together,
            words=words.strip(),
            plan_a=plan_a.strip(),
            plan_b=plan_b.strip(),
            phones=phones.strip(),
            set_by=by,
            set_at=now,
            expires_at=until,
        )
        for person in known
    ]
    return kept[0]


@action(May.RECORD_VISIT)
def take_back(by: Worker, alert: NightAlert, *, why: str) -> NightAlert:
    """End an alert before its time, for all its children. Raises ``Refused`` when it holds no more.

    It ends by the system's eyes, so that no row of it outlives the others because somebody may not know of its child.
    """
    if not why.strip():
        raise Refused("Say why nobody needs to look out any more.", "why")
    if len(why.strip()) > 200:
        raise Refused("Shorten this to 200 letters. Write more in a note.", "why")
    now = clock.now()
    with as_system("a night alert ends for all its children"):
        rows = NightAlert.objects.unguarded(EVERY_ROW).filter(
            together=alert.together, ended_at__isnull=True, expires_at__gt=now
        )
        ended = rows.update(ended_at=now, ended_by=by, ended_why=why.strip())
    if not ended:
        raise Refused("This alert holds no more: somebody took it back, or its time is over.")
    return alert
