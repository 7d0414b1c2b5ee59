"""The main need of a case: said once for brothers and sisters, kept on case and referral, refused in words."""

from datetime import date

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.access.models import Event
from kith.core import clock
from kith.frontdoor.census.queries import wrong_with
from kith.frontdoor.models import Referral
from kith.work.models import Involvement
from tests import make

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 3)


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def cases(north, amina, dochertys):
    """Kieran's and Aoife's open cases with their referrals."""
    made = [
        make.involvement(child, north, amina, started_on=AUGUST, family=dochertys.family)
        for child in dochertys.children[:2]
    ]
    for case in made:
        make.referral(case.person, AUGUST, team=north, involvement=case)
    return made


def address(case):
    return reverse("involvement_need", args=[case.pk])


def needs():
    return [
        [row.need for row in model.objects.unguarded(EVERY_ROW).order_by("pk")]
        for model in (Involvement, Referral)
    ]


def test_the_need_of_brothers_and_sisters_is_said_once_and_no_longer_missing_8610(browser, amina, cases):
    both = [case.person_id for case in cases]

    answer = browser(amina).post(address(cases[0]), {"person": both, "need": "N4"})

    assert answer["Location"] == reverse("person", args=both[:1])
    assert needs() == [["N4", "N4"], ["N4", "N4"]]
    assert not any("8610" in words for words in wrong_with(amina, both[0], clock.today()))
    assert Event.objects.filter(worker=amina, action__contains="say_need").count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"need": ""}, "Choose the main need."),
        ({"need": "N99"}, "Choose the main need."),
        ({"need": "N4", "person": []}, "Choose at least one child."),
        ({"need": "N4", "person": ["999", "x"]}, "Choose at least one child."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(browser, amina, cases, sent, words):
    answer = browser(amina).post(address(cases[0]), {"person": [cases[0].person_id], **sent})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert needs() == [["", ""], ["", ""]]


def test_a_closed_case_is_put_right_alone_and_a_hidden_one_is_not_there(
    browser, amina, north, cases, dochertys
):
    closed = make.involvement(
        dochertys.children[2],
        north,
        amina,
        started_on=AUGUST,
        ended_on=clock.today(),
        family=dochertys.family,
    )
    shown = browser(amina).get(address(closed)).content.decode()
    make.restricted(cases[1].person)

    assert "Finn, open since" in shown
    assert "Kian, open since" not in shown
    assert "Aoife" not in browser(amina).get(address(cases[0])).content.decode()
    assert browser(amina).get(address(cases[1])).status_code == 404
