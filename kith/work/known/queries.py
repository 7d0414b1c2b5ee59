"""The facts a step shows, what was said of them, how they stood at its end, and where else they are shown."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.module_loading import import_string

from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.practice import Form
from kith.work.answers.held import form_of
from kith.work.known.rules import Fact, Key, Said, Shown, Stood, shown, stood
from kith.work.models import OPEN_STATES, Step, StepChild, StepFact

Names = Mapping[int, str]


def named_in(form: Form) -> list[str]:
    """The facts a form names: for itself, and for its questions."""
    pulled = (question.pulls for question in form.questions if question.pulls)
    return list(dict.fromkeys((*form.facts, *pulled)))


def facts_of(viewer: Worker, step: Step, form: Form, names: Names) -> list[Fact]:
    """What is known already of what a form is filled from, each once. A few questions, whatever is known."""
    known = import_string(settings.KITH_FACTS)
    asked: dict[str, list[str]] = {}
    for name in named_in(form):
        if name in known:
            asked.setdefault(known[name], []).append(name)
    return [
        fact for path, wanted in asked.items() for fact in import_string(path)(viewer, step, names, wanted)
    ]


@prepared
def _said(viewer: Worker, step: int) -> QuerySet[Any, Any]:
    rows = StepFact.objects.seen_by(viewer).filter(step=step, how__in=["right", "changed"]).order_by("pk")
    return rows.values_list("name", "person_id", "words", "by__name", "at", "how", "by_id")


def said_of(viewer: Worker, step: Step) -> dict[Key, tuple[Said, int]]:
    """What was said last of each fact while the step was written, and by whom. One question."""
    return {
        (name, person): (Said(words, by, at, how == "changed"), by_id)
        for name, person, words, by, at, how, by_id in _said(viewer, step.pk)
    }


def shown_in(viewer: Worker, step: Step, form: Form, names: Names) -> list[Shown]:
    """The facts beside an open step with what was said of them."""
    facts = facts_of(viewer, step, form, names)
    if not any(fact.asks for fact in facts):
        return shown(facts, {})
    return shown(facts, {key: said for key, (said, _) in said_of(viewer, step).items()})


def stood_in(viewer: Worker, step: Step, form: Form, names: Names) -> list[Stood]:
    """The facts as they stood when a step was completed, and where today's differ."""
    rows = StepFact.objects.seen_by(viewer).filter(step=step, how="kept").order_by("pk")
    found = list(rows.select_related("confirmed_by"))
    kept = [
        (
            Fact(row.title, row.words, row.source, row.name, row.person_id, asks=True),
            row.confirmed_by.name if row.confirmed_by else "",
            row.confirmed_at,
        )
        for row in found
        if row.at == found[-1].at  # completed, taken back and completed again: as it stood at last
    ]
    return stood(kept, facts_of(viewer, step, form, names)) if kept else []


def elsewhere(viewer: Worker, step: Step, fact: Fact) -> list[tuple[str, list[str]]]:
    """The other open work that shows a fact: title and first names of its children. One question."""
    mine = StepChild.objects.seen_by(viewer).filter(person=fact.person, released_at__isnull=True)
    inside = StepChild.objects.seen_by(viewer).filter(step=OuterRef("pk"), released_at__isnull=True)
    rows = Step.objects.seen_by(viewer).filter(pk__in=mine.values("step"), state__in=OPEN_STATES)
    named = rows.exclude(pk=step.pk).order_by("pk").annotate(
        called=ArraySubquery(inside.order_by("person__born_on", "person_id").values("person__given_name"))
    )  # fmt: skip
    return [(one.title, one.called) for one in named if fact.name in named_in(form_of(one))]
