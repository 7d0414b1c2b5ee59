"""Health and education on the record: clocks that run, are met and run again; what the year's return will ask."""

from datetime import date

import pytest
from django.db import IntegrityError

from kith.care.education import actions as education
from kith.care.health import actions, queries
from kith.care.models import HealthAssessment, HealthCheck
from kith.care.together.queries import in_care
from kith.core import Refused, clock
from kith.work.models import Timescale
from tests import caring, make

pytestmark = pytest.mark.django_db
TODAY, SINCE = date(2026, 10, 14), date(2026, 9, 1)
ALL = "a rule needs every row, and shows none"


@pytest.fixture
def amina(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return make.worker()


@pytest.fixture
def children(amina):
    born = (("Tia", date(2011, 3, 4)), ("Elsie", date(2023, 1, 9)))
    made = [make.child(name, "Marlowe", born_on=day) for name, day in born]
    make.family(children=made)
    for child in made:
        actions.begin_clocks(amina, caring.in_care(child, SINCE, amina))
    return made


def both(by, children):
    return in_care(by, children[0].pk, TODAY)


def clocks(child) -> dict[str, tuple[date, date | None]]:
    rows = Timescale.objects.unguarded(ALL).filter(person=child, dropped_on__isnull=True).order_by("pk")
    return {row.code: (row.due_on, row.met_on) for row in rows}


def test_the_start_of_care_sets_the_clocks_that_are_asked_at_each_age(children):
    tia, elsie = children

    assert clocks(tia) == {
        "health_plan_first": (date(2026, 9, 29), None),  # 20 working days
        "dental_check": (date(2027, 9, 1), None),
        "strengths_score": (date(2027, 9, 1), None),
        "education_plan_first": (date(2026, 9, 15), None),  # 10 working days
    }
    assert set(clocks(elsie)) == {"health_plan_first", "dental_check", "education_plan_first"}


def test_what_is_asked_from_a_birthday_begins_to_run_with_the_assessment_before_it(amina):
    """Personal education plans from 3, strengths and difficulties from 4: also of who came into care before that."""
    leo = make.child("Leo", "Marlowe", born_on=date(2023, 3, 1))
    make.family(children=[leo])
    actions.begin_clocks(amina, caring.in_care(leo, date(2025, 9, 1), amina))

    actions.assess(amina, in_care(amina, leo.pk, TODAY), on=date(2025, 9, 10), assessor="Dr Osei")
    assert clocks(leo)["education_plan_first"] == (date(2026, 3, 13), None)
    assert "strengths_score" not in clocks(leo)

    actions.assess(amina, in_care(amina, leo.pk, TODAY), on=date(2026, 9, 10), assessor="Dr Osei")
    assert clocks(leo)["strengths_score"] == (date(2028, 3, 1), None)


def test_an_assessment_meets_the_first_clock_and_runs_6_months_under_five_12_from_five(amina, children):
    actions.assess(amina, both(amina, children), on=date(2026, 9, 29), assessor="Dr Osei")

    tia, elsie = map(clocks, children)
    assert tia["health_plan_first"] == elsie["health_plan_first"] == (date(2026, 9, 29), date(2026, 9, 29))
    assert tia["health_assessment"] == (date(2027, 9, 29), None)
    assert elsie["health_assessment_under_five"] == (date(2027, 3, 29), None)


def test_what_is_written_down_late_keeps_both_days_and_moves_no_clock(amina, children):
    actions.assess(amina, both(amina, children), on=date(2026, 10, 1), assessor="")
    actions.assess(amina, both(amina, children)[:1], on=date(2026, 9, 10), assessor="")

    rows = HealthAssessment.objects.unguarded(ALL).filter(period__standing__person=children[0])
    assert [row.held_on for row in rows.order_by("held_on")] == [date(2026, 9, 10), date(2026, 10, 1)]
    assert {clock.london(row.recorded_at).date() for row in rows} == {TODAY}
    assert clocks(children[0])["health_assessment"] == (date(2027, 10, 1), None)


def test_nothing_is_recorded_twice_before_care_or_ahead(amina, children):
    actions.check(amina, both(amina, children), kind="dental", on=SINCE, is_up_to_date=None)

    for day, words in (
        (SINCE, "on record already"),
        (date(2026, 8, 31), "before care"),
        (date(2026, 10, 15), "to come"),
    ):
        with pytest.raises(Refused, match=words):
            actions.check(amina, both(amina, children), kind="dental", on=day, is_up_to_date=None)
    with pytest.raises(Refused, match="up to date"):
        actions.check(amina, both(amina, children), kind="immunisations", on=SINCE, is_up_to_date=None)
    with pytest.raises(Refused, match="546"):
        actions.check(amina, both(amina, children), kind="development", on=SINCE, is_up_to_date=True)

    assert HealthCheck.objects.unguarded(ALL).count() == 2
    assert clocks(children[0])["dental_check"] == (date(2027, 9, 1), None)


def test_a_questionnaire_a_substance_problem_and_an_offence_are_kept(amina, children):
    child = both(amina, children)[0]
    actions.score(amina, child, on=date(2026, 10, 2), score="17", reason="")
    actions.substances(amina, child, on=date(2026, 10, 3), received=False, offered=True)
    actions.offend(amina, child, on=date(2026, 10, 5))

    held = queries.known(amina, children[0].pk)

    assert (held.strengths[0].score, held.substances[0].help_offered) == (17, True)
    assert len(held.offences) == 1
    assert clocks(children[0])["strengths_score"] == (date(2027, 10, 2), None)
    with pytest.raises(Refused, match="188"):
        actions.score(amina, both(amina, children)[1], on=date(2026, 10, 2), score="3", reason="")


def test_who_is_17_before_the_next_is_due_is_not_asked_again(amina):
    child = make.child("Max", "Marlowe", born_on=date(2010, 1, 20))
    actions.begin_clocks(amina, caring.in_care(child, SINCE, amina))
    actions.score(amina, in_care(amina, child.pk, TODAY)[0], on=date(2026, 10, 2), score="9", reason="")

    assert [
        row.dropped_on
        for row in Timescale.objects.unguarded(ALL).filter(person=child, code="strengths_score")
    ].count(TODAY) == 1


def test_an_education_plan_begins_in_10_working_days_and_is_looked_at_each_term(amina, children):
    education.hold_plan(amina, both(amina, children), on=date(2026, 9, 15), school="Westmere Academy")
    education.hold_plan(amina, both(amina, children)[:1], on=date(2026, 10, 9), school="Westmere Academy")

    assert clocks(children[0])["education_plan_first"] == (date(2026, 9, 15), date(2026, 9, 15))
    assert clocks(children[0])["education_plan"] == (date(2027, 2, 9), None)
    assert clocks(children[1])["education_plan"] == (date(2027, 1, 15), None)
    held = queries.known(amina, children[0].pk).education
    assert [one.is_first for one in held] == [False, True]


def test_pitfall_17_the_return_asks_only_of_those_looked_after_for_12_months(amina, children):
    held = queries.known(amina, children[0].pk)
    told = queries.year_of(amina, children[0].pk, children[0].born_on, held, TODAY)
    assert told.answers == {}
    assert "Came into care in the year" in told.why_not

    long = make.child("Ola", "Marlowe", born_on=date(2011, 3, 4))
    caring.in_care(long, date(2025, 3, 1), amina)
    among = in_care(amina, long.pk, TODAY)[:1]
    actions.check(amina, among, kind="dental", on=date(2026, 5, 1), is_up_to_date=None)
    actions.check(amina, among, kind="immunisations", on=date(2026, 5, 1), is_up_to_date=False)
    told = queries.year_of(amina, long.pk, long.born_on, queries.known(amina, long.pk), TODAY)

    assert told.why_not is None
    assert told.answers == {
        "health_assessment": "missing", "dental": "yes", "immunisations": "missing", "substance_misuse": "no",
        "strengths": "missing", "convicted": "no",
    }  # fmt: skip


def test_the_record_store_keeps_what_happened_within_care(amina, children):
    period = both(amina, children)[0].period
    for told in ({"held_on": date(2026, 8, 31)}, {"held_on": TODAY, "kind": "eyes"}):
        row = {"period": period, "kind": "dental", "by": amina, "recorded_at": clock.now()} | told
        with pytest.raises(IntegrityError):
            caring.put(HealthCheck, **row)
