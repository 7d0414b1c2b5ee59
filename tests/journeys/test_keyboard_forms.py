"""The forms of the statutory journeys are walked with Tab alone. Nothing is sent, so the site stays as it was."""

import pytest

from tests.journeys.test_keyboard import walk
from tests.journeys.test_pages import place

FORMS = {
    "grace.adeyemi": ["{conference}room/"],
    "amina.rahman": ["/person/204418/care/start/", "/person/200018/care/move/", "/person/204418/in-need/"],
    "colin.burge": ["/court/request/new/?person=204418"],
    "bea.lund": ["/early-help/new/", "{around}", "{helped}"],
}


@pytest.mark.parametrize("username", FORMS)
def test_every_control_is_reached_by_tab_in_reading_order_and_seen(today_site, person_at, username) -> None:
    page = person_at(today_site, username)

    for address in FORMS[username]:
        page.goto(place(page, address))
        walk(page)
