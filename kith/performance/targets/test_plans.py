from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.test import Client

from kith.core import Refused
from kith.performance import held
from kith.performance.choices import Choices
from kith.performance.figure import Place
from kith.performance.indicators import INDICATORS
from kith.performance.measure.queries import measure
from kith.performance.models import TeamAction, TeamTarget
from kith.performance.targets import actions
from kith.performance.test_pages import done
from kith.performance.tree import tree
from tests import make

pytestmark = pytest.mark.django_db
KEYS = (f"0b5c9f5e-3a51-4b36-c2f8-{number:012d}" for number in range(1, 10**6))
TARGET = {
    "code": "single_45wd",
    "kind": "floor",
    "value": "95%",
    "started_on": "1/4/2026",
    "why": "Ours is better",
}


@pytest.fixture
def area():
    return make.team("North", code="north", kind="area")


@pytest.fixture
def team(area):
    return make.team("North team", code="north-team", parent=area)


def signed_in(role: str, team, name: str = "Colin Burge") -> Client:
    client = Client()
    client.force_login(make.worker(name, role=role, team=team))
    return client


@pytest.fixture
def manager(team) -> Client:
    return signed_in("team_manager", team)


def write(client: Client, do: str, number: int | str = "", team: str = "north-team", **fields: str):
    sent = {"_key": next(KEYS), "do": do, "number": str(number), **fields}
    return client.post(f"/performance/plans/{team}/write/", sent)


def a_target(team, **facts) -> TeamTarget:
    facts = {
        "team": team, "code": "single_45wd", "kind": "floor", "value": 95, "started_on": date(2026, 4, 1),
        "why": "Ours", "set_at": make.moment(date(2026, 4, 1)), "by": make.worker(),
    } | facts  # fmt: skip
    return TeamTarget.objects.create(**facts)


def an_action(target, **facts) -> TeamAction:
    facts = {
        "target": target, "what": "Look at every late one on Mondays", "who": make.worker("Dana Cole"),
        "due_on": date(2026, 10, 1), "added_at": make.moment(date(2026, 9, 1)), "by": make.worker(),
    } | facts  # fmt: skip
    return TeamAction.objects.create(**facts)


def test_a_team_sets_a_target_and_sees_the_live_figure_beside_it(manager, team) -> None:
    done(team, children=3)
    done(team, late=1)

    answer = write(manager, "set", **TARGET, deadline_on="31/3/2027")
    page = manager.get("/performance/plans/north-team/").content.decode()

    kept = TeamTarget.objects.get()
    assert answer.status_code == 302
    assert (kept.value, kept.started_on, kept.ended_on, kept.deadline_on) == (
        95, date(2026, 4, 1), None, date(2027, 3, 31),
    )  # fmt: skip
    assert "75.0%" in page
    assert "3 of 4" in page
    assert "Ours is better" in page
    assert "Well off target" in page
    assert "Too few points to forecast" in page


def test_the_team_s_own_target_stands_before_the_authority_s_for_that_team_alone(manager, team) -> None:
    done(team, late=1)
    a_target(team, value=Decimal("97.5"))

    own = manager.get("/performance/single_45wd/?area=north-team").content.decode()
    everyone = manager.get("/performance/single_45wd/").content.decode()
    dashboard = manager.get("/performance/?area=north-team").content.decode()

    assert "The target is 97.5% (set by North team: Ours)." in own
    assert "The target is 90%" in everyone
    assert "97.5%" in dashboard


def test_a_target_holds_on_its_days_and_the_authority_s_on_others(team) -> None:
    place = Place(team.pk, team.code, team.name, "team")
    a_target(team, value=97, started_on=date(2026, 6, 1), ended_on=date(2026, 9, 1))

    days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 8, 31), date(2026, 9, 1)]
    found = held.targets_over(INDICATORS["single_45wd"], days, place, held.own_targets(place))

    assert [one.value for one in found if one] == [90, 97, 97, 90]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"code": "unheard_of"}, "Choose a measure from the list."),
        ({"kind": "about"}, "Choose at least, at most or between."),
        ({"value": "many"}, "Write a number, such as 90 or 2.5."),
        ({"value": "101"}, "A share is at most 100%."),
        ({"kind": "range", "high": "90"}, "The upper end is less than the lower end."),
        ({"started_on": "yesterday week"}, "That cannot be read as one day."),
        ({"last_on": "31/3/2026"}, "It would end before it begins."),
        ({"deadline_on": "31/3/2026"}, "The deadline is before the target begins."),
        ({"deadline_on": "31/3/2050"}, "Write a day from 1990 on, and at most 10 years ahead."),
        ({"why": " "}, "Write why the team sets it."),
    ],
)
def test_a_target_that_cannot_be_set_comes_back_with_what_was_typed(manager, changed, words) -> None:
    answer = write(manager, "set", **TARGET | changed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'value="{(TARGET | changed)["value"]}"' in page
    assert not TeamTarget.objects.exists()


def test_overlapping_targets_of_one_measure_are_refused_and_others_are_not(manager, team) -> None:
    a_target(team, started_on=date(2026, 4, 1), ended_on=date(2026, 10, 1))

    twice = write(manager, "set", **TARGET | {"started_on": "30/9/2026"})
    after = write(manager, "set", **TARGET | {"started_on": "1/10/2026"})
    other = write(manager, "set", **TARGET | {"code": "contact_decision_1wd"})

    assert twice.status_code == 422
    assert (
        "There is a target of this measure from 1 Apr 2026 until 30 Sep 2026 already."
        in twice.content.decode()
    )
    assert (after.status_code, other.status_code) == (302, 302)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"started_on": date(2026, 6, 1)}, "team_target_one_a_day"),
        ({"code": "NI059", "high": 99}, "team_target_ends_fit_its_kind"),
        ({"code": "NI059", "kind": "range", "high": 94}, "team_target_ends_fit_its_kind"),
        ({"code": "NI059", "ended_on": date(2026, 4, 1)}, "team_target_has_a_day"),
        ({"code": "NI059", "deadline_on": date(2026, 3, 31)}, "team_target_deadline_after_start"),
    ],
)
def test_the_database_keeps_what_must_hold_of_a_target(team, facts, constraint) -> None:
    a_target(team)

    with pytest.raises(IntegrityError, match=constraint):
        a_target(team, **facts)


def test_a_manager_sets_targets_for_the_own_teams_alone(manager, team, area) -> None:
    south = make.team("South team", code="south-team")
    head = signed_in("head_of_service", area)

    elsewhere = write(manager, "set", team="south-team", **TARGET)
    above = write(manager, "set", team="north", **TARGET)
    from_above = write(head, "set", **TARGET)

    assert (elsewhere.status_code, above.status_code, from_above.status_code) == (422, 422, 302)
    assert "You set targets for the teams you work in, and those under them." in elsewhere.content.decode()
    assert "Set a target" not in manager.get("/performance/plans/south-team/").content.decode()
    assert not TeamTarget.objects.filter(team=south).exists()


def test_who_sees_figures_reads_a_plan_and_others_do_not(team) -> None:
    a_target(team)
    chair, social = signed_in("conference_chair", team), signed_in("social_worker", team)

    page = chair.get("/performance/plans/north-team/")

    assert page.status_code == 200
    assert "Add an action" not in page.content.decode()
    assert write(chair, "set", **TARGET).status_code == 403
    assert social.get("/performance/plans/north-team/").status_code == 403
    assert not chair.get("/performance/plans/nobody/").content.count(b"Plan of")
    assert chair.get("/performance/plans/nobody/").status_code == 404


def test_a_target_is_ended_with_its_last_day(manager, team) -> None:
    target = a_target(team)

    early = write(manager, "end", target.pk, **{f"last_on_{target.pk}": "31/3/2026"})
    ended = write(manager, "end", target.pk, **{f"last_on_{target.pk}": "30/9/2026"})
    later = write(manager, "end", target.pk, **{f"last_on_{target.pk}": "30/9/2026"})

    target.refresh_from_db()
    assert (early.status_code, ended.status_code, later.status_code) == (422, 302, 422)
    assert target.ended_on == date(2026, 10, 1)
    assert "It would end before it begins." in early.content.decode()
    assert "It ends by that day already." in later.content.decode()
    assert "Targets that have ended" in manager.get("/performance/plans/north-team/").content.decode()


def test_an_action_has_somebody_of_the_team_and_a_day(manager, team) -> None:
    target, dana = a_target(team), make.worker("Dana Cole", team=team)
    stranger = make.worker("Una Stranger", team=make.team("Other"))

    def add(who, what="Look at late ones", due_on="30/11/2026"):
        sent = {"who": str(who.pk), "what": what, "due_on": due_on}
        return write(
            manager, "add", target.pk, **{f"{name}_{target.pk}": value for name, value in sent.items()}
        )

    added, nobody, silent, early, unread = (
        add(dana), add(stranger), add(dana, what=" "), add(dana, due_on="31/3/2026"), add(dana, due_on="soon"),
    )  # fmt: skip

    assert added.status_code == 302
    assert [each.status_code for each in (nobody, silent, early, unread)] == [422] * 4
    assert "Choose who does it, from the list." in nobody.content.decode()
    assert "Write what will be done." in silent.content.decode()
    assert "That day is before the target begins." in early.content.decode()
    assert "That cannot be read as one day." in unread.content.decode()
    kept = TeamAction.objects.get()
    assert (kept.what, kept.who, kept.due_on) == ("Look at late ones", dana, date(2026, 11, 30))
    assert "By 30 Nov 2026" in manager.get("/performance/plans/north-team/").content.decode()


def test_an_action_is_ticked_done_once(manager, team) -> None:
    one = an_action(a_target(team))
    fields = {f"done_on_{one.pk}": "2/10/2026", f"outcome_{one.pk}": "Six closed"}

    ahead = write(manager, "done", one.pk, **fields | {f"done_on_{one.pk}": "1/11/2026"})
    ticked = write(manager, "done", one.pk, **fields)
    again = write(manager, "done", one.pk, **fields)

    one.refresh_from_db()
    assert (ahead.status_code, ticked.status_code, again.status_code) == (422, 302, 422)
    assert (one.done_on, one.outcome) == (date(2026, 10, 2), "Six closed")
    page = manager.get("/performance/plans/north-team/").content.decode()
    assert "Done 2 Oct 2026, 1 day late" in page
    assert "Six closed" in page


def test_an_action_is_carried_over_to_a_later_day_and_the_old_one_stays(manager, team) -> None:
    one = an_action(a_target(team))

    same = write(manager, "carry", one.pk, **{f"carry_to_{one.pk}": "1/10/2026"})
    carried = write(manager, "carry", one.pk, **{f"carry_to_{one.pk}": "1/11/2026"})
    again = write(manager, "carry", one.pk, **{f"carry_to_{one.pk}": "1/12/2026"})

    assert (same.status_code, carried.status_code, again.status_code) == (422, 302, 422)
    assert "Choose a later day than it had." in same.content.decode()
    new = TeamAction.objects.get(carried_from=one)
    assert (new.what, new.who, new.due_on) == (one.what, one.who, date(2026, 11, 1))
    page = manager.get("/performance/plans/north-team/").content.decode()
    assert "Carried over from 1 Oct 2026" in page
    assert "By 1 Nov 2026" in page


def test_what_is_of_another_team_or_no_number_is_not_found(manager, team) -> None:
    other = a_target(make.team("Other"))

    for do in ("end", "add", "done", "carry"):
        for number in (other.pk, "x", "", 9 * 10**18):
            assert write(manager, do, number).status_code == 404, (do, number)
    assert write(manager, "burn").status_code == 422


def test_the_plan_costs_few_statements_however_many_targets(
    manager, team, django_assert_max_num_queries
) -> None:
    for code in ("single_45wd", "contact_decision_1wd", "unallocated_28"):
        for _ in range(3):
            an_action(TeamTarget.objects.filter(code=code).first() or a_target(team, code=code))
    manager.get("/performance/plans/north-team/")

    with django_assert_max_num_queries(25):
        manager.get("/performance/plans/north-team/")


@pytest.mark.parametrize(
    ("deadline", "word"), [(date(2026, 12, 31), "week"), (date(2027, 3, 31), "month")], ids=["near", "far"]
)
def test_a_state_with_a_near_deadline_is_forecast_from_weeks_in_the_same_statement(team, deadline, word):
    a_target(team, code="unallocated", kind="ceiling", value=0, deadline_on=deadline)
    for number in range(5):
        make.involvement(
            team=team, started_on=date(2026, 8, 12 + 7 * number) if number < 2 else date(2026, 9, 1)
        )
    today = date(2026, 10, 14)
    known, chosen = tree(), Choices(today, today, Place(team.pk, team.code, team.name, "team"))

    found = measure(INDICATORS["unallocated"], chosen, known)

    assert found.card.forecast.step.word == found.way.step == word
    assert len(found.card.weeks) == (13 if word == "week" else 0)
    assert f"(from 13 {word}s" in found.card.forecast.words
    assert found.way.deadline_at == 12 + (12 if word == "week" else 5)
    if word == "week":
        assert found.way.labels[12:14] == ["14 Oct", "21 Oct"]
        assert found.way.values[5:13] == [2, 5, 5, 5, 5, 5, 5, 5]


def test_of_two_who_say_what_came_of_an_action_the_second_is_refused(team) -> None:
    by = make.worker(role="team_manager", team=team)
    row = an_action(a_target(team))
    one, other, third = (TeamAction.objects.get(pk=row.pk) for _ in range(3))

    actions.tick_done(by, one, done_on=date(2026, 10, 1), outcome="Nine of ten were read")

    with pytest.raises(Refused, match="done or carried over already"):
        actions.tick_done(by, other, done_on=date(2026, 10, 2), outcome="None was read")
    with pytest.raises(Refused, match="done or carried over already"):
        actions.carry_over(by, third, due_on=date(2026, 11, 2))
    assert TeamAction.objects.get().outcome == "Nine of ten were read"
