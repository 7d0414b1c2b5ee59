"""Not seen by the day due: one relation for the daily list and for packs, and it says what a child's page says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kith.access import practice
from kith.core import period as periods
from kith.performance import lists
from kith.performance.daily import drawing
from kith.performance.facts import unseen
from kith.performance.lists import Behind
from kith.performance.packs.registers import NOT_SEEN
from kith.work.models import Standing, Timescale
from kith.work.visits.due import standing
from tests import make
from tests.make.chance import moment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
OPENED = date(2026, 7, 1)


@pytest.fixture
def team(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.team("North team")


@pytest.fixture
def head(team):
    return make.worker(role="head_of_service", team=team)


def opened(team, *standings, seen=(), on=OPENED, step=""):
    """A child with a case, who stands in these ways since a day, was seen on these days, with work under way."""
    child = make.child()
    case = make.involvement(child, team=team, started_on=on)
    for kind, since in standings:
        Standing.objects.create(
            person=child,
            kind=kind,
            involvement=case,
            started_on=since,
            by=make.system(),
            recorded_at=moment(since),
        )
    for day, how, kind in seen:
        make.visit([child], visited_at=moment(day), seen=how, kind=kind)
    if step:
        make.step(step, [child], started_on=date(2026, 9, 1))
    return child


def rows(as_at=TODAY, clocks=None):
    settings = None if clocks is None else {"visit_clocks": unseen.told(clocks)}
    found = lists.rows(Behind(NOT_SEEN.indicator, periods.day(TODAY), TODAY, as_at=as_at, settings=settings))
    return {row["person_id"]: row for row in found}


SEPTEMBER, WEEK_AGO = date(2026, 9, 15), date(2026, 10, 7)
CHILDREN = {
    "never seen": {},
    "seen in time": {"seen": [(WEEK_AGO, "seen", "home")]},
    "seen long ago": {"seen": [(date(2026, 8, 3), "alone", "home"), (WEEK_AGO, "not_seen", "home")]},
    "rung up": {"seen": [(WEEK_AGO, "seen", "telephone")]},
    "on a plan, not alone": {"standings": [("protection", SEPTEMBER)], "seen": [(WEEK_AGO, "seen", "home")]},
    "on a plan, alone": {"standings": [("protection", SEPTEMBER)], "seen": [(WEEK_AGO, "alone", "school")]},
    "in care": {"standings": [("looked_after", SEPTEMBER)]},
    "in an enquiry": {"seen": [(WEEK_AGO, "seen", "home")], "step": "section_47_enquiry"},
    "opened today": {"on": TODAY},
}


def test_the_relation_says_of_each_child_what_the_page_of_the_child_says(team, head):
    children = {
        opened(team, *how.get("standings", ()), seen=how.get("seen", ()), on=how.get("on", OPENED),
               step=how.get("step", "")).pk: name
        for name, how in CHILDREN.items()
    }  # fmt: skip

    told = standing(head, list(children), TODAY).due
    page = {children[person]: (one.title, one.on) for person, one in told.items() if one.on < TODAY}
    here = {children[person]: (row["title"], row["due_on"]) for person, row in rows().items()}

    assert here == page
    assert here.keys() == {"never seen", "seen long ago", "rung up", "on a plan, not alone", "in an enquiry"}


def test_the_daily_list_and_packs_have_the_same_visits(team, head):
    late = opened(team, seen=[(date(2026, 8, 3), "seen", "home")])
    child = opened(team, seen=[(WEEK_AGO, "seen", "home")])
    Timescale.objects.create(
        person=child, code="care_visit_6_weeks", title="Visit to a child in care", from_on=SEPTEMBER, due_on=WEEK_AGO,
        reason="the law", by=make.system(), recorded_at=moment(SEPTEMBER),
    )  # fmt: skip

    listed = {one.people[0]: one.since for one in drawing.drawn(TODAY) if one.kind == "not_seen"}

    assert listed == {person: row["due_on"] for person, row in rows(as_at=TODAY - timedelta(days=1)).items()}
    assert listed.keys() == {late.pk, child.pk}
    assert listed[child.pk] == WEEK_AGO


def test_how_often_is_what_the_clocks_of_the_practice_say(team):
    child = opened(team, seen=[(date(2026, 8, 3), "seen", "home")])
    (clock,) = [one for one in practice.on(TODAY).visit_clocks if one.code == "in_need"]

    assert rows()[child.pk]["due_on"] == date(2026, 9, 1)  # twenty working days, a bank holiday among them
    assert rows(clocks=[replace(clock, working_days=60)]) == {}
    calendar_days = replace(clock, working_days=None, calendar_days=72)
    assert rows(clocks=[calendar_days]) == {}  # the last of them is today
    assert rows(clocks=[replace(calendar_days, calendar_days=71)]).keys() == {child.pk}
    assert rows(clocks=[]) == {}


def test_a_past_day_knows_the_visits_that_were_written_down_by_then(team):
    child = opened(team)
    make.visit([child], visited_at=moment(date(2026, 8, 3)), recorded_at=moment(WEEK_AGO))

    before, after = rows(as_at=WEEK_AGO - timedelta(days=1)), rows(as_at=WEEK_AGO)

    assert (before[child.pk]["due_on"], before[child.pk]["last_seen_on"]) == (date(2026, 7, 29), None)
    assert (after[child.pk]["due_on"], after[child.pk]["last_seen_on"]) == (
        date(2026, 9, 1),
        date(2026, 8, 3),
    )
