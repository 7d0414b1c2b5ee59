"""What a chair or reviewing officer was given and has not judged yet, and the notes of a quarter."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kith.access.models import Worker
from kith.care.models import CareReview
from kith.protection.models import ConferenceChild
from kith.quality.judging.rules import BEFORE, JUDGED, LOOKS_BACK, Told
from kith.quality.marking.rules import Asked
from kith.quality.models import ReportNote
from kith.work.deciding.queries import names_of
from kith.work.models import SignOff, Step, StepChild

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Given:
    """A piece of work that was before a conference or review the viewer chaired."""

    step: Step
    occasion: str
    held_on: date
    names: list[str]


def to_judge(viewer: Worker, today: date) -> list[Given]:
    """The latest finished piece of each kind before each conference and review of the last months, not judged yet.

    Five queries, however many.
    """
    chaired = _chaired(viewer, today)
    steps = _finished(viewer, chaired, today)
    done = set(ReportNote.objects.seen_by(viewer).filter(by=viewer).values_list("step_id", "held_on"))
    found: dict[tuple[int, date], tuple[Step, str]] = {}
    for occasion, person, held_on in chaired:
        for step in _before(steps[person], occasion, held_on):
            if (step.pk, held_on) not in done and step.worker_id != viewer.pk:
                found.setdefault((step.pk, held_on), (step, occasion))
    names = names_of(viewer, [step for step, _ in found])
    rows = [Given(step, occasion, on, names.get(step.pk, [])) for (_, on), (step, occasion) in found.items()]
    return sorted(rows, key=lambda one: (one.held_on, one.step.pk), reverse=True)[:SHOWN]


def _chaired(viewer: Worker, today: date) -> list[tuple[str, int, date]]:
    since = today - timedelta(days=LOOKS_BACK)
    held = ConferenceChild.objects.seen_by(viewer).filter(
        conference__chair=viewer, held_on__gte=since, held_on__lte=today
    )
    reviewed = CareReview.objects.seen_by(viewer).filter(chair=viewer, held_on__gte=since, held_on__lte=today)
    rows = [("conference", *row) for row in held.values_list("person_id", "held_on")]
    rows += [("review", *row) for row in reviewed.values_list("period__standing__person_id", "held_on")]
    return [(occasion, person, on) for occasion, person, on in rows if on is not None]


def _finished(viewer: Worker, chaired: Iterable[tuple[str, int, date]], today: date) -> dict[int, list[Step]]:
    kinds = {kind for each in JUDGED.values() for kind in each}
    rows = StepChild.objects.seen_by(viewer).filter(
        person__in={person for _, person, _ in chaired}, released_at__isnull=True, step__kind__in=kinds,
        step__completed_on__gte=today - timedelta(days=LOOKS_BACK + BEFORE),
    )  # fmt: skip
    found: dict[int, list[Step]] = defaultdict(list)
    for row in rows.select_related("step", "step__team", "step__worker").order_by(
        "-step__completed_on", "-pk"
    ):
        found[row.person_id].append(row.step)
    return found


def _before(steps: Iterable[Step], occasion: str, held_on: date) -> Iterable[Step]:
    """The latest of each kind that was finished in time to be read there."""
    latest: dict[str, Step] = {}
    for step in steps:
        on = step.completed_on
        if step.kind in JUDGED[occasion] and on and held_on - timedelta(days=BEFORE) <= on <= held_on:
            latest.setdefault(step.kind, step)
    return latest.values()


def given(viewer: Worker, step: int, today: date, held_on: date | None = None) -> Given | None:
    """One of what is to be judged, by the number of the piece of work and the day it was before people, where told."""
    found = (one for one in to_judge(viewer, today) if one.step.pk == step)
    return next((one for one in found if held_on in (None, one.held_on)), None)


def note_of(viewer: Worker, step: int, held_on: date | None = None) -> ReportNote | None:
    """What the viewer has said of a piece of work already, of that day where told, else last. One query."""
    rows = ReportNote.objects.seen_by(viewer).filter(by=viewer, step=step).select_related("step", "team")
    rows = rows.filter(held_on=held_on) if held_on else rows
    return rows.order_by("-held_on", "-pk").first()


def writers_of(viewer: Worker, step: Step) -> list[int]:
    """Who wrote or sent a piece of work."""
    sent = SignOff.objects.seen_by(viewer).filter(step=step).values_list("submitted_by_id", flat=True)
    return [one for one in (step.worker_id, *sent) if one]


def judged(viewer: Worker) -> list[ReportNote]:
    """What the viewer has judged, the latest first."""
    rows = ReportNote.objects.seen_by(viewer).filter(by=viewer).select_related("step", "team")
    return list(rows.order_by("-held_on", "-pk")[:SHOWN])


def notes(viewer: Worker, since: date, until: date) -> tuple[Asked, list[Told]]:
    """The notes of a time, as far as the viewer may know of their children, and the questions asked last."""
    rows = ReportNote.objects.seen_by(viewer).filter(held_on__gte=since, held_on__lt=until)
    found = list(rows.select_related("team", "step").order_by("recorded_at", "pk"))
    asked = [(code, words) for code, words in found[-1].asked["items"]] if found else []
    return asked, [Told(one.team.name, one.step.title, one.held_on, one.marks) for one in found]
