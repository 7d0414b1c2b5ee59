"""What is on record already and need not be asked for again: shown beside the questions that name it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from kith.access.models import Worker
from kith.core import reading_words
from kith.database.prepared import prepared
from kith.practice import Form
from kith.work.models import Answer, Involvement, Step, StepChild, VisitChild

EVERY_ROW = "a rule needs every row, and shows none"
CONTACT = "contact"
LONGEST = 280


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known: what it is about, what is known, and where and when that was recorded."""

    title: str
    words: str
    source: str


Names = Mapping[int, str]


def pulled(viewer: Worker, step: Step, form: Form, names: Names) -> list[Fact]:
    """The facts that the questions of a form are filled from, each once."""
    named = dict.fromkeys(question.pulls for question in form.questions if question.pulls)
    known = import_string(settings.KITH_FACTS)
    return [
        fact for name in named if name in known for fact in import_string(known[name])(viewer, step, names)
    ]


@prepared
def _steps(viewer: Worker, number: int) -> QuerySet[Step]:
    return Step.objects.seen_by(viewer).filter(pk=number)


@prepared
def _answers(viewer: Worker, step: int, question: str) -> QuerySet[Any, Any]:
    rows = Answer.objects.seen_by(viewer).filter(step=step, question=question, child=None)
    return rows.values_list("value", flat=True)


def contact_told(viewer: Worker, step: Step, names: Names) -> list[Fact]:
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


def visits(viewer: Worker, step: Step, names: Names) -> list[Fact]:
    """How often each child was seen, and seen alone, since the work began, and when last."""
    rows = VisitChild.objects.seen_by(viewer).filter(
        person__in=names, visited_at__date__gte=step.clock_from_on
    )
    seen = rows.exclude(seen="not_seen").order_by("visited_at").values_list("person_id", "seen", "visited_at")
    by_child: dict[int, list[tuple[str, object]]] = {}
    for person, how, at in seen:
        by_child.setdefault(person, []).append((how, at))
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


def last_assessment(viewer: Worker, step: Step, names: Names) -> list[Fact]:
    """What the last finished assessment of these children came to."""
    about = StepChild.objects.seen_by(viewer).filter(person__in=names)
    rows = Step.objects.seen_by(viewer).filter(
        pk__in=about.values("step"), state="completed", kind__endswith="assessment"
    )
    found = rows.order_by("-completed_on").first()
    if found is None or found.completed_on is None:
        return []
    answer = Answer.objects.seen_by(viewer).filter(step=found, question="analysis", child=None).first()
    words = _short(str(answer.value)) if answer else "completed"
    return [Fact(found.title, words, f"completed {reading_words.short_day(found.completed_on)}")]


def history(viewer: Worker, step: Step, names: Names) -> list[Fact]:
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
