"""The forms of the statutory journeys and the pages of figures are walked with Tab alone. Nothing is sent, so the site
stays as it was.
"""

import pytest

from tests.journeys.test_keyboard import walk
from tests.journeys.test_pages import place

FORMS = {
    "grace.adeyemi": ["{conference}room/", "/quality/reports/", "{judge}"],
    "amina.rahman": ["/person/204418/care/start/", "/person/200018/care/move/", "/person/204418/in-need/"],
    "colin.burge": ["/court/request/new/?person=204418"],
    "bea.lund": ["/early-help/new/", "{around}", "{helped}"],
    "wyn.parry": ["/workforce/", "/workforce/team/safeguarding-north/", "/workforce/read-in/"],
    "ngozi.bright": [
        "/performance/", "/performance/?as=table&open=all", "/performance/unallocated/", "/performance/scorecard/",
        "/performance/demand/", "/performance/journeys/", "/performance/daily/", "/performance/reports/",
        "/performance/deep_dive/?area=north", "/performance/inspection/", "/performance/board/",
        "/performance/plans/safeguarding-north/", "/performance/own-reports/new/assessments/",
        "/performance/recorded/late/", "/performance/decisions/by-level/",
        "/improvement/listening/", "/improvement/you-said-we-did/", "{plan_action}feedback/", "/feedback/",
        "/feedback/said/", "{paper_form}", "/feedback/mail/", "/complaints/", "{complaint}", "{board}", "{meeting}",
        "/improvement/", "/improvement/boards/", "/improvement/hub/", "/improvement/phase-2-improvement-plan/risks/",
        "{plan_risk}",
        "/quality/", "/quality/found/", "/quality/programme/", "{round}", "/quality/mine/", "{audit}", "{audited}",
        "/quality/observations/", "/quality/observations/new/", "{observation}", "/quality/standards/",
        "/quality/samples/", "{drawn}", "{drawn_supervision}", "/quality/reports/quarter/", "/quality/learning/",
    ],
}  # fmt: skip


@pytest.mark.parametrize("username", FORMS)
@pytest.mark.parametrize("width", [1440, 390])
def test_every_control_is_reached_by_tab_in_reading_order_and_seen(
    today_site, person_at, username, width
) -> None:
    page = person_at(today_site, username, width=width)

    for address in FORMS[username]:
        page.goto(place(page, address))
        walk(page)
