"""A child with two households: both are told, and who lives in either is found with the child."""

import pytest
from django.test import Client
from django.urls import reverse

from kith.core import clock
from kith.people import actions, queries
from kith.people.models import OtherHome
from tests import make

pytestmark = pytest.mark.django_db


def test_a_child_lives_in_two_households(client: Client) -> None:
    worker = make.worker()
    client.force_login(worker)
    home = make.family("Marlowe", children=[make.child("Tia", "Marlowe")])
    tia, dad = home.children[0], make.adult("Daniel", "Osei")
    make.home(dad, lines="12 Comfort Road", postcode="WM1 3TT")
    page = reverse("person_other_home", kwargs={"number": tia.pk})
    said = {"other_lines": "12 Comfort Road", "other_postcode": "WM1 3TT", "other_since": "1/9/2026"}

    wrong = client.post(page, said | {"when": "", "other_postcode": "nowhere"})
    done = client.post(page, said | {"when": "every other week"})
    twice = client.post(page, said | {"when": "always"})

    assert wrong.status_code == twice.status_code == 422
    assert 'value="12 Comfort Road"' in wrong.content.decode()
    assert done.status_code == 302
    living = {one.name for one in queries.living_with(worker, tia.pk, clock.today())}
    assert living == {"Jade Marlowe", "Daniel Osei"}
    assert [one.name for one in queries.living_with(worker, dad.pk, clock.today())] == ["Tia Marlowe"]
    for tab in ("", "family/"):
        words = client.get(f"/person/{tia.pk}/{tab}").content.decode()
        assert "12 Comfort Road, WM1 3TT" in words and "every other week" in words
    together = client.get(f"/family/{home.family.pk}/").content.decode()
    assert "also 12 Comfort Road, WM1 3TT, every other week" in together
    assert "Daniel Osei</bdi></a>" in together.split('id="household"')[1]
    row = OtherHome.objects.seen_by(worker).get()
    actions.end_other_home(worker, row, today=clock.today())
    assert [one.name for one in queries.living_with(worker, tia.pk, clock.today())] == ["Jade Marlowe"]
