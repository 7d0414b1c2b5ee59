"""Child protection plans on the record: begun, reviewed, ended, and what the record store itself holds of them."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from kith.access.guarded import EVERY_ROW
from kith.core import Refused, clock
from kith.people.councils.actions import record_council_move
from kith.protection.models import (
    Conference,
    ConferenceChild,
    CoreGroup,
    PlanCategory,
    ProtectionPlan,
    TemporaryPlan,
)
from kith.protection.plan import actions, effects, events, queries
from kith.work.models import Involvement, Standing, Timescale
from kith.work.standings import actions as standings
from tests import make

pytestmark = pytest.mark.django_db
JUNE, SEPTEMBER, OCTOBER = date(2026, 6, 15), date(2026, 9, 1), date(2026, 10, 5)


def conference(chair, children, on, kind="review"):
    """A conference held on a day, past every rule."""
    at = datetime(on.year, on.month, on.day, 10, tzinfo=clock.LONDON)
    told = {"told_on": date(2026, 6, 1)} if kind == "transfer_in" else {}
    made = Conference.objects.create(
        kind=kind, team=chair.team, chair=chair, planned_at=at, place="Room 2", held_on=on,
        held_recorded_at=at, by=chair, recorded_at=at, **told,
    )  # fmt: skip
    for child in children:
        case = Involvement.objects.unguarded(EVERY_ROW).get(person=child)
        if kind != "initial":
            ConferenceChild.objects.create(
                conference=made, person=child, involvement=case, kind=kind, held_on=on
            )
    return made


def begin(chair, child, on=JUNE, category="NEG"):
    made = conference(chair, [child], on, "initial")
    return actions.begin_plan(chair, person=child.pk, conference=made, category=category, on=on)


def days_of(child, kind="protection"):
    rows = Standing.objects.unguarded(EVERY_ROW).filter(person=child, kind=kind).order_by("started_on")
    return list(rows.values_list("started_on", "ended_on", "end_reason"))


def running(child):
    rows = Timescale.objects.unguarded(EVERY_ROW).filter(person=child, met_on=None, dropped_on=None)
    return {row.code: row.due_on for row in rows}


def reviews_due(child):
    rows = Timescale.objects.unguarded(EVERY_ROW).filter(person=child, code__contains="review").order_by("pk")
    return list(rows.values_list("code", "from_on", "met_on"))


def whole(viewer, child):
    return queries.plans_of(viewer, child.pk, queries.registrations_of(viewer, child.pk))


def stored(plan):
    return ProtectionPlan.objects.unguarded(EVERY_ROW).get(pk=plan.pk)


def test_a_plan_begins_with_its_category_and_the_clocks_of_core_group_and_review(grace, tia):
    plan = begin(grace, tia)

    assert days_of(tia) == [(JUNE, None, "")]
    assert (stored(plan).first_category, stored(plan).category) == ("NEG", "NEG")
    assert running(tia) == {
        "core_group_first": date(2026, 6, 29),
        "protection_first_review": date(2026, 9, 15),
    }


def test_a_plan_takes_the_place_of_a_child_in_need_plan(grace, tia):
    standings.begin(grace, person=tia.pk, kind="in_need", on=date(2026, 6, 8))
    standing = Standing.objects.unguarded(EVERY_ROW).get()
    standings.end(grace, standing, on=JUNE, reason="protection")

    assert begin(grace, tia).pk


def test_a_review_may_change_the_category_and_the_first_one_stays(grace, tia):
    plan = begin(grace, tia)
    held = conference(grace, [tia], SEPTEMBER)

    actions.review_plan(grace, person=tia.pk, conference=held, goes_on=True, category="EMO", on=SEPTEMBER)

    assert (stored(plan).first_category, stored(plan).category) == ("NEG", "EMO")
    assert whole(grace, tia)[0].categories == [(JUNE, "NEG"), (SEPTEMBER, "EMO")]
    assert running(tia)["protection_review"] == date(2027, 3, 1)
    met = Timescale.objects.unguarded(EVERY_ROW).get(code="protection_first_review")
    assert met.met_on == SEPTEMBER


def test_what_a_review_decided_can_be_said_otherwise_in_the_room(grace, tia):
    plan = begin(grace, tia)
    held = conference(grace, [tia], SEPTEMBER)
    for category in ("EMO", "PHY", "PHY"):
        actions.review_plan(
            grace, person=tia.pk, conference=held, goes_on=True, category=category, on=SEPTEMBER
        )

    assert stored(plan).category == "PHY"
    assert PlanCategory.objects.unguarded(EVERY_ROW).count() == 2
    assert reviews_due(tia) == [
        ("protection_first_review", JUNE, SEPTEMBER), ("protection_review", SEPTEMBER, None),
    ]  # fmt: skip


def test_a_review_written_down_late_was_the_one_that_met_its_clock(grace, tia):
    """The first review was in time, whichever of the two is written down first; the next counts from the last."""
    begin(grace, tia)
    for on in (OCTOBER, SEPTEMBER):
        held = conference(grace, [tia], on)
        actions.review_plan(grace, person=tia.pk, conference=held, goes_on=True, category="NEG", on=on)

    assert reviews_due(tia) == [
        ("protection_first_review", JUNE, SEPTEMBER), ("protection_review", OCTOBER, None),
    ]  # fmt: skip


def test_a_plan_ends_at_a_review_and_its_clocks_with_it(grace, tia):
    begin(grace, tia)
    held = conference(grace, [tia], SEPTEMBER)

    actions.review_plan(grace, person=tia.pk, conference=held, goes_on=False, category="", on=SEPTEMBER)

    assert days_of(tia) == [(JUNE, SEPTEMBER, "review")]
    assert running(tia) == {}
    with pytest.raises(Refused, match="ended at this conference"):
        actions.review_plan(grace, person=tia.pk, conference=held, goes_on=True, category="NEG", on=SEPTEMBER)


def test_a_review_on_the_first_day_is_refused(grace, tia):
    begin(grace, tia)
    held = conference(grace, [tia], JUNE)

    with pytest.raises(Refused, match="does not count"):
        actions.review_plan(grace, person=tia.pk, conference=held, goes_on=False, category="", on=JUNE)

    assert days_of(tia) == [(JUNE, None, "")]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"on": JUNE, "reason": "died"}, "no day of death"),
        ({"on": SEPTEMBER, "reason": "review"}, "no review conference on that day"),
        ({"on": SEPTEMBER, "reason": "transfer"}, "which council"),
        ({"on": SEPTEMBER, "reason": "looked_after"}, "not looked after"),
        ({"on": None, "reason": "transfer", "council": "Redfell"}, "Say the day"),
        ({"on": JUNE, "reason": "transfer", "council": "Redfell"}, "does not end on its first day"),
        ({"on": SEPTEMBER, "reason": "transfer", "council": "x" * 121}, "120 letters"),
        ({"on": SEPTEMBER, "reason": ""}, "Choose why"),
    ],
)
def test_a_plan_that_cannot_end_so_goes_on(told, words, grace, tia):
    begin(grace, tia)

    with pytest.raises(Refused, match=words):
        actions.end(grace, [tia.pk], **told)

    assert days_of(tia) == [(JUNE, None, "")]


def test_another_council_takes_a_plan_over(grace, tia):
    plan = begin(grace, tia)

    actions.end(grace, [tia.pk], on=SEPTEMBER, reason="transfer", council="Redfell")

    assert stored(plan).to_council == "Redfell"
    assert days_of(tia) == [(JUNE, SEPTEMBER, "transfer")]


def test_the_next_plan_does_not_begin_on_the_day_the_last_one_ended(grace, tia):
    """Pitfall 10: two protection plans may not even touch on a day."""
    begin(grace, tia)
    actions.end(grace, [tia.pk], on=SEPTEMBER, reason="transfer", council="Redfell")

    with pytest.raises(Refused, match="cannot begin on the same day"):
        begin(grace, tia, SEPTEMBER)

    assert begin(grace, tia, date(2026, 9, 2)).pk


def test_earlier_plans_of_ours_are_counted_with_old_registrations_and_without_those_of_others(grace, tia):
    """Pitfall 11: plans of other councils, and theirs held here for a time, are not among them."""
    actions.begin_temporary(
        grace,
        [tia.pk],
        on=date(2026, 6, 9),
        told_on=date(2026, 6, 9),
        council="Redfell",
        category="NEG",
        words="",
    )
    actions.end_temporary(grace, [tia.pk], on=date(2026, 6, 12))
    first = begin(grace, tia)
    actions.end(grace, [tia.pk], on=SEPTEMBER, reason="transfer", council="Redfell")
    second = begin(grace, tia, OCTOBER)
    actions.add_registration(
        grace, tia.pk, started_on=date(2018, 3, 1), ended_on=date(2019, 3, 1), category="", words="Card 1144"
    )

    assert queries.number_of_previous(grace, first) == 1
    assert queries.number_of_previous(grace, second) == 2
    assert [one.number_of_previous for one in whole(grace, tia)] == [2, 1]


def test_a_registration_is_written_down_once(grace, tia):
    told = {"started_on": date(2018, 3, 1), "ended_on": date(2019, 3, 1), "category": "", "words": "Card"}
    actions.add_registration(grace, tia.pk, **told)

    with pytest.raises(Refused, match="on the record already"):
        actions.add_registration(grace, tia.pk, **told)


def test_a_transferred_plan_says_from_where(amina, grace, tia):
    record_council_move(
        amina, tia, way="in", council="Redfell", moved_on=date(2026, 6, 1), words="", today=OCTOBER
    )
    made = conference(grace, [tia], JUNE, "transfer_in")

    plan = actions.begin_plan(grace, person=tia.pk, conference=made, category="NEG", on=JUNE)

    assert plan.from_council == "Redfell"


def test_a_temporary_plan_stands_beside_nothing_that_counts(grace, tia):
    actions.begin_temporary(
        grace, [tia.pk], on=JUNE, told_on=JUNE, council="Redfell", category="NEG", words="With her aunt"
    )

    assert TemporaryPlan.objects.unguarded(EVERY_ROW).get().council == "Redfell"
    assert not ProtectionPlan.objects.unguarded(EVERY_ROW).exists()
    with pytest.raises(Refused, match="which council"):
        actions.begin_temporary(grace, [tia.pk], on=JUNE, told_on=JUNE, council="", category="", words="")


def test_a_chair_asks_for_the_review_sooner(grace, tia):
    begin(grace, tia, SEPTEMBER)

    actions.bring_forward(grace, [tia.pk], due_on=date(2026, 11, 2), why="The core group asks for it.")

    assert running(tia)["protection_first_review"] == date(2026, 11, 2)
    with pytest.raises(Refused, match="not put off"):
        actions.bring_forward(grace, [tia.pk], due_on=date(2026, 11, 3), why="Holidays.")


def test_core_groups_meet_their_clock_and_start_the_next(grace, tia):
    begin(grace, tia)

    actions.record_core_group(grace, [tia.pk], held_on=date(2026, 6, 25))

    assert running(tia)["core_group"] == date(2026, 8, 6)
    assert "core_group_first" not in running(tia)
    with pytest.raises(Refused, match="on the record already"):
        actions.record_core_group(grace, [tia.pk], held_on=date(2026, 6, 25))
    with pytest.raises(Refused, match="no child protection plan on that day"):
        actions.record_core_group(grace, [tia.pk], held_on=date(2026, 6, 12))


def test_a_written_core_group_is_a_fact_once(grace, tia):
    begin(grace, tia)
    step = make.step("core_group", [tia], started_on=JUNE, worker=grace)
    make.answer(step, "held_on", "25/6/2026", by=grace)
    for _ in range(2):
        effects.record_core_group(grace, step=step, people=[tia.pk], outcome="continue", on=OCTOBER)

    assert CoreGroup.objects.unguarded(EVERY_ROW).get().held_on == date(2026, 6, 25)


# --- what the record store holds by itself -----------------------------------------------------------


def at_once():
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def test_the_categories_of_a_plan_are_what_its_history_says_whoever_writes_them(grace, tia):
    plan = begin(grace, tia)
    PlanCategory.objects.create(
        plan=plan, category="EMO", since_on=SEPTEMBER, by=grace, recorded_at=clock.now()
    )
    row = stored(plan)
    assert (row.first_category, row.category) == ("NEG", "EMO")

    ProtectionPlan.objects.unguarded(EVERY_ROW).filter(pk=plan.pk).update(
        first_category="SAB", category="SAB"
    )

    row = stored(plan)
    assert (row.first_category, row.category) == ("NEG", "EMO")


def _category_before_the_plan(plan, by):
    facts = {"plan": plan, "by": by, "recorded_at": clock.now()}
    PlanCategory.objects.create(category="EMO", since_on=date(2026, 6, 12), **facts)
    at_once()


def _core_group_before_the_plan(plan, by):
    CoreGroup.objects.create(plan=plan, held_on=date(2026, 6, 12), by=by, recorded_at=clock.now())
    at_once()


def _no_first_category(plan, by):
    PlanCategory.objects.unguarded(EVERY_ROW).filter(plan=plan).update(since_on=SEPTEMBER)
    at_once()


@pytest.mark.parametrize(
    "wrong",
    [_category_before_the_plan, _core_group_before_the_plan, _no_first_category],
    ids=lambda f: f.__name__,
)
def test_what_belongs_to_a_plan_lies_within_it(wrong, grace, tia):
    plan = begin(grace, tia)

    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(plan, grace)


def test_the_chronology_tells_of_the_plan_its_categories_and_its_end(grace, tia):
    begin(grace, tia)
    actions.record_core_group(grace, [tia.pk], held_on=date(2026, 6, 25))
    held = conference(grace, [tia], SEPTEMBER)
    actions.review_plan(grace, person=tia.pk, conference=held, goes_on=True, category="EMO", on=SEPTEMBER)
    actions.end(grace, [tia.pk], on=OCTOBER, reason="transfer", council="Redfell")

    told = [(one.on, one.title, one.words) for one in events.plans(grace, [tia.pk])]

    assert told == [
        (JUNE, "Child protection plan began", "Neglect."),
        (SEPTEMBER, "Category of the child protection plan changed", "Emotional abuse."),
        (date(2026, 6, 25), "Core group", ""),
        (OCTOBER, "Child protection plan ended", "Taken over by another council at its conference: Redfell."),
    ]
