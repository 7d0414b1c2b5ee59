"""What a save finds on record, in two questions, however long the form.

The step is locked first and read afterwards: what is read in one go with the lock would be as old as the wait for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.practice import Form
from kith.work.answers import rules
from kith.work.models import Answer, AnswerVersion, FormVersion, Step, StepChild


@dataclass(frozen=True, slots=True)
class Written:
    """The present answer of one box: what it says, in which version, by whom and when."""

    value: Any
    version: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A step that nobody else can change now: its form, its children and everything that is answered."""

    step: Step
    form: Form
    inside: Mapping[int, str]  # first names of the children in it, eldest first
    taken_out: frozenset[int]
    written: dict[rules.Key, Written]

    @property
    def answers(self) -> dict[rules.Key, Any]:
        """The present answers by box and child."""
        return {key: one.value for key, one in self.written.items()}


def form_of(step: Step) -> Form:
    """The very form a step was asked with. It never changes, so it is read once and kept."""
    return _form(step.form_id)


@lru_cache(maxsize=128)
def _form(mark: str) -> Form:
    return Form.from_content(FormVersion.objects.get(pk=mark).content)


@prepared
def _step(viewer: Worker, step: int) -> QuerySet[Step]:
    return Step.objects.seen_by(viewer).filter(pk=step).select_for_update()


@prepared
def _inside(viewer: Worker, step: int) -> QuerySet[Any, Any]:
    mine = {"step": OuterRef("pk")}
    children = StepChild.objects.seen_by(viewer).filter(**mine).order_by("person__born_on", "person_id")
    called = {name: f"person__{name}" for name in ("known_as", "given_name", "family_name")}
    answers = Answer.objects.seen_by(viewer).filter(**mine)
    columns = {name: name for name in ("question", "child_id", "value", "version", "saved_at")}
    return (
        Step.objects.seen_by(viewer)
        .filter(pk=step)
        .values(
            inside=ArraySubquery(
                children.values(json=JSONObject(id="person_id", released_at="released_at", **called))
            ),
            said=ArraySubquery(answers.values(json=JSONObject(by="by__name", **columns))),
        )
    )


def locked(by: Worker, step: int) -> Held | None:
    """The step, kept from changing till the end; None for a step the worker may not know of. Two questions."""
    found = next(iter(_step(by, step)), None)
    if found is None:
        return None
    row = _inside(by, step)[0]
    inside = {
        one["id"]: one["known_as"] or one["given_name"] or one["family_name"]
        for one in row["inside"]
        if one["released_at"] is None
    }
    return Held(
        found,
        form_of(found),
        inside,
        frozenset(one["id"] for one in row["inside"]) - frozenset(inside),
        {
            (one["question"], one["child_id"]): Written(
                one["value"], one["version"], one["by"], datetime.fromisoformat(one["saved_at"])
            )
            for one in row["said"]
        },
    )


def seen_by_writer(by: Worker, held: Held, key: rules.Key, version: int) -> Any:
    """What an answer said in an earlier version; None for one that never was."""
    question, child = key
    rows = AnswerVersion.objects.seen_by(by).filter(step=held.step, question=question, child_id=child)
    return rows.filter(version=version, clashed=False).values_list("value", flat=True).first()
