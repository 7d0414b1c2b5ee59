from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.core import Refused
from kith.quality.models import PracticeObservation, StandardReading
from kith.quality.observing import actions, queries
from kith.work.models import Notice
from tests import make
from tests.cast import amina, browser, colin, north

__all__ = ["amina", "browser", "colin", "north"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
ITEMS = ("prepared", "child", "plain", "listened", "authority", "agreed")


def marks(**changes):
    return dict.fromkeys(ITEMS, "yes") | changes


def observe(by, worker, **changes):
    told = {
        "worker": worker.pk, "kind": "visit", "observed_on": date(2026, 10, 12), "marks": marks(),
        "good": "Sat on the floor and waited.", "develop": "",
    }  # fmt: skip
    return actions.observe(by, **{**told, **changes})


@pytest.fixture
def observed(colin, amina):
    return observe(
        colin, amina, marks=marks(agreed="partly", child="unseen"), develop="Say who does it by when."
    )


def test_an_observation_keeps_the_list_as_it_was_asked_and_tells_the_worker(observed, amina):
    assert observed.asked["title"] == "Observation of practice"
    assert observed.marks == {**marks(), "agreed": "partly", "child": "unseen"}
    assert Notice.objects.get(worker=amina).words == (
        "Colin Burge wrote down what was observed of your practice on Mon 12 Oct 2026."
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"observed_on": None}, "Give the day"),
        ({"marks": {}}, "Choose an answer: Was prepared"),
        ({"marks": marks(child="no")}, "Say what to develop"),
        ({"good": ""}, "Say what was good"),
        ({"kind": "lunch"}, "Choose what was observed"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(colin, amina, change, words):
    with pytest.raises(Refused) as refused:
        observe(colin, amina, **change)

    assert words in " ".join(text for _, text in refused.value.problems)
    assert not PracticeObservation.objects.exists()


def test_nobody_observes_themselves_another_team_or_the_same_thing_twice(observed, colin, amina):
    elsewhere = make.worker("Joe Whitlock", team=make.team("Safeguarding South"))

    for worker, words in ((colin, "Somebody else"), (elsewhere, "one of your teams"), (amina, "already")):
        with pytest.raises(Refused, match=words):
            observe(colin, worker)
    with pytest.raises(PermissionDenied):
        observe(amina, colin)


def test_the_record_store_itself_refuses_what_is_half(observed):
    for change in (
        {"worker": observed.observer},
        {"good": ""},
        {"develop": ""},
        {"met": ["agreed"]},
        {"own_words": "x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PracticeObservation.objects.filter(pk=observed.pk).update(**change)


def test_the_worker_answers_once_in_their_own_words(observed, amina, colin, browser):
    mine = browser(amina)
    assert mine.send("observation", observed, own_words=" ").status_code == 422
    mine.send("observation", observed, own_words="It was a hard morning. I take the last point.")

    text = browser(colin).page("observation", observed).content.decode()
    assert "It was a hard morning." in text
    assert "Amina Rahman answered" in Notice.objects.get(worker=colin).words
    again = mine.send("observation", observed, own_words="And another thing.")
    assert (again.status_code, "Your words stand there already." in again.content.decode()) == (422, True)
    with pytest.raises(Refused, match="Only who was observed"):
        actions.answer(colin, observed, words="Mine.")


def test_a_colleague_does_not_know_of_it_and_a_manager_above_does(observed, north, browser):
    colleague = make.worker("Joe Whitlock", team=north)
    other = make.worker("West Manager", role="team_manager", team=make.team("Safeguarding West"))

    for worker in (colleague, other):
        assert browser(worker).page("observation", observed).status_code == 404
        assert queries.shown(worker, TODAY) == []
    above = make.worker("Deputy", role="team_manager", team=north)
    assert [one.pk for one in queries.shown(above, TODAY)] == [observed.pk]
    assert browser(above).page("observation", observed).status_code == 200


def test_a_year_is_counted_and_the_list_asks_as_often_for_many_as_for_one(observed, colin, north, browser):
    reader = browser(colin)
    address = reverse("observations")
    reader.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        text = reader.get(address).content.decode()
    for number in range(4):
        observe(colin, make.worker(f"Worker {number}", team=north), marks=marks())
    with CaptureQueriesContext(connection) as many:
        reader.get(address)

    assert [one.words for one in queries.year_of(colin, TODAY)] == ["5 of 5 workers observed, 5 times"]
    assert "0 of 1 (0%)" in text
    assert len(many) <= len(few)


def test_a_bad_form_gives_the_words_back(colin, amina, browser):
    sent = browser(colin).post(
        reverse("observation_new"),
        {"_key": "a" * 32, "worker": amina.pk, "kind": "visit", "observed_on": "31/6/2026", "good": "Calm."},
    )

    text = sent.content.decode()
    assert sent.status_code == 422
    assert ("Calm." in text, "31/6/2026" in text, "Give the day as day, month and year" in text) == (
        True,
    ) * 3


def test_reading_the_standards_is_kept_by_edition_and_counted_for_the_team(amina, colin, browser):
    found = {one.form: one for one in queries.standards_read(amina, TODAY)}
    edition = found["single_assessment"].held.edition
    send = {"_key": "b" * 32, "form": "single_assessment", "edition": edition}
    reader = browser(amina)

    assert reader.post(reverse("practice_standards"), send | {"form": "nothing"}).status_code == 404
    reader.post(reverse("practice_standards"), send | {"_key": "c" * 32, "edition": "older"})
    assert not StandardReading.objects.exists()
    reader.post(reverse("practice_standards"), send | {"_key": "d" * 32})

    assert StandardReading.objects.get().edition == edition
    assert "You have read this edition" in reader.get(reverse("practice_standards")).content.decode()
    assert (
        "1 of 1 in your teams have read" in browser(colin).get(reverse("practice_standards")).content.decode()
    )
