from datetime import timedelta

import pytest

from kith.access import rules
from kith.access.models import SignInAttempt
from kith.core import clock
from tests import make

pytestmark = pytest.mark.django_db
RIGHT = "long-enough-2026"


@pytest.fixture
def amina():
    return make.worker(username="amina.rahman", password=RIGHT)


def sign_in(client, password, username="amina.rahman", **headers):
    return client.post("/sign-in/", {"username": username, "password": password}, headers=headers)


def tried(username, address="127.0.0.1", ago=timedelta(seconds=5), times=1):
    at = clock.now() - ago
    row = {"at": at, "username": username, "address": address, "succeeded": False}
    SignInAttempt.objects.bulk_create(SignInAttempt(**row) for _ in range(times))


def is_in(client):
    return client.get("/notices/").status_code == 200


def test_the_fifth_wrong_password_locks_out_the_right_one_and_says_until_when(client, amina):
    for _ in range(5):
        assert "not right" in sign_in(client, "wrong").content.decode()

    answer = sign_in(client, RIGHT)

    assert answer.status_code == 422
    assert "Too many tries. Wait until" in answer.content.decode()
    assert not is_in(client)
    assert SignInAttempt.objects.count() == 5, "a try that was not looked at prolongs nothing"


def test_four_wrong_passwords_lock_nobody_out(client, amina):
    tried("amina.rahman", times=4)

    assert sign_in(client, RIGHT).status_code == 302
    assert is_in(client)


def test_who_has_waited_may_try_again(client, amina):
    tried("amina.rahman", times=5, ago=timedelta(seconds=61))

    assert sign_in(client, RIGHT).status_code == 302


def test_a_name_nobody_has_is_locked_out_in_the_same_words(client, amina):
    tried("amina.rahman", times=5)
    tried("nobody", times=5)

    known, unknown = (
        sign_in(client, "wrong", username).content.decode() for username in ("amina.rahman", "nobody")
    )

    assert "Too many tries" in known
    assert "Too many tries" in unknown


def test_the_name_is_the_same_in_capitals_and_with_spaces(client, amina):
    tried("amina.rahman", times=5)

    assert "Too many tries" in sign_in(client, RIGHT, " Amina.RAHMAN ").content.decode()


def test_one_person_locked_out_locks_no_colleague_out(client, amina):
    tried("colin.burge", times=20)

    assert sign_in(client, RIGHT).status_code == 302


def test_an_address_that_tries_a_great_many_names_is_stopped_for_every_name(client, amina):
    tried("somebody", times=rules.TRIES_FROM_ONE_PLACE)

    assert "Too many tries" in sign_in(client, RIGHT).content.decode()


def test_an_address_is_judged_by_its_last_quarter_of_an_hour(client, amina):
    tried("somebody", times=rules.TRIES_FROM_ONE_PLACE, ago=timedelta(minutes=16))

    assert sign_in(client, RIGHT).status_code == 302


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "203.0.113.7")])
def test_the_forwarded_address_counts_only_where_a_proxy_of_ours_is_named(
    client, amina, settings, proxies, address
):
    settings.KITH_PROXIES = proxies

    sign_in(client, "wrong", **{"X-Forwarded-For": "198.51.100.9, 203.0.113.7"})

    assert SignInAttempt.objects.get().address == address


def test_a_place_that_floods_the_proxy_stops_no_other_place(client, amina, settings):
    settings.KITH_PROXIES = 1
    tried("somebody", "203.0.113.7", times=rules.TRIES_FROM_ONE_PLACE)

    flooding = sign_in(client, RIGHT, **{"X-Forwarded-For": "203.0.113.7"})
    other = sign_in(client, RIGHT, **{"X-Forwarded-For": "203.0.113.8"})

    assert (flooding.status_code, other.status_code) == (422, 302)
