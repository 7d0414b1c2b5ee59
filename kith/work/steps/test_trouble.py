"""What can go wrong round a form while somebody writes: nothing is lost, and it is told in plain words."""

import re
from dataclasses import replace

import pytest

from kith.core import Refused, clock
from kith.practice import Form
from kith.work.leaving import actions as leaving
from kith.work.models import AnswerVersion, FormVersion, SignOff
from kith.work.steps import actions, queries

pytestmark = pytest.mark.django_db


# --- a clock that jumps ------------------------------------------------------------------------------


def test_a_clock_put_back_refuses_nothing_and_keeps_the_order(amina, colin, work, writing, monkeypatch):
    for words in ("School", "School rang"):
        writing.save(amina, work, "why_now", words)
    monkeypatch.setenv("KITH_TODAY", "2026-09-01")  # before the step was opened
    writing.save(amina, work, "why_now", "School rang again")

    rows = queries.history(amina, work, 1)["versions"]
    assert [row.value for row in rows] == ["School rang again", "School rang", "School"]
    assert [row.version for row in rows] == [3, 2, 1]
    assert not AnswerVersion.objects.seen_by(amina).filter(step=work, clashed=True).exists()


def test_a_clock_put_back_between_sending_and_deciding_stops_nobody(colin, sent, writing, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-09-01")

    actions.sign_off(colin, sent)

    step, decided = writing.now(sent), SignOff.objects.seen_by(colin).get(step=sent)
    assert (step.state, step.completed_on) == ("completed", step.started_on)
    assert decided.decided_at == decided.submitted_at


# --- a form whose pack changed meanwhile -------------------------------------------------------------


def test_work_keeps_the_form_it_was_begun_with_and_says_that_it_has_changed(amina, work, writing, browser):
    client = browser(amina)
    assert "This form has been changed" not in client.page("step", work).content.decode()
    asked = Form.from_content(work.form.content)
    fewer = replace(asked, questions=tuple(one for one in asked.questions if one.id != "care"))
    older = FormVersion.objects.create(hash=fewer.hash, content=fewer.content())
    work.form = older
    work.save(update_fields=["form"])
    writing.save(amina, work, "why_now", "School rang.")

    text = client.page("step", work).content.decode()

    assert "This form has been changed since this was begun." in text
    assert "School rang." in text
    assert 'name="care"' not in text
    with pytest.raises(Refused, match="not part of the form"):
        writing.save(amina, work, "care", "Mum reads to them.")


# --- answers to a question that no longer shows ------------------------------------------------------


def test_what_was_written_before_another_answer_changed_is_kept_and_does_not_count(
    amina, colin, work, writing, browser
):
    client = browser(amina)
    writing.fill(amina, work)
    writing.save(amina, work, "money", "no")
    writing.save(amina, work, "money_short", "The meter is empty by Thursday.")
    assert _told_aside(client.page("step", work)) == 0

    writing.save(amina, work, "money", "yes")

    page = client.page("step", work)
    assert _told_aside(page) == 1
    assert "“What is missing, and what would help?” is no longer asked for." in page.content.decode()
    assert "The meter is empty by Thursday." in page.content.decode()
    actions.submit(amina, work, asked=None)
    read = browser(colin).page("step", work).content.decode()
    assert "It is kept, no longer asked for, and does not count" in read
    assert "The meter is empty by Thursday." in read


def _told_aside(page) -> int:
    """How often the page says that the words about money do not count: a line that stands there, and is not hidden."""
    return len(re.findall(r"<p [^>]*(?<! hidden) data-aside>“What is missing", page.content.decode()))


# --- a child taken out, a worker who left ------------------------------------------------------------


def test_a_child_taken_out_leaves_a_trace_and_no_words_of_its_own_in_the_work_of_the_others(
    amina, colin, work, children, writing, browser
):
    elsie = children[2]
    writing.fill(amina, work)
    writing.save(amina, work, "day", "Elsie sleeps at gran’s.", child=elsie.pk)
    client = browser(amina)
    client.send("step_take_out", work, person=elsie.pk, words="Lives with gran now")

    open_page = client.page("step", work).content.decode()
    actions.submit(amina, work, asked=None)
    read = browser(colin).page("step", work).content.decode()

    for page in (open_page, read):
        assert "was taken out" in page
        assert "Lives with gran now" in page
        assert "Elsie sleeps at gran’s." not in page
    kept = AnswerVersion.objects.seen_by(amina).filter(step=work, child=elsie)
    assert "Elsie sleeps at gran’s." in kept.values_list("value", flat=True)


def test_the_manager_takes_over_what_somebody_who_left_had_begun(amina, colin, north, work, writing, browser):
    writing.save(amina, work, "why_now", "The police came twice.")
    leaving.leave(colin, amina, team=north, last_day=clock.today(), takers={}, manager=colin)

    page = browser(colin).page("step", work).content.decode()
    writing.save(colin, work, "why_now", "The police came twice. I go on from here.")

    assert "The police came twice." in page
    assert writing.now(work).worker in (colin, None)
    said = AnswerVersion.objects.seen_by(colin).filter(step=work, question="why_now")
    assert list(said.order_by("version").values_list("by__name", flat=True)) == [
        "Amina Rahman",
        "Colin Burge",
    ]
