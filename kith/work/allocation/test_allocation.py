from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from kith.core import Refused
from kith.work.allocation import actions, queries, rules
from kith.work.models import Allocation, Involvement, Notice, Step
from tests import make

TODAY = date(2026, 10, 14)
WEIGHTS = {"involvement": Decimal("0.5"), "assessment": Decimal(1), "enquiry": Decimal("1.5")}


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
    assert "no longer open" in obstacle(running=None)


def test_a_new_involvement_may_start_on_the_day_the_last_one_ended_and_not_before():
    def starting(on, **facts):
        known = {"open_since": None, "last_ended_on": date(2026, 9, 30), "started_on": on, "today": TODAY}
        return rules.obstacle_to_starting(**{**known, **facts})

    assert starting(date(2026, 9, 30)) is None
    assert "until 30 Sep 2026" in starting(date(2026, 9, 29))
    assert "in the future" in starting(date(2026, 10, 15))
    assert "since 1 Oct 2026" in starting(TODAY, open_since=date(2026, 10, 1))


def test_the_heaviest_work_counts_and_an_open_case_weighs_something():
    assert rules.weight_of_child([], WEIGHTS) == Decimal("0.5")
    assert rules.weight_of_child(["assessment"], WEIGHTS) == Decimal(1)
    assert rules.weight_of_child(["assessment", "enquiry"], WEIGHTS) == Decimal("1.5")
    assert rules.weight_of_child(["something new"], WEIGHTS) == Decimal("0.5")


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
    rows = Allocation.objects.unguarded("a rule needs every row, and shows none").filter(
        involvement=involvement
    )
    return list(rows.order_by("started_on", "pk").values_list("worker__name", "started_on", "ended_on"))


def test_allocating_ends_the_unallocated_spell_and_tells_the_worker(colin, amina, north, waiting):
    actions.allocate(colin, waiting, worker=amina, team=north, on=TODAY, note="Knows the school")

    assert spells(waiting) == [(None, date(2026, 10, 9), TODAY), ("Amina Rahman", TODAY, None)]
    notice = Notice.objects.get(worker=amina)
    assert notice.words == "A child has been allocated to you by Colin Burge. Knows the school"
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

    assert queries.weights_of_children(colin, [tia.pk, kofi.pk]) == {
        tia.pk: Decimal(1),
        kofi.pk: Decimal("0.5"),
    }
    assert queries.weights_of_workers(colin, [amina.pk, colin.pk]) == {
        amina.pk: queries.Caseload(2, Decimal("1.5")),
        colin.pk: queries.Caseload(0, Decimal(0)),
    }
