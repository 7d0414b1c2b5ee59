"""Who works in early help outside the council sees the families they work with and nobody else (J12)."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from kith.access.guarded import Guarded
from kith.earlyhelp import actions
from kith.earlyhelp.around import actions as team
from kith.earlyhelp.conftest import agreed, member
from kith.earlyhelp.models import TeamAround
from kith.people.models import Person
from kith.work.models import Standing, Step
from tests import make

pytestmark = pytest.mark.django_db
GUARDED = [
    model for model in apps.get_models()
    if issubclass(model, Guarded) and model._meta.app_label in ("people", "work", "frontdoor", "earlyhelp")
]  # fmt: skip
OPEN = {
    "people.Person", "work.Step", "work.StepChild", "work.Answer", "work.AnswerVersion", "work.SignOff",
    "work.SignOffRemark", "work.StepFact", "work.CountedAnswer", "work.Standing", "work.Timescale",
    "work.FamilyPlan", "work.PlanChild", "work.PlanGoal", "work.PlanTask", "work.PlanProgress",
    "work.PlanAgreement", "work.PlanReview", "work.PlanChange", "earlyhelp.TeamAround", "earlyhelp.AroundChild",
    "earlyhelp.EarlyHelp", "earlyhelp.Consent", "earlyhelp.Helper", "earlyhelp.Lead", "earlyhelp.HelpReview",
}  # fmt: skip


def seen(worker, model) -> int:
    return model.objects.seen_by(worker).count()


def seen_by_the_database(worker, model) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('kith.worker', %s, true)", [worker.sight])
        cursor.execute(f"select count(*) from {model._meta.db_table}")
        found = cursor.fetchone()[0]
        cursor.execute("select set_config('kith.worker', '0', true)")
    return found


@pytest.fixture
def everything(hub, social_worker, children):
    """Statutory work about the same children and about a stranger: none of it is early help."""
    stranger = make.child("Finn", "Docherty")
    for one in (*children, stranger):
        make.involvement(one, hub, social_worker)
        make.step(people=[one], worker=social_worker)
        make.visit([one], by=social_worker)
        make.note([one], by=social_worker)
        make.contact([one], team=hub, worker=social_worker)
    make.home(stranger)
    return stranger


def test_only_what_is_said_to_be_open_to_them_is_ever_open() -> None:
    assert {model._meta.label for model in GUARDED if model.known_by} == OPEN


@pytest.mark.parametrize("wall", [seen, seen_by_the_database])
def test_without_a_family_they_see_no_row_of_any_table(wall, everything, around, hub) -> None:
    other = make.worker("Zoe Hale", role="early_help_worker", team=hub)

    assert {model._meta.label: wall(other, model) for model in GUARDED if wall(other, model)} == {}


@pytest.mark.parametrize("wall", [seen, seen_by_the_database])
def test_they_see_their_families_early_help_and_nothing_else_of_them(
    wall, everything, around, school, children
) -> None:
    found = {model._meta.label: wall(school, model) for model in GUARDED if wall(school, model)}

    assert found == {
        "people.Person": 2, "work.Step": 1, "work.StepChild": 2, "work.Standing": 2, "work.Timescale": 2,
        "earlyhelp.TeamAround": 1, "earlyhelp.AroundChild": 2, "earlyhelp.EarlyHelp": 2, "earlyhelp.Consent": 1,
        "earlyhelp.Helper": 1, "earlyhelp.Lead": 1,
    }  # fmt: skip
    assert set(Step.objects.seen_by(school).values_list("kind", flat=True)) == {"early_help_assessment"}
    assert set(Standing.objects.seen_by(school).values_list("kind", flat=True)) == {"early_help"}
    assert set(Person.objects.seen_by(school)) == set(children)


def test_others_see_what_they_always_saw(everything, around, social_worker) -> None:
    for model in (Person, Step, Standing, TeamAround):
        every = model.objects.unguarded("a rule needs every row, and shows none").count()
        assert seen(social_worker, model) == seen_by_the_database(social_worker, model) == every > 0


@pytest.mark.parametrize("way", ["leaves", "ends", "restricted"])
def test_it_is_closed_to_them_at_once(way, around, school, social_worker, children) -> None:
    assert seen(school, Person) == 2

    if way == "leaves":
        other = team.add_helper(social_worker, around, told=member(name="Ivo Reed"), on=date(2026, 10, 1))
        team.make_lead(social_worker, around, helper=other.pk, on=date(2026, 10, 2))
        mine = around.helpers.seen_by(social_worker).get(worker=school)
        team.end_helper(social_worker, around, helper=mine.pk, on=date(2026, 10, 3))
    elif way == "ends":
        actions.close(social_worker, around, on=date(2026, 10, 14), outcome="met", words="All well.")
    else:
        make.restricted(children[1])

    for wall in (seen, seen_by_the_database):
        assert wall(school, TeamAround) == 0
        assert wall(school, Step) == 0
        assert wall(school, Person) == (1 if way == "restricted" else 0)


def test_they_begin_early_help_for_children_they_write_down(school) -> None:
    known = make.child("Tia", "Marlowe", age=9)
    born = f"{known.born_on:%d/%m/%Y}"
    told = [actions.NewChild("Tia", "Marlowe", born, "F"), actions.NewChild("Kofi", "Osei", "", "M")]

    made = actions.begin_for_new(school, children=told, consent=agreed(), lead=member(worker=school.pk))

    people = set(Person.objects.seen_by(school))
    assert {one.given_name for one in people} == {"Tia", "Kofi"}
    assert known not in people  # nobody is told whether a child is known here
    assert TeamAround.objects.seen_by(school).get().pk == made.pk
    assert Step.objects.seen_by(school).get().worker == school
