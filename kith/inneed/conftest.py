"""A family in need, its worker and her manager, for the tests of child in need plans."""

from datetime import date

import pytest
from django.test import Client

from tests import make
from tests.cast import amina, colin, north, the_day

__all__ = ["amina", "colin", "north", "the_day"]

OPENED = date(2026, 6, 8)


@pytest.fixture
def tia_and_kofi(north, amina):
    """Two of a family, open since June and held by the worker."""
    made = [make.child("Tia", "Marlowe", age=9), make.child("Kofi", "Marlowe", age=6)]
    home = make.family(children=made)
    for child in made:
        make.involvement(child, north, amina, started_on=OPENED, family=home.family)
    return made


@pytest.fixture
def signed_in(amina):
    """A browser in which the worker has signed in."""
    client = Client()
    client.force_login(amina)
    return client
