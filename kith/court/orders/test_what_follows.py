"""What an order sets going in care: where the legal status cannot follow, the order stands and somebody is told."""

import re
import uuid
from datetime import date

import pytest
from django.urls import reverse

from kith.core import Refused
from kith.court.models import CourtOrder
from kith.court.orders import actions as orders
from kith.work.models import Notice, Timescale
from tests import caring, make

pytestmark = pytest.mark.django_db
BEGAN, LATER, TODAY = date(2026, 7, 6), date(2026, 9, 7), date(2026, 10, 14)


@pytest.fixture
def in_care(amina, children):
    """Tia and Kofi are looked after, he from a later day on."""
    return [
        caring.in_care(child, on, amina, status="V2")
        for child, on in zip(children, (BEGAN, LATER), strict=False)
    ]


def codes(period):
    return list(
        period.statuses.seen_by(period.standing.by).order_by("started_on").values_list("code", flat=True)
    )


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_an_order_that_care_can_follow_changes_the_legal_status(amina, people, in_care):
    (made,) = orders.make(amina, people=people[:1], kind="interim_care", made_on=LATER)

    assert made.not_followed == ""
    assert codes(in_care[0]) == ["V2", "C1"]


def test_an_order_is_recorded_for_all_though_care_cannot_follow_for_one(amina, colin, people, in_care):
    made = orders.make(colin, people=people, kind="interim_care", made_on=LATER)

    assert [bool(one.not_followed) for one in made] == [False, True, False]
    assert made[1].not_followed.startswith("Kofi’s legal status began on this very day.")
    assert [codes(one) for one in in_care] == [["V2", "C1"], ["V2"]]
    told = Notice.objects.get(worker=amina)
    assert (told.person_id, "did not follow" in told.words) == (people[1], True)


def test_what_is_wrong_with_the_order_itself_is_refused_as_before(amina, people, in_care):
    with pytest.raises(Refused):
        orders.make(amina, people=people, kind="interim_care", made_on=date(2031, 1, 1))

    assert not CourtOrder.objects.seen_by(amina).exists()


def test_who_records_it_is_told_at_once_and_the_order_says_it_until_care_is_put_right(
    amina, people, in_care, browser
):
    window, new = browser(amina), f"{reverse('court_order_new')}?person={people[1]}"
    sent = {
        "_key": str(uuid.uuid4()),
        "children": [str(people[1])],
        "kind": "interim_care",
        "made_on": "7/9/2026",
    }

    after = window.post(new, sent, follow=True)

    assert "The order is recorded." in words(after)
    assert "The legal status of Kofi in care did not follow." in words(after)
    order = CourtOrder.objects.seen_by(amina).get()
    page = reverse("court_order", kwargs={"number": order.pk})
    shown = words(window.get(page))
    assert "Care says something else" in shown
    assert "On record in care on that day: section 20" in shown
    in_care[1].statuses.seen_by(amina).update(code="C1")
    assert "Care says something else" not in words(window.get(page))


def test_an_order_about_a_child_who_is_not_looked_after_says_nothing_of_care(amina, people, browser):
    (made,) = orders.make(amina, people=people[:1], kind="interim_care", made_on=LATER)

    shown = words(browser(amina).get(reverse("court_order", kwargs={"number": made.pk})))

    assert made.not_followed == ""
    assert "Care says something else" not in shown


def test_nobody_is_told_of_what_they_recorded_themselves(amina, people, in_care):
    orders.make(amina, people=people, kind="interim_care", made_on=LATER)

    assert not Notice.objects.filter(worker=amina).exists()


def test_of_a_child_whom_nobody_holds_the_managers_of_its_team_are_told(amina, colin, in_care):
    """A case without a worker is in the tray of a team, and a team has managers."""
    make.worker("Kit Vale", role="team_manager", team=make.team("Somewhere else"))
    child = make.child("Ola", "Marlowe", age=5)
    make.involvement(child, amina.team, started_on=date(2026, 6, 8))
    caring.in_care(child, LATER, status="V2")

    (made,) = orders.make(amina, people=[child.pk], kind="interim_care", made_on=LATER)

    assert made.not_followed
    told = Notice.objects.get()
    assert (told.worker, told.person_id) == (colin, child.pk)


def test_an_order_that_may_end_care_is_due_there_and_whoever_holds_the_child_hears_it(
    amina, colin, people, in_care
):
    orders.make(colin, people=people, kind="special_guardianship", made_on=TODAY)

    due = Timescale.objects.seen_by(amina).filter(code="care_to_end")
    assert sorted(due.values_list("person_id", "about", "from_on")) == [
        (one, "special_guardianship", TODAY) for one in people[:2]
    ]
    told = Notice.objects.filter(worker=amina, kind="court_order_may_end_care")
    assert sorted(told.values_list("person_id", flat=True)) == people[:2]


def test_the_end_of_a_care_order_is_due_in_care_too(amina, people, in_care):
    (order,) = orders.make(amina, people=people[:1], kind="care", made_on=LATER)
    assert codes(in_care[0]) == ["V2", "C2"]

    orders.end(amina, order, on=TODAY, reason="discharged")

    assert Timescale.objects.seen_by(amina).get(code="care_to_end").about == "discharged"


def test_an_order_that_care_cannot_follow_is_due_there_until_it_does(amina, people, in_care):
    orders.make(amina, people=people[1:2], kind="interim_care", made_on=LATER)

    due = Timescale.objects.seen_by(amina).get(code="status_to_follow")
    assert (due.person_id, due.about, due.from_on) == (people[1], "C1", LATER)
