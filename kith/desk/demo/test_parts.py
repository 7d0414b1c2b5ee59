from datetime import date
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from kith.desk.demo import chances, lives, parts, planning
from kith.desk.demo.facts import Held
from kith.desk.demo.test_making import made_without_a_database


def test_every_part_is_named_and_plugged_in():
    beside = {path.stem for path in Path(parts.__file__).parent.glob("[a-z]*.py")}

    named = [part.__name__.rpartition(".")[2] for part in parts.PARTS]

    assert sorted(named) == sorted(beside)
    assert [
        part.__name__ for part in parts.PARTS if not any(hasattr(part, plug) for plug in parts.PLUGS)
    ] == []


def test_a_part_sees_every_case_and_changes_nothing_in_what_the_others_draw(monkeypatch):
    seen, before = [], made_without_a_database(5)[0].digest
    part = SimpleNamespace(plan=lambda rng, facts, spell, children: rng.random(), live=life_of(seen))
    monkeypatch.setattr(parts, "PARTS", (*parts.PARTS, part))

    after, population, _ = made_without_a_database(5)
    told_of = population.journeys.staff.told.cases

    assert after.digest == before
    assert sum(len(cases) for cases in seen) == population.journeys.cases - len(told_of)


def life_of(seen):
    def live(rng, facts, life):
        rng.random()
        seen.append(life.cases)
        assert life.made
        assert all(planned.started_on <= life.last_on or planned.clock_from_on for planned, _ in life.made)

    return live


def test_a_part_can_keep_a_case_open_longer_but_not_one_that_must_be_closed():
    day = date(2026, 3, 2)
    spell = planning.Spell(day, None, Held(1, None, 2), None, day, date(2026, 6, 1), "RC7", "N1")

    spell.stay_until(date(2026, 5, 1))
    assert spell.ended_on == date(2026, 6, 1)
    spell.stay_until(date(2027, 5, 1))
    assert spell.ended_on == date(2027, 5, 1)
    spell.no_later = date(2027, 6, 1)
    spell.stay_until(date(2028, 1, 1))
    assert spell.ended_on == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("kind", "started_on", "ended_on", "is_free"),
    [
        ("protection", date(2026, 1, 1), date(2026, 2, 27), True),
        ("protection", date(2026, 1, 1), date(2026, 3, 2), False),
        ("protection", date(2026, 4, 1), None, False),
        ("protection", date(2026, 4, 2), None, True),
        ("in_need", date(2026, 3, 9), date(2026, 3, 20), True),
    ],
)
def test_a_child_is_free_for_a_standing_on_days_without_another(kind, started_on, ended_on, is_free):
    life = lives.Life(None, [], {}, None, None, date(2026, 10, 13), True)
    life.spans.append(lives.Span(7, "protection", date(2026, 3, 2), date(2026, 4, 1)))

    assert life.is_free(7, [kind], started_on, ended_on) is is_free
    assert life.is_free(8, [kind], started_on, ended_on)


def test_the_chances_of_a_part_are_the_same_for_the_same_seed_and_its_own():
    rng = Random(3)
    own, again = chances.Own(rng), chances.Own(Random(3))

    assert own.of("care", 12, date(2026, 3, 2)).random() == again.of("care", 12, date(2026, 3, 2)).random()
    assert own.of("care", 12, date(2026, 3, 2)).random() != own.of("court", 12, date(2026, 3, 2)).random()
    assert rng.random() == Random(3).random()
