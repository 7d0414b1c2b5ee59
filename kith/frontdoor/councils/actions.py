"""Telling another council of a case, keeping what they answer, being told of one; their children who live here."""

from collections.abc import Collection, Sequence
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor.councils import queries, rules
from kith.frontdoor.models import ANSWERS, STAYS, CouncilTransfer, CouncilTransferChild, StayHere
from kith.people.councils.actions import record_council_move
from kith.people.models import CouncilMove, Person
from kith.work.steps.queries import first_name
from kith.work.timescales import actions as timescales

EVERY_ROW = "a rule needs every row, and shows none"


def _children(by: Worker, people: Sequence[int]) -> list[Person]:
    rows = Person.objects.seen_by(by).filter(pk__in=people).select_for_update(no_key=True)
    return list(rows.order_by("born_on", "pk"))


@action(May.RECORD_PLANS)
def tell_out(
    by: Worker, people: Sequence[int], *, council: str, told_on: date | None, whom: str, words: str
) -> CouncilTransfer:
    """Keep that another council was told of our cases: whom, when, what they need. They answer, or do not.

    Raises ``Refused`` with everything that is wrong, for a child who is not open to us, and while an earlier one waits.
    """
    children, today = _children(by, people), clock.today()
    cases = queries.open_cases([one.pk for one in children])
    wrong = rules.telling_problems(
        way="out",
        council=council,
        told_on=told_on,
        whom=whom,
        words=words,
        children=len(children),
        today=today,
    )
    wrong += rules.not_open([first_name(one) for one in children if one.pk not in cases])
    if queries.open_for([one.pk for one in children]):
        wrong.append(("children", "One of these children is on the way to or from another council already."))
    if wrong:
        raise Refused.several(wrong)
    assert told_on is not None
    on_plan = queries.standing_in([one.pk for one in children], "protection")
    made = _keep(by, "out", council, told_on, whom, words)
    CouncilTransferChild.objects.bulk_create(
        CouncilTransferChild(
            transfer=made, person=one, involvement_id=cases[one.pk], on_plan=one.pk in on_plan
        )
        for one in children
    )
    return made


def _keep(by: Worker, way: str, council: str, told_on: date, whom: str, words: str) -> CouncilTransfer:
    if by.team is None:
        raise Refused("You are in no team, so nobody would look after this.")
    return CouncilTransfer.objects.create(
        way=way, council=" ".join(council.split()), team=by.team, told_on=told_on, whom=whom.strip(),
        words=words.strip(), by=by, recorded_at=clock.now(),
    )  # fmt: skip


@action(May.RECORD_PLANS)
def answer_out(
    by: Worker, transfer: CouncilTransfer, *, answer: str, on: date | None, who: str, words: str
) -> CouncilTransfer:
    """Keep what the other council answered. Raises ``Refused`` when it has, and with everything that is wrong."""
    row = queries.locked(by, transfer)
    if row.way != "out" or row.answer:
        raise Refused("They have answered already.")
    if wrong := rules.answer_problems(
        answer=answer, answers=ANSWERS, on=on, who=who, words=words, told_on=row.told_on, today=clock.today()
    ):
        raise Refused.several(wrong)
    row.answer, row.answered_on, row.answered_by = answer, on, who.strip()
    row.answer_words, row.answered_recorded_at = words.strip(), clock.now()
    row.save(update_fields=["answer", "answered_on", "answered_by", "answer_words", "answered_recorded_at"])
    return row


@action(May.CLOSE_INVOLVEMENT)
def has_moved(
    by: Worker, transfer: CouncilTransfer, *, on: date, conference_on: date | None
) -> CouncilTransfer:
    """Keep the day on which the cases went over; part of what ends them. Each record says from then on where it is."""
    row = queries.locked(by, transfer)
    row.moved_on, row.conference_on, row.moved_recorded_at = on, conference_on, clock.now()
    row.save(update_fields=["moved_on", "conference_on", "moved_recorded_at"])
    _say_where(by, row, on)
    return row


def _say_where(by: Worker, row: CouncilTransfer, on: date) -> None:
    """The move itself, unless somebody has recorded it."""
    people = row.people_ids()
    held = CouncilMove.objects.unguarded(EVERY_ROW).filter(person__in=people, way=row.way, moved_on=on)
    known = set(held.values_list("person_id", flat=True))
    for one in Person.objects.unguarded(EVERY_ROW).filter(pk__in=set(people) - known).order_by("pk"):
        record_council_move(
            by, one, way=row.way, council=row.council, moved_on=on, today=clock.today(), words=row.whom
        )


@action(May.RECORD_PLANS)
def told_in(
    by: Worker,
    people: Sequence[int],
    *,
    council: str,
    told_on: date | None,
    whom: str,
    words: str,
    on_plan: Collection[int] = (),
) -> CouncilTransfer:
    """Keep that another council told us of children who have come here. For those who are on a child protection plan
    there (``on_plan``), the clock of the transfer-in conference runs from the day we were told.

    Raises ``Refused`` with everything that is wrong, and while an earlier one is open.
    """
    children = _children(by, people)
    wrong = rules.telling_problems(
        way="in",
        council=council,
        told_on=told_on,
        whom=whom,
        words=words,
        children=len(children),
        today=clock.today(),
    )
    if queries.open_for([one.pk for one in children]):
        wrong.append(("children", "One of these children is on the way to or from another council already."))
    if wrong:
        raise Refused.several(wrong)
    assert told_on is not None
    made = _keep(by, "in", council, told_on, whom, words)
    rows = [CouncilTransferChild(transfer=made, person=one, on_plan=one.pk in on_plan) for one in children]
    CouncilTransferChild.objects.bulk_create(rows)
    _start_clocks(by, [row.person_id for row in rows if row.on_plan], told_on)
    return made


def _start_clocks(by: Worker, people: Sequence[int], told_on: date) -> None:
    for person in people:
        timescales.start(
            by, code=rules.CLOCK, person=person, from_on=told_on, event="the day the other council told us"
        )


@action(May.RECORD_PLANS)
def has_come(by: Worker, transfer: CouncilTransfer, *, on: date | None) -> CouncilTransfer:
    """Keep the day on which children came over to us. Raises ``Refused`` for a day that cannot be."""
    row = queries.locked(by, transfer)
    if row.way != "in":
        raise Refused("These children go to another council.")
    if on is None or on > clock.today():
        raise Refused("Enter the day they came, like 21/4/2026; not one that is still to come.", "moved_on")
    row.moved_on, row.moved_recorded_at = on, clock.now()
    row.save(update_fields=["moved_on", "moved_recorded_at"])
    _say_where(by, row, on)
    return row


@action(May.RECORD_PLANS)
def stays_here(
    by: Worker,
    person: Person,
    *,
    council: str,
    kind: str,
    told_on: date | None,
    started_on: date | None,
    whom: str,
    words: str,
) -> StayHere:
    """Keep that a child of another council lives here, as they told us. Raises ``Refused`` for a child of ours too."""
    child = next(iter(_children(by, [person.pk])), None)
    if child is None:
        raise Refused("There is no such record.")
    wrong = rules.stay_problems(
        council=council, kind=kind, kinds=STAYS, told_on=told_on, started_on=started_on, whom=whom, words=words,
        born_on=None if child.is_unborn else child.born_on, today=clock.today(),
    )  # fmt: skip
    if queries.standing_in([child.pk], "looked_after"):
        wrong.append(
            (None, f"{first_name(child)} is looked after by us, so not placed here by another council.")
        )
    if StayHere.objects.unguarded(EVERY_ROW).filter(person=child, ended_on=None).exists():
        wrong.append((None, f"{first_name(child)} is on the list already. End that stay first."))
    if wrong:
        raise Refused.several(wrong)
    assert told_on is not None
    assert started_on is not None
    return StayHere.objects.create(
        person=child, council=" ".join(council.split()), kind=kind, told_on=told_on, started_on=started_on,
        whom=whom.strip(), words=words.strip(), by=by, recorded_at=clock.now(),
    )  # fmt: skip


@action(May.RECORD_PLANS)
def leaves(by: Worker, stay: StayHere, *, on: date | None) -> StayHere:
    """Keep that a child of another council does not live here any more."""
    row = StayHere.objects.seen_by(by).select_for_update(no_key=True).get(pk=stay.pk)
    if row.ended_on:
        raise Refused("This has ended already.")
    if wrong := rules.ending_problems(row.started_on, on, clock.today()):
        raise Refused.several(wrong)
    row.ended_on, row.ended_recorded_at = on, clock.now()
    row.save(update_fields=["ended_on", "ended_recorded_at"])
    return row
