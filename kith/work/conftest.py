"""One family, its worker and her manager, for the tests of the work."""

import uuid
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kith.work.models import Step
from kith.work.steps import actions
from tests import make
from tests import writing as hand


@pytest.fixture
def the_day(monkeypatch):
    """The day of the mock-ups."""
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")


@pytest.fixture
def north(db, the_day):
    """A team."""
    return make.team("Safeguarding North")


@pytest.fixture
def amina(north):
    """Its social worker."""
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def colin(north):
    """Its manager."""
    return make.worker("Colin Burge", role="team_manager", team=north)


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


class Browser(Client):
    """A signed-in browser that knows the pages of steps by name."""

    def page(self, name: str, step: Step, **asked: Any) -> Any:
        """Open a page about a step."""
        return self.get(reverse(name, kwargs={"number": step.pk}), asked)

    def send(self, name: str, step: Step, **fields: Any) -> Any:
        """Send a form about a step."""
        known = {"_key": str(uuid.uuid4())}
        return self.post(reverse(name, kwargs={"number": step.pk}), {**known, **fields})


@pytest.fixture
def browser() -> Callable[..., Browser]:
    """Makes signed-in browsers."""

    def signed_in(worker: Any, **options: Any) -> Browser:
        made = Browser(**options)
        made.force_login(worker)
        return made

    return signed_in
