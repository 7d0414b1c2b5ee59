"""Tying a person to a school, a surgery or somebody who works there."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people import rules
from kith.people.models import Agency, Person, Professional, Tie


@action(May.EDIT_PERSON)
def tie(
    by: Worker,
    person: Person,
    *,
    kind: str,
    agency: str,
    role: str,
    since: date,
    today: date,
    professional: str = "",
    phone: str = "",
) -> Tie:
    """Record that a person goes to a school, is with a surgery, or is known to somebody there, since a day."""
    agency, role, professional = (" ".join(text.split()) for text in (agency, role, professional))
    problems = [
        ("agency_kind", None if kind in dict(Agency.KINDS) else "Choose what kind of agency it is."),
        ("agency", None if 0 < len(agency) <= 160 else "Enter its name, in at most 160 letters."),
        ("role", None if 0 < len(role) <= 60 else "Say in at most 60 letters what they are to the person."),
        ("professional", None if len(professional) <= 120 else "A name has at most 120 letters."),
        ("tie_phone", rules.phone_problem(phone) if phone.strip() else None),
        ("tie_since", rules.obstacle_to_period(since, None, today)),
    ]
    if found := [(field, words) for field, words in problems if words]:
        raise Refused.several(found)
    now = clock.now()
    place, who = _where(kind, agency, professional, " ".join(phone.split()))
    try:
        with transaction.atomic():
            return Tie.objects.create(
                person=person, agency=place, professional=who, role=role, started_on=since,
                recorded_at=now, by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("This is on record already.", "agency") from None


def _where(kind: str, agency: str, professional: str, phone: str) -> tuple[Agency, Professional | None]:
    """The agency and who is meant there, made when they are new; a telephone told now is theirs."""
    new = {"recorded_at": clock.now()}
    place, _ = Agency.objects.get_or_create(kind=kind, name=agency, defaults=new)
    who = None
    if professional:
        who, _ = Professional.objects.get_or_create(agency=place, name=professional, defaults=new)
    if phone:
        holder = who or place
        holder.phone = phone
        holder.save(update_fields=["phone"])
    return place, who


@action(May.EDIT_PERSON)
def end_tie(by: Worker, row: Tie, *, ended_on: date, today: date) -> Tie:
    """Say that this has ended; it stays in the past."""
    if row.ended_on:
        raise Refused("This has ended already.")
    if problem := rules.obstacle_to_period(row.started_on, ended_on, today):
        raise Refused(problem, "ended_on")
    row.ended_on, row.ended_recorded_at = ended_on, clock.now()
    row.save(update_fields=["ended_on", "ended_recorded_at"])
    return row
