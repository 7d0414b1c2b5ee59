"""The cast: three children with an enquiry, those around them, a chair and her office."""

from datetime import date

import pytest

from kith.core import clock
from kith.people.network.actions import tie
from kith.protection.enquiry import actions, queries
from kith.protection.enquiry.rules import Presence, Told
from tests import make
from tests.cast import amina, browser, colin, north, the_day

__all__ = ["amina", "browser", "colin", "north", "the_day"]

HELD = date(2026, 10, 5)  # a Monday: nine days before the day of the tests


@pytest.fixture
def grace(db, the_day):
    """A chair, of no line of management."""
    return make.worker("Grace Adeyemi", role="conference_chair", team=make.team("Quality"))


@pytest.fixture
def bea(north):
    """Who sets conferences up."""
    return make.worker("Bea Norris", role="business_support", team=north)


@pytest.fixture
def household(north, amina):
    """Three children with their mother, open since the summer and held by the worker."""
    named = (("Tia", 12), ("Kofi", 6), ("Elsie", 2))
    children = [make.child(name, "Marlowe", age=age) for name, age in named]
    home = make.family(children=children)
    for child in children:
        make.involvement(child, north, amina, started_on=date(2026, 9, 1), family=home.family)
    return home


@pytest.fixture
def children(household):
    """The three."""
    return household.children


@pytest.fixture
def around(children, amina):
    """A teacher and a surgery."""
    since, today = date(2024, 9, 1), clock.today()
    school = {
        "kind": "school",
        "agency": "St Brigid's",
        "role": "class teacher",
        "professional": "Priya Anand",
    }
    tie(amina, children[0], since=since, today=today, **school)
    for child in children:
        tie(amina, child, kind="gp", agency="Alder Walk Surgery", role="GP surgery", since=since, today=today)


THERE = (Presence("social_care", True), Presence("police", True, "PC Owen"), Presence("health", True))


def told(children, decision="joint", held_on=HELD, there=THERE):
    """A strategy discussion about these children."""
    return Told(held_on, there, {child.pk: decision for child in children})


@pytest.fixture
def enquiries(colin, children):
    """An enquiry of each child, since the fifth of October."""
    actions.hold_discussion(colin, told=told(children))
    return queries.open_enquiries(colin, [child.pk for child in children])
