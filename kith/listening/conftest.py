"""A family, its worker and manager, for the tests of listening."""

from datetime import date

import pytest

from kith.listening.feedback import actions
from tests import make
from tests.cast import amina, browser, colin, north, the_day

__all__ = ["amina", "browser", "colin", "north", "the_day"]

GOOD = {"q.helped": "yes", "q.listened": "4", "q.explained": "3", "q.promises": "4"}


@pytest.fixture
def tia(north, amina):
    """A child, open since March."""
    child = make.child("Tia", "Marlowe", age=9)
    make.involvement(child, north, amina, started_on=date(2026, 3, 2))
    return child


@pytest.fixture
def ask(amina, tia):
    """Somebody is asked: gives the request and its private address."""

    def asked(questionnaire="child", child=tia, point="any_time"):
        token = actions.new_token()
        made = actions.ask(amina, child, point=point, questionnaire=questionnaire, token=token)
        return made, actions.path_of(token)

    return asked


@pytest.fixture
def good():
    """What somebody answers who was helped."""
    return dict(GOOD)


@pytest.fixture
def today(the_day):
    """The day of the mock-ups."""
    return date(2026, 10, 14)
