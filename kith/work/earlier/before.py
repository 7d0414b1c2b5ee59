"""The finished piece of work before this one, and what it said to each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.work.answers import boxes
from kith.work.answers.held import form_of
from kith.work.models import Step, StepChild
from kith.work.steps import queries
from kith.work.steps.viewing import known_in

FAMILY = "assessment"  # initial, core and single assessments come one before the other


@dataclass(frozen=True, slots=True)
class LastTime:
    """The piece of work before this one: its answers as they are kept, and as they are read, by question."""

    step: Step
    answers: Mapping[tuple[str, int | None], Any]
    told: Mapping[str, Sequence[boxes.Told]]


@prepared
def _previous(viewer: Worker, step: int, people: Sequence[int], kinds: Sequence[str]) -> QuerySet[Step]:
    about = StepChild.objects.seen_by(viewer).filter(person__in=people, released_at__isnull=True)
    rows = Step.objects.seen_by(viewer).filter(pk__in=about.values("step"), state="completed", kind__in=kinds)
    return rows.exclude(pk=step).select_related("worker").order_by("-completed_on", "-pk")[:1]


def previous(viewer: Worker, step: Step, names: Mapping[int, str]) -> Step | None:
    """The last finished piece of work of the same kind, or of the same family of kinds, about any of these children."""
    packs = practice.authority().practices.values() if step.kind.endswith(FAMILY) else ()
    kinds = {code for pack in packs for code in pack.steps if code.endswith(FAMILY)} | {step.kind}
    return next(iter(_previous(viewer, step.pk, list(names), sorted(kinds))), None)


def last_time(viewer: Worker, before: Step, names: Mapping[int, str]) -> LastTime:
    """What it said, for all and for each of these children; what it said of others alone is left out."""
    form = form_of(before)
    kept, _ = queries.answers_and_last_saved(viewer, before)
    ours = {key: value for key, value in kept.items() if key[1] is None or key[1] in names}
    answers = {key: value for key, (value, _) in ours.items()}
    known = known_in(viewer, before, form, answers)
    laid_out = boxes.lay_out(form, ours, names, before.started_on, None, known)
    told = {
        asked.question.id: [one for one in boxes.read_out(asked) if not one.is_aside]
        for part in laid_out
        for asked in part.questions
    }
    return LastTime(before, answers, told)
