"""From an order of a court to the end of care: what is due, what is filled in, what ends the waiting."""

import re
import uuid
from datetime import date

import pytest
from django.urls import reverse

from kith.care.conftest import begin
from kith.care.ending import effects
from kith.care.models import GuardianshipOrder
from kith.care.period import actions as periods
from kith.care.period import queries
from kith.care.status import actions as statuses
from kith.care.status.effects import to_follow
from kith.care.status.rules import Told
from kith.work.models import Standing, Timescale
from kith.work.timescales.queries import running
from tests import make

pytestmark = pytest.mark.django_db
TODAY, ORDERED = date(2026, 10, 14), date(2026, 10, 5)  # a Wednesday, a Monday


def waited_for(by, code="care_to_end"):
    rows = Timescale.objects.seen_by(by).filter(code=code, met_on=None, dropped_on=None)
    return sorted(rows.values_list("person_id", "about"))


def order(by, person, kind="special_guardianship", on=ORDERED):
    return effects.order_made(by, person=person.pk, kind=kind, on=on)


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def offered(answer):
    """The reasons in their order, and which is chosen."""
    options = re.findall(r'<option value="(E\w+|)"([^>]*)>', answer.content.decode())
    return [code for code, _ in options if code], [code for code, more in options if "selected" in more]


def send(client, person, **fields):
    address = reverse("person_care_end", kwargs={"number": person.pk})
    return client.post(address, {"_key": str(uuid.uuid4()), **fields})


def test_an_order_that_ends_care_is_due_on_the_page_where_it_ends(amina, children):
    begin(amina, children[:1])

    assert order(amina, children[0])
    assert not order(amina, children[1])  # who is not looked after
    assert not order(amina, children[0], on=date(2026, 3, 3))  # and nobody before care began

    assert waited_for(amina) == [(children[0].pk, "special_guardianship")]
    (due,) = [
        one for one in running(amina, [children[0].pk], TODAY)[children[0].pk] if one.code == "care_to_end"
    ]
    assert (due.due_on, due.mark) == (date(2026, 10, 6), "late")
    assert due.address == f"/person/{children[0].pk}/care/end/"


def test_the_page_knows_the_day_the_children_and_the_reason(amina, children, browser):
    tia, kofi, elsie = children
    begin(amina, children)
    for child in (tia, kofi):
        order(amina, child, "child_arrangements")
    order(amina, elsie)

    page = browser(amina).get(reverse("person_care_end", kwargs={"number": tia.pk}))
    codes, chosen = offered(page)
    assert "Tia: Child arrangements order, 5 Oct 2026" in words(page)
    assert (codes[0], chosen) == ("E41", ["E41"])
    assert 'value="5/10/2026"' in page.content.decode()
    boxes = re.findall(r'<input[^>]*name="children"[^>]*>', page.content.decode())
    assert ["checked" in one for one in boxes] == [True, True, False]

    codes, chosen = offered(browser(amina).get(reverse("person_care_end", kwargs={"number": elsie.pk})))
    assert (codes[:4], chosen) == (["E45", "E46", "E47", "E48"], [])


def test_without_an_order_nothing_is_said_of_a_court(amina, tia, children, browser):
    page = browser(amina).get(reverse("person_care_end", kwargs={"number": children[0].pk}))

    assert "A court has said" not in words(page)
    assert offered(page)[1] == []
    assert 'value="14/10/2026"' in page.content.decode()


def test_the_end_of_care_meets_it_and_keeps_the_guardianship_that_the_reason_tells_of(
    amina, children, browser
):
    (period,) = begin(amina, children[:1])
    order(amina, children[0])

    done = send(browser(amina), children[0], ended_on="5/10/2026", reason="E47")

    assert done.status_code == 302
    assert waited_for(amina) == []
    assert Timescale.objects.seen_by(amina).get(code="care_to_end").met_on == ORDERED
    kept = GuardianshipOrder.objects.seen_by(amina).get(period=period)
    assert (kept.ordered_on, kept.is_former_carer, kept.is_kin) == (ORDERED, False, True)


def test_an_end_before_the_order_meets_it_on_the_day_of_the_order(amina, tia, children):
    order(amina, children[0], "discharge")
    assert waited_for(amina) == []  # in care by agreement: no order to discharge
    order(amina, children[0], "residence")

    periods.end_care(amina, queries.now_of(amina, children[0].pk).period, on=date(2026, 10, 2), reason="E4A")

    assert Timescale.objects.seen_by(amina).get(code="care_to_end").met_on == ORDERED


def test_care_that_goes_on_is_told_with_a_reason(amina, tia, children, browser):
    child, client = children[0], browser(amina)
    order(amina, child, "child_arrangements")
    number = str(child.pk)

    silent = send(client, child, do="not", waiting=[number], why_not=" ")
    nobody = send(client, child, do="not", waiting=["77"], why_not="It is about contact alone")
    told = send(client, child, do="not", waiting=[number], why_not="It is about contact alone")

    assert (silent.status_code, nobody.status_code, told.status_code) == (422, 422, 302)
    assert "Say why care goes on" in words(silent)
    assert offered(silent)[1] == ["E41"]  # the other form stands as it was filled in
    assert waited_for(amina) == []
    assert Standing.objects.seen_by(amina).get(kind="looked_after").ended_on is None


def test_a_care_order_that_is_over_ends_care_or_another_law_follows(amina, tia, children):
    person = children[0].pk
    statuses.change(amina, [tia], told=Told("C2"), on=date(2026, 6, 1))

    assert not effects.order_over(amina, person=person, code="C1", reason="ran_out", on=ORDERED)
    assert effects.order_over(amina, person=person, code="C2", reason="discharged", on=ORDERED)
    assert waited_for(amina) == [(person, "discharged")]
    statuses.change(amina, [tia], told=Told("V2"), on=ORDERED)

    assert waited_for(amina) == []
    dropped = Timescale.objects.seen_by(amina).get(code="care_to_end")
    assert dropped.dropped_why == "Care goes on under another legal status."


def test_a_legal_status_that_could_not_follow_is_due_until_it_does(amina, tia, children):
    person, began = children[0].pk, date(2026, 3, 4)
    assert to_follow(amina, person=person, code="C1", on=began)
    assert not to_follow(amina, person=make.child().pk, code="C1", on=began)
    assert waited_for(amina, "status_to_follow") == [(person, "C1")]

    row = queries.held(amina, tia.pk).statuses[-1]
    statuses.correct(amina, row, told=Told("C1"), on=began, why="The court made the order on that day")

    assert waited_for(amina, "status_to_follow") == []
    assert Timescale.objects.seen_by(amina).get(code="status_to_follow").met_on == began


def test_the_page_of_permanence_knows_the_day_of_the_order_too(amina, tia, children, browser):
    order(amina, children[0])

    page = browser(amina).get(reverse("person_permanence", kwargs={"number": children[0].pk}))

    assert re.search(r'name="guardianship.on"[^>]* value="0?5/10/2026"', page.content.decode())
