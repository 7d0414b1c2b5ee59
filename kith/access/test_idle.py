import pytest
from django.contrib.sessions.models import Session

from kith.access.idle import ACTIVE, BACKGROUND, BEGAN
from tests import make

pytestmark = pytest.mark.django_db
RIGHT = "long-enough-2026"
IDLE = 20 * 60
DAY = 12 * 60 * 60
NOBODY_ASKED = {BACKGROUND: "1", "Accept": "application/json"}


@pytest.fixture
def amina():
    return make.worker(username="amina.rahman", password=RIGHT)


@pytest.fixture
def inside(client, amina):
    """A browser signed in by the door."""
    client.post("/sign-in/", {"username": "amina.rahman", "password": RIGHT})
    return client


def turn_back(client, name, seconds):
    """Let something have happened so many seconds earlier."""
    session = client.session
    session[name] -= seconds
    session.save()


def is_in(client, **headers):
    return client.get("/notices/", headers=headers).status_code == 200


def test_a_session_ends_after_twenty_minutes_without_anything_done(inside):
    turn_back(inside, ACTIVE, IDLE)

    answer = inside.get("/person/200001/")

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fperson%2F200001%2F")
    assert not Session.objects.exists()
    assert not is_in(inside)


def test_a_session_in_use_goes_on(inside):
    for _ in range(3):
        turn_back(inside, ACTIVE, IDLE - 10)
        assert is_in(inside)


def test_a_day_s_session_ends_although_it_is_in_use(inside):
    turn_back(inside, BEGAN, DAY)

    assert not is_in(inside)


def test_the_council_chooses_the_minutes(inside, settings):
    settings.KITH_IDLE_SECONDS = 60 * 60
    turn_back(inside, ACTIVE, 59 * 60)

    assert is_in(inside)


def test_what_nobody_asked_for_is_not_something_done(inside):
    turn_back(inside, ACTIVE, IDLE - 10)

    answers = [inside.get("/still-here/", headers=NOBODY_ASKED).json()["left"] for _ in range(2)]

    assert all(0 < left <= 10 for left in answers)


def test_saying_that_one_is_still_here_is_something_done(inside, amina):
    turn_back(inside, ACTIVE, IDLE - 10)

    inside.get("/still-here/", headers={"Accept": "application/json"})

    told = inside.get("/still-here/", headers=NOBODY_ASKED).json()
    assert told["who"] == amina.pk
    assert told["left"] == pytest.approx(IDLE, abs=2)


def test_a_script_is_told_that_the_session_has_ended(inside):
    turn_back(inside, ACTIVE, IDLE)

    assert inside.get("/still-here/", headers=NOBODY_ASKED).status_code == 401


def test_words_sent_after_the_end_are_held_and_not_lost(inside):
    turn_back(inside, ACTIVE, IDLE)

    answer = inside.post("/note/new/?person=200001", {"words": "Gran came at eight."})

    assert answer.status_code == 401
    assert "Gran came at eight." in answer.content.decode()


def test_signing_in_again_starts_both_clocks_anew(inside):
    turn_back(inside, BEGAN, DAY - 100)

    inside.post("/sign-in/", {"username": "amina.rahman", "password": RIGHT})

    assert inside.get("/still-here/", headers=NOBODY_ASKED).json()["left"] == pytest.approx(IDLE, abs=2)


def test_a_session_from_before_there_were_clocks_gets_them(client, amina):
    client.force_login(amina)

    assert is_in(client)
    assert {ACTIVE, BEGAN} <= set(client.session.keys())


def test_a_click_soon_after_another_writes_no_session(inside):
    before = inside.session[ACTIVE]
    turn_back(inside, ACTIVE, 20)

    assert is_in(inside)

    assert inside.session[ACTIVE] == before - 20


def test_the_page_knows_when_it_must_warn_and_the_sign_in_page_does_not(inside, amina):
    assert f'data-idle="1200" data-who="{amina.pk}"' in inside.get("/notices/").content.decode()
    inside.logout()
    assert "data-idle" not in inside.get("/sign-in/").content.decode()
