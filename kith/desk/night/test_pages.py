from datetime import timedelta

import pytest
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.access.models import Event, Look
from kith.core import clock
from kith.database.session import seen_by
from kith.desk.night import queries
from kith.people.models import Boundary, Person, Phone
from kith.work.models import NightAlert
from kith.work.night.actions import take_back
from tests import make

pytestmark = pytest.mark.django_db
WORDS = {
    "words": "Lee may come to the house.",
    "plan_a": "Ring Pauline first.",
    "plan_b": "Ring 999.",
    "phones": "Pauline: 01632 960204",
}


@pytest.fixture
def amina():
    return make.worker(role="social_worker")


@pytest.fixture
def window(amina) -> Client:
    client = Client()
    client.force_login(amina)
    return client


@pytest.fixture
def sisters():
    children = [make.child(given_name="Tia"), make.child(given_name="Elsie")]
    make.family(children=children)
    return children


def tell(window: Client, child, **changed):
    facts = {**WORDS, "until": "morning", "children": [str(child.pk)]} | changed
    return window.post(f"/person/{child.pk}/night/", facts)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_night_team_is_told_of_two_children_at_once(window, sisters, amina) -> None:
    answer = tell(window, sisters[0], children=[str(child.pk) for child in sisters])

    board = text_of(window.get("/night/"))
    assert answer.status_code == 302
    assert board.count("Ring Pauline first.") == 1
    assert "Tia" in board and "Elsie" in board
    assert {look.person_id for look in Look.objects.filter(page="night")} == {child.pk for child in sisters}


def test_what_is_missing_is_told_and_nothing_typed_is_lost(window, sisters, amina) -> None:
    answer = tell(window, sisters[0], plan_b="", children=[])

    page = text_of(answer)
    assert answer.status_code == 422
    assert "Say what to do when that does not work." in page and "Tick at least one child." in page
    assert "Lee may come to the house." in page
    assert not NightAlert.objects.seen_by(amina).exists()


@pytest.mark.parametrize("until", ["", "for ever"])
def test_how_long_it_holds_is_never_guessed(window, sisters, amina, until) -> None:
    answer = tell(window, sisters[0], until=until)

    assert answer.status_code == 422
    assert "Choose how long." in text_of(answer) and "Lee may come to the house." in text_of(answer)
    assert not NightAlert.objects.seen_by(amina).exists()


def test_an_alert_ends_by_itself(window, sisters, amina) -> None:
    tell(window, sisters[0])
    NightAlert.objects.seen_by(amina).update(
        set_at=clock.now() - timedelta(days=2), expires_at=clock.now() - timedelta(minutes=1)
    )

    assert "Lee may come" not in text_of(window.get("/night/"))


def test_it_is_taken_back_with_a_reason_and_the_morning_reads_of_it(window, sisters, amina) -> None:
    tell(window, sisters[0])
    number = NightAlert.objects.seen_by(amina).get().pk

    without = window.post(f"/night/{number}/end/", {"why": " "})
    window.post(f"/night/{number}/end/", {"why": "Lee was arrested."})
    again = window.post(f"/night/{number}/end/", {"why": "Once more."})

    assert without.status_code == again.status_code == 422
    assert "Lee may come" not in text_of(window.get("/night/"))
    assert "Lee was arrested." in text_of(window.get("/night/morning/"))


def test_notes_of_the_night_stand_in_the_morning(window, sisters, amina) -> None:
    visit = make.visit(sisters, by=amina, visited_at=clock.now(), words="All asleep.")

    page = text_of(window.get("/night/morning/"))

    assert visit.words in page and page.count("All asleep.") == 1


def test_more_than_are_shown_are_counted_and_no_visit_loses_a_child(
    window, sisters, amina, monkeypatch
) -> None:
    monkeypatch.setattr(queries, "MOST", 2)
    for hour in range(3):
        make.visit(
            sisters, by=amina, visited_at=clock.now() - timedelta(seconds=hour + 1), words=f"Visit {hour}."
        )

    page = text_of(window.get("/night/morning/"))

    assert "3 entries" in page and "The newest 2 of 3 are shown." in page
    assert "Visit 1." in page and "Visit 2." not in page
    assert page.count(">Tia") == page.count(">Elsie") == 2


def test_nobody_dead_or_kept_apart_is_offered_to_be_rung(window, sisters, amina) -> None:
    kin = {name: make.person(given_name=name, family_name="") for name in ("Jade", "Lee", "Gran")}
    for place, one in enumerate(kin.values()):
        make.relationship(one, "carer", sisters[0])
        Phone.objects.create(person=one, number=f"01632 96010{place}")
    Boundary.objects.create(
        person=sisters[0], other=kin["Lee"], kind="no_contact", words="court order", started_on=clock.today(),
        recorded_at=clock.now(), by=amina,
    )  # fmt: skip
    Person.objects.seen_by(amina).filter(pk=kin["Gran"].pk).update(died_on=clock.today())

    page = text_of(window.get(f"/person/{sisters[0].pk}/night/"))

    assert "Jade, carer: 01632 960100" in page
    assert "01632 960101" not in page and "01632 960102" not in page


def test_a_restricted_child_stands_on_no_board_and_the_words_about_it_neither(window, sisters, amina) -> None:
    tell(window, sisters[0], children=[str(child.pk) for child in sisters])
    number = NightAlert.objects.seen_by(amina).get(person=sisters[1]).pk
    make.restricted(sisters[0], readers=[make.worker()])

    for address in ("/night/", "/night/morning/", f"/person/{sisters[1].pk}/night/"):
        page = text_of(window.get(address))
        assert "Tia" not in page and "Lee may come" not in page
    assert window.post(f"/night/{number}/end/", {"why": "Over."}).status_code == 404
    with seen_by(amina.sight):  # the database hides it by itself
        assert not NightAlert.objects.unguarded(EVERY_ROW).exists()
    assert NightAlert.objects.unguarded(EVERY_ROW).filter(ended_at__isnull=True).count() == len(sisters)


def test_an_alert_ends_for_a_child_too_who_was_hidden_meanwhile(window, sisters, amina) -> None:
    tell(window, sisters[0], children=[str(child.pk) for child in sisters])
    alert = NightAlert.objects.seen_by(amina).first()
    make.restricted(sisters[1], readers=[make.worker()])

    with seen_by(amina.sight):
        take_back(amina, alert, why="Lee was arrested.")

    assert not NightAlert.objects.unguarded(EVERY_ROW).filter(ended_at__isnull=True).exists()


def test_a_restricted_child_gets_an_alert_of_its_own(window, sisters, amina) -> None:
    make.restricted(sisters[0], readers=[amina])

    together = tell(window, sisters[0], children=[str(child.pk) for child in sisters])
    alone = tell(window, sisters[0])

    assert together.status_code == 422
    assert "Tell the night team about each child separately." in text_of(together)
    assert alone.status_code == 302


def test_the_trail_names_every_child_an_alert_is_about(window, sisters, amina) -> None:
    tell(window, sisters[0], children=[str(child.pk) for child in sisters])
    window.post(f"/night/{NightAlert.objects.seen_by(amina).first().pk}/end/", {"why": "Lee was arrested."})

    told, ended = Event.objects.filter(action__startswith="work.night").order_by("pk")
    assert set(told.people) == set(ended.people) == {child.pk for child in sisters}
    assert not NightAlert.objects.seen_by(amina).filter(ended_at__isnull=True).exists()


def test_a_role_that_records_nothing_reads_the_board_only(sisters) -> None:
    client = Client()
    client.force_login(make.worker(role="auditor"))

    assert client.get("/night/").status_code == 200
    assert tell(client, sisters[0]).status_code == 403
