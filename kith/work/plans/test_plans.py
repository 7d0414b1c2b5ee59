"""A plan made with a family: kept whole, changed with its history, hidden with its children, refused in plain words."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from kith.access.guarded import EVERY_ROW
from kith.core import Refused, clock
from kith.database.session import as_system
from kith.people.models import Restriction
from kith.work.models import FamilyPlan, PlanChange, PlanChild, PlanGoal, PlanTask
from kith.work.opening.actions import open_step
from kith.work.plans import actions, queries, rules
from kith.work.plans.promises import actions as promises
from kith.work.steps.actions import submit, take_child_out
from tests import make

TODAY = date(2026, 10, 14)


# --- rules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("23/10/2026", date(2026, 10, 23)),
        ("Fri 23 October", date(2026, 10, 23)),
        ("23 Oct", date(2026, 10, 23)),
        ("2 February", date(2027, 2, 2)),
        ("Every day", None),
        ("every 2 weeks", None),
        ("31 June", None),
    ],
)
def test_by_when_is_a_day_or_words(typed, due):
    assert rules.by_when(typed, TODAY) == ((due, "") if due else (None, typed))


def promise(**told):
    usual = {"words": "Book the dentist", "owner_kind": "family", "owner": "Mum", "when": "23 October"}
    return rules.Promise(**(usual | told))


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({}, []),
        ({"words": "", "owner": "", "when": ""}, ["task", "owner", "when"]),
        ({"owner_kind": "moon"}, ["owner_kind"]),
        ({"when": "1/1/2020"}, ["when"]),
        ({"when": "1/1/2036"}, ["when"]),
        ({"help": "moon"}, ["help"]),
        ({"words": "x" * 401, "owner": "y" * 81, "when": "z" * 61}, ["task", "owner", "when"]),
    ],
)
def test_everything_wrong_with_a_task_is_told_at_once(told, fields):
    wrong = rules.problems_with_task(
        promise(**told), owners=["family"], helps=["home"], started_on=TODAY, today=TODAY
    )

    assert [field for field, _ in wrong] == fields


@pytest.mark.parametrize(
    ("decision", "next_on", "fields"),
    [
        ("go_on", date(2026, 11, 17), []),
        ("end", None, []),
        ("go_on", None, ["next_on"]),
        ("change", date(2026, 10, 1), ["next_on"]),
        ("", None, ["decision"]),
    ],
)
def test_a_plan_that_goes_on_is_looked_at_again(decision, next_on, fields):
    wrong = rules.problems_with_review(
        on=TODAY,
        present="Mum",
        words="Better",
        decision=decision,
        next_on=next_on,
        decisions=["go_on", "change", "end"],
    )

    assert [field for field, _ in wrong] == fields


def test_a_clash_shows_what_stands_there():
    changed = [("worries", "Colin Burge", "today at 10:02")]

    assert rules.clashes(changed, {"worries": "mine"}, {"worries": "mine"}) == []
    assert rules.clashes(changed, {"going_well": "mine"}, {"going_well": "old"}) == []
    [(field, words)] = rules.clashes(changed, {"worries": "mine"}, {"worries": "theirs"})
    assert field == "worries" and "Colin Burge" in words and "“theirs”" in words


def test_late_is_told_with_its_day():
    assert rules.how_due(date(2026, 10, 2), "", TODAY) == ("late", "Late, Fri 2 Oct")
    assert rules.how_due(TODAY, "", TODAY) == ("soon", "today")
    assert rules.how_due(None, "every day", TODAY) == ("", "every day")


def test_results_are_counted_in_words():
    words = {"worked": "It worked", "partly": "It helped in part"}

    assert rules.results_in_words(["partly", "worked", "worked"], words) == "It worked 2, it helped in part 1"
    assert rules.results_in_words([], words) == ""


def test_a_plan_that_nobody_was_asked_about_is_not_sent():
    assert len(rules.obstacle_to_sending(0, 0, 0)) == 3
    assert rules.obstacle_to_sending(1, 1, 1) == []


# --- actions -------------------------------------------------------------------------------------


@pytest.fixture
def plan(amina, children):
    return actions.begin_plan(amina, kind="in_need", people=[child.pk for child in children])


def words_of(plan, **told):
    return {field: getattr(plan, field) for field in rules.WORDS} | told


def test_two_who_change_the_same_promise_are_both_told(amina, colin, plan):
    task = promises.add_task(amina, plan, told=promise(when="23 October"))
    seen = queries.plan_of(amina, plan.pk).version
    promises.change_task(amina, plan, task=task.pk, told=promise(when="30 October"), seen=seen)

    with pytest.raises(Refused, match=r"Amina Rahman changed this .* to: “30 Oct 2026”") as refused:
        promises.change_task(colin, plan, task=task.pk, told=promise(when="6 November"), seen=seen)
    assert refused.value.problems[0][0] == "when"

    promises.change_task(
        colin, plan, task=task.pk, told=promise(when="30 October", words="Ring gran."), seen=seen
    )
    row = PlanTask.objects.seen_by(amina).get(pk=task.pk)
    assert (row.words, row.due_on) == ("Ring gran.", date(2026, 10, 30))


def test_a_plan_lives(amina, plan, children):
    assert queries.open_of_children(amina, [children[0].pk]) == {children[0].pk: plan.pk}

    goal = actions.add_goal(amina, plan, words="A grown-up gets us up.", whose="Tia")
    task = promises.add_task(amina, plan, told=promise(goal=goal.pk, help="learning"))
    actions.change_goal(
        amina, plan, goal=goal.pk, words="A grown-up gets us up every day.", whose="Tia", seen=3
    )
    actions.note_progress(amina, plan, goal=goal.pk, on=TODAY, on_typed="", words="Gran comes.")
    actions.say_agreement(amina, plan, who="Mum", person=None, agrees=True, words="")
    actions.say_agreement(amina, plan, who="Dad", person=None, agrees=False, words="I was not asked.")
    promises.finish_task(amina, plan, task=task.pk, done=True, result="worked", words="They went.")
    actions.close_goal(amina, plan, goal=goal.pk, how="reached", result="partly", words="")
    held = queries.whole(amina, queries.plan_of(amina, plan.pk))

    assert [one.words for one in held.closed_goals] == ["A grown-up gets us up every day."]
    assert held.helped([("worked", "It worked")]) == "It worked 1"
    assert [(one.who, one.agrees) for one in held.present_agreements()] == [("Mum", True), ("Dad", False)]
    before = [one.before for one in queries.changes(amina, plan) if one.field == "words" and one.before]
    assert before == ["A grown-up gets us up."]

    actions.review(
        amina, plan, on=TODAY, on_typed="", present="Mum", words="All done.", decision="end", next_on=None
    )
    with pytest.raises(Refused, match="has ended"):
        actions.add_goal(amina, plan, words="More", whose="")


def test_two_who_write_the_same_words_are_both_told(amina, colin, plan):
    plan = actions.write_words(amina, plan, told=words_of(plan, worries="Hers"), seen=1)

    with pytest.raises(Refused, match="“Hers”") as refused:
        actions.write_words(colin, plan, told=words_of(plan, worries="His"), seen=1)
    assert refused.value.problems[0][0] == "worries"
    plan = actions.write_words(colin, plan, told=words_of(plan, worries="His, knowing hers"), seen=2)

    kept = list(
        PlanChange.objects.seen_by(amina).filter(plan=plan).order_by("pk").values_list("before", "after")
    )
    assert kept == [("", "Hers"), ("Hers", "His, knowing hers")]


def test_a_second_plan_of_the_kind_is_refused(amina, plan, children):
    with pytest.raises(Refused, match="has such a plan already"):
        actions.begin_plan(amina, kind="in_need", people=[children[1].pk])


def test_an_unknown_kind_and_who_is_not_open_to_us_get_no_plan(amina):
    with pytest.raises(Refused, match="what kind of plan"):
        actions.begin_plan(amina, kind="moon", people=[make.child().pk])
    with pytest.raises(Refused, match="open to us"):
        actions.begin_plan(amina, kind="in_need", people=[make.child().pk])


def test_the_danger_of_work_a_child_was_taken_out_of_is_not_that_childs(amina, children, work):
    make.answer(work, "risk:danger", "If nobody wakes them, Tia will look after the others.", by=amina)
    take_child_out(amina, work, person_id=children[2].pk, reason="Moved to her father before it began")

    assert queries.danger_of(amina, [children[2].pk]) == ""
    assert queries.danger_of(amina, [children[0].pk]).startswith("If nobody")


def test_the_danger_comes_from_the_risk_analysis(amina, children, work):
    make.answer(work, "risk:danger", "If nobody wakes them, Tia will look after the others.", by=amina)

    plan = actions.begin_plan(amina, kind="in_need", people=[child.pk for child in children])

    assert plan.danger.startswith("If nobody wakes them")


def test_nobody_is_given_a_task_about_a_child_they_may_not_know_of(amina, colin, plan, children, north):
    ben = make.worker("Ben Okoye", team=north)
    make.restricted(children[0], readers=[amina, colin])

    with pytest.raises(Refused, match="Ben Okoye cannot be given this"):
        promises.add_task(amina, plan, told=promise(owner_kind="worker", owner="Ben", worker=ben.pk))

    assert not PlanTask.objects.seen_by(amina).filter(worker=ben).exists()


def test_a_plan_is_hidden_with_a_child_or_a_named_relative(amina, colin, plan, as_worker):
    mother = make.adult("Jade", "Marlowe")
    promises.add_task(amina, plan, told=promise(person=mother.pk))
    make.restricted(mother, readers=[colin])

    assert queries.plan_of(amina, plan.pk) is None
    assert queries.plan_of(colin, plan.pk) is not None
    as_worker(amina)
    assert not PlanTask.objects.unguarded(EVERY_ROW).exists()
    assert not FamilyPlan.objects.unguarded(EVERY_ROW).exists()


def test_the_database_alone_shows_no_change_about_a_sealed_child(amina, plan, children, as_worker):
    kept, shown = (PlanChild.objects.seen_by(amina).get(plan=plan, person=child) for child in children[:2])
    for row, words in ((kept, "Zephyr is afraid"), (shown, "I like school")):
        actions.write_child(amina, plan, child=row.pk, own_words=words, seen=plan.version)
        plan.refresh_from_db()
    promises.add_task(amina, plan, told=promise(words="Ask Zephyr", person=kept.person_id))
    promises.add_task(amina, plan, told=promise())
    sealed = {"reason": "Adopted", "started_at": clock.now(), "sealed": True, "by": make.system()}
    Restriction.objects.create(person=kept.person, **sealed)

    def told():
        with connection.cursor() as cursor:
            cursor.execute("select part, after from work_planchange where part in ('child', 'task')")
            return set(cursor.fetchall())

    as_worker(amina)
    assert told() == {("child", "I like school"), ("task", "Book the dentist")}
    with as_system("the system's own eyes"):
        assert len(told()) == 4
    as_worker(None)
    assert told() == set()


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed_on": TODAY},
        {"result": "worked"},
        {"words": ""},
    ],
)
def test_the_database_keeps_a_goal_whole(plan, wrong):
    facts = {"plan": plan, "words": "Up", "started_on": TODAY, "recorded_at": make.moment(TODAY)}

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanGoal.objects.create(**(facts | wrong))


def test_what_was_told_once_can_only_be_added_to(db):
    tables = (
        "work_planprogress",
        "work_planagreement",
        "work_planreview",
        "work_planchange",
        "work_familycopy",
    )
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute("select has_table_privilege('kith_app', %s, 'UPDATE, DELETE')", [table])
            assert cursor.fetchone() == (False,), table


def test_the_step_that_makes_a_plan_brings_it_and_is_not_sent_without_its_goals(amina, children):
    facts = {"team": amina.team, "worker": amina, "started_on": TODAY, "clock_from_on": None}
    people = [child.pk for child in children]
    work = open_step(amina, kind="need_plan", people=people, **facts)
    plan = queries.of_step(amina, work.pk)

    assert [child.person_id for child in queries.children_of(amina, plan)] == people
    assert len(queries.lacking_for_step(amina, work.pk)) == 3
    with pytest.raises(Refused, match="no goal in the family’s words"):
        submit(amina, work, asked=None)

    again = open_step(amina, kind="core_group", people=people, **facts)
    assert queries.of_step(amina, again.pk) is None
