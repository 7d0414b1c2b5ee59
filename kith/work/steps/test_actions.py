from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kith.access import practice
from kith.access.models import Event
from kith.core import Refused
from kith.practice import Form
from kith.work.models import AnswerVersion, Notice, SignOff, Step, StepChild
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
def family(north, amina):
    home = make.family(
        children=[make.child("Tia", age=9), make.child("Kofi", age=6), make.child("Elsie", age=2)]
    )
    for child in home.children:
        make.involvement(child, north, amina, started_on=date(2026, 9, 7), family=home.family)
    return home


def open_assessment(by, family, **facts):
    known = {
        "kind": "single_assessment",
        "people": [child.pk for child in family.children],
        "team": by.team,
        "worker": by,
        "started_on": date(2026, 9, 7),
        "clock_from_on": date(2026, 9, 7),
    }
    return actions.open_step(by, **{**known, **facts})


def fill(by, step, outcome="in_need", **different):
    """Answers whatever the form requires, the way the page does."""
    form = Form.from_content(step.form.content)
    people = list(StepChild.objects.seen_by(by).filter(step=step).values_list("person_id", flat=True))
    for question in form.questions:
        if not question.required:
            continue
        for child in people if question.per_child else [None]:
            value = _value(question, outcome)
            save(by, step, question.id, value, child=child)
            if question.kind == "rating_with_reason":
                save(by, step, f"{question.id}:why", "Because of what we saw.", child=child)
    for child, value in different.items():
        save(by, step, "outcome", value, child=int(child[1:]))


def _value(question, outcome):
    if question.id == "outcome":
        return outcome
    if question.kind == "several":
        return [question.codes()[0]]
    if question.kind == "yes_no_unknown":
        return "unknown"
    return question.codes()[0] if question.options else "Said and seen."


def save(by, step, question, value, child=None, base_version=None):
    version = base_version
    if version is None:
        rows = AnswerVersion.objects.seen_by(by).filter(
            step=step, question=question, child_id=child, clashed=False
        )
        version = max(rows.values_list("version", flat=True), default=0)
    return actions.save_answer(by, step, question=question, child=child, value=value, base_version=version)


def now(step):
    step = Step.objects.unguarded("a rule needs every row, and shows none").get(pk=step.pk)
    return step


# --- opening -------------------------------------------------------------------------------------


def test_a_step_is_opened_with_the_form_and_the_clock_of_the_day(amina, family):
    step = open_assessment(amina, family)

    assert (step.pack, step.state, step.family) == ("westmere", "not_started", family.family)
    assert (step.due_on, step.limit_days) == (date(2026, 11, 9), 45)
    assert "45 working days from the referral" in step.due_reason
    assert step.review_point_on == date(2026, 9, 21)
    assert step.form_id == practice.current().form_of("single_assessment").hash
    assert Event.objects.filter(action="work.opening.actions.open_step", subject_id=step.pk).exists()
    assert sorted(step.people_ids()) == sorted(child.pk for child in family.children)


def test_each_child_of_a_step_is_held_by_its_own_involvement(amina, family):
    step = open_assessment(amina, family)

    rows = StepChild.objects.seen_by(amina).filter(step=step).select_related("involvement")
    assert all(row.involvement.person_id == row.person_id for row in rows)


def test_a_second_open_assessment_of_the_same_child_is_refused(amina, family):
    open_assessment(amina, family)

    with pytest.raises(Refused, match="already open for Kofi"):
        open_assessment(amina, family, people=[family.children[1].pk])


def test_a_step_does_not_start_tomorrow(amina, family):
    with pytest.raises(Refused, match="cannot start in the future"):
        open_assessment(amina, family, started_on=TODAY + timedelta(days=1))


def test_a_step_needs_a_child_that_the_opener_may_know_of(amina, family):
    hidden = make.restricted()

    with pytest.raises(Refused, match="not known"):
        open_assessment(amina, family, people=[hidden.pk])
    with pytest.raises(Refused, match="which child"):
        open_assessment(amina, family, people=[])


def test_a_step_that_the_practice_does_not_know_is_told_in_words(amina, family):
    with pytest.raises(Refused, match="has no step called initial assessment"):
        open_assessment(amina, family, kind="initial_assessment")


def test_an_analyst_may_not_open_a_step(family, north):
    analyst = make.worker("Lena Ortiz", role="analyst", team=north)

    with pytest.raises(PermissionDenied):
        open_assessment(analyst, family)
    assert not Step.objects.seen_by(analyst).exists()


# --- answers -------------------------------------------------------------------------------------


def test_saving_begins_the_work_and_keeps_every_version(amina, family):
    step = open_assessment(amina, family)

    first = save(amina, step, "why_now", "School rang.")
    second = save(amina, step, "why_now", "School rang on Monday.")

    assert (first.version, second.version) == (1, 2)
    assert now(step).state == "in_progress"
    kept = AnswerVersion.objects.seen_by(amina).filter(step=step).order_by("version")
    assert [version.value for version in kept] == ["School rang.", "School rang on Monday."]


def test_two_people_writing_at_once_keep_both_texts(amina, colin, family):
    step = open_assessment(amina, family)
    save(amina, step, "why_now", "School rang.")
    save(colin, step, "why_now", "Gran rang.", base_version=1)

    late = save(amina, step, "why_now", "School rang twice.", base_version=1)

    assert late.clash.value == "Gran rang."
    assert late.clash.by == "Colin Burge"
    assert late.version == 2
    kept = AnswerVersion.objects.seen_by(amina).filter(step=step, clashed=True)
    assert [version.value for version in kept] == ["School rang twice."]


def test_a_clash_sent_again_is_kept_once_and_is_settled_with_the_version_seen(amina, colin, family):
    step = open_assessment(amina, family)
    save(colin, step, "why_now", "Gran rang.")
    for _ in range(3):
        save(amina, step, "why_now", "School rang.", base_version=0)

    settled = save(amina, step, "why_now", "Gran rang. School rang.", base_version=1)

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
def test_an_answer_that_was_not_asked_for_is_refused(amina, family, question, value, words):
    step = open_assessment(amina, family)

    with pytest.raises(Refused, match=words):
        save(amina, step, question, value)


def test_an_answer_about_a_child_outside_the_step_is_refused(amina, family):
    step = open_assessment(amina, family)

    with pytest.raises(Refused, match="not part of this piece of work"):
        save(amina, step, "day", "Up at seven.", child=make.child().pk)


def test_sixty_pages_are_kept_whole(amina, family):
    step, pages = open_assessment(amina, family), "Ще не вмерла – ‘quoted’ \n" * 6_000

    save(amina, step, "analysis", pages)

    assert AnswerVersion.objects.seen_by(amina).get(step=step).value == pages


# --- sending -------------------------------------------------------------------------------------


def test_what_is_missing_is_told_at_once_with_the_fields(amina, family):
    step = open_assessment(amina, family)

    with pytest.raises(Refused) as refused:
        actions.submit(amina, step, asked=None)

    fields = [field for field, _ in refused.value.problems]
    assert "why_now" in fields
    assert {f"day.{child.pk}" for child in family.children} <= set(fields)
    assert now(step).state == "not_started"


def test_sending_waits_for_the_manager_of_the_team_and_tells_them(amina, colin, family):
    step = open_assessment(amina, family)
    fill(amina, step)

    actions.submit(amina, step, asked=None)

    waiting = SignOff.objects.seen_by(amina).get(step=step)
    assert now(step).state == "submitted"
    assert (waiting.asked, waiting.asked_role, waiting.decided_at) == (None, "team_manager", None)
    assert (
        Notice.objects.get(worker=colin).words
        == "Child and family assessment: Amina Rahman asks you to sign it off."
    )
    assert not Notice.objects.filter(worker=amina).exists()


def test_what_was_sent_is_not_written_in_nor_sent_twice(amina, colin, family):
    step = open_assessment(amina, family)
    fill(amina, step)
    actions.submit(amina, step, asked=colin)

    with pytest.raises(Refused, match="waits for sign-off"):
        save(amina, step, "why_now", "More.")
    with pytest.raises(Refused, match="waits for sign-off"):
        actions.submit(amina, step, asked=colin)


# --- deciding ------------------------------------------------------------------------------------


@pytest.fixture
def sent(amina, colin, family):
    step = open_assessment(amina, family)
    fill(amina, step)
    return actions.submit(amina, step, asked=colin)


def test_signing_off_completes_the_step_today_for_every_child(sent, colin, amina, family):
    actions.sign_off(colin, sent, words="Clear about each child.")

    done = now(sent)
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


def test_nobody_signs_off_their_own_work(north, family):
    colin = make.worker("Colin Burge", role="team_manager", team=north)
    step = open_assessment(colin, family)
    fill(colin, step)
    actions.submit(colin, step, asked=None)

    with pytest.raises(Refused, match="Somebody else"):
        actions.sign_off(colin, step)
    assert now(step).state == "submitted"


def test_a_manager_of_another_team_does_not_sign_off(sent):
    stranger = make.worker("Ruth Ellison", role="team_manager", team=make.team("South"))

    with pytest.raises(Refused, match="team manager of the team"):
        actions.sign_off(stranger, sent)


def test_a_social_worker_may_not_sign_off_at_all(sent, north):
    with pytest.raises(PermissionDenied):
        actions.sign_off(make.worker("Ben Okoye", team=north), sent)


def test_the_manager_above_signs_off(sent, north):
    area = make.team("North area", kind="area")
    north.parent = area
    north.save()
    above = make.worker("Dana Whitlow", role="team_manager", team=area)

    actions.sign_off(above, sent)

    assert now(sent).state == "completed"


def test_the_next_step_is_opened_once_for_the_children_whose_outcome_asks_for_it(amina, colin, family):
    tia, kofi, elsie = family.children
    step = open_assessment(amina, family)
    fill(amina, step, outcome="close", **{f"c{kofi.pk}": "strategy_discussion"})
    actions.submit(amina, step, asked=None)

    actions.sign_off(colin, step, outcomes={elsie.pk: "strategy_discussion"})

    opened = Step.objects.seen_by(colin).filter(came_from=step).order_by("kind")
    assert [row.kind for row in opened] == ["closure", "strategy_discussion"]
    assert opened[0].people_ids() == [tia.pk]
    assert sorted(opened[1].people_ids()) == sorted([kofi.pk, elsie.pk])
    assert (opened[1].worker, opened[1].team, opened[1].started_on) == (amina, amina.team, TODAY)
    assert now(step).outcome == ""


def test_a_next_step_that_is_open_already_is_not_opened_again(amina, colin, family):
    make.step("strategy_discussion", [family.children[0]], worker=amina)
    step = open_assessment(amina, family)
    fill(amina, step, outcome="strategy_discussion")
    actions.submit(amina, step, asked=None)

    actions.sign_off(colin, step)

    opened = Step.objects.seen_by(colin).get(came_from=step)
    assert sorted(opened.people_ids()) == sorted(child.pk for child in family.children[1:])


def test_an_unknown_outcome_changes_nothing(sent, colin, family):
    with pytest.raises(Refused, match="no outcome"):
        actions.sign_off(colin, sent, outcomes={family.children[0].pk: "abracadabra"})
    assert now(sent).state == "submitted"
    assert SignOff.objects.seen_by(colin).get(step=sent).decided_at is None


def test_late_work_needs_a_reason_before_it_is_signed_off(sent, colin, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-11-10")

    with pytest.raises(Refused, match="after the day it was due"):
        actions.sign_off(colin, sent)

    actions.explain_lateness(colin, sent, reason="partner", words="Paediatric report came on 9 November.")
    actions.sign_off(colin, sent)
    assert now(sent).completed_on == date(2026, 11, 10)
    assert now(sent).due_on == date(2026, 11, 9)


def test_work_sent_back_can_be_changed_and_sent_again(sent, colin, amina):
    actions.return_step(colin, sent, words="Where is dad’s view?")

    save(amina, sent, "parents_say", "Dad says he will come.")
    actions.submit(amina, sent, asked=colin)

    assert now(sent).state == "submitted"
    decisions = (
        SignOff.objects.seen_by(colin).filter(step=sent).order_by("pk").values_list("decision", flat=True)
    )
    assert list(decisions) == ["returned", ""]
    assert Notice.objects.filter(worker=amina, kind="returned").exists()


def test_sending_back_needs_words(sent, colin):
    with pytest.raises(Refused, match="what is to be answered"):
        actions.return_step(colin, sent, words=" ")
    assert now(sent).state == "submitted"


def test_completed_work_stays_as_it_is(sent, colin, amina):
    actions.sign_off(colin, sent)

    for change in (
        lambda: actions.sign_off(colin, sent),
        lambda: actions.return_step(colin, sent, words="No, wait"),
        lambda: actions.cancel(colin, sent, reason="By mistake"),
        lambda: save(amina, sent, "why_now", "Changed."),
    ):
        with pytest.raises(Refused, match="It is completed"):
            change()


# --- the rest ------------------------------------------------------------------------------------


def test_cancelling_keeps_the_step_with_its_reason_and_ends_the_wait(sent, colin):
    actions.cancel(colin, sent, reason="Opened for the wrong children")

    assert (now(sent).state, now(sent).cancel_reason) == ("cancelled", "Opened for the wrong children")
    assert not SignOff.objects.seen_by(colin).filter(step=sent, decided_at__isnull=True).exists()


def test_cancelling_needs_a_reason(sent, colin):
    with pytest.raises(Refused, match="why it is cancelled"):
        actions.cancel(colin, sent, reason="")
    assert now(sent).state == "submitted"


def test_a_child_is_taken_out_with_a_trace_and_is_no_longer_asked_about(amina, family):
    tia = family.children[0]
    step = open_assessment(amina, family)

    actions.take_child_out(amina, step, person_id=tia.pk, reason="Lives with dad now")

    row = StepChild.objects.seen_by(amina).get(step=step, person=tia)
    assert row.release_reason == "Lives with dad now"
    with pytest.raises(Refused) as refused:
        actions.submit(amina, step, asked=None)
    assert f"day.{tia.pk}" not in [field for field, _ in refused.value.problems]


def test_the_last_child_is_not_taken_out(amina, family):
    step = open_assessment(amina, family, people=[family.children[0].pk])

    with pytest.raises(Refused, match="only child"):
        actions.take_child_out(amina, step, person_id=family.children[0].pk, reason="Lives with dad now")


def test_lateness_is_explained_with_a_reason_of_the_list(sent, amina):
    with pytest.raises(Refused, match="Choose why"):
        actions.explain_lateness(amina, sent, reason="the dog", words="")

    actions.explain_lateness(amina, sent, reason="partner", words="Waiting for the report.")
    assert (now(sent).late_reason, now(sent).late_words) == ("partner", "Waiting for the report.")


def test_a_hidden_step_is_as_absent_as_one_that_does_not_exist(amina, as_worker):
    hidden = make.step("single_assessment", [make.restricted()])

    as_worker(amina)

    with pytest.raises(Step.DoesNotExist):
        actions.cancel(make.worker("Colin Burge", role="team_manager"), hidden, reason="Opened by mistake")
