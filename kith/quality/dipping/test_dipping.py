from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.access.models import Look
from kith.core import Refused, clock
from kith.quality.dipping import actions, queries, rules
from kith.quality.models import DipReading, SupervisionReading
from kith.work.models import ManagementDecision, ManagementDecisionChild, Notice, Supervision, SupervisionTalk
from tests import make
from tests.cast import amina, browser, colin, north

__all__ = ["amina", "browser", "colin", "north"]
pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 1)
TODAY = date(2026, 10, 14)
SEED = "5eed" * 8
YES = {"child": "yes", "clear": "yes", "right": "yes"}
HELD = {"regular": "yes", "reflective": "yes", "followed": "yes"}


@pytest.fixture
def anneke(north):
    return make.worker("Anneke Vos", role="auditor", team=make.team("Quality"))


def finished(worker, child, on, decision="told"):
    step = make.step(
        "need_plan_review",
        [child],
        worker=worker,
        state="completed",
        completed_on=on,
        started_on=date(2026, 8, 3),
    )
    make.sign_off(step, decision=decision, by=worker)
    return step


@pytest.fixture
def told(amina, north):
    """Eight pieces of September that nobody signed off, one that somebody did, and one of August."""
    children = [make.child() for _ in range(10)]
    for child in children:
        make.involvement(child, north, amina, started_on=date(2026, 6, 1))
    pieces = [finished(amina, child, date(2026, 9, 2 + number)) for number, child in enumerate(children[:8])]
    finished(amina, children[8], date(2026, 9, 20), decision="signed_off")
    finished(amina, children[9], date(2026, 8, 31))
    return pieces


@pytest.fixture
def sample(anneke, told):
    return actions.draw(anneke, occasion="dip_sample", month=SEPTEMBER, number=3, seed=SEED)


def test_a_month_is_drawn_from_told_work_alone_and_can_be_drawn_again(sample, told):
    assert sample.given == sorted(one.pk for one in told)
    assert sample.taken == rules.drawn(SEED, sample.given, 3)
    assert len(sample.taken) == 3


def test_a_month_is_drawn_once_and_when_it_is_over(sample, anneke, amina):
    for month, words in (
        (SEPTEMBER, "drawn already"),
        (TODAY, "that is over"),
        (date(2026, 7, 1), "Nothing of that month"),
    ):
        with pytest.raises(Refused, match=words):
            actions.draw(anneke, occasion="dip_sample", month=month, number=3)
    with pytest.raises(Refused, match="Choose what"):
        actions.draw(anneke, occasion="cases", month=SEPTEMBER, number=3)
    with pytest.raises(PermissionDenied):
        actions.draw(amina, occasion="dip_sample", month=SEPTEMBER, number=3)


def test_what_is_lacking_is_told_to_who_wrote_it_and_their_manager(sample, anneke, amina, colin, browser):
    reading = DipReading.objects.seen_by(anneke).first()
    page = reverse("dip_read", kwargs={"number": reading.pk})
    reader = browser(anneke)
    sent = {"_key": "a" * 32, "mark-child": "no", "mark-clear": "yes", "mark-right": "yes"}

    assert reader.post(page, sent).status_code == 422
    reader.post(page, sent | {"_key": "b" * 32, "words": "Nobody asked the child."})

    told = Notice.objects.filter(kind="concern")
    assert set(told.values_list("worker__name", flat=True)) == {"Amina Rahman", "Colin Burge"}
    assert "Nobody asked the child." in told.first().words
    assert [one.share for one in queries.found_of(queries.rows(anneke, TODAY, with_supervision=True), rules.TOLD)] == [
        "0 of 1 (0%)", "1 of 1 (100%)", "1 of 1 (100%)",
    ]  # fmt: skip
    again = reader.post(page, sent | {"_key": "c" * 32, "words": "Once more."})
    assert (again.status_code, "Anneke Vos has read this already." in again.content.decode()) == (422, True)


def test_all_met_is_told_to_nobody_and_nobody_reads_their_own(sample, anneke, north):
    first, second, _ = DipReading.objects.seen_by(anneke)
    actions.say(anneke, first, marks=YES, words="")
    assert not Notice.objects.filter(kind="concern").exists()

    second.step.worker = anneke
    second.step.save(update_fields=["worker"])
    with pytest.raises(Refused, match="what you made"):
        actions.say(anneke, second, marks=YES, words="")


def test_what_is_about_a_hidden_child_is_hidden(sample, anneke, browser):
    reading = DipReading.objects.seen_by(anneke).first()
    make.restricted(reading.step.children.unguarded("a rule needs every row, and shows none").get().person)

    assert reading.pk not in [one.pk for one in DipReading.objects.seen_by(anneke)]
    assert browser(anneke).page("dip_read", reading).status_code == 404


def test_the_record_store_refuses_half_a_reading(sample, anneke):
    reading = DipReading.objects.seen_by(anneke).first()
    for change in ({"read_by": anneke}, {"words": "x"}, {"not_met": ["child"]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DipReading.objects.seen_by(anneke).filter(pk=reading.pk).update(**change)


@pytest.fixture
def held(amina, colin, north):
    """A supervision in August and one in September, a day late, in which a family was talked about."""
    child = make.child()
    make.involvement(child, north, amina, started_on=date(2026, 6, 1))
    known = {"worker": amina, "supervisor": colin, "team": north, "by": colin, "recorded_at": clock.now()}
    days = {"held_recorded_at": clock.now()}
    first, late = date(2026, 8, 13), date(2026, 9, 11)
    Supervision.objects.create(
        planned_on=first, held_on=first, next_due_on=date(2026, 9, 10), **known, **days
    )
    one = Supervision.objects.create(planned_on=late, held_on=late, **known, **days)
    note = make.note([child], "Why does Tia stay up? We do not know yet.", by=colin, kind="supervision")
    SupervisionTalk.objects.create(supervision=one, note=note)
    made = ManagementDecision.objects.create(
        decided="Ask Tia’s teacher", facts="Tired", reason="Nobody has", decided_on=late, decided_by=colin, by=colin,
        recorded_at=clock.now(), supervision=one, to_do="Ring school", owner=amina, do_by=date(2026, 9, 18),
    )  # fmt: skip
    ManagementDecisionChild.objects.create(decision=made, person=child)
    return one


def test_supervision_is_read_with_what_the_record_says_of_it(held, anneke, colin, browser):
    actions.draw(anneke, occasion="supervision", month=SEPTEMBER, number=5)
    row = SupervisionReading.objects.get()

    text = browser(anneke).page("dip_supervision", row).content.decode()

    assert row.supervision == held
    for words in (
        "29 days after the one before: late", "Families talked about: 1", "with something to do by a day: 1",
        "Why does Tia stay up?", "Ask Tia’s teacher", "Ring school",
    ):  # fmt: skip
        assert words in text, words
    assert Look.objects.filter(page="dip_supervision", worker=anneke).count() == 1
    actions.say_of_supervision(anneke, row, marks=HELD | {"regular": "no"}, words="A day late.")
    assert "A day late." in Notice.objects.get(worker=colin, kind="supervision").words


def test_who_gave_or_had_it_does_not_read_it_and_others_do_not_know(held, anneke, colin, browser):
    actions.draw(anneke, occasion="supervision", month=SEPTEMBER, number=5)
    row = SupervisionReading.objects.get()
    head = make.worker("Ngozi Bright", role="head_of_service")

    assert browser(colin).page("dip_supervision", row).status_code == 403
    row.supervision.supervisor = head
    row.supervision.save(update_fields=["supervisor"])
    with pytest.raises(Refused, match="what you made"):
        actions.say_of_supervision(head, row, marks=HELD, words="")


def test_the_page_draws_says_what_is_wrong_and_lists_what_was_drawn(told, anneke, browser):
    reader = browser(anneke)
    draw = reverse("dip_draw")
    wrong = reader.post(
        draw, {"_key": "d" * 32, "occasion": "dip_sample", "month": "2026-09-01", "number": "lots"}
    )
    assert (wrong.status_code, "Draw 1 to 40." in wrong.content.decode()) == (422, True)

    reader.post(draw, {"_key": "e" * 32, "occasion": "dip_sample", "month": "2026-09-01", "number": "2"})

    text = reader.get(reverse("dip_samples")).content.decode()
    assert text.count("/quality/samples/work/") == 2
    assert "2 of 8, Anneke Vos" in text
