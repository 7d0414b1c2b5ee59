"""Early help asks for a social worker: its content goes along, and it goes on until the front door has decided."""

from datetime import date

import pytest
from django.urls import reverse

from kith.core import Refused, clock
from kith.desk.early_help import actions
from kith.earlyhelp import actions as early_help
from kith.earlyhelp.conftest import (
    agreed,
    around,
    browser,
    children,
    hub,
    member,
    school,
    social_worker,
    the_day,
)
from kith.earlyhelp.models import TeamAround
from kith.frontdoor.deciding import actions as deciding
from kith.frontdoor.models import Contact, Referral
from kith.work.answers.held import form_of
from kith.work.earlier import before
from kith.work.known.queries import shown_in
from kith.work.models import Answer, Standing, Step
from kith.work.opening.actions import open_step
from kith.work.steps import actions as steps
from tests import make, writing

__all__ = ["around", "browser", "children", "hub", "school", "social_worker", "the_day"]
pytestmark = pytest.mark.django_db
WHY = "She came without a coat again and says nobody is at home."


@pytest.fixture
def manager(hub):
    """Who decides at the front door."""
    return make.worker("Sanjay Pillai", role="duty_manager", team=hub)


@pytest.fixture
def asked(around, school) -> Contact:
    """The contact that the school worker sent after writing the assessment."""
    step = around.assessment
    writing.save(school, step, "why_now", "Bea and mum, after the third late morning.")
    writing.save(school, step, "analysis", "Nights at work leave nobody at home.")
    tia = step.people_ids()[0]
    writing.save(school, step, "own_words", "“I make toast myself.”", child=tia)
    writing.save(school, step, "risk:1:what", "Alone from six to eight.")
    writing.save(school, step, "risk:1:whom", [str(tia)])
    writing.save(school, step, "risk:1:sure", "told")
    writing.save(school, step, "risk:danger", "Kofi could be hurt before anybody is awake.")
    return actions.step_up(school, around, why=WHY)


def test_nothing_is_typed_again_but_why_now(asked, school, manager, children) -> None:
    contact = Contact.objects.seen_by(manager).get()

    assert (contact.source, contact.caller_name, contact.caller_organisation) == (
        "5D",
        "Bea Lund",
        "Alder Primary",
    )
    assert contact.people_ids() == [one.pk for one in children]
    told = Answer.objects.seen_by(manager).get(step=contact.step, question="told").value
    for words in (
        WHY, "Nights at work leave nobody at home.", "Tia: “I make toast myself.”", "Jade Marlowe (mother)",
        "What has harmed the children, or could?\nAlone from six to eight.; For: Tia; How sure: Told to us\n",
        "Danger: Kofi could be hurt before anybody is awake.\n",
        "Early help assessment, Bea Lund, begun 21 Sep 2026, not finished:", "Alder Primary: Sees Tia every morning.",
    ):  # fmt: skip
        assert words in told
    assert Step.objects.seen_by(manager).get(pk=contact.pk).state == "submitted"
    assert TeamAround.objects.seen_by(school).get().is_open
    assert not Contact.objects.seen_by(school).exists()
    with pytest.raises(Refused):
        actions.step_up(school, TeamAround.objects.seen_by(school).get(), why=WHY)


def test_when_a_social_worker_takes_over_early_help_ends_and_stands_beside_the_assessment(
    asked, manager, hub, children, social_worker
) -> None:
    deciding.decide(
        manager, asked, outcomes={1: "referral_assessment", 2: "referral_assessment"}, reason="Two children alone.",
        team=hub,
    )  # fmt: skip

    ended = TeamAround.objects.seen_by(manager).get()
    assert (ended.outcome, ended.ended_on) == ("stepped_up", date(2026, 10, 14))
    assert set(Standing.objects.seen_by(manager).values_list("end_reason", flat=True)) == {"stepped_up"}
    assert set(Referral.objects.seen_by(manager).values_list("source", flat=True)) == {"5D"}
    work = Step.objects.seen_by(social_worker).get(kind="single_assessment")
    names = {one.pk: one.given_name for one in children}
    shown = [
        one for one in shown_in(social_worker, work, form_of(work), names) if one.fact.name == "early_help"
    ]
    assert [one.fact.person for one in shown] == list(names)
    assert "Nights at work leave nobody at home." in shown[0].fact.words
    assert shown[0].fact.asks
    said = dict(Answer.objects.seen_by(social_worker).filter(step=work).values_list("question", "value"))
    mark = "\n[Early help assessment, 21 Sep 2026]"
    assert said == {
        "risk:1:what": f"Alone from six to eight.{mark}", "risk:1:whom": [str(children[0].pk)],
        "risk:1:sure": "told", "risk:danger": f"Kofi could be hurt before anybody is awake.{mark}",
    }  # fmt: skip
    assert work.state == "not_started"


def test_a_finished_early_help_assessment_is_compared_with_the_social_workers(
    around, school, manager, hub, children, social_worker
) -> None:
    writing.fill(school, around.assessment, outcome="step_up")
    steps.submit(school, around.assessment, asked=None)
    contact = Contact.objects.seen_by(manager).get()
    deciding.decide(
        manager,
        contact,
        outcomes={1: "referral_assessment", 2: "referral_assessment"},
        reason="Yes.",
        team=hub,
    )

    work = Step.objects.seen_by(social_worker).get(kind="single_assessment")
    names = {one.pk: one.given_name for one in children}
    earlier = before.previous(social_worker, work, names)
    assert earlier is not None and earlier.pk == around.assessment.pk
    assert before.last_time(social_worker, earlier, names).answers[("care", None)] == "Said and seen."


def test_the_worries_come_back_with_early_help_and_are_carried_up_once(
    asked, manager, hub, school, children, social_worker
) -> None:
    """Nothing is typed again on the way down either: rows of early help, and what the family was told since."""
    outcomes = {1: "referral_assessment", 2: "referral_assessment"}
    deciding.decide(manager, asked, outcomes=outcomes, reason="Two children alone.", team=hub)
    work = Step.objects.seen_by(social_worker).get(kind="single_assessment")
    writing.save(social_worker, work, "risk:2:what", "Told to us alone.")
    writing.save(social_worker, work, "risk:danger", "Kofi could fall.", base_version=1)
    Step.objects.seen_by(manager).filter(pk=work.pk).update(
        state="completed", completed_on=date(2026, 10, 14), completed_at=clock.now()
    )
    again = open_step(
        social_worker, kind="single_assessment", people=[one.pk for one in children], team=hub,
        worker=social_worker, started_on=date(2026, 10, 14), clock_from_on=None,
    )  # fmt: skip
    assert not Answer.objects.seen_by(social_worker).filter(step=again).exists()

    offered = early_help.offer(
        manager, people=[one.pk for one in children], source="step_down", came_from=work
    )
    begun = early_help.begin(
        manager, offered, consent=agreed(given_on=date(2026, 10, 14)), lead=member(worker=school.pk)
    )

    rows = Answer.objects.seen_by(manager).filter(step=begun.assessment, question__startswith="risk:")
    said = dict(rows.values_list("question", "value"))
    assert said["risk:1:what"] == "Alone from six to eight.\n[Early help assessment, 21 Sep 2026]"
    assert said["risk:danger"] == "Kofi could fall.\n[Child and family assessment, 14 Oct 2026]"
    assert not [value for value in said.values() if "Told to us alone." in value]


def test_where_the_front_door_says_early_help_it_goes_on(asked, manager, hub, school) -> None:
    deciding.decide(
        manager, asked, outcomes={1: "early_help", 2: "early_help"}, reason="It works.", team=None
    )

    held = TeamAround.objects.seen_by(school).get()
    assert (held.is_open, held.stepped_to) == (True, None)


def test_a_contact_answered_with_early_help_offers_it(manager, hub, children, social_worker) -> None:
    contact = make.contact(children, team=hub, worker=social_worker, state="in_progress")
    steps.hand_in(social_worker, contact.step)

    deciding.decide(
        manager, contact, outcomes={1: "early_help", 2: "early_help"}, reason="With school.", team=None
    )

    offered = TeamAround.objects.seen_by(manager).get()
    assert (offered.source, offered.started_on) == ("contact", None)
    assert offered.people_ids() == [one.pk for one in children]


def test_in_2011_the_source_is_the_agency_of_the_lead_professional(monkeypatch, db) -> None:
    monkeypatch.setenv("KITH_TODAY", "2011-10-26")
    team = make.team("CAF North")
    bea = make.worker("Bea Lund", role="early_help_worker", team=team)
    begun = early_help.begin_for_new(
        bea,
        children=[early_help.NewChild("Tia", "Marlowe", "3/2/2002", "F")],
        consent=agreed(given_on=date(2011, 10, 3)),
        lead=member(),
    )
    assert begun.assessment.title == "Common assessment"

    contact = actions.step_up(bea, TeamAround.objects.seen_by(bea).get(), why=WHY)

    assert contact.source == "2A"


def test_the_page_shows_what_goes_along_and_refuses_without_a_reason(around, school, browser) -> None:
    client = browser(school)
    writing.save(school, around.assessment, "network", "Gran: every school morning.")
    address = reverse("early_help_step_up", kwargs={"number": around.pk})

    assert "Gran: every school morning." in client.get(address).content.decode()
    wrong = client.post(address, {"why": " "})
    assert wrong.status_code == 422
    assert "Say what has changed" in wrong.content.decode()
    assert not Contact.objects.unguarded("a rule needs every row, and shows none").exists()
    sent = client.post(address, {"why": WHY})
    assert sent.status_code == 302
    assert "A social worker is asked to look" in client.get(sent["Location"]).content.decode()
