from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from kith.core import Refused
from kith.work.models import Notice, SignOff, Step, StepChild
from kith.work.steps import actions
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


# --- deciding ------------------------------------------------------------------------------------


def test_signing_off_completes_the_step_today_for_every_child(sent, colin, amina, children, writing):
    actions.sign_off(colin, sent, words="Clear about each child.")

    done = writing.now(sent)
    assert (done.state, done.completed_on, done.outcome) == ("completed", TODAY, "in_need")
    rows = StepChild.objects.seen_by(colin).filter(step=sent)
    assert {row.outcome for row in rows} == {"in_need"}
    decision = SignOff.objects.seen_by(colin).get(step=sent)
    assert (decision.decision, decision.decided_by, decision.words) == (
        "signed_off",
        colin,
        "Clear about each child.",
    )
    assert Notice.objects.filter(worker=amina, kind="signed_off").count() == 1


def test_nobody_signs_off_their_own_work(north, children, writing):
    colin = make.worker("Colin Burge", role="team_manager", team=north)
    step = writing.open_assessment(colin, children)
    writing.fill(colin, step)
    actions.submit(colin, step, asked=None)

    with pytest.raises(Refused, match="Somebody else"):
        actions.sign_off(colin, step)
    assert writing.now(step).state == "submitted"


def test_a_manager_of_another_team_does_not_sign_off(sent):
    stranger = make.worker("Ruth Ellison", role="team_manager", team=make.team("South"))

    with pytest.raises(Refused, match="team manager of the team"):
        actions.sign_off(stranger, sent)


def test_a_social_worker_may_not_sign_off_at_all(sent, north):
    with pytest.raises(PermissionDenied):
        actions.sign_off(make.worker("Ben Okoye", team=north), sent)


def test_the_manager_above_signs_off(sent, north, writing):
    area = make.team("North area", kind="area")
    north.parent = area
    north.save()
    above = make.worker("Dana Whitlow", role="team_manager", team=area)

    actions.sign_off(above, sent)

    assert writing.now(sent).state == "completed"


def test_the_next_step_is_opened_once_for_the_children_whose_outcome_asks_for_it(
    amina, colin, children, writing
):
    tia, kofi, elsie = children
    step = writing.open_assessment(amina, children)
    writing.fill(amina, step, outcome="close", different={kofi.pk: "strategy_discussion"})
    actions.submit(amina, step, asked=None)

    actions.sign_off(colin, step, outcomes={elsie.pk: "strategy_discussion"})

    opened = Step.objects.seen_by(colin).filter(came_from=step).order_by("kind")
    assert [row.kind for row in opened] == ["closure", "strategy_discussion"]
    assert opened[0].people_ids() == [tia.pk]
    assert sorted(opened[1].people_ids()) == sorted([kofi.pk, elsie.pk])
    assert (opened[1].worker, opened[1].team, opened[1].started_on) == (amina, amina.team, TODAY)
    assert writing.now(step).outcome == ""


def test_a_next_step_that_is_open_already_is_not_opened_again(amina, colin, children, writing):
    make.step("strategy_discussion", [children[0]], worker=amina)
    step = writing.open_assessment(amina, children)
    writing.fill(amina, step, outcome="strategy_discussion")
    actions.submit(amina, step, asked=None)

    actions.sign_off(colin, step)

    opened = Step.objects.seen_by(colin).get(came_from=step)
    assert sorted(opened.people_ids()) == sorted(child.pk for child in children[1:])


def test_an_unknown_outcome_changes_nothing(sent, colin, children, writing):
    with pytest.raises(Refused, match="no outcome"):
        actions.sign_off(colin, sent, outcomes={children[0].pk: "abracadabra"})
    assert writing.now(sent).state == "submitted"
    assert SignOff.objects.seen_by(colin).get(step=sent).decided_at is None


def test_late_work_needs_a_reason_before_it_is_signed_off(sent, colin, monkeypatch, writing):
    monkeypatch.setenv("KITH_TODAY", "2026-11-10")

    with pytest.raises(Refused, match="after the day it was due"):
        actions.sign_off(colin, sent)

    actions.explain_lateness(colin, sent, reason="partner", words="Paediatric report came on 9 November.")
    actions.sign_off(colin, sent)
    assert writing.now(sent).completed_on == date(2026, 11, 10)
    assert writing.now(sent).due_on == date(2026, 11, 9)


def test_work_sent_back_can_be_changed_and_sent_again(sent, colin, amina, writing):
    actions.return_step(colin, sent, words="Where is dad’s view?")

    writing.save(amina, sent, "parents_say", "Dad says he will come.")
    actions.submit(amina, sent, asked=colin)

    assert writing.now(sent).state == "submitted"
    decisions = (
        SignOff.objects.seen_by(colin).filter(step=sent).order_by("pk").values_list("decision", flat=True)
    )
    assert list(decisions) == ["returned", ""]
    assert Notice.objects.filter(worker=amina, kind="returned").exists()


def test_sending_back_needs_words(sent, colin, writing):
    with pytest.raises(Refused, match="what is to be answered"):
        actions.return_step(colin, sent, words=" ")
    assert writing.now(sent).state == "submitted"


def test_completed_work_stays_as_it_is(sent, colin, amina, writing):
    actions.sign_off(colin, sent)

    for change in (
        lambda: actions.sign_off(colin, sent),
        lambda: actions.return_step(colin, sent, words="No, wait"),
        lambda: actions.cancel(colin, sent, reason="By mistake"),
        lambda: writing.save(amina, sent, "why_now", "Changed."),
    ):
        with pytest.raises(Refused, match="It is completed"):
            change()
