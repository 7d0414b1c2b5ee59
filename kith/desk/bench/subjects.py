"""Whom and what the measurements open: many children, workers, steps and search texts, the same in every run."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db import connection
from django.db.models import Count

from kith.access.models import Team, Worker
from kith.core.reading_words import short_day
from kith.database.session import seen_by
from kith.desk.demo.long_care import long_in_care
from kith.people.models import Identifier, Person, Phone, Residence
from kith.work.models import OPEN_STATES, Allocation, Answer, Involvement, Step, StepChild

SOCIAL_WORKER, MANAGER, HEAD = "amina.rahman", "colin.burge", "ngozi.bright"
AT_WORK = 200
TEXTS = 50
SEED = 20_261_014
# What is counted for the page of sizes: in words, and the question that counts it.
COUNTED = {
    "people": "select count(*) from people_person",
    "involvements, of them open": "select count(*), count(*) filter (where ended_on is null) from work_involvement",
    "open steps": "select count(*) from work_step where state not in ('completed', 'cancelled')",
    "closed steps": "select count(*) from work_step where state in ('completed', 'cancelled')",
    "contacts": "select count(*) from frontdoor_contact",
    "referrals": "select count(*) from frontdoor_referral",
    "visits": "select count(*) from work_visit",
    "workers and teams": "select (select count(*) from access_worker), (select count(*) from access_team)",
}


@dataclass(frozen=True, slots=True)
class Writing:
    """An answer in words that somebody can go on writing."""

    step: int
    question: str
    version: int
    worker: Worker


@dataclass(frozen=True, slots=True)
class Extremes:
    """The one with few rows and the one with many."""

    few: Any
    many: Any


@dataclass(frozen=True, slots=True)
class Subjects:
    """What there is to open. ``children`` have an open involvement; each of ``workers`` holds some. ``long_in_care``: a
    child looked after for twelve years, with 40 placements, 200 visits and 30 reviews.
    """

    viewer: Worker
    manager: Worker
    head: Worker
    children: list[int]
    workers: list[Worker]
    managers: list[tuple[Worker, str]]
    steps: list[tuple[int, Worker]]
    writings: list[Writing]
    texts: list[str]
    child: Extremes
    worker: Extremes
    team: Extremes
    step: Extremes
    long_in_care: int


def chosen() -> Subjects:
    """Everything that is measured with, drawn from the record by a fixed seed."""
    viewer, manager, head = (Worker.objects.get(username=name) for name in (SOCIAL_WORKER, MANAGER, HEAD))
    long = long_in_care(viewer)
    rng = Random(SEED)  # noqa: S311 - no secret
    with seen_by(viewer.sight):
        children = list(_open(viewer).order_by("pk").values_list("person_id", flat=True))
        held = _held(viewer)
        workers = Worker.objects.in_bulk(held)
        writings = _writings(viewer)
        return Subjects(
            viewer=viewer,
            manager=manager,
            head=head,
            children=rng.sample(children, min(1000, len(children))),
            workers=[workers[one] for one in rng.sample(held, min(AT_WORK, len(held)))],
            managers=_managers(),
            steps=_steps(viewer, rng),
            writings=rng.sample(writings, min(300, len(writings))),
            texts=_texts(viewer, rng),
            child=_ends(_steps_by_child(viewer, children)),
            worker=_ends(
                [(workers[one], number) for one, number in _steps_by_worker(viewer) if one in workers]
            ),
            team=_ends(_children_by_team(viewer)),
            step=_ends(_children_by_step(viewer)),
            long_in_care=long,
        )


def sizes() -> dict[str, str]:
    """How much there is in the record."""
    with seen_by("0"), connection.cursor() as cursor:
        found = {}
        for words, question in COUNTED.items():
            cursor.execute(question)
            found[words] = ", ".join(f"{number:,}" for number in cursor.fetchone())
        cursor.execute(
            "select pg_database_size(current_database()) / 1024 / 1024, current_setting('server_version')"
        )
        megabytes, release = cursor.fetchone()
    return found | {"size on disk": f"{megabytes:,} MB", "PostgreSQL": release.split()[0]}


def _open(viewer: Worker) -> Any:
    return Involvement.objects.seen_by(viewer).filter(ended_on__isnull=True)


def _held(viewer: Worker) -> list[int]:
    now = Allocation.objects.seen_by(viewer).filter(ended_on__isnull=True, worker__is_active=True)
    return sorted(set(now.values_list("worker_id", flat=True)))


def _managers() -> list[tuple[Worker, str]]:
    found = Worker.objects.filter(
        memberships__role="team_manager", memberships__ended_on__isnull=True, is_active=True
    )
    by_team = found.order_by("pk").values_list("pk", "memberships__team__code")
    workers = Worker.objects.in_bulk([pk for pk, _ in by_team])
    return [(workers[pk], code) for pk, code in by_team]


def _steps(viewer: Worker, rng: Random) -> list[tuple[int, Worker]]:
    rows = (
        Step.objects.seen_by(viewer)
        .filter(state__in=OPEN_STATES, worker__is_active=True)
        .exclude(kind="contact")
    )
    found = list(rows.order_by("pk").values_list("pk", "worker_id"))
    drawn = rng.sample(found, min(400, len(found)))
    workers = Worker.objects.in_bulk({worker for _, worker in drawn})
    return [(step, workers[worker]) for step, worker in drawn]


def _writings(viewer: Worker) -> list[Writing]:
    rows = Answer.objects.seen_by(viewer).filter(
        step__state="in_progress", step__worker__is_active=True, child__isnull=True
    )
    rows = rows.exclude(step__kind="contact").order_by("pk")
    found = [
        (step, question, version, worker)
        for step, question, version, worker, value in rows.values_list(
            "step_id", "question", "version", "step__worker_id", "value"
        )[:5000]
        if isinstance(value, str) and len(value) > 40
    ]
    workers = Worker.objects.in_bulk({worker for *_, worker in found})
    return [Writing(step, question, version, workers[worker]) for step, question, version, worker in found]


def _ends(rows: list[tuple[Any, int]]) -> Extremes:
    """Of things with their numbers of rows, one with the fewest and one with the most."""
    few, many = (choose(rows, key=lambda row: row[1])[0] for choose in (min, max))
    return Extremes(few, many)


def _steps_by_child(viewer: Worker, children: list[int]) -> list[tuple[int, int]]:
    rows = StepChild.objects.seen_by(viewer).filter(person__in=children, released_at__isnull=True)
    return list(rows.values_list("person_id").annotate(number=Count("pk")).order_by("person_id"))


def _steps_by_worker(viewer: Worker) -> list[tuple[int, int]]:
    rows = Step.objects.seen_by(viewer).filter(state__in=OPEN_STATES, worker__isnull=False)
    return list(rows.values_list("worker_id").annotate(number=Count("pk")).order_by("worker_id"))


def _children_by_team(viewer: Worker) -> list[tuple[str, int]]:
    rows = Allocation.objects.seen_by(viewer).filter(ended_on__isnull=True, team__kind="team")
    found = rows.values_list("team_id").annotate(number=Count("pk")).order_by("team_id")
    codes = dict(Team.objects.values_list("pk", "code"))
    return [(codes[team], number) for team, number in found]


def _children_by_step(viewer: Worker) -> list[tuple[int, int]]:
    rows = StepChild.objects.seen_by(viewer).filter(step__state="in_progress", released_at__isnull=True)
    rows = rows.exclude(step__kind="contact")
    return list(rows.values_list("step_id").annotate(number=Count("pk")).order_by("step_id")[:5000])


# --- what is typed into the search box ---------------------------------------------------------------


def _texts(viewer: Worker, rng: Random) -> list[str]:
    """Names whole and in part, misspelt, with years, ages and dates, two common names, numbers and addresses."""
    ids = list(Person.objects.seen_by(viewer).order_by("pk").values_list("pk", flat=True))
    drawn = rng.sample(ids, min(44, len(ids)))
    columns = ("pk", "given_name", "family_name", "born_on")
    people = list(Person.objects.seen_by(viewer).filter(pk__in=drawn).order_by("pk").values_list(*columns))
    shapes: tuple[Callable[..., str], ...] = (
        _whole,
        _with_year,
        _misspelt,
        _family,
        _begun,
        _with_day,
        _turned,
        _with_age,
    )
    texts = [shapes[place % len(shapes)](*person[1:], rng) for place, person in enumerate(people)]
    return [*_common(viewer), *_signs(viewer), *texts][:TEXTS]


def _whole(given: str, family: str, born: Any, rng: Random) -> str:
    return f"{given} {family}"


def _with_year(given: str, family: str, born: Any, rng: Random) -> str:
    return f"{given} {family} {born.year if born else ''}".strip()


def _misspelt(given: str, family: str, born: Any, rng: Random) -> str:
    place = rng.randrange(max(len(family) - 1, 1))
    return f"{given} {family[:place]}{family[place + 1 :]}"


def _family(given: str, family: str, born: Any, rng: Random) -> str:
    return family


def _begun(given: str, family: str, born: Any, rng: Random) -> str:
    return f"{given} {family[:3]}"


def _with_day(given: str, family: str, born: Any, rng: Random) -> str:
    return f"{family} {short_day(born) if born else ''}".strip()


def _turned(given: str, family: str, born: Any, rng: Random) -> str:
    return f"{family.lower()} {given.lower()}"


def _with_age(given: str, family: str, born: Any, rng: Random) -> str:
    return f"{given} {rng.randint(2, 17)}"


def _common(viewer: Worker) -> list[str]:
    """The costliest: the commonest names of all, together, with a year."""
    given, family = (
        Person.objects.seen_by(viewer)
        .values_list(name)
        .annotate(number=Count("pk"))
        .order_by("-number", name)[0][0]
        for name in ("given_name", "family_name")
    )
    return [f"{given} {family}", f"{given} {family} 2017", given]


def _signs(viewer: Worker) -> list[str]:
    number = Person.objects.seen_by(viewer).order_by("pk").values_list("pk", flat=True)[100]
    found = [
        Identifier.objects.seen_by(viewer).order_by("pk").values_list("value", flat=True).first(),
        Phone.objects.seen_by(viewer).order_by("pk").values_list("number", flat=True).first(),
        Residence.objects.seen_by(viewer).exclude(address__postcode="").order_by("pk")
        .values_list("address__postcode", flat=True).first(),
    ]  # fmt: skip
    return [str(number), *(text for text in found if text)]
