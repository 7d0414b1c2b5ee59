"""Putting a start of care right, and the end of being an unaccompanied child, on their page."""

import re
import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from kith.care.conftest import begin
from kith.care.models import CareCorrection, CarePeriod, Postcode
from kith.care.period import queries
from kith.care.period.rules import Start
from tests import make

pytestmark = pytest.mark.django_db
PAGE = "person_care_start_correct"
RIGHT = {"need": "N4", "home_postcode": "WM4 9ZZ", "before": "Z1", "why": "It was typed from the wrong file."}


def address(period, name=PAGE):
    return reverse(name, kwargs={"number": period.standing.person_id})


def send(client, period, form, **fields):
    named = {f"{form}.{name}": value for name, value in fields.items()}
    return client.post(address(period), {"_key": str(uuid.uuid4()), "form": form, **named})


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_start_is_put_right_and_what_stood_there_is_kept(amina, tia, browser):
    client = browser(amina)

    answer = send(client, tia, "start", **RIGHT)

    assert (answer.status_code, answer.url) == (302, address(tia, "person_care_all"))
    tia.refresh_from_db()
    assert (tia.need, tia.home_postcode) == ("N4", "WM4 9ZZ")
    assert CareCorrection.objects.seen_by(amina).get().before["need"] == "N1"
    shown = words(client.get(answer.url))
    assert "Family in acute stress" in shown
    assert "It was typed from the wrong file." in shown
    assert "Stood there before: Abuse or neglect, WM4 2QT, None before" in shown


def test_distances_are_reckoned_again_from_the_home_as_it_is_told_now(amina, tia, browser):
    for key, east in (("WM49ZZ", 400000), ("WM61AB", 416093)):
        Postcode.objects.create(key=key, easting=east, northing=300000, council="")

    send(browser(amina), tia, "start", **RIGHT)

    assert queries.held(amina, tia.pk).placements[0].miles == Decimal("10.0")


def test_what_is_wrong_is_told_beside_its_box_and_nothing_is_lost(amina, tia, browser):
    answer = send(browser(amina), tia, "start", **(RIGHT | {"need": "", "before": "P1", "why": ""}))

    assert answer.status_code == 422
    for told in ("Choose the category of need.", "Say which council’s it was", "Say what was wrong"):
        assert told in words(answer)
    assert 'value="WM4 9ZZ"' in answer.content.decode()
    assert not CareCorrection.objects.seen_by(amina).exists()


def test_until_when_a_child_was_unaccompanied(amina, children, browser):
    (period,) = begin(
        amina, children[:1], start=Start("N8", is_unaccompanied=True, before="Z1"),
    )  # fmt: skip
    client = browser(amina)

    early = send(client, period, "until", unaccompanied_until="3/3/2026")
    ahead = send(client, period, "until", unaccompanied_until="15/10/2026")
    none = send(client, period, "until", unaccompanied_until="")
    done = send(client, period, "until", unaccompanied_until="1/9/2026")

    assert [one.status_code for one in (early, ahead, none, done)] == [422, 422, 422, 302]
    assert "began to be looked after on" in words(early)
    assert "still to come" in words(ahead)
    assert CarePeriod.objects.seen_by(amina).get().unaccompanied_until == date(2026, 9, 1)
    assert "until 1 Sep" in words(client.get(done.url))


def test_a_child_with_a_home_is_not_asked_until_when_it_was_unaccompanied(amina, tia, browser):
    client = browser(amina)

    assert "No longer an unaccompanied child" not in words(client.get(address(tia)))
    assert send(client, tia, "until", unaccompanied_until="1/9/2026").status_code == 422


def test_who_was_never_in_care_has_no_start_to_put_right(amina, children, browser):
    assert browser(amina).get(reverse(PAGE, kwargs={"number": children[0].pk})).status_code == 404


def test_who_may_not_record_care_is_turned_away(tia, north, browser):
    client = browser(make.worker(role="duty_worker", team=north))

    assert client.get(address(tia)).status_code == 403
    assert "Put the start right" not in words(client.get(address(tia, "person_care_all")))


def test_what_stood_before_a_placement_was_put_right_is_told(amina, tia, browser):
    row, child = queries.held(amina, tia.pk).placements[0], tia.standing.person_id
    page = f"{reverse('person_care_correct', kwargs={'number': child})}?part=placement&row={row.pk}"
    told = {
        "on": "4/3/2026", "kind": "U6", "provider": "PR1", "carer": "Mr Osei", "postcode": "WM6 1AB",
        "why": "One name was wrong", "do": "correct", "_key": str(uuid.uuid4()),
    }  # fmt: skip

    assert browser(amina).post(page, told).status_code == 302

    shown = words(browser(amina).get(address(tia, "person_care_all")))
    assert "Foster, other carer, not long term, Mr and Mrs Osei, WM6 1AB, SC123456, from 4 Mar" in shown
