from datetime import date
from decimal import Decimal

import pytest

from kith.access.models import Leave, WorkingShare
from kith.access.presence import actions, queries, rules
from kith.core import Refused
from tests import make

TODAY = date(2026, 10, 14)


def spell(first, back, *, present=False):
    return rules.Absence("leave", "On leave", first, back, present)


def test_a_spell_of_leave_is_said_with_its_last_day():
    assert spell(TODAY, date(2026, 10, 20)).words == "On leave until 19 Oct 2026"
    assert spell(TODAY, date(2026, 10, 15)).words == "On leave on 14 Oct 2026"
    assert spell(TODAY, None).words == "On leave, nobody knows until when"


def test_who_is_on_duty_is_there_and_who_is_on_leave_is_not():
    duty, leave = (
        spell(TODAY, date(2026, 10, 15), present=True),
        spell(date(2026, 10, 19), date(2026, 10, 24)),
    )
    someone = rules.Presence(absences=(duty, leave))

    assert someone.away_on(TODAY) is None
    assert someone.now(TODAY) is duty
    assert someone.away_on(date(2026, 10, 23)) is leave
    assert someone.away_on(date(2026, 10, 24)) is None
    assert someone.soon_away(TODAY, date(2026, 10, 19)) is leave
    assert someone.soon_away(TODAY, date(2026, 10, 18)) is None


@pytest.mark.parametrize(
    ("first", "last", "known", "words"),
    [
        (TODAY, TODAY, True, None),
        (TODAY, None, True, None),
        (TODAY, date(2026, 10, 13), True, "before the first"),
        (TODAY, date(2028, 10, 13), True, "more than a year"),
        (date(2025, 1, 1), None, True, "more than a year back"),
        (date(2029, 10, 1), None, True, "two years ahead"),
        (TODAY, TODAY, False, "Choose why"),
    ],
)
def test_days_that_cannot_be_are_told(first, last, known, words):
    found = rules.obstacle_to_leave(started_on=first, last_day=last, known_kind=known, today=TODAY)
    assert found is None if words is None else words in found


@pytest.mark.parametrize(
    ("typed", "share"),
    [("0.6", "0.60"), ("60%", "0.60"), ("60", "0.60"), ("0,8", "0.80"), ("1", "1.00"), ("100 %", "1.00"),
     ("0", None), ("120", None), ("-1", None), ("half", None), ("", None), ("NaN", None), ("Infinity", None)],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(typed, share):
    assert rules.read_share(typed) == (Decimal(share) if share else None)


@pytest.fixture
def colin(db, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.worker("Colin Burge", role="team_manager")


def test_leave_hours_and_skills_are_entered_and_read(colin):
    amina = make.worker("Amina Rahman", team=colin.team)
    actions.enter_leave(colin, amina, kind="leave", started_on=TODAY, last_day=date(2026, 10, 19))
    actions.set_share(colin, amina, share=Decimal("0.6"), on=date(2026, 10, 1))
    actions.set_share(colin, amina, share=Decimal("0.8"), on=TODAY)
    actions.set_skills(colin, amina, skills=["court"], languages=["pan"], newly_qualified_until=None)
    actions.set_skills(colin, amina, skills=["teenagers"], languages=["pan"], newly_qualified_until=None)

    found = queries.presence_of([amina.pk, colin.pk], TODAY)

    assert found[amina.pk].away_on(TODAY).words == "On leave until 19 Oct 2026"
    assert (found[amina.pk].share, found[amina.pk].skills) == (Decimal("0.80"), {"teenagers"})
    assert found[amina.pk].languages == {"pan"}
    assert found[colin.pk] == rules.Presence()
    assert WorkingShare.objects.filter(worker=amina).count() == 2


def test_leave_that_meets_other_leave_is_refused_until_that_is_taken_back(colin):
    amina = make.worker("Amina Rahman", team=colin.team)
    held = actions.enter_leave(
        colin, amina, kind="away", started_on=date(2026, 10, 20), last_day=date(2026, 10, 23)
    )
    again = {"kind": "leave", "started_on": date(2026, 10, 23), "last_day": None}
    with pytest.raises(Refused, match="away on some of these days already"):
        actions.enter_leave(colin, amina, **again)

    actions.take_back_leave(colin, held)

    assert actions.enter_leave(colin, amina, **again).pk
    with pytest.raises(Refused, match="taken back already"):
        actions.take_back_leave(colin, Leave.objects.get(pk=held.pk))


def test_hours_are_not_changed_behind_a_later_change(colin):
    actions.set_share(colin, colin, share=Decimal("0.5"), on=date(2026, 11, 1))
    with pytest.raises(Refused, match="From 1 Nov 2026 other hours are noted"):
        actions.set_share(colin, colin, share=Decimal("0.8"), on=TODAY)
