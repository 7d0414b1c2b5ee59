from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from kith.core import Refused
from kith.improvement import actions as said_of
from kith.improvement.actions import Said
from kith.improvement.adding.actions import Wanted, change_action
from kith.improvement.deliverables import actions, queries, rules
from kith.improvement.models import ActionFeedback, Deliverable, PlanChange, PlanDependency

TODAY = date(2026, 10, 14)
DUE = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("agreed_on", "closed_on", "words"),
    [(None, None, "not closed before a child"), (TODAY, None, None), (TODAY, TODAY, "closed already")],
)
def test_a_deliverable_is_closed_once_those_affected_agree(agreed_on, closed_on, words) -> None:
    why = rules.obstacle_to_closing(agreed_on, closed_on)

    assert (why is None) if words is None else words in why


def test_an_action_is_not_green_before_what_it_delivers_is_closed() -> None:
    assert rules.obstacle_to_green([]) is None
    assert rules.obstacle_to_green(["The guide", "The training"]).endswith("The guide and The training.")


@pytest.mark.parametrize(
    ("needs", "start", "goal", "leads"),
    [
        ({}, 1, 1, True),
        ({}, 1, 2, False),
        ({1: [2], 2: [3]}, 1, 3, True),
        ({1: [2], 2: [3]}, 3, 1, False),
        ({1: [2], 2: [1]}, 1, 9, False),
    ],
)
def test_actions_do_not_wait_in_a_ring(needs, start, goal, leads) -> None:
    assert rules.leads_back(needs, start, goal) == leads


@given(some.lists(some.tuples(some.integers(1, 6), some.integers(1, 6)), max_size=20))
def test_what_is_let_in_never_makes_a_ring(pairs) -> None:
    needs: dict[int, set[int]] = {}
    for waiting, needed in pairs:
        if not rules.leads_back(needs, needed, waiting):
            needs.setdefault(waiting, set()).add(needed)

    for waiting, them in needs.items():
        assert not any(rules.leads_back(needs, needed, waiting) for needed in them)


@pytest.mark.parametrize(
    ("is_closed", "due", "needed_by", "mark"),
    [
        (True, date(2026, 1, 1), None, "done"),
        (False, date(2026, 10, 13), None, "late"),
        (False, date(2026, 11, 2), date(2026, 11, 1), "late"),
        (False, date(2026, 11, 1), date(2026, 11, 1), "soon"),
        (False, None, date(2026, 11, 1), "soon"),
    ],
)
def test_what_is_waited_for_is_late_in_time_to_see_it(is_closed, due, needed_by, mark) -> None:
    assert rules.standing(is_closed, due, needed_by, TODAY)[0] == mark


@pytest.fixture
def guide(head, one) -> Deliverable:
    return actions.add_deliverable(head, one(), title="The guide", owner="Helen Marsh", due_on=DUE)


def hear(head, row, agrees=True, who="parent", deliverable=0):
    said = Said(who, agrees, "We could use it", TODAY, deliverable)
    return said_of.hear(head, row, said=said)


def close(head, row):
    return actions.close_deliverable(head, row, delivered="Given to all families", closed_on=TODAY)


@pytest.mark.django_db
def test_a_deliverable_closes_with_good_feedback_and_reopens_with_bad(head, plan, one, guide) -> None:
    with pytest.raises(Refused, match="not closed before a child, a parent or a member of staff"):
        close(head, guide)
    hear(head, one(), deliverable=guide.pk)
    close(head, guide)
    guide.refresh_from_db()
    assert guide.closed_on == TODAY

    hear(head, one(), agrees=False, deliverable=guide.pk)

    guide.refresh_from_db()
    assert (guide.closed_on, guide.affected_agreed_on) == (None, None)
    assert guide.delivered == "Given to all families"
    with pytest.raises(Refused, match="not closed before"):
        close(head, guide)
    told = (
        PlanChange.objects.filter(plan=plan, subject="Action 1.1.1")
        .order_by("pk")
        .values_list("field", flat=True)
    )
    assert list(told) == ["deliverable added", "deliverable closed", "deliverable open again"]


@pytest.mark.django_db
def test_what_is_said_of_one_deliverable_leaves_the_others(head, one, guide) -> None:
    other = actions.add_deliverable(head, one(), title="The training", owner="Helen Marsh", due_on=DUE)

    hear(head, one(), deliverable=guide.pk)

    other.refresh_from_db()
    assert other.affected_agreed_on is None
    assert one().affected_agreed_on is None
    hear(head, one())
    other.refresh_from_db()
    assert (other.affected_agreed_on, one().affected_agreed_on) == (TODAY, TODAY)


@pytest.mark.django_db
def test_a_no_of_the_whole_action_opens_all_it_delivered(head, one, guide) -> None:
    hear(head, one())
    guide.refresh_from_db()
    close(head, guide)
    said_of.rate(head, one(), rating="green", why="All done", rated_on=TODAY)

    hear(head, one(), agrees=False, who="referrer")

    guide.refresh_from_db()
    assert (guide.closed_on, one().rating) == (None, "amber")


@pytest.mark.django_db
def test_a_no_of_one_deliverable_opens_its_action(head, one, guide) -> None:
    hear(head, one())
    close(head, Deliverable.objects.get())
    said_of.rate(head, one(), rating="green", why="All done", rated_on=TODAY)

    hear(head, one(), agrees=False, deliverable=guide.pk)

    assert (one().rating, one().affected_agreed_on) == ("amber", None)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["referrer", "foster_carer"])
def test_a_referrer_or_carer_alone_closes_nothing(head, one, guide, who) -> None:
    hear(head, one(), who=who, deliverable=guide.pk)

    with pytest.raises(Refused, match="not closed before"):
        close(head, Deliverable.objects.get())


@pytest.mark.django_db
def test_an_action_is_green_only_with_all_delivered(head, one, guide) -> None:
    with pytest.raises(Refused, match="still open is The guide"):
        said_of.rate(head, one(), rating="green", why="All done", rated_on=TODAY)
    hear(head, one(), deliverable=guide.pk)
    close(head, Deliverable.objects.get())

    said_of.rate(head, one(), rating="green", why="All done", rated_on=TODAY)

    assert one().rating == "green"
    with pytest.raises(Refused, match="Rate it amber before"):
        actions.add_deliverable(head, one(), title="More", owner="X", due_on=DUE)


@pytest.mark.django_db
def test_the_record_store_closes_nothing_without_feedback(guide) -> None:
    for wrong in (
        {"closed_on": TODAY, "delivered": "All"},
        {"affected_agreed_on": TODAY, "closed_on": TODAY},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Deliverable.objects.update(**wrong)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field"),
    [({"title": " "}, "deliverable"), ({"owner": ""}, "deliverable_owner"), ({"due_on": None}, "deliverable_due_on"),
     ({"title": "The guide"}, "deliverable")],
)  # fmt: skip
def test_a_deliverable_that_lacks_something_says_what(head, one, guide, changed, field) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_deliverable(head, one(), **{"title": "More", "owner": "X", "due_on": DUE} | changed)

    assert [name for name, _ in refused.value.problems] == [field]


@pytest.mark.django_db
def test_feedback_on_what_another_action_delivers_is_refused(head, one, guide) -> None:
    with pytest.raises(Refused, match="Choose something that this action delivers"):
        hear(head, one("1.1.2"), deliverable=guide.pk)

    assert not ActionFeedback.objects.exists()


@pytest.mark.django_db
def test_an_action_waits_for_another_and_for_something_outside(head, one) -> None:
    actions.depend(head, one("1.1.1"), needs="1.1.2")
    outside = actions.depend(head, one("1.1.1"), needs="", outside="Money of the region")

    waits = queries.waits_for(one("1.1.1"), TODAY)

    assert [(str(one.row.needs and one.row.needs.number), one.mark) for one in waits] == [
        ("1.1.2", "late"), ("None", "soon"),
    ]  # fmt: skip
    actions.meet(head, outside, met_on=TODAY)
    assert queries.waits_for(one("1.1.1"), TODAY)[1].mark == "done"
    assert [row.number for row in queries.needed_by(one("1.1.2"))] == ["1.1.1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("needs", "outside", "words"),
    [
        ("1.1.1", "", "or is the same"),
        ("2.1", "", "2.1 waits for 1.1.1 already"),
        ("1.1.2", "", "waits for that already"),
        ("9.9", "", "no action 9.9"),
        ("words", "", "no action words"),
        ("", "", "one of the two"),
        ("1.1.2", "Money", "one of the two"),
        ("", "m" * 201, "at most 200"),
    ],
)
def test_what_cannot_be_waited_for_says_why(head, one, needs, outside, words) -> None:
    actions.depend(head, one("1.1.1"), needs="1.1.2")
    actions.depend(head, one("1.1.2"), needs="1.1.3")
    actions.depend(head, one("2.1"), needs="1.1.1")

    with pytest.raises(Refused, match=words):
        actions.depend(head, one("1.1.1"), needs=needs, outside=outside)

    assert PlanDependency.objects.count() == 3


@pytest.mark.django_db
def test_an_action_that_is_waited_for_is_there_when_it_is_completed(head, one) -> None:
    row = actions.depend(head, one("1.1.1"), needs="1.1.2")

    with pytest.raises(Refused, match="when it is completed"):
        actions.meet(head, row, met_on=TODAY)


def wanted(**facts) -> Wanted:
    usual = {"words": "Weekly tracking", "bodies": ["NYCC"], "officer": "Helen Marsh", "due_kind": "day",
             "due_on": date(2026, 3, 31)}  # fmt: skip
    return Wanted(**usual | facts)


@pytest.mark.django_db
def test_what_an_action_said_before_stays_in_the_log_with_why(head, plan, one) -> None:
    more = wanted(bodies=["NYCC", "LSCB"], officer="Colin Burge", due_on=date(2026, 12, 31))

    change_action(head, one(), wanted=more, why="Agreed by the board")

    told = PlanChange.objects.filter(plan=plan, why="Agreed by the board").order_by("pk")
    assert list(told.values_list("field", "before", "after")) == [
        ("lead officer", "Helen Marsh", "Colin Burge"),
        ("lead body", "NYCC", "NYCC / LSCB"),
        ("due", "31 Mar 2026", "31 Dec 2026"),
    ]
    assert one().due_on == date(2026, 12, 31)
    assert [lead.body.name for lead in one().leads.order_by("place")] == ["NYCC", "LSCB"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "why", "words"),
    [({}, "Because", "Nothing is changed"),
     ({"officer": "X"}, "", "Write why"), ({"words": ""}, "Because", "to be done"),
     ({"due_on": None}, "Because", "Write the day"), ({"bodies": []}, "Because", "who leads it")],
)  # fmt: skip
def test_a_change_that_cannot_be_is_refused(head, one, changed, why, words) -> None:
    with pytest.raises(Refused, match=words):
        change_action(head, one(), wanted=wanted(**changed), why=why)


@pytest.mark.django_db
def test_deliverables_are_kept_on_the_page_of_the_action(head, one, browser) -> None:
    client, write = browser(head), reverse("plan_action_write", kwargs={"number": one().pk})
    client.post(write, {"do": "deliver", "deliverable": "The guide", "deliverable_owner": "Helen",
                        "deliverable_due_on": "1/12/2026"})  # fmt: skip
    guide = Deliverable.objects.get()
    closing = {"do": "close", "closing": guide.pk, "delivered": "All have it", "closed_on": "today"}

    refused = client.post(write, closing)

    assert refused.status_code == 422
    assert "It is not closed before a child" in refused.content.decode()
    assert "All have it" in refused.content.decode()
    client.post(write, {"do": "hear", "who": "child", "agrees": "yes", "said": "It helped", "said_on": "today",
                        "deliverable_said": guide.pk})  # fmt: skip
    assert client.post(write, closing).status_code == 302
    client.post(write, {"do": "depend", "needs": "1.1.3", "outside": ""})
    client.post(write, {"do": "depend", "needs": "", "outside": "Money"})
    waiting = PlanDependency.objects.get(outside="Money")
    client.post(write, {"do": "meet", "waiting": waiting.pk})
    page = client.get(reverse("plan_action", kwargs={"number": one().pk})).content.decode()
    shown = ("All have it", "Agree, 14 Oct", "of The guide", "1.1.3 A plain copy", "completed", "there")
    assert [words for words in shown if words not in page] == []
    assert client.post(write, {"do": "meet", "waiting": "x"}).status_code == 404
    assert "Choose what is closed." in client.post(write, {"do": "close", "closing": "0"}).content.decode()


@pytest.mark.django_db
def test_an_action_is_changed_on_a_page_of_its_own(head, one, browser) -> None:
    client, address = browser(head), reverse("plan_action_change", kwargs={"number": one().pk})
    page = client.get(address).content.decode()
    form = {
        "words": "Weekly tracking",
        "bodies": "NYCC",
        "officer": "Kept",
        "due_kind": "day",
        "due_on": "31/3/2026",
    }

    refused = client.post(address, form)

    assert "Weekly tracking" in page
    assert (refused.status_code, "Kept" in refused.content.decode()) == (422, True)
    assert client.post(address, form | {"why_changed": "New post"}).status_code == 302
    assert one().lead_officer == "Kept"
