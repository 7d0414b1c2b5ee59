"""Child in need plans on the record: begun, reviewed and ended by work, by hand and by what takes their place."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.core import Refused, clock
from kith.inneed import events
from kith.inneed.models import InNeedPlan, InNeedReview
from kith.inneed.plan import actions, effects, queries
from kith.work.models import FamilyPlan, PlanChild, Standing, Timescale
from kith.work.standings import actions as standings
from tests import make, writing

pytestmark = pytest.mark.django_db
JUNE, JULY, SEPTEMBER = date(2026, 6, 15), date(2026, 7, 20), date(2026, 9, 1)


@pytest.fixture
def plans(amina, tia_and_kofi):
    return actions.begin(amina, ids(tia_and_kofi), on=JUNE)


def ids(children):
    return [child.pk for child in children]


def days_of(child):
    rows = Standing.objects.unguarded(EVERY_ROW).filter(person=child, kind="in_need").order_by("started_on")
    return list(rows.values_list("started_on", "ended_on", "end_reason"))


def clocks(child):
    rows = Timescale.objects.unguarded(EVERY_ROW).filter(person=child).order_by("pk")
    return [(row.code, row.due_on, row.met_on, bool(row.dropped_on)) for row in rows]


def test_one_deed_begins_the_plans_of_all_children_with_their_clocks(plans, tia_and_kofi):
    assert [days_of(child) for child in tia_and_kofi] == [[(JUNE, None, "")]] * 2
    assert clocks(tia_and_kofi[0]) == [("in_need_first_review", date(2026, 7, 27), None, False)]


def test_a_review_meets_the_clock_and_starts_the_next(amina, plans, tia_and_kofi):
    actions.review(amina, ids(tia_and_kofi), held_on=JULY, decision="go_on", next_on=SEPTEMBER)

    assert clocks(tia_and_kofi[1]) == [
        ("in_need_first_review", date(2026, 7, 27), JULY, False),
        ("in_need_review", date(2026, 10, 20), None, False),
    ]


def test_a_review_written_down_late_does_not_turn_the_clock_back(amina, plans, tia_and_kofi):
    tia = tia_and_kofi[0]
    actions.review(amina, [tia.pk], held_on=SEPTEMBER, decision="go_on")

    actions.review(amina, [tia.pk], held_on=JULY, decision="go_on")

    assert clocks(tia) == [
        ("in_need_first_review", date(2026, 7, 27), JULY, False),
        ("in_need_review", date(2026, 12, 1), None, False),
    ]


def test_a_review_of_an_earlier_plan_can_still_be_written_down(amina, plans, tia_and_kofi):
    tia = tia_and_kofi[0]
    actions.end(amina, [tia.pk], on=SEPTEMBER, reason="met")
    [now] = actions.begin(amina, [tia.pk], on=date(2026, 9, 15))

    [kept] = actions.review(amina, [tia.pk], held_on=JULY, decision="go_on")

    assert kept.plan_id != now.pk
    with pytest.raises(Refused, match="reviewed after that day"):
        actions.review(amina, [tia.pk], held_on=date(2026, 9, 10), decision="go_on")


def test_a_review_ends_the_plan_of_one_child_and_not_of_the_other(amina, plans, tia_and_kofi):
    tia, kofi = tia_and_kofi

    actions.review(amina, [kofi.pk], held_on=SEPTEMBER, decision="step_down")

    assert days_of(kofi) == [(JUNE, SEPTEMBER, "early_help")]
    assert days_of(tia) == [(JUNE, None, "")]
    assert all(met or dropped for _, _, met, dropped in clocks(kofi))


@pytest.mark.parametrize(
    ("deed", "told", "words"),
    [
        ("review", {"held_on": JUNE, "decision": "go_on"}, "reviewed after that day"),
        ("review", {"held_on": date(2026, 10, 15), "decision": "go_on"}, "future"),
        ("review", {"held_on": JULY, "decision": "maybe"}, "what was decided"),
        ("review", {"held_on": None, "decision": "go_on"}, "Say the day"),
        ("end", {"on": date(2026, 6, 14), "reason": "met"}, "before it began"),
        ("end", {"on": JULY, "reason": "boredom"}, "Choose why"),
        ("begin", {"on": JULY}, "since 15 Jun 2026. End it first"),
    ],
)
def test_what_cannot_be_is_refused_for_all_of_them(deed, told, words, amina, plans, tia_and_kofi):
    with pytest.raises(Refused, match=words):
        getattr(actions, deed)(amina, ids(tia_and_kofi), **told)

    assert not InNeedReview.objects.unguarded(EVERY_ROW).exists()
    assert [days_of(child) for child in tia_and_kofi] == [[(JUNE, None, "")]] * 2


def test_a_plan_that_is_over_is_written_down_late_with_both_its_days(amina, tia_and_kofi):
    tia = tia_and_kofi[0]

    actions.begin(amina, [tia.pk], on=JUNE, until=JULY, reason="met")

    assert days_of(tia) == [(JUNE, JULY, "met")]
    assert clocks(tia) == []


@pytest.mark.parametrize("kind", ["protection", "looked_after"])
def test_a_plan_gives_way_to_a_protection_plan_and_to_care(kind, amina, plans, tia_and_kofi):
    """Pitfall 10: a child in need plan and a protection plan never overlap; one begins the day the other ends."""
    tia = tia_and_kofi[0]

    standings.begin(amina, person=tia.pk, kind=kind, on=SEPTEMBER)

    assert days_of(tia) == [(JUNE, SEPTEMBER, kind)]


def test_nothing_gives_way_before_the_plan_was_last_reviewed(amina, plans, tia_and_kofi):
    tia = tia_and_kofi[0]
    actions.review(amina, [tia.pk], held_on=SEPTEMBER, decision="go_on")

    with pytest.raises(Refused, match="reviewed on 1 Sep 2026"):
        standings.begin(amina, person=tia.pk, kind="protection", on=JULY)


def test_a_looked_after_child_gets_no_child_in_need_plan(amina, tia_and_kofi):
    standings.begin(amina, person=tia_and_kofi[0].pk, kind="looked_after", on=JUNE)

    with pytest.raises(Refused, match="The care plan stands in place"):
        actions.begin(amina, ids(tia_and_kofi), on=JULY)

    assert not InNeedPlan.objects.unguarded(EVERY_ROW).exists()


@pytest.mark.parametrize("held_on", [JUNE, date(2026, 6, 14), date(2026, 9, 2)])
def test_the_database_keeps_reviews_within_the_plan(held_on, amina, plans, tia_and_kofi):
    actions.end(amina, ids(tia_and_kofi), on=SEPTEMBER, reason="met")

    with pytest.raises(IntegrityError, match="outside its plan"), transaction.atomic():
        _past_every_rule(plans[0], held_on, amina)


def _past_every_rule(plan, held_on, by):
    now = clock.now()
    InNeedReview.objects.create(plan=plan, held_on=held_on, decision="go_on", by=by, recorded_at=now)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def test_the_familys_plan_goes_with_it_and_ends_with_the_last_child(amina, north, tia_and_kofi):
    told = FamilyPlan.objects.create(
        kind="in_need", team=north, started_on=JUNE, opened_by=amina, recorded_at=clock.now()
    )
    PlanChild.objects.bulk_create(PlanChild(plan=told, person=child) for child in tia_and_kofi)
    actions.begin(amina, ids(tia_and_kofi), on=JUNE)
    tia, kofi = tia_and_kofi

    actions.end(amina, [tia.pk], on=JULY, reason="met")
    assert FamilyPlan.objects.unguarded(EVERY_ROW).get().is_open
    actions.end(amina, [kofi.pk], on=JULY, reason="met")

    assert not FamilyPlan.objects.unguarded(EVERY_ROW).get().is_open


# --- what work sets going ------------------------------------------------------------------------


def written(amina, kind, children, **answers):
    step = make.step(kind, children, started_on=JUNE, worker=amina)
    for question, value in answers.items():
        make.answer(step, question, value, by=amina)
    return step


def test_signed_off_work_begins_the_plan_on_the_day_it_was_made(amina, tia_and_kofi):
    step = written(amina, "need_plan", tia_and_kofi, met_on="18/6/2026")

    effects.begin_in_need_plan(
        amina, step=step, people=ids(tia_and_kofi), outcome="plan_begins", on=date(2026, 6, 22)
    )

    assert days_of(tia_and_kofi[0]) == [(date(2026, 6, 18), None, "")]


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("continue", ""),
        ("single_assessment", ""),
        ("strategy_discussion", ""),
        ("early_help", "early_help"),
        ("close", "met"),
    ],
)
def test_a_written_review_is_a_fact_and_ends_the_plan_where_that_was_decided(
    outcome, reason, amina, plans, tia_and_kofi
):
    tia = tia_and_kofi[0]
    step = written(amina, "need_plan_review", [tia], met_on="20 July 2026", next_on="1/9/2026")

    effects.review_in_need_plan(amina, step=step, people=[tia.pk], outcome=outcome, on=SEPTEMBER)

    kept = InNeedReview.objects.unguarded(EVERY_ROW).get()
    assert (kept.held_on, kept.step) == (JULY, step)
    assert kept.next_on == (SEPTEMBER if outcome in ("continue", "single_assessment") else None)
    assert days_of(tia) == [(JUNE, JULY if reason else None, reason)]


def test_a_review_of_a_child_without_a_plan_is_no_fact(amina, tia_and_kofi):
    step = written(amina, "need_plan_review", tia_and_kofi, met_on="20/7/2026")

    effects.review_in_need_plan(amina, step=step, people=ids(tia_and_kofi), outcome="close", on=SEPTEMBER)

    assert not InNeedReview.objects.unguarded(EVERY_ROW).exists()


def test_the_work_itself_sets_it_going(amina, colin, tia_and_kofi):
    step = writing.open_assessment(
        amina, tia_and_kofi, kind="need_plan_review", started_on=date(2026, 10, 12)
    )
    actions.begin(amina, ids(tia_and_kofi), on=JUNE)
    writing.fill(amina, step, outcome="close")

    writing.actions.submit(amina, step, asked=None)

    assert [days_of(child)[0][2] for child in tia_and_kofi] == ["met", "met"]


# --- the page ------------------------------------------------------------------------------------


def page(child):
    return reverse("person_in_need", kwargs={"number": child.pk})


def send(browser, child, do, **said):
    fields = {f"{name}.{do}": value for name, value in said.items()}
    address = reverse("person_in_need_write", kwargs={"number": child.pk})
    return browser.post(address, {"_key": str(uuid.uuid4()), "do": do, **fields})


def test_a_worker_records_plan_review_and_end_on_the_page(signed_in, tia_and_kofi):
    tia, both = tia_and_kofi[0], [str(child.pk) for child in tia_and_kofi]
    assert "There is no child in need plan now" in signed_in.get(page(tia)).content.decode()

    send(signed_in, tia, "begin", children=both, started_on="15/6/2026")
    send(signed_in, tia, "review", children=both, held_on="20/7/2026", decision="go_on", next_on="1/9/2026")
    shown = signed_in.get(page(tia)).content.decode()
    send(signed_in, tia, "end", children=both[:1], ended_on="1/9/2026", end_reason="declined")

    assert "since 15 Jun" in shown
    assert "The plan goes on" in shown
    assert days_of(tia) == [(JUNE, SEPTEMBER, "declined")]
    assert "The family does not want it any more" in signed_in.get(page(tia)).content.decode()


def test_a_refused_review_keeps_what_was_typed(signed_in, plans, tia_and_kofi):
    tia = tia_and_kofi[0]

    refused = send(signed_in, tia, "review", children=[str(tia.pk)], held_on="1/6/2026", decision="end")

    words = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="1/6/2026"' in words
    assert "reviewed after that day" in words
    assert not InNeedReview.objects.unguarded(EVERY_ROW).exists()


@pytest.mark.parametrize("do", ["begin", "review", "end"])
def test_nobody_is_ticked_and_nothing_is_said(do, signed_in, plans, tia_and_kofi):
    refused = send(signed_in, tia_and_kofi[0], do, started_on="15/6/2026", held_on="x", ended_on="31/6/2026")

    assert refused.status_code == 422


def test_a_stranger_to_the_family_cannot_be_ticked(signed_in, amina, north, plans, tia_and_kofi):
    stranger = make.child()
    make.involvement(stranger, north, amina, started_on=JUNE)

    refused = send(signed_in, tia_and_kofi[0], "begin", children=[str(stranger.pk)], started_on="15/6/2026")

    assert refused.status_code == 422
    assert days_of(stranger) == []


def test_a_hidden_child_is_not_there(signed_in, plans, tia_and_kofi):
    make.restricted(tia_and_kofi[0])

    assert signed_in.get(page(tia_and_kofi[0])).status_code == 404
    assert send(signed_in, tia_and_kofi[0], "end").status_code == 404


def test_the_page_asks_the_same_however_many_plans_there_were(
    signed_in, amina, tia_and_kofi, django_assert_max_num_queries
):
    tia = tia_and_kofi[0]
    for month in (6, 7, 8):
        day = date(2026, month, 15)
        actions.begin(amina, [tia.pk], on=day, until=date(2026, month, 28), reason="met")
    signed_in.get(page(tia))

    with django_assert_max_num_queries(25):
        signed_in.get(page(tia))


def test_the_chronology_tells_of_plans_and_reviews(amina, plans, tia_and_kofi):
    tia = tia_and_kofi[0]
    actions.review(amina, [tia.pk], held_on=JULY, decision="end")

    told = [(event.on, event.title) for event in events.in_need_plans(amina, [tia.pk])]

    assert sorted(told) == [
        (JUNE, "Child in need plan began"),
        (JULY, "Child in need plan ended"),
        (JULY, "Child in need plan reviewed"),
    ]


def test_plans_of_a_child_come_newest_first(amina, tia_and_kofi):
    tia = tia_and_kofi[0]
    actions.begin(amina, [tia.pk], on=JUNE, until=JULY, reason="met")
    actions.begin(amina, [tia.pk], on=SEPTEMBER)

    assert [one.standing.started_on for one in queries.plans_of(amina, tia.pk)] == [SEPTEMBER, JUNE]


def test_what_the_census_asks_stands_beside_the_plan_and_refuses_nothing(
    signed_in, amina, plans, tia_and_kofi
):
    """Rules 4009Q and 4012Q are questions: a plan may end late after a death, or on its first day."""
    tia, kofi = tia_and_kofi
    tia.died_on = JULY
    tia.save()
    actions.end(amina, [tia.pk], on=SEPTEMBER, reason="met")
    actions.end(amina, [kofi.pk], on=JUNE, reason="met")

    shown = [signed_in.get(page(one)).content.decode() for one in (tia, kofi)]

    assert "The census asks: Tia died on 20 Jul 2026, and the plan ended after that" in shown[0]
    assert "The census asks: It began and ended on one day" in shown[1]
