"""Saying what somebody is, by a dated list, and who has parental responsibility."""

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people import rules as people_rules
from kith.people.models import ParentalResponsibility, Person, Trait
from kith.people.traits import rules


@action(May.EDIT_PERSON)
def say(
    by: Worker,
    person: Person,
    *,
    kind: str,
    code: str,
    listed: Collection[str],
    today: date,
    since: date | None = None,
    words: str = "",
) -> Trait:
    """Say that somebody is this, of a list, since a day; `listed` are the codes in force. What it replaces ends."""
    born_on = None if person.is_unborn else person.born_on
    if wrong := rules.obstacle(kind, code, listed, since, born_on, today):
        raise Refused(wrong[1], wrong[0])
    if len(words) > 120:
        raise Refused("Say it in at most 120 letters.", "trait_words")
    return _begin(by, person, kind, code, since, today, " ".join(words.split()))


@action(May.EDIT_PERSON)
def keep(by: Worker, person: Person, *, kind: str, code: str, today: date) -> Trait | None:
    """Keep the history of what stands on the person itself: sex, ethnicity, language. Nothing when it stands so."""
    if Trait.objects.seen_by(by).filter(person=person, kind=kind, code=code, ended_on=None).exists():
        return None
    return _begin(by, person, kind, code, None, today, "")


def _begin(
    by: Worker, person: Person, kind: str, code: str, since: date | None, today: date, words: str
) -> Trait:
    Person.objects.seen_by(by).select_for_update().get(pk=person.pk)
    now = clock.now()
    present = {
        one.code: one for one in Trait.objects.seen_by(by).filter(person=person, kind=kind, ended_on=None)
    }
    if code in present:
        raise Refused("This is on record already.", "code")
    for ended in rules.ends(kind, code, present) if kind in rules.KINDS else set(present):
        row = present[ended]
        row.ended_on = max(since or today, row.started_on or date.min)
        row.ended_recorded_at = now
        row.save(update_fields=["ended_on", "ended_recorded_at"])
    if kind in rules.ON_THE_PERSON and getattr(person, kind) != code:
        setattr(person, kind, code)
        person.save(update_fields=[kind])
    facts = {"kind": kind, "code": code, "words": words, "started_on": since}
    return Trait.objects.create(person=person, recorded_at=now, by=by, **facts)


@action(May.EDIT_PERSON)
def end_trait(by: Worker, trait: Trait, *, today: date) -> Trait:
    """Say that this does not hold any more; it stays in the past."""
    if trait.ended_on:
        raise Refused("This has ended already.")
    trait.ended_on, trait.ended_recorded_at = max(today, trait.started_on or today), clock.now()
    trait.save(update_fields=["ended_on", "ended_recorded_at"])
    return trait


@action(May.EDIT_PERSON)
def give_responsibility(
    by: Worker, person: Person, holder: Person, *, how: str, since: date, today: date
) -> ParentalResponsibility:
    """Record that `holder` has parental responsibility for `person` since a day (Children Act 1989, section 3)."""
    if person.pk == holder.pk:
        raise Refused("Nobody has parental responsibility for themselves. Choose somebody else.", "pr_other")
    if how not in dict(ParentalResponsibility.HOW):
        raise Refused("Choose how it came about.", "how")
    if problem := people_rules.obstacle_to_period(since, None, today):
        raise Refused(problem, "pr_since")
    try:
        with transaction.atomic():
            return ParentalResponsibility.objects.create(
                person=person, holder=holder, how=how, started_on=since, recorded_at=clock.now(), by=by
            )
    except IntegrityError:
        raise Refused(f"{holder.name} has parental responsibility on record already.", "pr_other") from None


@action(May.EDIT_PERSON)
def end_responsibility(
    by: Worker, row: ParentalResponsibility, *, ended_on: date, today: date
) -> ParentalResponsibility:
    """Say that somebody's parental responsibility has ended."""
    if row.ended_on:
        raise Refused("This has ended already.")
    if problem := people_rules.obstacle_to_period(row.started_on, ended_on, today):
        raise Refused(problem, "ended_on")
    row.ended_on, row.ended_recorded_at = ended_on, clock.now()
    row.save(update_fields=["ended_on", "ended_recorded_at"])
    return row
