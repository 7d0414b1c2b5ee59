import uuid
from datetime import date

import pytest
from django.urls import reverse

from kith.access.models import Look
from kith.work.models import SignOff, Step
from kith.work.steps import actions, queries
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def save(client, step, **fields):
    known = {"question": "why_now", "child": "", "value": "School rang.", "version": "0"}
    return client.post(reverse("step_save", kwargs={"number": step.pk}), {**known, **fields})


# --- the page ------------------------------------------------------------------------------------


def test_the_page_shows_every_question_the_clock_and_the_children(amina, work, children, browser):
    shown = browser(amina).page("step", work)

    text = shown.content.decode()
    assert shown.status_code == 200
    assert "What has led to this assessment, and why now?" in text
    assert "working day 27 of 45" in text
    assert "Tia, 9" in text
    assert "Take a child out" in text
    assert f'data-question="day" data-child="{children[0].pk}" data-version="0"' in text
    assert "Different for one child" in text


def test_opening_it_leaves_a_look_for_each_child(amina, work, children, browser):
    browser(amina).page("step", work)

    looks = Look.objects.filter(page="step", worker=amina)
    assert sorted(looks.values_list("person_id", flat=True)) == sorted(child.pk for child in children)
    assert set(looks.values_list("reason", flat=True)) == {"Allocated worker"}


def test_a_hidden_step_is_not_found_and_leaves_no_look(amina, browser):
    hidden = make.step("single_assessment", [make.restricted()])
    client = browser(amina)

    for name in (
        "step",
        "step_submit",
        "step_history",
        "step_explain",
        "step_beside",
        "step_add",
        "step_take_out",
    ):
        assert client.page(name, hidden).status_code == 404
    assert client.get("/step/999999999999999999/").status_code == 404
    assert not Look.objects.filter(worker=amina).exists()


def test_who_may_not_write_reads(north, work, browser):
    auditor = make.worker("Una Blake", role="auditor", team=north)

    text = browser(auditor).page("step", work).content.decode()

    assert "As it was asked and answered" in text
    assert "data-autosave" not in text


# --- sending and deciding ------------------------------------------------------------------------


def test_sending_shows_what_is_missing_with_a_way_there(amina, work, writing, browser):
    client = browser(amina)

    answer = client.send("step_submit", work)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="/step/{work.pk}/#why-now"' in text
    assert writing.now(work).state == "not_started"


def test_a_complete_page_is_sent_with_one_button(amina, colin, work, writing, browser):
    writing.fill(amina, work)

    answer = browser(amina).send("step", work, then="send")

    assert answer["Location"] == f"/step/{work.pk}/"
    assert writing.now(work).state == "submitted"
    assert SignOff.objects.seen_by(amina).get(step=work).asked == colin


def test_an_incomplete_page_is_saved_and_leads_to_what_is_missing(amina, work, writing, browser):
    answer = browser(amina).send("step", work, then="send", why_now="School rang.")

    assert answer["Location"] == f"/step/{work.pk}/submit/"
    assert writing.now(work).state == "in_progress"


def test_sending_is_done_once_however_often_the_button_is_pressed(amina, work, writing, browser):
    writing.fill(amina, work)
    client, same = browser(amina), str(uuid.uuid4())

    first = client.post(f"/step/{work.pk}/submit/", {"_key": same})
    second = client.post(f"/step/{work.pk}/submit/", {"_key": same})

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert SignOff.objects.seen_by(amina).filter(step=work).count() == 1


# --- kinds that packs have lost ------------------------------------------------------------------


def test_a_step_whose_pack_lost_its_kind_is_read_as_another_pack_describes_it(amina, work, browser):
    Step.objects.seen_by(amina).filter(pk=work.pk).update(kind="core_assessment", pack="gone")

    assert browser(amina).page("step", work).status_code == 200
    work.refresh_from_db()
    assert queries.kind_of(work).title == "Core assessment"


def test_a_step_of_a_kind_that_no_pack_has_is_read_and_decided(amina, colin, sent, writing, browser):
    Step.objects.seen_by(amina).filter(pk=sent.pk).update(kind="forgotten", title="Old assessment")

    assert "Old assessment" in browser(amina).page("step", sent).content.decode()
    assert browser(colin).get(reverse("sign_off_queue")).status_code == 200
    assert browser(colin).send("step_sign_off", sent, decision="agree").status_code == 302
    assert writing.now(sent).state == "completed"
    assert not Step.objects.seen_by(colin).filter(came_from=sent).exists()


# --- the rest ------------------------------------------------------------------------------------


def test_cancelling_asks_why_and_keeps_what_was_typed(colin, work, writing, browser):
    client = browser(colin)

    refused = client.send("step_cancel", work, words="Wrong family")
    assert refused.status_code == 422
    assert "Wrong family" in refused.content.decode()

    client.send("step_cancel", work, reason="wrong_child", words="Wrong family")
    assert writing.now(work).cancel_reason == "Opened for the wrong child: Wrong family"


@pytest.mark.parametrize(
    ("name", "field"), [("step_cancel", "words"), ("step_sign_off", "words"), ("step_submit", "late_words")]
)
def test_words_that_come_after_a_colleague_decided_are_given_back(north, colin, sent, browser, name, field):
    second = make.worker("Dee Marsh", role="team_manager", team=north)
    actions.sign_off(colin, sent)
    known = {"decision": "agree", "reason": "not_needed", "late_reason": "partner"}

    answer = browser(second).send(name, sent, **{**known, field: "I rang the <b>school</b> myself."})

    assert answer.status_code == 422
    assert "What you sent was not saved." in answer.content.decode()
    assert "I rang the &lt;b&gt;school&lt;/b&gt; myself." in answer.content.decode()
    assert "was not saved" not in browser(second).page(name, sent).content.decode()


def test_a_social_worker_cannot_cancel(amina, work, browser):
    assert browser(amina).send("step_cancel", work, reason="wrong_child").status_code == 403


def test_a_child_is_taken_out_on_its_page(amina, work, children, browser):
    browser(amina).send("step_take_out", work, person=children[2].pk, words="Lives with gran now")

    text = browser(amina).page("step", work).content.decode()
    assert "Elsie, 2" not in text
    assert "2 children" in text


def test_the_history_holds_every_version_in_words(amina, colin, work, browser):
    client = browser(amina)
    save(client, work, value="School rang.")
    save(client, work, value="School rang on Monday.", version="1")
    save(browser(colin), work, value="Gran rang.", version="1")

    text = client.page("step_history", work).content.decode()

    assert text.count("School rang") == 2
    assert "set aside: somebody else wrote meanwhile" in text
    assert client.page("step_history", work, page="nonsense").status_code == 200
    assert client.page("step_history", work, page="99999").status_code == 200


def test_a_finished_step_is_read_as_it_was_asked(amina, colin, sent, browser):
    actions.sign_off(colin, sent, words="Clear.")

    text = browser(amina).page("step", sent).content.decode()

    assert "As it was asked and answered" in text
    assert "completed in time" in text
    assert "Child in need: help goes on with a plan" in text
    assert "Clear." in text


def test_the_number_of_queries_does_not_grow_with_children_answers_or_the_queue(
    amina, colin, north, work, django_assert_max_num_queries, writing, browser
):
    client = browser(amina)
    writing.fill(amina, work)
    client.page("step", work)  # the form is read once, and the session notes its first use
    with django_assert_max_num_queries(25):
        client.page("step", work)
    actions.submit(amina, work, asked=None)
    for _ in range(5):
        other = make.step(
            "single_assessment", [make.child(), make.child()], state="submitted", team=north, worker=amina
        )
        make.sign_off(other, asked_role="team_manager")
    boss = browser(colin)
    with django_assert_max_num_queries(36):
        boss.page("step_sign_off", work)
    with django_assert_max_num_queries(28):  # 24 questions; the test's own transaction has four marks
        boss.page("step_sign_off", work)
    with django_assert_max_num_queries(25):
        boss.get(reverse("sign_off_queue"))


def test_a_refused_page_keeps_every_word_that_was_typed_in_it(amina, work, browser):
    answer = browser(amina).send("step", work, why_now="x" * 200_001, family_hopes="To be left in peace.")

    assert answer.status_code == 422
    assert "holds 200,000" in answer.content.decode()
    assert "To be left in peace." in answer.content.decode()
    assert "x" * 200_001 in answer.content.decode()


def test_words_that_come_after_it_was_finished_are_given_back_unsaved(amina, sent, browser):
    answer = browser(amina).send("step", sent, family_hopes="To be left in peace.")

    assert answer.status_code == 422
    assert "was not saved" in answer.content.decode()
    assert "To be left in peace." in answer.content.decode()
    assert "To be left in peace." not in browser(amina).page("step", sent).content.decode()


def test_the_history_says_what_was_chosen_in_words_in_rows_as_well(amina, work, browser):
    client = browser(amina)
    save(client, work, question="likely", value="possible")
    save(client, work, question="risk:1:sure", value="not_known")

    text = client.page("step_history", work).content.decode()

    assert "<p>Possible</p>" in text
    assert "<p>Not known yet</p>" in text
    assert "not_known" not in text


def test_the_standard_and_a_good_example_stand_folded_in_each_section_of_the_form(amina, work, browser):
    text = browser(amina).page("step", work).content.decode()

    assert text.count('name="standard"') == 8
    assert "Every child is seen, and alone where the child is old enough and agrees" in text
    assert "Westmere practice standards, April 2026, since 1 April 2026" in text
    assert "I do his nappy because Mum’s legs are heavy." in text
    assert 'data-standard="s"' in text


def test_a_form_without_standards_has_none_beside_it(amina, children, browser):
    other = make.step("strategy_discussion", children[:1], worker=amina)

    assert "data-standard" not in browser(amina).page("step", other).content.decode()
