"""The cast of tests, demonstration and documentation: the Marlowe–Osei family, its neighbours, its workers.

``load()`` puts it into the test database and answers with everybody's ids; the data is re-exported.
"""

from datetime import date

from kith.core import clock
from kith.desk.demo.cases import CASES, HEARD, PAST
from kith.desk.demo.cast import Told
from kith.desk.demo.making import load_story
from kith.desk.demo.story import DEMO_ROLES, FAMILIES, PEOPLE, TEAMS, TODAY, WORKERS

__all__ = [
    "CASES",
    "DEMO_ROLES",
    "FAMILIES",
    "HEARD",
    "PAST",
    "PEOPLE",
    "TEAMS",
    "TODAY",
    "WORKERS",
    "Told",
    "load",
]


def load(today: date | None = None) -> Told:
    """The whole story with its today moved to ``today`` (the clock's by default). Needs the database."""
    return load_story(today or clock.today())
