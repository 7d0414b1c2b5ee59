"""Telling the out-of-hours team what to know of a child, and taking it back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.work.models import NightAlert
from kith.work.night import rules


@action(May.RECORD_VISIT)
def tell_the_night(
    by: Worker, *, people: Sequence[int], words: str, plan_a: str, plan_b: str, phones: str, until: datetime
) -> NightAlert:
    """Set one alert for these children, until a moment.

    Raises ``Refused`` with everything that is missing, for a moment that has passed, and when the worker may know of
    none of them.
    """
    now = clock.now()
    wrong = rules.problems(words=words, plan_a=plan_a, plan_b=plan_b, phones=phones)
    if until <= now:
        wrong.append(("until", "This moment has passed. Choose again."))
    known = sorted(Person.objects.seen_by(by).filter(pk__in=people).values_list("pk", flat=True))
    if not known:
        wrong.append(("children", "Tick at least one child."))
    if wrong:
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
    """End an alert before its time, for all its children. Raises ``Refused`` when it holds no more."""
    if not why.strip():
        raise Refused("Say why nobody needs to look out any more.", "why")
    if len(why.strip()) > 200:
        raise Refused("Shorten this to 200 letters. Write more in a note.", "why")
    rows = NightAlert.objects.seen_by(by).filter(
        together=alert.together, ended_at__isnull=True, expires_at__gt=clock.now()
    )
    if not rows.update(ended_at=clock.now(), ended_by=by, ended_why=why.strip()):
        raise Refused("This alert holds no more: somebody took it back, or its time is over.")
    return alert
