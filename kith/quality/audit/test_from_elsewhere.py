"""An auditor from elsewhere sees the child drawn for them until a day, and nobody else."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from kith.access.guarded import EVERY_ROW, Guarded
from kith.core import Refused
from kith.people.models import Person
from kith.quality.audit.test_auditing import whole
from kith.quality.conftest import TODAY
from kith.quality.draw.actions import draw_theme
from kith.quality.models import CaseAudit
from tests import make
from tests.auditing import on_a_plan

pytestmark = pytest.mark.django_db
LATER = date(2027, 3, 31)  # after any day on which the tests run
RECORD = [
    model for model in apps.get_models()
    if issubclass(model, Guarded) and model._meta.app_label in ("people", "work", "protection", "quality")
]  # fmt: skip


def seen_by_the_database(worker) -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("select set_config('kith.worker', %s, true)", [worker.sight])
        for model in RECORD:
            cursor.execute(f"select count(*) from {model._meta.db_table}")
            if number := cursor.fetchone()[0]:
                found[model._meta.label] = number
        cursor.execute("select set_config('kith.worker', '0', true)")
    return found


@pytest.fixture
def nurse():
    return make.worker("Sam Reed", role="partner_auditor", team=make.team("Health"))


@pytest.fixture
def drawn(service, children, nurse):
    """One audit of a second plan, for the nurse; the child was visited."""
    child = children["South"][0]
    case = child.involvements.unguarded(EVERY_ROW).get()
    type(case).objects.unguarded(EVERY_ROW).filter(pk=case.pk).update(started_on=date(2024, 1, 8))
    on_a_plan(child, since=date(2024, 3, 1), until=date(2024, 9, 1))
    on_a_plan(child)
    make.visit([child], by=service["workers"]["South"], seen="alone", words="She drew her house.")
    draw_theme(
        service["head"], cohort="second_plan", number=1, auditors=[nurse.pk], due_on=date(2026, 11, 30),
        open_until=LATER, on=TODAY,
    )  # fmt: skip
    return CaseAudit.objects.unguarded(EVERY_ROW).get()


def test_who_was_drawn_nobody_sees_nobody(children, nurse):
    assert seen_by_the_database(nurse) == {}
    assert not Person.objects.seen_by(nurse).exists()


def test_they_see_the_one_child_and_their_audit_and_no_row_else(drawn, nurse):
    assert seen_by_the_database(nurse) == {"people.Person": 1, "quality.CaseAudit": 1}
    assert list(Person.objects.seen_by(nurse)) == [drawn.person]


def test_they_audit_with_the_record_of_this_child_beside(drawn, nurse, browser):
    window = browser(nurse)
    page = window.get(reverse("case_audit", args=[drawn.pk])).content.decode()

    assert drawn.person.name in page
    assert "Seen alone 1 of 1" in page
    assert f"/person/{drawn.person_id}/" not in page
    saved = window.post(
        reverse("case_audit_save", args=[drawn.pk]),
        {"question": "voice", "value": "A drawing.", "version": "0"},
    )
    assert saved.status_code == 200
    answer = window.post(reverse("case_audit", args=[drawn.pk]), whole(drawn), follow=True)
    assert (answer.status_code, CaseAudit.objects.unguarded(EVERY_ROW).get().state) == (200, "finished")
    assert window.get(reverse("person", args=[drawn.person_id])).status_code == 403
    assert window.get(reverse("audits")).status_code == 403


def test_after_the_day_everything_is_closed(drawn, nurse, browser):
    CaseAudit.objects.unguarded(EVERY_ROW).filter(pk=drawn.pk).update(open_until=TODAY)

    assert seen_by_the_database(nurse) == {}
    window = browser(nurse)
    assert window.get(reverse("case_audit", args=[drawn.pk])).status_code == 404
    assert drawn.person.name not in window.get(reverse("audits_mine")).content.decode()


def test_a_restricted_child_is_closed_to_them_too(drawn, nurse):
    make.restricted(drawn.person)

    assert seen_by_the_database(nurse) == {}


def test_nobody_from_elsewhere_without_an_end_day(service, children, nurse):
    for one in children["South"]:
        on_a_plan(one)

    with pytest.raises(Refused, match="until when"):
        draw_theme(
            service["head"], cohort="second_plan", number=1, auditors=[nurse.pk], due_on=TODAY + timedelta(days=30),
            on=TODAY,
        )  # fmt: skip
