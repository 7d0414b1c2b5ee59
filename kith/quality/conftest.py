"""A service of three teams with managers, and children to audit."""

from datetime import date

import pytest
from django.test import Client

from kith.people.models import Person
from kith.quality.draw import actions
from kith.quality.models import AuditRound, CaseAudit
from tests import make
from tests.cast import the_day

__all__ = ["the_day"]

OPENED = date(2026, 6, 8)
TODAY = date(2026, 10, 14)
SEED = "5eed" * 8


@pytest.fixture
def service():
    """Managers of North, South and West, a head of service over them, and a worker in each team."""
    teams = {name: make.team(f"Safeguarding {name}") for name in ("North", "South", "West")}
    head = make.worker("Ngozi Bright", role="head_of_service", team=make.team("Children’s services"))
    return {
        "head": head,
        "teams": teams,
        "managers": {
            name: make.worker(f"{name} Manager", role="team_manager", team=team) for name, team in teams.items()
        },
        "workers": {name: make.worker(f"{name} Worker", team=team) for name, team in teams.items()},
    }  # fmt: skip


@pytest.fixture
def children(service) -> dict[str, list[Person]]:
    """Four children in each team, held by its worker."""
    found: dict[str, list[Person]] = {}
    for name, team in service["teams"].items():
        found[name] = [make.child(age=9) for _ in range(4)]
        for one in found[name]:
            make.involvement(one, team, service["workers"][name], started_on=OPENED)
    return found


@pytest.fixture
def month(service, children) -> AuditRound:
    """October, drawn."""
    return actions.draw_month(service["head"], month=TODAY, on=TODAY, seed=SEED)


@pytest.fixture
def audits(month, service) -> list[CaseAudit]:
    """The audits of October, second readings left out; those that one reads alone come first."""
    rows = CaseAudit.objects.seen_by(service["head"]).filter(draw__round=month)
    read_twice = set(rows.values_list("second_of", flat=True))
    return sorted(rows.filter(second_of__isnull=True), key=lambda one: (one.pk in read_twice, one.pk))


@pytest.fixture
def browser():
    """Somebody signed in."""

    def signed_in(worker) -> Client:
        client = Client()
        client.force_login(worker)
        return client

    return signed_in
