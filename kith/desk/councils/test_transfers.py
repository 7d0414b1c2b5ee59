"""Cases that go to other councils and come from there, and their children who live here, on real rows and pages."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kith.core import Refused
from kith.desk.councils import actions
from kith.frontdoor.councils import actions as councils
from kith.frontdoor.models import CouncilTransfer, StayHere
from kith.people.models import CouncilMove
from kith.protection.plan import actions as plans
from kith.work.conftest import amina, browser, children, colin, north, the_day
from kith.work.models import Involvement, Standing, Timescale
from tests import make

__all__ = ["amina", "browser", "children", "colin", "north", "the_day"]
pytestmark = pytest.mark.django_db
TODAY, TOLD = date(2026, 10, 14), date(2026, 9, 21)
WHOLE = {
    "council": "Redfell",
    "told_on": TOLD,
    "whom": "Ms Orme, 01632 960 555",
    "words": "They move to gran.",
}


def refused(deed) -> list[str | None]:
    with pytest.raises(Refused) as told:
        deed()
    return [field for field, _ in told.value.problems]


def send(client, page, number, /, **fields):
    return client.post(reverse(page, kwargs={"number": number}), {"_key": str(uuid.uuid4()), **fields})


@pytest.fixture
def told(amina, children):
    """Another council was told of all three."""
    return councils.tell_out(amina, [one.pk for one in children], **WHOLE)


@pytest.fixture
def taken(amina, told):
    """And takes the case."""
    return councils.answer_out(amina, told, answer="accepted", on=date(2026, 9, 28), who="Ms Orme", words="")


def test_our_cases_end_with_rc5_on_the_day_they_moved(taken, colin, children) -> None:
    actions.hand_over(colin, taken, on=TODAY, conference_on=None, words="Moved to gran.")

    cases = Involvement.objects.seen_by(colin)
    assert {(one.ended_on, one.end_reason) for one in cases} == {(TODAY, "RC5")}
    moves = CouncilMove.objects.seen_by(colin)
    assert {(one.way, one.council, one.moved_on) for one in moves} == {("out", "Redfell", TODAY)}
    assert refused(lambda: actions.hand_over(colin, taken, on=TODAY, conference_on=None, words="Again.")) == [
        None
    ]


def test_the_plan_ends_on_the_day_of_the_conference_there(taken, colin, children) -> None:
    tia = children[0]
    grace = make.worker("Grace Adeyemi", role="conference_chair", team=colin.team)
    plans.begin_plan(grace, person=tia.pk, conference=None, category="NEG", on=date(2026, 9, 10))

    def move(on, conference_on):
        return actions.hand_over(colin, taken, on=on, conference_on=conference_on, words="Moved to gran.")

    assert refused(lambda: move(TODAY, None)) == ["conference_on"]
    assert refused(lambda: move(date(2026, 10, 8), date(2026, 10, 9))) == ["moved_on"]
    assert {one.ended_on for one in Standing.objects.seen_by(colin)} == {None}
    move(TODAY, date(2026, 10, 9))

    standing = Standing.objects.seen_by(colin).get(person=tia)
    assert (standing.ended_on, standing.end_reason) == (date(2026, 10, 9), "transfer")
    assert standing.protection_plan.to_council == "Redfell"


def test_nothing_ends_before_they_accepted_and_while_work_is_open(
    told, taken, amina, colin, children, north
) -> None:
    waiting = CouncilTransfer(pk=told.pk)
    make.step(people=[children[0]], worker=amina)

    wrong = refused(lambda: actions.hand_over(colin, waiting, on=TODAY, conference_on=None, words="Moved."))

    assert wrong == ["person"]
    assert set(Involvement.objects.seen_by(colin).values_list("ended_on", flat=True)) == {None}
    assert CouncilTransfer.objects.seen_by(colin).get().moved_on is None
    other = make.child()
    make.involvement(other, north, amina, started_on=date(2026, 9, 1))
    unanswered = councils.tell_out(amina, [other.pk], **WHOLE)
    assert refused(lambda: actions.hand_over(colin, unanswered, on=TODAY, conference_on=None, words="x")) == [
        None
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        CouncilTransfer.objects.seen_by(colin).filter(pk=unanswered.pk).update(moved_on=TODAY)


def test_only_what_is_open_to_us_goes_and_only_once(told, amina, children) -> None:
    assert refused(lambda: councils.tell_out(amina, [make.child().pk], **WHOLE)) == ["children"]
    assert refused(lambda: councils.tell_out(amina, [children[0].pk], **WHOLE)) == ["children"]


def test_who_comes_on_a_plan_has_the_clock_of_the_conference_here(amina) -> None:
    """Pitfall 1: the day we were told is day 0."""
    one, other = make.child(), make.child()
    made = councils.told_in(amina, [one.pk, other.pk], on_plan=[one.pk], **WHOLE)

    clock = Timescale.objects.seen_by(amina).get(code="transfer_in_conference")
    assert (clock.person_id, clock.from_on, clock.due_on) == (one.pk, TOLD, date(2026, 10, 12))
    assert {one.on_plan for one in made.children.seen_by(amina)} == {True, False}
    councils.has_come(amina, made, on=date(2026, 9, 14))
    assert set(CouncilMove.objects.seen_by(amina).values_list("way", flat=True)) == {"in"}


def test_a_child_of_another_council_has_no_case_and_is_in_no_count(amina) -> None:
    child = make.child("Wren", "Sadler")
    facts = {
        "council": "Redfell",
        "kind": "foster",
        "told_on": TODAY,
        "started_on": TOLD,
        "whom": "Mr Pell",
        "words": "",
    }

    stay = councils.stays_here(amina, child, **facts)

    assert not Involvement.objects.seen_by(amina).exists()
    assert not Standing.objects.seen_by(amina).exists()
    assert refused(lambda: councils.stays_here(amina, child, **facts)) == [None]
    assert refused(lambda: councils.leaves(amina, stay, on=date(2026, 9, 1))) == ["ended_on"]
    councils.leaves(amina, stay, on=TODAY)
    assert StayHere.objects.seen_by(amina).get().ended_on == TODAY


def test_the_pages_tell_answer_and_move(browser, amina, colin, children) -> None:
    client, tia = browser(amina), children[0]
    new = f"{reverse('council_transfer_new')}?person={tia.pk}"
    fields = {
        "way": "out", "children": [one.pk for one in children], "council": "Redfell", "told_on": "21/9/2026",
        "whom": "Ms Orme", "words": "They move to gran.",
    }  # fmt: skip

    wrong = client.post(new, {**fields, "way": "", "told_on": "31/9/2026"})
    assert wrong.status_code == 422
    assert "Choose which way." in wrong.content.decode() and "They move to gran." in wrong.content.decode()
    made = client.post(new, {**fields, "_key": str(uuid.uuid4())})
    number = CouncilTransfer.objects.seen_by(amina).get().pk
    assert made["Location"] == reverse("council_transfer", kwargs={"number": number})
    assert "Waiting since 21 Sep 2026" in client.get(reverse("other_councils")).content.decode()
    answer = {"do": "answer", "answer": "accepted", "answered_on": "28/9/2026", "answered_by": "Ms Orme"}
    assert send(client, "council_transfer_write", number, **{**answer, "answered_by": ""}).status_code == 422
    assert send(client, "council_transfer_write", number, **answer).status_code == 302
    move = {"do": "move", "moved_on": "14/10/2026", "moved_words": "Moved to gran."}
    assert send(client, "council_transfer_write", number, **move).status_code == 422
    assert send(browser(colin), "council_transfer_write", number, **move).status_code == 302
    assert "RC5" not in client.get(reverse("council_transfer", kwargs={"number": number})).content.decode()
    assert (
        "Moved 14 Oct 2026"
        in client.get(reverse("person_stays_here", kwargs={"number": tia.pk})).content.decode()
    )


def test_the_register_lists_their_children_and_hides_the_restricted(browser, amina) -> None:
    client, child = browser(amina), make.child("Wren", "Sadler")
    fields = {
        "council": "Redfell", "kind": "home", "told_on": "14/10/2026", "started_on": "1/10/2026", "whom": "Mr Pell",
    }  # fmt: skip

    assert send(client, "person_stays_here", child.pk, **{**fields, "kind": ""}).status_code == 422
    assert send(client, "person_stays_here", child.pk, **fields).status_code == 302
    assert "Wren Sadler" in client.get(reverse("other_councils")).content.decode()
    make.restricted(child)
    assert "Sadler" not in client.get(reverse("other_councils")).content.decode()
    assert client.get(reverse("person_stays_here", kwargs={"number": child.pk})).status_code == 404


def test_the_list_asks_as_much_for_one_as_for_many(
    browser, amina, told, django_assert_max_num_queries
) -> None:
    client = browser(amina)
    for _ in range(3):
        councils.told_in(amina, [make.child().pk], **WHOLE)
    for name, kwargs in (("other_councils", {}), ("council_transfer", {"number": told.pk})):
        with django_assert_max_num_queries(25):
            assert client.get(reverse(name, kwargs=kwargs)).status_code == 200


@pytest.mark.parametrize("role", ["early_help_worker", "lawyer"])
def test_who_writes_in_work_alone_does_not_write_plans_or_move_cases(role, north, children) -> None:
    helper = browser_of(make.worker(role=role, team=north))
    child = {"number": children[0].pk}
    pages = ["person_in_need_write", "protection_plan_write", "person_stays_here"]

    asked = [helper.post(reverse(name, kwargs=child), {"do": "begin"}) for name in pages]
    asked.append(helper.get(reverse("council_transfer_new"), {"person": children[0].pk}))

    assert [one.status_code for one in asked] == [403, 403, 403, 403]


def browser_of(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client
