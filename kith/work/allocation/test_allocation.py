from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.access.models import Event
from kith.core import Refused, clock
from kith.work.allocation import actions, queries, rules
from kith.work.models import Allocation, CaseExtra, Involvement, Notice, Step
from tests import make

TODAY = date(2026, 10, 14)


def obstacle(**facts):
    known = {
        "ended_on": None,
        "running": rules.Spell(1, None, date(2026, 10, 9)),
        "wanted": rules.Spell(1, 7, TODAY),
        "taker": rules.Taker("Ben Okoye", is_active=True, in_team=True),
        "team_is_open": True,
        "today": TODAY,
    }
    return rules.obstacle_to_allocating(**{**known, **facts})


def test_a_child_may_go_to_a_worker_of_the_team_from_the_first_day_of_the_spell():
    assert obstacle() is None
    assert obstacle(wanted=rules.Spell(1, 7, date(2026, 10, 9))) is None


def test_not_before_the_present_spell_and_not_ahead():
    assert "since 9 Oct 2026" in obstacle(wanted=rules.Spell(1, 7, date(2026, 10, 8)))
    assert "still to come" in obstacle(wanted=rules.Spell(1, 7, date(2026, 10, 15)))


def test_not_to_somebody_who_left_or_is_elsewhere():
    gone, elsewhere = rules.Taker("Ben Okoye", False, True), rules.Taker("Ben Okoye", True, False)

    assert obstacle(taker=gone) == "Ben Okoye no longer works here."
    assert obstacle(taker=elsewhere) == "Ben Okoye is not in that team on that day."
    assert obstacle(team_is_open=False) == "That team no longer exists."


def test_what_is_so_already_or_has_ended_is_not_allocated():
    assert obstacle(running=rules.Spell(1, 7, TODAY)) == "It is held so already."
    assert "no longer open" in obstacle(ended_on=TODAY)
    assert "given to somebody else or closed meanwhile" in obstacle(running=None)


def test_a_new_involvement_may_start_on_the_day_the_last_one_ended_and_not_before():
    def starting(on, **facts):
        known = {"open_since": None, "last_ended_on": date(2026, 9, 30), "started_on": on, "today": TODAY}
        return rules.obstacle_to_starting(**{**known, **facts})

    assert starting(date(2026, 9, 30)) is None
    assert "until 30 Sep 2026" in starting(date(2026, 9, 29))
    assert "in the future" in starting(date(2026, 10, 15))
    assert "since 1 Oct 2026" in starting(TODAY, open_since=date(2026, 10, 1))


# --- with the database ---------------------------------------------------------------------------


@pytest.fixture
def the_day(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())


@pytest.fixture
def north(db, the_day):
    return make.team("Safeguarding North")


@pytest.fixture
def colin(north):
    return make.worker("Colin Burge", role="team_manager", team=north)


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def waiting(north):
    return make.involvement(make.child("Tia"), north, started_on=date(2026, 10, 9))


def spells(involvement):
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(involvement=involvement)
    return list(rows.order_by("started_on", "pk").values_list("worker__name", "started_on", "ended_on"))


def test_allocating_ends_the_unallocated_spell_and_tells_the_worker(colin, amina, north, waiting):
    actions.allocate(colin, waiting, worker=amina, team=north, on=TODAY, note="Knows the school")

    assert spells(waiting) == [(None, date(2026, 10, 9), TODAY), ("Amina Rahman", TODAY, None)]
    notice = Notice.objects.get(worker=amina)
    assert notice.words == (
        "A child has been allocated to you by Colin Burge. There is a note: see New to you in My work."
    )
    assert notice.person_id == waiting.person_id


def test_open_work_goes_with_the_child_and_other_work_stays(colin, amina, north, waiting):
    work = make.step("single_assessment", [waiting.person], team=north)
    contact = make.contact([waiting.person], team=north).step
    others = make.step("strategy_discussion", [waiting.person], worker=make.worker("Ben Okoye", team=north))

    actions.allocate(colin, waiting, worker=amina, team=north, on=TODAY)

    held = dict(Step.objects.seen_by(colin).values_list("pk", "worker__name"))
    assert held == {work.pk: "Amina Rahman", contact.pk: None, others.pk: "Ben Okoye"}


def test_back_to_the_tray_leaves_work_without_a_worker(colin, amina, north):
    held = make.involvement(make.child(), north, amina, started_on=date(2026, 10, 1))
    work = make.step("single_assessment", [held.person], worker=amina)

    actions.allocate(colin, held, worker=None, team=north, on=TODAY)

    assert Step.objects.seen_by(colin).get(pk=work.pk).worker is None
    assert spells(held)[-1] == (None, TODAY, None)


def test_several_are_allocated_together_or_not_at_all(colin, amina, north):
    family = [make.involvement(make.child(), north, started_on=date(2026, 10, 9)) for _ in range(3)]
    stranger = make.worker("Ruth Ellison", team=make.team("South"))

    with pytest.raises(Refused, match="Ruth Ellison is not in that team"):
        actions.allocate_many(colin, [(family[0], amina), (family[1], stranger)], team=north, on=TODAY)
    assert spells(family[0]) == [(None, date(2026, 10, 9), None)]

    assert actions.allocate_many(colin, [(one, amina) for one in family], team=north, on=TODAY) == 3
    assert Notice.objects.get(worker=amina).words == "3 children have been allocated to you by Colin Burge."


def test_nothing_chosen_is_told(colin, north):
    with pytest.raises(Refused, match="at least one child"):
        actions.allocate_many(colin, [], team=north, on=TODAY)


def test_a_social_worker_does_not_allocate(amina, north, waiting):
    with pytest.raises(PermissionDenied):
        actions.allocate(amina, waiting, worker=amina, team=north, on=TODAY)


def test_an_involvement_begins_unallocated_in_the_teams_tray(colin, north):
    child = make.child()

    made = actions.open_involvement(
        make.worker("Ewan Price", role="duty_manager", team=north),
        person_id=child.pk,
        family_id=None,
        team=north,
        started_on=TODAY,
        need="N1",
    )

    assert spells(made) == [(None, TODAY, None)]
    with pytest.raises(Refused, match="open to us already"):
        actions.open_involvement.__wrapped__(
            colin, person_id=child.pk, family_id=None, team=north, started_on=TODAY, need="N1"
        )


def test_ending_an_involvement_ends_who_holds_it(colin, amina, north):
    held = make.involvement(make.child(), north, amina, started_on=date(2026, 10, 1))

    actions.end_involvement(colin, held, ended_on=TODAY, reason="RC7")

    assert spells(held) == [("Amina Rahman", date(2026, 10, 1), TODAY)]
    assert Involvement.objects.seen_by(colin).get(pk=held.pk).end_reason == "RC7"
    with pytest.raises(Refused, match="ended already"):
        actions.end_involvement(colin, held, ended_on=TODAY, reason="RC7")


@pytest.mark.parametrize(
    ("ended_on", "reason", "words"),
    [
        (date(2026, 10, 15), "RC7", "future"),
        (date(2026, 9, 30), "RC7", "started on 1 Oct 2026"),
        (date(2026, 10, 10), "RC7", "allocated on 12 Oct 2026"),
        (TODAY, "", "why it ends"),
    ],
)
def test_impossible_ends_are_refused_and_change_nothing(colin, amina, north, ended_on, reason, words):
    held = make.involvement(make.child(), north, started_on=date(2026, 10, 1))
    actions.allocate(colin, held, worker=amina, team=north, on=date(2026, 10, 12))

    with pytest.raises(Refused, match=words):
        actions.end_involvement(colin, held, ended_on=ended_on, reason=reason)
    assert spells(held)[-1][2] is None


def test_caseloads_are_weighed_by_the_work_that_is_open(colin, amina, north):
    tia, kofi = (make.involvement(make.child(), north, amina).person for _ in range(2))
    make.step("single_assessment", [tia], worker=amina)

    weighed = queries.weights_of_children(colin, [tia.pk, kofi.pk])
    assert {person: weight.points for person, weight in weighed.items()} == {
        tia.pk: Decimal(1),
        kofi.pk: Decimal("0.5"),
    }
    assert queries.weights_with(colin, [amina.pk, colin.pk], [])[0] == {
        amina.pk: queries.Caseload(2, Decimal("1.5")),
        colin.pk: queries.Caseload(0, Decimal(0)),
    }


def test_work_of_a_kind_that_was_published_on_the_screen_weighs_what_its_group_does(colin, amina, north):
    held = practice.current()
    new = replace(held.steps["strategy_discussion"], code="urgent_talk", group="enquiry")
    with practice.tried(replace(held, steps=held.steps | {"urgent_talk": new})):
        child = make.involvement(make.child(), north, amina).person
        make.step("urgent_talk", [child], worker=amina, team=north)
        known = queries.weights()

        weight = queries.weights_of_children(colin, [child.pk])[child.pk]

    assert weight.points == known.work["enquiry"] > known.work["involvement"]


def test_a_worker_from_whom_a_child_is_kept_is_refused_without_a_word_why(colin, amina, north):
    child = make.restricted(readers=[colin])
    kept = make.involvement(child, north, started_on=date(2026, 10, 9))
    other = make.involvement(make.child(), north, started_on=date(2026, 10, 9))

    with pytest.raises(Refused) as refused:
        actions.allocate(colin, kept, worker=amina, team=north, on=TODAY)
    with pytest.raises(Refused, match="cannot be given 1 of these 2 children"):
        actions.allocate_many(colin, [(kept, amina), (other, amina)], team=north, on=TODAY)

    assert str(refused.value) == "Amina Rahman cannot be given this child. Choose somebody else."
    assert spells(other) == [(None, date(2026, 10, 9), None)]


def test_each_child_given_with_others_has_its_own_line_in_the_trail(colin, amina, north):
    people = [make.child() for _ in range(4)]
    held = [make.involvement(one, north, started_on=date(2026, 10, 9)) for one in people]

    with CaptureQueriesContext(connection) as few:
        actions.allocate_many(colin, [(held[0], amina)], team=north, on=TODAY)
    with CaptureQueriesContext(connection) as more:
        actions.allocate_many(colin, [(one, amina) for one in held[1:]], team=north, on=TODAY)

    assert len(more) - len(few) <= 2 * 6  # what each further child asks of the record store
    traced = Event.objects.filter(action="work.allocation.actions.give").values_list("people", flat=True)
    assert sorted(traced) == sorted([one.pk] for one in people)


def test_what_is_added_and_who_works_on_it_too_weighs(colin, amina, north):
    held = make.involvement(make.child(), north, amina)
    ben = make.worker("Ben Okoye", team=north)
    facts = {"involvement": held, "started_on": TODAY, "by": colin, "recorded_at": clock.now()}
    CaseExtra.objects.create(code="extra_court", **facts)
    CaseExtra.objects.create(code="co_work", worker=ben, **facts)

    found = queries.weights_with(colin, [amina.pk, ben.pk], [])[0]

    assert found[amina.pk] == queries.Caseload(1, Decimal("1.5"))
    assert found[ben.pk] == queries.Caseload(0, Decimal("0.5"), 1)


def test_what_makes_a_case_heavier_is_noted_once_and_ends(colin, amina, north):
    held = make.involvement(make.child(), north, amina)
    extra = actions.add_extra(colin, held, code="extra_court")
    with pytest.raises(Refused, match="noted already"):
        actions.add_extra(colin, held, code="extra_court")

    actions.end_extra(colin, extra)

    assert queries.weights_with(colin, [amina.pk], [])[0][amina.pk].weight == Decimal("0.5")
    with pytest.raises(Refused, match="over already"):
        actions.end_extra(colin, extra)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"is_open": False}, "no longer open"),
        ({"is_known": False}, "what makes it heavier"),
        ({"needs_worker": True}, "who works on it too"),
        ({"has_worker": True}, "Only working together"),
        ({"needs_worker": True, "has_worker": True, "is_holder": True}, "holds this child already"),
        ({"needs_worker": True, "has_worker": True}, None),
        ({}, None),
    ],
)
def test_what_cannot_be_added_is_told(facts, words):
    known = {
        "is_open": True, "is_known": True, "needs_worker": False, "has_worker": False, "is_holder": False,
    }  # fmt: skip
    found = rules.obstacle_to_extra(**{**known, **facts})
    assert found is None if words is None else words in found


def test_a_child_somebody_else_gave_meanwhile_is_not_given_again(colin, amina, north):
    ben = make.worker("Ben Okoye", team=north)
    first, second = (make.involvement(make.child(), north, started_on=date(2026, 10, 9)) for _ in range(2))
    actions.allocate(colin, first, worker=amina, team=north, on=TODAY)

    with pytest.raises(Refused, match="1 child you ticked was allocated or closed by somebody else"):
        actions.allocate_many(colin, [(first, ben), (second, ben)], team=north, on=TODAY, from_tray=True)

    held = Allocation.objects.unguarded(EVERY_ROW).filter(ended_on=None).order_by("involvement")
    assert list(held.values_list("worker__name", flat=True)) == ["Amina Rahman", None]
