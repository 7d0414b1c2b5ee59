from datetime import date

import pytest
from django.urls import reverse

from kith.work.models import Answer, Step
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


# --- the queue, asking, undoing, cover -----------------------------------------------------------


def test_the_queue_says_why_each_piece_stands_where_it_stands(colin, amina, sent, north, browser):
    court = make.step("court_statement", state="submitted", team=north, worker=amina)
    make.sign_off(court, asked_role="team_manager")

    text = browser(colin).get(reverse("sign_off_queue")).content.decode()

    assert "A court waits for it" in text
    assert text.index(f"/step/{court.pk}/sign-off/") < text.index(f"/step/{sent.pk}/sign-off/")
    assert "Tia, Kofi and Elsie not seen since its clock began" in text
    assert "too few to say how long they take" in text


def test_a_question_is_asked_answered_and_shown_again_in_the_queue(colin, amina, sent, browser):
    boss, worker = browser(colin), browser(amina)
    boss.send("step_sign_off", sent, decision="ask", words="Who told you?", then="next")
    assert "Asked, and not answered yet" in boss.get(reverse("sign_off_queue")).content.decode()
    assert "Answer the question" in worker.page("step", sent).content.decode()

    assert worker.send("step_answer", sent, words=" ").status_code == 422
    worker.send("step_answer", sent, words="His nan.")

    assert "Amina Rahman has answered: His nan." in boss.get(reverse("sign_off_queue")).content.decode()
    assert worker.send("step_answer", sent, words="Once more.").status_code == 422


def test_a_decision_is_taken_back_from_the_queue_and_no_second_time(colin, sent, writing, browser):
    boss = browser(colin)
    boss.send("step_sign_off", sent, decision="agree", then="next")
    assert f"/step/{sent.pk}/undo/" in boss.get(reverse("sign_off_queue")).content.decode()

    boss.send("step_undo", sent)

    assert writing.now(sent).state == "submitted"
    answer = boss.send("step_undo", sent)
    assert (answer.status_code, "no decision to take back" in answer.content.decode()) == (422, True)
    assert "Decided, and taken back" in boss.page("step_sign_off", sent).content.decode()


def test_who_comes_too_late_is_told_who_was_faster_and_keeps_the_words(colin, sent, north, browser):
    dana = make.worker("Dana Whitlow", role="team_manager", team=north)
    browser(dana).send("step_sign_off", sent, decision="agree")

    answer = browser(colin).send("step_sign_off", sent, decision="return", words="Where is dad’s view?")

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Dana Whitlow signed it off at" in text
    assert "Where is dad’s view?" in text


def test_a_child_restricted_meanwhile_takes_the_piece_out_of_sight(colin, sent, children, browser):
    boss = browser(colin)
    make.restricted(children[0])

    assert f"/step/{sent.pk}/" not in boss.get(reverse("sign_off_queue")).content.decode()
    for page in ("step_undo", "step_put_right", "step_sign_off"):
        assert boss.send(page, sent, decision="agree").status_code == 404


def test_what_changed_is_shown_alone_since_the_viewer_last_saw_it(amina, colin, sent, browser):
    boss = browser(colin)
    boss.page("step_sign_off", sent)
    boss.send("step_sign_off", sent, decision="return", words="Where is dad’s view?")
    save(browser(amina), sent, question="parents_say", value="Dad says he will come.", version="1")
    actions.submit(amina, sent, asked=None)

    whole = boss.page("step_sign_off", sent).content.decode()
    only = boss.page("step_sign_off", sent, show="changed").content.decode()

    assert "Changed since you last saw it" in whole
    assert "Dad says he will come." in only
    assert only.count("k-read__ask") == 1 < whole.count("k-read__ask")


def test_a_cover_is_named_and_ended_on_its_page(colin, north, browser):
    dana = make.worker("Dana Whitlow", role="team_manager", team=make.team("South"))
    boss = browser(colin)
    form = {"by": dana.pk, "starts_on": "14/10/2026", "until_on": "23 Oct 2026"}

    assert boss.post(reverse("cover"), {**form, "_key": "1", "until_on": "31 June"}).status_code == 422
    boss.post(reverse("cover"), form)
    assert "Dana Whitlow decides until Fri 23 Oct." in boss.get(reverse("sign_off_queue")).content.decode()
    assert "You cover for Colin Burge until 23 October" in (
        browser(dana).get(reverse("sign_off_queue")).content.decode()
    )
    assert boss.post(reverse("cover"), form).status_code == 422
    boss.post(reverse("cover"), {"end": colin.away.get().pk})
    assert colin.away.get().ended_at


def test_a_manager_sees_before_deciding_what_the_family_will_read(colin, sent, browser, writing):
    hard = (
        "Multi-agency professionals identified considerable parental inconsistencies regarding availability. "
    )
    Answer.objects.seen_by(colin).filter(step=sent, question="care").update(value=hard * 3)

    page = browser(colin).page("step_sign_off", sent).text

    assert (
        "The family reads" in page and "Not read with ease at 11. “What goes well, and what is hard”:" in page
    )
    assert reverse("step_copy", kwargs={"number": sent.pk}) in page
