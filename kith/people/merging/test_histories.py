"""Whatever two records have been through, merging and parting leaves every table as it was."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection
from django.db.models import UniqueConstraint
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kith.access.guarded import EVERY_ROW
from kith.core import clock
from kith.frontdoor.models import ContactAdult
from kith.people.apart.actions import tell_apart
from kith.people.apart.queries import between
from kith.people.merging import actions, queries, rules
from kith.people.merging.test_merging import MANAGER, everything, merge
from kith.people.models import (
    Agency,
    Boundary,
    CouncilMove,
    FamilyMember,
    KeptAddress,
    OtherHome,
    Person,
    Relationship,
    Residence,
    Tie,
    Trait,
)
from kith.work.models import VisitChild
from tests import make


def test_of_every_constraint_that_two_records_may_break_it_is_said_what_is_done() -> None:
    clashing = {
        one.name
        for pointer in queries.pointers()
        for one in pointer.model._meta.constraints
        if isinstance(one, UniqueConstraint | ExclusionConstraint) and _names(one, pointer.field)
    }

    said = {*rules.CUT, *rules.CLEARED, *rules.REFUSED, *rules.STANDS_ONCE, *rules.TOLD_ONCE}
    assert clashing - {"identifier_once"} == said


def _names(one: UniqueConstraint | ExclusionConstraint, field: str) -> bool:
    if isinstance(one, ExclusionConstraint):
        return any(field == str(expression) for expression, _ in one.expressions)
    return field in one.fields or any(field in str(expression) for expression in one.expressions)


def answers_about(people: list[Person]) -> None:
    step = make.step(people=people)
    for one in people:
        make.answer(step, "wishes", f"To stay with {one.pk}", child=one)


def adults_of(people: list[Person]) -> None:
    contact = make.contact()
    for place, one in enumerate(people, start=1):
        ContactAdult.objects.create(contact=contact, position=place, name_told="An aunt", person=one)


def visits_to(people: list[Person]) -> None:
    """Told of each child in other words: not seen, and seen alone."""
    first, *others = people
    visit = make.visit([first], seen="not_seen")
    for one in others:
        told = {"seen": "alone", "words": "Played", "visited_at": visit.visited_at}
        VisitChild.objects.create(visit=visit, person=one, **told)


MANY = {
    "step": make.step, "note": make.note, "visit": visits_to, "contact": make.contact,
    "answer": answers_about, "adult": adults_of,
}  # fmt: skip
ONE = {"phone": make.phone, "number": make.identifier, "alert": make.alert}
ALONE = (
    "home",
    "family",
    "kin",
    "apart",
    "name",
    "boundary",
    "second home",
    "council",
    "tie",
    "trait",
    "kept",
)
DAYS = st.integers(0, 2000).map(lambda n: date(2018, 1, 1) + timedelta(days=n))
SPELL = st.tuples(DAYS, st.integers(0, 900) | st.none())
ROW = st.sampled_from([*MANY, *ONE, *ALONE])
HISTORY = st.lists(st.tuples(st.sampled_from(["kept", "gone", "both"]), ROW, SPELL), max_size=9)


class AnyHistory(TestCase):
    """Two records, made one and parted again."""

    @settings(
        max_examples=10,  # others at each run
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(history=HISTORY, take=st.sets(st.sampled_from(["name", "born", "sex", "died"])))
    def test_merging_and_parting_leaves_every_table_as_it_was(self, history, take):
        with connection.cursor() as cursor:
            cursor.execute("set role kith_app")
            cursor.execute("select set_config('kith.worker', '0', false)")
        self.by = make.worker("Gia Lead", role=MANAGER)
        kept, gone = make.child("Tia", "Marlowe", age=9), make.child("Jay", "Hendry", age=11, sex="M")
        self.other, self.place = make.child("Ife", "Umeh"), make.home()
        self.family = make.family(children=0).family
        self.school = Agency.objects.create(kind="school", name="Parkside", recorded_at=clock.now())
        for who, what, (since, length) in history:
            people = {"kept": [kept], "gone": [gone], "both": [kept, gone]}[who]
            self.happen(people, what, since, None if length is None else since + timedelta(days=length))
            if what == "apart" and who == "both":
                self.tell_apart(kept, gone)
        before = everything()

        deal = merge(self.by, kept, gone, take=take)
        actions.unmerge(self.by, deal, reason="Two children")

        assert everything() == before

    def happen(self, people, what: str, since: date, until: date | None) -> None:
        if what in MANY:
            MANY[what](people=people)
            return
        for one in people:
            if what in ONE:
                ONE[what](one)
            elif what == "name":
                make.other_name(one, "Jo", "Pell")
            elif what == "apart":
                self.tell_apart(one, self.other)
            elif what in ("home", "family"):
                self.live(one, what, since, until)
            else:
                self.once(one, what, since)

    def live(self, one: Person, what: str, since: date, until: date | None) -> None:
        if what == "home" and not self.taken(Residence, one, since, until):
            Residence.objects.create(person=one, address=make.home(), started_on=since, ended_on=until)
        elif what == "family" and not self.taken(FamilyMember, one, since, until):
            FamilyMember.objects.create(person=one, family=self.family, started_on=since, ended_on=until)

    def once(self, one: Person, what: str, since: date) -> None:
        """Something that a person has once; both records may have the same."""
        by = {"recorded_at": clock.now(), "by": self.by}
        told = by | {"started_on": since}
        made: dict[str, tuple[Any, dict[str, Any]]] = {
            "kin": (Relationship, {"other": self.other, "kind": "cousin"}),
            "boundary": (Boundary, told | {"other": self.other, "kind": "no_contact", "words": "Order"}),
            "second home": (OtherHome, {"address": self.place, "words": "Weekends", "started_on": since}),
            "council": (
                CouncilMove,
                by | {"way": "in", "council": "Harbourne", "moved_on": date(2020, 1, 1)},
            ),
            "tie": (Tie, told | {"agency": self.school, "role": "pupil"}),
            "trait": (Trait, told | {"kind": "religion", "code": "none"}),
            "kept": (KeptAddress, told | {"kept_from": self.other, "reason": "Order"}),
        }
        table, facts = made[what]
        if not table.objects.unguarded(EVERY_ROW).filter(person=one).exists():
            table.objects.create(person=one, **facts)

    def tell_apart(self, one: Person, other: Person) -> None:
        """Once, from either end."""
        if between(self.by, one.pk, other.pk) is None:
            tell_apart(self.by, *((one, other) if one.pk % 2 else (other, one)), reason="Two certificates")

    def taken(self, table: Any, person: Person, since: date, until: date | None) -> bool:
        rows = table.objects.seen_by(self.by).filter(person=person)
        return any(
            max(since, row.started_on) <= min(until or date.max, row.ended_on or date.max) for row in rows
        )
