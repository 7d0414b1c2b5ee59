"""Names in other letters on record before their letters were known are found after the migration."""

from importlib import import_module

import pytest
from django.db import connection

from kith.access.guarded import EVERY_ROW
from kith.core import clock
from kith.people.matching.queries import search
from kith.people.models import OtherName, Person
from tests import make

pytestmark = pytest.mark.django_db
renew = import_module("kith.people.migrations.0014_names_in_other_letters").renew


def as_before(*people: Person) -> None:
    """Only the word itself for a code, as such names were recorded."""
    for person in people:
        words = [f"w:{word}" for word in person.name.split()]
        Person.objects.unguarded(EVERY_ROW).filter(pk=person.pk).update(sounds=words)


def test_people_recorded_in_other_letters_are_found_in_latin_ones():
    viewer = make.worker("Ewan Price", role="duty_worker")
    arabic, greek, latin = (
        make.child("محمد", "حسين"),
        make.child("Ελένη", "Νικολάου"),
        make.child("Zoë", "Ng"),
    )
    named = make.child("Anna", "Bell")
    other = make.other_name(named, "Дмитро", "Шевченко")
    OtherName.objects.seen_by(viewer).filter(pk=other.pk).update(sounds=["w:дмитро"])
    as_before(arabic, greek)
    untouched = Person.objects.seen_by(viewer).get(pk=latin.pk).sounds

    def found(text: str) -> list[int]:
        return [hit.person_id for hit in search(viewer, text, clock.today())]

    assert [found(text) for text in ("mohammed hussein", "eleni nikolaou", "dmytro shevchenko")] == [
        [],
        [],
        [],
    ]

    changed = renew(None, type("Editor", (), {"connection": connection}))

    assert changed == 3
    assert found("mohammed hussein")[:1] == [arabic.pk]
    assert found("eleni nikolaou")[:1] == [greek.pk]
    assert found("dmytro shevchenko")[:1] == [named.pk]
    assert Person.objects.seen_by(viewer).get(pk=latin.pk).sounds == untouched
    assert OtherName.objects.seen_by(viewer).get(pk=other.pk).sounds != ["w:дмитро"]
    assert renew(None, type("Editor", (), {"connection": connection})) == 0
