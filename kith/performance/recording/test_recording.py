"""What was written down late and what is missing: counted, shown to those who can put it right, and to nobody else."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.care.models import Placement
from kith.people.models import Person
from kith.performance.recording.queries import Whose, gaps, late_entries, lateness
from kith.performance.recording.sources import GAPS, SOURCES
from kith.work.models import Standing
from tests import make
from tests.caring import in_care

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
ALL = Whose()


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())


@pytest.fixture
def team():
    return make.team("North team", code="north-team")


@pytest.fixture
def worker(team):
    return make.worker("Wendy Writer", team=team)


def seen(worker, happened_on, days, child=None):
    """A visit that was written down so many days later."""
    return make.visit(
        [child or make.child()], by=worker, visited_at=make.moment(happened_on, 10),
        recorded_at=make.moment(happened_on + timedelta(days=days), 12),
    )  # fmt: skip


def told(child=None, **facts):
    """A child of whom nothing is missing, unless facts say so."""
    facts = {"ethnicity": "WBRI", "sex": "F"} | facts
    one = child or make.child(**facts)
    one.traits.create(kind="disability", code="NONE", recorded_at=make.moment(TODAY), by=make.system())
    return one


def words_of(client, address="/performance/recorded/late/", status=200):
    page = client.get(address)
    assert page.status_code == status
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def opened(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def test_a_week_is_not_late_and_a_day_more_is(team, worker):
    seen(worker, date(2026, 9, 1), 7)
    seen(worker, date(2026, 9, 1), 8)
    seen(worker, date(2026, 9, 1), 30)
    seen(worker, date(2026, 5, 1), 40)

    whole, own = lateness(ALL, TODAY)

    assert (whole.team, whole.worker, whole.written, whole.late) == ("North team", "", 3, 2)
    assert (own.worker, own.middle, own.longest) == ("Wendy Writer", 8, 30)
    assert [one.days for one in late_entries(ALL, TODAY, worker)] == [30, 8]


def test_every_kind_of_source_is_read(team, worker):
    child = make.child()
    make.involvement(child, team, worker, started_on=date(2026, 8, 1))
    late = make.moment(date(2026, 9, 20))
    make.step("single_assessment", [child], team=team, worker=worker, state="completed",
              started_on=date(2026, 8, 3), completed_on=date(2026, 9, 1), completed_at=late)  # fmt: skip
    period = in_care(child, date(2026, 8, 20), worker)
    Standing.objects.unguarded(EVERY_ROW).filter(pk=period.pk).update(recorded_at=late)
    Placement.objects.unguarded(EVERY_ROW).filter(period=period).update(
        recorded_at=late, postcode="", provider=""
    )

    found = {one.title: one.days for one in late_entries(ALL, TODAY, worker)}

    assert found == {"Finished work": 19, "Time in care": 31, "Placement": 31}
    assert {gap.name for gap, _ in gaps(ALL, TODAY)} >= {
        "postcode",
        "provider",
        "ethnicity",
        "disability",
        "need",
    }
    assert len({source.name for source in SOURCES}) == len(SOURCES)


def test_what_is_missing_is_counted_of_open_cases_alone(team, worker):
    fine = told()
    case = make.involvement(fine, team, worker)
    case.need = "N1"
    case.save()
    assert gaps(ALL, TODAY) == []

    unknown = told(ethnicity="", sex="U")
    other = make.involvement(unknown, team, worker)
    other.need = "N1"
    other.save()
    Person.objects.seen_by(worker).filter(pk=unknown.pk).update(
        born_on=None, born_by=None, born_precision="unknown"
    )
    closed = make.involvement(make.child(ethnicity=""), team, worker, ended_on=date(2026, 9, 30))

    assert [(gap.name, number) for gap, number in gaps(ALL, TODAY)] == [
        ("born", 1),
        ("sex", 1),
        ("ethnicity", 1),
    ]
    assert closed.pk


def test_a_worker_sees_what_is_their_own(team, worker):
    child = make.child("Tia", "Latecomer")
    make.involvement(child, team, worker)
    seen(worker, date(2026, 9, 1), 20, child)
    other = make.worker("Olly Other", team=team)
    seen(other, date(2026, 9, 1), 50, make.child("Nia", "Elsewhere"))

    said = words_of(opened(worker), "/performance/recorded/late/?area=north-team")

    assert "Tia Latecomer" in said
    assert "Elsewhere" not in said
    assert "Olly Other" not in said
    assert Look.objects.filter(worker=worker, person_id=child.pk, page="recording").count() == 1


def test_a_manager_sees_the_team_first_and_a_head_everybody(team, worker):
    elsewhere = make.worker("Olly Other", team=make.team("South team"))
    seen(worker, date(2026, 9, 1), 20)
    seen(elsewhere, date(2026, 9, 1), 30)
    manager = opened(make.worker(role="team_manager", team=team))
    head = opened(make.worker(role="head_of_service", team=team))

    assert "Wendy Writer" in words_of(manager)
    assert "Olly Other" not in words_of(manager)
    assert "South team" in words_of(head)
    assert "Olly Other" in words_of(head)  # in the list of what came late
    assert "Wendy Writer" in words_of(head, "/performance/recorded/late/?area=north-team")
    assert "Olly Other" not in words_of(head, "/performance/recorded/late/?area=north-team")


def test_each_gap_leads_to_where_it_is_put_right(team, worker):
    child = make.child()
    make.involvement(child, team, worker)
    client = opened(worker)

    for gap in gaps(Whose(worker=worker.pk), TODAY):
        page = client.get(f"/performance/recorded/late/?gap={gap[0].name}").content.decode()
        href = re.findall(r'<a class="k-strong" href="(/(?:person|involvement|step)/[^"]+)"', page)
        assert href, gap[0].name
        assert client.get(href[0]).status_code == 200
    assert len(GAPS) == 9


def test_who_may_not_see_names_sees_how_many(team, worker):
    seen(worker, date(2026, 9, 1), 20, make.child("Tia", "Latecomer"))
    analyst = opened(make.worker(role="analyst", team=team))

    said = words_of(analyst, "/performance/recorded/late/?area=north-team")

    assert "Wendy Writer" in said
    assert "Latecomer" not in said
    assert "Names are for those who need them." in said


def test_a_restricted_child_is_not_told(team, worker):
    seen(make.worker(team=team), date(2026, 9, 1), 20, make.restricted(make.child("Nia", "Hidden")))

    assert "Hidden" not in words_of(opened(make.worker(role="team_manager", team=team)))


def test_an_area_there_is_not_is_said(team):
    said = words_of(
        opened(make.worker(role="head_of_service", team=team)), "/performance/recorded/late/?area=mars", 422
    )

    assert "There is no such area or team." in said


def test_nothing_late_and_nothing_missing_is_said(team, worker):
    said = words_of(opened(worker))

    assert "Nothing was written down late." in said
    assert "Nothing is missing." in said


def test_the_number_of_queries_does_not_grow(team, worker):
    head = opened(make.worker(role="head_of_service", team=team))
    head.get("/performance/recorded/late/")
    for number in range(20):
        child = make.child()
        make.involvement(child, team, worker)
        seen(worker, date(2026, 9, 1), 8 + number, child)
    with CaptureQueriesContext(connection) as asked:
        head.get("/performance/recorded/late/")

    assert len(asked) <= 20
