"""From the outcome of an assessment straight into care: what is due, what is filled in, what ends the waiting."""

import re
import uuid
from datetime import date

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.care.period import queries
from kith.care.period.effects import care_to_begin
from kith.care.test_pages import START_TYPED
from kith.work.allocation.actions import end_involvement
from kith.work.models import Involvement, Standing, Timescale
from kith.work.opening.actions import open_step
from kith.work.steps import actions as steps
from tests import make, writing

pytestmark = pytest.mark.django_db
DECIDED = date(2026, 10, 12)  # a Monday


def assessed(by, manager, people, kind="single_assessment", on=DECIDED, *, different=None):
    """An assessment that is finished with the outcome that these children are looked after."""
    step = open_step(by, kind=kind, people=people, team=by.team, worker=by, started_on=on, clock_from_on=None)
    writing.fill(by, step, outcome="looked_after", different=different)
    sent = steps.submit(by, step, asked=None)
    if sent.state == "submitted":
        steps.sign_off(manager, sent)
    return step


def waited_for(by):
    rows = Timescale.objects.seen_by(by).filter(code="care_to_begin", met_on=None, dropped_on=None)
    return sorted(rows.values_list("person_id", flat=True))


def send(client, person, **fields):
    address = reverse("person_care_start", kwargs={"number": person.pk})
    return client.post(address, {"_key": str(uuid.uuid4()), **fields})


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def ticked(answer, name):
    boxes = re.findall(rf'<input[^>]*name="{name}"[^>]*>', answer.content.decode())
    return [int(re.search(r'value="(\d+)"', one)[1]) for one in boxes if " checked" in one]


@pytest.fixture
def colin(north):
    return make.worker("Colin Burge", role="team_manager", team=north)


def test_who_the_assessment_says_is_looked_after_is_waited_for(amina, colin, children):
    ids = [one.pk for one in children]

    assessed(amina, colin, ids, different={ids[2]: "in_need"})

    assert waited_for(amina) == ids[:2]
    due = Timescale.objects.seen_by(amina).filter(code="care_to_begin").first()
    assert (due.from_on, due.due_on) == (date(2026, 10, 14), date(2026, 10, 15))


@pytest.mark.parametrize("kind", ["initial_assessment", "core_assessment"])
def test_in_the_practice_of_2011_too(amina, colin, monkeypatch, kind):
    monkeypatch.setenv("KITH_TODAY", "2011-10-26")
    child = make.child("Noor", age=9)
    make.involvement(child, amina.team, amina, started_on=date(2011, 6, 6))

    assessed(amina, colin, [child.pk], kind, date(2011, 10, 20))

    assert waited_for(amina) == [child.pk]


def test_a_child_who_is_looked_after_already_is_not_waited_for(amina, tia, children):
    step = make.step(people=children[:2])

    care_to_begin(
        amina, step=step, people=[one.pk for one in children[:2]], outcome="looked_after", on=DECIDED
    )

    assert waited_for(amina) == [children[1].pk]


def test_what_the_record_knows_is_filled_in_and_nothing_is_typed_again(amina, colin, children, browser):
    tia, kofi, _ = children
    before = make.step("referral", [tia])
    make.answer(before, "need", "N4")
    assessed(amina, colin, [tia.pk, kofi.pk])
    page = browser(amina).get(reverse("person_care_start", kwargs={"number": tia.pk}))

    assert "It was decided that Tia and Kofi are to be looked after" in words(page)
    assert ticked(page, "children") == [tia.pk, kofi.pk]
    assert 'value="WM4 2QT"' in page.content.decode()
    assert re.search(r'<option value="N4"[^>]* selected', page.content.decode())


def test_the_main_need_that_its_case_has_goes_before_what_earlier_work_told(amina, colin, children, browser):
    tia = children[0]
    make.answer(make.step("referral", [tia]), "need", "N4")
    Involvement.objects.unguarded(EVERY_ROW).filter(person=tia, ended_on=None).update(need="N1")

    page = browser(amina).get(reverse("person_care_start", kwargs={"number": tia.pk})).content.decode()

    assert re.search(r'<option value="N1"[^>]* selected', page)


def test_the_start_of_care_ends_the_waiting_also_where_it_was_before_the_decision(
    amina, colin, children, browser
):
    tia, kofi, _ = children
    assessed(amina, colin, [tia.pk, kofi.pk])

    done = send(browser(amina), tia, children=[str(tia.pk)], **START_TYPED)

    assert done.status_code == 302
    assert waited_for(amina) == [kofi.pk]
    assert queries.to_begin(amina, [tia.pk, kofi.pk]) == [kofi.pk]


def test_care_that_does_not_begin_after_all_is_told_with_a_reason(amina, colin, children, browser):
    tia, kofi, _ = children
    assessed(amina, colin, [tia.pk, kofi.pk])
    client = browser(amina)

    nobody = send(client, tia, do="not", why_not="Gran takes them")
    silent = send(client, tia, do="not", waiting=[str(kofi.pk)], why_not="  ")
    told = send(client, tia, do="not", waiting=[str(kofi.pk)], why_not="Gran takes him")

    assert (nobody.status_code, silent.status_code, told.status_code) == (422, 422, 302)
    assert "Say why care does not begin" in words(silent)
    assert ticked(silent, "waiting") == [kofi.pk]
    assert waited_for(amina) == [tia.pk]
    dropped = Timescale.objects.seen_by(amina).get(person=kofi, code="care_to_begin")
    assert dropped.dropped_why == "Gran takes him"
    assert not Standing.objects.seen_by(amina).filter(kind="looked_after").exists()


def test_without_a_decision_nothing_is_said_of_one(amina, children, browser):
    page = browser(amina).get(reverse("person_care_start", kwargs={"number": children[0].pk}))

    assert "It was decided" not in words(page)
    assert "Care does not begin after all" not in words(page)


def test_the_waiting_ends_when_the_case_is_closed(amina, colin, children):
    """Nothing runs on for a child who is open to nobody."""
    tia, kofi, _ = children
    assessed(amina, colin, [tia.pk, kofi.pk])
    case = Involvement.objects.seen_by(colin).get(person=tia)

    end_involvement(colin, case, ended_on=date(2026, 10, 14), reason="RC3")

    assert waited_for(amina) == [kofi.pk]
    dropped = Timescale.objects.seen_by(amina).get(person=tia, code="care_to_begin")
    assert (dropped.dropped_on, dropped.dropped_why) == (date(2026, 10, 14), "The case was closed.")
