import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.core import Refused
from kith.work.models import Notice, SampledWork, SignOff
from kith.work.sampling import actions, queries
from kith.work.sampling.rules import is_drawn
from kith.work.steps import actions as steps
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def anneke():
    """Somebody who reads what was drawn."""
    return make.worker("Anneke Vos", role="auditor", team=make.team("Quality"))


@pytest.fixture
def finished(amina, colin, children, writing):
    """A review of a plan, which nobody signs off."""
    step = make.step("need_plan_review", children[:1], worker=amina)
    writing.fill(amina, step, outcome="continue")
    return steps.submit(amina, step, asked=None)


@pytest.fixture
def drawn(finished):
    """The same, picked by chance."""
    row = SampledWork.objects.unguarded(EVERY_ROW).filter(step=finished)
    row.update(is_drawn=True)
    return finished


def test_told_work_is_finished_at_once_and_drawn_with_its_seed(finished, colin, writing):
    row = SampledWork.objects.seen_by(colin).get(step=finished)

    assert writing.now(finished).state == "completed"
    assert SignOff.objects.seen_by(colin).get(step=finished).decision == "told"
    assert (row.one_in, row.is_drawn) == (10, is_drawn(row.seed, finished.pk, 10))
    assert row.reason == "Child in need plan review: nobody signs it off, one in 10 is read (westmere)."


def test_work_that_is_signed_off_is_not_drawn(sent, colin):
    steps.sign_off(colin, sent)

    assert not SampledWork.objects.seen_by(colin).exists()


def test_concerns_are_told_to_the_worker_and_the_manager_and_agreeing_to_nobody(drawn, anneke, amina, colin):
    Notice.objects.all().delete()
    actions.say(anneke, drawn, verdict="concerns", words="Nobody asked Tia.")

    assert set(Notice.objects.values_list("worker__name", "kind")) == {
        ("Amina Rahman", "concern"), ("Colin Burge", "concern"),
    }  # fmt: skip
    assert [row.words for row in queries.read_lately(anneke)] == ["Nobody asked Tia."]
    with pytest.raises(Refused, match="Anneke Vos has read"):
        actions.say(anneke, drawn, verdict="agree", words="")


def test_the_desk_shows_what_was_drawn_and_what_came_of_it(drawn, anneke, browser):
    reader = browser(anneke)
    assert f"/sampled/{drawn.pk}/" in reader.get(reverse("sampled")).content.decode()

    assert reader.send("sampled_read", drawn, words="Fine").status_code == 422
    reader.send("sampled_read", drawn, verdict="agree")

    text = reader.get(reverse("sampled")).content.decode()
    assert "1 finished, 1 drawn (one in 10 by chance), 1 read, no concerns" in text
    again = reader.send("sampled_read", drawn, verdict="concerns", words="Nobody asked Tia.")
    assert (again.status_code, "Nobody asked Tia." in again.content.decode()) == (422, True)


def test_what_was_not_drawn_and_whose_child_is_hidden_is_not_there(drawn, children, anneke, amina, browser):
    reader = browser(anneke)
    make.restricted(children[0])
    assert f"/sampled/{drawn.pk}/" not in reader.get(reverse("sampled")).content.decode()
    assert reader.page("sampled_read", drawn).status_code == 404
    assert browser(amina).page("sampled_read", drawn).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.say(amina, drawn, verdict="agree", words="")


def test_nobody_is_asked_to_read_what_they_sent(drawn, anneke, browser):
    SignOff.objects.seen_by(anneke).filter(step=drawn).update(submitted_by=anneke)

    assert queries.to_read(anneke) == []
    with pytest.raises(Refused, match="what you wrote"):
        actions.say(anneke, drawn, verdict="agree", words="")


def test_what_was_not_drawn_is_not_shown(finished, anneke, browser):
    SampledWork.objects.unguarded(EVERY_ROW).update(is_drawn=False)

    assert browser(anneke).page("sampled_read", finished).status_code == 404
    with pytest.raises(Refused, match="Chance did not pick"):
        actions.say(anneke, finished, verdict="agree", words="")
