import threading
from importlib import import_module

import pytest
from django.db import connection, transaction

from kith.database.session import as_system
from kith.work.models import Step, StepChild
from tests import make

WORDS = "a rule needs every row, and shows none"


def marks(step: Step) -> list[bool]:
    with as_system("a test reads marks"), connection.cursor() as cursor:
        cursor.execute("select shared from work_stepchild where step_id = %s", [step.pk])
        return [mark for (mark,) in cursor.fetchall()]


@pytest.mark.django_db
def test_a_step_is_marked_as_shared_once_a_second_child_is_in_it() -> None:
    alone = make.step()
    step = make.step(people=[make.child()])
    assert marks(step) == [False]

    StepChild.objects.create(step=step, person=make.child())

    assert marks(step) == [True, True]
    assert marks(alone) == [False]


@pytest.mark.django_db
def test_several_children_in_one_go_are_marked_and_who_writes_a_row_back_changes_no_mark() -> None:
    step = make.step(people=[make.child(), make.child()])
    first = step.children.unguarded(WORDS).first()

    first.outcome = "in_need"
    first.save()

    assert marks(step) == [True, True]


@pytest.mark.django_db
def test_the_mark_goes_with_the_second_child() -> None:
    step = make.step(people=[make.child(), make.child()])

    with as_system("a test takes a row away"):
        step.children.unguarded(WORDS).last().delete()

    assert marks(step) == [False]


@pytest.mark.django_db
def test_what_was_there_before_is_marked_by_the_migration() -> None:
    alone, both = make.step(), make.step(people=[make.child(), make.child()])
    with as_system("a test takes the marks away"), connection.cursor() as cursor:
        cursor.execute("update work_stepchild set shared = false")

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(import_module("kith.work.migrations.0044_steps_about_several").MARKED)

    assert marks(both) == [True, True]
    assert marks(alone) == [False]


@pytest.mark.django_db(transaction=True)
def test_two_who_add_a_child_at_once_add_one_after_the_other() -> None:
    step, other = make.step(people=[make.child()]), make.child()
    with as_system("a test takes the only child away"):
        step.children.unguarded(WORDS).delete()
    third = make.child()
    has_added, may_end = threading.Event(), threading.Event()

    def add_and_wait() -> None:
        with as_system("a test adds a child"):
            StepChild.objects.create(step=step, person=other)
            has_added.set()
            may_end.wait(20)
        connection.close()

    thread = threading.Thread(target=add_and_wait)
    thread.start()
    assert has_added.wait(20)
    threading.Timer(0.5, may_end.set).start()
    with as_system("a test adds another"):
        StepChild.objects.create(step=step, person=third)
    thread.join()

    assert marks(step) == [True, True]
