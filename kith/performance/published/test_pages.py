"""What changed since a figure was published: who joined, who left, how late, and for whose eyes."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.core import clock
from kith.core import period as periods
from kith.performance.actions import publish
from kith.performance.indicators import INDICATORS
from kith.performance.models import Definition, Publication
from kith.work.models import Allocation, Involvement, Step
from tests import make

pytestmark = pytest.mark.django_db
SEPTEMBER = periods.month(date(2026, 9, 1))
PUBLISHED_ON = "2026-10-02"


@pytest.fixture
def team():
    return make.team("North team")


@pytest.fixture
def head(team):
    return make.worker(role="head_of_service", team=team)


def opened(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def assessment(team, completed_on, recorded_on, child=None, **facts):
    return make.step(
        "single_assessment", [child or make.child()], team=team, state="completed", started_on=date(2026, 8, 3),
        completed_on=completed_on, completed_at=make.moment(recorded_on, 16), **facts,
    )  # fmt: skip


def frozen(monkeypatch, head, code="single_45wd", period=SEPTEMBER, on=SEPTEMBER.last_day) -> Publication:
    monkeypatch.setenv("KITH_TODAY", PUBLISHED_ON)
    made = publish(head, INDICATORS[code], period=period, on=on)
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return made


def words_of(client, made):
    page = client.get(f"/performance/{made.code}/published/{made.pk}/")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_nothing_has_changed_is_said(monkeypatch, team, head) -> None:
    assessment(team, date(2026, 9, 10), date(2026, 9, 10))

    said = words_of(opened(head), frozen(monkeypatch, head))

    assert "Nothing has changed." in said
    assert "Today’s definition is the same." in said


def test_who_joined_is_told_with_how_late_it_was_recorded(monkeypatch, team, head) -> None:
    assessment(team, date(2026, 9, 10), date(2026, 9, 10))
    made = frozen(monkeypatch, head)
    late = make.child("Tia", "Latecomer")
    assessment(team, date(2026, 9, 20), date(2026, 10, 9), child=late)

    said = words_of(opened(head), made)

    assert "1 of 1 As published" not in said
    assert "Joined the list: 1" in said
    assert "Tia Latecomer" in said
    assert "20 Sep 9 Oct 19 " in said
    assert "Completed: not recorded, now 20 Sep 2026." in said
    assert "Recorded 19 days after it happened." in said
    assert Look.objects.filter(person_id=late.pk, page="published_figure").count() == 1


def test_who_left_and_who_counts_differently_is_told(monkeypatch, team, head) -> None:
    gone = assessment(team, date(2026, 9, 10), date(2026, 9, 10))
    late = assessment(team, date(2026, 9, 11), date(2026, 9, 11))
    made = frozen(monkeypatch, head)
    every = Step.objects.unguarded(EVERY_ROW)
    every.filter(pk=gone.pk).update(completed_on=date(2026, 8, 30))
    every.filter(pk=late.pk).update(due_on=date(2026, 9, 1))

    said = words_of(opened(head), made)

    assert "Left the list: 1" in said
    assert "Counted differently: 1" in said
    assert "not known" in said
    assert "100.0%" in said
    assert "0.0%" in said


def test_a_case_that_ended_before_and_was_closed_late_leaves_the_list(monkeypatch, team, head) -> None:
    case = make.involvement(make.child(), team, started_on=date(2026, 8, 1))
    made = frozen(monkeypatch, head, "cin_open", periods.day(SEPTEMBER.last_day))
    over = {"ended_on": date(2026, 9, 25), "ended_recorded_at": make.moment(date(2026, 10, 12))}
    Allocation.objects.unguarded(EVERY_ROW).filter(involvement=case).update(**over)
    Involvement.objects.unguarded(EVERY_ROW).filter(pk=case.pk).update(**over, end_reason="RC7")

    said = words_of(opened(head), made)

    assert "1.000000" not in said
    assert "Left the list: 1" in said
    assert "25 Sep 12 Oct 17 Ended: not recorded, now 25 Sep 2026." in said


def test_names_are_for_those_who_may_see_them(monkeypatch, team, head) -> None:
    made = frozen(monkeypatch, head)
    assessment(team, date(2026, 9, 20), date(2026, 10, 9), child=make.child("Tia", "Latecomer"))
    analyst = make.worker(role="analyst", team=team)

    said = words_of(opened(analyst), made)

    assert "Latecomer" not in said
    assert "Names are for those who need them." in said
    assert "Recorded 19 days after it happened." in said
    assert not Look.objects.filter(worker=analyst).exists()


def test_a_restricted_child_is_in_the_numbers_and_not_in_the_list(monkeypatch, team, head) -> None:
    made = frozen(monkeypatch, head)
    hidden = make.restricted(make.child("Nia", "Hidden"))
    assessment(team, date(2026, 9, 20), date(2026, 10, 9), child=hidden)
    manager = make.worker(role="team_manager", team=team)

    said = words_of(opened(manager), made)

    assert "Joined the list: 1" in said
    assert "Hidden" not in said
    assert "A child not identified" not in said
    assert "0 of 1 are listed" in said


def test_an_earlier_definition_is_told_beside_todays(monkeypatch, team, head) -> None:
    assessment(team, date(2026, 9, 10), date(2026, 9, 10))
    made = frozen(monkeypatch, head)
    kept = Definition.objects.get(pk=made.definition)
    kept.hash, kept.words, kept.terms = "0" * 16, "Finished within a year.", {**kept.terms, "part": "true"}
    kept.save(force_insert=True)
    other = Publication.objects.get(pk=made.pk)
    other.pk, other.definition, other.read_on = None, "0" * 16, date(2026, 10, 1)
    other.save(force_insert=True)

    said = words_of(opened(head), other)
    measure = opened(head).get(f"/performance/{made.code}/").content.decode()

    assert "Finished within a year." in said
    assert "What counts true completed_on &lt;= due_on" in said
    assert "Nothing has changed." in said
    assert "Finished within a year." in measure
    assert f"/performance/{made.code}/published/{other.pk}/#definition" in measure


def test_a_definition_that_was_not_kept_leaves_the_figure_as_it_is(monkeypatch, team, head) -> None:
    made = frozen(monkeypatch, head)
    made.pk, made.definition, made.read_on = None, "f" * 16, date(2026, 10, 1)
    made.save(force_insert=True)

    assert "It cannot be counted again." in words_of(opened(head), made)


def test_a_relation_the_record_no_longer_has_is_said(monkeypatch, team, head) -> None:
    made = frozen(monkeypatch, head)
    kept = Definition.objects.get(pk=made.definition)
    kept.hash, kept.sql = "1" * 16, "select * from a_table_that_went"
    kept.save(force_insert=True)
    made.pk, made.definition, made.read_on = None, "1" * 16, date(2026, 10, 1)
    made.save(force_insert=True)

    assert "It cannot be counted again." in words_of(opened(head), made)


@pytest.mark.parametrize(
    "address", ["/performance/referrals/published/{}/", "/performance/single_45wd/published/99/"]
)
def test_what_was_not_published_is_not_there(monkeypatch, team, head, address) -> None:
    made = frozen(monkeypatch, head)

    assert opened(head).get(address.format(made.pk)).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_changes(monkeypatch, team, head) -> None:
    made = frozen(monkeypatch, head)
    client = opened(head)
    client.get(f"/performance/{made.code}/published/{made.pk}/")
    for number in range(12):
        assessment(team, date(2026, 9, 20), date(2026, 10, 3 + number % 9))
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/performance/{made.code}/published/{made.pk}/")

    assert len(asked) <= 40
    assert clock.today() == date(2026, 10, 14)
