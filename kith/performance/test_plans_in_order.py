"""Education plans and pathway plans by how they stand on a day, and not by what fell due in a month."""

from datetime import date, timedelta

import pytest

from kith.care.models import CareLeaver, LeavingCategory
from kith.core import period as periods
from kith.performance import lists, queries
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind
from kith.work.models import Standing, Timescale
from tests import make

pytestmark = pytest.mark.django_db
TODAY, BEGAN = date(2026, 10, 14), date(2026, 8, 3)


def stood(kind, *clocks, on=BEGAN, with_case=True):
    """A young person who stands in a way since a day, with clocks as (code, due, met)."""
    young = make.child(born_on=date(2010, 1, 4))
    case = make.involvement(young, started_on=on) if with_case else None
    stands = Standing.objects.create(
        person=young,
        kind=kind,
        involvement=case,
        started_on=on,
        by=make.system(),
        recorded_at=make.moment(on),
    )
    for code, due_on, met_on in clocks:
        Timescale.objects.create(
            person=young, standing=stands, code=code, title="A plan", from_on=on, due_on=due_on, met_on=met_on,
            met_recorded_at=make.moment(met_on) if met_on else None, reason="the law", by=make.system(),
            recorded_at=make.moment(on),
        )  # fmt: skip
    return stands


def read(code, on=TODAY):
    found = queries.read(INDICATORS[code], periods.day(on), on=on)
    assert len(lists.rows(Behind(INDICATORS[code], periods.day(on), on))) == found.whole
    return found.part, found.whole


def test_an_education_plan_is_in_order_from_the_day_it_is_made_however_late_that_was():
    stood(
        "looked_after",
        ("education_plan_first", date(2026, 8, 17), date(2026, 9, 20)),
        ("education_plan", TODAY, None),
    )

    assert read("pep", date(2026, 8, 16)) == (0, 0)  # none was due yet
    assert read("pep", date(2026, 8, 17)) == (1, 1)  # due today
    assert read("pep", date(2026, 9, 19)) == (0, 1)
    assert read("pep", date(2026, 9, 20)) == (1, 1)
    assert read("pep") == (1, 1)
    assert read("pep", TODAY + timedelta(days=1)) == (0, 1)  # the term is over


def test_what_falls_due_in_a_month_is_told_beside_it():
    stood("looked_after", ("education_plan_first", date(2026, 8, 17), date(2026, 9, 20)))

    assert read("pep") == (1, 1)
    found = queries.read(INDICATORS["pep_due"], periods.month(BEGAN), on=TODAY)
    assert (found.part, found.whole) == (0, 1)


def leaver(*categories, **how):
    stands = stood(
        "care_leaver", ("pathway_plan", date(2026, 9, 1), how.get("met_on")), with_case=how.get("case", True)
    )
    row = CareLeaver.objects.create(standing=stands)
    for number, (category, since) in enumerate(categories):
        until = categories[number + 1][1] if number + 1 < len(categories) else None
        LeavingCategory.objects.create(
            leaver=row, category=category, why="From the record.", started_on=since, ended_on=until,
            by=make.system(), recorded_at=make.moment(since),
        )  # fmt: skip
    return stands


def test_pathway_plans_are_those_of_relevant_and_former_relevant_leavers_on_the_day():
    october = date(2026, 10, 1)
    leaver(("eligible", BEGAN), ("relevant", october))
    leaver(("former_relevant", BEGAN), met_on=date(2026, 8, 20), case=False)
    leaver(("qualifying", BEGAN))

    assert read("pathway_reviews", date(2026, 8, 31)) == (0, 0)
    assert read("pathway_reviews", october - timedelta(days=1)) == (1, 1)
    assert read("pathway_reviews", october) == (1, 2)


def test_a_pathway_plan_is_in_order_for_six_months_whatever_clock_runs():
    stands = leaver(("relevant", BEGAN), met_on=date(2026, 8, 20))
    february, looked_at = date(2027, 2, 20), date(2027, 2, 25)

    assert read("pathway_reviews", february) == (1, 1)
    assert read("pathway_reviews", february + timedelta(days=1)) == (0, 1)

    Timescale.objects.create(
        person=stands.person, standing=stands, code="pathway_review", title="A review", from_on=looked_at,
        due_on=date(2027, 8, 25), reason="the last review", by=make.system(), recorded_at=make.moment(looked_at),
    )  # fmt: skip
    assert read("pathway_reviews", looked_at) == (1, 1)
    assert read("pathway_reviews", looked_at - timedelta(days=1)) == (0, 1)
