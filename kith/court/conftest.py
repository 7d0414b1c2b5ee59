"""One family before a court, its worker, her manager and the lawyer."""

from datetime import date

import pytest

from tests import make
from tests.cast import amina, browser, colin, north, the_day

__all__ = ["amina", "browser", "colin", "north", "the_day"]


@pytest.fixture
def leonie(north):
    """The council's lawyer."""
    return make.worker("Leonie Marsh", role="lawyer", team=make.team("Legal"))


@pytest.fixture
def children(north, amina):
    """Three of a family, open since September and held by the worker."""
    named = (("Tia", 9), ("Kofi", 6), ("Elsie", 2))
    made = [make.child(name, "Marlowe", age=age) for name, age in named]
    home = make.family(children=made)
    for child in made:
        make.involvement(child, north, amina, started_on=date(2026, 6, 8), family=home.family)
    return made


@pytest.fixture
def people(children):
    """Their numbers."""
    return [child.pk for child in children]
