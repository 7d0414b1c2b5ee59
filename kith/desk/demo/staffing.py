"""Teams and workers enough for the work, and who of them holds what."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from random import Random

from kith.access.models import Membership, Team, Worker
from kith.core.names import words
from kith.desk.demo import chances, story
from kith.desk.demo.cast import SINCE, Told, worker_facts
from kith.desk.demo.facts import Facts, Held, moment
from kith.desk.demo.name_lists import WORKERS_FAMILY, WORKERS_GIVEN

CHILDREN_OF_A_TEAM = 150
CHILDREN_OF_A_WORKER = 16  # DfE workforce 2025: 15.2 cases each
AREAS = (("north", "North", 0.38), ("south", "South", 0.35), ("east", "East", 0.27))
DUTY_WORKERS_FOR = 350  # open children for each worker at the front door, assumed
CHILDREN_OF_EARLY_HELP = (
    120  # open children for each who does early help beside the one of the story, assumed
)
CHILDREN_OF_A_CHAIR = 150  # open children for each chair beside the one of the story, assumed
LEFT_ALONE = "amina.rahman"  # holds what the story says, and nothing else
CASE_HOLDERS = ("social_worker", "senior_practitioner")
HAVE_LEFT = 0.25  # of workers over the years; turnover 11.8% a year in 2025, 40% in the papers' councils


@dataclass(slots=True)
class Place:
    """A team that holds cases: its people and how many open children each has."""

    team: int
    manager: int
    workers: list[int] = field(default_factory=list)
    load: dict[int, int] = field(default_factory=dict)
    left: list[tuple[date, int]] = field(default_factory=list)
    slowness: float = 0.0
    was_strained: bool = False


class Staffing:
    """Makes the workers that ``children`` open cases need, and hands out the work."""

    def __init__(self, facts: Facts, told: Told, rng: Random, children: int, first_day: date) -> None:
        self.facts, self.told, self.rng, self.first_day = facts, told, rng, first_day
        self.taken, self.yesterday = set(told.workers), facts.calendar.add(facts.today, -1)
        self.evening = moment(self.yesterday, 17, 20)
        self.areas = [self._area(code, name, children * share) for code, name, share in AREAS]
        for place in self.areas[1]:
            place.was_strained = True
        self.disabled = self._place("disabled-children", children * 0.07)
        front = told.teams[story.FRONT_DOOR]
        self.duty = [told.workers["ewan.price"]]
        self.duty += [
            self._worker(front, "duty_worker", "duty social worker")
            for _ in range(children // DUTY_WORKERS_FOR)
        ]
        self.duty_manager = told.managers[story.FRONT_DOOR]
        self.chairs = self._beside("conferences", "conference_chair", children // CHILDREN_OF_A_CHAIR)
        number = children // CHILDREN_OF_EARLY_HELP
        self.early_help = self._beside(story.EARLY_HELP, "early_help_worker", number)

    def _area(self, code: str, name: str, children: float) -> list[Place]:
        teams = max(1, round(children / CHILDREN_OF_A_TEAM))
        places = [self._place(f"safeguarding-{code}", children / teams)]
        for number in range(1, teams):
            letter = chr(ord("A") + number) if number < 26 else str(number)
            key, title = (
                f"safeguarding-{code}-{letter.lower()}",
                f"Assessment and Safeguarding {name} {letter}",
            )
            if key not in self.told.teams:
                above = self.told.teams[code]
                self.told.teams[key] = self.facts.rows.add(
                    Team, code=key, name=title, kind="team", parent_id=above
                )
            if key not in self.told.managers:
                self.told.managers[key] = self._worker(self.told.teams[key], "team_manager", "team manager")
            places.append(self._place(key, children / teams))
        return places

    def _place(self, code: str, children: float) -> Place:
        team = self.told.teams[code]
        place = Place(team, self.told.managers[code], slowness=self.rng.choice(chances.SLOWNESS))
        cast = [
            one
            for one in story.WORKERS
            if one.team == code and one.role in CASE_HOLDERS and one.username != LEFT_ALONE
        ]
        place.workers = [self.told.workers[one.username] for one in cast]
        enough = 0 if code == story.NORTH else max(2, ceil(children / CHILDREN_OF_A_WORKER))
        while len(place.workers) < enough:
            senior = len(place.workers) % 6 == 5
            place.workers.append(
                self._worker(team, "senior_practitioner", "senior practitioner")
                if senior
                else self._worker(team, "social_worker", "social worker")
            )
        place.load = dict.fromkeys(place.workers, 0)
        days = max(1, (self.facts.today - self.first_day).days)
        for _ in range(ceil(len(place.workers) * HAVE_LEFT)):
            left_on = self.first_day + timedelta(days=self.rng.randint(days // 3, days))
            place.left.append((left_on, self._worker(team, "social_worker", "social worker", left_on)))
        return place

    def _worker(self, team: int, role: str, title: str, left_on: date | None = None) -> int:
        name = self._new_name()
        username = ".".join(words(name))
        facts = worker_facts(name, username, title, 24, self.evening)
        worker = self.told.workers[username] = self.facts.rows.add(Worker, **facts, is_active=left_on is None)
        self.facts.rows.add(
            Membership, worker_id=worker, team_id=team, role=role, started_on=SINCE, ended_on=left_on
        )
        return worker

    def _beside(self, team: str, role: str, number: int) -> list[int]:
        """So many workers of a role, named by chance of their own: they change nobody else's name."""
        main, self.rng = self.rng, Random(f"{team} {role}")  # noqa: S311 - no secret
        made = [self._worker(self.told.teams[team], role, role.replace("_", " ")) for _ in range(number)]
        self.rng = main
        return made

    def _new_name(self) -> str:
        while True:
            name = f"{self.rng.choice(WORKERS_GIVEN)} {self.rng.choice(WORKERS_FAMILY)}"
            if len(self.taken) > len(WORKERS_GIVEN) * len(WORKERS_FAMILY) * 0.5:
                name = f"{name}-{self.rng.choice(WORKERS_FAMILY)}"
            key = ".".join(words(name))
            if key not in self.taken:
                self.taken.add(key)
                return name

    # --- handing out ---

    def chair(self, family: int) -> int | None:
        """Who chairs about a family; nobody in a small authority, whose one chair has the work of the story."""
        return self.chairs[family % len(self.chairs)] if self.chairs else None

    def is_of_the_story(self, team: int) -> bool:
        """Whether it is the team whose open work the story tells: nothing that goes on is put beside it."""
        return team == self.told.teams[story.NORTH]

    def at_the_front_door(self) -> Held:
        """Who takes a contact and who decides it."""
        return Held(self.told.teams[story.FRONT_DOOR], self.rng.choice(self.duty), self.duty_manager)

    def place(self, area: int, need: str) -> Place:
        """The team that takes a family."""
        if need == "N2" and self.rng.random() < 0.75:
            return self.disabled
        return self.rng.choice(self.areas[area])

    def tray(self, place: Place, area: int) -> Place:
        """Where a family waits for a worker: not with the story's team, whose tray the story tells of."""
        others = self.areas[area][1:]
        is_story = place.team == self.told.teams[story.NORTH]
        return self.rng.choice(others) if is_story and others else place

    def slowness(self, place: Place, on: date) -> float:
        """How slow a team was at a time."""
        back = (self.facts.today - on).days
        strain = (
            chances.STRAIN
            if place.was_strained and chances.STRAINED[1] <= back <= chances.STRAINED[0]
            else 0.0
        )
        return place.slowness + strain

    def worker(self, place: Place, children: int, ended_on: date | None) -> int:
        """Who takes a case: somebody with room when it is open, anybody who was there when it is over."""
        if ended_on is not None:
            gone = [worker for left_on, worker in place.left if left_on > ended_on]
            return self.rng.choice(gone + place.workers)
        one, other = self.rng.choice(place.workers), self.rng.choice(place.workers)
        chosen = min(one, other, key=place.load.__getitem__)
        place.load[chosen] += children
        return chosen
