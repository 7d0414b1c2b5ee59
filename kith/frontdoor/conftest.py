"""The cast of the front door's tests: who takes and decides, a team to refer to, a family on record."""

from datetime import date

import pytest
from django.test import Client

from tests import make


@pytest.fixture
def duty_team(db):
    """The team at the front door."""
    return make.team("Front door")


@pytest.fixture
def ewan(duty_team):
    """A duty worker."""
    return make.worker("Ewan Price", role="duty_worker", team=duty_team)


@pytest.fixture
def sanjay(duty_team):
    """The manager on duty."""
    return make.worker("Sanjay Pillai", role="duty_manager", team=duty_team)


@pytest.fixture
def north(db):
    """A team that takes referrals."""
    return make.team("Safeguarding North")


@pytest.fixture
def colin(north):
    """Its manager."""
    return make.worker("Colin Burge", role="team_manager", team=north)


@pytest.fixture
def dochertys(db):
    """Kieran, Aoife and Finn with their baby sister Saoirse, their mother and a home."""
    children = [
        make.child("Kieran", "Docherty", born_on=date(2017, 4, 21), sex="M", known_as="Kian"),
        make.child("Aoife", "Docherty", born_on=date(2019, 1, 9)),
        make.child("Finn", "Docherty", born_on=date(2021, 11, 30), sex="M"),
        make.child("Saoirse", "Docherty", born_on=date(2025, 6, 3)),
    ]
    return make.family("Docherty", children=children)


@pytest.fixture
def browser():
    """A browser in which a worker has signed in."""

    def signed_in(worker):
        client = Client()
        client.force_login(worker)
        return client

    return signed_in
