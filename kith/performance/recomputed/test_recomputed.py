from random import Random

import pytest

from kith.core import Refused
from kith.performance.indicators import INDICATORS
from kith.performance.recomputed import queries
from tests import random_lives
from tests.random_rows import ON, make_world

NO_PART = "referrals unallocated unallocated_28 cpp_open lac_open missing_episodes overdue_tasks caseload_avg"


@pytest.fixture(scope="module")
def compared(rows_of_a_module: None) -> list[queries.Compared]:
    world = make_world()
    worker = next(step.worker for step in world.steps if step.worker)
    team = world.steps[0].team
    random_lives.write(Random("long lives"), worker, team, ON)
    return list(queries.compare(queries.codes(), ON))


@pytest.mark.django_db
@pytest.mark.parametrize("code", queries.codes())
def test_a_figure_is_what_plain_sql_says_every_month_for_everybody_and_each_team(compared, code):
    differ = [one for one in compared if one.code == code and not one.agrees]

    assert differ == []


@pytest.mark.django_db
@pytest.mark.parametrize("code", queries.codes())
def test_there_was_something_to_compare_on_both_sides_of_the_border(compared, code):
    pairs = [one.plain for one in compared if one.code == code and one.place == "Everyone"]

    assert len(pairs) == 12
    assert sum(part for part, *_ in pairs) > 0
    if code not in NO_PART.split():
        assert sum(whole - part for part, whole, *_ in pairs) > 0


def test_the_difficult_figures_are_among_them():
    difficult = (
        "NI059 NI060 single_45wd NI062 NI063 NI064 NI065 NI066 NI067 ni068 ni147 ni148 re_referral_12m"
    )

    assert set(difficult.split()) <= set(queries.codes())
    assert all(code in INDICATORS for code in queries.codes())


def test_a_figure_without_plain_sql_is_refused_in_plain_words():
    with pytest.raises(Refused, match="There is no plain SQL for contacts"):
        queries.chosen(["contacts"])


@pytest.mark.parametrize("code", queries.codes())
def test_plain_sql_begins_with_the_definition_it_was_written_from(code):
    assert (queries.FOLDER / f"{code}.sql").read_text().startswith("-- ")
