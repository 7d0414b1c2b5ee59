from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kith.access.guarded import EVERY_ROW
from kith.access.models import Event
from kith.core import Refused, clock
from kith.work.drift import actions
from kith.work.models import Answer, Step
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def debris(north, amina, children):
    """Two closings that went nowhere: one with words in it, one never begun."""
    long_ago = clock.today() - timedelta(days=60)
    written = make.step("closure", children, worker=amina, started_on=long_ago)
    make.answer(written, "summary", "Half a thought.")
    never = make.step("closure", children[:1], worker=amina, state="not_started", started_on=long_ago)
    return [written, never]


def close(by, steps, **facts):
    known = {"reason": "not_needed", "words": "Looked through with Amina."}
    return actions.close_many(by, steps[0].team, chosen={step.pk for step in steps}, **{**known, **facts})


def now(step):
    return Step.objects.unguarded(EVERY_ROW).get(pk=step.pk)


def test_several_are_closed_with_one_reason_and_every_word_stays(debris, colin):
    close(colin, debris)

    assert {now(step).state for step in debris} == {"cancelled"}
    assert now(debris[0]).cancel_reason == "No longer needed: Looked through with Amina."
    assert Answer.objects.seen_by(colin).get(step=debris[0]).value == "Half a thought."
    assert Event.objects.filter(action="work.steps.actions.cancel").count() == 2


@pytest.mark.parametrize("gone", ["submitted", "completed", "elsewhere", "hidden"])
def test_one_that_went_on_meanwhile_stops_all(debris, colin, children, gone):
    if gone == "elsewhere":
        rows = Step.objects.seen_by(colin).filter(pk=debris[1].pk)
        rows.update(team=make.team("South"))
    elif gone == "hidden":
        make.restricted(children[1])
    else:
        facts = {"completed_on": clock.today(), "completed_at": clock.now()} if gone == "completed" else {}
        Step.objects.seen_by(colin).filter(pk=debris[1].pk).update(state=gone, **facts)

    with pytest.raises(Refused, match="1 piece has been sent or ended meanwhile"):
        close(colin, debris)
    assert "cancelled" not in {now(step).state for step in debris}


def test_closing_needs_the_right_and_a_reason(debris, colin, amina):
    with pytest.raises(PermissionDenied):
        close(amina, debris)
    with pytest.raises(Refused, match="Choose why"):
        close(colin, debris, reason="")
    with pytest.raises(Refused, match="at most 400"):
        close(colin, debris, words="x" * 500)
    assert "cancelled" not in {now(step).state for step in debris}


def test_the_page_lists_closes_and_finds_again(debris, north, colin, browser, django_assert_max_num_queries):
    boss, address = browser(colin), f"/team/{north.code}/open-work/"
    with django_assert_max_num_queries(20):
        text = boss.get(address).content.decode()
    assert "with words in it" in text
    assert "2 of 2, 100%" in text
    assert "aim: 10 working days from its start" in text
    assert f'value="{debris[1].pk}"' in boss.get(f"{address}?show=never").content.decode()

    refused = boss.post(f"{address}close/", {"step": debris[0].pk, "words": "Looked through."})
    assert (refused.status_code, "Looked through." in refused.content.decode()) == (422, True)
    odd = boss.post(f"{address}close/", {"step": "9" * 5000, "reason": "not_needed"})
    assert odd.status_code == 422
    boss.post(f"{address}close/", {"step": [step.pk for step in debris], "reason": "not_needed"})

    closed = boss.get(f"{address}?show=closed").content.decode()
    assert f"/step/{debris[0].pk}/" in closed
    assert f"/step/{debris[1].pk}/" not in closed
    assert "Half a thought." in boss.page("step", debris[0]).content.decode()


def test_a_team_is_there_until_its_last_day(north, colin, browser):
    north.ended_on = clock.today() + timedelta(days=1)
    north.save()
    assert browser(colin).get(f"/team/{north.code}/open-work/").status_code == 200

    north.ended_on = clock.today()
    north.save()
    assert browser(colin).get(f"/team/{north.code}/open-work/").status_code == 404


def test_a_team_elsewhere_is_not_found(colin, browser):
    assert browser(colin).get(f"/team/{make.team('South').code}/open-work/").status_code == 404
    assert browser(make.worker("Ben Okoye")).get("/team/x/open-work/").status_code == 403
