"""Early help from the offer to its end, on real rows."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kith.core import Refused
from kith.earlyhelp import actions, facts, queries
from kith.earlyhelp.around import actions as team
from kith.earlyhelp.conftest import BEGAN, agreed, member
from kith.earlyhelp.events import early_help
from kith.earlyhelp.models import EarlyHelp, Lead, TeamAround
from kith.work.models import Answer, FamilyPlan, Standing, Step, Timescale
from kith.work.steps import actions as steps
from tests import make, writing

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def row(by, model, **wanted):
    return model.objects.seen_by(by).get(**wanted)


def refused(deed) -> list[str | None]:
    with pytest.raises(Refused) as told:
        deed()
    return [field for field, _ in told.value.problems]


def test_it_begins_for_all_its_children_on_the_day_of_the_consent(around, social_worker, children) -> None:
    standings = Standing.objects.seen_by(social_worker).order_by("person")

    assert [(one.kind, one.started_on, one.involvement) for one in standings] == [
        ("early_help", BEGAN, None)
    ] * 2
    assert {one.level for one in EarlyHelp.objects.seen_by(social_worker)} == {"2"}
    clocks = Timescale.objects.seen_by(social_worker).filter(code="early_help_review")
    assert {(one.from_on, one.due_on) for one in clocks} == {(BEGAN, date(2026, 11, 2))}
    assert around.assessment.kind == "early_help_assessment"
    assert around.assessment.people_ids() == [one.pk for one in children]


def test_nobody_has_it_twice_and_nothing_begins_without_consent(around, social_worker, children) -> None:
    people = [children[0].pk]
    other = make.child()

    assert refused(lambda: actions.offer(social_worker, people=people, source="own")) == ["children"]
    wrong = refused(
        lambda: actions.begin_with(
            social_worker, people=[other.pk], consent=agreed(who="", given_on=None), lead=member(does="")
        )
    )
    assert wrong == ["who", "given_on", "does"]
    assert TeamAround.objects.seen_by(social_worker).count() == 1


def test_one_lead_professional_at_a_time_also_for_the_database(around, social_worker) -> None:
    nurse = team.add_helper(
        social_worker, around, told=member(name="Ivo Reed", agency="health_visitor"), on=date(2026, 10, 1)
    )

    assert refused(lambda: team.make_lead(social_worker, around, helper=nurse.pk, on=date(2026, 9, 30))) == [
        "lead_on"
    ]
    team.make_lead(social_worker, around, helper=nurse.pk, on=date(2026, 10, 5))

    leads = Lead.objects.seen_by(social_worker).order_by("started_on")
    assert [(one.started_on, one.ended_on) for one in leads] == [
        (BEGAN, date(2026, 10, 5)),
        (date(2026, 10, 5), None),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.create(
            around=around, helper=nurse, started_on=TODAY, by=social_worker, recorded_at=make.moment(TODAY)
        )
    assert refused(lambda: team.end_helper(social_worker, around, helper=nurse.pk, on=TODAY)) == ["helper"]


def test_a_consent_taken_back_ends_it_unless_somebody_else_still_agrees(around, social_worker) -> None:
    first = around.consents.seen_by(social_worker).get()
    second = team.give_consent(social_worker, around, told=agreed(who="Daniel Osei", relation="father"))

    assert actions.withdraw(social_worker, around, consent=first.pk, on=TODAY, words="")
    assert row(social_worker, TeamAround).is_open
    assert not actions.withdraw(social_worker, around, consent=second.pk, on=TODAY, words="We manage.")

    ended = row(social_worker, TeamAround)
    assert (ended.outcome, ended.ended_on) == ("withdrawn", TODAY)
    assert {one.end_reason for one in Standing.objects.seen_by(social_worker)} == {"withdrawn"}
    assert row(social_worker, Step).state == "cancelled"
    assert not Timescale.objects.seen_by(social_worker).filter(dropped_on=None).exists()


def test_a_review_starts_the_clock_of_the_next(around, social_worker) -> None:
    told = {"present": "Mum, Bea", "words": "Up in time most days.", "decision": "go_on", "level": "2"}

    team.review(social_worker, around, on=date(2026, 10, 12), next_on=date(2026, 11, 30), **told)

    clocks = Timescale.objects.seen_by(social_worker).order_by("due_on")
    assert [(one.met_on, one.due_on) for one in clocks.filter(met_on=None)] == [
        (None, date(2026, 11, 30))
    ] * 2
    assert clocks.filter(met_on=date(2026, 10, 12)).count() == 2
    assert refused(lambda: team.review(social_worker, around, on=date(2026, 9, 1), next_on=None, **told)) == [
        "review_on", "next_on",
    ]  # fmt: skip


def test_its_plan_needs_no_case_and_ends_with_it(around, social_worker, school, children) -> None:
    plan = actions.make_plan(school, around)

    assert plan.kind == "early_help"
    assert actions.make_plan(social_worker, row(social_worker, TeamAround)).pk == plan.pk
    assert refused(lambda: actions.close(school, around, on=TODAY, outcome="declined", words="")) == [
        "outcome", "outcome_words",
    ]  # fmt: skip
    actions.close(school, around, on=TODAY, outcome="met", words="Everybody is up in time.")
    assert row(social_worker, FamilyPlan).ended_on == TODAY
    assert {one.title for one in early_help(social_worker, [children[0].pk])} == {
        "Early help began", "Early help ended", "Lead professional",
    }  # fmt: skip
    assert refused(lambda: actions.close(social_worker, around, on=TODAY, outcome="met", words="Again.")) == [
        None
    ]


def test_what_was_found_stands_beside_statutory_work_with_its_source(
    around, social_worker, school, children
) -> None:
    step = around.assessment
    writing.save(school, step, "analysis", "Mornings are hard since the night shifts.")
    names = {children[0].pk: "Tia", 0: "Nobody"}

    told = facts.early_help(social_worker, step, names, ["early_help"])

    assert [(one.person, one.asks) for one in told] == [(children[0].pk, True)]
    assert (
        "Since 21 Sep 2026. lead professional Bea Lund. Mornings are hard since the night shifts."
        in told[0].words
    )
    assert told[0].source.startswith("Early help assessment by Bea Lund, begun")


def test_stepping_down_takes_over_what_the_family_was_told(hub, social_worker, school, children) -> None:
    for one in children:
        make.involvement(one, hub, social_worker, started_on=writing.REFERRED_ON)
    work = writing.open_assessment(social_worker, children)
    writing.fill(social_worker, work, outcome="early_help")
    writing.save(social_worker, work, "network", "Gran: every school morning.")
    writing.save(social_worker, work, "analysis", "Mum drank in spring.")  # not for the family's copy
    make.worker("Colin Burge", role="team_manager", team=hub)
    manager = make.worker("Ines Duarte", role="team_manager", team=hub)
    steps.sign_off(manager, steps.submit(social_worker, work, asked=None))

    offered = row(social_worker, TeamAround)
    assert (offered.source, offered.started_on, offered.came_from) == ("step_down", None, work)
    begun = actions.begin(
        social_worker, offered, consent=agreed(given_on=TODAY), lead=member(worker=school.pk), level="2"
    )
    said = dict(
        Answer.objects.seen_by(school)
        .filter(step=begun.assessment, child=None)
        .values_list("question", "value")
    )
    assert said["network"] == "Gran: every school morning.\n[Child and family assessment, 14 Oct 2026]"
    assert "analysis" not in said
    own = Answer.objects.seen_by(school).filter(step=begun.assessment, question="own_words")
    assert {one.child_id for one in own} == {one.pk for one in children}
    assert queries.open_around([one.pk for one in children]) == {one.pk: True for one in children}
