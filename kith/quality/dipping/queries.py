"""What a month is drawn from, what waits to be read, what was found, and what the record says of a supervision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.access.models import Worker
from kith.core.period import add_months
from kith.quality.dipping.rules import SUPERVISION, TOLD, Facts
from kith.quality.marking.rules import Tally, tally
from kith.quality.models import DipReading, DipSample, SupervisionReading
from kith.quality.models.dipping import Reading
from kith.work.deciding.queries import names_of
from kith.work.models import (
    ManagementDecision,
    ManagementDecisionChild,
    NoteChild,
    SampledWork,
    SignOff,
    Step,
    Supervision,
    SupervisionTalk,
)

MONTHS_BACK = 12
SHOWN = 60


def given(viewer: Worker, occasion: str, month: date) -> list[int]:
    """What a month is drawn from: work finished in it that nobody signed off, or supervision held in it."""
    until = add_months(month, 1)
    if occasion == SUPERVISION:
        held = Supervision.objects.filter(held_on__gte=month, held_on__lt=until)
        return list(held.order_by("pk").values_list("pk", flat=True))
    told = SignOff.objects.seen_by(viewer).filter(
        decision="told", step__completed_on__gte=month, step__completed_on__lt=until
    )
    return sorted(set(told.values_list("step_id", flat=True)))


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was drawn, as the list shows it."""

    number: int
    occasion: str
    what: str
    small: str
    month: date
    reading: Reading


def rows(viewer: Worker, today: date, *, with_supervision: bool) -> list[Row]:
    """Everything drawn in a year that the viewer may know of, what waits first."""
    since = add_months(today.replace(day=1), -MONTHS_BACK)
    told = DipReading.objects.seen_by(viewer).filter(sample__month__gte=since)
    told = told.select_related("sample", "step", "step__team", "step__worker", "read_by")
    listed = list(told.order_by("-sample__month", "pk")[:SHOWN])
    names = names_of(viewer, [one.step_id for one in listed])
    found = [
        Row(one.pk, TOLD, one.step.title, _told(one.step, names), one.sample.month, one) for one in listed
    ]
    if with_supervision:
        held = SupervisionReading.objects.filter(sample__month__gte=since).select_related(
            "sample", "supervision", "supervision__worker", "supervision__supervisor", "read_by"
        )
        found += [
            Row(one.pk, SUPERVISION, f"Supervision of {one.supervision.worker.name}",
                f"by {one.supervision.supervisor.name}", one.sample.month, one)
            for one in held.order_by("-sample__month", "pk")[:SHOWN]
        ]  # fmt: skip
    return sorted(found, key=lambda one: one.reading.read_at is not None)


def _told(step: Step, names: Mapping[int, Sequence[str]]) -> str:
    who = step.worker.name if step.worker else step.team.name
    return " · ".join([who, *names.get(step.pk, [])])


def found_of(listed: Sequence[Row], occasion: str) -> list[Tally]:
    """How often each question was answered how, in what was read, by the list that was asked last."""
    read = [one.reading for one in listed if one.occasion == occasion and one.reading.read_at]
    latest = max(read, key=lambda one: (one.read_at, one.pk), default=None)
    asked = [(code, words) for code, words in latest.asked["items"]] if latest else []
    return tally(asked, [one.marks for one in read])


def samples(today: date) -> list[tuple[DipSample, int, int]]:
    """The samples of a year, the latest first, with how many were taken of how many."""
    since = add_months(today.replace(day=1), -MONTHS_BACK)
    rows = DipSample.objects.filter(month__gte=since).select_related("by").order_by("-month", "occasion")
    return [(one, len(one.taken), len(one.given)) for one in rows]


def told_reading(viewer: Worker, number: int) -> DipReading | None:
    """One drawn piece of work, when the viewer may know of it."""
    rows = DipReading.objects.seen_by(viewer).filter(pk=number)
    return rows.select_related("sample", "step", "step__team", "step__worker", "read_by").first()


def chance_said(viewer: Worker, step: int) -> SampledWork | None:
    """What was found where chance had picked the same piece when it was finished."""
    rows = SampledWork.objects.seen_by(viewer).filter(step=step, read_at__isnull=False)
    return rows.select_related("read_by").first()


def supervision_reading(number: int) -> SupervisionReading | None:
    """One drawn supervision."""
    rows = SupervisionReading.objects.filter(pk=number)
    return rows.select_related(
        "sample", "supervision", "supervision__worker", "supervision__supervisor", "read_by"
    ).first()


def facts_of(viewer: Worker, one: Supervision) -> Facts:
    """What the record says of a supervision, as far as the viewer may know of the children. Five queries."""
    held_on = one.held_on or one.planned_on
    earlier = (
        Supervision.objects.filter(worker=one.worker_id, held_on__lt=held_on).order_by("-held_on").first()
    )
    decided = ManagementDecision.objects.seen_by(viewer)
    late = decided.filter(
        Q(done_on__isnull=True) | Q(done_on__gt=held_on), owner=one.worker_id, do_by__lt=held_on,
        decided_on__lt=held_on,
    )  # fmt: skip
    made = list(decided.filter(supervision=one).values_list("do_by", flat=True))
    return Facts(
        held_on,
        earlier.held_on if earlier else None,
        earlier.next_due_on if earlier else None,
        SupervisionTalk.objects.seen_by(viewer).filter(supervision=one).count(),
        len(made),
        sum(day is not None for day in made),
        late.count(),
    )


def talks_of(viewer: Worker, one: Supervision) -> list[SupervisionTalk]:
    """What was written of families in a supervision, as far as the viewer may know of their children."""
    rows = SupervisionTalk.objects.seen_by(viewer).filter(supervision=one).select_related("note")
    return list(rows.order_by("pk"))


def decisions_of(viewer: Worker, one: Supervision) -> list[ManagementDecision]:
    """What was decided in a supervision, and whether it was done."""
    rows = ManagementDecision.objects.seen_by(viewer).filter(supervision=one).select_related("owner")
    return list(rows.order_by("pk"))


def children_of(
    viewer: Worker, talks: Sequence[SupervisionTalk], decisions: Sequence[ManagementDecision]
) -> list[int]:
    """Whose records are read with these talks and decisions. Two queries."""
    told = NoteChild.objects.seen_by(viewer).filter(note__in=[one.note_id for one in talks])
    decided = ManagementDecisionChild.objects.seen_by(viewer).filter(decision__in=decisions)
    return sorted({*told.values_list("person_id", flat=True), *decided.values_list("person_id", flat=True)})
