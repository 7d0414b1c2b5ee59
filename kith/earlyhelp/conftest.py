"""A family in early help, the school worker who leads it, and those of the council around them."""

from datetime import date
from typing import Any

import pytest

from kith.earlyhelp import actions
from kith.earlyhelp.models import TeamAround
from kith.earlyhelp.rules import Agreed, Member
from tests import make
from tests.cast import browser, the_day

__all__ = ["browser", "the_day"]

BEGAN = date(2026, 9, 21)


def agreed(**facts: Any) -> Agreed:
    """A consent with nothing wrong."""
    told: dict[str, Any] = {
        "who": "Jade Marlowe",
        "relation": "mother",
        "how": "signed",
        "shares": "School and health visitor may talk about all of it.",
        "given_on": BEGAN,
    }
    return Agreed(**{**told, **facts})


def member(**facts: Any) -> Member:
    """Somebody of a team with nothing wrong."""
    told: dict[str, Any] = {
        "name": "Bea Lund",
        "agency": "school",
        "organisation": "Alder Primary",
        "does": "Sees Tia every morning.",
    }
    return Member(**{**told, **facts})


@pytest.fixture
def hub(db: Any, the_day: Any) -> Any:
    """The team that looks after early help."""
    return make.team("Early Help North")


@pytest.fixture
def school(hub: Any) -> Any:
    """A worker of a school, who sees own families alone."""
    return make.worker("Bea Lund", role="early_help_worker", team=hub)


@pytest.fixture
def social_worker(hub: Any) -> Any:
    """A social worker of the same team."""
    return make.worker("Amina Rahman", team=hub)


@pytest.fixture
def children(hub: Any) -> list[Any]:
    """Two of a family, not open to anybody."""
    made = [make.child("Tia", "Marlowe", age=9), make.child("Kofi", "Osei", age=6)]
    make.family(children=made)
    return made


@pytest.fixture
def around(social_worker: Any, school: Any, children: list[Any]) -> TeamAround:
    """Their early help, led by the school worker since September."""
    return actions.begin_with(
        social_worker,
        people=[one.pk for one in children],
        consent=agreed(),
        lead=member(worker=school.pk),
        level="2",
    )
