"""What was entered on the wrong child goes to where it belongs, and a trace stays."""

import json

import pytest
from django.test import Client

from kith.core import clock
from kith.people.models import Alert, Correction, Person
from kith.work.models import NoteChild, VisitChild
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina():
    return make.worker("Amina Rahman")


@pytest.fixture
def window(amina) -> Client:
    client = Client()
    client.force_login(amina)
    return client


@pytest.fixture
def tia():
    return make.family(children=[make.child("Tia", "Marlowe"), make.child("Kofi", "Marlowe")]).children[0]


def send(window: Client, child, kind: str, number: int, **said):
    said = {"reason": "The wrong tab was open."} | said
    return window.post(f"/person/{child.pk}/wrong-record/{kind}/{number}/", said)


def text_of(window: Client, child, tab: str) -> str:
    return " ".join(window.get(f"/person/{child.pk}/{tab}/").content.decode().split())


def test_a_visit_is_moved_with_a_trace_that_tells_no_word_of_it(window, amina, tia) -> None:
    other = make.child("Tio", "Marlow")
    visit = make.visit([tia], by=amina, words="He showed his new bicycle.")
    VisitChild.objects.seen_by(amina).filter(visit=visit).update(told={"said": "“Mine is blue.”"})

    assert "He showed his new bicycle." in text_of(window, tia, "visits")
    answer = send(window, tia, "visit", visit.pk, becomes="elsewhere", to_chosen=str(other.pk))

    assert answer.status_code == 302
    here, there = text_of(window, tia, "visits"), text_of(window, other, "visits")
    before = Correction.objects.seen_by(amina).get().before["told"]
    assert json.loads(before) == VisitChild.objects.seen_by(amina).get(person=other).told
    assert "bicycle" not in here and "moved to the record it belongs on" in here
    assert "The wrong tab was open." in here and "Tio" not in here
    assert "bicycle" in there
    assert "bicycle" not in text_of(window, tia, "chronology")
    assert send(window, tia, "visit", visit.pk, becomes="withdraw").status_code == 404


@pytest.mark.parametrize("kind", ["note", "alert"])
def test_a_note_or_an_alert_is_taken_off(window, amina, tia, kind) -> None:
    note, alert = make.note([tia], "Rang the wrong school.", by=amina), make.alert(tia, "A dog that bites")
    number = {"note": note.pk, "alert": alert.pk}[kind]

    answer = send(window, tia, kind, number, becomes="withdraw")

    assert answer.status_code == 302
    rows = {"note": NoteChild, "alert": Alert}[kind].objects.seen_by(amina)
    assert not rows.filter(person=tia).exists()
    trace = Correction.objects.seen_by(amina).get()
    assert (trace.kind, trace.number, trace.moved, trace.by_id) == (kind, number, False, amina.pk)


def test_what_cannot_be_is_refused_and_everything_stays(window, amina, tia) -> None:
    kofi = Person.objects.seen_by(amina).get(given_name="Kofi")
    baby = make.child("Ada", born_on=clock.today())
    visit = make.visit([tia, kofi], by=amina, visited_at=make.moment(clock.today().replace(day=1)))

    for said, words in (
        ({"becomes": ""}, "Choose what is to become of it."),
        ({"becomes": "withdraw", "reason": " "}, "how it came to stand here"),
        ({"becomes": "elsewhere", "to": "nobody"}, "Choose a person from the list"),
        ({"becomes": "elsewhere", "to_chosen": str(tia.pk)}, "It stands on this record already."),
        ({"becomes": str(kofi.pk)}, "The other record has it already."),
        ({"becomes": "elsewhere", "to_chosen": str(baby.pk)}, "before their birth"),
    ):
        answer = send(window, tia, "visit", visit.pk, **said)
        assert answer.status_code == 422, said
        assert words in answer.content.decode(), said
    assert VisitChild.objects.seen_by(amina).filter(visit=visit).count() == 2
    assert not Correction.objects.seen_by(amina).exists()
    assert send(window, kofi, "alert", 999999, becomes="withdraw").status_code == 404
