"""All files that leave, laid side by side: a figure is hidden in all of them or in none, and none can be worked out."""

from datetime import date

import pytest

from kith.core import period as periods
from kith.performance import rules
from kith.performance.board import queries as board
from kith.performance.choices import Choices
from kith.performance.dashboard import files, queries
from kith.performance.figure import EVERYWHERE
from kith.performance.indicators import INDICATORS
from kith.performance.leaving import Leaving
from kith.performance.measure.queries import measure, month_rows_to_publish, team_rows_to_publish
from kith.performance.queries import Readings, groups_of_all
from kith.performance.scorecard import leaving as scorecard
from kith.performance.scorecard.queries import lines
from kith.performance.small_numbers import MARK, is_small
from kith.performance.test_small_numbers import follows
from kith.performance.tree import tree
from kith.practice import Scorecard
from tests import make
from tests.random_rows import ON, World, make_world

pytestmark = pytest.mark.django_db
ALL = [entry.thing for entry in INDICATORS]
TOPIC = "Assessments"
ALONE = [one for one in ALL if not one.beside and one.topic == TOPIC]
HIDDEN = (MARK, "hidden")


@pytest.fixture(scope="module")
def world(rows_of_a_module: None) -> World:
    return make_world()


def chosen_for(place) -> Choices:
    return Choices(ON, ON, place, topic=TOPIC)


def places():
    return [EVERYWHERE, *tree().places.values()]


def board_rows(place):
    known, chosen = tree(), chosen_for(place)
    paper = board.pack(board.cards(chosen, known), chosen)
    by_title = {one.short: one.code for one in ALONE}
    return {by_title[row[0]]: row[1] in HIDDEN for table in paper.parts[0].tables for row in table.rows}


def scorecard_rows(place):
    of = Scorecard("all", "All", tuple(one.code for one in ALONE))
    found = lines(of, chosen_for(place), tree())
    heads, rows = scorecard.table(found)
    latest = heads.index("Latest")
    return {row[0]: row[latest] == MARK for row in rows}


def dashboard_rows(place):
    found = files.rows_to_publish(queries.cards(chosen_for(place), tree()))
    return {row[0]: MARK in row[3:6] for row in found[:-2]}


def test_a_figure_is_hidden_in_every_file_or_in_none(world):
    """Dashboard, scorecard, board paper, and the teams of a measure."""
    north = tree().of_kind("area")[0]
    team = next(one for one in tree().of_kind("team") if one.id in tree().under(north))
    for place in (EVERYWHERE, north, team):
        exported, paper, card = dashboard_rows(place), board_rows(place), scorecard_rows(place)

        assert len(exported) == len(card) == len(ALONE)
        assert card == exported
        assert paper == {code: exported[code] for code in paper}
        assert any(exported.values())
    for one in ALONE:
        rows = team_rows_to_publish(measure(one, chosen_for(EVERYWHERE), tree()))
        assert all((MARK in row[1:]) == exported[one.code] for row in rows if row[0] == team.name), one.code


def test_no_hidden_figure_of_a_period_follows_from_all_files_together(world):
    """By algebra over everyone, both areas and every team: each indicator, for the year to date or its day."""
    known = tree()
    wanted = [(one, rules.period_for(one, "ytd", ON)) for one in ALL]
    readings = Readings(wanted, on=ON, groups=groups_of_all(known))
    leaving = Leaving(lambda: readings, known)
    small = also = 0
    for one, period in wanted:
        figures = {place.id: readings.figure(one, period, place) for place in places()}
        cells = {place: leaving.cells(figure) for place, figure in figures.items()}
        unknown = [(p, c) for p, shown in cells.items() for c in columns_of(one) if shown[0] == MARK]

        assert follows(unknown, list(sums_of(one, known, figures))) == [], one.code
        for place, figure in figures.items():
            numbers = [figure.part, *([figure.whole - figure.part, figure.whole] if one.is_share else [])]
            small += any(map(is_small, numbers))
            also += cells[place][0] == MARK and not any(map(is_small, numbers))
            if any(map(is_small, numbers)):
                assert (cells[place][0], cells[place][2]) == (MARK, MARK)
    assert small > 100
    assert also > 5


def columns_of(indicator):
    return (0, 1, 2) if indicator.is_share else (0,)


def sums_of(indicator, known, figures):
    """What a reader adds up: places below a place (all there is here), and what counts with what does not."""
    for place in figures:
        below = [p for p in figures if p and (known.parents.get(p) or EVERYWHERE.id) == place]
        numbers = [own_of(figure) for figure in (figures[place], *(figures[one] for one in below))]
        rest = [most - sum(some) for most, *some in zip(*numbers, strict=True)]
        for column in columns_of(indicator):
            if below and not any(rest):
                yield [((place, column), -1), *(((one, column), 1) for one in below)]
        if indicator.is_share:
            yield [((place, 0), 1), ((place, 1), 1), ((place, 2), -1)]


def own_of(figure):
    return [figure.part, (figure.whole or 0) if figure.indicator.is_share else 0]


def test_a_small_team_hides_its_neighbour_in_a_file_that_does_not_name_it():
    area = make.team("North", kind="area")
    teams = [make.team(f"Elm {number}", parent=area) for number in range(3)]
    on = date(2026, 9, 1)
    for team, number in zip(teams, (3, 7, 20), strict=True):
        for _ in range(number):
            make.referral(received_on=on, team=team, no_further_action=True, recorded_at=make.moment(on))

    one, known = INDICATORS["referrals"], tree()
    alone = {
        team.name: files.rows_to_publish(queries.cards_of([one], chosen_for(known.places[team.pk]), known))[0]
        for team in teams
    }

    assert {name for name, row in alone.items() if MARK in row} == {"Elm 0", "Elm 1"}


def test_the_months_of_a_place_hide_what_is_hidden_elsewhere_and_what_a_month_would_give_away(world):
    one, chosen = INDICATORS["contacts"], chosen_for(EVERYWHERE)
    found = measure(one, chosen, tree())

    rows = month_rows_to_publish(found)

    for figure, row in zip(found.card.months, rows, strict=True):
        assert MARK in row[1:4] or not found.card.leaving.is_hidden(figure)
    small = [figure for figure in found.card.months if is_small(figure.part)]
    assert all(rows[found.card.months.index(figure)][1] == MARK for figure in small)


def test_another_council_on_record_is_a_whole_of_its_own(world, monkeypatch):
    one, on = INDICATORS["referrals"], date(2026, 9, 1)
    ours, period = places(), periods.month(on)
    before = hidden_of(one, period, ours)
    monkeypatch.setattr("kith.performance.tree.elsewhere", lambda: {"far"})
    far = make.team("Far away", code="far", kind="service")
    make.team("Far team", code="far-team", parent=far)
    make.referral(received_on=on, team=far, no_further_action=True, recorded_at=make.moment(on))

    assert hidden_of(one, period, [tree().places[far.pk]]) == [True]
    assert hidden_of(one, period, ours) == before


def hidden_of(one, period, of) -> list[bool]:
    known = tree()
    readings = Readings([(one, period)], on=ON, groups=groups_of_all(known))
    leaving = Leaving(lambda: readings, known)
    return [leaving.is_hidden(readings.figure(one, period, place)) for place in of]
