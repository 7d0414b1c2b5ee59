"""Times in care as the record store and the actions keep them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.module_loading import import_string

from kith.care.conftest import START, begin
from kith.care.models import CarePeriod, CareReview, LegalStatus, Placement, Postcode, ShortBreakSeries
from kith.care.period import actions, queries, rules
from kith.care.placement import actions as placements
from kith.care.placement.rules import Told as Place
from kith.care.review import actions as reviews
from kith.care.status import actions as statuses
from kith.care.status.rules import Told as Status
from kith.core import Refused, clock
from kith.people.models import Residence
from kith.work.models import Standing, Timescale
from tests import make

pytestmark = pytest.mark.django_db
FOSTER = Place("U4", "PR1", "Ms Bell", urn="SC123456", lines="2 Oak Way", postcode="WM7 1AB")


def whole():
    """What the record store says at the end of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def clocks(person, *, running=True):
    rows = Timescale.objects.unguarded("a rule needs every row, and shows none").filter(person=person)
    rows = rows.filter(met_on=None, dropped_on=None) if running else rows
    return {row.code: (row.from_on, row.due_on) for row in rows.order_by("pk")}


def test_brothers_and_sisters_begin_in_one_go_with_everything_that_runs_from_it(amina, children):
    """Pitfall 18: the first review within 20 working days, the first visit within a week."""
    Postcode.objects.create(key="WM42QT", easting=400000, northing=300000)
    Postcode.objects.create(key="WM61AB", easting=403000, northing=304000, council="E06000099")

    made = begin(amina, children)

    whole()
    assert {one.standing.kind for one in made} == {"looked_after"}
    [tia, *_] = made
    assert tia.placements.seen_by(amina).get().miles == Decimal("3.1")
    assert tia.placements.seen_by(amina).get().council == "E06000099"
    assert (
        clocks(children[0].pk).items()
        >= {
            "care_review_first": (START, date(2026, 4, 1)),
            "care_visit_first": (START, START + timedelta(days=7)),
        }.items()
    )
    home = Residence.objects.seen_by(amina).get(person=children[0], ended_on=None)
    assert (home.address.postcode, home.started_on) == ("WM6 1AB", START)


def test_nobody_begins_where_one_of_them_cannot(amina, children):
    begin(amina, children[:1])

    with pytest.raises(Refused, match="Tia: there is a time in care since 4 Mar 2026"):
        begin(amina, children)

    assert CarePeriod.objects.seen_by(amina).count() == 1


@pytest.mark.parametrize("told", [
    {"on": None}, {"on": date(2026, 10, 15)}, {"on": date(2016, 9, 30)}, {"on": date(1990, 1, 1)},
    {"status": Status("V3")}, {"status": Status("J1")}, {"status": Status("L1")}, {"status": Status("D1")},
    {"start": rules.Start("N9", "WM4 2QT", before="Z1")}, {"start": rules.Start("N1", "WM4 2QT")},
    {"start": rules.Start("N1", "nowhere", before="Z1")},
    {"placement": Place("T1")}, {"placement": Place("P1", "PR0", "Mum")}, {"placement": Place("K3", "PR4", "Home")},
    {"placement": Place("U6", "", "Ms Bell")}, {"placement": Place("U6", "PR1", "Ms Bell", urn="12")},
])  # fmt: skip
def test_what_the_return_would_call_an_error_is_refused_and_nothing_is_kept(amina, children, told):
    """302, 352-354, 399, 358, 361, 445, 145, 630, 392c, 380, 378, 371, 526, 222."""
    with pytest.raises(Refused):
        begin(amina, children[:1], **told)

    assert not Standing.objects.seen_by(amina).exists()


def test_a_gap_between_legal_statuses_is_not_written(amina, tia):
    """Pitfall 14, held by the record store."""
    row = LegalStatus.objects.seen_by(amina).get()
    row.ended_on = START + timedelta(days=5)

    def broken():
        with transaction.atomic():
            row.save()
            whole()

    with pytest.raises(IntegrityError):
        broken()


def test_a_status_or_placement_of_one_day_is_not_written(amina, tia):
    """Pitfall 14: rule 355."""
    row = Placement.objects.seen_by(amina).get()
    row.ended_on = row.started_on

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_change_of_status_may_be_written_down_late_between_others(amina, tia):
    statuses.change(amina, [tia], told=Status("C2"), on=date(2026, 8, 3))
    statuses.change(amina, [tia], told=Status("C1"), on=date(2026, 5, 1))

    whole()
    held = queries.held(amina, tia.pk)
    assert [(one.code, one.started_on, one.ended_on) for one in held.statuses] == [
        ("V2", START, date(2026, 5, 1)),
        ("C1", date(2026, 5, 1), date(2026, 8, 3)),
        ("C2", date(2026, 8, 3), None),
    ]


def test_police_protection_is_counted_in_hours_and_its_clock_ends_with_it(amina, children):
    [period] = begin(amina, children[:1], status=Status("L1", time(23, 30)))
    assert clocks(children[0].pk)["police_protection_ends"] == (START, START + timedelta(days=3))

    statuses.change(amina, [period], told=Status("L2"), on=START + timedelta(days=2))

    assert "police_protection_ends" not in clocks(children[0].pk)
    assert clocks(children[0].pk)["emergency_order_ends"][0] == START + timedelta(days=2)
    whole()


def test_a_move_ends_the_placement_before_with_its_reason(amina, tia):
    """Pitfall 15: the reason for the change stands on the placement that ends."""
    with pytest.raises(Refused, match="Choose why the placement before ended"):
        placements.move(amina, [tia], told=FOSTER, on=date(2026, 5, 5), why="")

    placements.move(amina, [tia], told=FOSTER, on=date(2026, 5, 5), why="CARPL")

    whole()
    held = queries.held(amina, tia.pk)
    assert [(one.carer, one.end_reason) for one in held.placements] == [
        ("Mr and Mrs Osei", "CARPL"),
        ("Ms Bell", ""),
    ]
    assert clocks(tia.standing.person_id)["care_visit_first"] == (date(2026, 5, 5), date(2026, 5, 12))


def test_a_child_comes_back_from_a_temporary_placement_to_the_same_one(amina, tia):
    """Pitfall 15: T0 to T4 return to where the child was (383), and care does not end in one (381)."""
    placements.move(amina, [tia], told=Place("T1"), on=date(2026, 5, 5), why="")
    with pytest.raises(Refused, match="comes back to the same placement first"):
        placements.move(amina, [tia], told=FOSTER, on=date(2026, 5, 9), why="CARPL")
    with pytest.raises(Refused, match="care does not end while away"):
        actions.end_care(amina, tia, on=date(2026, 5, 9), reason="E4A")

    placements.come_back(amina, tia, on=date(2026, 5, 9))

    whole()
    first, away, back = queries.held(amina, tia.pk).placements
    assert (first.end_reason, away.end_reason, back.resumes_id) == ("", "", first.pk)
    assert (back.kind, back.carer, back.urn, back.postcode) == (
        first.kind,
        first.carer,
        first.urn,
        first.postcode,
    )
    assert clocks(tia.standing.person_id)["care_visit_first"][0] == START


def test_care_ends_with_its_status_and_placement_and_its_clocks(amina, tia):
    actions.end_care(amina, tia, on=date(2026, 9, 1), reason="E4A")

    whole()
    held = queries.held(amina, tia.pk)
    assert held.standing.end_reason == "E4A"
    assert {held.statuses[-1].ended_on, held.placements[-1].ended_on, held.standing.ended_on} == {
        date(2026, 9, 1)
    }
    assert clocks(tia.standing.person_id) == {}
    with pytest.raises(Refused, match="This time in care has ended"):
        placements.move(amina, [tia], told=FOSTER, on=date(2026, 9, 3), why="CARPL")


def test_reviews_run_twenty_working_days_then_three_months_then_six(ruth, amina, tia):
    """Pitfall 18."""
    person = tia.standing.person_id
    reviews.record(ruth, held_on=date(2026, 3, 31), children={tia.pk: "PN1"}, chair=ruth)
    assert clocks(person)["care_review_second"] == (date(2026, 3, 31), date(2026, 6, 30))

    reviews.record(ruth, held_on=date(2026, 6, 30), children={tia.pk: "PN6"}, chair=ruth)
    assert clocks(person)["care_review_later"] == (date(2026, 6, 30), date(2026, 12, 30))
    assert {"care_review_first", "care_review_second"}.isdisjoint(clocks(person))
    told = import_string(settings.KITH_CARE_REVIEWS)(ruth, date(2026, 4, 1), date(2026, 7, 1))
    assert told == [(date(2026, 6, 30), ruth.name, True)]


def test_a_visit_is_not_owed_where_the_child_lived_no_more_when_it_was_due(amina, tia):
    """However late the move is written down: the first week of the placement before was over with it."""
    placements.move(amina, [tia], told=FOSTER, on=date(2026, 3, 9), why="CARPL")

    rows = Timescale.objects.seen_by(amina).filter(code="care_visit_first").order_by("from_on")
    assert [(row.from_on, row.due_on, row.dropped_on) for row in rows] == [
        (START, date(2026, 3, 11), date(2026, 3, 9)),
        (date(2026, 3, 9), date(2026, 3, 16), None),
    ]


def test_a_review_written_down_late_was_the_first_one_and_in_time(ruth, amina, tia):
    for on in (date(2026, 6, 30), date(2026, 3, 31)):
        reviews.record(ruth, held_on=on, children={tia.pk: "PN1"}, chair=ruth)

    told = CareReview.objects.seen_by(ruth).order_by("held_on").values_list("held_on", "due_on")
    assert list(told) == [(date(2026, 3, 31), date(2026, 4, 1)), (date(2026, 6, 30), date(2026, 6, 30))]
    first = Timescale.objects.seen_by(ruth).get(code="care_review_first")
    assert (first.due_on, first.met_on) == (date(2026, 4, 1), date(2026, 3, 31))
    assert clocks(tia.standing.person_id)["care_review_later"] == (date(2026, 6, 30), date(2026, 12, 30))


def test_a_review_brought_forward_says_why(ruth, amina, tia):
    reviews.record(ruth, held_on=date(2026, 8, 31), children={tia.pk: "PN1"}, chair=ruth)
    with pytest.raises(Refused):
        reviews.bring_forward(ruth, tia, to=date(2026, 12, 24), why="Tia asked")

    moved = reviews.bring_forward(ruth, tia, to=date(2026, 10, 20), why="Tia asked")

    assert (moved.due_on, moved.moved_why) == (date(2026, 10, 20), "Tia asked")


def test_short_breaks_are_no_time_in_care(amina, children):
    """Pitfall 16: V3 and V4 are in no count of looked-after children, and no child has both at once."""
    facts = {"style": "V3", "need": "N2", "kind": "U6", "provider": "PR1", "by": amina}
    case = children[0].involvements.seen_by(amina).get()
    ShortBreakSeries.objects.create(
        person=children[0], involvement=case, started_on=START, recorded_at=case.recorded_at, **facts
    )
    whole()
    assert not Standing.objects.seen_by(amina).filter(kind="looked_after").exists()

    with pytest.raises(Refused, match="a series of short breaks since 4 Mar 2026"):
        begin(amina, children[:1], on=date(2026, 4, 1))

    def both():
        with transaction.atomic():
            standing = Standing.objects.create(
                person=children[0], kind="looked_after", involvement=case, started_on=START, by=amina,
                recorded_at=case.recorded_at,
            )  # fmt: skip
            CarePeriod.objects.create(standing=standing, need="N1")
            LegalStatus.objects.create(
                period_id=standing.pk, code="V2", started_on=START, by=amina, recorded_at=case.recorded_at
            )
            Placement.objects.create(
                period_id=standing.pk, kind="U6", started_on=START, by=amina, recorded_at=case.recorded_at
            )
            whole()

    with pytest.raises(IntegrityError, match="short breaks and care at once"):
        both()


def test_a_time_in_care_is_hidden_with_its_child(amina, tia, as_worker):
    stranger = make.worker("Sam Stranger", team=amina.memberships.first().team)
    make.restricted(tia.standing.person)

    assert not CarePeriod.objects.seen_by(stranger).exists()
    as_worker(stranger)
    with connection.cursor() as cursor:
        for table in ("careperiod", "legalstatus", "placement"):
            cursor.execute(f"select count(*) from care_{table}")
            assert cursor.fetchone() == (0,)


def test_what_was_put_right_is_kept(amina, tia):
    held = queries.held(amina, tia.pk)
    statuses.correct(amina, held.statuses[0], told=Status("C1"), on=START, why="It was an interim order")

    [kept] = tia.corrections.seen_by(amina)
    assert (kept.part, kept.before["code"], kept.why) == ("status", "V2", "It was an interim order")
    assert queries.held(amina, tia.pk).statuses[0].code == "C1"
    whole()


def test_the_clock_of_the_law_follows_a_legal_status_that_is_put_right(amina, children):
    """Police protection lasts 72 hours, an emergency protection order eight days: of what never was no clock runs."""
    [period] = begin(amina, children[:1], status=Status("L1", time(16, 5)))
    police, ends = {"police_protection_ends"}, {"police_protection_ends", "emergency_order_ends"}

    def runs():
        return ends & set(clocks(children[0].pk))

    [order] = statuses.change(amina, [period], told=Status("L2"), on=date(2026, 3, 6))
    assert runs() == {"emergency_order_ends"}
    statuses.take_back(amina, order, why="It was refused")
    assert runs() == police

    first = queries.held(amina, period.pk).statuses[0]
    statuses.correct(amina, first, told=Status("L1", time(9, 0)), on=START, why="It was in the morning")
    row = Timescale.objects.seen_by(amina).get(code="police_protection_ends", met_on=None, dropped_on=None)
    assert clock.london(row.due_at) == datetime(2026, 3, 7, 9, 0, tzinfo=clock.LONDON)

    statuses.correct(amina, first, told=Status("V2"), on=START, why="Their mother agreed")
    assert runs() == set()


def test_a_placement_put_right_or_taken_back_puts_the_home_on_record_right(amina, tia):
    """Whoever visits or writes goes by the home on record: a slip in a placement does not stay there."""

    def homes():
        rows = Residence.objects.seen_by(amina).filter(person=tia.standing.person).order_by("started_on")
        return [(one.address.lines, one.started_on, one.ended_on) for one in rows][-2:]

    slip = replace(FOSTER, lines="2 Oak Wya")
    [moved] = placements.move(amina, [tia], told=slip, on=date(2026, 5, 5), why="CARPL")
    assert homes() == [("9 Elm Row", START, date(2026, 5, 5)), ("2 Oak Wya", date(2026, 5, 5), None)]

    for on in (date(2026, 5, 4), date(2026, 5, 6)):
        moved = queries.held(amina, tia.pk).placements[-1]
        placements.correct(amina, moved, told=FOSTER, on=on, why="Misspelt, and another day")
        assert homes() == [("9 Elm Row", START, on), ("2 Oak Way", on, None)]

    placements.take_back(amina, moved, why="They never moved")
    assert homes()[-1] == ("9 Elm Row", START, None)
    whole()


def test_who_is_placed_where_nobody_says_lives_at_home_no_more(amina, children):
    """The home before ends with the placement; with a parent, or away for a time, it goes on."""
    child = children[0]
    begin(amina, [child], status=Status("C2"), placement=Place("P1", carer="Mum"))
    assert Residence.objects.seen_by(amina).get(person=child).ended_on is None

    period = queries.now_of(amina, child.pk).period
    placements.move(amina, [period], told=Place("U6", "PR1", "Ms Bell"), on=date(2026, 5, 5), why="CARPL")

    home = Residence.objects.seen_by(amina).get(person=child)
    assert (home.address.lines, home.ended_on) == ("27 Alder Walk", date(2026, 5, 5))
