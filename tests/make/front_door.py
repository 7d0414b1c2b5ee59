"""Builders of contacts and referrals."""

from datetime import date, timedelta
from typing import Any

from kith.core import calendar, clock
from kith.frontdoor.models import Contact, ContactChild, Referral
from kith.people.models import (
    Person,
)  # fmt: skip
from tests.make.chance import People, Who, fill, moment
from tests.make.people import child
from tests.make.work import involvement, open_of, step
from tests.make.workers import place_of, system


def contact(people: People = (), *, outcome: str = "", by: Who = None, **facts: Any) -> Contact:
    """A contact about ``people``, received now; decided, its step completed, when ``outcome`` is given."""
    received = facts.setdefault("received_at", clock.now())
    day = facts.setdefault("received_on", clock.london(received).date())
    fill(
        facts,
        source="2A",
        method="phone",
        recorded_at=received,
        decision_due_at=moment(calendar.england().add(day, 1), clock.london(received).hour),
    )
    place, worker = facts.pop("team", None), facts.pop("worker", None)
    state = facts.pop("state", "completed" if outcome else "in_progress")
    if outcome:
        fill(facts, decided_on=day, decided_at=received + timedelta(hours=1), decided_by=by or system())
    children = list(people) or [child()]
    ends = {f"completed_{one}": facts[f"decided_{one}"] for one in ("on", "at") if state == "completed"}
    work = step(
        "contact", children, state=state, started_on=day, team=place, worker=worker, outcome=outcome, **ends
    )
    made = Contact.objects.create(step=work, **facts)
    for position, one in enumerate(children, start=1):
        ContactChild.objects.create(
            contact=made, position=position, name_told=one.name, person=one, sex_told=one.sex, outcome=outcome
        )
    return made


def referral(person: Person | None = None, received_on: date | None = None, **facts: Any) -> Referral:
    """A referral of one child with the involvement it opens, or none when ``no_further_action``."""
    one, day = person or child(), received_on or clock.today() - timedelta(days=40)
    place = place_of(facts.pop("team", None))
    if not facts.get("no_further_action") and not facts.get("involvement"):
        facts["involvement"] = open_of(one) or involvement(
            one, place, facts.pop("worker", None), started_on=day
        )
    fill(facts, source="2A", recorded_at=moment(day))
    return Referral.objects.create(person=one, team=place, received_on=day, **facts)
