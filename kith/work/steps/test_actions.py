from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.access.models import Event
from kith.core import Refused, clock
from kith.work.models import Answer, AnswerVersion, Involvement, Notice, SignOff, Step, StepChild
from kith.work.steps import actions, queries
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def test_a_manager_who_comes_tomorrow_decides_from_tomorrow(north, colin):
    make.worker("Dana Price", role="team_manager", team=north, since=TODAY + timedelta(days=1))

    def names(on):
        return [worker.name for worker in queries.deciders(north, "team_manager", on)]

    assert (names(TODAY), names(TODAY + timedelta(days=1))) == (
        ["Colin Burge"],
        ["Colin Burge", "Dana Price"],
    )


# --- opening -------------------------------------------------------------------------------------


def test_a_step_is_opened_with_the_form_and_the_clock_of_the_day(amina, children, writing):
    step = writing.open_assessment(amina, children)

    assert (step.pack, step.state, step.family.name) == ("westmere", "not_started", "Marlowe")
    assert (step.due_on, step.limit_days) == (date(2026, 11, 9), 45)
    assert "45 working days from the referral" in step.due_reason
    assert step.review_point_on == date(2026, 9, 21)
    assert step.form_id == practice.current().form_of("single_assessment").hash
    assert Event.objects.filter(action="work.opening.actions.open_step", subject_id=step.pk).exists()
    assert sorted(step.people_ids()) == sorted(child.pk for child in children)


def test_each_child_of_a_step_is_held_by_its_own_involvement(amina, children, writing):
    step = writing.open_assessment(amina, children)

    rows = StepChild.objects.seen_by(amina).filter(step=step).select_related("involvement")
    assert all(row.involvement.person_id == row.person_id for row in rows)


def test_a_second_open_assessment_of_the_same_child_is_refused(amina, children, writing):
    writing.open_assessment(amina, children)

    with pytest.raises(Refused, match="already open for Kofi"):
        writing.open_assessment(amina, children, people=[children[1].pk])


def test_a_step_does_not_start_tomorrow(amina, children, writing):
    with pytest.raises(Refused, match="cannot start in the future"):
        writing.open_assessment(amina, children, started_on=TODAY + timedelta(days=1))


def test_a_step_needs_a_child_that_the_opener_may_know_of(amina, children, writing):
    hidden = make.restricted()

    with pytest.raises(Refused, match="not known"):
        writing.open_assessment(amina, children, people=[hidden.pk])
    with pytest.raises(Refused, match="which child"):
        writing.open_assessment(amina, children, people=[])


def test_a_step_that_the_practice_does_not_know_is_told_in_words(amina, children, writing):
    with pytest.raises(Refused, match="has no step called initial assessment"):
        writing.open_assessment(amina, children, kind="initial_assessment")


def test_an_analyst_may_not_open_a_step(children, north, writing):
    analyst = make.worker("Lena Ortiz", role="analyst", team=north)

    with pytest.raises(PermissionDenied):
        writing.open_assessment(analyst, children)
    assert not Step.objects.seen_by(analyst).exists()


# --- answers -------------------------------------------------------------------------------------


def test_saving_begins_the_work_and_keeps_every_version(amina, children, writing):
    step = writing.open_assessment(amina, children)

    first = writing.save(amina, step, "why_now", "School rang.")
    second = writing.save(amina, step, "why_now", "School rang on Monday.")

    assert (first.version, second.version) == (1, 2)
    assert writing.now(step).state == "in_progress"
    kept = AnswerVersion.objects.seen_by(amina).filter(step=step).order_by("version")
    assert [version.value for version in kept] == ["School rang.", "School rang on Monday."]


def test_two_people_writing_at_once_keep_both_texts(amina, colin, children, writing):
    step = writing.open_assessment(amina, children)
    writing.save(amina, step, "why_now", "School rang.")
    writing.save(colin, step, "why_now", "Gran rang.", base_version=1)

    late = writing.save(amina, step, "why_now", "School rang twice.", base_version=1)

    assert late.clash.value == "Gran rang."
    assert late.clash.by == "Colin Burge"
    assert late.version == 2
    kept = AnswerVersion.objects.seen_by(amina).filter(step=step, clashed=True)
    assert [version.value for version in kept] == ["School rang twice."]


def test_a_clash_sent_again_is_kept_once_and_is_settled_with_the_version_seen(
    amina, colin, children, writing
):
    step = writing.open_assessment(amina, children)
    writing.save(colin, step, "why_now", "Gran rang.")
    for _ in range(3):
        writing.save(amina, step, "why_now", "School rang.", base_version=0)

    settled = writing.save(amina, step, "why_now", "Gran rang. School rang.", base_version=1)

    assert settled.clash is None
    assert AnswerVersion.objects.seen_by(amina).filter(step=step, clashed=True).count() == 1


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("made_up", "x", "not part of the form"),
        ("why_now:2:who", "x", "not part of the form"),
        ("outcome", "abracadabra", "one of the answers offered"),
        ("why_now", "x" * 200_001, "200,001 letters"),
    ],
)
def test_an_answer_that_was_not_asked_for_is_refused(amina, children, question, value, words, writing):
    step = writing.open_assessment(amina, children)

    with pytest.raises(Refused, match=words):
        writing.save(amina, step, question, value)


def test_an_answer_about_a_child_outside_the_step_is_refused(amina, children, writing):
    step = writing.open_assessment(amina, children)

    with pytest.raises(Refused, match="not part of this piece of work"):
        writing.save(amina, step, "day", "Up at seven.", child=make.child().pk)


def test_sixty_pages_are_kept_whole(amina, children, writing):
    step, pages = writing.open_assessment(amina, children), "Ще не вмерла – ‘quoted’ \n" * 6_000

    writing.save(amina, step, "analysis", pages)

    assert AnswerVersion.objects.seen_by(amina).get(step=step).value == pages


# --- sending -------------------------------------------------------------------------------------


def test_what_is_missing_is_told_at_once_with_the_fields(amina, children, writing):
    step = writing.open_assessment(amina, children)

    with pytest.raises(Refused) as refused:
        actions.submit(amina, step, asked=None)

    fields = [field for field, _ in refused.value.problems]
    assert "why_now" in fields
    assert {f"day.{child.pk}" for child in children} <= set(fields)
    assert writing.now(step).state == "not_started"


def test_sending_waits_for_the_manager_of_the_team_and_tells_them(amina, colin, children, writing):
    step = writing.open_assessment(amina, children)
    writing.fill(amina, step)

    actions.submit(amina, step, asked=None)

    waiting = SignOff.objects.seen_by(amina).get(step=step)
    assert writing.now(step).state == "submitted"
    assert (waiting.asked, waiting.asked_role, waiting.decided_at) == (None, "team_manager", None)
    assert (
        Notice.objects.get(worker=colin).words
        == "Child and family assessment: Amina Rahman asks you to sign it off."
    )
    assert not Notice.objects.filter(worker=amina).exists()


def test_what_was_sent_is_not_written_in_nor_sent_twice(amina, colin, children, writing):
    step = writing.open_assessment(amina, children)
    writing.fill(amina, step)
    actions.submit(amina, step, asked=colin)

    with pytest.raises(Refused, match="waits for sign-off"):
        writing.save(amina, step, "why_now", "More.")
    with pytest.raises(Refused, match="waits for sign-off"):
        actions.submit(amina, step, asked=colin)


def test_nobody_is_asked_to_sign_off_about_a_child_they_may_not_know_of(amina, colin, children, writing):
    step = writing.open_assessment(amina, children)
    writing.fill(amina, step)
    make.restricted(children[2], readers=[amina])

    with pytest.raises(Refused, match="Colin Burge cannot be asked to sign this off"):
        actions.submit(amina, step, asked=colin)
    assert not SignOff.objects.seen_by(amina).filter(step=step).exists()
    actions.submit(amina, step, asked=None)  # whoever has the role and may know of the children
    assert SignOff.objects.seen_by(amina).get(step=step).asked is None


# --- the rest ------------------------------------------------------------------------------------


def test_cancelling_keeps_the_step_with_its_reason_and_ends_the_wait(sent, colin, writing):
    actions.cancel(colin, sent, reason="Opened for the wrong children")

    assert (writing.now(sent).state, writing.now(sent).cancel_reason) == (
        "cancelled",
        "Opened for the wrong children",
    )
    assert not SignOff.objects.seen_by(colin).filter(step=sent, decided_at__isnull=True).exists()


def test_cancelling_needs_a_reason(sent, colin, writing):
    with pytest.raises(Refused, match="why it is cancelled"):
        actions.cancel(colin, sent, reason="")
    assert writing.now(sent).state == "submitted"


def test_a_child_is_taken_out_with_a_trace_and_is_no_longer_asked_about(amina, children, writing):
    tia = children[0]
    step = writing.open_assessment(amina, children)

    actions.take_child_out(amina, step, person_id=tia.pk, reason="Lives with dad now")

    row = StepChild.objects.seen_by(amina).get(step=step, person=tia)
    assert row.release_reason == "Lives with dad now"
    with pytest.raises(Refused) as refused:
        actions.submit(amina, step, asked=None)
    assert f"day.{tia.pk}" not in [field for field, _ in refused.value.problems]


def test_the_last_child_is_not_taken_out(amina, children, writing):
    step = writing.open_assessment(amina, children, people=[children[0].pk])

    with pytest.raises(Refused, match="only child"):
        actions.take_child_out(amina, step, person_id=children[0].pk, reason="Lives with dad now")


def test_lateness_is_explained_with_a_reason_of_the_list(sent, amina, writing):
    with pytest.raises(Refused, match="Choose why"):
        actions.explain_lateness(amina, sent, reason="the dog", words="")

    actions.explain_lateness(amina, sent, reason="partner", words="Waiting for the report.")
    assert (writing.now(sent).late_reason, writing.now(sent).late_words) == (
        "partner",
        "Waiting for the report.",
    )


def test_a_hidden_step_is_as_absent_as_one_that_does_not_exist(amina, as_worker):
    hidden = make.step("single_assessment", [make.restricted()])

    as_worker(amina)

    with pytest.raises(Step.DoesNotExist):
        actions.cancel(make.worker("Colin Burge", role="team_manager"), hidden, reason="Opened by mistake")


# --- the clock of what follows -------------------------------------------------------------------


def discussed(amina, colin, children, writing, *, held_on, came_from=None):
    """A strategy discussion of that day, signed off today with an assessment as its outcome."""
    kind = "strategy_discussion"
    assessment = "core_assessment" if clock.today() < TODAY else "single_assessment"
    step = writing.open_assessment(
        amina, children, kind=kind, started_on=held_on, clock_from_on=None, came_from=came_from
    )
    writing.fill(amina, step, outcome=assessment)
    Answer.objects.seen_by(amina).filter(step=step, question="held_on").update(value=held_on.isoformat())
    actions.submit(amina, step, asked=colin)
    actions.explain_lateness(colin, step, reason=next(iter(queries.late_reasons())), words="")
    actions.sign_off(colin, writing.now(step))
    return Step.objects.seen_by(amina).get(came_from=step)


def test_new_information_on_open_work_does_not_start_the_clock_of_the_first_assessment_anew(
    amina, colin, children, writing
):
    told = make.contact(children, worker=amina, team=amina.team, outcome="join_open", received_on=TODAY).step

    made = discussed(amina, colin, children, writing, held_on=date(2026, 10, 12), came_from=told)

    assert (made.clock_from_on, made.due_on) == (writing.REFERRED_ON, date(2026, 11, 9))


def test_an_assessment_after_new_information_runs_from_its_own_start_when_there_was_one(
    amina, colin, children, writing
):
    make.step("single_assessment", children, state="completed", started_on=date(2026, 9, 7), worker=amina)
    told = make.contact(children, worker=amina, team=amina.team, outcome="join_open", received_on=TODAY).step

    made = discussed(amina, colin, children, writing, held_on=date(2026, 10, 12), came_from=told)

    assert made.clock_from_on == TODAY
    assert "from its start" in made.due_reason


def test_a_core_assessment_runs_from_the_day_the_strategy_discussion_was_held(
    amina, colin, children, writing, monkeypatch
):
    monkeypatch.setenv("KITH_TODAY", "2011-10-26")
    open_since_2011(children)

    made = discussed(amina, colin, children, writing, held_on=date(2011, 10, 24))

    assert (made.kind, made.started_on) == ("core_assessment", date(2011, 10, 26))
    assert (made.clock_from_on, made.due_on) == (date(2011, 10, 24), date(2011, 12, 12))
    assert "35 working days from the strategy discussion on Mon 24 Oct 2011" in made.due_reason


def open_since_2011(children):
    rows = Involvement.objects.unguarded(EVERY_ROW)
    rows.filter(person__in=children).update(started_on=date(2011, 9, 5))
