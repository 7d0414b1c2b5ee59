# ruff: noqa: E501 -- what is told is quoted whole
"""Budgets, named exceptions and routine cases: what holds on a day, and what is told of mistakes."""

from datetime import date

import pytest

from kith.practice.budgets import SHOWN, SIGN_OFFS, Budgets, read_budgets
from kith.practice.mistakes import Mistakes
from kith.practice.test_small_packs import lay_out, mistakes, write

GOOD = """
[[budget]]
what   = "shown_questions"
most   = 2
until  = 2020-12-31
source = "Us"

[[budget]]
what   = "shown_questions"
most   = 3
since  = 2021-01-01
source = "Us again"

[[exception]]
what   = "shown_questions"
of     = "contact"
most   = 4
reason = "A pilot asks one more"
who    = "P. Solanki, system lead"
since  = 2021-01-01
until  = 2021-06-30

[[case]]
code     = "usual"
title    = "The usual"
children = 2
source   = "Us"
    [[case.step]]
    step  = "contact"
    times = 1.5
"""


@pytest.fixture
def held(tmp_path):
    path, found = tmp_path / "burden.toml", Mistakes()
    path.write_text(GOOD)
    budgets = read_budgets({"burden.toml": [("p/burden.toml", path)]}, found)
    found.raise_if_any()
    return budgets


@pytest.mark.parametrize(
    ("day", "most"), [(date(2020, 12, 31), 2), (date(2021, 1, 1), 3), (date(1999, 1, 1), 2)]
)
def test_the_budget_of_the_day_holds(held, day, most):
    assert held.on(SHOWN, day).most == most


@pytest.mark.parametrize(
    ("day", "there"),
    [(date(2020, 12, 31), False), (date(2021, 1, 1), True), (date(2021, 6, 30), True), (date(2021, 7, 1), False)],
)  # fmt: skip
def test_an_exception_ends_on_its_last_day(held, day, there):
    assert (held.exemption(SHOWN, "contact", day) is not None) is there


def test_where_nothing_is_said_nothing_holds(held):
    assert held.on(SIGN_OFFS, date(2021, 1, 1)) is None
    assert held.exemption(SIGN_OFFS, "contact", date(2021, 1, 1)) is None
    assert Budgets().on(SHOWN, date(2021, 1, 1)) is None
    assert read_budgets({}, Mistakes()) == Budgets()


def test_the_newest_day_is_the_last_first_day(held):
    assert held.newest_day() == date(2021, 1, 1)
    assert Budgets().newest_day() == date.min


EXCEPTION = "base/burden.toml, exception contact"
WRONG = [
    ('what   = "shown_questions"', 'what = "questions"', 'base/burden.toml, budget[1].what: Found "questions". Known: shown_questions, sign_offs.'),
    ("most   = 2\n", "", "base/burden.toml, budget[1].most: This is missing. Write a whole number."),
    ("most   = 2\n", "most = 0\n", "base/burden.toml, budget[1].most: Expected a whole number from 1 up, found 0."),
    ("most   = 2\n", "most = 2.5\n", "base/burden.toml, budget[1].most: Expected a whole number from 1 up, found 2.5."),
    ('source = "Us"', "", "base/burden.toml, budget[1].source: This is missing."),
    ("since  = 2021-01-01\nsource", "source", "base/burden.toml, budget: Two budgets for shown_questions hold on one day."),
    ('of     = "contact"', 'of = "kontakt"', 'base/burden.toml, exception kontakt.of: There is no form "kontakt". Did you mean "contact"?'),
    ('of     = "contact"', "", "base/burden.toml, exception.of: This is missing."),
    ('reason = "A pilot asks one more"', "", f"{EXCEPTION}.reason: This is missing."),
    ('who    = "P. Solanki, system lead"', 'who = " "', f"{EXCEPTION}.who: This is missing."),
    ("until  = 2021-06-30", "", f"{EXCEPTION}.until: This is missing. Nothing goes beyond its budget without a first and a last day."),
    ("until  = 2021-06-30", "until = 2020-06-30", f"{EXCEPTION}.until: It ends on 2020-06-30, before it starts on 2021-01-01."),
    ("since  = 2021-01-01\nuntil  = 2021-06-30", "until = 2021-06-30", f"{EXCEPTION}.since: This is missing."),
    ("\nchildren = 2", "", "base/burden.toml, case usual.children: This is missing."),
    ('step  = "contact"', 'step = "kontakt"', 'base/burden.toml, case usual.step: There is no step "kontakt". Did you mean "contact"?'),
    ("[[case.step]]", '[[case.visit]]\nkind = "moon"\ntimes = 1\n    [[case.step]]', 'base/burden.toml, case usual.visit: There is no kind of visit "moon".'),
    ("times = 1.5", "times = 0", "base/burden.toml, case usual.step.times: Expected a number above 0, found 0."),
    ("times = 1.5", 'times = "often"', "base/burden.toml, case usual.step.times: Expected a number, found 'often'."),
    ("times = 1.5", "", "base/burden.toml, case usual.step.times: This is missing."),
    ('    [[case.step]]\n    step  = "contact"\n    times = 1.5', "", "base/burden.toml, case usual.step: Nothing is done in this case."),
    ("[[case]]", '[[kase]]\ncode = "x"\n[[case]]', 'base/burden.toml, kase: There is no entry "kase". Did you mean "case"?'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "told"), WRONG, ids=[one[2][:70] for one in WRONG])
def test_a_mistake_is_told_with_its_place(tmp_path, before, after, told):
    assert before in GOOD
    folder = lay_out(tmp_path)
    write(folder, "base/burden.toml", GOOD.replace(before, after, 1))

    found = mistakes(folder)

    assert any(line.startswith(told) for line in found), found


def test_two_of_a_kind_are_told(tmp_path):
    folder = lay_out(tmp_path)
    case, exception = (
        GOOD[GOOD.index("[[case]]") :],
        GOOD[GOOD.index("[[exception]]") : GOOD.index("[[case]]")],
    )
    write(folder, "base/burden.toml", GOOD + case + exception)

    assert mistakes(folder) == [
        f"{EXCEPTION}: Two exceptions hold on one day. Give the earlier one an until before that.",
        "base/burden.toml, case usual: There are two routine cases of this code.",
    ]
