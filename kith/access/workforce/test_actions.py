from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from kith.access.models import Event, Post, PostHolder, TrainingDue
from kith.access.workforce import actions, queries
from kith.access.workforce.rules import WantedHolder, WantedPost
from kith.core import Refused
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
SINCE = date(2025, 4, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())


@pytest.fixture
def team():
    return make.team("North")


@pytest.fixture
def lead(team):
    return make.worker("Wyn Lead", role="team_manager", team=team)


def wanted_post(**facts):
    told = {"number": "P1", "title": "Social worker", "full_time": Decimal(1), "is_established": True,
            "started_on": SINCE, "last_day": None, "source": "HR 2026"}  # fmt: skip
    return WantedPost(**(told | facts))


def wanted(**facts):
    told = {"kind": "permanent", "full_time": Decimal(1), "started_on": SINCE, "start_reason": "other_council",
            "last_day": None, "end_reason": "", "source": "HR 2026"}  # fmt: skip
    return WantedHolder(**(told | facts))


def test_a_post_is_added_with_its_source_and_an_event(team, lead):
    post = actions.add_post(lead, team, wanted=wanted_post(last_day=date(2027, 3, 31)))

    assert (post.source, post.ended_on, post.by) == ("HR 2026", date(2027, 4, 1), lead)
    assert Event.objects.filter(action="access.workforce.actions.add_post", subject_id=post.pk).count() == 1


def test_who_may_not_keep_the_workforce_changes_nothing(team):
    with pytest.raises(PermissionDenied):
        actions.add_post(make.worker(team=team), team, wanted=wanted_post())

    assert not Post.objects.exists()


def test_a_number_stands_once_at_a_time(team, lead):
    actions.add_post(lead, team, wanted=wanted_post(last_day=date(2026, 3, 31)))

    with pytest.raises(Refused, match="Post P1 stands already"):
        actions.add_post(lead, team, wanted=wanted_post(started_on=date(2026, 3, 31)))
    actions.add_post(lead, team, wanted=wanted_post(started_on=date(2026, 4, 1)))


def test_a_post_cannot_begin_before_its_team(lead):
    later = make.team("Later")
    later.started_on = date(2026, 1, 1)
    later.save()

    with pytest.raises(Refused, match="Later does not exist"):
        actions.add_post(lead, later, wanted=wanted_post())


def test_a_post_ends_only_when_nobody_is_in_it_after_that_day(team, lead):
    post = make.post(team, started_on=SINCE)
    holder = make.holder(post)

    with pytest.raises(Refused, match="Somebody is in this post"):
        actions.end_post(lead, post, last_day=TODAY)
    actions.leave_post(lead, holder, last_day=TODAY, reason="retired")
    actions.end_post(lead, post, last_day=TODAY)

    assert Post.objects.get().ended_on == date(2026, 10, 15)
    with pytest.raises(Refused, match="has ended"):
        actions.end_post(lead, post, last_day=TODAY)


def test_two_halves_fit_into_a_post_and_a_third_does_not(team, lead):
    post, half = make.post(team, started_on=SINCE), Decimal("0.5")
    for _ in range(2):
        actions.put_in_post(lead, post, worker=None, wanted=wanted(full_time=half))

    with pytest.raises(Refused, match=r"1\.5 of a post of 1"):
        actions.put_in_post(lead, post, worker=None, wanted=wanted(full_time=half, started_on=TODAY))


def test_an_agency_worker_covers_a_post_beside_who_is_away(team, lead):
    post = make.post(team, started_on=SINCE)
    make.holder(post)

    actions.put_in_post(lead, post, worker=None, wanted=wanted(kind="agency", start_reason="agency_start"))

    assert PostHolder.objects.count() == 2


def test_a_worker_is_in_a_post_once_at_a_time(team, lead):
    post, amina = make.post(team, started_on=SINCE), make.worker(team=team)
    actions.put_in_post(lead, post, worker=amina, wanted=wanted(full_time=Decimal("0.5")))

    with pytest.raises(Refused, match="in this post already"):
        actions.put_in_post(lead, post, worker=amina, wanted=wanted(full_time=Decimal("0.5")))


@pytest.mark.parametrize(
    ("kind", "reason", "has_left"),
    [("permanent", "resigned", True), ("permanent", "moved", False), ("agency", "contract_over", False)],
)
def test_who_left_the_council_is_told_from_who_moved(team, lead, kind, reason, has_left):
    holder = make.holder(make.post(team, started_on=SINCE), kind)

    left = actions.leave_post(lead, holder, last_day=date(2026, 9, 30), reason=reason)

    assert (left.has_left, left.ended_on) == (has_left, date(2026, 10, 1))
    with pytest.raises(Refused, match="already"):
        actions.leave_post(lead, holder, last_day=TODAY, reason=reason)


def test_a_post_taken_back_makes_its_number_free_and_one_that_was_held_stays(team, lead):
    post, held = make.post(team, number="P1", started_on=SINCE), make.post(team, started_on=SINCE)
    make.holder(held)

    actions.take_back_post(lead, post)
    actions.add_post(lead, team, wanted=wanted_post())

    with pytest.raises(Refused, match="Somebody has been in this post"):
        actions.take_back_post(lead, held)
    with pytest.raises(Refused, match="taken back meanwhile"):
        actions.end_post(lead, post, last_day=TODAY)


def test_training_is_noted_once_and_done_once(team, lead):
    amina = make.worker(team=team)
    told = {"course": "child_protection", "due_on": date(2026, 11, 1), "done_on": None, "source": "HR"}
    row = actions.add_training(lead, amina, **told)

    with pytest.raises(Refused, match="by that day already"):
        actions.add_training(lead, amina, **told)
    with pytest.raises(Refused, match="cannot lie ahead"):
        actions.tick_training(lead, row, done_on=date(2026, 10, 15))
    actions.tick_training(lead, row, done_on=TODAY)
    with pytest.raises(Refused, match="was done on 14 Oct 2026 already"):
        actions.tick_training(lead, row, done_on=TODAY)
    with pytest.raises(Refused, match="Choose a course"):
        actions.add_training(lead, amina, **told | {"course": "juggling"})


def test_every_line_is_taken_or_none(team, lead):
    good, bad = wanted_post(), wanted_post(number="P2", title="")

    with pytest.raises(Refused, match="Line 3: Write what the post is called"):
        actions.read_in(lead, [(2, actions.post_line(team, good)), (3, actions.post_line(team, bad))])

    assert not Post.objects.exists()


def test_the_same_lines_again_change_nothing_and_an_end_ends(team, lead):
    line = [(2, actions.post_line(team, wanted_post()))]
    over = [(2, actions.post_line(team, wanted_post(last_day=TODAY)))]

    assert [actions.read_in(lead, lines) for lines in (line, line, over, over)] == [
        (1, 0),
        (0, 1),
        (1, 0),
        (0, 1),
    ]
    assert Post.objects.get().ended_on == date(2026, 10, 15)


def test_a_line_that_contradicts_a_post_is_told(team, lead):
    actions.read_in(lead, [(2, actions.post_line(team, wanted_post()))])

    with pytest.raises(Refused, match="Line 2: Post P1 stands from that day with another"):
        actions.read_in(lead, [(2, actions.post_line(team, wanted_post(full_time=Decimal("0.5"))))])


def test_lines_about_people_and_training_come_in_again_too(team, lead):
    post, amina = make.post(team, started_on=SINCE), make.worker(team=team)
    left = wanted(last_day=date(2026, 9, 30), end_reason="resigned")
    lines = [
        actions.holder_line(post, amina, wanted()), actions.holder_line(post, amina, wanted()),
        actions.holder_line(post, amina, left), actions.holder_line(post, amina, left),
        actions.training_line(amina, "system", TODAY, None, "HR"),
        actions.training_line(amina, "system", TODAY, date(2026, 10, 1), "HR"),
        actions.training_line(amina, "system", TODAY, date(2026, 10, 1), "HR"),
    ]  # fmt: skip

    assert actions.read_in(lead, list(enumerate(lines))) == (4, 3)
    assert PostHolder.objects.get().has_left
    assert TrainingDue.objects.get().done_on == date(2026, 10, 1)


def test_teams_are_told_in_hours_with_seven_queries(team, lead, django_assert_num_queries):
    south = make.team("South")
    amina = make.worker(team=south)
    make.holder(make.post(team, started_on=SINCE), full_time="0.6", started_on=date(2026, 1, 5))
    make.holder(make.post(south, started_on=SINCE), "agency")
    make.holder(make.post(south, started_on=SINCE), ended_on=date(2026, 8, 1))
    make.training(amina, date(2026, 10, 13))
    make.training(amina, TODAY)

    with django_assert_num_queries(7):
        north, other = queries.summaries([team, south], TODAY, {"from_outside"})

    assert (north.posts, north.own, north.vacant, north.started, north.late) == (
        1,
        Decimal("0.60"),
        Decimal("0.40"),
        1,
        0,
    )
    assert (other.posts, other.by_agency, other.vacant, other.left, other.late) == (2, 1, 2, 1, 1)
