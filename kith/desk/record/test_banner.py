"""The banner in the corners: everything that must be known stands before the address, and nothing breaks it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.template import engines
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.access.models import Membership
from kith.care.models import LegalStatus, Placement
from kith.core import clock
from kith.people import actions
from kith.people.boundaries.actions import set_boundary
from kith.people.councils.actions import record_council_move
from kith.people.keeping.actions import keep_address
from kith.people.models import Address, Photo
from kith.people.traits.actions import say
from kith.work.models import Standing
from tests import make
from tests.caring import in_care


def shown(**banner: Any) -> str:
    told = {"name": "Tia Marlowe", "record_number": 204418} | banner
    template = engines["jinja2"].env.get_template("ui/components/record.html")
    return str(template.module.person_banner(told))


def test_forty_alerts_stay_within_reach_and_no_danger_is_hidden() -> None:
    alerts = [(f"Danger {n}", "red") for n in range(4)] + [(f"Allergy {n}", "amber") for n in range(36)]

    page = shown(alerts=alerts)

    seen, more = page.split("and 36 more")
    assert all(f"Danger {n}" in seen for n in range(4))
    assert "Allergy 0" not in seen and "Allergy 35" in more


def test_fourteen_brothers_and_sisters_are_one_click_away() -> None:
    siblings = [(f"Child {n}, {n}", f"/person/{n}/", n == 3) for n in range(14)]

    page = shown(siblings=siblings)

    assert page.count('href="/person/') == 14
    assert page.count('aria-current="true"') == 1


@pytest.mark.parametrize("name", ["Anne-Marie O’Brien-D'Arcy", "Bilal", "张伟", "ليلى حسن", "Дарья"])
def test_a_name_of_any_letters_stands_as_it_is_written_and_turns_nothing_round_it(name) -> None:
    page = shown(name=name, age="age 9").replace("&#39;", "'")

    assert f"<bdi>{name}</bdi> <small>age 9" in page


@pytest.mark.django_db
def test_all_that_must_be_known_first_stands_before_the_address(client: Client) -> None:
    worker, today = make.worker(role="social_worker"), clock.today()
    client.force_login(worker)
    tia, lee, dad = (
        make.child("Tia", "Marlowe"),
        make.adult("Lee", "Hargreaves"),
        make.adult("Daniel", "Osei"),
    )
    make.home(tia)
    held = {"started_on": today - timedelta(30), "today": today}
    set_boundary(worker, tia, lee, kind="no_contact", words="Order", until_on=date(2027, 5, 3), **held)
    set_boundary(worker, tia, dad, kind="told_part", words="school reports", **held)
    record_council_move(worker, tia, way="in", council="Redfell", moved_on=today - timedelta(9), today=today)
    say(worker, tia, kind="needs", code="interpreter", listed={"interpreter"}, today=today, words="Arabic")
    actions.live_also(
        worker, tia, lines="12 Comfort Road", postcode="WM1 3TT", when="weekends", since=today, today=today
    )
    keep_address(worker, tia, lee, reason="Order", today=today)
    photo = Photo.objects.create(
        person=tia, file="photos/x.png", content_type="image/png", recorded_at=clock.now(), by=worker
    )

    page = " ".join(client.get(f"/person/{tia.pk}/").content.decode().split())
    his = client.get(f"/person/{lee.pk}/").content.decode()

    assert page.count("No contact with Lee Hargreaves") > 1, "the chronology tells it as a key event"
    before, after = page.split("27 Alder Walk, WM4 2QT (do not tell Lee Hargreaves)")
    for words in (
        "No contact with Lee Hargreaves until 3 May 2027",
        "Daniel Osei is told only: school reports",
        f"Came from Redfell on {(today - timedelta(9)).day}",
        f'src="/person/{tia.pk}/photo/{photo.pk}/"',
    ):
        assert words in before, words
    form = client.get(f"/visit/new/?person={tia.pk}").content.decode()
    assert "No contact with Lee Hargreaves until 3 May 2027" in form
    assert "12 Comfort Road, WM1 3TT (do not tell Lee Hargreaves) (weekends)" in after
    assert "Interpreter (Arabic)" in after
    assert "No contact with Tia Marlowe until 3 May 2027" in his


@pytest.mark.django_db
def test_a_baby_born_early_keeps_the_record_and_says_so(client: Client) -> None:
    worker, today = make.worker(), clock.today()
    client.force_login(worker)
    baby = make.unborn("Marlowe", due_on=today + timedelta(35))

    before = client.get(f"/person/{baby.pk}/").content.decode()
    actions.born(worker, baby, born_on=today - timedelta(14), sex="F", today=today, given_name="Noor")
    after = client.get(f"/person/{baby.pk}/").content.decode()

    assert "unborn, 35 weeks" in before
    assert "age 2 weeks" in after and "7 weeks early" in after and "Noor" in after


@pytest.mark.django_db
def test_who_died_is_told_so_in_the_banner(client: Client) -> None:
    client.force_login(make.worker())
    gran = make.adult("Pauline", "Marlowe", age=71, died_on=date(2026, 5, 3))

    assert "died 3 May 2026" in client.get(f"/person/{gran.pk}/").content.decode()


@pytest.mark.django_db
def test_work_of_somebody_who_left_is_marked(client: Client) -> None:
    client.force_login(make.worker())
    ben = make.worker("Ben Okoye")
    tia = make.child("Tia", "Marlowe")
    make.involvement(tia, ben.team, ben)

    here = client.get(f"/person/{tia.pk}/").content.decode()
    Membership.objects.filter(worker=ben).update(ended_on=clock.today())
    gone = client.get(f"/person/{tia.pk}/").content.decode()
    client.force_login(make.worker("Colin Burge", role="team_manager", team=ben.team))
    board = client.get(f"/team/{ben.team.code}/board/").content.decode()
    taker = make.worker("Amina Rahman", team=ben.team)
    family = re.search(r'name="family" value="(-?\d+)"', board)[1]
    given = {"family": [family], f"worker-{family}": taker.pk}
    client.post(f"/team/{ben.team.code}/allocate/", given)
    taken = client.get(f"/person/{tia.pk}/").content.decode()

    assert "does not work here any more" not in here
    assert "held by Ben Okoye, who left; since 14 Oct" in board
    assert "Amina Rahman" in taken and "does not work here" not in taken
    assert "Ben Okoye" in gone and "does not work here any more" in gone


@pytest.mark.django_db
def test_a_child_in_care_lives_where_it_is_placed_and_at_home_again_afterwards(client: Client) -> None:
    worker, today = make.worker(), clock.today()
    client.force_login(worker)
    ruby, dad = make.child("Ruby", "Dean"), make.adult("Carl", "Dean")
    make.home(ruby)
    period = in_care(ruby, today - timedelta(60), worker)
    place = Address.objects.create(lines="9 Elm Row", postcode="WM6 1AB")
    Placement.objects.unguarded(EVERY_ROW).update(carer="Mrs Adair", address=place, postcode="WM6 1AB")

    placed = client.get(f"/person/{ruby.pk}/").content.decode()
    keep_address(worker, ruby, dad, reason="Order", today=today)
    kept = client.get(f"/person/{ruby.pk}/").content.decode()
    with transaction.atomic():
        over = {"ended_on": today, "ended_recorded_at": clock.now()}
        Placement.objects.unguarded(EVERY_ROW).update(**over)
        LegalStatus.objects.unguarded(EVERY_ROW).update(**over)
        Standing.objects.unguarded(EVERY_ROW).filter(pk=period.pk).update(end_reason="E4A", **over)
    back = client.get(f"/person/{ruby.pk}/").content.decode()

    assert "Mrs Adair, 9 Elm Row, WM6 1AB" in placed and "27 Alder Walk" not in placed
    assert "Mrs Adair, 9 Elm Row, WM6 1AB (do not tell Carl Dean)" in kept
    assert "27 Alder Walk" in back and "Elm Row" not in back.split("Chronology")[0]
