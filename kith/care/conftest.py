"""One family with a child in care, their worker, her manager and a reviewing officer, for the tests of care."""

from datetime import date
from typing import Any

import pytest

from kith.care.period import actions, rules
from kith.care.placement import rules as placements
from kith.care.status.rules import Told as Status
from tests import make
from tests.cast import amina, browser, north, the_day

__all__ = ["amina", "browser", "north", "the_day"]

REFERRED_ON = date(2026, 1, 5)
START = date(2026, 3, 4)  # a Wednesday


@pytest.fixture
def ruth(north: Any) -> Any:
    """Who reviews."""
    return make.worker("Ruth Adeyemi", role="conference_chair", team=north)


@pytest.fixture
def children(north: Any, amina: Any) -> list[Any]:
    """Tia, Kofi and Elsie, open since the referral."""
    born = {"Tia": date(2016, 10, 1), "Kofi": date(2020, 2, 29), "Elsie": date(2024, 7, 7)}
    made = [make.child(name, "Marlowe", born_on=on) for name, on in born.items()]
    home = make.family(children=made)
    for child in made:
        make.involvement(child, north, amina, started_on=REFERRED_ON, family=home.family)
    return made


def begin(by: Any, people: Any, **told: Any) -> Any:
    """Children begin to be looked after in a foster home; ``told`` says what else holds."""
    facts = {
        "on": START,
        "status": Status("V2"),
        "start": rules.Start("N1", "WM4 2QT", before="Z1"),
        "placement": placements.Told(
            "U6", "PR1", "Mr and Mrs Osei", urn="SC123456", lines="9 Elm Row", postcode="WM6 1AB"
        ),
    }
    return actions.become_looked_after(by, people=[one.pk for one in people], **{**facts, **told})


@pytest.fixture
def tia(amina: Any, children: list[Any]) -> Any:
    """Tia's time in care."""
    return begin(amina, children[:1])[0]
