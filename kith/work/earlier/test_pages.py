"""Last time beside this time, and what becomes of two texts, on the page."""

import json

import pytest
from django.urls import reverse

from kith.work.models import Answer, AnswerVersion
from kith.work.steps import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def before(amina, colin, children, writing):
    """A finished assessment of the same children, with a text of each sort."""
    step = writing.open_assessment(amina, children)
    writing.fill(amina, step)
    writing.save(amina, step, "home", "Warm and tidy.")
    writing.save(amina, step, "care", "Kofi is cooked for.", child=children[1].pk)
    return actions.sign_off(colin, actions.submit(amina, step, asked=None))


def test_last_time_stands_beside_each_question(amina, before, work, browser):
    client = browser(amina)

    plain = client.page("step", work).content.decode()
    text = client.page("step", work, compare="1").content.decode()

    assert "Compare side by side" in plain
    assert "Warm and tidy." not in plain
    assert "Warm and tidy." in text
    assert "Kofi is cooked for." in text
    assert "Stop comparing" in text
    assert text.count("k-last-time__head") == text.count('class="k-compare"')


def test_a_text_is_taken_over_into_the_box_marked_and_as_the_workers_own(amina, colin, before, work, browser):
    seen = json.dumps({"home": 0})
    client = browser(colin)
    colin.memberships.update(role="social_worker")

    answer = client.send("step", work, then="take:home::", _seen=seen, home="Cold.")

    assert answer.status_code == 302
    assert answer["Location"].endswith("?compare=1#home")
    kept = Answer.objects.seen_by(amina).get(step=work, question="home")
    assert kept.value.startswith("Cold.\n\nWarm and tidy.\n[Child and family assessment, 14 Oct")
    assert kept.by == colin


@pytest.mark.parametrize("then", ["take:home:1:", "take:weather::", "take:home:x:y", "take:", "both:home"])
def test_what_is_not_there_is_not_taken_over_and_words_typed_stay(amina, before, work, browser, then):
    answer = browser(amina).send("step", work, then=then, _seen="{}", home="Cold.")

    assert answer.status_code in (404, 422)
    assert "Cold." in answer.content.decode()


@pytest.mark.parametrize(("how", "holds"), [("both", "Gran rang.\n\nSchool rang."), ("mine", "School rang.")])
def test_two_texts_are_settled_without_scripts(amina, colin, work, writing, browser, how, holds):
    writing.save(colin, work, "why_now", "Gran rang.", base_version=0)
    client = browser(amina)
    clash = client.send("step", work, then="later", _seen='{"why_now": 0}', why_now="School rang.")
    assert f'value="{how}:why_now"' in clash.content.decode()

    fields = {"_mine.why_now": "School rang.", "_version.why_now": "1"}
    client.send("step", work, then=f"{how}:why_now", _seen='{"why_now": 1}', why_now="Gran rang.", **fields)

    assert Answer.objects.seen_by(amina).get(step=work, question="why_now").value == holds
    values = set(AnswerVersion.objects.seen_by(amina).filter(step=work).values_list("value", flat=True))
    assert {"Gran rang.", "School rang."} <= values


def test_a_third_text_that_came_meanwhile_is_not_overwritten(amina, colin, work, writing, browser):
    writing.save(colin, work, "why_now", "Gran rang.", base_version=0)
    writing.save(colin, work, "why_now", "Nobody rang.", base_version=1)
    fields = {"_mine.why_now": "School rang.", "_version.why_now": "1", "_seen": "{}"}

    answer = browser(amina).send("step", work, then="mine:why_now", **fields)

    assert "wrote once more" in answer.content.decode()
    assert Answer.objects.seen_by(amina).get(step=work, question="why_now").value == "Nobody rang."


def test_somebody_elses_last_time_is_not_compared_with(amina, children, work, browser):
    assert "Compare side by side" not in browser(amina).page("step", work).content.decode()
    assert browser(amina).get(reverse("step", kwargs={"number": work.pk}) + "?compare=1").status_code == 200
