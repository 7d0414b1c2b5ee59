import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kith.practice import Form
from kith.work.models import Answer, AnswerVersion

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


# --- saving while typing -------------------------------------------------------------------------


def save(client, step, **fields):
    known = {"question": "why_now", "child": "", "value": "School rang.", "version": "0"}
    return client.post(reverse("step_save", kwargs={"number": step.pk}), {**known, **fields})


def test_an_answer_is_kept_while_one_types(amina, work, browser):
    answer = save(browser(amina), work)

    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    assert answer.json()["words"].startswith("Saved ")
    assert Answer.objects.seen_by(amina).get(step=work).value == "School rang."


def test_several_ticks_are_one_answer(amina, work, browser):
    client = browser(amina)
    offered = Form.from_content(work.form.content).question("factor_codes").codes()

    answer = save(client, work, question="factor_codes", value=offered[:2])

    assert answer.status_code == 200
    assert Answer.objects.seen_by(amina).get(step=work).value == offered[:2]


def test_a_clash_gives_the_other_text_and_keeps_both(amina, colin, work, browser):
    save(browser(colin), work, value="Gran rang.")

    answer = save(browser(amina), work, value="School rang.")

    assert answer.status_code == 409
    assert answer.json()["value"] == "Gran rang."
    assert answer.json()["by"] == "Colin Burge"
    assert answer.json()["version"] == 1
    assert AnswerVersion.objects.seen_by(amina).get(step=work, clashed=True).value == "School rang."


def test_what_is_finished_says_so_and_keeps_what_was_written(amina, sent, browser):
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
def test_what_cannot_be_kept_is_told_in_words(amina, work, fields, words, browser):
    answer = save(browser(amina), work, **fields)

    assert answer.status_code == 422
    assert words in answer.json()["words"]
    assert not Answer.objects.seen_by(amina).filter(step=work).exists()


def test_a_save_that_brings_no_answer_blanks_nothing(amina, work, browser):
    client = browser(amina)
    save(client, work)

    answer = client.post(
        reverse("step_save", kwargs={"number": work.pk}), {"question": "why_now", "version": "1"}
    )

    assert answer.status_code == 422
    assert "not as it was made" in answer.json()["words"]
    assert Answer.objects.seen_by(amina).get(step=work).value == "School rang."
    assert save(client, work, value="", version="1").status_code == 200
    assert not Answer.objects.seen_by(amina).get(step=work).value


def test_signs_that_no_database_keeps_do_no_harm(amina, work, browser):
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


def test_the_whole_page_is_saved_without_scripts(amina, work, children, browser):
    tia = children[0].pk
    seen = json.dumps({"why_now": 0, f"day.{tia}": 0})

    answer = browser(amina).send(
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


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_by_an_old_copy(amina, colin, work, browser):
    save(browser(amina), work, value="School rang.")
    save(browser(colin), work, value="School rang on Monday.", version="1")

    answer = browser(amina).send(
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


def test_two_texts_are_shown_side_by_side_without_scripts(amina, colin, work, browser):
    save(browser(colin), work, value="Gran rang.")

    answer = browser(amina).send("step", work, then="later", _seen='{"why_now": 0}', why_now="School rang.")

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Colin Burge changed this" in text
    assert "Gran rang." in text
    assert "School rang." in text
    assert AnswerVersion.objects.seen_by(amina).get(step=work, clashed=True).value == "School rang."


@pytest.mark.parametrize("seen", ["", "not json", "[]", '{"why_now": "x"}', '{"why_now": 99999999999999}'])
def test_a_page_that_was_tampered_with_loses_nothing(amina, colin, work, seen, browser):
    save(browser(colin), work, value="Gran rang.")

    browser(amina).send("step", work, _seen=seen, why_now="School rang.")

    values = set(AnswerVersion.objects.seen_by(amina).filter(step=work).values_list("value", flat=True))
    assert values == {"Gran rang.", "School rang."}
