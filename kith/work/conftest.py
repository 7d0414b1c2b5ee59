"""One family, its worker and her manager, for the tests of the work."""

from types import ModuleType

import pytest

from kith.work.models import Step
from kith.work.steps import actions
from tests import make
from tests import writing as hand
from tests.cast import amina, browser, colin, north, the_day

__all__ = ["amina", "browser", "colin", "north", "the_day"]


@pytest.fixture
def children(north, amina):
    """Three of a family, open since the referral and held by the worker."""
    named = (("Tia", 9), ("Kofi", 6), ("Elsie", 2))
    made = [make.child(name, "Marlowe", age=age) for name, age in named]
    home = make.family(children=made)
    for child in made:
        make.involvement(child, north, amina, started_on=hand.REFERRED_ON, family=home.family)
    return made


@pytest.fixture
def work(amina, children) -> Step:
    """An assessment of all three, opened on the day of the referral."""
    return hand.open_assessment(amina, children)


@pytest.fixture
def sent(amina, work) -> Step:
    """The same, answered and sent to whoever manages the team."""
    hand.fill(amina, work)
    return actions.submit(amina, work, asked=None)


@pytest.fixture
def writing() -> ModuleType:
    """How tests open, write and look at steps: ``tests/writing.py``."""
    return hand
