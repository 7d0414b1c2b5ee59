"""A frozen month: every figure with its list, once; read again by its own definition it is what was frozen."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kith.access.models import Event
from kith.core import Refused, clock
from kith.core import period as periods
from kith.performance import queries
from kith.performance.actions import publish
from kith.performance.archive.queries import again, definition_of, definitions
from kith.performance.archive.rules import differences, rebuilt, told
from kith.performance.figure import EVERYWHERE
from kith.performance.freezing.actions import freeze, freeze_by_itself
from kith.performance.indicators import INDICATORS
from kith.performance.models import Definition, Publication
from kith.performance.tree import tree
from tests import make
from tests.random_rows import World, make_world

pytestmark = pytest.mark.django_db
ALL = [entry.thing for entry in INDICATORS]
SEPTEMBER = periods.month(date(2026, 9, 1))


@pytest.fixture(scope="module")
def frozen(rows_of_a_module: None) -> World:
    """A month of a random authority, frozen when all that was ever recorded in it was."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KITH_TODAY", "2026-10-15")
        made = make_world()
        freeze_by_itself(SEPTEMBER)
    return made


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-15")


def of(code, team=None):
    return Publication.objects.get(code=code, read_on=SEPTEMBER.last_day, team=team)


def test_every_figure_is_frozen_for_everyone_each_area_and_each_team(frozen):
    places = 1 + 2 + 5
    found = Publication.objects.filter(read_on=SEPTEMBER.last_day)

    assert found.count() == len(ALL) * places
    assert {one.definition for one in found} == {one.hash for one in ALL}
    assert all(len(one.rows) == one.part for one in found)
    assert sum(one.part for one in found) > 500


def test_what_is_frozen_is_what_is_read_by_itself(frozen):
    known, readable = tree(), {one.code: one for one in ALL}
    found = list(Publication.objects.filter(read_on=SEPTEMBER.last_day).select_related("team"))
    for one in frozen.random.sample(found, 60):
        place = EVERYWHERE if one.team is None else known.places[one.team.pk]
        period = periods.Period(one.starts_on, one.ends_on, one.period_kind, one.period_label)
        figure = queries.read(readable[one.code], period, on=one.read_on, place=place)

        assert (one.part, one.whole) == (figure.part, figure.whole), one.code
        assert one.value == (None if figure.exact is None else round(figure.exact, 6)), one.code


def test_the_parts_of_a_frozen_month_add_up_to_everyone(frozen):
    for indicator in ALL:
        some = list(Publication.objects.filter(code=indicator.code, read_on=SEPTEMBER.last_day))
        whole = next(one for one in some if one.team_id is None)
        held = [row for one in some if one.team_id and one.team.kind == "team" for row in one.rows]

        assert set(held) <= set(whole.rows)
        assert len(held) <= len(whole.rows)


def test_as_at_the_moment_of_freezing_every_figure_and_its_rows_are_what_was_frozen(frozen):
    """Of every indicator, for everyone and one team; and what is recorded later changes none of it."""
    moment, late = clock.now(), make.moment(date(2026, 10, 20))
    team, child = frozen.steps[0].team, frozen.children[0]
    make.referral(child, date(2026, 9, 3), no_further_action=True, team=team, recorded_at=late)
    for place in (None, team.pk):
        some = list(Publication.objects.filter(read_on=SEPTEMBER.last_day, team=place).select_related("team"))
        known = definitions(some)
        assert len(some) == len(ALL)
        for one in some:
            counted = again(one, known[one.definition], moment)

            assert counted.counted == sorted(one.rows), one.code
            assert counted.among == sorted(one.among), one.code
            assert (counted.figure.part, counted.figure.whole) == (one.part, one.whole), one.code
            exact = counted.figure.exact
            assert (None if exact is None else round(exact, 6)) == one.value, one.code


def test_a_second_run_freezes_only_what_is_missing(frozen):
    with connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute("delete from performance_publication where code = 'referrals' and team_id is not null")
        cursor.execute("set role kith_app")

    again_ = freeze_by_itself(SEPTEMBER)
    third = freeze_by_itself(SEPTEMBER)

    assert (again_.figures, again_.already, again_.definitions) == (7, len(ALL) * 8 - 7, 0)
    assert (third.figures, third.already) == (0, len(ALL) * 8)


def test_a_month_takes_a_list_for_each_measure_whatever_the_number_of_teams(frozen):
    with CaptureQueriesContext(connection) as few:
        freeze_by_itself(periods.month(date(2026, 7, 1)))
    for number in range(6):
        make.team(f"New team {number}")
    with CaptureQueriesContext(connection) as many:
        freeze_by_itself(periods.month(date(2026, 6, 1)))

    lists = len(ALL) + len(ALL) * 8 // 250 + 50
    assert len(few) <= lists
    assert len(many) - len(few) <= 4  # more rows to put in, no more lists


def test_only_who_may_publish_freezes_a_month_that_is_over(frozen):
    team = frozen.steps[0].team
    manager, head = (make.worker(role=role, team=team) for role in ("team_manager", "head_of_service"))

    with pytest.raises(PermissionDenied):
        freeze(manager, SEPTEMBER)
    with pytest.raises(Refused, match="Oct 2026 is not over yet"):
        freeze(head, periods.month(date(2026, 10, 1)))
    done = freeze(head, SEPTEMBER)

    assert (done.figures, done.already) == (0, len(ALL) * 8)
    assert Event.objects.filter(worker=head, action="performance.freezing.actions.freeze").count() == 1


def test_the_archive_can_be_added_to_and_not_changed(frozen):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Definition.objects.update(words="something else")
    assert Definition.objects.count() == len(ALL)


@pytest.mark.parametrize("indicator", ALL, ids=lambda one: one.code)
def test_an_indicator_comes_out_of_the_archive_as_it_went_in(indicator):
    assert rebuilt(told(indicator)) == indicator
    assert rebuilt(told(indicator)).hash == indicator.hash


def test_a_figure_published_under_an_old_definition_stays_what_it_was(frozen):
    """Publish; then the measure counts something else under the same code; the old one is still counted by its own."""
    old = replace(
        INDICATORS["referrals"],
        title="Referrals from the police",
        words="Referrals that the police made.",
        rows=replace(INDICATORS["referrals"].rows, condition="source = '2A' and not no_further_action"),
        bands=None,
    )
    by = make.worker(role="head_of_service")
    on = date(2026, 9, 15)
    period = periods.rolling12(on)
    before = publish(by, old, period=period, on=on)
    assert before.part != publish(by, INDICATORS["referrals"], period=periods.year_to_date(on), on=on).part
    late = make.moment(date(2026, 10, 20))
    make.referral(received_on=on, source="2A", recorded_at=late)

    kept = definition_of(before)
    then, now = again(before, kept, clock.now()), again(before, kept)

    assert kept == old
    assert (then.counted, then.among, then.figure.exact) == (
        sorted(before.rows),
        sorted(before.among),
        before.value,
    )
    assert now.figure.part == before.part + 1
    assert differences(kept, INDICATORS["referrals"])[:2] == [
        ("Title", "Referrals from the police", INDICATORS["referrals"].title),
        ("What it is", "Referrals that the police made.", INDICATORS["referrals"].words),
    ]
    assert "Which rows" in {heading for heading, _, _ in differences(kept, INDICATORS["referrals"])}


def test_a_definition_nobody_kept_is_none(frozen):
    one = of("referrals")
    one.definition = "gone"

    assert definition_of(one) is None


def test_a_kind_of_measure_that_is_gone_is_said(frozen):
    with pytest.raises(ValueError, match="no kind of measure “Ratio”"):
        rebuilt({**told(INDICATORS["NI059"]), "kind": "Ratio"})


def test_restricted_children_are_in_what_is_frozen(frozen, as_worker):
    on, analyst = date(2026, 8, 3), make.worker(role="analyst")
    before = queries.read(INDICATORS["referrals"], periods.day(on), on=on).part
    make.referral(make.restricted(), on, recorded_at=make.moment(on))
    as_worker(analyst)
    seen = queries.read(INDICATORS["referrals"], periods.day(on), on=on).part

    published = publish(analyst, INDICATORS["referrals"], period=periods.day(on), on=on)

    assert published.part == len(published.rows) == before + 1 > seen
