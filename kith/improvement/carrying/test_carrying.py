from datetime import date
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from kith.core import Refused
from kith.improvement import actions as said
from kith.improvement.actions import Said
from kith.improvement.adding.actions import Wanted, begin_with, carry_on, change_action
from kith.improvement.conftest import named
from kith.improvement.deliverables import actions as deliverables
from kith.improvement.deliverables.queries import waits_for
from kith.improvement.models import (
    ActionFeedback,
    ActionNote,
    ActionRating,
    PlanAction,
    PlanChange,
    PlanDependency,
    PlanIssue,
    PlanRisk,
)
from kith.improvement.risks import actions as risks
from kith.improvement.risks.actions import Threat, Trouble

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
SO_FAR = import_module("kith.improvement.migrations.0013_what_went_on_so_far").SO_FAR


@pytest.fixture
def later(head, plan):
    after = named(name="Phase 2", started_on=date(2026, 9, 1))
    return begin_with(head, named=after, themes=["Timeliness", "Quality"], predecessor=plan)


@pytest.fixture
def carry(head, later, one):
    """Carry actions on by their numbers, under the first heading or the one that is given."""

    def carried(*numbers, under="1") -> None:
        theme = later.themes.get(number=under).pk
        carry_on(head, later, chosen={one(number).pk: theme for number in numbers})

    return carried


def there(later, number) -> PlanAction:
    return PlanAction.objects.get(plan=later, number=number)


DOES = [
    lambda by, row: said.rate(by, row, rating="red", why="Nothing done", rated_on=TODAY),
    lambda by, row: said.note(by, row, words="Three teams", noted_on=TODAY),
    lambda by, row: said.hear(by, row, said=Said("parent", False, "It did not", TODAY)),
    lambda by, row: said.link_measure(by, row, code="unallocated"),
    lambda by, row: said.check_measure(by, row),
    lambda by, row: said.agree_as_board(by, row, words="Agreed", agreed_on=TODAY),
    lambda by, row: deliverables.add_deliverable(by, row, title="A guide", owner="X", due_on=TODAY),
    lambda by, row: deliverables.depend(by, row, needs="2.1"),
    lambda by, row: change_action(by, row, wanted=Wanted("Other", ["NYCC"], "X"), why="Because"),
]


@pytest.mark.parametrize("do", DOES)
def test_what_a_later_plan_carries_on_is_refused_in_the_older_one(head, one, carry, do) -> None:
    carry("1.1.1")
    before = (ActionRating.objects.count(), ActionNote.objects.count())

    with pytest.raises(Refused, match=r"It is carried on as 1\.1 of Phase 2\. What is done"):
        do(head, one())

    assert (ActionRating.objects.count(), ActionNote.objects.count()) == before
    assert one().rating == "amber" and not ActionFeedback.objects.exists()


def test_its_page_offers_no_form_and_leads_to_where_it_goes_on(head, one, later, carry, browser) -> None:
    carry("1.1.1")
    client, after = browser(head), reverse("plan_action", kwargs={"number": there(later, "1.1").pk})
    form = {"do": "rate", "rating": "red", "why": "Nothing", "rated_on": "today"}
    change = reverse("plan_action_change", kwargs={"number": one().pk})

    page = client.get(reverse("plan_action", kwargs={"number": one().pk})).content.decode()
    answer = client.post(reverse("plan_action_write", kwargs={"number": one().pk}), form)

    assert "Rate it" not in page and "Change it" not in page
    assert f'<a href="{after}">1.1 of Phase 2</a>' in page
    assert answer.status_code == 422
    assert "It is carried on as 1.1 of Phase 2" in answer.content.decode()
    assert f'<a href="{after}">1.1 of Phase 2</a>' in answer.content.decode()
    assert client.get(change).headers["Location"] == reverse("plan_action", kwargs={"number": one().pk})
    assert client.post(after + "write/", form).status_code == 302


def test_what_actions_wait_for_goes_along_within_the_later_plan(head, one, later, carry) -> None:
    deliverables.depend(head, one("1.1.1"), needs="1.1.2")
    deliverables.depend(head, one("1.1.1"), needs="", outside="Money of the region")
    deliverables.depend(head, one("1.1.2"), needs="1.1.3")

    carry("1.1.1", "1.1.2")

    found = {(row.action.number, row.needs and row.needs.number, row.outside)
             for row in PlanDependency.objects.filter(action__plan=later)}  # fmt: skip
    assert found == {("1.1", "1.2", ""), ("1.1", None, "Money of the region")}
    log = PlanChange.objects.filter(plan=later, field="waits for", why="Carried on with it.")
    assert set(log.values_list("subject", "after")) == {
        ("Action 1.1", "1.2"), ("Action 1.1", "Money of the region"),
    }  # fmt: skip
    (older, _) = waits_for(one("1.1.1"), TODAY)
    assert older.standing == "carried on as 1.2 of Phase 2"


def test_what_is_left_behind_is_waited_for_in_words_until_it_comes(head, one, later, carry) -> None:
    deliverables.depend(head, one("1.1.1"), needs="2.1")

    carry("1.1.1")
    (waits,) = PlanDependency.objects.filter(action__plan=later)
    assert (waits.needs, waits.outside) == (None, "2.1 of Improvement plan")

    carry("2.1", under="2")
    (waits,) = PlanDependency.objects.filter(action__plan=later)
    assert (waits.needs, waits.outside) == (there(later, "2.1"), "")


def risk(head, plan, theme=0, words="Posts stay empty") -> PlanRisk:
    threat = Threat(words, "Advertise", "Ngozi Bright", 4, 5, date(2026, 11, 30), date(2026, 9, 1), theme)
    return risks.register_risk(head, plan, threat=threat)


def issue(head, plan, theme=0) -> PlanIssue:
    trouble = Trouble("The form is slow", "Helen Marsh", date(2026, 11, 1), date(2026, 9, 1), theme)
    return risks.raise_issue(head, plan, trouble=trouble)


def test_risks_and_issues_go_along_once_nothing_unfinished_is_left_beside_them(
    head, plan, one, later, carry
) -> None:
    project = plan.themes.get(number="1").pk
    ours, whole = risk(head, plan, project), risk(head, plan, words="Money ends")
    slow = issue(head, plan, project)

    carry("1.1.1")
    assert not later.risks.exists() and not later.issues.exists()

    carry("1.1.2")
    made = later.risks.get()
    assert (made.words, made.theme.number, made.likelihood, made.impact) == ("Posts stay empty", "1", 4, 5)
    assert made.scores.get().why == "Carried on from R1 of Improvement plan."
    ours.refresh_from_db()
    assert (ours.closed_on, ours.closed_why) == (TODAY, "Carried on as R1 of Phase 2.")
    slow.refresh_from_db()
    assert (slow.settled_on, slow.answer) == (TODAY, "Carried on as I1 of Phase 2.")
    assert (later.issues.get().raised_on, later.issues.get().theme.number) == (date(2026, 9, 1), "1")
    assert (made.carried_from, later.issues.get().carried_from) == (ours, slow)
    whole.refresh_from_db()
    assert whole.closed_on is None

    carry("2.1", under="2")
    assert list(later.risks.order_by("number").values_list("words", "theme")) == [
        ("Posts stay empty", later.themes.get(number="1").pk), ("Money ends", None),
    ]  # fmt: skip
    told = PlanChange.objects.filter(plan=later, field="carried on", subject__startswith="Risk")
    assert list(told.order_by("pk").values_list("before", flat=True)) == [
        "R1 of Improvement plan", "R2 of Improvement plan",
    ]  # fmt: skip


def test_what_goes_on_is_shown_on_either_side_with_a_way_to_the_other(
    head, plan, later, carry, browser
) -> None:
    ours, slow = risk(head, plan), issue(head, plan)
    carry("1.1.1", "1.1.2", "2.1")
    made, still = later.risks.get(), later.issues.get()
    window = browser(head)

    def page(name, **told) -> str:
        return window.get(reverse(name, kwargs=told)).content.decode()

    def link(name, said, part="", **told) -> str:
        return f'<a href="{reverse(name, kwargs=told)}{part}">{said}</a>'

    before, after = page("plan_risk", number=ours.pk), page("plan_risk", number=made.pk)
    assert f"It is carried on as {link('plan_risk', 'R1 of Phase 2', number=made.pk)}" in before
    assert f"It goes on with {link('plan_risk', 'R1 of Improvement plan', number=ours.pk)}" in after
    assert "It goes on with" not in before and "It is carried on" not in after
    before, after = page("plan_risks", code=plan.code), page("plan_risks", code=later.code)
    to_later = link("plan_risks", "I1 of Phase 2", f"#issue-{still.pk}", code=later.code)
    to_earlier = link("plan_risks", "I1 of Improvement plan", f"#issue-{slow.pk}", code=plan.code)
    assert f"Carried on as {to_later}" in before and f'id="issue-{slow.pk}"' in before
    assert f"It goes on with {to_earlier}" in after and f'id="issue-{still.pk}"' in after


def test_what_was_carried_on_in_words_alone_leads_to_the_other_since(head, plan, later, carry) -> None:
    ours, others, slow = risk(head, plan), risk(head, plan, words="Money ends"), issue(head, plan)
    alone = risk(head, plan, words="Rooms")
    risks.close_risk(head, alone, why="Carried on as R1 of Phase 2.", closed_on=TODAY)  # written by somebody
    carry("1.1.1", "1.1.2", "2.1")
    PlanRisk.objects.update(carried_from=None)
    PlanIssue.objects.update(carried_from=None)

    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(SO_FAR)

    assert list(later.risks.order_by("number").values_list("carried_from", flat=True)) == [ours.pk, others.pk]
    assert later.issues.get().carried_from == slow
    assert not plan.risks.exclude(carried_from=None).exists()


def test_a_risk_is_carried_on_once_and_never_from_itself(head, plan, later, carry) -> None:
    ours = risk(head, plan)
    carry("1.1.1", "1.1.2", "2.1")
    other = risk(head, later, words="Rooms")

    for earlier in (ours, other):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanRisk.objects.filter(pk=other.pk).update(carried_from=earlier)


def test_a_risk_whose_project_went_to_several_is_one_of_the_whole_plan(head, plan, later, carry, one) -> None:
    risk(head, plan, plan.themes.get(number="1").pk)
    first, second = (later.themes.get(number=number).pk for number in ("1", "2"))

    carry_on(head, later, chosen={one("1.1.1").pk: first, one("1.1.2").pk: second})

    assert later.risks.get().theme is None


def test_closed_risks_and_settled_issues_stay_behind(head, plan, later, carry) -> None:
    project = plan.themes.get(number="1").pk
    risks.close_risk(head, risk(head, plan, project), why="Filled", closed_on=TODAY)
    risks.settle_issue(head, issue(head, plan, project), answer="Mended", settled_on=TODAY)

    carry("1.1.1", "1.1.2")

    assert not later.risks.exists() and not later.issues.exists()
