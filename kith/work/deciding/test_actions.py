from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kith.core import Refused
from kith.database.working_day import working_calendar
from kith.work.cover import actions as covering
from kith.work.deciding import actions as deciding
from kith.work.deciding import queries, remarks
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


# --- asking --------------------------------------------------------------------------------------


def test_a_question_leaves_the_piece_waiting_and_its_answer_comes_back(sent, colin, amina, writing):
    deciding.ask(colin, sent, words="Who told you about Friday?")

    assert writing.now(sent).state == "submitted"
    assert Notice.objects.filter(worker=amina, kind="question", step=sent).exists()
    deciding.answer(amina, sent, words="His nan, on the phone.")
    said = [(one.kind, one.words) for one in remarks.of_step(colin, sent.pk)]
    assert said == [("asked", "Who told you about Friday?"), ("answered", "His nan, on the phone.")]
    assert Notice.objects.filter(worker=colin, kind="answer").exists()


def test_a_question_needs_words_and_one_is_enough_at_a_time(sent, colin):
    with pytest.raises(Refused, match="Write your question"):
        deciding.ask(colin, sent, words=" ")
    deciding.ask(colin, sent, words="Who told you?")
    with pytest.raises(Refused, match="has asked already"):
        deciding.ask(colin, sent, words="And when?")


def test_a_question_to_somebody_who_left_goes_to_who_holds_it_now(sent, colin, amina, north, writing):
    amina.is_active = False
    amina.save()
    with pytest.raises(Refused, match="works here any more"):
        deciding.ask(colin, sent, words="Who told you?")

    ben = make.worker("Ben Okoye", team=north)
    Step.objects.seen_by(colin).filter(pk=sent.pk).update(worker=ben)
    deciding.ask(colin, sent, words="Who told you?")
    assert Notice.objects.filter(worker=ben, kind="question").exists()


@pytest.mark.parametrize("meanwhile", ["signed off", "cancelled"])
def test_an_answer_to_what_waits_no_longer_is_told(sent, colin, amina, meanwhile):
    deciding.ask(colin, sent, words="Who told you?")
    if meanwhile == "cancelled":
        actions.cancel(colin, sent, reason="Opened twice")
    else:
        actions.sign_off(colin, sent)

    with pytest.raises(Refused, match="no longer waits"):
        deciding.answer(amina, sent, words="His nan.")
    assert [one.kind for one in remarks.of_step(colin, sent.pk)] == ["asked"]


# --- putting right, later ------------------------------------------------------------------------


def test_a_decision_is_corrected_and_withdrawn_in_the_open(sent, colin, amina, writing):
    actions.sign_off(colin, sent, words="Clear.")

    deciding.put_right(colin, sent, kind="corrected", words="The day was Friday.")
    deciding.put_right(colin, sent, kind="withdrawn", words="The checks were of another child.")

    assert [one.kind for one in remarks.of_step(amina, sent.pk)] == ["corrected", "withdrawn"]
    assert writing.now(sent).state == "completed"
    assert SignOff.objects.seen_by(colin).get(step=sent).words == "Clear."
    with pytest.raises(Refused, match="withdrawn already"):
        deciding.put_right(colin, sent, kind="corrected", words="No, it holds.")
    ruth = make.worker("Ruth Ellison", role="team_manager", team=make.team("South"))
    with pytest.raises(Refused, match="decided by the team manager"):
        deciding.put_right(ruth, sent, kind="corrected", words="I know better.")


# --- cover ---------------------------------------------------------------------------------------


@pytest.fixture
def dana():
    """A manager elsewhere."""
    return make.worker("Dana Whitlow", role="team_manager", team=make.team("South"))


def cover(colin, dana, since=TODAY, until=TODAY):
    return covering.name_cover(colin, covering=dana.pk, starts_on=since, until_on=until)


def test_what_waits_goes_to_the_cover_who_decides_in_the_place_of(sent, colin, dana, writing):
    assert queries.in_line(dana, working_calendar()) == []
    cover(colin, dana)

    assert [row.step_id for _, row in queries.in_line(dana, working_calendar())] == [sent.pk]
    actions.sign_off(dana, sent)
    (kept,) = remarks.of_step(dana, sent.pk)
    assert (kept.kind, kept.by, kept.to) == ("covered", dana, colin)
    assert Notice.objects.filter(worker=dana, kind="cover").exists()


def test_nobody_has_their_own_work_signed_by_their_cover(colin, dana, children, writing):
    own = writing.open_assessment(colin, children)
    writing.fill(colin, own)
    actions.submit(colin, own, asked=None)
    cover(colin, dana)

    assert queries.in_line(dana, working_calendar()) == []
    with pytest.raises(Refused, match="decided by the team manager"):
        actions.sign_off(dana, own)


def test_work_sent_while_the_manager_is_away_is_told_to_the_cover_too(amina, colin, dana, work, writing):
    cover(colin, dana)
    writing.fill(amina, work)

    actions.submit(amina, work, asked=colin)

    assert set(Notice.objects.filter(kind="asked").values_list("worker__name", flat=True)) == {
        "Colin Burge", "Dana Whitlow",
    }  # fmt: skip


@pytest.mark.parametrize("over", ["ended", "left", "later"])
def test_a_cover_that_does_not_hold_decides_nothing(sent, colin, dana, over):
    tomorrow = TODAY + timedelta(days=1)
    made = cover(colin, dana, *((tomorrow, tomorrow) if over == "later" else ()))
    if over == "ended":
        covering.end_cover(colin, number=made.pk)
    if over == "left":
        make.member(dana, dana.team, "social_worker")
        dana.memberships.filter(role="team_manager").update(ended_on=TODAY)
        dana = type(dana).objects.get(pk=dana.pk)

    with pytest.raises((Refused, PermissionDenied)):
        actions.sign_off(dana, sent)


def test_a_cover_cannot_be_ended_twice_or_by_somebody_else(colin, dana):
    made = cover(colin, dana)

    with pytest.raises(Refused, match="not there"):
        covering.end_cover(dana, number=made.pk)
    covering.end_cover(colin, number=made.pk)
    with pytest.raises(Refused, match="not there"):
        covering.end_cover(colin, number=made.pk)
    cover(colin, dana)
