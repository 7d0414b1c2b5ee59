"""Puts the story's teams, workers and people into the record."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from kith.access.models import Leave, Membership, Team, Worker, WorkerSkill, WorkingShare
from kith.core import names
from kith.desk.demo import story
from kith.desk.demo.facts import Facts, moment
from kith.people.models import (
    Address,
    Alert,
    Family,
    FamilyMember,
    Person,
    Phone,
    Relationship,
    Residence,
    Restriction,
    RestrictionReader,
)  # fmt: skip

UNUSABLE = "!invented worker, no password"
SINCE = date(2000, 1, 1)
FIRST_YEAR_LEFT = 120  # working days


@dataclass
class Told:
    """The ids of everybody in the story, by the names the story uses."""

    teams: dict[str, int] = field(default_factory=dict)
    workers: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)
    managers: dict[str, int] = field(default_factory=dict)  # of each team, by its code
    cases: dict[str, int] = field(default_factory=dict)  # the open case of each child
    plans: dict[str, int] = field(
        default_factory=dict
    )  # the plan made with the family, by one of its children


def worker_facts(name: str, username: str, title: str, weight: float, started_at: datetime) -> dict[str, Any]:
    """The columns of an invented worker, who cannot sign in but through the demonstration's buttons."""
    return {
        "name": name,
        "username": username,
        "job_title": title,
        "email": f"{username}@westmere.example",
        "guideline_weight": weight,
        "password": UNUSABLE,
        "looked_in_at": started_at,
    }


def staff(facts: Facts, told: Told, known: Told) -> None:
    """Teams and workers of the story; those in ``known`` exist already and are taken as they are."""
    rows = facts.rows
    told.teams.update(known.teams)
    told.workers.update(known.workers)
    for code, (name, kind, above) in story.TEAMS.items():
        if code not in told.teams:
            told.teams[code] = rows.add(
                Team, code=code, name=name, kind=kind, parent_id=told.teams.get(above)
            )
    evening = moment(facts.calendar.add(facts.today, -1), 17, 20)
    for cast in story.WORKERS:
        if cast.username not in told.workers:
            columns = worker_facts(cast.name, cast.username, cast.title, cast.weight, evening)
            if cast.first_year:
                columns["newly_qualified_until"] = facts.calendar.add(facts.today, FIRST_YEAR_LEFT)
            worker = told.workers[cast.username] = rows.add(Worker, **columns)
            rows.add(
                Membership, worker_id=worker, team_id=told.teams[cast.team], role=cast.role, started_on=SINCE
            )
        if cast.role in ("team_manager", "duty_manager"):
            told.managers[cast.team] = told.workers[cast.username]
    _who_is_there(facts, told, known)


def _who_is_there(facts: Facts, told: Told, known: Told) -> None:
    """Leave, hours and skills of the story's workers, but of those who were there before."""
    rows, by, today = facts.rows, told.managers[story.NORTH], facts.today
    since = facts.calendar.add(today, -20)
    for username, kind, first, back in _new(story.AWAY, known):
        days = {"started_on": facts.calendar.add(today, first), "ended_on": facts.calendar.add(today, back)}
        worker, at = told.workers[username], facts.recorded(moment(since))
        rows.add(Leave, worker_id=worker, kind=kind, by_id=by, recorded_at=at, **days)
    for username, share in _new(story.PART_TIME, known):
        worker, at = told.workers[username], facts.recorded(moment(since))
        rows.add(WorkingShare, worker_id=worker, share=share, started_on=SINCE, by_id=by, recorded_at=at)
    for username, kind, code in _new(story.SKILLS, known):
        rows.add(WorkerSkill, worker_id=told.workers[username], kind=kind, code=code, started_on=SINCE)


def _new(noted: Iterable[tuple[Any, ...]], known: Told) -> list[tuple[Any, ...]]:
    """What is noted of workers, by username first, who were not there before."""
    return [one for one in noted if one[0] not in known.workers]


class People:
    """Tells who the people of the story are, moved to the days of ``days``."""

    def __init__(self, facts: Facts, told: Told, days: story.StoryDays) -> None:
        self.facts, self.told, self.days, self.rows = facts, told, days, facts.rows

    def all(self) -> None:
        """Everybody, with their families, homes, alerts and restrictions."""
        for key, someone in story.PEOPLE.items():
            self._person(key, someone)
        for key, home in story.FAMILIES.items():
            self._family(key, home)
        self._around_them()
        self._restrict()

    def _person(self, key: str, someone: story.Someone) -> None:
        move = self.days.on if someone.expected else self.days.born
        born = move(someone.born) if someone.born else None
        expected = bool(someone.expected and born and born > self.days.today)
        numbered = {"id": someone.number} if someone.number else {}
        self.told.people[key] = self.rows.add(
            Person,
            given_name=someone.given,
            family_name=someone.family,
            known_as=someone.known_as,
            sounds=list(names.sound_codes(f"{someone.given} {someone.family} {someone.known_as}")),
            born_text=f"expected {born:%B %Y}" if expected and born else "",
            born_on=born,
            born_by=None if expected else born,
            born_precision="expected" if expected else "exact",
            died_on=self.days.on(someone.died) if someone.died else None,
            sex=someone.sex,
            ethnicity=someone.ethnicity,
            language="eng",
            recorded_at=self.facts.recorded(
                moment(max(born or SINCE, self.days.on(date(2018, 3, 12)))) - timedelta(days=1)
            ),
            **numbered,
        )
        if someone.phone:
            self.rows.add(
                Phone, person_id=self.told.people[key], number=someone.phone, note=someone.phone_note
            )

    def _family(self, key: str, home: story.Home) -> None:
        since = self.days.on(home.since)
        family = self.rows.add(Family, name=home.name, recorded_at=moment(since))
        self.told.families[key] = family
        for member in home.members:
            started_on = self._from_birth(member, since)
            self.rows.add(
                FamilyMember, family_id=family, person_id=self.told.people[member], started_on=started_on
            )
        if home.address:
            self._live(home.address, home.lives, since)

    def _from_birth(self, key: str, since: date) -> date:
        born = story.PEOPLE[key].born
        return max(since, min(self.days.born(born), self.days.today)) if born else since

    def _live(self, address: tuple[str, str], people: tuple[str, ...], since: date) -> None:
        place = self.rows.add(Address, lines=address[0], postcode=address[1])
        for one in people:
            started_on = self._from_birth(one, since)
            self.rows.add(Residence, person_id=self.told.people[one], address_id=place, started_on=started_on)

    def _around_them(self) -> None:
        people = self.told.people
        for lines, postcode, they in story.OTHER_HOMES:
            self._live((lines, postcode), they, self.days.on(date(2021, 5, 3)))
        for who, kind, others in story.RELATIONSHIPS:
            for other in others:
                self.rows.add(Relationship, person_id=people[who], other_id=people[other], kind=kind)
        for they, kind, words, since in story.ALERTS:
            for one in they:
                started_on = self._from_birth(one, self.days.on(since))
                self.rows.add(Alert, person_id=people[one], kind=kind, words=words, started_on=started_on)

    def _restrict(self) -> None:
        whose, reason, readers = story.RESTRICTED
        for one in whose:
            wall = self.rows.add(
                Restriction,
                person_id=self.told.people[one],
                reason=reason,
                started_at=moment(self.days.working_days_ago(15), 11),
                by_id=self.told.workers["ngozi.bright"],
            )
            for reader in readers:
                self.rows.add(RestrictionReader, restriction_id=wall, worker_id=self.told.workers[reader])
