"""Leaving care on the record: categories with their days, the adviser, the pathway plan, being in touch."""

from datetime import date

import pytest
from django.db import IntegrityError

from kith.care.leaving import actions, queries
from kith.care.models import LeavingContact
from kith.core import Refused, clock
from kith.people.models import Residence
from kith.work.models import Timescale
from kith.work.plans import actions as plans
from tests import caring, make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
ALL = "a rule needs every row, and shows none"


@pytest.fixture
def amina(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return make.worker()


@pytest.fixture
def ola(amina):
    """17 on 20 September 2026, in care since 2020."""
    child = make.child("Ola", "Greaves", born_on=date(2009, 9, 20))
    make.involvement(child, amina.team, amina, started_on=date(2020, 3, 2))
    caring.in_care(child, date(2020, 3, 2), amina)
    return child


def begin(by, child, category="eligible", why="", on=date(2025, 9, 20), adviser=None):
    actions.begin(by, child, category=category, why=why, on=on, adviser=adviser)
    return queries.leaver_of(by, child.pk)


def clocks(child) -> dict[tuple[str, str], tuple[date, date | None]]:
    rows = Timescale.objects.unguarded(ALL).filter(person=child)
    return {(row.code, row.about): (row.due_on, row.met_on) for row in rows}


def test_an_eligible_young_person_has_the_reason_an_adviser_and_clocks(amina, ola):
    leaver = begin(amina, ola, adviser=amina)

    assert leaver.category.category == "eligible"
    assert "in care since 14" in leaver.category.why
    assert leaver.adviser.worker == amina
    assert clocks(ola) == {
        ("pathway_plan", ""): (date(2025, 12, 20), None),
        ("birthday_contact", "17"): (date(2026, 10, 20), None),
    }


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"category": "relevant"}, "Say why it is another"),
        ({"category": ""}, "Choose a category"),
        ({"on": date(2025, 9, 19)}, "16th birthday"),
        ({"on": date(2026, 10, 15)}, "future"),
    ],
)
def test_what_cannot_be_is_refused(amina, ola, told, words):
    with pytest.raises(Refused, match=words):
        begin(amina, ola, **told)

    assert queries.leaver_of(amina, ola.pk) is None


def test_being_in_touch_counts_for_a_birthday_and_the_next_clock_begins(amina, ola):
    leaver = begin(amina, ola)
    told = {"in_touch": "YES", "activity": "F2", "accommodation": "E1", "words": "Rang, then met."}

    made = actions.be_in_touch(amina, leaver, on=date(2026, 9, 25), **told)

    assert made.birthday == 17
    assert clocks(ola)["birthday_contact", "17"] == (date(2026, 10, 20), date(2026, 9, 25))
    assert clocks(ola)["birthday_contact", "18"] == (date(2027, 10, 20), None)
    with pytest.raises(Refused, match="on record already"):
        actions.be_in_touch(amina, leaver, on=date(2026, 9, 25), **told)
    with pytest.raises(Refused, match="345"):
        actions.be_in_touch(amina, leaver, on=date(2026, 9, 26), **(told | {"activity": "0"}))
    with pytest.raises(Refused, match="Support began"):
        actions.be_in_touch(amina, leaver, on=date(2025, 9, 19), **told)


def test_the_pathway_plan_meets_its_clock_and_its_reviews_run_every_six_months(amina, ola, monkeypatch):
    leaver = begin(amina, ola, on=date(2026, 9, 20))

    plan = actions.begin_pathway(amina, leaver)
    assert clocks(ola)["pathway_plan", ""] == (date(2026, 12, 20), TODAY)
    assert clocks(ola)["pathway_review", ""] == (date(2027, 4, 14), None)
    monkeypatch.setenv("KITH_TODAY", "2026-11-02")
    for on in (
        TODAY,
        date(2026, 11, 2),
    ):  # of the day on which it was made nobody says that it was looked at again
        plans.review(
            amina, plan, on=on, on_typed=f"{on:%d/%m/%Y}", present="Ola", words="Looked at", decision="go_on",
            next_on=date(2027, 4, 1),
        )  # fmt: skip

    rows = Timescale.objects.unguarded(ALL).filter(person=ola, code="pathway_review").order_by("pk")
    assert [(row.met_on, row.due_on) for row in rows] == [
        (date(2026, 11, 2), date(2027, 4, 14)),
        (None, date(2027, 5, 2)),
    ]
    assert queries.pathway_of(amina, ola).reviewed_on == date(2026, 11, 2)


def test_another_category_and_adviser_keep_what_was(amina, ola):
    leaver, colin = begin(amina, ola, adviser=amina), make.worker("Colin Burge", team=amina.team)

    actions.recategorise(
        amina, leaver, category="relevant", why="Left care with relatives", on=date(2026, 9, 1)
    )
    actions.name_adviser(amina, leaver, worker=colin, on=date(2026, 9, 1))

    now = queries.leaver_of(amina, ola.pk)
    assert [(one.category, one.ended_on) for one in now.categories] == [
        ("relevant", None), ("eligible", date(2026, 9, 1)),
    ]  # fmt: skip
    assert [one.worker.name for one in now.advisers] == ["Colin Burge", "Amina Rahman"]
    with pytest.raises(Refused, match="already"):
        actions.name_adviser(amina, leaver, worker=colin, on=TODAY)
    with pytest.raises(Refused, match="after that"):
        actions.recategorise(amina, leaver, category="eligible", why="", on=date(2026, 9, 1))


def test_support_ends_with_its_reason_and_everything_with_it(amina, ola):
    leaver = begin(amina, ola, adviser=amina)
    with pytest.raises(Refused, match="25th"):
        actions.end(amina, leaver, on=TODAY, reason="AGE")
    actions.end(amina, leaver, on=TODAY, reason="MOVED")

    now = queries.leaver_of(amina, ola.pk)
    assert not now.is_open
    assert (now.category.ended_on, now.adviser) == (TODAY, None)
    assert all(row.dropped_on for row in Timescale.objects.unguarded(ALL).filter(person=ola))
    with pytest.raises(Refused, match="ended"):
        actions.begin_pathway(amina, leaver)


def test_rows_that_cannot_be_are_not_written(amina, ola):
    leaver = begin(amina, ola).row
    for told in (
        {"in_touch": "YES", "activity": "0", "accommodation": "B1"},
        {"in_touch": "DIED", "activity": "0", "accommodation": "B1"},
        {"birthday": 16},
        {"held_on": date(2025, 9, 19)},
    ):
        row = {
            "leaver": leaver, "held_on": TODAY, "in_touch": "NO", "activity": "0", "accommodation": "0", "by": amina,
            "recorded_at": clock.now(),
        }  # fmt: skip
        with pytest.raises(IntegrityError):
            caring.put(LeavingContact, **row | told)


def test_hidden_with_the_person(amina, ola, as_worker):
    begin(amina, ola)
    make.restricted(ola)
    stranger = make.worker()

    as_worker(stranger)

    assert queries.leaver_of(stranger, ola.pk) is None


@pytest.fixture
def out_of_care(amina):
    """18 on 14 August 2026 and not in care any more."""
    child = make.child("Rhys", "Orme", born_on=date(2008, 8, 14))
    make.involvement(child, amina.team, amina, started_on=date(2020, 3, 2))
    return begin(amina, child, "former_relevant", "Came from another council.", on=date(2026, 8, 20)), child


SEEN = {"in_touch": "YES", "activity": "F2", "accommodation": "E1", "words": "", "seen_at_home": True}


def test_a_home_the_council_arranged_is_visited_in_a_week_then_every_two_months(amina, out_of_care):
    leaver, child = out_of_care

    actions.move(
        amina, leaver, on=date(2026, 8, 31), is_arranged=True, lines="4 Lark Rise", postcode="WM3 7LP"
    )

    begun = clocks(child)
    assert begun["leaver_visit_first", ""] == (date(2026, 9, 7), None)
    assert begun["pathway_review_moved", ""] == (date(2026, 9, 28), None)
    homes = Residence.objects.unguarded(ALL).filter(person=child)
    assert homes.latest("started_on").started_on == date(2026, 8, 31)

    actions.be_in_touch(amina, leaver, on=date(2026, 9, 4), **SEEN)
    actions.be_in_touch(amina, leaver, on=date(2026, 10, 1), **SEEN)

    rows = (
        Timescale.objects.unguarded(ALL).filter(person=child, code__startswith="leaver").order_by("from_on")
    )
    assert [(row.code, row.due_on, row.met_on) for row in rows] == [
        ("leaver_visit_first", date(2026, 9, 7), date(2026, 9, 4)),
        ("leaver_visit", date(2026, 11, 4), date(2026, 10, 1)),
        ("leaver_visit", date(2026, 12, 1), None),
    ]


def test_a_pathway_review_meets_what_a_move_asks_for(amina, out_of_care):
    leaver, child = out_of_care
    plan = actions.begin_pathway(amina, leaver)
    actions.move(amina, leaver, on=date(2026, 10, 1), is_arranged=True)

    plans.review(
        amina, plan, on=TODAY, on_typed="14/10/2026", present="Rhys", words="Looked at", decision="go_on",
        next_on=date(2027, 4, 1),
    )  # fmt: skip

    assert clocks(child)["pathway_review_moved", ""] == (date(2026, 10, 29), TODAY)


def test_what_was_owed_in_one_home_ends_with_it(amina, out_of_care):
    leaver, child = out_of_care
    actions.move(amina, leaver, on=date(2026, 8, 31), is_arranged=True)

    actions.move(amina, leaver, on=date(2026, 9, 20), is_arranged=False)

    rows = Timescale.objects.unguarded(ALL).filter(
        person=child, standing=leaver.row.standing, code__contains="leaver_visit"
    )
    assert [(row.met_on, row.dropped_on) for row in rows] == [(None, date(2026, 9, 20))]
    assert queries.leaver_of(amina, child.pk).home is None


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"is_arranged": None}, "Say whether the council arranged"),
        ({"on": date(2026, 8, 19)}, "Support began"),
        ({"on": date(2026, 10, 15)}, "still to come"),
        ({"on": date(2026, 8, 31)}, "The last move on record"),
        ({"lines": "4 Lark Rise", "postcode": "nowhere"}, "postcode"),
    ],
)
def test_a_move_that_cannot_be_is_refused(amina, out_of_care, told, words):
    leaver, child = out_of_care
    actions.move(amina, leaver, on=date(2026, 8, 31), is_arranged=True)

    with pytest.raises(Refused, match=words):
        actions.move(amina, leaver, **{"on": date(2026, 9, 3), "is_arranged": True, **told})

    assert len(queries.leaver_of(amina, child.pk).homes) == 1


def test_who_is_in_care_moves_by_placement(amina, ola):
    leaver = begin(amina, ola)

    with pytest.raises(Refused, match="placement"):
        actions.move(amina, leaver, on=date(2026, 10, 1), is_arranged=True)
