"""The pages of health, missing, permanence, liberty, leaving care and private fostering: read, written, refused."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from kith.care.conftest import begin
from kith.care.leaving.actions import begin as leave
from kith.care.models import (
    HealthAssessment,
    LeavingContact,
    LibertyOrder,
    PermanencePlan,
    PrivateFostering,
    TimeMissing,
)
from kith.core import clock
from tests import caring, make

pytestmark = pytest.mark.django_db
ALL = "a rule needs every row, and shows none"
PAGES = (
    "person_missing", "person_health", "person_permanence", "person_liberty", "person_leaving_care",
    "person_private_fostering",
)  # fmt: skip
FORMS = (
    "person_care", "person_care_all", "person_care_move", "person_care_status", "person_care_end",
    "person_care_start_correct",
)  # fmt: skip
MOST_QUERIES = 25  # those of the banner and of signing in among them


def send(client, page, child, form, **fields):
    named = {f"{form}.{name}": value for name, value in fields.items()}
    known = {"_key": str(uuid.uuid4()), "form": form}
    return client.post(reverse(page, kwargs={"number": child.pk}), {**known, **named})


def errors(response) -> str:
    return " ".join(re.findall(r'class="govuk-error-message">.*?</p>', response.content.decode(), re.DOTALL))


@pytest.fixture
def tia(amina, children):
    begin(amina, children)
    return children[0]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_who_was_and_was_never_in_care(browser, amina, children, page):
    client = browser(amina)
    before = client.get(reverse(page, kwargs={"number": children[0].pk}))
    begin(amina, children)
    after = client.get(reverse(page, kwargs={"number": children[0].pk}))
    nobody = client.get(reverse(page, kwargs={"number": 1}))

    assert (before.status_code, after.status_code, nobody.status_code) == (200, 200, 404)


@pytest.mark.parametrize("page", [*PAGES, "person_care_start_correct"])
def test_every_form_is_sent_to_the_page_it_stands_on(browser, amina, tia, page):
    address = reverse(page, kwargs={"number": tia.pk})

    shown = browser(amina).get(address).content.decode().partition('id="main"')[2]

    assert set(re.findall(r'<form method="post" action="([^"]*)"', shown)) == {address}


def test_missing_both_come_back_and_the_talk_is_kept(browser, amina, tia, children):
    client, both = browser(amina), [str(children[0].pk), str(children[1].pk)]
    assert (
        send(
            client, "person_missing", tia, "gone", kind="M", on="12/10/2026", at="21:30", children=both
        ).status_code
        == 302
    )
    times = list(TimeMissing.objects.unguarded(ALL).order_by("pk"))
    assert [one.period.standing.person_id for one in times] == [children[0].pk, children[1].pk]

    back = {"on": "13/10/2026", "at": "07:10", "children": [str(one.pk) for one in times]}
    assert send(client, "person_missing", tia, f"back.{times[0].pk}", **back).status_code == 302
    talk = {
        "on": "13/10/2026",
        "at": "17:00",
        "interviewer": "Hana Reyes",
        "words": "At gran’s",
        "independent": "yes",
    }
    assert send(client, "person_missing", tia, f"talk.{times[0].pk}", **talk).status_code == 302

    page = client.get(reverse("person_missing", kwargs={"number": tia.pk})).content.decode()
    assert "within 72 hours" in page
    assert "At gran’s" in page


def test_a_refused_form_says_what_is_wrong_and_keeps_what_was_typed(browser, amina, tia):
    client = browser(amina)

    answer = send(
        client, "person_missing", tia, "gone", kind="M", on="31/2/2026", at="late", children=[str(tia.pk)]
    )
    assert answer.status_code == 422
    assert "has 28 days" in errors(answer)
    assert "31/2/2026" in answer.content.decode()
    answer = send(
        client, "person_missing", tia, "gone", kind="M", on="12/10/2026", at="late", children=[str(tia.pk)]
    )
    assert "16:05" in errors(answer)
    answer = send(client, "person_missing", tia, "gone", kind="A", on="12/10/2026", at="9am")
    assert "Tick at least one child" in errors(answer)
    assert send(client, "person_missing", tia, "nonsense").status_code == 422
    assert send(client, "person_missing", tia, "back.99999", on="12/10/2026", at="9am").status_code == 422

    assert not TimeMissing.objects.unguarded(ALL).exists()


def test_health_is_recorded_for_brothers_and_sisters_in_one_go(browser, amina, tia, children):
    client = browser(amina)
    everybody = [str(one.pk) for one in children]

    made = send(
        client, "person_health", tia, "assessment", on="25/3/2026", assessor="Dr Osei", children=everybody
    )
    wrong = send(client, "person_health", tia, "strengths", on="1/10/2026", score="41")

    assert made.status_code == 302
    assert HealthAssessment.objects.unguarded(ALL).filter(is_first=True).count() == 3
    assert (wrong.status_code, "180" in errors(wrong)) == (422, True)
    for form, fields in (
        ("check", {"kind": "dental", "on": "2/4/2026"}),
        ("education", {"on": "10/3/2026", "school": "Westmere Primary"}),
        ("strengths", {"on": "1/10/2026", "score": "11"}),
        ("substances", {"on": "1/10/2026", "received": "no", "offered": "yes"}),
        ("offence", {"on": "1/10/2026"}),
    ):
        child = {"children": [str(tia.pk)]}
        assert send(client, "person_health", tia, form, **fields, **child).status_code == 302
    page = client.get(reverse("person_health", kwargs={"number": tia.pk})).content.decode()
    for words in ("11 of 40", "Westmere Primary", "offered, not taken up", "For the return of 31 March 2027"):
        assert words in page


def test_a_permanence_plan_and_an_adoption_are_recorded_step_by_step(browser, amina, tia):
    client, child = browser(amina), {"children": [str(tia.pk)]}

    assert send(client, "person_permanence", tia, "match", on="1/9/2026", adopters="2").status_code == 422
    assert (
        send(client, "person_permanence", tia, "plan", kind="adoption", on="1/6/2026", **child).status_code
        == 302
    )
    assert send(client, "person_permanence", tia, "decision", on="1/7/2026", **child).status_code == 302
    told = {"on": "1/9/2026", "adopters": "2", "sex": "MF", "legal": "L11", "by_foster_carer": "no"}
    assert send(client, "person_permanence", tia, "match", **told).status_code == 302
    assert (
        send(client, "person_permanence", tia, "unmatch", on="2/9/2026", words="They withdrew").status_code
        == 302
    )
    assert send(client, "person_permanence", tia, "reverse", on="1/10/2026", reason="RD3").status_code == 302

    assert PermanencePlan.objects.unguarded(ALL).get().kind == "adoption"
    page = client.get(reverse("person_permanence", kwargs={"number": tia.pk})).content.decode()
    assert "They withdrew" in page


def test_an_order_that_takes_liberty_is_recorded_and_ended(browser, amina, children):
    caring.in_care(children[0], date(2026, 3, 4), amina, kind="K2")
    client, child = browser(amina), children[0]

    assert (
        send(client, "person_liberty", child, "begin", kind="deprivation", on="1/6/2026").status_code == 422
    )
    told = {"kind": "deprivation", "on": "1/6/2026", "until": "1/12/2026"}
    assert send(client, "person_liberty", child, "begin", **told).status_code == 302
    order = LibertyOrder.objects.unguarded(ALL).get()
    assert send(client, "person_liberty", child, f"end.{order.pk}", on="1/10/2026").status_code == 302
    assert send(client, "person_liberty", child, f"end.{order.pk}", on="2/10/2026").status_code == 422


def test_leaving_care_from_the_right_to_support_to_its_end(browser, amina, north):
    ola = make.child("Ola", "Greaves", born_on=date(2009, 9, 20))
    make.involvement(ola, north, amina, started_on=date(2020, 3, 2))
    caring.in_care(ola, date(2020, 3, 2), amina)
    client = browser(amina)

    told = {"category": "eligible", "on": "20/9/2025", "worker": str(amina.pk)}
    assert (
        send(client, "person_leaving_care", ola, "begin", **(told | {"category": "relevant"})).status_code
        == 422
    )
    assert send(client, "person_leaving_care", ola, "begin", **told).status_code == 302
    touch = {"on": "25/9/2026", "in_touch": "YES", "activity": "F2", "accommodation": "E1"}
    assert send(client, "person_leaving_care", ola, "touch", **(touch | {"activity": "0"})).status_code == 422
    assert send(client, "person_leaving_care", ola, "touch", **touch).status_code == 302
    assert send(client, "person_leaving_care", ola, "pathway").status_code == 302
    assert send(client, "person_leaving_care", ola, "end", on="1/10/2026", reason="MOVED").status_code == 302

    assert LeavingContact.objects.unguarded(ALL).get().birthday == 17
    page = client.get(reverse("person_leaving_care", kwargs={"number": ola.pk})).content.decode()
    assert "for the birthday at 17" in page
    assert "Another council supports them" in page


def test_private_fostering_from_the_notification_to_its_end(browser, amina, children):
    client, child = browser(amina), children[0]
    both = {"children": [str(children[0].pk), str(children[1].pk)]}

    told = {"notified_on": "1/9/2026", "carer": "Mrs Novak", "relation": "friend", "lasts_days": "27", **both}
    assert "28 days" in errors(send(client, "person_private_fostering", child, "begin", **told))
    assert "number of days" in errors(
        send(client, "person_private_fostering", child, "begin", **(told | {"lasts_days": "many"}))
    )
    assert (
        send(client, "person_private_fostering", child, "begin", **(told | {"lasts_days": ""})).status_code
        == 302
    )
    assert PrivateFostering.objects.unguarded(ALL).count() == 2
    visit = {"on": "8/9/2026", "seen_alone": "yes", "words": "Settled, at school.", **both}
    assert send(client, "person_private_fostering", child, "visit", **visit).status_code == 302
    assert (
        send(client, "person_private_fostering", child, "end", on="1/10/2026", reason="HOME").status_code
        == 302
    )

    page = client.get(reverse("person_private_fostering", kwargs={"number": children[1].pk})).content.decode()
    assert "Settled, at school." in page


@pytest.mark.parametrize("page", [*PAGES, *FORMS])
def test_a_page_asks_the_same_number_of_questions_however_long_the_record(
    browser, amina, tia, page, django_assert_max_num_queries
):
    period = tia.standings.unguarded(ALL).get(kind="looked_after").care_period
    now = clock.now()
    for number in range(30):
        at = now - timedelta(days=200 - number)
        TimeMissing.objects.create(
            period=period, kind="M", started_at=at, ended_at=at + timedelta(hours=3), by=amina, recorded_at=now,
            ended_recorded_at=now,
        )  # fmt: skip
        HealthAssessment.objects.create(period=period, held_on=at.date(), by=amina, recorded_at=now)
    client = browser(amina)
    address = reverse(page, kwargs={"number": tia.pk})
    client.get(address)

    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(address).status_code == 200


def test_who_may_not_record_is_shown_no_form_and_changes_nothing(browser, tia, north):
    client = browser(make.worker(role="duty_worker", team=north))

    page = client.get(reverse("person_missing", kwargs={"number": tia.pk}))
    sent = send(
        client, "person_missing", tia, "gone", kind="M", on="12/10/2026", at="9am", children=[str(tia.pk)]
    )

    assert (page.status_code, sent.status_code) == (200, 403)
    assert "Record it" not in page.content.decode()


def test_what_happened_stands_in_the_chronology(browser, amina, children):
    ola = make.child("Ola", "Greaves", born_on=date(2009, 9, 20))
    make.involvement(ola, amina.team, amina, started_on=date(2020, 3, 2))
    caring.in_care(ola, date(2020, 3, 2), amina)
    leave(amina, ola, category="eligible", why="", on=date(2025, 9, 20))
    client = browser(amina)
    send(
        client,
        "person_missing",
        ola,
        "gone",
        kind="A",
        on="12/10/2026",
        at="9am",
        back_on="12/10/2026",
        back_at="5pm",
    )
    send(client, "person_health", ola, "assessment", on="1/10/2026")

    page = client.get(reverse("person_chronology", kwargs={"number": ola.pk})).content.decode()

    for words in ("Away without leave", "Came back", "First health assessment", "Leaving care: eligible"):
        assert words in page
