"""Every indicator for every team of a random authority: the list is the figure, parts add up, the past stays the past;
and a definition or a record that breaks this is found.
"""

from dataclasses import replace
from datetime import date
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access.models import Team
from kith.core import period as periods
from kith.performance import rules
from kith.performance.freezing.actions import freeze_by_itself
from kith.performance.indicators import INDICATORS
from kith.performance.proving.everything import everything
from kith.performance.proving.frozen import prove_frozen
from kith.performance.proving.queries import past_days, prove, spans_of
from tests import make, random_lives
from tests.random_rows import ON, World, make_world

pytestmark = pytest.mark.django_db
ALL = [entry.thing for entry in INDICATORS]
SEPTEMBER = periods.month(date(2026, 9, 1))


@pytest.fixture(scope="module")
def world(rows_of_a_module: None) -> World:
    made = make_world()
    worker = next(step.worker for step in made.steps if step.worker)
    random_lives.write(Random("proved lives"), worker, made.steps[0].team, ON)
    return made


@pytest.fixture
def september(world, monkeypatch) -> World:
    """September frozen on 15 October, and what is recorded later."""
    monkeypatch.setenv("KITH_TODAY", "2026-10-15")
    freeze_by_itself(SEPTEMBER)
    return world


def wrong_of(found) -> list[str]:
    return [str(one) for proved in found for one in proved.wrong]


def test_every_figure_of_every_indicator_team_and_period_is_its_list_and_its_parts(world):
    found = list(prove(ON, months=2))

    assert wrong_of(found) == []
    assert [one.code for one in found] == [one.code for one in ALL]
    places = 1 + Team.objects.count()
    assert all(one.figures >= 2 * places for one in found)


def test_as_known_on_a_past_day_it_is_so_as_well(world):
    day = past_days(ON)[2]

    assert day == date(2026, 7, 31)
    assert wrong_of(prove(day, as_at=day, months=1)) == []


def test_what_was_frozen_is_what_is_counted_as_at_that_moment_for_every_place_whatever_comes_later(september):
    late = make.moment(date(2026, 10, 20))
    child, team = september.children[0], september.steps[0].team
    make.referral(child, date(2026, 9, 3), no_further_action=True, team=team, recorded_at=late)

    found = list(prove_frozen())

    assert sum(one.figures for one in found) == len(ALL) * (1 + 2 + 5)
    assert wrong_of(found) == []


def test_what_was_changed_in_its_place_is_found(september):
    with connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute("update frontdoor_referral set received_on = received_on - 60")
        cursor.execute("set role kith_app")

    wrong = wrong_of(prove_frozen(["referrals"]))

    assert wrong[0].startswith("referrals · Sep 2026 as frozen · Everyone: frozen as ")
    assert "counted as at that moment it is" in wrong[0]


def test_a_list_for_each_period_whatever_the_number_of_teams(world):
    few = _queries()
    for number in range(6):
        make.team(f"New team {number}")

    assert (
        _queries() == few <= 12 + 3 * len(spans_of(INDICATORS["NI059"], ON, 2))
    )  # the settings of its day with each


def _queries() -> int:
    with CaptureQueriesContext(connection) as made:
        list(prove(ON, months=2, known=[INDICATORS["NI059"]]))
    return len(made)


@pytest.mark.parametrize(
    ("code", "sql", "words"),
    [
        ("unallocated", "{sql} union all {sql}", "stand in the list twice"),
        ("referrals", "select n.*, null::bigint as team_id from ({rest}) n", "belong to no team"),
    ],
)
def test_a_relation_that_says_a_thing_twice_or_names_no_team_is_found(world, code, sql, words):
    one = INDICATORS[code]
    rest = ", ".join(name for name in one.fact.columns if name != "team_id")
    broken = replace(
        one.fact, sql=sql.format(sql=one.fact.sql, rest=f"select {rest} from ({one.fact.sql}) whole")
    )

    wrong = wrong_of(prove(ON, months=1, known=[replace(one, rows=replace(one.rows, fact=broken))]))

    assert any(words in line for line in wrong)


@pytest.mark.parametrize(
    ("code", "other", "words"),
    [
        ("vacancy", {"above": "vacant / 3.0"}, "it was divided from "),
        ("allocation_time", {"measure": "working_days / 2.0"}, "the lengths in its list are not those"),
    ],
)
def test_a_value_that_was_not_worked_out_from_its_list_is_found_for_each_place(world, code, other, words):
    one = INDICATORS[code]

    (broken,) = prove(ON, months=6, known=[replace(one, **other)])

    assert all(words in str(told) for told in broken.wrong)
    assert {"Everyone", "North", "Team 2"} <= {told.place for told in broken.wrong}
    assert wrong_of(prove(ON, months=6, known=[one])) == []


def test_months_are_those_of_the_longer_periods(world):
    flow, stock, rate = (INDICATORS[code] for code in ("NI059", "unallocated", "referral_rate"))

    assert {period.starts for period in spans_of(flow, ON)} >= {
        month.starts for month in rules.months_of(periods.year_to_date(ON), ON)
    }
    assert len(spans_of(stock, ON, 2)) == 2
    assert {period.kind for period in spans_of(rate, ON, 2)} == {"rolling12"}


def test_the_command_says_what_it_looked_at_and_that_it_holds(world):
    out = StringIO()

    call_command("figures", "prove", "--all", "--code", "referrals", "NI059", "--months", "1", stdout=out)

    last = out.getvalue().splitlines()[-1]
    assert "of 2 indicators looked at: " in last
    assert last.endswith("All of it holds.")


def test_the_command_prints_each_thing_that_does_not_hold_and_leaves_with_one(september, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute("update frontdoor_referral set received_on = received_on - 60")
        cursor.execute("set role kith_app")
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("figures", "prove", "--all", "--code", "referrals", "NI059", "--months", "1", stdout=out)

    assert left.value.code == 1
    lines = out.getvalue().splitlines()
    assert any(line.startswith("referrals · Sep 2026 as frozen · ") for line in lines)
    assert f"{len(lines) - 1} things do not hold." in lines[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["prove"], "Name a file of measures, or write --all"),
        (["prove", "measures.toml", "--all"], "Name a file of measures, or write --all"),
        (["prove", "--all", "--code", "NI999"], "There is no indicator"),
        (["prove", "--all", "--months", "0"], "--months is a number from 1 to 120."),
        (["prove", "--all", "--on", "yesterday"], "“yesterday” is not a day."),
    ],
)
def test_a_bad_word_is_refused_in_plain_words(words, said):
    err = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("figures", *words, stdout=StringIO(), stderr=err)

    assert left.value.code == 2
    assert said in err.getvalue()


def test_everything_is_looked_at_in_all_three_ways(september):
    found = list(everything(ON, 1, [INDICATORS["referrals"]]))

    assert {words for words, _ in found} == {"as known today", "as known on past days", "frozen"}
    assert {proved.code for _, proved in found} == {"referrals"}
