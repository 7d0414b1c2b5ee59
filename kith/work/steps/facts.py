"""What is on record already and need not be asked for again: shown beside the questions that name it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.core import clock, reading_words
from kith.database.prepared import prepared
from kith.work.answers.held import form_of
from kith.work.known.rules import Fact
from kith.work.models import Answer, Involvement, Step, StepChild, VisitChild

CONTACT = "contact"
LONGEST = 280


Names = Mapping[int, str]
Wanted = Sequence[str]
# which question of an earlier assessment is shown beside the one that names it
BEFORE = {"last_assessment": "analysis", "home_before": "home", "network_before": "network"}


@prepared
def _steps(viewer: Worker, number: int) -> QuerySet[Step]:
    return Step.objects.seen_by(viewer).filter(pk=number)


@prepared
def _answers(viewer: Worker, step: int, question: str) -> QuerySet[Any, Any]:
    rows = Answer.objects.seen_by(viewer).filter(step=step, question=question, child=None)
    return rows.values_list("value", flat=True)


def contact_told(viewer: Worker, step: Step, names: Names, wanted: Wanted) -> list[Fact]:
    """What the caller said, from the contact the work came from."""
    current: Step | None = step
    while current is not None and current.kind != CONTACT:
        current = next(iter(_steps(viewer, current.came_from_id or 0)), None)
    if current is None:
        return []
    source = f"Contact, {reading_words.short_day(current.started_on)}"
    return [
        Fact("What we were told", _short(str(told)), source) for told in _answers(viewer, current.pk, "told")
    ]


def visits(viewer: Worker, step: Step, names: Names, wanted: Wanted) -> list[Fact]:
    """How often each child was seen, and seen alone, since the work began, and when last."""
    rows = VisitChild.objects.seen_by(viewer).filter(
        person__in=names, visited_at__date__gte=step.clock_from_on
    )
    seen = rows.exclude(seen="not_seen").order_by("visited_at").values_list("person_id", "seen", "visited_at")
    by_child: dict[int, list[tuple[str, date]]] = {}
    for person, how, at in seen:
        by_child.setdefault(person, []).append((how, clock.london(at).date()))
    facts = []
    for person, name in names.items():
        times = by_child.get(person, [])
        alone = sum(how == "alone" for how, _ in times)
        words = (
            f"{name}: {reading_words.count(len(times), 'time')}, {alone} alone"
            if times
            else f"{name}: not yet"
        )
        source = f"Visits, last {times[-1][1]:%-d %b}" if times else "Visits"
        facts.append(Fact("Seen", words, source))
    return facts


@prepared
def _earlier(
    viewer: Worker, step: int, people: Sequence[int], questions: Sequence[str]
) -> QuerySet[Any, Any]:
    about = StepChild.objects.seen_by(viewer).filter(person__in=people, released_at__isnull=True)
    rows = Answer.objects.seen_by(viewer).filter(
        question__in=questions, child=None, step__in=about.values("step"), step__state="completed",
        step__kind__endswith="assessment",
    )  # fmt: skip
    latest = (
        rows.exclude(step=step).order_by("question", "-step__completed_on", "-step_id").distinct("question")
    )
    return latest.values_list("question", "value", "step__title", "step__completed_on", "by__name")


def answered_before(viewer: Worker, step: Step, names: Names, wanted: Wanted) -> list[Fact]:
    """What the last finished assessment of these children said to the same questions: by whom, and when."""
    asked = {BEFORE[name]: name for name in wanted}
    form, found = form_of(step), []
    for question, value, title, on, by in _earlier(viewer, step.pk, list(names), list(asked)):
        if not isinstance(value, str) or not value.strip():
            continue
        about = f": {form.question(question).ask}" if form.has(question) else ""
        source = f"{by}, completed {reading_words.short_day(on)}"
        found.append(Fact(f"{title}{about}", _short(value), source, asked[question], asks=True))
    return found


def history(viewer: Worker, step: Step, names: Names, wanted: Wanted) -> list[Fact]:
    """How often each child was open to us before, and when that last ended."""
    rows = (
        Involvement.objects.seen_by(viewer)
        .filter(person__in=names, ended_on__isnull=False)
        .order_by("ended_on")
    )
    ended: dict[int, list[object]] = {}
    for person, on in rows.values_list("person_id", "ended_on"):
        ended.setdefault(person, []).append(on)
    return [
        Fact(
            "Open before",
            f"{names[person]}: {reading_words.count(len(days), 'time')}",
            f"last ended {days[-1]:%-d %b %Y}",
        )
        for person, days in ended.items()
    ]


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rsplit(' ', 1)[0]} …"
