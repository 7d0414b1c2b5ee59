"""Answers prove and reopen actions, events become recommendations, and you said, we did names nobody."""

import pytest
from django.test import Client

from kith.core import Refused, clock
from kith.improvement.actions import rate
from kith.improvement.listening import actions, queries
from kith.improvement.models import ListeningEvent, PlanAction, Recommendation
from kith.improvement.sources.actions import answer as answers
from kith.listening.feedback import actions as asking
from tests import make

pytestmark = pytest.mark.django_db
YES = {"q.helped": "yes", "q.listened": "4", "q.explained": "3", "q.promises": "4", "q.change": "Ring back."}
NO = YES | {"q.helped": "no", "q.change": "A new worker again."}


@pytest.fixture
def tia():
    return make.child("Tia", "Marlowe", age=9)


@pytest.fixture
def said(tia):
    """Somebody is asked about Tia and answers by the link."""
    amina = make.worker("Amina Rahman", role="social_worker")

    def answered(posted, questionnaire="child"):
        token = asking.new_token()
        asking.ask(amina, tia, point="any_time", questionnaire=questionnaire, token=token)
        Client().post(asking.path_of(token), posted)
        return queries.FeedbackAnswer.objects.unguarded(queries.EVERY_ROW).order_by("-pk").first()

    return answered


def test_a_yes_is_a_proof_and_a_no_reopens(said, head, one):
    action = one("1.1.1")
    rate(head, action, rating="green", why="In all teams", rated_on=clock.today())

    actions.take(head, action, answer=said(YES), words="They rang back.")
    assert PlanAction.objects.get(pk=action.pk).affected_agreed_on == clock.today()
    actions.take(head, action, answer=said(NO), words="A new worker again.")

    after = PlanAction.objects.get(pk=action.pk)
    assert (after.rating, after.affected_agreed_on, after.lead_said_on) == ("amber", None, None)


def test_an_answer_is_taken_once_without_names_and_says_yes_or_no(said, head, one):
    yes, partly = said(YES), said(YES | {"q.helped": "partly"})

    with pytest.raises(Refused, match="Take out Tia"):
        actions.take(head, one(), answer=yes, words="Tia says so.")
    with pytest.raises(Refused, match="neither"):
        actions.take(head, one(), answer=partly, words="A bit.")
    actions.take(head, one(), answer=yes, words="It helped.")
    with pytest.raises(Refused, match="already"):
        actions.take(head, one(), answer=yes, words="It helped.")

    assert one().feedback.count() == 1
    assert [row.row.pk for row in queries.to_take(head, one(), "")] == []


def test_what_is_counted_is_everyone_and_hides_small_numbers_from_who_may_not_read(said, head, tia, browser):
    said(YES)
    said(NO)
    make.restricted(tia)
    member = make.worker("Ruth Calloway", role="elected_member")

    (count,) = queries.counted(clock.today())
    assert (count.asked, count.yes, count.no, count.answered) == (2, 1, 1, 2)
    inside = browser(head).get("/improvement/listening/").content.decode()
    outside = browser(member).get("/improvement/listening/").content.decode()
    file = browser(head).get("/improvement/listening/counted.csv").content.decode()
    assert "1 of 2 (50%)" in inside
    assert "1 of 2" not in outside
    assert "c: hidden" in outside
    assert "A child or young person,c,0,c,0,c" in file, "noughts point to nobody"
    assert browser(member).get("/feedback/said/").status_code == 403


def test_an_event_becomes_recommendations_that_actions_answer(head, one, browser):
    posted = {
        "title": "Listening event, September", "held_on": "12/9/2026", "children": "9", "parents": "14",
        "said.child": "Keep promises.\nDo not change my worker.", "said.parent": "Say what will happen.",
    }  # fmt: skip
    desk = browser(head)

    wrong = desk.post(
        "/improvement/listening/event/", posted | {"children": "nine", "said.parent": "Clear words."}
    )
    assert wrong.status_code == 422
    assert "Clear words." in wrong.content.decode()
    assert not ListeningEvent.objects.exists()
    assert desk.post("/improvement/listening/event/", posted).status_code == 302
    assert desk.post("/improvement/listening/event/", posted | {"children": "8"}).status_code == 422, "twice"

    first, *_ = Recommendation.objects.order_by("number")
    answers(head, one("1.1.3"), recommendation=first.pk)
    page = desk.get("/improvement/you-said-we-did/").content.decode()
    assert "Keep promises." in page
    assert "It is done" in page
    told = {
        f"said.{first.pk}": "You want us to keep promises.",
        f"done.{first.pk}": "We write down what we promise.",
    }
    half = desk.post(f"/improvement/you-said-we-did/{first.pk}/", told | {f"done.{first.pk}": ""})
    assert half.status_code == 422
    assert f'href="#done-{first.pk}"' in half.content.decode()
    assert desk.post(f"/improvement/you-said-we-did/{first.pk}/", told).status_code == 302
    assert "We write down what we promise." in desk.get("/improvement/you-said-we-did/").content.decode()


def test_each_answer_has_a_box_of_its_own_and_a_refusal_names_it(said, head, one, browser):
    first, second = said(YES), said(NO)
    address, desk = f"/improvement/action/{one().pk}/feedback/", browser(head)

    page = desk.get(address).content.decode()
    wrong = desk.post(address, {"do": "take", "answer": second.pk, f"words.{second.pk}": "Tia says no."})

    assert [page.count(f'id="words-{answer.pk}"') for answer in (first, second)] == [1, 1]
    assert wrong.status_code == 422
    assert f'href="#words-{second.pk}"' in wrong.content.decode()
    assert "Tia says no." in wrong.content.decode()


def test_an_answer_becomes_a_recommendation_without_a_name(said, head):
    answer = said(NO)

    with pytest.raises(Refused, match="Take out Marlowe"):
        actions.recommend_from(head, answer, words="The Marlowe children had three workers.")
    made = actions.recommend_from(head, answer, words="Fewer changes of worker.")

    assert (made.voice.who, made.source.title) == ("child", f"What people told us, {clock.today().year}")


def test_a_page_asks_the_same_however_much_was_said(head, django_assert_max_num_queries):
    for n in range(3):
        actions.hold_event(
            head, title=f"Event {n}", held_on=clock.today(), came={"children": "3"},
            said={"child": "One.\nTwo.\nThree."},
        )  # fmt: skip

    with django_assert_max_num_queries(3):
        assert len(queries.said_and_done()) == 9
    with django_assert_max_num_queries(3):
        assert [len(one.said) for one in queries.events()] == [3, 3, 3]
