from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from kith.access.guarded import EVERY_ROW
from kith.work.models import CountedAnswer
from tests import make

pytestmark = pytest.mark.django_db
SO_FAR = import_module("kith.work.migrations.0048_counted_answers_so_far").SO_FAR


def held(step):
    rows = CountedAnswer.objects.unguarded(EVERY_ROW).filter(step=step)
    return sorted(rows.values_list("person", "code", "is_none"))


def test_assessments_completed_before_are_counted_by_their_answers(north, the_day):
    tia, kofi = make.child("Tia"), make.child("Kofi")
    done, going_on = make.step(people=[tia, kofi], state="completed"), make.step(people=[tia])
    for step in (done, going_on):
        make.answer(step, "factor_codes", ["2B", "17A"])
    make.answer(done, "factor_codes", ["21"], child=kofi)

    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(SO_FAR)

    assert held(done) == [(tia.pk, "17A", False), (tia.pk, "2B", False), (kofi.pk, "21", True)]
    assert held(going_on) == []


def test_a_code_is_counted_once_and_never_empty(north, the_day):
    step = make.step(state="completed")
    of = {"step": step, "person_id": step.people_ids()[0], "question": "factor_codes"}
    CountedAnswer.objects.create(code="21", is_none=True, **of)

    for wrong in ({"code": "21"}, {"code": ""}, {"code": "20", "is_none": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CountedAnswer.objects.create(**of, **wrong)
