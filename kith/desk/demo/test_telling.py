from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import AutoField, BigAutoField
from psycopg import sql

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import calendar
from kith.desk.demo import story
from kith.people.models import Person
from kith.practice import Form
from kith.work.answers.parts import known, question_of
from kith.work.answers.rules import stops
from kith.work.models import OPEN_STATES, Allocation, SignOff, Step, StepChild
from tests.story import load

TODAYS = [story.TODAY, date(2011, 10, 26)]


@pytest.mark.django_db
@pytest.mark.parametrize("today", TODAYS)
def test_amina_holds_seventeen_children_in_nine_families(today):
    told = load(today)

    held = Allocation.objects.unguarded(EVERY_ROW).filter(
        worker=told.workers["amina.rahman"], ended_on__isnull=True, involvement__ended_on__isnull=True
    )

    assert held.count() == 17
    assert held.values("involvement__family").distinct().count() == 9


@pytest.mark.django_db
@pytest.mark.parametrize("today", TODAYS)
def test_ten_children_of_six_families_wait_for_a_worker(today):
    told = load(today)

    waiting = Allocation.objects.unguarded(EVERY_ROW).filter(
        team=told.teams[story.NORTH], worker__isnull=True, ended_on__isnull=True
    )

    assert waiting.count() == 10
    assert waiting.values("involvement__family").distinct().count() == 6


@pytest.mark.django_db
def test_the_marlowe_assessment_is_on_day_27_of_45():
    told = load(story.TODAY)

    step = Step.objects.unguarded(EVERY_ROW).get(
        children__person=told.people["tia"], kind="single_assessment", state="in_progress"
    )

    assert (step.started_on, step.due_on, step.limit_days) == (date(2026, 9, 7), date(2026, 11, 9), 45)
    assert calendar.england().between(step.clock_from_on, story.TODAY) == 27
    assert set(step.people_ids()) == {told.people[child] for child in ("tia", "kofi", "elsie")}
    assert step.answers.unguarded(EVERY_ROW).count() > 10


@pytest.mark.django_db
@pytest.mark.parametrize("today", TODAYS)
def test_what_was_sent_for_a_decision_is_written_to_the_end(today):
    told = load(today)

    for child, state, named in (("petra", "submitted", ("petra", "sam")), ("ivo", "returned", ("ivo",))):
        step = Step.objects.unguarded(EVERY_ROW).get(children__person=told.people[child], state=state)
        rows = step.answers.unguarded(EVERY_ROW)
        answers = {(row.question, row.child_id): row.value for row in rows}
        form = Form.from_content(step.form.content)
        assert stops(form, answers, {told.people[one]: one for one in named}) == []
        assert all(known(form.question(question_of(name)), name) for name, _ in answers)
        sent = SignOff.objects.unguarded(EVERY_ROW).get(step=step)
        assert all(row.saved_at <= sent.submitted_at for row in rows)


@pytest.mark.django_db
def test_in_2011_the_same_family_has_a_core_assessment():
    told = load(date(2011, 10, 26))

    step = Step.objects.unguarded(EVERY_ROW).get(
        children__person=told.people["tia"], kind="core_assessment", state="in_progress"
    )

    assert (step.pack, step.limit_days) == ("westmere2011", 35)
    assert calendar.england().between(step.clock_from_on, date(2011, 10, 26)) == 27


@pytest.mark.django_db
def test_record_numbers_are_those_of_the_story_and_the_next_row_of_every_table_gets_a_free_one():
    told = load(story.TODAY)

    assert (told.people["tia"], told.people["kieran"]) == (204418, 188302)
    assert Person.objects.create(given_name="New", recorded_at="2026-10-14T09:00Z").pk > 204418
    counted = [
        model._meta for model in apps.get_models() if isinstance(model._meta.pk, AutoField | BigAutoField)
    ]
    assert [told.db_table for told in counted if next_number(told) <= last_number(told)] == []


def last_number(table):
    ask = sql.SQL("select coalesce(max({}), 0) from {}")
    return answer(ask.format(sql.Identifier(table.pk.column), sql.Identifier(table.db_table)))


def next_number(table):
    return answer("select nextval(pg_get_serial_sequence(%s, %s))", [table.db_table, table.pk.column])


def answer(ask, values=None):
    with connection.cursor() as cursor:
        cursor.execute(ask, values)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_work_stands_in_every_state_with_its_sign_off():
    load(story.TODAY)

    states = set(Step.objects.unguarded(EVERY_ROW).values_list("state", flat=True))

    assert states >= {"not_started", "in_progress", "submitted", "returned", "completed"}
    waiting = SignOff.objects.unguarded(EVERY_ROW).get(decided_at__isnull=True)
    assert waiting.asked.username == "colin.burge"


@pytest.mark.django_db
def test_the_restricted_family_is_known_to_its_readers_only():
    told = load(story.TODAY)
    elin, hana, amina = told.people["elin"], told.workers["hana.kovac"], told.workers["amina.rahman"]

    assert Person.objects.seen_by(Worker.objects.get(pk=hana)).filter(pk=elin).exists()
    assert not Person.objects.seen_by(Worker.objects.get(pk=amina)).filter(pk=elin).exists()
    assert not StepChild.objects.seen_by(Worker.objects.get(pk=amina)).filter(person=elin).exists()


@pytest.mark.django_db
def test_nobody_of_the_story_can_sign_in_with_a_password():
    load(story.TODAY)

    assert not any(worker.has_usable_password() for worker in Worker.objects.all())
    assert {username for _, username in story.DEMO_ROLES} <= set(
        Worker.objects.values_list("username", flat=True)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("today", [*TODAYS, date(2026, 12, 28)])
def test_nothing_of_the_story_lies_ahead_but_due_days_and_the_baby(today):
    load(today)

    with connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from work_step where started_on > %(d)s or completed_on > %(d)s) "
            "+ (select count(*) from work_allocation where started_on > %(d)s) "
            "+ (select count(*) from work_visit where visited_at::date > %(d)s) "
            "+ (select count(*) from people_person where born_on > %(d)s and born_precision <> 'expected')",
            {"d": today},
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_every_open_step_is_about_children_with_an_open_case():
    load(story.TODAY)

    rows = StepChild.objects.unguarded(EVERY_ROW).filter(step__state__in=OPEN_STATES)

    assert rows.exists()
    assert not rows.filter(involvement__ended_on__isnull=False).exists()
