from datetime import date

import pytest
from django.urls import reverse

from kith.core import Refused
from kith.improvement import actions as said
from kith.improvement import queries
from kith.improvement.adding import actions
from kith.improvement.adding.actions import Wanted
from kith.improvement.conftest import named
from kith.improvement.models import ImprovementPlan, PlanAction

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
THEMES = ["Maintain the timeliness of assessments", "Raise the quality of casework"]


@pytest.fixture
def phase_two(head, plan):
    after = named(name="Phase 2", started_on=date(2026, 9, 1))
    return actions.begin_with(head, named=after, themes=THEMES, predecessor=plan)


def heading(plan, number="1") -> int:
    return plan.themes.get(number=number).pk


def wanted(**facts) -> Wanted:
    return Wanted(**{"words": "Audit a case a month", "bodies": ["NYCC"], "officer": "Director"} | facts)


def test_unfinished_actions_go_on_by_theme_with_their_history(head, plan, phase_two, one) -> None:
    amber, red = one("1.1.1"), one("1.1.2")
    said.note(head, amber, words="Three teams", noted_on=TODAY)

    actions.carry_on(head, phase_two, chosen={amber.pk: heading(phase_two), red.pk: heading(phase_two, "2")})

    made = {row.number: row for row in PlanAction.objects.filter(plan=phase_two)}
    assert set(made) == {"1.1", "2.1"}
    assert (made["1.1"].words, made["1.1"].rating, made["1.1"].carried_from) == (
        "Weekly tracking",
        "amber",
        amber,
    )
    assert made["2.1"].lead_officer == ""
    notes = queries.history(made["1.1"]).notes
    assert [row.words for row in notes] == ["Three teams", "Begun in two teams"]
    assert "Carried on from 1.1.1" in queries.history(made["1.1"]).ratings[0].why
    assert (one("1.1.1").rating, queries.counts_of(plan, TODAY).late) == ("amber", 0)
    assert queries.counts_of(phase_two, TODAY).late == 2


def test_a_new_end_holds_for_all_that_is_carried_on(head, phase_two, one) -> None:
    end = date(2027, 3, 31)

    actions.carry_on(head, phase_two, chosen={one("1.1.1").pk: heading(phase_two)}, due_on=end)

    assert PlanAction.objects.get(plan=phase_two).due_on == end


def test_what_cannot_be_carried_on_is_refused_and_nothing_is_kept(head, plan, phase_two, one) -> None:
    there, fine = heading(phase_two), one("1.1.2").pk
    actions.carry_on(head, phase_two, chosen={one("1.1.1").pk: there})
    other = actions.begin_with(head, named=named(name="Other", programme="Other"), themes=["One"])
    strange = actions.add_action(head, other, theme=heading(other), wanted=wanted())
    for chosen, words in (
        ({}, "at least one"),
        ({fine: there, one("1.1.3").pk: there}, "is completed"),
        ({fine: there, one("1.1.1").pk: there}, "carried on already"),
        ({fine: there, strange.pk: there}, "earlier plan of this programme"),
        ({fine: heading(plan)}, "heading of this plan"),
    ):
        with pytest.raises(Refused, match=words):
            actions.carry_on(head, phase_two, chosen=chosen)
    with pytest.raises(Refused, match="1990 to 2060"):
        actions.carry_on(head, phase_two, chosen={fine: there}, due_on=date(1900, 1, 1))

    assert PlanAction.objects.filter(plan=phase_two).count() == 1


def test_actions_and_headings_get_the_next_number(head, plan) -> None:
    section = actions.add_theme(head, plan, title="Quality", under=heading(plan))
    first = actions.add_action(head, plan, theme=section.pk, wanted=wanted())
    second = actions.add_action(head, plan, theme=section.pk, wanted=wanted(due_kind="three_months"))
    top = actions.add_theme(head, plan, title="Governance", lead="Director")

    assert [one.number for one in (section, first, second, top)] == ["1.2", "1.2.1", "1.2.2", "3"]
    assert second.due_on == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": ""}, "words"),
        ({"bodies": []}, "bodies"),
        ({"officer": "o" * 201}, "officer"),
        ({"due_kind": "soon"}, "due_kind"),
        ({"due_kind": "day"}, "due_on"),
        ({"due_kind": "day", "due_on": date(1900, 1, 1)}, "due_on"),
    ],
)
def test_an_action_that_lacks_something_says_what(head, plan, changed, field) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_action(head, plan, theme=heading(plan), wanted=wanted(**changed))

    assert [name for name, _ in refused.value.problems] == [field]


def test_an_action_without_anybody_who_answers_for_it_is_refused(head, phase_two) -> None:
    with pytest.raises(Refused, match="Write who answers for it"):
        actions.add_action(head, phase_two, theme=heading(phase_two), wanted=wanted(officer=""))


def test_a_section_of_a_section_is_refused(head, plan) -> None:
    with pytest.raises(Refused, match="under a theme"):
        actions.add_theme(head, plan, title="Deeper", under=heading(plan, "1.1"))


@pytest.mark.parametrize("themes", [[], ["", " "], ["t" * 201], ["One"] * 41])
def test_a_plan_begins_with_themes(head, themes) -> None:
    with pytest.raises(Refused, match="Write from 1 to 40 themes"):
        actions.begin_with(head, named=named(), themes=themes)

    assert not ImprovementPlan.objects.exists()


def test_a_plan_is_begun_filled_and_carried_on_on_the_screen(head, plan, one, browser) -> None:
    client = browser(head)
    form = {"name": "Phase 2", "programme": "Safeguarding", "predecessor": plan.code, "started_on": "1/9/2026",
            "themes": "\r\n".join(THEMES)}  # fmt: skip
    client.post(reverse("improvement_new"), form)
    made = ImprovementPlan.objects.get(name="Phase 2")
    add, carry = (reverse(f"improvement_{verb}", kwargs={"code": made.code}) for verb in ("add", "carry"))

    assert "Weekly tracking" in client.get(carry).content.decode()
    client.post(carry, {f"chosen_{one().pk}": heading(made), f"chosen_{one('1.1.2').pk}": "", "due_on": ""})
    more = {
        "do": "action",
        "theme": heading(made),
        "words": "Do more",
        "bodies": "NYCC / PCT",
        "officer": "X",
    }
    client.post(add, more)
    client.post(add, {"do": "theme", "title": "Third"})

    page = client.get(reverse("improvement_plan", kwargs={"code": made.code})).content.decode()
    assert "It carries on" in page
    shown = ("1.1 Weekly tracking", "1.2 Do more", "NYCC, PCT", "3 Third")
    assert [words for words in shown if words not in page] == []
    assert "carried on as 1.1 of Phase 2" in client.get(
        reverse("improvement_plan", kwargs={"code": plan.code})
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize(
    ("route", "form", "words"),
    [
        ("improvement_new", {"name": "Kept", "predecessor": "no-such"}, "Choose a plan from the list."),
        ("improvement_new", {"name": "Kept", "started_on": "31/6/2026", "themes": "One"}, "Write the day"),
        ("improvement_add", {"do": "action", "words": "Kept"}, "Choose a heading of this plan."),
        ("improvement_add", {"do": "theme", "title": "", "lead": "Kept"}, "Write a title"),
        ("improvement_carry", {"due_on": "soon"}, "Write the day"),
        ("improvement_carry", {"chosen_x": "y", "due_on": ""}, "at least one action"),
    ],
)
def test_forms_that_cannot_be_taken_come_back(head, plan, browser, route, form, words) -> None:
    address = reverse(route, kwargs={} if route == "improvement_new" else {"code": plan.code})

    answer = browser(head).post(address, form)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Kept" in answer.content.decode() or "Kept" not in form.values()
