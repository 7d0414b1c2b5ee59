"""Orders of a court: one for each child it is about, and the legal status that follows for a looked-after child.

An order is a fact: it is recorded also where the legal status in care cannot follow. Why not is kept with it, and who
holds the child is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.court import lists, rules
from kith.court.children import chosen
from kith.court.models import LONGEST, CourtOrder, CourtPeriod, Hearing, Proceedings
from kith.people.models import Person
from kith.work.notices.actions import tell_holder
from kith.work.steps.queries import first_name

REPLACED, RAN_OUT = "replaced", "ran_out"
LONGEST_COURT = 120
EVERY_ROW = "a rule needs every row, and shows none"
NOT_FOLLOWED = "court_order_not_followed"
MAY_END_CARE = "court_order_may_end_care"
WORDS_NOT_FOLLOWED = "An order of a court is on record, and the legal status in care did not follow. "
WORDS_MAY_END = "What a court ordered may end a time in care. Record the end, or say why care goes on."


@action(May.RECORD_COURT)
def make(
    by: Worker,
    *,
    people: Sequence[int],
    kind: str,
    made_on: date | None,
    from_on: date | None = None,
    until_on: date | None = None,
    court: str = "",
    words: str = "",
    proceedings: Proceedings | None = None,
    hearing: Hearing | None = None,
) -> list[CourtOrder]:
    """Record an order for each of these children: made on a day, holding from then or ``from_on``, till a day it names.

    What it stands in place of ends on its first day. Where it gives a legal status, what the wiring of orders names
    under ``legal_status`` changes it for children who are looked after; where that is refused the order stands, with
    why in ``not_followed``. Where it may end a time in care, that is due there. Raises ``Refused`` with everything that
    is wrong with the order: days, a child too old or not born, an order of the kind that begins later.
    """
    children = chosen(by, people)
    told = _Told(kind, made_on, from_on, until_on, " ".join(court.split()), words.strip())
    if problems := _problems(list(children.values()), told) + _strangers(proceedings, children):
        raise Refused.several(problems)
    assert made_on is not None
    missing = "Choose the order. Each has the days on which it could be made."
    lists.known("court_order", kind, made_on, "kind", missing)
    place = told.court or (proceedings.court if proceedings else "")
    about = {"court": place, "proceedings": proceedings, "hearing": hearing}
    return [_one(by, person, told, about) for person in children.values()]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of an order."""

    kind: str
    made_on: date | None
    from_on: date | None
    until_on: date | None
    court: str
    words: str

    @property
    def begins(self) -> date:
        """The first day on which it holds."""
        day = self.from_on or self.made_on
        assert day is not None
        return day


def _problems(children: Sequence[Person], told: _Told) -> list[rules.Problem]:
    facts = {first_name(one): (_born(one), one.is_unborn) for one in children}
    problems = rules.order_problems(
        kind=told.kind,
        made_on=told.made_on,
        from_on=told.from_on,
        until_on=told.until_on,
        children=facts,
        today=clock.today(),
    )
    if told.from_on and told.from_on > clock.today():
        problems.append(("from_on", "That day is in the future. Record the order when it holds."))
    if len(told.court) > LONGEST_COURT:
        problems.append(("court", f"At most {LONGEST_COURT} letters."))
    if len(told.words) > LONGEST:
        problems.append(("words", f"At most {LONGEST} letters."))
    return problems


def _strangers(proceedings: Proceedings | None, children: Mapping[int, Person]) -> list[rules.Problem]:
    """An order made in proceedings is about their children, and nobody else's."""
    if proceedings is None:
        return []
    rows = CourtPeriod.objects.unguarded(EVERY_ROW).filter(proceedings=proceedings, person__in=children)
    inside = set(rows.values_list("person_id", flat=True))
    return [
        (
            "children",
            f"{first_name(one)} has no part in these proceedings. Record the order on the child’s own page.",
        )
        for number, one in children.items()
        if number not in inside
    ]


def _one(by: Worker, person: Person, told: _Told, about: Mapping[str, Any]) -> CourtOrder:
    """The order of one child: what it stands in place of ends, and the legal status follows."""
    now, is_past = clock.now(), _put_in_place(by, person, told)
    over = {"ended_on": told.until_on, "end_reason": RAN_OUT, "ended_recorded_at": now} if is_past else {}
    why_not = _change_status(by, person.pk, told.kind, told.begins)
    made = CourtOrder.objects.create(
        person=person,
        kind=told.kind,
        made_on=told.made_on or told.begins,
        started_on=told.begins,
        until_on=told.until_on,
        words=told.words,
        not_followed=why_not,
        by=by,
        recorded_at=now,
        **about,
        **over,
    )
    if why_not:
        tell_holder(by, person, NOT_FOLLOWED, WORDS_NOT_FOLLOWED + why_not)
        _heard(by, "not_followed", person, code=rules.LEGAL_STATUS[told.kind], on=told.begins)
    if not is_past and _heard(by, "order_made", person, kind=told.kind, on=told.begins):
        tell_holder(by, person, MAY_END_CARE, WORDS_MAY_END)
    return made


def _heard(by: Worker, name: str, person: Person, **about: Any) -> bool:
    """Let care hear of it, under a name of the wiring of orders; whether something is to be done there."""
    path = import_string(settings.KITH_ORDERS).get(name)
    return bool(path and import_string(path)(by, person=person.pk, **about))


def _born(person: Person) -> date | None:
    return None if person.is_unborn else person.born_on


def _put_in_place(by: Worker, person: Person, told: _Told) -> bool:
    """End what the new order stands in place of; True where one of its kind begins later, so that it is past already.

    Raises ``Refused`` beside a later one that it would overlap.
    """
    rows = CourtOrder.objects.seen_by(by).filter(person=person).select_for_update()
    known = {row.pk: row for row in rows}
    held = [rules.HeldOrder(row.pk, row.kind, row.started_on, row.ended_on) for row in known.values()]
    kind, begins = told.kind, told.begins
    if why := rules.overlap(kind, begins, told.until_on, held):
        raise Refused(f"{first_name(person)}: {why}", field="from_on")
    for one in rules.ended_by(kind, begins, [one for one in held if one.ended_on is None]):
        _end(known[one.number], begins, REPLACED)
    return any(one.kind == kind and one.started_on > begins for one in held)


def _end(row: CourtOrder, on: date, reason: str) -> None:
    row.ended_on, row.end_reason, row.ended_recorded_at = on, reason, clock.now()
    row.save(update_fields=["ended_on", "end_reason", "ended_recorded_at"])


def _change_status(by: Worker, person: int, kind: str, on: date) -> str:
    """Tell whoever keeps legal statuses, by its name in the wiring; gives why it could not follow, or nothing."""
    code = rules.LEGAL_STATUS.get(kind)
    path = import_string(settings.KITH_ORDERS).get("legal_status")
    if not code or not path:
        return ""
    try:
        with transaction.atomic():
            import_string(path)(by, person=person, code=code, on=on)
    except Refused as refused:
        return refused.words[:LONGEST]
    return ""


@action(May.RECORD_COURT)
def end(by: Worker, order: CourtOrder, *, on: date | None, reason: str) -> CourtOrder:
    """End an order on a day: discharged, run out, the child is grown up. Care under it ends, or goes on otherwise."""
    row = CourtOrder.objects.seen_by(by).select_for_update().get(pk=order.pk)
    problems = rules.not_ahead(on, clock.today(), "ended_on", "Write the day on which it ended.")
    problems += rules.not_before(on, row.started_on, "ended_on", "it began")
    if row.ended_on is not None:
        problems.append((None, "It has ended already."))
    if problems:
        raise Refused.several(problems)
    assert on is not None
    lists.known("order_end", reason, on, "reason", "Choose how it ended.")
    _end(row, on, reason)
    code = rules.LEGAL_STATUS.get(row.kind)
    if code and _heard(by, "order_over", row.person, code=code, reason=reason, on=on):
        tell_holder(by, row.person, MAY_END_CARE, WORDS_MAY_END)
    return row
