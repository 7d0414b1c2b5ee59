"""Files of demand of every place: whoever lays the tables of one beside each other works out nothing that is hidden,
and what they come to is hidden as in every other file.
"""

import csv
import io
from collections import defaultdict
from datetime import timedelta
from random import Random

import pytest
from django.test import Client

from kith.care.models import Postcode
from kith.performance.choices import PERIODS, Choices
from kith.performance.dashboard import files
from kith.performance.dashboard.queries import cards_of
from kith.performance.demand.queries import TOLD_ELSEWHERE, report
from kith.performance.figure import EVERYWHERE
from kith.performance.small_numbers import MARK, is_small
from kith.performance.test_small_numbers import follows
from kith.performance.tree import tree
from tests import make
from tests.random_rows import ON

pytestmark = pytest.mark.django_db
WARDS = [("WM11AA", "E05000001", 1), ("WM22BB", "E05000002", 9), ("WM33CC", "E05000003", 4)]
TEAMS = (60, 25, 5, 30)  # how much of a hundred each has; the third is the small one
NEEDS, SOURCES = ("N1", "N1", "N1", "N2", "N5", ""), ("6", "6", "2A", "1A")


@pytest.fixture(scope="module")
def reader(rows_of_a_module: None) -> Client:
    """An analyst of an authority with two areas and four teams, and two years of referrals and contacts."""
    for key, ward, decile in WARDS:
        Postcode.objects.create(key=key, easting=1, northing=1, ward=ward, decile=decile)
    areas = [make.team(name, kind="area") for name in ("North", "South")]
    teams = [make.team(f"Demand {n}", parent=areas[n == len(TEAMS) - 1]) for n in range(len(TEAMS))]
    random = Random("demand")
    for _ in range(230):
        _come(random, random.choices(teams, TEAMS)[0])
    client = Client()
    client.force_login(make.worker(role="analyst", team=teams[0]))
    return client


def _come(random: Random, team) -> None:
    on = ON - timedelta(days=int(730 * random.random() ** 2))
    child = make.child(born_on=on - timedelta(days=random.randrange(17 * 365)))
    if random.random() < 0.8:
        make.home(child, postcode=random.choices(WARDS, (60, 30, 10))[0][0])
    source = random.choice(SOURCES)
    if random.random() < 0.5:
        need = random.choice(NEEDS)
        make.referral(child, on, team=team, source=source, need=need, no_further_action=True)
    else:
        make.contact([child], received_at=make.moment(on), source=source, team=team, outcome="advice")


def tables_of(client, subject, chosen) -> dict[str, list[list[str]]]:
    """The rows of each table in the file: hidden or told now and a year before, and by how much it is more."""
    asked = {"subject": subject, "period": chosen.period, "area": chosen.place.code}
    text = client.get("/performance/demand/csv/", asked).content.decode("utf-8-sig")
    found = defaultdict(list)
    for row in list(csv.reader(io.StringIO(text)))[1:]:
        if len(row) > 2:
            found[row[0]].append(row[2:5])
    return found


def every_file():
    for subject in TOLD_ELSEWHERE:
        for period in PERIODS:
            for place in (EVERYWHERE, *tree().places.values()):
                yield subject, Choices(ON, ON, place, period=period)


def test_nothing_hidden_follows_from_the_tables_of_a_place_together(reader):
    hidden = 0
    for subject, chosen in every_file():
        tables = tables_of(reader, subject, chosen)
        for column in (0, 1):
            unknown, sums = [], []
            for name, rows in tables.items():
                cells = [*((name, number) for number in range(len(rows) - 1)), "total"]
                unknown += [cell for cell, row in zip(cells, rows, strict=True) if row[column] == MARK]
                sums.append([*((cell, 1) for cell in cells[:-1]), ("total", -1)])
            unknown = list(dict.fromkeys(unknown))
            hidden += len(unknown)

            assert follows(unknown, sums) == [], (subject, chosen)
    assert hidden > 200


def test_what_is_small_is_hidden_and_no_difference_gives_it_away(reader):
    for subject, chosen in every_file():
        tables = tables_of(reader, subject, chosen)
        for table in report(subject, chosen).tables:
            lines = (*table.lines, table.total)
            for line, (now, before, more) in zip(lines, tables[table.dimension.heading], strict=True):
                assert now == MARK or not is_small(line.now)
                assert before == MARK or not is_small(line.before)
                assert more == MARK or MARK not in (now, before)


def test_what_the_tables_come_to_is_hidden_or_told_as_in_every_other_file(reader):
    seen = set()
    for subject, chosen in every_file():
        totals = {rows[-1][0] for rows in tables_of(reader, subject, chosen).values()}
        told = files.rows_to_publish(cards_of([TOLD_ELSEWHERE[subject]], chosen, tree()))[0][3]

        assert totals == {str(told)}, (subject, chosen)
        seen.add((told == MARK, is_small(report(subject, chosen).total)))
    assert seen == {(True, True), (True, False), (False, False)}
