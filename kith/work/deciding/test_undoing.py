"""Taking a decision back within ten minutes, with everything it set going."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kith.access import practice
from kith.core import Refused, clock
from kith.work.deciding import actions as deciding
from kith.work.models import CountedAnswer, Notice, SignOff, Step, StepChild
from kith.work.steps import actions
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def test_a_decision_taken_back_waits_again_and_stays_to_be_read(sent, colin, amina, children, writing):
    actions.sign_off(colin, sent, words="Clear.")

    deciding.undo(colin, sent)

    now = writing.now(sent)
    assert (now.state, now.completed_on, now.completed_at, now.outcome) == ("submitted", None, None, "")
    assert {row.outcome for row in StepChild.objects.seen_by(colin).filter(step=sent)} == {""}
    rows = list(SignOff.objects.seen_by(colin).filter(step=sent).order_by("pk"))
    assert [(row.decision, row.words) for row in rows] == [("undone", "Clear."), ("", "")]
    assert rows[0].submitted_at == rows[1].submitted_at
    assert Notice.objects.filter(worker=amina, kind="undone").exists()
    actions.sign_off(colin, sent, words="Clear, once more.")
    assert writing.now(sent).state == "completed"


def test_what_a_decision_opened_is_cancelled_with_it_and_opens_anew(amina, colin, children, writing):
    step = writing.open_assessment(amina, children)
    writing.fill(amina, step, outcome="strategy_discussion")
    actions.submit(amina, step, asked=None)
    actions.sign_off(colin, step)

    deciding.undo(colin, step)
    actions.sign_off(colin, step)

    opened = Step.objects.seen_by(colin).filter(came_from=step).order_by("pk")
    assert [one.state for one in opened] == ["cancelled", "not_started"]
    assert "taken back" in opened[0].cancel_reason


def test_what_was_opened_after_the_clock_was_put_back_is_cancelled_too(amina, colin, children, writing):
    step = writing.open_assessment(amina, children)
    writing.fill(amina, step, outcome="strategy_discussion")
    actions.submit(amina, step, asked=None)
    rows = SignOff.objects.seen_by(colin).filter(step=step)
    rows.update(submitted_at=clock.now() + timedelta(hours=1))
    actions.sign_off(colin, step)

    deciding.undo(colin, step)

    assert Step.objects.seen_by(colin).get(came_from=step).state == "cancelled"


def test_a_decision_whose_next_step_was_begun_stays(amina, colin, children, writing):
    step = writing.open_assessment(amina, children)
    writing.fill(amina, step, outcome="strategy_discussion")
    actions.submit(amina, step, asked=None)
    actions.sign_off(colin, step)
    opened = Step.objects.seen_by(colin).get(came_from=step)
    make.answer(opened, "held_on", "2026-10-14", by=amina)

    with pytest.raises(Refused, match="begun what followed"):
        deciding.undo(colin, step)
    assert writing.now(step).state == "completed"
    assert Step.objects.seen_by(colin).get(pk=opened.pk).state == "not_started"


def test_nothing_that_closed_a_case_is_taken_back(amina, colin, children, writing):
    step = make.step("closure", children[:1], worker=amina, state="completed", completed_on=TODAY)
    StepChild.objects.seen_by(colin).filter(step=step).update(outcome="close")
    make.sign_off(step, decision="signed_off", by=colin, submitted_at=clock.now(), decided_at=clock.now())

    with pytest.raises(Refused, match="close involvement"):
        deciding.undo(colin, step)


def test_a_decision_that_began_a_plan_is_not_taken_back(amina, colin, children, writing):
    held = practice.current()
    assessment = held.steps["single_assessment"]
    steps = held.steps | {"single_assessment": replace(assessment, next=(*assessment.next, "need_plan"))}
    with practice.tried(replace(held, steps=steps)):
        step = writing.open_assessment(amina, children)
        writing.fill(amina, step, outcome="need_plan")
        actions.submit(amina, step, asked=None)
        actions.sign_off(colin, step)

        with pytest.raises(Refused, match="family plan"):
            deciding.undo(colin, step)

        assert writing.now(step).state == "completed"


def test_a_decision_is_not_taken_back_late_or_by_somebody_else(sent, colin, north, writing):
    actions.sign_off(colin, sent)
    dana = make.worker("Dana Whitlow", role="team_manager", team=north)
    with pytest.raises(Refused, match="Only whoever decided"):
        deciding.undo(dana, sent)
    row = SignOff.objects.seen_by(colin).get(step=sent)
    row.submitted_at, row.decided_at = (
        row.submitted_at - timedelta(hours=1),
        row.decided_at - timedelta(minutes=11),
    )
    row.save()

    with pytest.raises(Refused, match="10 minutes have passed"):
        deciding.undo(colin, sent)
    assert writing.now(sent).state == "completed"


def test_sending_back_can_be_taken_back_until_the_worker_writes(sent, colin, amina, writing):
    actions.return_step(colin, sent, words="Where is dad’s view?")
    deciding.undo(colin, sent)
    assert writing.now(sent).state == "submitted"

    actions.return_step(colin, sent, words="Where is dad’s view?")
    writing.save(amina, sent, "parents_say", "He will come.")
    with pytest.raises(Refused, match="begun to answer"):
        deciding.undo(colin, sent)


def test_what_figures_count_by_goes_with_a_decision_and_is_counted_again(sent, colin, children, writing):
    def held():
        rows = CountedAnswer.objects.seen_by(colin).filter(step=sent)
        return sorted(rows.values_list("person", "question", "code", "is_none"))

    first = sorted((child.pk, "factor_codes", "1A", False) for child in children)
    assert held() == []

    actions.sign_off(colin, sent)
    assert held() == first
    deciding.undo(colin, sent)
    assert held() == []
    actions.sign_off(colin, sent)
    assert held() == first
