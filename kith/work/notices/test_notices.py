import uuid
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from kith.work.models import Notice
from kith.work.notices import actions
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina():
    return make.worker("Amina Rahman")


@pytest.fixture
def colin():
    return make.worker("Colin Burge", role="team_manager")


def browser(worker):
    client = Client()
    client.force_login(worker)
    return client


def test_nobody_is_told_what_they_did_themselves(amina, colin):
    actions.tell(colin, colin, "signed_off", "Signed off.")
    actions.tell(colin, None, "signed_off", "Signed off.")
    actions.tell(colin, amina, "signed_off", "Signed off.")

    assert list(Notice.objects.values_list("worker__name", flat=True)) == ["Amina Rahman"]


def test_notices_name_the_children_and_those_about_hidden_ones_are_absent(amina):
    shown = make.step("single_assessment", [make.child("Tia")], worker=amina)
    hidden = make.step("single_assessment", [make.restricted(make.child("Zephyr"))])
    make.notice(amina, "Signed off by Colin Burge.", step=shown)
    make.notice(amina, "Sent back by Colin Burge.", step=hidden)

    text = browser(amina).get(reverse("notices")).content.decode()

    assert "Tia" in text
    assert f"/step/{shown.pk}/" in text
    assert "Sent back by Colin Burge." not in text
    assert "Zephyr" not in text
    assert f"/step/{hidden.pk}/" not in text


def test_somebody_elses_notices_are_neither_shown_nor_marked(amina, colin):
    own, other = make.notice(amina, "Yours."), make.notice(colin, "Not yours.")
    client = browser(amina)

    assert "Not yours." not in client.get(reverse("notices")).content.decode()
    client.post(reverse("notices_read"), {"_key": str(uuid.uuid4()), "notice": other.pk})
    client.post(reverse("notices_read"), {"_key": str(uuid.uuid4()), "notice": own.pk})

    assert set(Notice.objects.filter(read_at__isnull=True).values_list("pk", flat=True)) == {other.pk}


@pytest.mark.parametrize("named", ["nonsense", "9" * 40, "-1"])
def test_a_notice_that_is_none_marks_nothing(amina, named):
    make.notice(amina, "Yours.")

    answer = browser(amina).post(reverse("notices_read"), {"_key": str(uuid.uuid4()), "notice": named})

    assert answer.status_code == 302
    assert Notice.objects.filter(read_at__isnull=True).count() == 1


def test_all_are_marked_at_once(amina):
    for _ in range(3):
        make.notice(amina)

    browser(amina).post(reverse("notices_read"), {"_key": str(uuid.uuid4())})

    assert not Notice.objects.filter(read_at__isnull=True).exists()


def test_the_page_asks_the_same_number_of_questions_for_one_notice_and_for_many(
    amina, django_assert_max_num_queries
):
    for _ in range(10):
        make.notice(amina, step=make.step("single_assessment", worker=amina))

    client = browser(amina)

    with django_assert_max_num_queries(15):
        client.get(reverse("notices"))


def test_words_typed_into_earlier_notices_are_cut_out(amina, colin):
    told = {
        make.notice(amina, f"{start}{typed}", kind=kind).pk: start
        for kind, start, typed in (
            ("allocated", "A child has been allocated to you by Colin Burge.", " Gran. Ring\nfirst: 01632"),
            ("allocated", "2 children have been allocated to you by Colin Burge.", ""),
            ("transfer", "South has declined 2 children", ": the uncle is back: not safe"),
            ("transfer", "North offers a child to South.", ""),
        )
    }

    with connection.cursor() as cursor:
        cursor.execute(import_module("kith.work.migrations.0029_notices_without_typed_words").CUT)

    left = dict(Notice.objects.values_list("pk", "words"))
    assert {pk: words.rstrip(".") for pk, words in left.items()} == {
        pk: start.rstrip(".") for pk, start in told.items()
    }
