"""A family, its worker and manager, and an independent chair, for the tests of child protection."""

from datetime import date

import pytest

from tests import make
from tests.cast import amina, colin, north, the_day

__all__ = ["amina", "colin", "north", "the_day"]

OPENED = date(2026, 6, 8)


@pytest.fixture
def grace(north):
    """A chair, of a team outside the line."""
    return make.worker("Grace Adeyemi", role="conference_chair", team=make.team("Reviewing service"))


@pytest.fixture
def children(north, amina):
    """Two of a family, open since June and held by the worker."""
    made = [make.child("Tia", "Marlowe", age=9), make.child("Kofi", "Marlowe", age=6)]
    home = make.family(children=made)
    for child in made:
        make.involvement(child, north, amina, started_on=OPENED, family=home.family)
    return made


@pytest.fixture
def tia(children):
    """The eldest."""
    return children[0]
