from datetime import date

import pytest
from django.urls import reverse

from kith.work.models import Step
from kith.work.steps import actions
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def save(client, step, **fields):
    known = {"question": "why_now", "child": "", "value": "School rang.", "version": "0"}
    return client.post(reverse("step_save", kwargs={"number": step.pk}), {**known, **fields})


def test_the_queue_holds_what_waits_for_me_and_nothing_of_others(colin, sent, north, browser):
    other = make.step(
        "single_assessment", state="submitted", team=make.team("South"), worker=make.worker("Joe Whitlock")
    )
    make.sign_off(other, asked_role="team_manager")

    text = browser(colin).get(reverse("sign_off_queue")).content.decode()

    assert f"/step/{sent.pk}/sign-off/" in text
    assert f"/step/{other.pk}/" not in text


def test_the_decision_page_shows_answers_checks_and_what_follows(colin, sent, browser):
    text = browser(colin).page("step_sign_off", sent).content.decode()

    assert "Everything asked for is answered" in text
    assert "No visit alone: Tia, Kofi and Elsie" in text
    assert "Then, by itself" in text
    assert "checked" not in text.split("Your decision", 1)[1].split("</fieldset>", 1)[0]


def test_nothing_is_decided_without_choosing(colin, sent, writing, browser):
    answer = browser(colin).send("step_sign_off", sent, words="Fine")

    assert answer.status_code == 422
    assert "Choose: agree" in answer.content.decode()
    assert "Fine" in answer.content.decode()
    assert writing.now(sent).state == "submitted"


def test_agreeing_completes_it_and_goes_to_the_queue(colin, sent, writing, browser):
    answer = browser(colin).send("step_sign_off", sent, decision="agree", words="Clear.", then="next")

    assert answer["Location"] == reverse("sign_off_queue")
    assert writing.now(sent).state == "completed"


def test_agreeing_except_for_one_child(colin, sent, children, writing, browser):
    tia = children[0].pk

    browser(colin).send(
        "step_sign_off",
        sent,
        decision="agree_except",
        **{f"outcomes.{tia}": "strategy_discussion"},
    )

    assert writing.now(sent).state == "completed"
    opened = Step.objects.seen_by(colin).get(came_from=sent)
    assert (opened.kind, opened.people_ids()) == ("strategy_discussion", [tia])


def test_sending_back_and_what_changed_since(amina, colin, sent, browser):
    browser(colin).send("step_sign_off", sent, decision="return", words="Where is dad’s view?")
    save(browser(amina), sent, question="parents_say", value="Dad says he will come.", version="1")
    actions.submit(amina, sent, asked=None)

    text = browser(colin).page("step_sign_off", sent).content.decode()

    assert "Where is dad’s view?" in text
    assert text.count("k-read__told--new") == 1


def test_the_writer_is_told_that_somebody_else_decides(north, children, writing, browser):
    colin = make.worker("Colin Burge", role="team_manager", team=north)
    own = actions.open_step(
        colin,
        kind="single_assessment",
        people=[children[0].pk],
        team=north,
        worker=colin,
        started_on=TODAY,
        clock_from_on=TODAY,
    )
    writing.fill(colin, own)
    actions.submit(colin, own, asked=None)

    assert "Somebody else signs off" in browser(colin).page("step_sign_off", own).content.decode()
    assert browser(colin).send("step_sign_off", own, decision="agree").status_code == 422


def test_late_work_asks_for_the_reason_on_the_same_page(colin, sent, monkeypatch, writing, browser):
    monkeypatch.setenv("KITH_TODAY", "2026-11-10")
    client = browser(colin)

    assert client.send("step_sign_off", sent, decision="agree").status_code == 422
    assert "Why is it late?" in client.page("step_sign_off", sent).content.decode()
    client.send(
        "step_sign_off",
        sent,
        decision="agree",
        late_reason="partner",
        late_words="The report came late.",
    )

    assert (writing.now(sent).state, writing.now(sent).late_reason) == ("completed", "partner")
