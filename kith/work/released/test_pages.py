import pytest
from django.urls import reverse

from kith.access.models import Look
from kith.work.models import StepChild
from kith.work.steps import actions
from tests import make

pytestmark = pytest.mark.django_db
WHY = "Lives with gran now"


@pytest.fixture
def elsie(amina, work, children):
    make.answer(work, "day", "Elsie hides\n\n- under the table", child=children[2], by=amina)
    make.answer(work, "day", "Tia reads", child=children[0], by=amina)
    actions.take_child_out(amina, work, person_id=children[2].pk, reason=WHY)
    return children[2]


def address(step, person):
    return reverse("step_taken_out", kwargs={"number": step.pk, "person": person.pk})


def plain(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_words_of_a_child_taken_out_are_found_from_the_work_and_from_the_record(
    amina, colin, work, children, elsie, browser
):
    client = browser(colin)
    link = f'href="{address(work, elsie)}"'

    text = plain(client.page("step", work))
    assert "by Amina Rahman: Lives with gran now" in text and link in text
    record = plain(client.get(f"/person/{elsie.pk}/steps/"))
    assert "Taken out of" in record and WHY in record and link in record
    assert "Taken out of" not in plain(client.get(f"/person/{children[0].pk}/steps/"))

    shown = plain(client.get(address(work, elsie)))
    assert "What was written about Elsie" in shown and WHY in shown
    assert "Elsie hides" in shown and "<li>under the table</li>" in shown
    assert "Tia reads" not in shown
    assert Look.objects.filter(page="step_taken_out", person_id=elsie.pk, worker=colin).exists()
    assert StepChild.objects.seen_by(amina).get(step=work, person=elsie).released_by == amina


def test_where_nothing_was_written_about_a_child_alone_no_link_promises_it(amina, work, children, browser):
    actions.take_child_out(amina, work, person_id=children[1].pk, reason=WHY)
    client = browser(amina)

    text = plain(client.page("step", work))

    assert WHY in text and "what was written about" not in text
    record = plain(client.get(f"/person/{children[1].pk}/steps/"))
    assert "Taken out of" in record and "what was written about" not in record
    assert "Nothing was written about Kofi alone." in plain(client.get(address(work, children[1])))


def test_who_is_still_inside_was_never_there_or_is_kept_is_not_found(
    amina, colin, work, children, elsie, browser
):
    client = browser(amina)
    for person in (children[0], make.child()):
        assert client.get(address(work, person)).status_code == 404
    assert client.get(address(make.step(people=[children[0]]), elsie)).status_code == 404

    make.restricted(elsie, readers=[colin])

    assert client.get(address(work, elsie)).status_code == 404
    assert browser(colin).get(address(work, elsie)).status_code == 200


def test_the_page_asks_no_more_for_more_words(
    amina, work, children, elsie, browser, django_assert_max_num_queries
):
    for row in range(1, 6):
        make.answer(work, f"risk:{row}:what", "Left alone", child=elsie, by=amina)
    client = browser(amina)
    client.get(address(work, elsie))

    with django_assert_max_num_queries(16):
        client.get(address(work, elsie))
