"""The cast that most tests begin with, as fixtures: a team, its social worker and manager, a signed-in browser.

A ``conftest.py`` imports those it needs.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kith.access.models import Team, Worker
from tests import make


@pytest.fixture
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the mock-ups, a Wednesday."""
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")


@pytest.fixture
def north(db: None, the_day: None) -> Team:
    """A team."""
    return make.team("Safeguarding North")


@pytest.fixture
def amina(north: Team) -> Worker:
    """Its social worker."""
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def colin(north: Team) -> Worker:
    """Its manager."""
    return make.worker("Colin Burge", role="team_manager", team=north)


class Browser(Client):
    """A signed-in browser that knows pages about one row by their names."""

    def page(self, name: str, about: Any, /, **asked: Any) -> Any:
        """Open a page about a row."""
        return self.get(reverse(name, kwargs={"number": about.pk}), asked)

    def send(self, name: str, about: Any, /, **fields: Any) -> Any:
        """Send a form about a row."""
        known = {"_key": str(uuid.uuid4())}
        return self.post(reverse(name, kwargs={"number": about.pk}), {**known, **fields})


@pytest.fixture
def browser() -> Callable[..., Browser]:
    """Makes browsers in which a worker has signed in."""

    def signed_in(worker: Any, **options: Any) -> Browser:
        made = Browser(**options)
        made.force_login(worker)
        return made

    return signed_in
