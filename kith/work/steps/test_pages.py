import json
import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kith.access.models import Look
from kith.practice import Form
from kith.work.models import Answer, AnswerVersion, SignOff, Step, StepChild
from kith.work.steps import actions
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())


@pytest.fixture
def north():
    return make.team("Safeguarding North")


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def colin(north):
    return make.worker("Colin Burge", role="team_manager", team=north)


@pytest.fixture
def children(north, amina):
    made = [
        make.child("Tia", "Marlowe", age=9),
        make.child("Kofi", "Marlowe", age=6),
        make.child("Elsie", "Marlowe", age=2),
    ]
    home = make.family(children=made)
    for child in made:
        make.involvement(child, north, amina, started_on=date(2026, 9, 7), family=home.family)
    return made


@pytest.fixture
def work(amina, children):
    return actions.open_step(
        amina,
        kind="single_assessment",
        people=[child.pk for child in children],
        team=amina.team,
        worker=amina,
        started_on=date(2026, 9, 7),
        clock_from_on=date(2026, 9, 7),
    )


def browser(worker):
    client = Client()
    client.force_login(worker)
    return client


def key():
    return str(uuid.uuid4())


def page(client, name, step, **facts):
    return client.get(reverse(name, kwargs={"number": step.pk}), facts)


def post(client, name, step, **fields):
    return client.post(reverse(name, kwargs={"number": step.pk}), {"_key": key(), **fields})


def now(step):
    return Step.objects.unguarded("a rule needs every row, and shows none").get(pk=step.pk)


def fill(by, step, outcome="in_need"):
    people = StepChild.objects.unguarded("a rule needs every row, and shows none").filter(step=step)
    for question in Form.from_content(step.form.content).questions:
        for child in people.values_list("person_id", flat=True) if question.per_child else [None]:
            if question.required:
                value = outcome if question.id == "outcome" else _value(question)
                names = (
                    [question.id, f"{question.id}:why"]
                    if question.kind == "rating_with_reason"
                    else [question.id]
                )
                for name in names:
                    text = value if name == question.id else "Because of what we saw."
                    actions.save_answer(by, step, question=name, child=child, value=text, base_version=0)


def _value(question):
    if question.kind == "several":
        return [question.codes()[0]]
    if question.kind == "yes_no_unknown":
        return "unknown"
    return question.codes()[0] if question.options else "Said and seen."


@pytest.fixture
def sent(amina, work):
    fill(amina, work)
    return actions.submit(amina, work, asked=None)


# --- the page ------------------------------------------------------------------------------------


def test_the_page_shows_every_question_the_clock_and_the_children(amina, work, children):
    shown = page(browser(amina), "step", work)

    text = shown.content.decode()
    assert shown.status_code == 200
    assert "What has led to this assessment, and why now?" in text
    assert "working day 27 of 45" in text
    assert "Tia, 9" in text
    assert "Take a child out" in text
    assert f'data-question="day" data-child="{children[0].pk}" data-version="0"' in text
    assert "Different for one child" in text


def test_opening_it_leaves_a_look_for_each_child(amina, work, children):
    page(browser(amina), "step", work)

    looks = Look.objects.filter(page="step", worker=amina)
    assert sorted(looks.values_list("person_id", flat=True)) == sorted(child.pk for child in children)
    assert set(looks.values_list("reason", flat=True)) == {"Allocated worker"}


def test_a_hidden_step_is_not_found_and_leaves_no_look(amina):
    hidden = make.step("single_assessment", [make.restricted()])
    client = browser(amina)

    for name in ("step", "step_submit", "step_history", "step_explain", "step_stops", "step_take_out"):
        assert page(client, name, hidden).status_code == 404
    assert client.get("/step/999999999999999999/").status_code == 404
    assert not Look.objects.filter(worker=amina).exists()


def test_who_may_not_write_reads(north, work):
    auditor = make.worker("Una Blake", role="auditor", team=north)

    text = page(browser(auditor), "step", work).content.decode()

    assert "As it was asked and answered" in text
    assert "data-autosave" not in text


# --- saving while typing -------------------------------------------------------------------------


def save(client, step, **fields):
    known = {"question": "why_now", "child": "", "value": "School rang.", "version": "0"}
    return client.post(reverse("step_save", kwargs={"number": step.pk}), {**known, **fields})


def test_an_answer_is_kept_while_one_types(amina, work):
    answer = save(browser(amina), work)

    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    assert answer.json()["words"].startswith("Saved ")
    assert Answer.objects.seen_by(amina).get(step=work).value == "School rang."


def test_several_ticks_are_one_answer(amina, work):
    client = browser(amina)
    offered = Form.from_content(work.form.content).question("factor_codes").codes()

    answer = save(client, work, question="factor_codes", value=offered[:2])

    assert answer.status_code == 200
    assert Answer.objects.seen_by(amina).get(step=work).value == offered[:2]


def test_a_clash_gives_the_other_text_and_keeps_both(amina, colin, work):
    save(browser(colin), work, value="Gran rang.")

    answer = save(browser(amina), work, value="School rang.")

    assert answer.status_code == 409
    assert answer.json()["value"] == "Gran rang."
    assert answer.json()["by"] == "Colin Burge"
    assert answer.json()["version"] == 1
    assert AnswerVersion.objects.seen_by(amina).get(step=work, clashed=True).value == "School rang."


def test_what_is_finished_says_so_and_keeps_what_was_written(amina, sent):
    before = Answer.objects.seen_by(amina).get(step=sent, question="why_now").value

    answer = save(browser(amina), sent, value="More.", version="1")

    assert answer.status_code == 410
    assert "waits for sign-off" in answer.json()["words"]
    assert Answer.objects.seen_by(amina).get(step=sent, question="why_now").value == before


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"question": "nobody_asked"}, "not part of the form"),
        ({"question": ""}, "not part of the form"),
        ({"child": "7; drop table"}, "not as it was made"),
        ({"child": "99"}, "not part of this piece of work"),
        ({"version": "-1"}, "not as it was made"),
        ({"question": "outcome", "value": "abracadabra"}, "one of the answers offered"),
        ({"value": "x" * 200_001}, "one answer holds 200,000"),
    ],
)
def test_what_cannot_be_kept_is_told_in_words(amina, work, fields, words):
    answer = save(browser(amina), work, **fields)

    assert answer.status_code == 422
    assert words in answer.json()["words"]
    assert not Answer.objects.seen_by(amina).filter(step=work).exists()


def test_signs_that_no_database_keeps_do_no_harm(amina, work):
    answer = save(browser(amina), work, value="Mum\x00 said ‘nо’ 🏠")

    assert answer.status_code == 200
    assert Answer.objects.seen_by(amina).get(step=work).value == "Mum said ‘nо’ 🏠"


def test_saving_needs_a_form_of_ours(amina, work):
    client = Client(enforce_csrf_checks=True)
    client.force_login(amina)

    assert save(client, work).status_code == 403
    assert not Answer.objects.seen_by(amina).filter(step=work).exists()


def test_saving_while_signed_out_is_told_to_the_script(work):
    answer = Client().post(
        reverse("step_save", kwargs={"number": work.pk}),
        {"question": "why_now", "value": "x"},
        headers={"accept": "application/json"},
    )

    assert answer.status_code == 401


# --- without scripts -----------------------------------------------------------------------------


def test_the_whole_page_is_saved_without_scripts(amina, work, children):
    tia = children[0].pk
    seen = json.dumps({"why_now": 0, f"day.{tia}": 0})

    answer = post(
        browser(amina),
        "step",
        work,
        then="later",
        _seen=seen,
        why_now="School\r\nrang.",
        **{f"day.{tia}": "Up at 7."},
    )

    assert answer.status_code == 302
    kept = {
        (row.question, row.child_id): row.value for row in Answer.objects.seen_by(amina).filter(step=work)
    }
    assert kept == {("why_now", None): "School\nrang.", ("day", tia): "Up at 7."}


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_by_an_old_copy(amina, colin, work):
    save(browser(amina), work, value="School rang.")
    save(browser(colin), work, value="School rang on Monday.", version="1")

    answer = post(
        browser(amina),
        "step",
        work,
        then="later",
        _seen=json.dumps({"why_now": 1, "analysis": 0}),
        why_now="School rang.",
        analysis="New thoughts.",
    )

    assert answer.status_code == 302
    assert Answer.objects.seen_by(amina).get(step=work, question="why_now").value == "School rang on Monday."
    assert Answer.objects.seen_by(amina).get(step=work, question="analysis").value == "New thoughts."


def test_two_texts_are_shown_side_by_side_without_scripts(amina, colin, work):
    save(browser(colin), work, value="Gran rang.")

    answer = post(browser(amina), "step", work, then="later", _seen='{"why_now": 0}', why_now="School rang.")

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Colin Burge changed this" in text
    assert "Gran rang." in text
    assert "School rang." in text
    assert AnswerVersion.objects.seen_by(amina).get(step=work, clashed=True).value == "School rang."


@pytest.mark.parametrize("seen", ["", "not json", "[]", '{"why_now": "x"}', '{"why_now": 99999999999999}'])
def test_a_page_that_was_tampered_with_loses_nothing(amina, colin, work, seen):
    save(browser(colin), work, value="Gran rang.")

    post(browser(amina), "step", work, _seen=seen, why_now="School rang.")

    values = set(AnswerVersion.objects.seen_by(amina).filter(step=work).values_list("value", flat=True))
    assert values == {"Gran rang.", "School rang."}


# --- sending and deciding ------------------------------------------------------------------------


def test_sending_shows_what_is_missing_with_a_way_there(amina, work):
    client = browser(amina)

    answer = post(client, "step_submit", work)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="/step/{work.pk}/#why-now"' in text
    assert now(work).state == "not_started"


def test_sending_is_done_once_however_often_the_button_is_pressed(amina, work):
    fill(amina, work)
    client, same = browser(amina), key()

    first = client.post(f"/step/{work.pk}/submit/", {"_key": same})
    second = client.post(f"/step/{work.pk}/submit/", {"_key": same})

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert SignOff.objects.seen_by(amina).filter(step=work).count() == 1


def test_the_queue_holds_what_waits_for_me_and_nothing_of_others(colin, sent, north):
    other = make.step(
        "single_assessment", state="submitted", team=make.team("South"), worker=make.worker("Joe Whitlock")
    )
    make.sign_off(other, asked_role="team_manager")

    text = browser(colin).get(reverse("sign_off_queue")).content.decode()

    assert f"/step/{sent.pk}/sign-off/" in text
    assert f"/step/{other.pk}/" not in text


def test_the_decision_page_shows_answers_checks_and_what_follows(colin, sent):
    text = page(browser(colin), "step_sign_off", sent).content.decode()

    assert "Everything asked for is answered" in text
    assert "No visit alone: Tia, Kofi and Elsie" in text
    assert "Then, by itself" in text
    assert "checked" not in text.split("Your decision", 1)[1].split("</fieldset>", 1)[0]


def test_nothing_is_decided_without_choosing(colin, sent):
    answer = post(browser(colin), "step_sign_off", sent, words="Fine")

    assert answer.status_code == 422
    assert "Choose: agree" in answer.content.decode()
    assert "Fine" in answer.content.decode()
    assert now(sent).state == "submitted"


def test_agreeing_completes_it_and_goes_to_the_queue(colin, sent):
    answer = post(browser(colin), "step_sign_off", sent, decision="agree", words="Clear.", then="next")

    assert answer["Location"] == reverse("sign_off_queue")
    assert now(sent).state == "completed"


def test_agreeing_except_for_one_child(colin, sent, children):
    tia = children[0].pk

    post(
        browser(colin),
        "step_sign_off",
        sent,
        decision="agree_except",
        **{f"outcomes.{tia}": "strategy_discussion"},
    )

    assert now(sent).state == "completed"
    opened = Step.objects.seen_by(colin).get(came_from=sent)
    assert (opened.kind, opened.people_ids()) == ("strategy_discussion", [tia])


def test_sending_back_and_what_changed_since(amina, colin, sent):
    post(browser(colin), "step_sign_off", sent, decision="return", words="Where is dad’s view?")
    save(browser(amina), sent, question="parents_say", value="Dad says he will come.", version="1")
    actions.submit(amina, sent, asked=None)

    text = page(browser(colin), "step_sign_off", sent).content.decode()

    assert "Where is dad’s view?" in text
    assert text.count("k-read__told--new") == 1


def test_the_writer_is_told_that_somebody_else_decides(north, children):
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
    fill(colin, own)
    actions.submit(colin, own, asked=None)

    assert "Somebody else signs off" in page(browser(colin), "step_sign_off", own).content.decode()
    assert post(browser(colin), "step_sign_off", own, decision="agree").status_code == 422


def test_late_work_asks_for_the_reason_on_the_same_page(colin, sent, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-11-10")
    client = browser(colin)

    assert post(client, "step_sign_off", sent, decision="agree").status_code == 422
    assert "Why is it late?" in page(client, "step_sign_off", sent).content.decode()
    post(
        client,
        "step_sign_off",
        sent,
        decision="agree",
        late_reason="partner",
        late_words="The report came late.",
    )

    assert (now(sent).state, now(sent).late_reason) == ("completed", "partner")


# --- the rest ------------------------------------------------------------------------------------


def test_cancelling_asks_why_and_keeps_what_was_typed(colin, work):
    client = browser(colin)

    refused = post(client, "step_cancel", work, words="Wrong family")
    assert refused.status_code == 422
    assert "Wrong family" in refused.content.decode()

    post(client, "step_cancel", work, reason="wrong_child", words="Wrong family")
    assert now(work).cancel_reason == "Opened for the wrong child: Wrong family"


def test_a_social_worker_cannot_cancel(amina, work):
    assert post(browser(amina), "step_cancel", work, reason="wrong_child").status_code == 403


def test_a_child_is_taken_out_on_its_page(amina, work, children):
    post(browser(amina), "step_take_out", work, person=children[2].pk, words="Lives with gran now")

    text = page(browser(amina), "step", work).content.decode()
    assert "Elsie, 2" not in text
    assert "2 children" in text


def test_the_history_holds_every_version_in_words(amina, colin, work):
    client = browser(amina)
    save(client, work, value="School rang.")
    save(client, work, value="School rang on Monday.", version="1")
    save(browser(colin), work, value="Gran rang.", version="1")

    text = page(client, "step_history", work).content.decode()

    assert text.count("School rang") == 2
    assert "set aside: somebody else wrote meanwhile" in text
    assert page(client, "step_history", work, page="nonsense").status_code == 200
    assert page(client, "step_history", work, page="99999").status_code == 200


def test_a_finished_step_is_read_as_it_was_asked(amina, colin, sent):
    actions.sign_off(colin, sent, words="Clear.")

    text = page(browser(amina), "step", sent).content.decode()

    assert "As it was asked and answered" in text
    assert "completed in time" in text
    assert "Child in need: help goes on with a plan" in text
    assert "Clear." in text


def test_the_number_of_queries_does_not_grow_with_children_answers_or_the_queue(
    amina, colin, north, work, django_assert_max_num_queries
):
    client = browser(amina)
    fill(amina, work)
    with django_assert_max_num_queries(25):
        page(client, "step", work)
    actions.submit(amina, work, asked=None)
    for _ in range(5):
        other = make.step(
            "single_assessment", [make.child(), make.child()], state="submitted", team=north, worker=amina
        )
        make.sign_off(other, asked_role="team_manager")
    boss = browser(colin)
    with django_assert_max_num_queries(25):
        page(boss, "step_sign_off", work)
    with django_assert_max_num_queries(25):
        boss.get(reverse("sign_off_queue"))
