"""Builders of workers and teams."""

from datetime import date
from typing import Any

from kith.access.models import Membership, Team, Worker
from kith.core import names
from tests.make.chance import LONG_AGO, NUMBERS, Who


def team(
    name: str = "Safeguarding North", *, code: str = "", kind: str = "team", parent: Team | None = None
) -> Team:
    """A team; the code is made from the name and a number, so that several may share a name."""
    slug = code or f"{'-'.join(names.words(name))}-{next(NUMBERS)}"
    return Team.objects.create(code=slug, name=name, kind=kind, parent=parent)


def worker(
    name: str = "Amina Rahman", *, role: str | None = "social_worker", team: Team | None = None, **facts: Any
) -> Worker:
    """A worker with one membership (``role=None``: none); ``password`` makes the account usable."""
    password = facts.pop("password", None)
    since = facts.pop("since", LONG_AGO)
    facts.setdefault("username", f"{'.'.join(names.words(name))}.{next(NUMBERS)}")
    made = Worker(name=name, **facts)
    made.set_password(password) if password else made.set_unusable_password()
    made.save()
    if role is not None:
        member(made, place_of(team), role, since=since)
    return made


def member(
    worker: Worker, team: Team, role: str, *, since: date = LONG_AGO, until: date | None = None
) -> Membership:
    """A place of a worker in a team."""
    return Membership.objects.create(worker=worker, team=team, role=role, started_on=since, ended_on=until)


def system() -> Worker:
    """A worker without any role, for columns that must say who wrote."""
    return Worker.objects.filter(username="maker").first() or worker("Mel Maker", role=None, username="maker")


def place_of(chosen: Team | None, worker: Who = None) -> Team:
    """The team chosen, that of the worker, or a new one."""
    return chosen or (worker.team if worker else None) or team()
